/*
 * What Scripts/check-engines counts: a tool input in fragments of one size, so many times.
 *
 *     engine_cost written|records FRAGMENT TIMES
 *
 * Says how many fragments each time had, and the heap that an open value's parser owned.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CPartialJSON.h"

enum { text_bytes = 64 * 1024 };

static size_t add(char *text, size_t count, const char *more) {
    size_t length = strlen(more);
    memcpy(text + count, more, length);
    return count + length;
}

/* One long string, as an editor's tool sends it: nearly every fragment lies inside of it. */
static size_t write_written(char *text) {
    size_t count = add(text, 0, "{\"path\": \"Sources/main.swift\", \"content\": \"");
    while (count < text_bytes)
        count = add(text, count, "let value = \\\"\\u00e9 000123\\\" // line\\n");
    return add(text, count, "\"}");
}

/* Short members, numbers and literals: nearly every fragment has tokens. */
static size_t write_records(char *text) {
    size_t count = add(text, 0, "{\"records\": [");
    while (count < text_bytes)
        count = add(text, count,
                    "{\"id\": 4711, \"name\": \"Ada Lovelace\", \"tags\": [\"a\", \"b\"], "
                    "\"score\": -12.5e3, \"active\": true, \"parent\": null}, ");
    return add(text, count, "{}]}");
}

int main(int count, char **arguments) {
    if (count != 4) {
        fputs("usage: engine_cost written|records FRAGMENT TIMES\n", stderr);
        return 64;
    }
    static char text[text_bytes + 256];
    size_t length =
        strcmp(arguments[1], "records") == 0 ? write_records(text) : write_written(text);
    size_t step = strtoul(arguments[2], NULL, 10), times = strtoul(arguments[3], NULL, 10);
    size_t fragments = 0, heap = 0;
    partial_json_limits limits = {.maximum_bytes = partial_json_default_maximum_bytes,
                                  .maximum_depth = partial_json_default_maximum_depth,
                                  .maximum_number_bytes =
                                      partial_json_default_maximum_number_bytes};
    for (size_t time = 0; time < times; time++) {
        partial_json parser;
        partial_json_tape tape = {0};
        partial_json_init(&parser, &limits);
        fragments = 0;
        for (size_t at = 0; at < length; at += step, fragments++) {
            size_t piece = length - at < step ? length - at : step;
            if (partial_json_append(&parser, &tape, (uint8_t *)text + at, piece) !=
                partial_json_error_none)
                return 1;
            if (at == 0) heap = partial_json_heap_bytes(&parser);
        }
        if (partial_json_finish(&parser, &tape, false) != partial_json_error_none) return 1;
        partial_json_tape_destroy(&tape);
        partial_json_destroy(&parser);
    }
    printf("%zu %zu\n", fragments, heap);
    return 0;
}
