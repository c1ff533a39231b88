/*
 * Keys and strings, RFC 8259 section 7: which bytes may stand in them, and what they stand for.
 *
 * A live string is unescaped straight to the tape as it arrives, and no byte of it is read twice.
 * What a fragment's end cuts apart waits in a few bytes of the parser: part of a UTF-8 sequence,
 * the digits of an escape, the first half of a surrogate pair. A half without its other half
 * becomes U+FFFD, as a Swift String cannot hold it.
 */
#include "internal.h"
#include "word.h"

/* Bytes of the UTF-8 sequence that begins with `lead`; 0 if none does (RFC 3629 section 4). */
static size_t sequence_length(uint8_t lead) {
    if (lead < 0xc2) return 0;
    if (lead < 0xe0) return 2;
    if (lead < 0xf0) return 3;
    return lead < 0xf5 ? 4 : 0;
}

/*
 * Whether `byte` may be at `place` (1, 2 or 3) of the sequence that begins with `lead`. The second
 * byte of four leads is narrower: E0 and F0 would be overlong, ED a surrogate, F4 past U+10FFFF.
 */
static bool continues(uint8_t lead, size_t place, uint8_t byte) {
    uint8_t low = 0x80, high = 0xbf;
    if (place == 1) {
        if (lead == 0xe0)
            low = 0xa0;
        else if (lead == 0xed)
            high = 0x9f;
        else if (lead == 0xf0)
            low = 0x90;
        else if (lead == 0xf4)
            high = 0x8f;
    }
    return byte >= low && byte <= high;
}

const uint8_t *partial_json_skip_character(const uint8_t *at, const uint8_t *end) {
    size_t length = sequence_length(*at);
    if (length == 0 || length > (size_t)(end - at)) return at;
    for (size_t place = 1; place < length; place++) {
        if (!continues(*at, place, at[place])) return at;
    }
    return at + length;
}

/* Past all that stands for itself: to a quote, an escape, or what is cut off or wrong. */
static const uint8_t *skip_plain(const uint8_t *at, const uint8_t *end) {
    const uint8_t *first = at;
    for (;;) {
        at = partial_json_skip_plain(at, first, end);
        if (at == end || *at < 0x80) return at;
        do {
            const uint8_t *next = partial_json_skip_character(at, end);
            if (next == at) return at;
            at = next;
        } while (at < end && *at >= 0x80);
    }
}

/* Room is made once: nothing that is copied here is longer than what stands for it. */
const uint8_t *partial_json_extend_string(partial_json_tape *tape, const uint8_t *first,
                                          const uint8_t *end) {
    size_t room = (size_t)(end - first) + partial_json_spare_bytes;
    if (tape->text_capacity - tape->text_count < room && !partial_json_tape_make_room(tape, room))
        return NULL;
    const uint8_t *at = first;
    uint8_t *start = tape->text + tape->text_count, *to = start;
    for (;;) {
        at = partial_json_copy_plain(at, first, end, &to);
        if (at == end) break;
        if (*at == '\\') {
            uint8_t meaning = end - at < 2 ? 0 : partial_json_escape_meaning(at[1]);
            if (meaning == 0) break;
            *to++ = meaning;
            at += 2;
        } else if (*at >= 0x80) {
            const uint8_t *next = partial_json_skip_character(at, end);
            if (next == at) break;
            while (at < next)
                *to++ = *at++;
        } else {
            break;
        }
    }
    uint32_t added = (uint32_t)(to - start);
    tape->text_count += added;
    tape->nodes[tape->node_count - 1].count += added;
    return at;
}

static bool grow(partial_json_fragment *fragment, const void *text, size_t count) {
    return partial_json_tape_grow(fragment->tape, text, count) ||
           partial_json_fail(fragment, partial_json_error_out_of_memory);
}

size_t partial_json_write_scalar(uint32_t scalar, uint8_t *out) {
    if (scalar < 0x80) {
        out[0] = (uint8_t)scalar;
        return 1;
    }
    if (scalar < 0x800) {
        out[0] = (uint8_t)(0xc0 | scalar >> 6);
        out[1] = (uint8_t)(0x80 | (scalar & 0x3f));
        return 2;
    }
    if (scalar < 0x10000) {
        out[0] = (uint8_t)(0xe0 | scalar >> 12);
        out[1] = (uint8_t)(0x80 | (scalar >> 6 & 0x3f));
        out[2] = (uint8_t)(0x80 | (scalar & 0x3f));
        return 3;
    }
    out[0] = (uint8_t)(0xf0 | scalar >> 18);
    out[1] = (uint8_t)(0x80 | (scalar >> 12 & 0x3f));
    out[2] = (uint8_t)(0x80 | (scalar >> 6 & 0x3f));
    out[3] = (uint8_t)(0x80 | (scalar & 0x3f));
    return 4;
}

static bool grow_scalar(partial_json_fragment *fragment, uint32_t scalar) {
    uint8_t bytes[4];
    return grow(fragment, bytes, partial_json_write_scalar(scalar, bytes));
}

/* The first half of a pair waits for its second, and something else has come. */
static bool give_up_high_surrogate(partial_json_fragment *fragment) {
    if (fragment->parser->high_surrogate == 0) return true;
    fragment->parser->high_surrogate = 0;
    return grow_scalar(fragment, 0xfffd);
}

