/*
 * The fields of an event: every path against the others, what a scanner recognizes against what a
 * new one reads, and what is JSON against the parser of tool inputs, in which yajl has its say.
 *
 * The input is the data of several events, with a line feed between them.
 */
#include "CMessageEvents.h"
#include "CPartialJSON.h"
#include "fuzz.h"

static const char head[] = "event: content_block_delta\ndata: ";
static const char end[] = "\n\n";

static void require_equal(const message_event *one, const message_event *other) {
    FUZZ_REQUIRE(one->kind == other->kind);
    FUZZ_REQUIRE(one->delta_kind == other->delta_kind);
    FUZZ_REQUIRE(one->has_index == other->has_index);
    FUZZ_REQUIRE(!one->has_index || one->index == other->index);
    FUZZ_REQUIRE(one->has_payload == other->has_payload);
    FUZZ_REQUIRE(one->payload_has_escapes == other->payload_has_escapes);
    FUZZ_REQUIRE(one->delta_has_more == other->delta_has_more);
    FUZZ_REQUIRE(one->payload.count == other->payload.count);
    FUZZ_REQUIRE(one->payload.count == 0 || one->payload.start == other->payload.start);
}

static bool is_json(const uint8_t *data, size_t count) {
    partial_json parser;
    partial_json_tape tape = {0};
    partial_json_limits limits = {
        .maximum_bytes = UINT32_MAX,
        .maximum_depth = message_event_maximum_depth,
        .maximum_number_bytes = UINT32_MAX,
    };
    partial_json_init(&parser, &limits);
    bool is_valid = partial_json_append(&parser, &tape, data, count) == partial_json_error_none &&
                    partial_json_finish(&parser, &tape, false) == partial_json_error_none;
    partial_json_destroy(&parser);
    partial_json_tape_destroy(&tape);
    return is_valid;
}

/* One event, with a scanner that may remember another, whose path it has. */
static void read_event(message_event_scanner *scanner, const uint8_t *data, size_t count,
                       message_event_path path, bool is_valid) {
    message_event_scanner fresh;
    message_event_scanner_init(&fresh);
    message_event_scanner_set_path(&fresh, message_event_path_portable);
    uint8_t *copy = fuzz_copy(data, count);
    message_event expected = {0}, event = {0};
    message_event_error error = message_event_scan(&fresh, copy, count, &expected);
    FUZZ_REQUIRE((error == message_event_error_none) == is_valid);
    if (is_valid) {
        FUZZ_REQUIRE((size_t)expected.payload.start + expected.payload.count <= count);
        message_event_members members;
        message_event_find_members(copy, count, &members);
        if (expected.has_payload) {
            uint8_t *text = malloc(expected.payload.count + 1);
            if (!text) abort();
            size_t length =
                message_event_unescape(copy + expected.payload.start, expected.payload.count, text);
            FUZZ_REQUIRE(length <= expected.payload.count);
            FUZZ_REQUIRE(expected.payload_has_escapes || length == expected.payload.count);
            free(text);
        }
    }

    size_t before = sizeof head - 1, all = before + count + sizeof end - 1;
    uint8_t *framed = malloc(all);
    if (!framed) abort();
    memcpy(framed, head, before);
    memcpy(framed + before, data, count);
    memcpy(framed + before + count, end, sizeof end - 1);
    message_event_framing framing;
    if (message_event_recognize(scanner, framed, all, &event, &framing)) {
        FUZZ_REQUIRE(is_valid);
        FUZZ_REQUIRE(framing.used == all);
        FUZZ_REQUIRE(framing.data.start == before && framing.data.count == count);
        FUZZ_REQUIRE(framing.type.start == 7 && framing.type.count == before - 14);
        require_equal(&expected, &event);
    }
    message_event_scanner_set_path(scanner, path);
    FUZZ_REQUIRE(message_event_scan(scanner, copy, count, &event) == error);
    if (is_valid) {
        require_equal(&expected, &event);
        if (message_event_wants_framing(scanner)) {
            message_event_slice type = {7, (uint32_t)(before - 14)};
            message_event_slice place = {(uint32_t)before, (uint32_t)count};
            message_event_remember_framing(scanner, framed, all, type, place);
        }
    } else {
        FUZZ_REQUIRE(message_event_error_offset(scanner) == message_event_error_offset(&fresh));
    }
    free(framed);
    free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    message_event_scanner scanners[message_event_path_neon + 1];
    for (int path = 0; path <= message_event_path_neon; path++)
        message_event_scanner_init(&scanners[path]);
    for (size_t at = 0; at < size;) {
        const uint8_t *feed = memchr(data + at, '\n', size - at);
        size_t count = feed ? (size_t)(feed - data) - at : size - at;
        bool is_valid = is_json(data + at, count);
        for (int path = 0; path <= message_event_path_neon; path++) {
            if (message_event_path_available((message_event_path)path))
                read_event(&scanners[path], data + at, count, (message_event_path)path, is_valid);
        }
        at += count + 1;
    }
    return 0;
}
