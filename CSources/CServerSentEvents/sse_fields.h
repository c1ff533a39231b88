/* The fields of the event that is being read, and the lines that bring them. */
#ifndef SSE_FIELDS_H
#define SSE_FIELDS_H

#include "sse_buffer.h"
#include "sse_field.h"

/* The fields of the event that is being read. */
typedef struct sse_fields {
    sse_slice type;
    sse_slice data;
    uint64_t data_offset;
    int64_t retry;
    bool has_data;
    bool has_id;
    bool has_type;
    bool type_is_held; /* type lies in decoder->type, not in the chunk */
    bool data_is_held; /* data lies in decoder->data, not in the chunk */
} sse_fields;

static const sse_fields sse_no_fields = {
    .type = {sse_nothing, 0}, .data = {sse_nothing, 0}, .retry = -1};

static inline sse_step sse_fail(sse_decoder *decoder, sse_error error, uint64_t offset) {
    decoder->error = (uint8_t)error;
    decoder->phase = sse_phase_failed;
    decoder->offset = offset;
    return sse_step_failed;
}

/* Copies bytes into one of the decoder's buffers and counts them. */
static inline bool sse_keep(sse_decoder *decoder, sse_buffer *buffer, const uint8_t *bytes,
                            size_t count) {
    decoder->bytes_copied += count;
    return sse_buffer_append(buffer, bytes, count);
}

/* Replaces what the buffer holds. */
static inline bool sse_keep_only(sse_decoder *decoder, sse_buffer *buffer, sse_slice slice) {
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
static inline bool sse_hold_data(sse_decoder *decoder, sse_fields *fields) {
    decoder->data_start = 0;
    if (!sse_keep_only(decoder, &decoder->data, fields->data)) return false;
    fields->data = sse_buffer_slice(&decoder->data, 0);
    fields->data_is_held = true;
    return true;
}

/* Appends a second or later data line, after a LF. */
static inline bool sse_join_data(sse_decoder *decoder, sse_fields *fields, sse_slice value) {
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
    const bool needs_colon = decoder->needs_colon;
    switch (line.start[0]) {
    case 'd':
        if (!sse_field_value(line, "data", 4, needs_colon, &value)) return true;
        if (fields->has_data && !(decoder->skips_blank_data && fields->data.count == 0)) {
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
        if (!sse_field_value(line, "event", 5, needs_colon, &value)) return true;
        fields->has_type = true;
        fields->type = value;
        fields->type_is_held = is_held;
        if (is_held) {
            if (!sse_keep_only(decoder, &decoder->type, value)) return false;
            fields->type = sse_buffer_slice(&decoder->type, 0);
        }
        break;
    case 'i':
        if (!sse_field_value(line, "id", 2, needs_colon, &value)) return true;
        if (!decoder->allows_null_id && value.count && memchr(value.start, 0, value.count))
            return true;
        if (!sse_keep_only(decoder, &decoder->pending_id, value)) return false;
        fields->has_id = true;
        break;
    case 'r':
        if (!sse_field_value(line, "retry", 5, needs_colon, &value)) return true;
        int64_t milliseconds = sse_retry_value(value);
        if (milliseconds >= (decoder->skips_zero_retry ? 1 : 0))
            fields->retry = decoder->reconnection_time = milliseconds;
        return true;
    default:
        return true;
    }
    size_t id_count = fields->has_id ? decoder->pending_id.count : 0;
    return fields->data.count + fields->type.count + id_count <= decoder->limits.event;
}

/* Tells the two reasons apart for which sse_take_line gives up. */
static inline sse_step sse_fail_line(sse_decoder *decoder, const sse_fields *fields,
                                     uint64_t offset) {
    size_t id_count = fields->has_id ? decoder->pending_id.count : 0;
    bool is_large = fields->data.count + fields->type.count + id_count > decoder->limits.event;
    return sse_fail(decoder, is_large ? sse_error_event_too_large : sse_error_out_of_memory,
                    offset);
}

#endif
