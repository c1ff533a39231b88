/*
 * A reader of JSON texts (RFC 8259) that is slow and plain: recursive, a byte at a time, without
 * fragments, without words of eight bytes, and without yajl. What the fuzz targets hold the C
 * targets to.
 */
#ifndef REFERENCE_JSON_H
#define REFERENCE_JSON_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef enum reference_kind {
    reference_null,
    reference_false,
    reference_true,
    reference_number,
    reference_string,
    reference_key,
    reference_array,
    reference_object
} reference_kind;

/* A value, or a key, which stands before its value. */
typedef struct reference_node {
    reference_kind kind;
    size_t next;        /* the node after the last of this value */
    size_t count;       /* bytes of text, or values in a container */
    size_t text;        /* where its text begins: unescaped, or a number's bytes */
    size_t start, end;  /* where it stands in the input; a string without its quotes */
    bool has_backslash; /* a key or a string, as it stands in the input */
} reference_node;

typedef struct reference_json {
    const uint8_t *input;
    size_t size, at, depth;
    size_t maximum_depth, maximum_number_bytes;
    reference_node *nodes;
    uint8_t *text;
    size_t node_count, text_count, capacity;
} reference_json;

static inline void reference_skip_spaces(reference_json *json) {
    while (json->at < json->size && strchr(" \t\r\n", json->input[json->at]) &&
           json->input[json->at])
        json->at++;
}

static inline bool reference_take(reference_json *json, char byte) {
    if (json->at == json->size || json->input[json->at] != (uint8_t)byte) return false;
    json->at++;
    return true;
}

static inline size_t reference_add(reference_json *json, reference_kind kind) {
    json->nodes[json->node_count] =
        (reference_node){.kind = kind, .text = json->text_count, .start = json->at};
    return json->node_count++;
}

static inline void reference_put_scalar(reference_json *json, uint32_t scalar) {
    uint8_t *out = json->text + json->text_count;
    if (scalar < 0x80) {
        json->text_count += 1;
        out[0] = (uint8_t)scalar;
    } else if (scalar < 0x800) {
        json->text_count += 2;
        out[0] = (uint8_t)(0xC0 | scalar >> 6);
        out[1] = (uint8_t)(0x80 | (scalar & 63));
    } else if (scalar < 0x10000) {
        json->text_count += 3;
        out[0] = (uint8_t)(0xE0 | scalar >> 12);
        out[1] = (uint8_t)(0x80 | (scalar >> 6 & 63));
        out[2] = (uint8_t)(0x80 | (scalar & 63));
    } else {
        json->text_count += 4;
        out[0] = (uint8_t)(0xF0 | scalar >> 18);
        out[1] = (uint8_t)(0x80 | (scalar >> 12 & 63));
        out[2] = (uint8_t)(0x80 | (scalar >> 6 & 63));
        out[3] = (uint8_t)(0x80 | (scalar & 63));
    }
}

/* One character of UTF-8: by what it stands for, not by tables of its bytes. */
static inline bool reference_take_character(reference_json *json) {
    uint8_t lead = json->input[json->at];
    size_t length = lead < 0x80 ? 1 : lead >> 5 == 6 ? 2 : lead >> 4 == 14 ? 3 : 4;
    if (length == 4 && lead >> 3 != 30) return false;
    if (json->size - json->at < length) return false;
    uint32_t scalar = length == 1 ? lead : lead & (0xFFu >> (length + 1));
    for (size_t i = 1; i < length; i++) {
        uint8_t byte = json->input[json->at + i];
        if (byte >> 6 != 2) return false;
        scalar = scalar << 6 | (byte & 63);
    }
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (scalar < least[length] || scalar > 0x10FFFF) return false;
    if (scalar >= 0xD800 && scalar <= 0xDFFF) return false;
    json->at += length;
    reference_put_scalar(json, scalar);
    return true;
}

/* Four hexadecimal digits; -1 if they are not. */
static inline int32_t reference_code_unit(const reference_json *json, size_t at) {
    static const char digits[] = "0123456789abcdefABCDEF";
    int32_t unit = 0;
    if (json->size < 4 || at > json->size - 4) return -1;
    for (size_t i = at; i < at + 4; i++) {
        const char *digit = json->input[i] ? strchr(digits, json->input[i]) : NULL;
        if (!digit) return -1;
        int32_t value = (int32_t)(digit - digits);
        unit = unit * 16 + (value < 16 ? value : value - 6);
    }
    return unit;
}

