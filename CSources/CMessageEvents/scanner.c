/*
 * The scanner: which members an event has, and where its payload lies.
 *
 *   {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello"}   }
 *   └──────────────────────── memo ─────────────────────────────────────────────┘└─┬─┘
 *                                                                               payload
 *
 * 98 of 100 events of a stream differ from the one before only in their payload. So the scanner
 * keeps the bytes of the last delta up to its payload, and what it knew there: where they are found
 * again, the parser would come to the same state, and the payload is read at once. This holds for
 * any order of the members, since the state is a function of the bytes before.
 */
#include "message_scan.h"

_Static_assert(sizeof(message_event_scanner) <= message_event_scanner_maximum_size,
               "a scanner stays small");

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

/*
 * Reads an event whose beginning is remembered. True: *event is filled in. False: more members
 * follow the payload, or it is not valid; the whole event has to be read.
 */
static inline __attribute__((always_inline)) bool
message_scan_payload(const message_event_scanner *scanner, const uint8_t *data, size_t count,
                     message_event *event, message_mask mask) {
    const uint8_t *payload = data + scanner->memo_count, *end = data + count;
    message_cursor cursor = {.start = data, .end = end};
    bool has_escapes = false;
    const uint8_t *after = message_skip_string(&cursor, payload, &has_escapes, mask);
    if (!after || end - after < 2 || *after != '}' || end[-1] != '}') return false;
    if (!message_are_spaces(after + 1, end - 1)) return false;
    *event = scanner->memo_event;
    event->payload.count = (uint32_t)(after - 1 - payload);
    event->payload_has_escapes = has_escapes;
    return true;
}

/* Reads a whole event, member by member. */
static __attribute__((noinline)) message_event_error
message_scan_members(message_event_scanner *scanner, const uint8_t *data, size_t count,
                     message_event *event, message_mask mask) {
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
        scanner->memo_is_resolved = false;
        scanner->error_offset = (uint32_t)(scan.cursor.failed_at - data);
        return scan.cursor.error;
    }
    message_event_resolve(&scan, event);
    if (scan.has_remembered && !scan.has_followers && event->has_payload &&
        event->payload.start == scanner->memo_count) {
        scanner->memo_event = *event;
        scanner->memo_is_resolved = true;
    }
    return message_event_error_none;
}

#define MESSAGE_SCAN_WITH(name, features)                                                          \
    features static __attribute__((noinline)) message_event_error message_scan_##name(             \
        message_event_scanner *scanner, const uint8_t *data, size_t count, message_event *event) { \
        if (scanner->memo_is_resolved && count > scanner->memo_count &&                            \
            memcmp(scanner->memo, data, scanner->memo_count) == 0 &&                               \
            message_scan_payload(scanner, data, count, event, message_mask_##name))                \
            return message_event_error_none;                                                       \
        return message_scan_members(scanner, data, count, event, message_mask_##name);             \
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
