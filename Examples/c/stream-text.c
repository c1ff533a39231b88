/*
 * Prints what a Messages API stream says, while it arrives: text as it comes, each tool use with
 * its input once that is whole, at the end the stop reason and the tokens.
 *
 *     stream-text [FILE...]        the standard input without a file, or for "-"
 *
 * Ends with 0 when every stream was complete, with 1 when one was not, with 2 when one could not be
 * read or the output could not be written.
 */
#define _POSIX_C_SOURCE 200809L

#include "json-value.h"
#include <CMessageStream.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    chunk_bytes = 64 * 1024,
    maximum_blocks = 10000, /* a stream that starts blocks without end must end itself */
};

/* One content block. Blocks may be open at the same time: events say by index which one they mean.
 */
struct block {
    bool is_open;
    bool is_tool_use;
    char name[name_bytes];
    partial_json_tape start; /* the content_block of its content_block_start */
    uint32_t input_at_start; /* the node of its input member */
    partial_json parser;     /* of the fragments of its input */
    partial_json_tape input; /* what they have come to */
};

struct stream {
    const char *path;
    struct block *blocks;
    size_t block_count, block_capacity;
    bool has_started;
    bool has_stopped;  /* message_stop came */
    bool is_over;      /* nothing more is to be read */
    bool input_is_bad; /* of one of its tool uses */
    char last_byte;    /* of the output */
    char stop_reason[name_bytes], input_tokens[name_bytes], output_tokens[name_bytes];
};

enum verdict { verdict_complete, verdict_incomplete, verdict_unreadable };

/* Ends the line that text may have left open. */
static void begin_line(struct stream *stream) {
    if (stream->last_byte != '\n') putchar('\n');
    stream->last_byte = '\n';
}

/* Always false, for the caller to return. */
static bool complain(struct stream *stream, uint64_t offset, const char *what) {
    begin_line(stream);
    fflush(stdout);
    fprintf(stderr, "stream-text: %s: byte %" PRIu64 ": %s\n", stream->path, offset, what);
    return false;
}

/* Blocks */

static void write_text(struct stream *stream, const uint8_t *raw, size_t count) {
    const uint8_t *end = raw + count;
    while (raw < end) {
        uint8_t text[1024];
        size_t written = partial_json_unescape(&raw, end, text, sizeof text);
        fwrite(text, 1, written, stdout);
        if (written) stream->last_byte = (char)text[written - 1];
    }
}

static bool start_block(struct stream *stream, int32_t index, const uint8_t *json, size_t count,
                        uint64_t offset) {
    if (index < 0 || (size_t)index != stream->block_count)
        return complain(stream, offset, "a block that is not the next one starts");
    if (stream->block_count == maximum_blocks) return complain(stream, offset, "too many blocks");
    if (stream->block_count == stream->block_capacity) {
        size_t capacity = stream->block_capacity ? 2 * stream->block_capacity : 8;
        struct block *blocks = realloc(stream->blocks, capacity * sizeof *blocks);
        if (!blocks) return complain(stream, offset, "out of memory");
        stream->blocks = blocks;
        stream->block_capacity = capacity;
    }
    struct block *block = &stream->blocks[stream->block_count++];
    *block = (struct block){.is_open = true};
    partial_json_init(&block->parser, &json_limits);
    bool may_have_equal_keys;
    if (!partial_json_read_whole(&block->start, &json_limits, json, count, &may_have_equal_keys))
        return complain(stream, offset, "a block's start is missing, or too large");
    block->input_at_start = find_member(&block->start, 0, "input");
    block->is_tool_use = block->input_at_start != 0;
    copy_member(&block->start, 0, "name", block->name);
    return true;
}

/* The block is over. An input that is no JSON does not end the stream. */
static void stop_block(struct stream *stream, struct block *block, uint64_t offset) {
    block->is_open = false;
    if (!block->is_tool_use) return;
    bool has_fragments = !partial_json_is_empty(&block->parser);
    begin_line(stream);
    partial_json_error error = partial_json_finish(&block->parser, &block->input, true);
    if (error != partial_json_error_none) {
        stream->input_is_bad = true;
        char what[4 * name_bytes];
        snprintf(what, sizeof what, "the input of %s cannot be read: its byte %zu: %s", block->name,
                 partial_json_error_offset(&block->parser), partial_json_error_message(error));
        complain(stream, offset, what);
        return;
    }
    printf("[%td] %s ", block - stream->blocks, block->name);
    if (has_fragments)
        write_value(&block->input, 0);
    else
        write_value(&block->start, block->input_at_start);
    putchar('\n');
}

