/*
 * The scanner: which members an event has, and where its payload lies.
 *
 *   event: content_block_delta⏎data: {"type":"content_block_delta","delta":{"text":"Hello"}   }⏎⏎
 *   └────────────── head ───────────┘└─────────────────── memo ────────────────────┘└─┬─┘└tail┘ end
 *                                                                                  payload
 *
 * 98 of 100 events of a stream differ from the one before only in their payload and in the spaces
 * before the last brace. So the scanner keeps the other bytes of the last delta, and what it knew
 * of it: where they are found again, a parser would come to the same states, and only the payload
 * is read. This holds for any order of the members, since a state is a function of the bytes
 * before. It holds for the lines around the data as well, so that such an event need not be framed
 * first: a line ending inside the payload is a control character, which no JSON string may contain.
 */
#include "message_scan.h"

/* Whether the bytes from `at` to `to` are spaces: on the wire up to 15, before the last brace. */
static inline __attribute__((always_inline)) bool message_are_spaces(const uint8_t *at,
                                                                     const uint8_t *to) {
    /* Two loads that overlap, so that any count from 8 to 16 takes the same way. */
    const uint64_t spaces = 0x2020202020202020ULL;
    size_t count = (size_t)(to - at);
    uint64_t first, last;
    if (count > 16) return message_skip_spaces(at, to) == to;
    if (count >= 8) {
        memcpy(&first, at, 8);
        memcpy(&last, to - 8, 8);
        return ((first ^ spaces) | (last ^ spaces)) == 0;
    }
    /* The eight bytes before `to` lie in the data: the memo does. Those before `at` do not count.
     */
    memcpy(&last, to - 8, 8);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    last = __builtin_bswap64(last);
#endif
    return count == 0 || (last ^ spaces) >> (64 - 8 * count) == 0;
}

typedef const uint8_t *(*message_rest)(const uint8_t *start, const uint8_t *at, const uint8_t *end,
                                       message_event *event);

static inline __attribute__((always_inline)) const uint8_t *
message_memo(const message_event_scanner *scanner) {
    return scanner->memo + message_event_head_bytes;
}

/* Whether the bytes from `at` are those of the tail; there are enough of them. */
static inline __attribute__((always_inline)) bool
message_is_tail(const message_event_scanner *scanner, const uint8_t *at) {
    /* One brace: nothing followed the payload in its delta, nor the delta in the event. */
    if (scanner->tail_count == 1) return *at == scanner->tail[0];
    return memcmp(at, scanner->tail, scanner->tail_count) == 0;
}

/*
 * Passes over a payload and the tail behind it; NULL when one of them is not as it should be.
 * *event becomes what is remembered, with this payload.
 */
static inline __attribute__((always_inline)) const uint8_t *
message_skip_payload(const message_event_scanner *scanner, const uint8_t *start,
                     const uint8_t *payload, const uint8_t *end, message_event *event,
                     message_mask mask) {
    message_cursor cursor = {.start = start, .end = end};
    bool has_escapes = false;
    const uint8_t *after = message_skip_string(&cursor, payload, &has_escapes, mask);
    if (!after || (size_t)(end - after) <= scanner->tail_count) return NULL;
    if (!message_is_tail(scanner, after)) return NULL;
    *event = scanner->memo_event;
    event->payload.count = (uint32_t)(after - 1 - payload);
    event->payload_has_escapes = has_escapes;
    return after + scanner->tail_count;
}

/*
 * Reads an event whose beginning is remembered. True: *event is filled in. False: what follows the
 * payload is something else, or it is not valid; the whole event has to be read.
 */
static inline __attribute__((always_inline)) bool
message_scan_payload(const message_event_scanner *scanner, const uint8_t *data, size_t count,
                     message_event *event, message_mask mask) {
    const uint8_t *end = data + count;
    const uint8_t *after =
        message_skip_payload(scanner, data, data + scanner->memo_count, end, event, mask);
    return after && end[-1] == '}' && message_are_spaces(after, end - 1);
}

/*
 * As message_skip_string, in registers for the short plain text that most payloads are; there are
 * at least 32 bytes between `start` and `end`.
 */
