/*
 * Whole streams through both targets, as a program reads them: what is recognized in a chunk and
 * taken off the stream without being framed comes to the same as what is framed and scanned.
 */
#include <string.h>

#include "CMessageStream.h"
#include "CPartialJSON.h"
#include "checks.h"

typedef struct totals {
    digest digest;
    size_t events, recognized;
} totals;

static void add_slice(digest *digest, sse_slice slice) {
    digest_add(digest, &slice.count, sizeof slice.count);
    digest_add(digest, slice.start, slice.count);
}

static void add_event(totals *totals, const sse_decoder *decoder, const sse_event *event,
                      const message_event *fields) {
    uint64_t facts[] = {event->data_offset,
                        (uint64_t)event->retry,
                        event->has_id,
                        event->has_type,
                        event->has_data,
                        (uint64_t)sse_decoder_reconnection_time(decoder),
                        fields->kind,
                        fields->delta_kind,
                        (uint64_t)(fields->has_index ? fields->index : -1),
                        fields->has_payload,
                        fields->payload.start,
                        fields->payload.count,
                        fields->payload_has_escapes,
                        fields->delta_has_more};
    digest_add(&totals->digest, facts, sizeof facts);
    add_slice(&totals->digest, event->type);
    add_slice(&totals->digest, event->data);
    add_slice(&totals->digest, event->last_event_id);
    totals->events++;
}

static void add_end(totals *totals, const sse_decoder *decoder) {
    uint64_t facts[] = {sse_decoder_offset(decoder),
                        (uint64_t)sse_decoder_reconnection_time(decoder)};
    digest_add(&totals->digest, facts, sizeof facts);
    add_slice(&totals->digest, sse_decoder_last_event_id(decoder));
    add_slice(&totals->digest, sse_decoder_newest_id(decoder));
}

/* Frames and scans each event, with a scanner that has seen no other. */
static void read_plainly(totals *totals, sse_decoder *decoder, int path, const uint8_t *bytes,
                         size_t count) {
    size_t used;
    sse_event event;
    while (sse_decoder_next(decoder, bytes, count, &used, &event) == sse_step_event) {
        message_event_scanner scanner;
        message_event_scanner_init(&scanner);
        message_event_scanner_set_path(&scanner, (message_event_path)path);
        message_event fields = {0};
        (void)message_event_scan(&scanner, event.data.start, event.data.count, &fields);
        add_event(totals, decoder, &event, &fields);
        bytes += used;
        count -= used;
    }
}

static void read_quickly(totals *totals, message_stream *stream, const uint8_t *bytes,
                         size_t count) {
    size_t used;
    message_event fields;
    message_event_framing place;
    message_stream_event event;
    for (;;) {
        bool is_recognized =
            sse_decoder_is_between_events(&stream->framing) &&
            message_event_recognize(&stream->scanner, bytes, count, &fields, &place);
        event.fields = (message_event){0};
        if (message_stream_next(stream, bytes, count, &used, &event) != sse_step_event) return;
        /* What a failed scan leaves there is nobody's. */
        if (event.error != message_event_error_none) event.fields = (message_event){0};
        add_event(totals, &stream->framing, &event.framed, &event.fields);
        totals->recognized += is_recognized;
        bytes += used;
        count -= used;
    }
}

static totals read_stream(const uint8_t *bytes, size_t count, size_t step, int path,
                          bool recognizes) {
    totals totals = {digest_of_nothing, 0, 0};
    message_stream stream;
    message_stream_init(&stream, sse_default_limits());
    sse_decoder_set_path(&stream.framing, (sse_path)path);
    message_event_scanner_set_path(&stream.scanner, (message_event_path)path);
    CHECK(sse_decoder_heap_bytes(&stream.framing) == 0);
    for (size_t from = 0; from < count; from += step) {
        size_t piece = count - from < step ? count - from : step;
        if (recognizes)
            read_quickly(&totals, &stream, bytes + from, piece);
        else
            read_plainly(&totals, &stream.framing, path, bytes + from, piece);
    }
    add_end(&totals, &stream.framing);
    message_stream_destroy(&stream);
    return totals;
}

/* The same stream with CRLF for LF. */
static size_t with_carriage_returns(const input *item, uint8_t *out) {
    size_t count = 0;
    for (size_t i = 0; i < item->count; i++) {
        if (item->bytes[i] == '\n') out[count++] = '\r';
        out[count++] = item->bytes[i];
    }
    return count;
}

