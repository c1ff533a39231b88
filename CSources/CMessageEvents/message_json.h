/*
 * JSON values, passed over and validated (RFC 8259). A cursor function takes the place of a value's
 * first byte and gives the place after its last, or NULL when the cursor has failed.
 */
#ifndef MESSAGE_JSON_H
#define MESSAGE_JSON_H

#include "CMessageEvents.h"
#include "message_mask.h"

/* For functions that files of this target share; their names carry the target's prefix. */
#define MESSAGE_HIDDEN __attribute__((visibility("hidden")))

typedef struct message_cursor {
    const uint8_t *start;
    const uint8_t *end;
    const uint8_t *failed_at;
    message_event_error error;
} message_cursor;

static inline const uint8_t *message_fail(message_cursor *cursor, const uint8_t *at,
                                          message_event_error error) {
    cursor->failed_at = at;
    cursor->error = at == cursor->end ? message_event_error_truncated : error;
    return NULL;
}

static inline bool message_is_space(uint8_t byte) {
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

static inline const uint8_t *message_skip_spaces(const uint8_t *at, const uint8_t *end) {
    while (end - at >= 8) {
        uint64_t word;
        memcpy(&word, at, 8);
        if (word != 0x2020202020202020ULL) break;
        at += 8;
    }
    while (at < end && message_is_space(*at))
        at++;
    return at;
}

static inline bool message_is_digit(const uint8_t *at, const uint8_t *end) {
    return at < end && *at >= '0' && *at <= '9';
}

/*
 * The length of the UTF-8 sequence at `at`, whose first byte is not ASCII, or 0 if it is not valid
 * (Unicode 15, table 3-7): nothing overlong, no surrogates, nothing above U+10FFFF.
 */
static inline size_t message_utf8_length(const uint8_t *at, const uint8_t *end) {
    size_t left = (size_t)(end - at);
    uint8_t first = at[0];
    if (first >= 0xE1 && first <= 0xEC) { /* most of Chinese, Japanese and Korean */
        return left >= 3 && (at[1] & 0xC0) == 0x80 && (at[2] & 0xC0) == 0x80 ? 3 : 0;
    }
    if (first < 0xC2 || first > 0xF4) return 0;
    if (left < 2 || (at[1] & 0xC0) != 0x80) return 0;
    if (first < 0xE0) return 2;
    if (left < 3 || (at[2] & 0xC0) != 0x80) return 0;
    if (first < 0xF0) {
        if (first == 0xE0 && at[1] < 0xA0) return 0;
        if (first == 0xED && at[1] > 0x9F) return 0;
        return 3;
    }
    if (left < 4 || (at[3] & 0xC0) != 0x80) return 0;
    if (first == 0xF0 && at[1] < 0x90) return 0;
    if (first == 0xF4 && at[1] > 0x8F) return 0;
    return 4;
}

static inline int message_hex_digit(uint8_t byte) {
    if (byte >= '0' && byte <= '9') return byte - '0';
    byte |= 0x20;
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

/* Passes over one escape, from its backslash. */
static inline const uint8_t *message_skip_escape(message_cursor *cursor, const uint8_t *at) {
    at++;
    if (at == cursor->end) return message_fail(cursor, at, message_event_error_truncated);
    switch (*at) {
    case '"':
    case '\\':
    case '/':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't':
        return at + 1;
    case 'u':
        for (int i = 1; i <= 4; i++)
            if (at + i == cursor->end || message_hex_digit(at[i]) < 0)
                return message_fail(cursor, at + i, message_event_error_bad_escape);
        return at + 5;
    default:
        return message_fail(cursor, at, message_event_error_bad_escape);
    }
}

/*
 * Passes over a string from the byte after its opening quote to the byte after its closing quote.
 * *has_escapes is set when there is a backslash, and left alone otherwise.
 */
static inline __attribute__((always_inline)) const uint8_t *
message_skip_string(message_cursor *cursor, const uint8_t *at, bool *has_escapes,
                    message_mask mask) {
    const uint8_t *end = cursor->end;
    for (;;) {
        uint32_t ends = message_mask_at(cursor->start, at, end, mask);
        if (ends == 0) {
            if (end - at <= message_block)
                return message_fail(cursor, end, message_event_error_truncated);
            at += message_block;
            continue;
        }
        at += __builtin_ctz(ends);
        if (*at == '"') return at + 1;
        if (*at == '\\') {
            *has_escapes = true;
            at = message_skip_escape(cursor, at);
            if (!at) return NULL;
        } else if (*at >= 0x80) {
            do {
                size_t length = message_utf8_length(at, end);
                if (length == 0) {
                    cursor->failed_at = at;
                    cursor->error = message_event_error_invalid_utf8;
                    return NULL;
                }
                at += length;
            } while (at < end && *at >= 0x80);
        } else {
            return message_fail(cursor, at, message_event_error_control_character);
        }
    }
}

/* Passes over a number from its minus sign or first digit. */
static inline const uint8_t *message_skip_number(message_cursor *cursor, const uint8_t *at) {
    const uint8_t *end = cursor->end;
    if (*at == '-') at++;
    if (at < end && *at == '0') {
        at++;
        if (message_is_digit(at, end))
            return message_fail(cursor, at, message_event_error_bad_number);
    } else {
        if (!message_is_digit(at, end))
            return message_fail(cursor, at, message_event_error_bad_number);
        while (message_is_digit(at, end))
            at++;
    }
    if (at < end && *at == '.') {
        at++;
        if (!message_is_digit(at, end))
            return message_fail(cursor, at, message_event_error_bad_number);
        while (message_is_digit(at, end))
            at++;
    }
    if (at < end && (*at | 0x20) == 'e') {
        at++;
        if (at < end && (*at == '+' || *at == '-')) at++;
        if (!message_is_digit(at, end))
            return message_fail(cursor, at, message_event_error_bad_number);
        while (message_is_digit(at, end))
            at++;
    }
    return at;
}

/* Passes over true, false or null. */
static inline const uint8_t *message_skip_literal(message_cursor *cursor, const uint8_t *at,
                                                  const char *text) {
    for (; *text; text++, at++)
        if (at == cursor->end || *at != (uint8_t)*text)
            return message_fail(cursor, at, message_event_error_bad_literal);
    return at;
}

/* Passes over a string, number or literal. */
static inline __attribute__((always_inline)) const uint8_t *
message_skip_scalar(message_cursor *cursor, const uint8_t *at, message_mask mask) {
    bool has_escapes;
    if (at == cursor->end) return message_fail(cursor, at, message_event_error_truncated);
    switch (*at) {
    case '"':
        return message_skip_string(cursor, at + 1, &has_escapes, mask);
    case 't':
        return message_skip_literal(cursor, at, "true");
    case 'f':
        return message_skip_literal(cursor, at, "false");
    case 'n':
        return message_skip_literal(cursor, at, "null");
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
        return message_skip_number(cursor, at);
    default:
        return message_fail(cursor, at, message_event_error_expected_value);
    }
}

/* Passes over white space, a colon, and white space. */
static inline const uint8_t *message_skip_colon(message_cursor *cursor, const uint8_t *at) {
    at = message_skip_spaces(at, cursor->end);
    if (at == cursor->end || *at != ':')
        return message_fail(cursor, at, message_event_error_expected_colon);
    return message_skip_spaces(at + 1, cursor->end);
}

#endif
