/* The grammar between tokens: RFC 8259 sections 2, 4 and 5. internal.h tells the whole story. */
#include "internal.h"

_Static_assert(sizeof(partial_json_node) == 16, "a node is 16 bytes");

partial_json_limits partial_json_effective_limits(const partial_json_limits *limits) {
    partial_json_limits effective = *limits;
    if (effective.maximum_bytes > PARTIAL_JSON_GREATEST_MAXIMUM_BYTES)
        effective.maximum_bytes = PARTIAL_JSON_GREATEST_MAXIMUM_BYTES;
    if (effective.maximum_depth > partial_json_depth_ceiling)
        effective.maximum_depth = partial_json_depth_ceiling;
    if (effective.maximum_number_bytes == 0) effective.maximum_number_bytes = 1;
    return effective;
}

void partial_json_init(partial_json *parser, const partial_json_limits *limits) {
    *parser = (partial_json){.limits = partial_json_effective_limits(limits)};
}

void partial_json_destroy(partial_json *parser) {
    partial_json_engine_close(parser);
}

size_t partial_json_error_offset(const partial_json *parser) {
    return parser->error == partial_json_error_none ? 0 : parser->error_offset;
}

bool partial_json_is_complete(const partial_json *parser) {
    return parser->expects == partial_json_expects_nothing;
}

bool partial_json_is_empty(const partial_json *parser) {
    return parser->expects == partial_json_expects_value && parser->depth == 0 &&
           parser->within == partial_json_within_nothing &&
           parser->error == partial_json_error_none;
}

bool partial_json_fail(partial_json_fragment *fragment, partial_json_error error) {
    fragment->parser->error = error;
    return false;
}

bool partial_json_flush(partial_json_fragment *fragment, const uint8_t *end) {
    partial_json *parser = fragment->parser;
    if (!parser->engine || fragment->run == end) return true;
    partial_json_error error = partial_json_engine_feed(parser, fragment->tape, fragment->run,
                                                        (size_t)(end - fragment->run));
    fragment->run = end;
    return error == partial_json_error_none || partial_json_fail(fragment, error);
}

bool partial_json_make_live(partial_json_fragment *fragment, const uint8_t *token,
                            partial_json_kind kind) {
    if (!partial_json_flush(fragment, token)) return false;
    fragment->run = fragment->at;
    bool is_literal = kind < partial_json_kind_number;
    if (!partial_json_tape_open(fragment->tape, kind) ||
        (!is_literal &&
         !partial_json_tape_grow(fragment->tape, token, (size_t)(fragment->at - token))))
        return partial_json_fail(fragment, partial_json_error_out_of_memory);
    return true;
}

bool partial_json_end_live(partial_json_fragment *fragment, const void *text, size_t count) {
    partial_json *parser = fragment->parser;
    partial_json_error error = partial_json_engine_feed(parser, fragment->tape, text, count);
    if (error != partial_json_error_none) return partial_json_fail(fragment, error);
    parser->within = partial_json_within_nothing;
    fragment->run = fragment->at;
    partial_json_end_value(parser);
    return true;
}

void partial_json_end_value(partial_json *parser) {
    if (parser->expects == partial_json_expects_key ||
        parser->expects == partial_json_expects_key_or_end)
        parser->expects = partial_json_expects_colon;
    else
        parser->expects =
            parser->depth == 0 ? partial_json_expects_nothing : partial_json_expects_comma_or_end;
}

static bool enter(partial_json_fragment *fragment, bool is_object) {
    partial_json *parser = fragment->parser;
    if (parser->depth == parser->limits.maximum_depth)
        return partial_json_fail(fragment, partial_json_error_too_deep);
    if (!partial_json_engine_enter(parser, is_object))
        return partial_json_fail(fragment, partial_json_error_out_of_memory);
    parser->depth++;
    parser->expects =
        is_object ? partial_json_expects_key_or_end : partial_json_expects_value_or_end;
    fragment->at++;
    return true;
}

static bool leave(partial_json_fragment *fragment) {
    fragment->parser->depth--;
    fragment->parser->expects = partial_json_expects_nothing;
    partial_json_end_value(fragment->parser);
    fragment->at++;
    return true;
}

static bool begin_value(partial_json_fragment *fragment, uint8_t byte) {
    switch (byte) {
    case '{':
    case '[':
        return enter(fragment, byte == '{');
    case '"':
        return partial_json_begin_string(fragment);
    case 't':
    case 'f':
    case 'n':
        return partial_json_begin_literal(fragment);
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
        return partial_json_begin_number(fragment);
    default:
        return partial_json_fail(fragment, partial_json_error_expected_value);
    }
}

static bool after_value(partial_json_fragment *fragment, uint8_t byte) {
    partial_json *parser = fragment->parser;
    bool in_object = partial_json_engine_in_object(parser);
    if (byte == (in_object ? '}' : ']')) return leave(fragment);
    if (byte != ',') return partial_json_fail(fragment, partial_json_error_expected_comma);
    parser->expects = in_object ? partial_json_expects_key : partial_json_expects_value;
    fragment->at++;
    return true;
}

/* Scans the token that begins with `byte`, which is not white space. */
static bool begin_token(partial_json_fragment *fragment, uint8_t byte) {
    partial_json *parser = fragment->parser;
    switch (parser->expects) {
    case partial_json_expects_value_or_end:
        if (byte == ']') return leave(fragment);
        return begin_value(fragment, byte);
    case partial_json_expects_value:
        if (parser->depth == 0) {
            if (!partial_json_engine_open(parser))
                return partial_json_fail(fragment, partial_json_error_out_of_memory);
            fragment->run = fragment->at;
        }
        return begin_value(fragment, byte);
    case partial_json_expects_key_or_end:
        if (byte == '}') return leave(fragment);
        /* fall through */
    case partial_json_expects_key:
        return byte == '"' ? partial_json_begin_string(fragment)
                           : partial_json_fail(fragment, partial_json_error_expected_key);
    case partial_json_expects_colon:
        if (byte != ':') return partial_json_fail(fragment, partial_json_error_expected_colon);
        parser->expects = partial_json_expects_value;
        fragment->at++;
        return true;
    case partial_json_expects_comma_or_end:
        return after_value(fragment, byte);
    case partial_json_expects_nothing:
        break;
    }
    return partial_json_fail(fragment, partial_json_error_trailing_bytes);
}