static size_t check_stream(const uint8_t *bytes, size_t count) {
    size_t recognized = 0;
    for (int path = sse_path_portable; path <= sse_path_neon; path++) {
        if (!sse_path_available((sse_path)path)) continue;
        const size_t steps[] = {count ? count : 1, 1400, 333, 64, 7, 1};
        for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
            totals plain = read_stream(bytes, count, steps[i], path, false);
            totals quick = read_stream(bytes, count, steps[i], path, true);
            CHECK(plain.recognized == 0);
            CHECK(quick.events == plain.events);
            CHECK(quick.digest.value == plain.digest.value);
            recognized += quick.recognized;
        }
    }
    return recognized;
}

/* A text that has grown long is given back what room it has to spare once it is whole. */
static void check_trimmed_text(void) {
    enum { length = 40000 };
    char *text = malloc(length + 4);
    CHECK(text != NULL);
    memset(text, 'a', length + 4);
    memcpy(text, "[\"", 2);
    memcpy(text + length + 2, "\"]", 2);
    partial_json_limits limits = {.maximum_bytes = length + 4, .maximum_depth = UINT32_MAX};
    partial_json parser;
    partial_json_tape tape = {0};
    partial_json_init(&parser, &limits);
    CHECK(partial_json_heap_bytes(&parser) == 0);
    for (size_t at = 0; at < length + 4; at += 19) {
        size_t left = length + 4 - at, count = left < 19 ? left : 19;
        CHECK(partial_json_append(&parser, &tape, (uint8_t *)text + at, count) ==
              partial_json_error_none);
        CHECK(partial_json_tape_heap_bytes(&tape) >= tape.text_count);
        CHECK((partial_json_heap_bytes(&parser) > 0) == !partial_json_is_complete(&parser));
    }
    CHECK(partial_json_finish(&parser, &tape, false) == partial_json_error_none);
    CHECK(tape.text_count == length && tape.text_capacity < length + 4096);
    partial_json_tape_destroy(&tape);
    partial_json_destroy(&parser);
    free(text);
}

/* Brackets up to the ceiling, and one more. */
static void check_depth(void) {
    uint8_t brackets[partial_json_depth_ceiling + 1];
    memset(brackets, '[', sizeof brackets);
    partial_json_limits limits = {
        .maximum_bytes = UINT32_MAX, .maximum_depth = UINT32_MAX, .maximum_number_bytes = 1};
    partial_json parser;
    partial_json_tape tape = {0};
    partial_json_init(&parser, &limits);
    CHECK(partial_json_append(&parser, &tape, brackets, sizeof brackets - 1) ==
          partial_json_error_none);
    CHECK(partial_json_append(&parser, &tape, brackets, 1) == partial_json_error_too_deep);
    CHECK(partial_json_error_offset(&parser) == partial_json_depth_ceiling);
    partial_json_tape_destroy(&tape);
    partial_json_destroy(&parser);

    message_event_scanner scanner;
    message_event event;
    message_event_scanner_init(&scanner);
    CHECK(message_event_scan(&scanner, brackets, sizeof brackets, &event) ==
          message_event_error_too_deep);
    CHECK(message_event_error_offset(&scanner) == message_event_maximum_depth);
#if SIZE_MAX > UINT32_MAX
    /* Refused by its length alone, before a byte of it is read. */
    CHECK(message_event_scan(&scanner, brackets, (size_t)UINT32_MAX + 1, &event) ==
          message_event_error_too_large);
    CHECK(message_event_error_offset(&scanner) == UINT32_MAX);
#endif
}

void test_streams(const inputs *all) {
    size_t recognized = 0;
    for (size_t i = 0; i < all->count; i++) {
        const input *item = &all->items[i];
        checks_about("%s as a stream", item->name);
        recognized += check_stream(item->bytes, item->count);
        uint8_t *longer = malloc(2 * item->count + 1);
        CHECK(longer != NULL);
        recognized += check_stream(longer, with_carriage_returns(item, longer));
        free(longer);
    }
    CHECK(recognized > 0);
    checks_about("a long text");
    check_trimmed_text();
    checks_about("the depth of brackets");
    check_depth();
}
