/*
 * The decoder: chunks in, events out. An event takes the first of three ways that is open to it; a
 * way that does not like what it sees has done nothing, and leaves the event to the next one.
 *
 * 1. sse_decoder_take: nearly all events of a model. The caller has recognized it by its bytes
 *    (message_event_recognize), and says where its values lie; not a byte is looked at here.
 *
 *      event: content_block_delta⏎data: {"type":"content_block_delta", ... "text":"Hello"}}⏎⏎
 *      └─────────────────────── equal to the one before ───────────────────┘     └ equal ┘
 *
 * 2. sse_decode_usual: the other events of a model, and all of a stream that nobody recognizes. One
 *    event line or none, one data line, LF, whole in the chunk, found in registers.
 *
 *      event: message_stop⏎data: {"type":"message_stop"}⏎⏎
 *      └── head, compared ──────┘└── searched for LF LF ──┘
 *
 * 3. sse_decode_lines: any event, in any state. It walks over the lines of the chunk with the
 * fields of the event in registers (sse_fields); those that lie whole in the chunk are slices of
 * it. When the chunk ends inside an event, carry.c copies the fields and the cut line into the
 *    decoder's buffers, once, and takes them up again in the next call.
 *
 *        chunk                          chunk
 *   ┌──────────────────────┬───────┐ ┌───────────────────┐
 *   │id: 1⏎event: a⏎data: 1⏎⏎event:│ │ b⏎data: 2⏎⏎       │
 *   └──────────────────────┴───────┘ └───────────────────┘
 *    read in place          held ──────▲ completed, then read in place again
 *
 * What the second way has searched before it gave up, the third searches once more: of a chunk that
 * ends in the data line behind an event line, that line. No byte is searched again in a later call.
 */
#include "sse_carry.h"

/* Whether the decoder's rules make an event of a block without data. */
static inline bool sse_is_event_without_data(const sse_decoder *decoder, const sse_fields *fields) {
    switch ((sse_blocks)decoder->blocks) {
    case sse_blocks_with_data:
        return false;
    case sse_blocks_with_fields:
        return fields->has_type || fields->has_id;
    case sse_blocks_all:
        return true;
    }
    return false;
}

/* The blank line: dispatches the event, if there is one. */
static inline __attribute__((always_inline)) bool
sse_dispatch(sse_decoder *decoder, const sse_fields *fields, sse_event *event) {
    if (fields->has_id) sse_buffer_swap(&decoder->pending_id, &decoder->last_id);
    if (!fields->has_data && !sse_is_event_without_data(decoder, fields)) return false;
    event->type = fields->type;
    event->data = fields->data;
    event->data_offset = fields->data_offset;
    event->retry = fields->retry;
    event->has_id = fields->has_id;
    event->has_type = fields->has_type;
    event->has_data = fields->has_data;
    event->last_event_id = sse_buffer_slice(&decoder->last_id, 0);
    return true;
}

