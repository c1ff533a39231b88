/*
 * Whole streams: what message_stream_next says, which recognizes events and takes them off the
 * stream in chunks of any size, on any path, against a decoder and a scanner that are new for each
 * event and so remember nothing.
 *
 * Half of the inputs are a stream as they stand. In the others each byte is a delta and what stands
 * before it. What is recognized must have come before, with other things between: so an input has
 * few deltas and few heads, which its seed picks, and its bytes say in which order they come.
 */
#include "CMessageStream.h"
#include "frames.h"

static const char *const deltas[] = {
    "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\","
    "\"text\":\"a\"}}\n\n",
    "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\","
    "\"text\":\"long enough for more than one block\"}  }\n\n",
    "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\","
    "\"text\":\"b\\n\"}}\r\n\r\n",
    "data:{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"thinking_delta\","
    "\"thinking\":\"c\"}}\n\n",
    "data: "
    "{\"delta\":{\"text\":\"d\",\"type\":\"text_delta\"},\"type\":\"content_block_delta\"}\n\n",
    "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\","
    "\"text\":\"e\"}}\r\r",
    "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\","
    "\"text\":\"f\"}}\nid: 9\n\n",
};

/* Whatever may stand before a delta: lines of its own, blocks without data, parts of those. */
static const char *const heads[] = {
    "",
    "event: content_block_delta\n",
    "event: content_block_delta\r\n",
    "event:\n",
    "event: \n\n",
    "event\n",
    "event: x\nevent: again\n",
    "id: 5\n",
    "id: 6\n",
    "id: 5\n\n",
    "id: 6\r\n\r\n",
    "id\n\n",
    "event: x\nid: 5\n\n",
    "retry: 7\n",
    "retry: 8\n",
    "retry: 7\n\n",
    "retry: 8\n\n",
    "retry: never\n",
    ": c\n",
    ": c\n\n",
    ": c\r\n\r\n",
    "unknown: u\n",
    "data\n",
    "data: [DONE]\n\n",
    "\n",
    "\r",
    "\xEF\xBB\xBF",
    "\xEF\xBB",
};

enum {
    delta_count = sizeof deltas / sizeof deltas[0],
    head_count = sizeof heads / sizeof heads[0],
    most_bytes = 1 << 14
};

static size_t put(uint8_t *stream, size_t count, const char *text) {
    size_t length = strlen(text);
    if (length > most_bytes - count) return count;
    memcpy(stream + count, text, length);
    return count + length;
}

/* The stream that the input stands for. */
static size_t make_stream(const uint8_t *data, size_t size, fuzz_random *random, uint8_t *stream) {
    const char *usual[4], *delta = deltas[fuzz_next(random) % delta_count];
    const char *other = deltas[fuzz_next(random) % delta_count];
    for (int i = 0; i < 4; i++)
        usual[i] = heads[fuzz_next(random) % head_count];
    size_t count = 0;
    for (size_t i = 0; i < size; i++) {
        if (data[i] >> 5 == 7) count = put(stream, count, heads[fuzz_next(random) % head_count]);
        count = put(stream, count, usual[data[i] & 3]);
        count = put(stream, count, (data[i] >> 2 & 7) == 7 ? other : delta);
    }
    return count;
}

static void write_event(fuzz_transcript *transcript, const sse_decoder *decoder,
                        const sse_event *event, message_event_error error, size_t error_offset,
                        const message_event *fields) {
    fuzz_write_frame(transcript, event);
    fuzz_write_number(transcript, sse_decoder_reconnection_time(decoder));
    fuzz_write_number(transcript, error);
    if (error != message_event_error_none) {
        fuzz_write_number(transcript, (int64_t)error_offset);
        return;
    }
    fuzz_write_number(transcript, fields->kind);
    fuzz_write_number(transcript, fields->delta_kind);
    fuzz_write_number(transcript, fields->has_index ? fields->index : -1);
    fuzz_write_number(transcript, fields->has_payload);
    fuzz_write_number(transcript, fields->payload_has_escapes);
    fuzz_write_number(transcript, fields->delta_has_more);
    fuzz_write_text(transcript, event->data.start + fields->payload.start, fields->payload.count);
}

