/*
 * The decoder: chunks in, events out.
 *
 *        chunk                          chunk
 *   ┌──────────────────────┬───────┐ ┌───────────────────┐
 *   │event: a⏎data: 1⏎⏎ev...│event: │ │b⏎data: 2⏎⏎         │
 *   └──────────────────────┴───────┘ └───────────────────┘
 *    read in place          held ──────▲ completed, then read in place again
 *
 * A call walks over the lines of its chunk with the fields of the current event in registers
 * (sse_fields). Fields of lines that lie whole in the chunk are slices of it. When the chunk ends
 * inside an event, sse_hold copies the fields and the cut line into the decoder's buffers, once;
 * sse_resume takes them up again and completes the cut line. Nothing is scanned twice.
 */
#include "CServerSentEvents.h"
#include "sse_buffer.h"
#include "sse_field.h"
#include "sse_mask.h"

_Static_assert(sizeof(sse_decoder) <= sse_decoder_maximum_size, "an idle decoder stays small");

enum {
    sse_phase_stream_start,   /* a byte order mark may come */
    sse_phase_between_events, /* nothing is held */
    sse_phase_in_event,       /* fields are held, the next byte begins a line */
    sse_phase_in_line,        /* fields and the beginning of a line are held */
    sse_phase_in_ignored_line, /* a comment, or a field that the standard does not know */
    sse_phase_failed
};

static const uint8_t sse_nothing[1];
static const uint8_t sse_byte_order_mark[3] = {0xEF, 0xBB, 0xBF};

/* The fields of the event that is being read. */
typedef struct sse_fields {
    sse_slice type;
    sse_slice data;
    uint64_t data_offset;
    int64_t retry;
    bool has_data;
    bool has_id;
    bool type_is_held; /* type lies in decoder->type, not in the chunk */
    bool data_is_held; /* data lies in decoder->data, not in the chunk */
} sse_fields;

static const sse_fields sse_no_fields = {
    .type = {sse_nothing, 0}, .data = {sse_nothing, 0}, .retry = -1};

static sse_slice sse_buffer_slice(const sse_buffer *buffer, size_t from) {
    if (!buffer->bytes) return (sse_slice){sse_nothing, 0};
    return (sse_slice){buffer->bytes + from, buffer->count - from};
}

static sse_step sse_fail(sse_decoder *decoder, sse_error error, uint64_t offset) {
    decoder->error = (uint8_t)error;
    decoder->phase = sse_phase_failed;
    decoder->offset = offset;
    return sse_step_failed;
}

/* Copies bytes into one of the decoder's buffers and counts them. */
static bool sse_keep(sse_decoder *decoder, sse_buffer *buffer, const uint8_t *bytes, size_t count) {
    decoder->bytes_copied += count;
    return sse_buffer_append(buffer, bytes, count);
}

/* Replaces what the buffer holds. */
static bool sse_keep_only(sse_decoder *decoder, sse_buffer *buffer, sse_slice slice) {
    if (buffer->capacity > sse_retained_capacity) sse_buffer_free(buffer);
    buffer->count = 0;
    return sse_keep(decoder, buffer, slice.start, slice.count);
}

/* The start of the line after the one that ends at line_end with CR, LF or CRLF. */
static inline const uint8_t *sse_after_line_end(sse_decoder *decoder, const uint8_t *line_end,
                                                const uint8_t *end) {
    const uint8_t *next = line_end + 1;
    if (*line_end == '\r') {
        if (next == end)
            decoder->after_carriage_return = true;
        else if (*next == '\n')
            next++;
    }
    return next;
}

/* Moves data that is a slice of the chunk into decoder->data. */
static bool sse_hold_data(sse_decoder *decoder, sse_fields *fields) {
    decoder->data_start = 0;
    if (!sse_keep_only(decoder, &decoder->data, fields->data)) return false;
    fields->data = sse_buffer_slice(&decoder->data, 0);
    fields->data_is_held = true;
    return true;
}