/* The walk over the lines of a chunk, for any event and any state. */
static inline __attribute__((always_inline)) sse_step
sse_decode_lines(sse_decoder *decoder, const uint8_t *input, size_t count, size_t *used,
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
    sse_line_ends ends = sse_line_ends_from(input, at, end, mask);
    for (;;) {
        const uint8_t *line_end = sse_next_line_end(&ends, mask);
        if (!line_end) {
            decoder->offset += *used = count;
            return sse_hold(decoder, &fields, (sse_slice){at, (size_t)(end - at)});
        }
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

/* A shorter head is not worth remembering: "data: " alone is found as fast. */
enum { sse_shortest_head = 16 };

/* The first CR or LF from `at`, or NULL; there are at least sse_block bytes before `end`. */
static inline __attribute__((always_inline)) const uint8_t *
sse_find_near(const uint8_t *at, const uint8_t *end, sse_mask mask) {
    for (; end - at >= sse_block; at += sse_block) {
        uint64_t ends = mask(at);
        if (ends) return at + __builtin_ctzll(ends);
    }
    if (at == end) return NULL;
    uint64_t ends = mask(end - sse_block) >> (sse_block - (end - at));
    return ends ? at + __builtin_ctzll(ends) : NULL;
}

/* Remembers how an event began whose data lies at `data`. */
static void sse_remember_head(sse_decoder *decoder, const uint8_t *input, const uint8_t *type,
                              const uint8_t *data) {
    size_t count = (size_t)(data - input);
    if (count < sse_shortest_head || count > sse_head_bytes) return;
    memcpy(decoder->head, input, count);
    decoder->head_count = (uint8_t)count;
    decoder->type_start = (uint8_t)(type - input);
}

/*
 * The value of the data line of an event that begins with "event: " and "data: "; *type becomes
 * that of the event line. NULL when the bytes are anything else.
 */
static inline __attribute__((always_inline)) const uint8_t *
sse_decode_head(sse_decoder *decoder, const uint8_t *input, const uint8_t *end, sse_slice *type,
                sse_mask mask, sse_equal equal) {
    size_t head_count = decoder->head_count;
    if (head_count && equal(input, decoder->head, head_count)) {
        size_t type_start = decoder->type_start;
        *type = (sse_slice){input + type_start, head_count - type_start - 7};
        return input + head_count;
    }
    const uint8_t *line = input;
    *type = (sse_slice){sse_nothing, 0};
    if (memcmp(line, "event: ", 7) == 0) {
        const uint8_t *line_end = sse_find_near(line, end, mask);
        if (!line_end || *line_end != '\n' || end - line_end < 8) return NULL;
        *type = (sse_slice){line + 7, (size_t)(line_end - line - 7)};
        line = line_end + 1;
    }
    if (memcmp(line, "data: ", 6) != 0) return NULL;
    if (type->count) sse_remember_head(decoder, input, type->start, line + 6);
    return line + 6;
}

/*
 * The event that model streams are made of, whole in the chunk: "event: ", "data: ", a blank line,
 * LF. Says false, and has done nothing, when the bytes are anything else.
 */
static inline __attribute__((always_inline)) bool
sse_decode_usual(sse_decoder *decoder, const uint8_t *input, size_t count, size_t *used,
                 sse_event *event, sse_mask mask, sse_equal equal) {
    if (count < sse_block || !sse_decoder_is_between_events(decoder)) return false;
    const uint8_t *end = input + count;
    sse_slice type;
    const uint8_t *data = sse_decode_head(decoder, input, end, &type, mask, equal);
    if (!data) return false;
    const uint8_t *line_end = sse_find_near(data, end, mask);
    if (!line_end || end - line_end < 2 || memcmp(line_end, "\n\n", 2) != 0) return false;
    size_t line_count = (size_t)(line_end - input);
    if (line_count > decoder->limits.line || line_count > decoder->limits.event) return false;
    event->type = type;
    event->data = (sse_slice){data, (size_t)(line_end - data)};
    event->last_event_id = sse_buffer_slice(&decoder->last_id, 0);
    event->data_offset = decoder->offset + (uint64_t)(data - input);
    event->retry = -1;
    event->has_id = false;
    event->has_type = type.start != sse_nothing;
    event->has_data = true;
    decoder->offset += *used = line_count + 2;
    return true;
}

static inline __attribute__((always_inline)) sse_step sse_decode(
    sse_decoder *decoder, const uint8_t *input, size_t count, size_t *used, sse_event *event,
    sse_mask mask, sse_equal equal,
    sse_step (*decode_lines)(sse_decoder *, const uint8_t *, size_t, size_t *, sse_event *)) {
    if (sse_decode_usual(decoder, input, count, used, event, mask, equal)) return sse_step_event;
    if (count == 0 && sse_decoder_is_idle(decoder)) {
        *used = 0;
        return sse_step_need_input;
    }
    return decode_lines(decoder, input, count, used, event);
}

#define SSE_DECODE_WITH(name, features)                                                            \
    features static __attribute__((noinline))                                                      \
    sse_step sse_decode_lines_##name(sse_decoder *decoder, const uint8_t *input, size_t count,     \
                                     size_t *used, sse_event *event) {                             \
        return sse_decode_lines(decoder, input, count, used, event, sse_mask_##name);              \
    }                                                                                              \
    features static __attribute__((noinline))                                                      \
    sse_step sse_decode_##name(sse_decoder *decoder, const uint8_t *input, size_t count,           \
                               size_t *used, sse_event *event) {                                   \
        return sse_decode(decoder, input, count, used, event, sse_mask_##name, sse_equal_##name,   \
                          sse_decode_lines_##name);                                                \
    }

SSE_DECODE_WITH(portable, )
#if defined(__x86_64__)
SSE_DECODE_WITH(sse2, )
SSE_DECODE_WITH(avx2, __attribute__((target("avx2,bmi,bmi2"))))
#elif defined(__aarch64__)
SSE_DECODE_WITH(neon, )
#endif

const uint8_t *sse_line_end(const uint8_t *start, size_t count) {
    if (count == 0) return start; /* no arithmetic on NULL */
#if defined(__x86_64__)
    return sse_find_line_end(start, start + count, sse_mask_sse2);
#elif defined(__aarch64__)
    return sse_find_line_end(start, start + count, sse_mask_neon);
#else
    return sse_find_line_end(start, start + count, sse_mask_portable);
#endif
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