/* The message is over, and so are blocks of which nobody said it. False if an input was bad. */
static bool stop_blocks(struct stream *stream, uint64_t offset) {
    for (size_t i = 0; i < stream->block_count; i++)
        if (stream->blocks[i].is_open) stop_block(stream, &stream->blocks[i], offset);
    return !stream->input_is_bad;
}

static void free_blocks(struct stream *stream) {
    for (size_t i = 0; i < stream->block_count; i++) {
        partial_json_destroy(&stream->blocks[i].parser);
        partial_json_tape_destroy(&stream->blocks[i].input);
        partial_json_tape_destroy(&stream->blocks[i].start);
    }
    free(stream->blocks);
}

/* Events */

static void take_usage(struct stream *stream, const partial_json_tape *tape, uint32_t usage) {
    copy_member(tape, usage, "input_tokens", stream->input_tokens);
    copy_member(tape, usage, "output_tokens", stream->output_tokens);
}

/* What message_start, message_delta and error have besides: read as values of their own. */
static bool take_members(struct stream *stream, const uint8_t *data, size_t count,
                         const message_event *event, uint64_t offset) {
    partial_json_tape tape = {0};
    bool may_have_equal_keys, is_good = true;
    if (!partial_json_read_whole(&tape, &json_limits, data, count, &may_have_equal_keys)) {
        is_good = complain(stream, offset, "an event is too large");
    } else if (event->kind == message_event_kind_error) {
        char type[name_bytes] = "error", message[name_bytes] = "", what[2 * name_bytes + 2];
        uint32_t error = find_member(&tape, 0, "error");
        if (error) copy_member(&tape, error, "type", type);
        if (error) copy_member(&tape, error, "message", message);
        snprintf(what, sizeof what, "%s: %s", type, message);
        is_good = complain(stream, offset, what);
    } else {
        /* Without a message this is message_delta, whose usage is a member of the root, node 0. */
        uint32_t message = find_member(&tape, 0, "message");
        uint32_t usage = find_member(&tape, message, "usage");
        uint32_t delta = find_member(&tape, 0, "delta");
        if (usage) take_usage(stream, &tape, usage);
        if (delta) copy_member(&tape, delta, "stop_reason", stream->stop_reason);
    }
    partial_json_tape_destroy(&tape);
    return is_good;
}

/* Whether data that is no JSON brings nothing: it is blank, or words such as "ping". */
static bool is_sign_of_life(const uint8_t *data, size_t count) {
    while (count > 0 && memchr(" \t\n\r", *data, 4)) {
        data++;
        count--;
    }
    return count == 0 || (*data != '{' && *data != '[');
}

/* Takes what one event brings. False, and a message, when the stream is of no further use. */
static bool take_event(struct stream *stream, const message_stream *messages,
                       const message_stream_event *read) {
    const uint8_t *data = read->framed.data.start;
    size_t count = read->framed.data.count;
    uint64_t offset = read->framed.data_offset;
    if (count == 6 && memcmp(data, "[DONE]", 6) == 0) {
        stream->is_over = true;
        return true;
    }
    if (read->error != message_event_error_none) {
        if (is_sign_of_life(data, count)) return true;
        char what[name_bytes];
        snprintf(what, sizeof what, "not JSON: %s", message_event_error_message(read->error));
        return complain(stream, offset + message_event_error_offset(&messages->scanner), what);
    }

    message_event event = read->fields;
    struct block *block = NULL;
    message_event_members members;
    switch (event.kind) {
    case message_event_kind_message_start:
        if (stream->has_started) return complain(stream, offset, "a second message starts");
        stream->has_started = true;
        return take_members(stream, data, count, &event, offset);
    case message_event_kind_message_delta:
    case message_event_kind_error:
        return take_members(stream, data, count, &event, offset);
    case message_event_kind_content_block_start:
        message_event_find_members(data, count, &members);
        return start_block(stream, event.has_index ? event.index : -1,
                           data + members.content_block.start, members.content_block.count, offset);
    case message_event_kind_content_block_delta:
    case message_event_kind_content_block_stop:
        if (event.has_index && (size_t)event.index < stream->block_count)
            block = &stream->blocks[event.index];
        if (!block || !block->is_open)
            return complain(stream, offset, "of a block that is not open");
        if (event.kind == message_event_kind_content_block_stop)
            stop_block(stream, block, offset);
        else if (event.has_payload && event.delta_kind == message_event_delta_kind_text)
            write_text(stream, data + event.payload.start, event.payload.count);
        else if (event.has_payload && event.delta_kind == message_event_delta_kind_input_json)
            /* What is wrong with it, if anything is, the end of the block will say. */
            partial_json_append_escaped(&block->parser, &block->input, data + event.payload.start,
                                        event.payload.count);
        return true;
    case message_event_kind_message_stop:
        stream->has_stopped = stream->is_over = true;
        return true;
    case message_event_kind_untyped:
    case message_event_kind_unknown: /* of a later version of the API: not an error */
    case message_event_kind_ping:
        return true;
    }
    return true;
}

