/* The members of an event, in any order, with any that are not known among them. */
#include "message_scan.h"
#include "message_value.h"

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
    if (!scanner || scan->has_remembered || count > message_event_memo_bytes) return;
    memcpy(scanner->memo + message_event_head_bytes, scan->cursor.start, count);
    scanner->memo_count = (uint8_t)count;
    scanner->memo_is_resolved = false;
    scanner->head_is_known = false;
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
    if (message_is(name, "type")) return message_read_string(scan, at, 2, &scan->draft->delta_type);
    message_payload payload = message_payload_of(name);
    if (payload == message_payload_none) {
        scan->draft->event.delta_has_more = true;
        return message_event_skip_value(&scan->cursor, at, 2, scan->mask);
    }
    scan->draft->payloads_seen |= 1u << payload;
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
    message_event_slice *delta = &scan->draft->members.delta;
    delta->count = message_offset(scan, at + 1) - delta->start;
    return at + 1;
}

static const uint8_t *message_read_delta(message_scan *scan, const uint8_t *at) {
    message_event_draft *draft = scan->draft;
    draft->delta_type = (message_event_string){{0, 0}, false, false};
    memset(draft->payloads, 0, sizeof draft->payloads);
    draft->payloads_seen = 0;
    draft->event.delta_has_more = false;
    draft->members.delta = (message_event_slice){message_offset(scan, at), 0};
    if (at == scan->cursor.end || *at != '{') {
        const uint8_t *after = message_event_skip_value(&scan->cursor, at, 1, scan->mask);
        if (after) draft->members.delta = message_slice_to(scan, at, after);
        return after;
    }
    const uint8_t *inside = message_skip_spaces(at + 1, scan->cursor.end);
    if (inside < scan->cursor.end && *inside == '}') {
        draft->members.delta = message_slice_to(scan, at, inside + 1);
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
    message_event_members *members = &scan->draft->members;
    message_event_slice *slice;
    if (message_is(name, "type")) return message_read_string(scan, at, 1, &scan->draft->type);
    if (message_is(name, "index")) return message_read_index(scan, at);
    if (message_is(name, "delta")) return message_read_delta(scan, at);
    if (message_is(name, "message"))
        slice = &members->message;
    else if (message_is(name, "content_block"))
        slice = &members->content_block;
    else if (message_is(name, "usage"))
        slice = &members->usage;
    else if (message_is(name, "error"))
        slice = &members->error;
    else
        return message_event_skip_value(&scan->cursor, at, 1, scan->mask);
    const uint8_t *after = message_event_skip_value(&scan->cursor, at, 1, scan->mask);
    if (!after) return NULL;
    *slice = message_slice_to(scan, at, after);
    /* null and false say that there is no error. */
    if (slice == &members->error && (*at == 'n' || *at == 'f'))
        *slice = (message_event_slice){0, 0};
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

/* The member that a delta of this kind brings its string in. */
static message_payload message_payload_with(message_event_delta_kind kind) {
    switch (kind) {
    case message_event_delta_kind_text:
        return message_payload_text;
    case message_event_delta_kind_input_json:
        return message_payload_partial_json;
    case message_event_delta_kind_thinking:
        return message_payload_thinking;
    case message_event_delta_kind_signature:
        return message_payload_signature;
    case message_event_delta_kind_none:
    case message_event_delta_kind_unknown:
    case message_event_delta_kind_citations:
    case message_event_delta_kind_compaction:
        break;
    }
    return message_payload_none;
}

void message_event_resolve(const message_scan *scan, message_event *event) {
    const message_event_draft *draft = scan->draft;
    uint8_t room[message_longest_name];
    *event = draft->event;
    event->kind =
        draft->members.error.count ? message_event_kind_error : message_event_kind_untyped;
    if (draft->type.is_string)
        event->kind = message_kind_of(message_string_text(scan, &draft->type, room));
    if (draft->delta_type.is_string)
        event->delta_kind =
            message_delta_kind_of(message_string_text(scan, &draft->delta_type, room));
    message_payload payload = message_payload_with(event->delta_kind);
    if (payload == message_payload_none) return;
    /* Another payload beside the delta's own is a member like those that are not known. */
    if (draft->payloads_seen & ~(1u << payload)) event->delta_has_more = true;
    event->has_payload = draft->payloads[payload].is_string;
    event->payload = draft->payloads[payload].slice;
    event->payload_has_escapes = draft->payloads[payload].has_escapes;
}

bool message_event_read(message_scan *scan) {
    const uint8_t *at = message_read_event(scan, scan->cursor.start);
    if (!at) return false;
    at = message_skip_spaces(at, scan->cursor.end);
    return at == scan->cursor.end ||
           message_fail(&scan->cursor, at, message_event_error_trailing_bytes);
}

void message_event_find_members(const uint8_t *data, size_t count, message_event_members *members) {
    message_event_draft draft = {.event.kind = message_event_kind_untyped};
    message_scan scan = {
        .cursor = {.start = data, .end = data + count},
        .draft = &draft,
        .mask = message_mask_portable,
    };
    (void)message_event_read(&scan);
    *members = draft.members;
    members->type = draft.type.slice;
    members->has_type = draft.type.is_string;
    members->type_has_escapes = draft.type.has_escapes;
}
