/*
 * Values of any shape: what the scanner does not look into.
 *
 * The brackets that are open are one bit each, so that a value nested to the limit needs 64 bytes
 * of stack and no recursion.
 */
#include "message_value.h"

typedef struct message_nesting {
    uint64_t is_object[message_event_maximum_depth / 64];
    size_t depth;
} message_nesting;

static bool message_in_object(const message_nesting *nesting) {
    size_t top = nesting->depth - 1;
    return nesting->is_object[top / 64] >> (top % 64) & 1;
}

static void message_push(message_nesting *nesting, bool is_object) {
    uint64_t bit = (uint64_t)1 << (nesting->depth % 64);
    uint64_t *word = &nesting->is_object[nesting->depth / 64];
    /* The first bit of a word: nobody has written it before. */
    if (bit == 1) *word = 0;
    *word = is_object ? *word | bit : *word & ~bit;
    nesting->depth++;
}

/* Passes over a member's name and colon. */
static const uint8_t *message_skip_name(message_cursor *cursor, const uint8_t *at,
                                        message_mask mask) {
    bool has_escapes;
    at = message_skip_spaces(at, cursor->end);
    if (at == cursor->end || *at != '"')
        return message_fail(cursor, at, message_event_error_expected_key);
    at = message_skip_string(cursor, at + 1, &has_escapes, mask);
    return at ? message_skip_colon(cursor, at) : NULL;
}

const uint8_t *message_event_skip_value(message_cursor *cursor, const uint8_t *at, size_t depth,
                                        message_mask mask) {
    message_nesting nesting;
    nesting.depth = 0;
    for (;;) {
        /* A value begins here. */
        if (at < cursor->end && (*at == '{' || *at == '[')) {
            bool is_object = *at == '{';
            if (depth + nesting.depth == message_event_maximum_depth)
                return message_fail(cursor, at, message_event_error_too_deep);
            message_push(&nesting, is_object);
            at = message_skip_spaces(at + 1, cursor->end);
            if (at == cursor->end || *at != (is_object ? '}' : ']')) {
                if (is_object && !(at = message_skip_name(cursor, at, mask))) return NULL;
                continue;
            }
            at++;
            nesting.depth--;
        } else if (!(at = message_skip_scalar(cursor, at, mask))) {
            return NULL;
        }
        /* A value has ended here. */
        for (;;) {
            if (nesting.depth == 0) return at;
            at = message_skip_spaces(at, cursor->end);
            bool is_object = message_in_object(&nesting);
            if (at < cursor->end && *at == ',') {
                at = message_skip_spaces(at + 1, cursor->end);
                if (is_object && !(at = message_skip_name(cursor, at, mask))) return NULL;
                break;
            }
            if (at == cursor->end || *at != (is_object ? '}' : ']'))
                return message_fail(cursor, at, message_event_error_expected_comma);
            at++;
            nesting.depth--;
        }
    }
}
