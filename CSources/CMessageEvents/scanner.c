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
#include "CMessageEvents.h"
#include "message_json.h"
#include "message_value.h"

_Static_assert(sizeof(message_event_scanner) <= message_event_scanner_maximum_size,
               "a scanner stays small");

enum { message_longest_name = 32 };

typedef enum message_payload {
    message_payload_text,
    message_payload_partial_json,
    message_payload_thinking,
    message_payload_signature,
    message_payload_none
} message_payload;

typedef struct message_event_string {
    message_event_slice slice;
    bool is_string; /* false: absent, or not a string */
    bool has_escapes;
} message_event_string;

/* What is known of an event while it is being read. */
typedef struct message_event_draft {
    message_event event;
    message_event_string type;
    message_event_string delta_type;
    message_event_string payloads[message_payload_none];
} message_event_draft;

/* A scan on its way: the cursor, what is known, and where a payload began. */
typedef struct message_scan {
    message_cursor cursor;
    message_event_scanner *scanner;
    message_event_draft *draft;
    message_mask mask;
    bool has_remembered;
    bool has_followers; /* members came after the payload that was remembered */
} message_scan;

#define message_is(slice, text)                                                                    \
    ((slice).count == sizeof(text) - 1 && memcmp((slice).start, text, sizeof(text) - 1) == 0)

typedef struct message_text {
    const uint8_t *start;
    size_t count;
} message_text;

/* The text of a raw string, unescaped to `room` if it has escapes; one that is too long is cut. */
static message_text message_plain(message_text raw, bool has_escapes,
                                  uint8_t room[message_longest_name]) {
    if (!has_escapes) return raw;
    uint8_t longest[6 * message_longest_name];
    if (raw.count > sizeof longest) return (message_text){room, 0};
    size_t count = message_event_unescape(raw.start, raw.count, longest);
    if (count > message_longest_name) return (message_text){room, 0};
    memcpy(room, longest, count);
    return (message_text){room, count};
}

static uint32_t message_offset(const message_scan *scan, const uint8_t *at) {
    return (uint32_t)(at - scan->cursor.start);
}

static message_event_slice message_slice_to(const message_scan *scan, const uint8_t *from,
                                            const uint8_t *to) {
    return (message_event_slice){message_offset(scan, from), (uint32_t)(to - from)};
}

/* Reads a member's name and colon; the name is plain text in `room` or in the data. */
static inline __attribute__((always_inline)) const uint8_t *
message_read_name(message_scan *scan, const uint8_t *at, message_text *name, uint8_t *room,
                  message_mask mask) {
    if (at == scan->cursor.end || *at != '"')
        return message_fail(&scan->cursor, at, message_event_error_expected_key);
    bool has_escapes = false;
    const uint8_t *after = message_skip_string(&scan->cursor, at + 1, &has_escapes, mask);
    if (!after) return NULL;
    message_text raw = {at + 1, (size_t)(after - at - 2)};
    *name = message_plain(raw, has_escapes, room);
    return message_skip_colon(&scan->cursor, after);
}

/* Reads a value that counts only if it is a string. */
static const uint8_t *message_read_string(message_scan *scan, const uint8_t *at, size_t depth,
                                          message_event_string *string) {
    *string = (message_event_string){{0, 0}, false, false};
    if (at == scan->cursor.end || *at != '"')
        return message_event_skip_value(&scan->cursor, at, depth, scan->mask);
    const uint8_t *after =
        message_skip_string(&scan->cursor, at + 1, &string->has_escapes, scan->mask);
    if (!after) return NULL;
    string->is_string = true;
    string->slice = message_slice_to(scan, at + 1, after - 1);
    return after;
}

static const uint8_t *message_read_index(message_scan *scan, const uint8_t *at) {
    const uint8_t *after = message_event_skip_value(&scan->cursor, at, 1, scan->mask);
    if (!after) return NULL;
    int64_t index = 0;
    const uint8_t *digit = at;
    while (digit < after && message_is_digit(digit, after) && index <= INT32_MAX)
        index = index * 10 + (*digit++ - '0');
    scan->draft->event.has_index = digit == after && index <= INT32_MAX;
    scan->draft->event.index = scan->draft->event.has_index ? (int32_t)index : 0;
    return after;
}

/* Remembers the data up to `at`, the first byte of the first payload. */
static void message_remember(message_scan *scan, const uint8_t *at) {
    message_event_scanner *scanner = scan->scanner;
    size_t count = (size_t)(at - scan->cursor.start);
    if (scan->has_remembered || count > message_event_memo_bytes) return;
    memcpy(scanner->memo, scan->cursor.start, count);
    scanner->memo_count = (uint16_t)count;
    scanner->memo_is_resolved = false;
    scan->has_remembered = true;
}

