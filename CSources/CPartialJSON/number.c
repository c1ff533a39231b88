#include "internal.h"

static bool is_digit(uint8_t byte) {
    return byte >= '0' && byte <= '9';
}

static bool is_e(uint8_t byte) {
    return byte == 'e' || byte == 'E';
}

/*
 * RFC 8259 section 6: number = [ minus ] int [ frac ] [ exp ], one byte at a time. Returns what the
 * number is in after `byte`, or within_nothing if `byte` cannot go on with it.
 */
static partial_json_within step(partial_json_within within, uint8_t byte) {
    switch (within) {
    case partial_json_within_number_after_minus:
        if (byte == '0') return partial_json_within_number_after_zero;
        if (is_digit(byte)) return partial_json_within_number_in_integer;
        break;
    case partial_json_within_number_in_integer:
        if (is_digit(byte)) return partial_json_within_number_in_integer;
        /* fall through */
    case partial_json_within_number_after_zero:
        if (byte == '.') return partial_json_within_number_after_point;
        if (is_e(byte)) return partial_json_within_number_after_e;
        break;
    case partial_json_within_number_after_point:
        if (is_digit(byte)) return partial_json_within_number_in_fraction;
        break;
    case partial_json_within_number_in_fraction:
        if (is_digit(byte)) return partial_json_within_number_in_fraction;
        if (is_e(byte)) return partial_json_within_number_after_e;
        break;
    case partial_json_within_number_after_e:
        if (byte == '+' || byte == '-') return partial_json_within_number_after_exponent_sign;
        /* fall through */
    case partial_json_within_number_after_exponent_sign:
    case partial_json_within_number_in_exponent:
        if (is_digit(byte)) return partial_json_within_number_in_exponent;
        break;
    case partial_json_within_nothing:
    case partial_json_within_literal:
    case partial_json_within_string:
    case partial_json_within_string_character:
    case partial_json_within_string_escape:
    case partial_json_within_string_code_unit:
        break;
    }
    return partial_json_within_nothing;
}

/* Whether the number may end here. */
static bool is_whole(partial_json_within within) {
    return within == partial_json_within_number_after_zero ||
           within == partial_json_within_number_in_integer ||
           within == partial_json_within_number_in_fraction ||
           within == partial_json_within_number_in_exponent;
}

/*
 * Scans a number of which `before` bytes had come, as far as it or the fragment goes; whether the
 * byte it stopped at may follow it is left to the grammar, but 01 is no number with a number after.
 */
static partial_json_error scan(partial_json_fragment *fragment, size_t before) {
    partial_json *parser = fragment->parser;
    size_t room = parser->limits.maximum_number_bytes - before;
    const uint8_t *token = fragment->at;
    while (fragment->at < fragment->end) {
        partial_json_within next = step(parser->within, *fragment->at);
        if (next == partial_json_within_nothing) {
            bool leading_zero =
                parser->within == partial_json_within_number_after_zero && is_digit(*fragment->at);
            return is_whole(parser->within) && !leading_zero ? partial_json_error_none
                                                             : partial_json_error_bad_number;
        }
        if ((size_t)(fragment->at - token) == room) return partial_json_error_number_too_long;
        parser->within = next;
        fragment->at++;
    }
    return partial_json_error_none;
}

bool partial_json_begin_number(partial_json_fragment *fragment) {
    partial_json *parser = fragment->parser;
    const uint8_t *token = fragment->at;
    /* Any byte that begins a number may follow a minus; a minus itself may follow nothing. */
    parser->within = partial_json_within_number_after_minus;
    if (*token == '-') fragment->at++;
    partial_json_error error = scan(fragment, (size_t)(fragment->at - token));
    bool ended = error == partial_json_error_none && fragment->at < fragment->end;
    if (ended && fragment->at - token <= partial_json_longest_in_place) {
        parser->within = partial_json_within_nothing;
        partial_json_end_value(parser);
        return true;
    }
    if (!partial_json_make_live(fragment, token, partial_json_kind_number)) return false;
    if (error != partial_json_error_none) return partial_json_fail(fragment, error);
    return !ended || partial_json_end_number(fragment);
}

bool partial_json_resume_number(partial_json_fragment *fragment) {
    partial_json_tape *tape = fragment->tape;
    const uint8_t *from = fragment->at;
    partial_json_error error = scan(fragment, tape->nodes[tape->node_count - 1].count);
    if (!partial_json_tape_grow(tape, from, (size_t)(fragment->at - from)))
        return partial_json_fail(fragment, partial_json_error_out_of_memory);
    if (error != partial_json_error_none) return partial_json_fail(fragment, error);
    return fragment->at == fragment->end || partial_json_end_number(fragment);
}

bool partial_json_end_number(partial_json_fragment *fragment) {
    const partial_json_tape *tape = fragment->tape;
    const partial_json_node *number = &tape->nodes[tape->node_count - 1];
    if (!is_whole(fragment->parser->within)) return false;
    /* Longer than the engine is to see: a stand-in, since the text is on the tape already. */
    if (number->count > partial_json_longest_in_place)
        return partial_json_end_live(fragment, "0", 1);
    return partial_json_end_live(fragment, tape->text + number->text_offset, number->count);
}
