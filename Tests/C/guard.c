/* Bytes between two pages that nobody may touch: one step outside is a signal. */
#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "CMessageStream.h"
#include "CPartialJSON.h"
#include "checks.h"

enum { alignments = 64, most_bytes = 4096 };

typedef struct guarded {
    uint8_t *mapping, *first, *end; /* what may be read lies from first to end */
    size_t length;
} guarded;

static guarded guarded_make(void) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t usable = (most_bytes + alignments + page - 1) / page * page;
    guarded room = {.length = usable + 2 * page};
    room.mapping = mmap(NULL, room.length, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(room.mapping != MAP_FAILED);
    room.first = room.mapping + page;
    room.end = room.first + usable;
    CHECK(mprotect(room.first, usable, PROT_READ | PROT_WRITE) == 0);
    return room;
}

static void digest_number(digest *digest, uint64_t number) {
    digest_add(digest, &number, sizeof number);
}

static void read_events(const uint8_t *bytes, size_t count, int path, digest *digest) {
    sse_decoder decoder;
    sse_decoder_init(&decoder, sse_default_limits());
    sse_decoder_set_path(&decoder, (sse_path)path);
    sse_event event;
    size_t used;
    while (sse_decoder_next(&decoder, bytes, count, &used, &event) == sse_step_event) {
        digest_add(digest, event.type.start, event.type.count);
        digest_add(digest, event.data.start, event.data.count);
        digest_number(digest, event.data_offset);
        bytes += used;
        count -= used;
    }
    digest_number(digest, sse_decoder_error(&decoder));
    digest_number(digest, sse_decoder_heap_bytes(&decoder));
    sse_decoder_destroy(&decoder);
}

static void read_fields(const uint8_t *bytes, size_t count, int path, digest *digest) {
    message_event_scanner scanner;
    message_event_scanner_init(&scanner);
    message_event_scanner_set_path(&scanner, (message_event_path)path);
    message_event event = {0};
    /* Twice: the second time it may be the same delta again. */
    for (int times = 0; times < 2; times++) {
        message_event_error error = message_event_scan(&scanner, bytes, count, &event);
        digest_number(digest, error);
        if (error != message_event_error_none) {
            digest_number(digest, message_event_error_offset(&scanner));
            return;
        }
        digest_number(digest, event.kind);
        digest_number(digest, event.delta_kind);
        digest_add(digest, bytes + event.payload.start, event.payload.count);
    }
    message_event_members members;
    message_event_find_members(bytes, count, &members);
    digest_add(digest, bytes + members.delta.start, members.delta.count);
}

/* As a stream, recognized where it can be. */
static void read_stream(const uint8_t *bytes, size_t count, int path, digest *digest) {
    message_stream stream;
    message_stream_init(&stream, sse_default_limits());
    sse_decoder_set_path(&stream.framing, (sse_path)path);
    message_event_scanner_set_path(&stream.scanner, (message_event_path)path);
    message_stream_event event;
    size_t used;
    while (message_stream_next(&stream, bytes, count, &used, &event) == sse_step_event) {
        digest_number(digest, event.error);
        digest_add(digest, event.framed.type.start, event.framed.type.count);
        if (event.error == message_event_error_none)
            digest_add(digest, event.framed.data.start + event.fields.payload.start,
                       event.fields.payload.count);
        bytes += used;
        count -= used;
    }
    message_stream_destroy(&stream);
}

static void read_json(const uint8_t *bytes, size_t count, digest *digest) {
    partial_json_limits limits = {.maximum_bytes = partial_json_default_maximum_bytes,
                                  .maximum_depth = partial_json_default_maximum_depth,
                                  .maximum_number_bytes =
                                      partial_json_default_maximum_number_bytes};
    partial_json parser;
    partial_json_tape tape = {0};
    partial_json_init(&parser, &limits);
    digest_number(digest, partial_json_append(&parser, &tape, bytes, count));
    digest_number(digest, partial_json_error_offset(&parser));
    digest_add(digest, tape.text, tape.text_count);
    partial_json_destroy(&parser);
    partial_json_tape_destroy(&tape);
    partial_json_init(&parser, &limits);
    digest_number(digest, partial_json_append_escaped(&parser, &tape, bytes, count));
    digest_add(digest, tape.text, tape.text_count);
    partial_json_destroy(&parser);
    partial_json_tape_destroy(&tape);
    bool may_have_equal_keys;
    digest_number(digest,
                  partial_json_read_whole(&tape, &limits, bytes, count, &may_have_equal_keys));
    digest_add(digest, tape.text, tape.text_count);
    partial_json_tape_destroy(&tape);
    digest_number(digest, partial_json_unescaped_count(bytes, count));
    uint8_t out[16];
    const uint8_t *raw = bytes;
    digest_add(digest, out, partial_json_unescape(&raw, bytes + count, out, sizeof out));
}

static digest read_all(const uint8_t *bytes, size_t count, int path) {
    digest digest = digest_of_nothing;
    read_events(bytes, count, path, &digest);
    read_fields(bytes, count, path, &digest);
    read_stream(bytes, count, path, &digest);
    read_json(bytes, count, &digest);
    return digest;
}

/* The same bytes, wherever they lie, are read the same way, on each path. */
static void check_placements(const guarded *room, const uint8_t *bytes, size_t count) {
    digest expected = read_all(bytes, count, sse_path_portable);
    for (int path = sse_path_portable; path <= sse_path_neon; path++) {
        if (!sse_path_available((sse_path)path)) continue;
        CHECK(message_event_path_available((message_event_path)path));
        uint8_t *last = room->end - count;
        memcpy(last, bytes, count);
        CHECK(read_all(last, count, path).value == expected.value);
        for (size_t alignment = 0; alignment < alignments; alignment++) {
            uint8_t *place = room->first + alignment;
            memcpy(place, bytes, count);
            CHECK(read_all(place, count, path).value == expected.value);
        }
    }
}

void test_guard_pages(const inputs *all) {
    guarded room = guarded_make();
    for (size_t i = 0; i < all->count; i++) {
        const input *item = &all->items[i];
        size_t count = item->count < most_bytes ? item->count : most_bytes;
        checks_about("%s, guarded", item->name);
        check_placements(&room, item->bytes, count);
        /* Cut anywhere within a block of its end, against the page behind it: every alignment. */
        for (size_t cut = 1; cut <= alignments && cut <= count; cut++) {
            uint8_t *last = room.end - (count - cut);
            memcpy(last, item->bytes, count - cut);
            for (int path = sse_path_portable; path <= sse_path_neon; path++) {
                if (!sse_path_available((sse_path)path)) continue;
                CHECK(read_all(last, count - cut, path).value ==
                      read_all(item->bytes, count - cut, sse_path_portable).value);
            }
        }
    }
    CHECK(munmap(room.mapping, room.length) == 0);
}