static inline __attribute__((always_inline)) const uint8_t *
message_skip_plain(const uint8_t *start, const uint8_t *at, const uint8_t *end,
                   message_event *event, message_mask mask, message_rest rest) {
    const uint8_t *last = end - message_block;
    const uint8_t *block = at < last ? at : last;
    uint64_t ends = (uint64_t)mask(block) >> (at - block);
    if (ends == 0) return rest(start, at, end, event);
    at += __builtin_ctzll(ends);
    return *at == '"' ? at + 1 : rest(start, at, end, event);
}

/* Whether the lines end here: the data's, and the blank one. */
static inline __attribute__((always_inline)) bool
message_is_end(const message_event_scanner *scanner, const uint8_t *at, const uint8_t *end) {
    if ((size_t)(end - at) < scanner->end_count) return false;
    if (scanner->end_count == 2) return memcmp(at, "\n\n", 2) == 0;
    return memcmp(at, "\r\n\r\n", 4) == 0;
}

static inline __attribute__((always_inline)) bool
message_recognize(const message_event_scanner *scanner, const uint8_t *input, size_t count,
                  message_event *event, message_event_framing *framing, message_mask mask,
                  message_spaces_mask spaces, message_equal equal, message_rest rest) {
    size_t head_count = scanner->framing.data.start;
    size_t prefix_count = head_count + scanner->memo_count;
    if (count <= prefix_count || count > UINT32_MAX) return false;
    if (!message_are_equal(message_memo(scanner) - head_count, input, prefix_count, equal))
        return false;
    *event = scanner->memo_event;
    const uint8_t *payload = input + prefix_count, *end = input + count;
    const uint8_t *after = message_skip_plain(input, payload, end, event, mask, rest);
    if (!after || (size_t)(end - after) <= scanner->tail_count) return false;
    if (!message_is_tail(scanner, after)) return false;
    const uint8_t *at = after + scanner->tail_count;
    uint32_t others = message_spaces_at(at, end, spaces);
    if (others == 0) return false;
    at += __builtin_ctz(others);
    if (*at != '}' || !message_is_end(scanner, at + 1, end)) return false;
    event->payload.count = (uint32_t)(after - 1 - payload);
    uint32_t data_end = (uint32_t)(at + 1 - input);
    *framing = scanner->framing;
    framing->data.count = data_end - framing->data.start;
    framing->used = data_end + scanner->end_count;
    return true;
}

/*
 * Remembers what follows the payload of a delta, up to the spaces before the event's last brace.
 * Data that ends with white space, or where too much follows, is read as a whole the next time too.
 */
static void message_remember_tail(message_event_scanner *scanner, const uint8_t *data, size_t count,
                                  const message_event *event) {
    const uint8_t *tail = data + event->payload.start + event->payload.count + 1;
    const uint8_t *end = data + count - 1;
    if (*end != '}') return;
    while (end > tail && end[-1] == ' ')
        end--;
    size_t tail_count = (size_t)(end - tail);
    if (tail_count == 0 || tail_count > message_event_tail_bytes) return;
    memcpy(scanner->tail, tail, tail_count);
    scanner->tail_count = (uint8_t)tail_count;
    scanner->memo_event = *event;
    scanner->memo_event.payload_has_escapes = false;
    scanner->memo_is_resolved = scanner->wants_framing = true;
}

/*
 * Whether a string ends in the escape of a first half of a surrogate pair; `after` is past its
 * quote, and the escapes from `at` on are whole.
 */
static inline __attribute__((always_inline)) bool message_ends_in_half(const uint8_t *at,
                                                                       const uint8_t *after) {
    if (after - at < 7 || after[-7] != '\\' || after[-6] != 'u' || (after[-5] | 0x20) != 'd')
        return false;
    uint8_t digit = after[-4] | 0x20;
    return after[-4] == '8' || after[-4] == '9' || digit == 'a' || digit == 'b';
}