static message_payload message_payload_of(message_text name) {
    if (message_is(name, "text")) return message_payload_text;
    if (message_is(name, "partial_json")) return message_payload_partial_json;
    if (message_is(name, "thinking")) return message_payload_thinking;
    if (message_is(name, "signature")) return message_payload_signature;
    return message_payload_none;
}

static const uint8_t *message_read_delta_member(message_scan *scan, const uint8_t *at) {
    uint8_t room[message_longest_name];
    message_text name;
    at = message_read_name(scan, at, &name, room, scan->mask);
    if (!at) return NULL;
    if (scan->has_remembered) scan->has_followers = true;
    if (message_is(name, "type")) return message_read_string(scan, at, 2, &scan->draft->delta_type);
    message_payload payload = message_payload_of(name);
    if (payload == message_payload_none) {
        scan->draft->event.delta_has_more = true;
        return message_event_skip_value(&scan->cursor, at, 2, scan->mask);
    }
    if (at < scan->cursor.end && *at == '"') message_remember(scan, at + 1);
    return message_read_string(scan, at, 2, &scan->draft->payloads[payload]);
}

/* Reads the members of the delta after its first one, to its closing brace. */
static const uint8_t *message_read_delta_rest(message_scan *scan, const uint8_t *at) {
    for (;;) {
        at = message_skip_spaces(at, scan->cursor.end);
        if (at == scan->cursor.end || (*at != ',' && *at != '}'))
            return message_fail(&scan->cursor, at, message_event_error_expected_comma);
        if (*at == '}') break;
        at = message_read_delta_member(scan, message_skip_spaces(at + 1, scan->cursor.end));
        if (!at) return NULL;
    }
    message_event_slice *delta = &scan->draft->event.delta;
    delta->count = message_offset(scan, at + 1) - delta->start;
    return at + 1;
}

static const uint8_t *message_read_delta(message_scan *scan, const uint8_t *at) {
    message_event_draft *draft = scan->draft;
    draft->delta_type = (message_event_string){{0, 0}, false, false};
    memset(draft->payloads, 0, sizeof draft->payloads);
    draft->event.delta_has_more = false;
    draft->event.delta = (message_event_slice){message_offset(scan, at), 0};
    if (at == scan->cursor.end || *at != '{') {
        const uint8_t *after = message_event_skip_value(&scan->cursor, at, 1, scan->mask);
        if (after) draft->event.delta = message_slice_to(scan, at, after);
        return after;
    }
    const uint8_t *inside = message_skip_spaces(at + 1, scan->cursor.end);
    if (inside < scan->cursor.end && *inside == '}') {
        draft->event.delta = message_slice_to(scan, at, inside + 1);
        return inside + 1;
    }
    inside = message_read_delta_member(scan, inside);
    return inside ? message_read_delta_rest(scan, inside) : NULL;
}

static const uint8_t *message_read_member(message_scan *scan, const uint8_t *at) {
    uint8_t room[message_longest_name];
    message_text name;
    at = message_read_name(scan, at, &name, room, scan->mask);
    if (!at) return NULL;
    if (scan->has_remembered) scan->has_followers = true;
    message_event *event = &scan->draft->event;
    message_event_slice *slice;
    if (message_is(name, "type")) return message_read_string(scan, at, 1, &scan->draft->type);
    if (message_is(name, "index")) return message_read_index(scan, at);
    if (message_is(name, "delta")) return message_read_delta(scan, at);
    if (message_is(name, "message"))
        slice = &event->message;
    else if (message_is(name, "content_block"))
        slice = &event->content_block;
    else if (message_is(name, "usage"))
        slice = &event->usage;
    else if (message_is(name, "error"))
        slice = &event->error;
    else
        return message_event_skip_value(&scan->cursor, at, 1, scan->mask);
    const uint8_t *after = message_event_skip_value(&scan->cursor, at, 1, scan->mask);
    if (after) *slice = message_slice_to(scan, at, after);
    return after;
}

/* Reads the members of the event after its first one, to its closing brace. */
static const uint8_t *message_read_rest(message_scan *scan, const uint8_t *at) {
    for (;;) {
        at = message_skip_spaces(at, scan->cursor.end);
        if (at == scan->cursor.end || (*at != ',' && *at != '}'))
            return message_fail(&scan->cursor, at, message_event_error_expected_comma);
        if (*at == '}') return at + 1;
        at = message_read_member(scan, message_skip_spaces(at + 1, scan->cursor.end));
        if (!at) return NULL;
    }
}

