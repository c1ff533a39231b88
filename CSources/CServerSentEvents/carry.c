/*
 * Chunk borders: copies what an unfinished event needs, once, and takes it up again.
 *
 * Nothing that has been looked at is looked at again: of the cut line only what the next chunk adds
 * is searched for its end.
 */
#include "sse_carry.h"

static const uint8_t sse_byte_order_mark[3] = {0xEF, 0xBB, 0xBF};

sse_step sse_hold(sse_decoder *decoder, sse_fields *fields, sse_slice line) {
    uint64_t line_offset = decoder->offset - line.count;
    if (line.count > decoder->limits.line)
        return sse_fail(decoder, sse_error_line_too_long, line_offset + decoder->limits.line);
    bool is_field = sse_may_be_field(line);
    bool has_fields = fields->has_data || fields->has_id || fields->retry >= 0 || fields->has_type;
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
    decoder->has_type = fields->has_type;
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
static bool sse_skip_byte_order_mark(sse_decoder *decoder, const uint8_t **at, const uint8_t *end) {
    const uint8_t *byte = *at;
    uint8_t seen = decoder->byte_order_mark;
    while (byte < end && seen < 3 && *byte == sse_byte_order_mark[seen])
        byte++, seen++;
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
    /* A limit may be as large as its type: nothing is added to it before it is known to be near. */
    if (offset - decoder->line_offset + count > decoder->limits.line)
        return sse_fail(decoder, sse_error_line_too_long,
                        decoder->line_offset + decoder->limits.line);
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

sse_step sse_resume(sse_decoder *decoder, sse_fields *fields, const uint8_t **at,
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
    fields->has_type = decoder->has_type;
    fields->retry = decoder->retry;
    fields->data_offset = decoder->data_offset;
    fields->type = sse_buffer_slice(&decoder->type, 0);
    fields->data = sse_buffer_slice(&decoder->data, decoder->data_start);
    fields->type_is_held = fields->data_is_held = true;
    if (decoder->phase == sse_phase_in_event) return sse_step_event;
    uint64_t offset = decoder->offset + (uint64_t)(*at - start);
    return sse_complete_line(decoder, fields, at, end, offset, mask);
}
