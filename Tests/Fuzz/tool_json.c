/*
 * Partial JSON: random fragments and the reader of whole texts against one fragment, all of them
 * against a plain reader of JSON, and the same text escaped in a string.
 */
#include "CPartialJSON.h"
#include "fuzz.h"
#include "reference_json.h"

static void write_tape(fuzz_transcript *transcript, const partial_json_tape *tape) {
    fuzz_write_number(transcript, tape->node_count);
    for (uint32_t i = 0; i < tape->node_count; i++) {
        const partial_json_node *node = &tape->nodes[i];
        FUZZ_REQUIRE(node->next <= tape->node_count);
        fuzz_write_number(transcript, node->kind);
        fuzz_write_number(transcript, node->next);
        fuzz_write_number(transcript, node->count);
        if (node->kind == partial_json_kind_number || node->kind == partial_json_kind_string ||
            node->kind == partial_json_kind_key) {
            FUZZ_REQUIRE(node->text_offset <= tape->text_count);
            FUZZ_REQUIRE(node->count <= tape->text_count - node->text_offset);
            fuzz_write(transcript, tape->text + node->text_offset, node->count);
        }
    }
}

/* Reads a text in fragments; without random numbers in one. */
static partial_json_error read_text(fuzz_transcript *transcript, const uint8_t *data, size_t size,
                                    const partial_json_limits *limits, fuzz_random *random) {
    partial_json parser;
    partial_json_tape tape = {0};
    partial_json_init(&parser, limits);
    partial_json_error error = partial_json_error_none;
    uint32_t nodes = 0;
    for (size_t at = 0; at < size && error == partial_json_error_none;) {
        size_t count = random ? fuzz_piece(random, size - at) : size;
        uint8_t *fragment = fuzz_lend(data + at, count);
        at += count;
        error = partial_json_append(&parser, &tape, fragment, count);
        fuzz_take_back(fragment, count);
        FUZZ_REQUIRE(error != partial_json_error_engine);
        /* A closed node stays; only an open one may be taken back. */
        FUZZ_REQUIRE(tape.node_count + 1 >= nodes);
        nodes = tape.node_count;
    }
    if (error == partial_json_error_none) error = partial_json_finish(&parser, &tape, false);
    FUZZ_REQUIRE(error != partial_json_error_engine);
    fuzz_write_number(transcript, error);
    if (error != partial_json_error_none)
        fuzz_write_number(transcript, partial_json_error_offset(&parser));
    write_tape(transcript, &tape);
    partial_json_destroy(&parser);
    partial_json_tape_destroy(&tape);
    return error;
}

/* A text of bytes below 0x80 as it stands in a JSON string, every byte escaped. */
static void require_escaped_is_equal(const uint8_t *data, size_t size,
                                     const partial_json_limits *limits, fuzz_random *random,
                                     const fuzz_transcript *expected) {
    static const char hex[] = "0123456789abcdef";
    for (size_t i = 0; i < size; i++)
        if (data[i] >= 0x80) return;
    fuzz_transcript *transcript = fuzz_new_transcript(1), *raw = fuzz_new_transcript(2);
    partial_json parser;
    partial_json_tape tape = {0};
    partial_json_init(&parser, limits);
    partial_json_error error = partial_json_error_none;
    for (size_t at = 0; at < size && error == partial_json_error_none;) {
        size_t count = fuzz_piece(random, size - at);
        raw->count = 0;
        for (size_t i = at; i < at + count; i++) {
            char escape[6] = {'\\', 'u', '0', '0', hex[data[i] >> 4], hex[data[i] & 15]};
            fuzz_write(raw, escape, sizeof escape);
        }
        at += count;
        uint8_t *fragment = fuzz_lend(raw->bytes, raw->count);
        error = partial_json_append_escaped(&parser, &tape, fragment, raw->count);
        fuzz_take_back(fragment, raw->count);
    }
    if (error == partial_json_error_none) error = partial_json_finish(&parser, &tape, false);
    fuzz_write_number(transcript, error);
    if (error != partial_json_error_none)
        fuzz_write_number(transcript, partial_json_error_offset(&parser));
    write_tape(transcript, &tape);
    fuzz_require_equal(expected, transcript);
    partial_json_destroy(&parser);
    partial_json_tape_destroy(&tape);
}

static void write_reference(fuzz_transcript *transcript, const reference_json *json) {
    fuzz_write_number(transcript, partial_json_error_none);
    fuzz_write_number(transcript, (int64_t)json->node_count);
    for (size_t i = 0; i < json->node_count; i++) {
        const reference_node *node = &json->nodes[i];
        bool has_text = node->kind == reference_number || node->kind == reference_string ||
                        node->kind == reference_key;
        fuzz_write_number(transcript, (int64_t)node->kind);
        fuzz_write_number(transcript, (int64_t)node->next);
        fuzz_write_number(transcript, (int64_t)node->count);
        if (has_text) fuzz_write(transcript, json->text + node->text, node->count);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_random random = fuzz_take_seed(&data, &size);
    partial_json_limits limits = {
        .maximum_bytes = partial_json_default_maximum_bytes,
        .maximum_depth = 1 + fuzz_next(&random) % 100,
        .maximum_number_bytes = 1 + fuzz_next(&random) % 100,
    };
    if (fuzz_next(&random) % 4 == 0) limits.maximum_bytes = fuzz_next(&random) % 64;
    fuzz_transcript *expected = fuzz_new_transcript(0), *got = fuzz_new_transcript(1);
    partial_json_error error = read_text(expected, data, size, &limits, NULL);
    read_text(got, data, size, &limits, &random);
    fuzz_require_equal(expected, got);
    if (fuzz_next(&random) % 4 == 0)
        require_escaped_is_equal(data, size, &limits, &random, expected);

    static reference_json json;
    bool is_json =
        size <= limits.maximum_bytes &&
        reference_read(&json, data, size, limits.maximum_depth, limits.maximum_number_bytes);
    FUZZ_REQUIRE(is_json == (error == partial_json_error_none));
    if (is_json) {
        got = fuzz_new_transcript(1);
        write_reference(got, &json);
        fuzz_require_equal(expected, got);
    }

    partial_json_tape tape = {0};
    bool may_have_equal_keys;
    uint8_t *copy = fuzz_lend(data, size);
    FUZZ_REQUIRE(partial_json_read_whole(&tape, &limits, copy, size, &may_have_equal_keys) ==
                 is_json);
    fuzz_take_back(copy, size);
    if (is_json) {
        got = fuzz_new_transcript(1);
        fuzz_write_number(got, partial_json_error_none);
        write_tape(got, &tape);
        fuzz_require_equal(expected, got);
    } else {
        FUZZ_REQUIRE(tape.node_count == 0 && tape.text_count == 0);
    }
    partial_json_tape_destroy(&tape);
    return 0;
}