static const uint8_t *message_read_event(message_scan *scan, const uint8_t *at) {
    at = message_skip_spaces(at, scan->cursor.end);
    if (at == scan->cursor.end || *at != '{')
        return message_event_skip_value(&scan->cursor, at, 0, scan->mask);
    at = message_skip_spaces(at + 1, scan->cursor.end);
    if (at < scan->cursor.end && *at == '}') return at + 1;
    at = message_read_member(scan, at);
    return at ? message_read_rest(scan, at) : NULL;
}

static message_event_kind message_kind_of(message_text type) {
    if (message_is(type, "content_block_delta")) return message_event_kind_content_block_delta;
    if (message_is(type, "content_block_start")) return message_event_kind_content_block_start;
    if (message_is(type, "content_block_stop")) return message_event_kind_content_block_stop;
    if (message_is(type, "ping")) return message_event_kind_ping;
    if (message_is(type, "message_start")) return message_event_kind_message_start;
    if (message_is(type, "message_delta")) return message_event_kind_message_delta;
    if (message_is(type, "message_stop")) return message_event_kind_message_stop;
    if (message_is(type, "error")) return message_event_kind_error;
    return message_event_kind_unknown;
}

static message_event_delta_kind message_delta_kind_of(message_text type) {
    if (message_is(type, "text_delta")) return message_event_delta_kind_text;
    if (message_is(type, "input_json_delta")) return message_event_delta_kind_input_json;
    if (message_is(type, "thinking_delta")) return message_event_delta_kind_thinking;
    if (message_is(type, "signature_delta")) return message_event_delta_kind_signature;
    if (message_is(type, "citations_delta")) return message_event_delta_kind_citations;
    if (message_is(type, "compaction_delta")) return message_event_delta_kind_compaction;
    return message_event_delta_kind_unknown;
}

static message_text message_string_text(const message_scan *scan,
                                        const message_event_string *string, uint8_t *room) {
    message_text raw = {scan->cursor.start + string->slice.start, string->slice.count};
    return message_plain(raw, string->has_escapes, room);
}

/* All members are known: says what the event is. */
static void message_resolve(const message_scan *scan, message_event *event) {
    const message_event_draft *draft = scan->draft;
    uint8_t room[message_longest_name];
    *event = draft->event;
    event->kind = event->error.count ? message_event_kind_error : message_event_kind_untyped;
    if (draft->type.is_string) {
        event->type = draft->type.slice;
        event->type_has_escapes = draft->type.has_escapes;
        event->kind = message_kind_of(message_string_text(scan, &draft->type, room));
    }
    if (!draft->delta_type.is_string) return;
    event->delta_kind = message_delta_kind_of(message_string_text(scan, &draft->delta_type, room));
    message_payload payload = message_payload_none;
    switch (event->delta_kind) {
    case message_event_delta_kind_text:
        payload = message_payload_text;
        break;
    case message_event_delta_kind_input_json:
        payload = message_payload_partial_json;
        break;
    case message_event_delta_kind_thinking:
        payload = message_payload_thinking;
        break;
    case message_event_delta_kind_signature:
        payload = message_payload_signature;
        break;
    case message_event_delta_kind_none:
    case message_event_delta_kind_unknown:
    case message_event_delta_kind_citations:
    case message_event_delta_kind_compaction:
        return;
    }
    event->has_payload = draft->payloads[payload].is_string;
    event->payload = draft->payloads[payload].slice;
    event->payload_has_escapes = draft->payloads[payload].has_escapes;
    /* Another payload beside the delta's own is a member like those that are not known. */
    for (int other = 0; other < 4; other++)
        if (other != (int)payload && draft->payloads[other].is_string) event->delta_has_more = true;
}

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
    event->delta.count = (uint32_t)(after + 1 - data) - event->delta.start;
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
    const uint8_t *at = message_read_event(&scan, data);
    if (at) {
        at = message_skip_spaces(at, scan.cursor.end);
        if (at != scan.cursor.end)
            at = message_fail(&scan.cursor, at, message_event_error_trailing_bytes);
    }
    if (!at) {
        scanner->memo_is_resolved = false;
        scanner->error_offset = (uint32_t)(scan.cursor.failed_at - data);
        return scan.cursor.error;
    }
    message_resolve(&scan, event);
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