/* Reads a whole event, member by member. */
static __attribute__((noinline)) message_event_error
message_scan_members(message_event_scanner *scanner, const uint8_t *data, size_t count,
                     message_event *event, message_mask mask) {
    scanner->wants_framing = false;
    if (count > UINT32_MAX) {
        scanner->error_offset = UINT32_MAX;
        return message_event_error_too_large;
    }
    message_event_draft draft = {.event.kind = message_event_kind_untyped};
    message_scan scan = {
        .cursor = {.start = data, .end = data + count},
        .scanner = scanner,
        .draft = &draft,
        .mask = mask,
    };
    if (!message_event_read(&scan)) {
        scanner->error_offset = (uint32_t)(scan.cursor.failed_at - data);
        return scan.cursor.error;
    }
    message_event_resolve(&scan, event);
    if (scan.has_remembered && event->has_payload && event->payload.start == scanner->memo_count)
        message_remember_tail(scanner, data, count, event);
    return message_event_error_none;
}

#define MESSAGE_SCAN_WITH(name, features)                                                          \
    features static __attribute__((noinline)) message_event_error message_scan_##name(             \
        message_event_scanner *scanner, const uint8_t *data, size_t count, message_event *event) { \
        if (scanner->memo_is_resolved && count > scanner->memo_count && count <= UINT32_MAX &&     \
            memcmp(message_memo(scanner), data, scanner->memo_count) == 0 &&                       \
            message_scan_payload(scanner, data, count, event, message_mask_##name)) {              \
            scanner->wants_framing = true;                                                         \
            return message_event_error_none;                                                       \
        }                                                                                          \
        return message_scan_members(scanner, data, count, event, message_mask_##name);             \
    }                                                                                              \
    /* The rest of a payload that is not short and plain; NULL: not to be recognized. */           \
    features static __attribute__((noinline)) const uint8_t *message_rest_##name(                  \
        const uint8_t *start, const uint8_t *at, const uint8_t *end, message_event *event) {       \
        message_cursor cursor = {.start = start, .end = end};                                      \
        bool has_escapes = false;                                                                  \
        const uint8_t *after =                                                                     \
            message_skip_string(&cursor, at, &has_escapes, message_mask_##name);                   \
        event->payload_has_escapes = has_escapes;                                                  \
        return has_escapes && after && message_ends_in_half(at, after) ? NULL : after;             \
    }                                                                                              \
    features static __attribute__((noinline)) bool message_recognize_##name(                       \
        const message_event_scanner *scanner, const uint8_t *input, size_t count,                  \
        message_event *event, message_event_framing *framing) {                                    \
        return message_recognize(scanner, input, count, event, framing, message_mask_##name,       \
                                 message_spaces_##name, message_equal_##name,                      \
                                 message_rest_##name);                                             \
    }

MESSAGE_SCAN_WITH(portable, )
#if defined(__x86_64__)
MESSAGE_SCAN_WITH(sse2, )
MESSAGE_SCAN_WITH(avx2, __attribute__((target("avx2,bmi,bmi2"))))
#elif defined(__aarch64__)
MESSAGE_SCAN_WITH(neon, )
#endif

message_event_error message_event_scan(message_event_scanner *scanner, const uint8_t *data,
                                       size_t count, message_event *event) {
#if defined(__x86_64__)
    if (scanner->path == message_event_path_avx2)
        return message_scan_avx2(scanner, data, count, event);
    if (scanner->path == message_event_path_sse2)
        return message_scan_sse2(scanner, data, count, event);
#elif defined(__aarch64__)
    if (scanner->path == message_event_path_neon)
        return message_scan_neon(scanner, data, count, event);
#endif
    return message_scan_portable(scanner, data, count, event);
}

bool message_event_recognize(const message_event_scanner *scanner, const uint8_t *input,
                             size_t count, message_event *event, message_event_framing *framing) {
    if (!scanner->head_is_known) return false;
#if defined(__x86_64__)
    if (scanner->path == message_event_path_avx2)
        return message_recognize_avx2(scanner, input, count, event, framing);
    if (scanner->path == message_event_path_sse2)
        return message_recognize_sse2(scanner, input, count, event, framing);
#elif defined(__aarch64__)
    if (scanner->path == message_event_path_neon)
        return message_recognize_neon(scanner, input, count, event, framing);
#endif
    return message_recognize_portable(scanner, input, count, event, framing);
}