/* Appends a second or later data line, after a LF. */
static bool sse_join_data(sse_decoder *decoder, sse_fields *fields, sse_slice value) {
    if (!fields->data_is_held && !sse_hold_data(decoder, fields)) return false;
    if (!sse_buffer_reserve(&decoder->data, value.count + 1)) return false;
    decoder->data.bytes[decoder->data.count++] = '\n';
    if (!sse_keep(decoder, &decoder->data, value.start, value.count)) return false;
    fields->data = sse_buffer_slice(&decoder->data, decoder->data_start);
    return true;
}

/*
 * Takes the field of one line that is not empty; false when it is too much to keep. `offset` is
 * the line's place in the stream; `is_held` says that the line lies in decoder->held.
 */
static inline __attribute__((always_inline)) bool sse_take_line(sse_decoder *decoder,
                                                                sse_fields *fields, sse_slice line,
                                                                uint64_t offset, bool is_held) {
    sse_slice value;
    switch (line.start[0]) {
    case 'd':
        if (!sse_field_value(line, "data", 4, &value)) return true;
        if (fields->has_data) {
            if (!sse_join_data(decoder, fields, value)) return false;
            break;
        }
        fields->has_data = true;
        fields->data_offset = offset + (uint64_t)(value.start - line.start);
        fields->data = value;
        fields->data_is_held = is_held;
        if (is_held) {
            decoder->data_start = (size_t)(value.start - line.start);
            sse_buffer_swap(&decoder->held, &decoder->data);
        }
        break;
    case 'e':
        if (!sse_field_value(line, "event", 5, &value)) return true;
        fields->type = value;
        fields->type_is_held = is_held;
        if (is_held) {
            if (!sse_keep_only(decoder, &decoder->type, value)) return false;
            fields->type = sse_buffer_slice(&decoder->type, 0);
        }
        break;
    case 'i':
        if (!sse_field_value(line, "id", 2, &value)) return true;
        if (value.count && memchr(value.start, 0, value.count)) return true;
        if (!sse_keep_only(decoder, &decoder->pending_id, value)) return false;
        fields->has_id = true;
        break;
    case 'r':
        if (!sse_field_value(line, "retry", 5, &value)) return true;
        int64_t milliseconds = sse_retry_value(value);
        if (milliseconds >= 0) fields->retry = decoder->reconnection_time = milliseconds;
        return true;
    default: return true;
    }
    size_t id_count = fields->has_id ? decoder->pending_id.count : 0;
    return fields->data.count + fields->type.count + id_count <= decoder->limits.event;
}

/* Tells the two reasons apart for which sse_take_line gives up. */
static sse_step sse_fail_line(sse_decoder *decoder, const sse_fields *fields, uint64_t offset) {
    size_t id_count = fields->has_id ? decoder->pending_id.count : 0;
    bool is_large = fields->data.count + fields->type.count + id_count > decoder->limits.event;
    return sse_fail(decoder, is_large ? sse_error_event_too_large : sse_error_out_of_memory, offset);
}

/*
 * The chunk is over, inside `line`, which may be empty: keeps what the next chunk will need, gives
 * back what nobody needs. decoder->offset is at the chunk's end.
 */
static sse_step sse_hold(sse_decoder *decoder, sse_fields *fields, sse_slice line) {
    uint64_t line_offset = decoder->offset - line.count;
    if (line.count > decoder->limits.line)
        return sse_fail(decoder, sse_error_line_too_long, line_offset + decoder->limits.line);
    bool is_field = sse_may_be_field(line);
    bool has_fields =
        fields->has_data || fields->has_id || fields->retry >= 0 || fields->type.count;
    if (has_fields || is_field) {
        bool is_kept =
            (fields->type_is_held || sse_keep_only(decoder, &decoder->type, fields->type)) &&
            (fields->data_is_held || sse_hold_data(decoder, fields)) &&
            (!is_field || sse_keep_only(decoder, &decoder->held, line));
        if (!is_kept) return sse_fail(decoder, sse_error_out_of_memory, line_offset);
    } else {
        sse_buffer_free(&decoder->held);
        sse_buffer_free(&decoder->data);
        sse_buffer_free(&decoder->type);
        sse_buffer_free(&decoder->pending_id);
        decoder->data_start = 0;
    }
    decoder->has_data = fields->has_data;
    decoder->has_id = fields->has_id;
    decoder->retry = fields->retry;
    decoder->data_offset = fields->data_offset;
    decoder->line_offset = line_offset;
    if (is_field)
        decoder->phase = sse_phase_in_line;
    else if (line.count)
        decoder->phase = sse_phase_in_ignored_line;
    else
        decoder->phase = has_fields ? sse_phase_in_event : sse_phase_between_events;
    return sse_step_need_input;
}

