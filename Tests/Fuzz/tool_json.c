/*
 * Partial JSON: one fragment against random fragments, against the reader of whole texts, and
 * against the same text escaped in a string.
 */
#include "CPartialJSON.h"
#include "fuzz.h"

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
static fuzz_transcript read_text(const uint8_t *data, size_t size,
                                 const partial_json_limits *limits, fuzz_random *random) {
    fuzz_transcript transcript = {0};
    partial_json parser;
    partial_json_tape tape = {0};
    partial_json_init(&parser, limits);
    partial_json_error error = partial_json_error_none;
    uint32_t nodes = 0;
    for (size_t at = 0; at < size && error == partial_json_error_none;) {
        size_t count = random ? fuzz_piece(random, size - at) : size;
        uint8_t *fragment = fuzz_copy(data + at, count);
        at += count;
        error = partial_json_append(&parser, &tape, fragment, count);
        free(fragment);
        FUZZ_REQUIRE(error != partial_json_error_engine);
        /* A closed node stays; only an open one may be taken back. */
        FUZZ_REQUIRE(tape.node_count + 1 >= nodes);
        nodes = tape.node_count;
    }
    if (error == partial_json_error_none) error = partial_json_finish(&parser, &tape, false);
    FUZZ_REQUIRE(error != partial_json_error_engine);
    fuzz_write_number(&transcript, error);
    if (error != partial_json_error_none) fuzz_write_number(&transcript, parser.error_offset);
    if (error == partial_json_error_none) write_tape(&transcript, &tape);
    partial_json_destroy(&parser);
    partial_json_tape_destroy(&tape);
    return transcript;
}

/* A text of bytes below 0x80 as it stands in a JSON string, every byte escaped. */
static void require_escaped_is_equal(const uint8_t *data, size_t size,
                                     const partial_json_limits *limits, fuzz_random *random,
                                     const fuzz_transcript *expected) {
    for (size_t i = 0; i < size; i++)
        if (data[i] >= 0x80) return;
    partial_json parser;
    partial_json_tape tape = {0};
    partial_json_init(&parser, limits);
    partial_json_error error = partial_json_error_none;
    for (size_t at = 0; at < size && error == partial_json_error_none;) {
        size_t count = fuzz_piece(random, size - at);
        char *raw = malloc(6 * count + 1);
        if (!raw) abort();
        for (size_t i = 0; i < count; i++)
            snprintf(raw + 6 * i, 7, "\\u%04x", data[at + i]);
        at += count;
        error = partial_json_append_escaped(&parser, &tape, (uint8_t *)raw, 6 * count);
        free(raw);
    }
    if (error == partial_json_error_none) error = partial_json_finish(&parser, &tape, false);
    fuzz_transcript transcript = {0};
    fuzz_write_number(&transcript, error);
    if (error != partial_json_error_none) fuzz_write_number(&transcript, parser.error_offset);
    if (error == partial_json_error_none) write_tape(&transcript, &tape);
    fuzz_require_equal(expected, &transcript);
    free(transcript.bytes);
    partial_json_destroy(&parser);
    partial_json_tape_destroy(&tape);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_random random = fuzz_take_seed(&data, &size);
    partial_json_limits limits = {
        .maximum_bytes = partial_json_default_maximum_bytes,
        .maximum_depth = 1 + fuzz_next(&random) % 100,
        .maximum_number_bytes = 1 + fuzz_next(&random) % 100,
    };
    if (fuzz_next(&random) % 4 == 0) limits.maximum_bytes = fuzz_next(&random) % 64;
    fuzz_transcript expected = read_text(data, size, &limits, NULL);
    for (int times = 0; times < 2; times++) {
        fuzz_transcript cut = read_text(data, size, &limits, &random);
        fuzz_require_equal(&expected, &cut);
        free(cut.bytes);
    }
    require_escaped_is_equal(data, size, &limits, &random, &expected);

    partial_json_tape tape = {0};
    bool may_have_equal_keys;
    uint8_t *copy = fuzz_copy(data, size);
    int64_t error;
    memcpy(&error, expected.bytes, sizeof error);
    bool is_whole = partial_json_read_whole(&tape, &limits, copy, size, &may_have_equal_keys);
    FUZZ_REQUIRE(is_whole == (error == partial_json_error_none));
    if (is_whole) {
        fuzz_transcript whole = {0};
        fuzz_write_number(&whole, partial_json_error_none);
        write_tape(&whole, &tape);
        fuzz_require_equal(&expected, &whole);
        free(whole.bytes);
    } else {
        FUZZ_REQUIRE(tape.node_count == 0 && tape.text_count == 0);
    }
    free(copy);
    partial_json_tape_destroy(&tape);
    free(expected.bytes);
    return 0;
}