/* What follows a backslash. Half a surrogate pair stands for U+FFFD. */
static inline bool reference_take_escape(reference_json *json) {
    static const char names[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    if (json->at == json->size) return false;
    uint8_t name = json->input[json->at++];
    const char *found = name ? strchr(names, name) : NULL;
    if (found) {
        reference_put_scalar(json, (uint8_t)meanings[found - names]);
        return true;
    }
    int32_t unit = name == 'u' ? reference_code_unit(json, json->at) : -1;
    if (unit < 0) return false;
    json->at += 4;
    uint32_t scalar = (uint32_t)unit;
    if (unit >= 0xD800 && unit <= 0xDFFF) {
        scalar = 0xFFFD;
        bool has_other = json->size - json->at >= 6 && json->input[json->at] == '\\' &&
                         json->input[json->at + 1] == 'u';
        int32_t low = has_other ? reference_code_unit(json, json->at + 2) : -1;
        if (unit <= 0xDBFF && low >= 0xDC00 && low <= 0xDFFF) {
            scalar = 0x10000 + ((uint32_t)unit - 0xD800) * 0x400 + ((uint32_t)low - 0xDC00);
            json->at += 6;
        }
    }
    reference_put_scalar(json, scalar);
    return true;
}

static inline bool reference_take_string(reference_json *json, reference_kind kind) {
    if (!reference_take(json, '"')) return false;
    reference_node *node = &json->nodes[reference_add(json, kind)];
    while (json->at < json->size && json->input[json->at] != '"') {
        if (json->input[json->at] < 0x20) return false;
        bool is_escape = reference_take(json, '\\');
        node->has_backslash |= is_escape;
        if (!(is_escape ? reference_take_escape(json) : reference_take_character(json)))
            return false;
    }
    node->end = json->at;
    node->count = json->text_count - node->text;
    node->next = json->node_count;
    return reference_take(json, '"');
}

static inline size_t reference_take_digits(reference_json *json) {
    size_t first = json->at;
    while (json->at < json->size && json->input[json->at] >= '0' && json->input[json->at] <= '9')
        json->at++;
    return json->at - first;
}

static inline bool reference_take_number(reference_json *json) {
    reference_node *node = &json->nodes[reference_add(json, reference_number)];
    (void)reference_take(json, '-');
    if (!reference_take(json, '0') && reference_take_digits(json) == 0) return false;
    if (reference_take(json, '.') && reference_take_digits(json) == 0) return false;
    if (reference_take(json, 'e') || reference_take(json, 'E')) {
        if (!reference_take(json, '+')) (void)reference_take(json, '-');
        if (reference_take_digits(json) == 0) return false;
    }
    node->end = json->at;
    node->count = json->at - node->start;
    node->next = json->node_count;
    memcpy(json->text + json->text_count, json->input + node->start, node->count);
    json->text_count += node->count;
    return node->count <= json->maximum_number_bytes;
}

static inline bool reference_take_value(reference_json *json);

/* Arrays and objects: what is between the brackets, with commas. */
static inline bool reference_take_container(reference_json *json, char end) {
    bool is_object = end == '}';
    size_t self = reference_add(json, is_object ? reference_object : reference_array);
    if (json->depth == json->maximum_depth) return false;
    json->depth++;
    json->at++;
    reference_skip_spaces(json);
    while (!reference_take(json, end)) {
        if (json->nodes[self].count++ && !reference_take(json, ',')) return false;
        reference_skip_spaces(json);
        if (is_object) {
            if (!reference_take_string(json, reference_key)) return false;
            reference_skip_spaces(json);
            if (!reference_take(json, ':')) return false;
        }
        if (!reference_take_value(json)) return false;
        reference_skip_spaces(json);
    }
    json->depth--;
    json->nodes[self].next = json->node_count;
    json->nodes[self].end = json->at;
    return true;
}

static inline bool reference_take_value(reference_json *json) {
    static const char *const words[] = {"null", "false", "true"};
    reference_skip_spaces(json);
    if (json->at == json->size) return false;
    switch (json->input[json->at]) {
    case '"':
        return reference_take_string(json, reference_string);
    case '[':
        return reference_take_container(json, ']');
    case '{':
        return reference_take_container(json, '}');
    case 'n':
    case 'f':
    case 't':
        break;
    default:
        return reference_take_number(json);
    }
    for (int kind = reference_null; kind <= reference_true; kind++) {
        size_t count = strlen(words[kind]);
        if (json->size - json->at < count) continue;
        if (memcmp(json->input + json->at, words[kind], count) != 0) continue;
        size_t self = reference_add(json, (reference_kind)kind);
        json->nodes[self].next = json->node_count;
        json->at += count;
        return true;
    }
    return false;
}

/*
 * Reads a whole text; false if it is not JSON. The nodes live until the next call with the same
 * reader, whose memory is kept: a node and four bytes of text an input byte are enough.
 */
static inline bool reference_read(reference_json *json, const uint8_t *input, size_t size,
                                  size_t maximum_depth, size_t maximum_number_bytes) {
    if (json->capacity < size + 1) {
        json->capacity = 2 * size + 64;
        free(json->nodes);
        free(json->text);
        json->nodes = malloc(json->capacity * sizeof *json->nodes);
        json->text = malloc(4 * json->capacity);
        if (!json->nodes || !json->text) abort();
    }
    json->input = input;
    json->size = size;
    json->at = json->depth = json->node_count = json->text_count = 0;
    json->maximum_depth = maximum_depth;
    json->maximum_number_bytes = maximum_number_bytes;
    if (!reference_take_value(json)) return false;
    reference_skip_spaces(json);
    return json->at == json->size;
}

/* The value of an object's last member with this name, or NULL. */
static inline const reference_node *
reference_member(const reference_json *json, const reference_node *object, const char *name) {
    const reference_node *found = NULL;
    if (!object || object->kind != reference_object) return NULL;
    for (const reference_node *key = object + 1; key < json->nodes + object->next;
         key = json->nodes + key[1].next) {
        if (key->count == strlen(name) && memcmp(json->text + key->text, name, key->count) == 0)
            found = key + 1;
    }
    return found;
}

static inline bool reference_is_text(const reference_json *json, const reference_node *node,
                                     const char *text) {
    return node && node->kind == reference_string && node->count == strlen(text) &&
           memcmp(json->text + node->text, text, node->count) == 0;
}

#endif