/* Passes over a byte order mark, which may come in pieces. False: the chunk ended first. */
static bool sse_skip_byte_order_mark(sse_decoder *decoder, const uint8_t **at,
                                     const uint8_t *end) {
    const uint8_t *byte = *at;
    uint8_t seen = decoder->byte_order_mark;
    while (byte < end && seen < 3 && *byte == sse_byte_order_mark[seen]) byte++, seen++;
    *at = byte;
    decoder->byte_order_mark = seen;
    if (seen == 3) decoder->phase = sse_phase_between_events;
    if (byte == end) return false;
    if (seen == 0) decoder->phase = sse_phase_between_events;
    if (seen == 1 || seen == 2) {
        /* A part of the mark is text, and no field begins with it. */
        decoder->phase = sse_phase_in_ignored_line;
        decoder->line_offset = 0;
    }
    return true;
}

/*
 * Completes the line that the last chunk's end cut: sse_step_event when *at has become the start of
 * the next line. `offset` is the place of *at in the stream.
 */
static sse_step sse_complete_line(sse_decoder *decoder, sse_fields *fields, const uint8_t **at,
                                  const uint8_t *end, uint64_t offset, sse_mask mask) {
    const uint8_t *line_end = sse_find_line_end(*at, end, mask);
    size_t count = (size_t)(line_end - *at);
    uint64_t limit_offset = decoder->line_offset + decoder->limits.line;
    if (offset + count > limit_offset)
        return sse_fail(decoder, sse_error_line_too_long, limit_offset);
    if (decoder->phase == sse_phase_in_line) {
        if (!sse_keep(decoder, &decoder->held, *at, count))
            return sse_fail(decoder, sse_error_out_of_memory, decoder->line_offset);
        sse_slice line = sse_buffer_slice(&decoder->held, 0);
        if (line_end < end) {
            if (!sse_take_line(decoder, fields, line, decoder->line_offset, true))
                return sse_fail_line(decoder, fields, decoder->line_offset);
            decoder->held.count = 0;
        } else if (!sse_may_be_field(line)) {
            decoder->held.count = 0;
            decoder->phase = sse_phase_in_ignored_line;
        }
    }
    if (line_end == end) return sse_step_need_input;
    *at = sse_after_line_end(decoder, line_end, end);
    return sse_step_event;
}

/*
 * Takes up what sse_hold kept: sse_step_event when the walk over lines can go on at *at,
 * sse_step_need_input when the chunk is over already, and all of it has been kept.
 */
static sse_step sse_resume(sse_decoder *decoder, sse_fields *fields, const uint8_t **at,
                           const uint8_t *end, sse_mask mask) {
    const uint8_t *start = *at;
    if (decoder->phase == sse_phase_failed) return sse_step_failed;
    if (decoder->phase == sse_phase_stream_start && !sse_skip_byte_order_mark(decoder, at, end))
        return sse_step_need_input;
    if (decoder->after_carriage_return && *at < end) {
        if (**at == '\n') ++*at;
        decoder->after_carriage_return = false;
    }
    if (decoder->phase == sse_phase_between_events) return sse_step_event;
    fields->has_data = decoder->has_data;
    fields->has_id = decoder->has_id;
    fields->retry = decoder->retry;
    fields->data_offset = decoder->data_offset;
    fields->type = sse_buffer_slice(&decoder->type, 0);
    fields->data = sse_buffer_slice(&decoder->data, decoder->data_start);
    fields->type_is_held = fields->data_is_held = true;
    if (decoder->phase == sse_phase_in_event) return sse_step_event;
    uint64_t offset = decoder->offset + (uint64_t)(*at - start);
    return sse_complete_line(decoder, fields, at, end, offset, mask);
}