/* Goes on with the token that the last fragment broke off in. */
static bool resume_token(partial_json_fragment *fragment) {
    switch (fragment->parser->within) {
    case partial_json_within_nothing:
        return true;
    case partial_json_within_literal:
        return partial_json_resume_literal(fragment);
    case partial_json_within_number_after_minus:
    case partial_json_within_number_after_zero:
    case partial_json_within_number_in_integer:
    case partial_json_within_number_after_point:
    case partial_json_within_number_in_fraction:
    case partial_json_within_number_after_e:
    case partial_json_within_number_after_exponent_sign:
    case partial_json_within_number_in_exponent:
        return partial_json_resume_number(fragment);
    case partial_json_within_string:
    case partial_json_within_string_character:
    case partial_json_within_string_escape:
    case partial_json_within_string_code_unit:
        return partial_json_resume_string(fragment);
    }
    return false;
}

static bool is_white_space(uint8_t byte) {
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

static bool scan(partial_json_fragment *fragment) {
    if (!resume_token(fragment)) return false;
    while (fragment->at < fragment->end) {
        uint8_t byte = *fragment->at;
        if (is_white_space(byte))
            fragment->at++;
        else if (!begin_token(fragment, byte))
            return false;
    }
    return fragment->parser->within != partial_json_within_nothing ||
           partial_json_flush(fragment, fragment->end);
}

/*
 * Keeps what came before the wrong byte: the run before it, and a number whose end yajl has not
 * seen for want of the byte after it. A live token has taken its part already, and stays open.
 * Where there is no memory for it, that is the error: something that had come is missing.
 */
static void keep_what_came(partial_json_fragment *fragment) {
    partial_json *parser = fragment->parser;
    partial_json_error error = parser->error, kept = partial_json_error_none;
    if (error == partial_json_error_out_of_memory || error == partial_json_error_engine ||
        !parser->engine || parser->within != partial_json_within_nothing)
        return;
    parser->error = partial_json_error_none;
    if (partial_json_flush(fragment, fragment->at))
        kept = partial_json_engine_feed(parser, fragment->tape, " ", 1);
    bool is_short = kept == partial_json_error_out_of_memory ||
                    parser->error == partial_json_error_out_of_memory;
    parser->error = is_short ? partial_json_error_out_of_memory : error;
}

/* Appends `count` bytes, of which those before `at` are on the tape already. */
static partial_json_error append_from(partial_json *parser, partial_json_tape *tape,
                                      const uint8_t *bytes, size_t count, const uint8_t *at) {
    size_t room = parser->limits.maximum_bytes - parser->bytes_consumed;
    size_t taken = count < room ? count : room;
    partial_json_fragment fragment = {
        .parser = parser, .tape = tape, .at = at, .run = at, .end = bytes + taken};
    if (!scan(&fragment))
        keep_what_came(&fragment);
    else if (taken < count)
        parser->error = partial_json_error_too_many_bytes;
    parser->bytes_consumed += (uint32_t)(fragment.at - bytes);
    if (parser->error != partial_json_error_none) {
        parser->error_offset = parser->bytes_consumed;
        partial_json_engine_close(parser);
    } else if (parser->expects == partial_json_expects_nothing) {
        partial_json_engine_close(parser);
        partial_json_tape_trim(tape);
    }
    return parser->error;
}

partial_json_error partial_json_append(partial_json *parser, partial_json_tape *tape,
                                       const uint8_t *bytes, size_t count) {
    if (parser->error != partial_json_error_none || count == 0) return parser->error;
    const uint8_t *at = bytes;
    /* Nearly every fragment of a tool input lies in a string that is open already. */
    if (parser->within == partial_json_within_string && parser->high_surrogate == 0 &&
        count <= parser->limits.maximum_bytes - parser->bytes_consumed) {
        at = partial_json_extend_string(tape, bytes, bytes + count);
        if (at == bytes + count) {
            parser->bytes_consumed += (uint32_t)count;
            return partial_json_error_none;
        }
        /* Without memory it fails once more there, and says so. */
        if (!at) at = bytes;
    }
    return append_from(parser, tape, bytes, count, at);
}

partial_json_error partial_json_finish(partial_json *parser, partial_json_tape *tape,
                                       bool empty_is_object) {
    if (parser->error != partial_json_error_none) return parser->error;
    static const uint8_t empty_object[] = "{}", space[] = " ";
    partial_json_fragment fragment = {.parser = parser, .tape = tape};
    if (partial_json_is_empty(parser) && empty_is_object) {
        fragment.at = empty_object;
        fragment.end = empty_object + 2;
        (void)scan(&fragment);
    } else if (parser->within >= partial_json_within_number_after_minus &&
               parser->within <= partial_json_within_number_in_exponent) {
        fragment.at = space;
        fragment.end = space + 1;
        if (partial_json_end_number(&fragment)) (void)partial_json_flush(&fragment, fragment.end);
    }
    if (parser->error == partial_json_error_none && !partial_json_is_complete(parser))
        parser->error = partial_json_error_unexpected_end;
    parser->error_offset = parser->bytes_consumed;
    partial_json_engine_close(parser);
    return parser->error;
}
