#include "json-value.h"
#include <stdio.h>
#include <string.h>

const partial_json_limits json_limits = {.maximum_bytes = partial_json_default_maximum_bytes,
                                         .maximum_depth = partial_json_default_maximum_depth,
                                         .maximum_number_bytes =
                                             partial_json_default_maximum_number_bytes};

static bool is_text(const partial_json_tape *tape, uint32_t node, const char *text) {
    size_t count = strlen(text);
    return tape->nodes[node].count == count &&
           memcmp(tape->text + tape->nodes[node].text_offset, text, count) == 0;
}

uint32_t find_member(const partial_json_tape *tape, uint32_t object, const char *key) {
    uint32_t found = 0;
    if (tape->nodes[object].kind != partial_json_kind_object) return 0;
    for (uint32_t at = object + 1; at < tape->nodes[object].next; at = tape->nodes[at + 1].next)
        if (is_text(tape, at, key)) found = at + 1;
    return found;
}

void copy_member(const partial_json_tape *tape, uint32_t object, const char *key,
                 char out[name_bytes]) {
    uint32_t value = find_member(tape, object, key);
    if (!value) return;
    const partial_json_node *node = &tape->nodes[value];
    if (node->kind != partial_json_kind_string && node->kind != partial_json_kind_number) return;
    int count = node->count < name_bytes ? (int)node->count : name_bytes - 1;
    snprintf(out, name_bytes, "%.*s", count, (const char *)tape->text + node->text_offset);
}

static void write_escape(uint8_t byte) {
    static const char letters[] = "b\bf\fn\nr\rt\t\"\"\\\\";
    for (const char *letter = letters; *letter; letter += 2)
        if ((uint8_t)letter[1] == byte) {
            printf("\\%c", *letter);
            return;
        }
    printf("\\u%04x", byte);
}

static void write_string(const uint8_t *bytes, size_t count) {
    putchar('"');
    while (count) {
        size_t plain = partial_json_unescaped_count(bytes, count);
        fwrite(bytes, 1, plain, stdout);
        bytes += plain;
        count -= plain;
        if (!count) break;
        write_escape(*bytes);
        bytes++;
        count--;
    }
    putchar('"');
}

uint32_t write_value(const partial_json_tape *tape, uint32_t at) {
    const partial_json_node *node = &tape->nodes[at];
    const uint8_t *text = tape->text + node->text_offset;
    bool is_object = node->kind == partial_json_kind_object;
    switch (node->kind) {
    case partial_json_kind_null:
        fputs("null", stdout);
        break;
    case partial_json_kind_false:
        fputs("false", stdout);
        break;
    case partial_json_kind_true:
        fputs("true", stdout);
        break;
    case partial_json_kind_number:
        fwrite(text, 1, node->count, stdout);
        break;
    case partial_json_kind_string:
    case partial_json_kind_key:
        write_string(text, node->count);
        break;
    case partial_json_kind_array:
    case partial_json_kind_object:
        putchar(is_object ? '{' : '[');
        for (uint32_t value = at + 1; value < node->next;) {
            if (value != at + 1) putchar(',');
            if (is_object) {
                value = write_value(tape, value);
                putchar(':');
            }
            value = write_value(tape, value);
        }
        putchar(is_object ? '}' : ']');
        break;
    }
    return node->next;
}
