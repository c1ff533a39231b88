/*
 * Whole streams through both targets, as a program reads them: what is recognized in a chunk and
 * taken off the stream without being framed comes to the same as what is framed and scanned.
 */
#include <string.h>

#include "CMessageEvents.h"
#include "CPartialJSON.h"
#include "CServerSentEvents.h"
#include "checks.h"

typedef struct totals {
    digest digest;
    size_t events, recognized;
} totals;

static void add_event(totals *totals, const sse_event *event, const message_event *fields) {
    uint64_t facts[] = {event->type.count,
                        event->data.count,
                        event->data_offset,
                        (uint64_t)event->retry,
                        event->has_id,
                        fields->kind,
                        fields->delta_kind,
                        fields->has_payload,
                        fields->payload.start,
                        fields->payload.count,
                        fields->payload_has_escapes};
    digest_add(&totals->digest, facts, sizeof facts);
    digest_add(&totals->digest, event->type.start, event->type.count);
    digest_add(&totals->digest, event->data.start, event->data.count);
    totals->events++;
}

static bool lies_in(sse_slice slice, const uint8_t *start, size_t count) {
    return slice.start >= start && slice.start + slice.count <= start + count;
}

static void remember(message_event_scanner *scanner, const uint8_t *at, size_t used,
                     const sse_event *event) {
    if (event->has_id || event->retry >= 0 || !lies_in(event->data, at, used)) return;
    if (event->type.count && !lies_in(event->type, at, used)) return;
    message_event_slice type = {0, 0};
    if (event->type.count)
        type =
            (message_event_slice){(uint32_t)(event->type.start - at), (uint32_t)event->type.count};
    message_event_slice data = {(uint32_t)(event->data.start - at), (uint32_t)event->data.count};
    message_event_remember_framing(scanner, at, used, type, data);
}

/* The next event by recognition; false if it has to be framed. */
static bool take(sse_decoder *decoder, message_event_scanner *scanner, const uint8_t *at,
                 size_t count, size_t *used, totals *totals) {
    message_event fields;
    message_event_framing framing;
    sse_event event;
    if (!sse_decoder_is_between_events(decoder)) return false;
    if (!message_event_recognize(scanner, at, count, &fields, &framing)) return false;
    sse_slice type = {at + framing.type.start, framing.type.count};
    sse_slice data = {at + framing.data.start, framing.data.count};
    if (!sse_decoder_take(decoder, at, framing.used, type, data, &event)) return false;
    add_event(totals, &event, &fields);
    totals->recognized++;
    *used = framing.used;
    return true;
}

static totals read_stream(const uint8_t *bytes, size_t count, size_t step, int path,
                          bool recognizes) {
    totals totals = {digest_of_nothing, 0, 0};
    sse_decoder decoder;
    message_event_scanner scanner;
    sse_decoder_init(&decoder, sse_default_limits());
    sse_decoder_set_path(&decoder, (sse_path)path);
    message_event_scanner_init(&scanner);
    message_event_scanner_set_path(&scanner, (message_event_path)path);
    CHECK(sse_decoder_heap_bytes(&decoder) == 0);
    for (size_t from = 0; from < count; from += step) {
        const uint8_t *at = bytes + from;
        size_t left = count - from < step ? count - from : step;
        for (size_t used; left > 0; at += used, left -= used) {
            if (recognizes && take(&decoder, &scanner, at, left, &used, &totals)) continue;
            bool begins_here = sse_decoder_is_between_events(&decoder);
            sse_event event;
            if (sse_decoder_next(&decoder, at, left, &used, &event) != sse_step_event) break;
            message_event fields = {0};
            message_event_error error =
                message_event_scan(&scanner, event.data.start, event.data.count, &fields);
            add_event(&totals, &event, &fields);
            if (recognizes && begins_here && error == message_event_error_none &&
                message_event_wants_framing(&scanner))
                remember(&scanner, at, used, &event);
        }
    }
    sse_decoder_destroy(&decoder);
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
    partial_json_limits limits = {length + 4, UINT32_MAX, 0};
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
    partial_json_limits limits = {UINT32_MAX, UINT32_MAX, 1};
    partial_json parser;
    partial_json_tape tape = {0};
    partial_json_init(&parser, &limits);
    CHECK(partial_json_append(&parser, &tape, brackets, sizeof brackets - 1) ==
          partial_json_error_none);
    CHECK(partial_json_append(&parser, &tape, brackets, 1) == partial_json_error_too_deep);
    CHECK(parser.error_offset == partial_json_depth_ceiling);
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