/* Streams */

/* Takes the events that end in this chunk. False when there is nothing more to read. */
static bool take_chunk(struct stream *stream, message_stream *messages, const uint8_t *chunk,
                       size_t count) {
    size_t used;
    message_stream_event event;
    sse_step step;
    while ((step = message_stream_next(messages, chunk, count, &used, &event)) == sse_step_event) {
        chunk += used;
        count -= used;
        if (!take_event(stream, messages, &event) || stream->is_over) return false;
    }
    if (step == sse_step_failed)
        return complain(stream, sse_decoder_offset(&messages->framing),
                        sse_error_message(sse_decoder_error(&messages->framing)));
    return true;
}

static enum verdict read_stream(int file, const char *path) {
    static uint8_t chunk[chunk_bytes];
    struct stream stream = {.path = path, .last_byte = '\n'};
    message_stream messages;
    message_stream_init(&messages, sse_default_limits());

    ssize_t count;
    bool goes_on = true;
    while (goes_on &&
           ((count = read(file, chunk, sizeof chunk)) > 0 || (count < 0 && errno == EINTR))) {
        if (count > 0) goes_on = take_chunk(&stream, &messages, chunk, (size_t)count);
        fflush(stdout);
    }
    enum verdict verdict = verdict_incomplete;
    uint64_t offset = sse_decoder_offset(&messages.framing);
    if (goes_on && count < 0) {
        complain(&stream, offset, strerror(errno));
        verdict = verdict_unreadable;
    } else if (goes_on || stream.is_over) {
        /* Gateways leave out message_stop, but without a stop reason the answer has been cut. */
        if (!stream.has_stopped && !stream.stop_reason[0])
            complain(&stream, offset, "the stream ends before its message does");
        else
            verdict = stop_blocks(&stream, offset) ? verdict_complete : verdict_incomplete;
    }
    begin_line(&stream);
    printf("stop_reason=%s input_tokens=%s output_tokens=%s\n", stream.stop_reason,
           stream.input_tokens, stream.output_tokens);
    free_blocks(&stream);
    message_stream_destroy(&messages);
    return verdict;
}

int main(int count, char **arguments) {
    static char *standard_input[] = {"-"};
    char **paths = count > 1 ? arguments + 1 : standard_input;
    int path_count = count > 1 ? count - 1 : 1;
    enum verdict worst = verdict_complete;
    for (int i = 0; i < path_count; i++) {
        bool is_standard_input = strcmp(paths[i], "-") == 0;
        int file = is_standard_input ? STDIN_FILENO : open(paths[i], O_RDONLY);
        enum verdict verdict = verdict_unreadable;
        if (file < 0) {
            fprintf(stderr, "stream-text: %s: %s\n", paths[i], strerror(errno));
        } else {
            verdict = read_stream(file, is_standard_input ? "standard input" : paths[i]);
            if (!is_standard_input) close(file);
        }
        if (verdict > worst) worst = verdict;
    }
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("stream-text: standard output");
        return verdict_unreadable;
    }
    return worst;
}