static void write_end(fuzz_transcript *transcript, const sse_decoder *decoder) {
    sse_slice last_id = sse_decoder_last_event_id(decoder);
    sse_slice newest_id = sse_decoder_newest_id(decoder);
    fuzz_write_number(transcript, sse_decoder_error(decoder));
    fuzz_write_number(transcript, (int64_t)sse_decoder_offset(decoder));
    fuzz_write_text(transcript, last_id.start, last_id.count);
    fuzz_write_text(transcript, newest_id.start, newest_id.count);
    fuzz_write_number(transcript, sse_decoder_reconnection_time(decoder));
}

static void read_plainly(fuzz_transcript *transcript, const uint8_t *bytes, size_t count,
                         sse_limits limits) {
    sse_decoder decoder;
    sse_decoder_init(&decoder, limits);
    sse_decoder_set_path(&decoder, sse_path_portable);
    sse_event event;
    size_t used;
    while (sse_decoder_next(&decoder, bytes, count, &used, &event) == sse_step_event) {
        bytes += used;
        count -= used;
        message_event_scanner scanner;
        message_event_scanner_init(&scanner);
        message_event fields = {0};
        message_event_error error =
            message_event_scan(&scanner, event.data.start, event.data.count, &fields);
        write_event(transcript, &decoder, &event, error, message_event_error_offset(&scanner),
                    &fields);
    }
    write_end(transcript, &decoder);
    sse_decoder_destroy(&decoder);
}

static void read_stream(fuzz_transcript *transcript, const uint8_t *bytes, size_t size,
                        sse_limits limits, int path, fuzz_random *random) {
    message_stream stream;
    message_stream_init(&stream, limits);
    sse_decoder_set_path(&stream.framing, (sse_path)path);
    message_event_scanner_set_path(&stream.scanner, (message_event_path)path);
    bool is_whole = fuzz_next(random) % 2 == 0, has_failed = false;
    for (size_t at = 0; at < size && !has_failed;) {
        size_t count = is_whole ? size : fuzz_piece(random, size - at);
        uint8_t *chunk = fuzz_lend(bytes + at, count);
        at += count;
        for (size_t used, start = 0;; start += used) {
            message_stream_event event;
            sse_step step =
                message_stream_next(&stream, chunk + start, count - start, &used, &event);
            has_failed = step == sse_step_failed;
            if (step != sse_step_event) break;
            FUZZ_REQUIRE(used > 0 && used <= count - start);
            write_event(transcript, &stream.framing, &event.framed, event.error,
                        message_event_error_offset(&stream.scanner), &event.fields);
        }
        fuzz_take_back(chunk, count);
    }
    write_end(transcript, &stream.framing);
    message_stream_destroy(&stream);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static uint8_t stream[most_bytes];
    fuzz_random random = fuzz_take_seed(&data, &size);
    if (fuzz_next(&random) % 2 == 0) {
        size = make_stream(data, size, &random, stream);
        data = stream;
    }
    int paths[sse_path_neon + 1], path_count = 0;
    for (int path = sse_path_portable; path <= sse_path_neon; path++)
        if (sse_path_available((sse_path)path)) paths[path_count++] = path;
    sse_limits limits = sse_default_limits();
    uint32_t roll = fuzz_next(&random);
    if (roll % 8 == 0)
        limits = (sse_limits){.line = 60 + roll / 8 % 200, .event = 60 + roll / 2048 % 200};
    fuzz_transcript *expected = fuzz_new_transcript(0), *got = fuzz_new_transcript(1);
    read_plainly(expected, data, size, limits);
    read_stream(got, data, size, limits, paths[fuzz_next(&random) % (uint32_t)path_count], &random);
    fuzz_require_equal(expected, got);
    return 0;
}