/* The blank line: dispatches the event, if there is one. */
static inline __attribute__((always_inline)) bool
sse_dispatch(sse_decoder *decoder, const sse_fields *fields, sse_event *event) {
    if (fields->has_id) sse_buffer_swap(&decoder->pending_id, &decoder->last_id);
    if (!fields->has_data) return false;
    event->type = fields->type;
    event->data = fields->data;
    event->data_offset = fields->data_offset;
    event->retry = fields->retry;
    event->has_id = fields->has_id;
    event->last_event_id = sse_buffer_slice(&decoder->last_id, 0);
    return true;
}

static inline __attribute__((always_inline)) sse_step
sse_decode(sse_decoder *decoder, const uint8_t *input, size_t count, size_t *used,
           sse_event *event, sse_mask mask) {
    const uint8_t *at = input, *end = input + count;
    sse_fields fields = sse_no_fields;
    if (decoder->phase != sse_phase_between_events || decoder->after_carriage_return) {
        sse_step step = sse_resume(decoder, &fields, &at, end, mask);
        if (step != sse_step_event) {
            *used = count;
            if (step == sse_step_need_input) decoder->offset += count;
            return step;
        }
        decoder->phase = sse_phase_between_events;
    }
    const uint8_t *block = at;
    uint64_t ends = sse_mask_at(input, block, end, mask);
    for (;;) {
        while (ends == 0) {
            if (end - block <= sse_block) {
                decoder->offset += *used = count;
                return sse_hold(decoder, &fields, (sse_slice){at, (size_t)(end - at)});
            }
            block += sse_block;
            ends = sse_mask_at(input, block, end, mask);
        }
        const uint8_t *line_end = block + __builtin_ctzll(ends);
        ends &= ends - 1;
        if (line_end < at) continue; /* the LF of a CRLF */
        sse_slice line = {at, (size_t)(line_end - at)};
        at = sse_after_line_end(decoder, line_end, end);
        if (line.count == 0) {
            if (sse_dispatch(decoder, &fields, event)) {
                decoder->offset += *used = (size_t)(at - input);
                return sse_step_event;
            }
            fields = sse_no_fields;
            continue;
        }
        uint64_t line_offset = decoder->offset + (uint64_t)(line.start - input);
        if (line.count > decoder->limits.line)
            return sse_fail(decoder, sse_error_line_too_long, line_offset + decoder->limits.line);
        if (!sse_take_line(decoder, &fields, line, line_offset, false))
            return sse_fail_line(decoder, &fields, line_offset);
    }
}

#if defined(__x86_64__)
static sse_step sse_decode_sse2(sse_decoder *decoder, const uint8_t *input, size_t count,
                                size_t *used, sse_event *event) {
    return sse_decode(decoder, input, count, used, event, sse_mask_sse2);
}

__attribute__((target("avx2,bmi,bmi2"))) static sse_step
sse_decode_avx2(sse_decoder *decoder, const uint8_t *input, size_t count, size_t *used,
                sse_event *event) {
    return sse_decode(decoder, input, count, used, event, sse_mask_avx2);
}
#elif defined(__aarch64__)
static sse_step sse_decode_neon(sse_decoder *decoder, const uint8_t *input, size_t count,
                                size_t *used, sse_event *event) {
    return sse_decode(decoder, input, count, used, event, sse_mask_neon);
}
#endif

static sse_step sse_decode_portable(sse_decoder *decoder, const uint8_t *input, size_t count,
                                    size_t *used, sse_event *event) {
    return sse_decode(decoder, input, count, used, event, sse_mask_portable);
}

sse_step sse_decoder_next(sse_decoder *decoder, const uint8_t *input, size_t count, size_t *used,
                          sse_event *event) {
    if (!input) input = sse_nothing; /* no arithmetic on NULL */
#if defined(__x86_64__)
    if (decoder->path == sse_path_avx2) return sse_decode_avx2(decoder, input, count, used, event);
    if (decoder->path == sse_path_sse2) return sse_decode_sse2(decoder, input, count, used, event);
#elif defined(__aarch64__)
    if (decoder->path == sse_path_neon) return sse_decode_neon(decoder, input, count, used, event);
#endif
    return sse_decode_portable(decoder, input, count, used, event);
}