/* The four digits of an escape have come. */
static bool end_code_unit(partial_json_fragment *fragment) {
    partial_json *parser = fragment->parser;
    uint32_t unit = parser->code_unit;
    parser->within = partial_json_within_string;
    bool is_high = unit >= 0xd800 && unit <= 0xdbff, is_low = unit >= 0xdc00 && unit <= 0xdfff;
    if (is_low && parser->high_surrogate != 0) {
        uint32_t high = parser->high_surrogate;
        parser->high_surrogate = 0;
        return grow_scalar(fragment, 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00));
    }
    if (!give_up_high_surrogate(fragment)) return false;
    if (is_high) {
        parser->high_surrogate = (uint16_t)unit;
        return true;
    }
    return grow_scalar(fragment, is_low ? 0xfffd : unit);
}

static bool step_code_unit(partial_json_fragment *fragment, uint8_t byte) {
    partial_json *parser = fragment->parser;
    uint8_t lower = byte | 0x20;
    unsigned digit;
    if (byte >= '0' && byte <= '9')
        digit = byte - '0';
    else if (lower >= 'a' && lower <= 'f')
        digit = lower - 'a' + 10u;
    else
        return partial_json_fail(fragment, partial_json_error_bad_unicode_escape);
    fragment->at++;
    parser->code_unit = (uint16_t)(parser->code_unit << 4 | digit);
    parser->matched++;
    return parser->matched < 4 || end_code_unit(fragment);
}

/* The byte after a backslash. */
static bool step_escape(partial_json_fragment *fragment, uint8_t byte) {
    partial_json *parser = fragment->parser;
    if (byte == 'u') {
        fragment->at++;
        parser->within = partial_json_within_string_code_unit;
        parser->code_unit = 0;
        parser->matched = 0;
        return true;
    }
    uint8_t meaning = partial_json_escape_meaning(byte);
    if (meaning == 0) return partial_json_fail(fragment, partial_json_error_bad_escape);
    if (!give_up_high_surrogate(fragment)) return false;
    fragment->at++;
    parser->within = partial_json_within_string;
    return grow(fragment, &meaning, 1);
}

/* A byte of a character that a fragment's end cuts apart, or that is wrong. */
static bool step_character(partial_json_fragment *fragment, uint8_t byte) {
    partial_json *parser = fragment->parser;
    size_t place = parser->character_count;
    bool is_right =
        place == 0 ? sequence_length(byte) > 0 : continues(parser->character[0], place, byte);
    if (!is_right) return partial_json_fail(fragment, partial_json_error_bad_utf8);
    fragment->at++;
    parser->character[place] = byte;
    parser->character_count++;
    if (parser->character_count < sequence_length(parser->character[0])) return true;
    parser->within = partial_json_within_string;
    parser->character_count = 0;
    return grow(fragment, parser->character, place + 1);
}

/* The quote at `fragment->at` ends the live string, and is the head of the engine's next run. */
static bool end_string(partial_json_fragment *fragment) {
    if (!give_up_high_surrogate(fragment)) return false;
    fragment->parser->within = partial_json_within_nothing;
    fragment->run = fragment->at++;
    partial_json_end_value(fragment->parser);
    return true;
}

bool partial_json_resume_string(partial_json_fragment *fragment) {
    partial_json *parser = fragment->parser;
    while (fragment->at < fragment->end) {
        if (parser->within == partial_json_within_string && parser->high_surrogate == 0) {
            const uint8_t *at =
                partial_json_extend_string(fragment->tape, fragment->at, fragment->end);
            if (!at) return partial_json_fail(fragment, partial_json_error_out_of_memory);
            fragment->at = at;
            if (fragment->at == fragment->end) break;
        }
        uint8_t byte = *fragment->at;
        bool went_on = true;
        if (parser->within == partial_json_within_string_escape) {
            went_on = step_escape(fragment, byte);
        } else if (parser->within == partial_json_within_string_code_unit) {
            went_on = step_code_unit(fragment, byte);
        } else if (parser->within == partial_json_within_string_character) {
            went_on = step_character(fragment, byte);
        } else if (byte == '\\') {
            parser->within = partial_json_within_string_escape;
            fragment->at++;
        } else if (byte == '"') {
            return end_string(fragment);
        } else if (byte < 0x20) {
            return partial_json_fail(fragment, partial_json_error_control_character);
        } else if (parser->high_surrogate != 0) {
            went_on = give_up_high_surrogate(fragment);
        } else {
            parser->within = partial_json_within_string_character;
        }
        if (!went_on) return false;
    }
    return true;
}

bool partial_json_begin_string(partial_json_fragment *fragment) {
    partial_json *parser = fragment->parser;
    const uint8_t *content = fragment->at + 1;
    const uint8_t *stop = skip_plain(content, fragment->end);
    if (stop < fragment->end && *stop == '"' && stop - content <= partial_json_longest_in_place) {
        fragment->at = stop + 1;
        partial_json_end_value(parser);
        return true;
    }
    bool is_key = parser->expects == partial_json_expects_key ||
                  parser->expects == partial_json_expects_key_or_end;
    /* The opening quote belongs to the run before, so that the closing one can head the next. */
    fragment->at = stop;
    if (!partial_json_make_live(fragment, content,
                                is_key ? partial_json_kind_key : partial_json_kind_string))
        return false;
    parser->within = partial_json_within_string;
    return partial_json_resume_string(fragment);
}

size_t partial_json_unescaped_count(const uint8_t *bytes, size_t count) {
    if (count == 0) return 0; /* no arithmetic on NULL */
    const uint8_t *at = bytes, *end = bytes + count;
    for (;;) {
        at = partial_json_skip_plain(at, bytes, end);
        if (at == end || *at < 0x80) return (size_t)(at - bytes);
        while (at < end && *at >= 0x80)
            at++;
    }
}
