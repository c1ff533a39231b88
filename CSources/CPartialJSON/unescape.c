/* A fragment that still stands in the JSON string of its event, for which it was escaped once more.
 */
#include "internal.h"
#include "word.h"

enum {
    /* On the stack; a fragment of a stream fits, a longer one goes through it in pieces. */
    scratch_bytes = 512,
    /* The most that one escape, or pair of escapes, comes to. */
    longest_character = 4
};

/* The value of the four digits at `digits`, or UINT32_MAX if they are none. */
static uint32_t code_unit(const uint8_t *digits) {
    uint32_t unit = 0;
    for (int place = 0; place < 4; place++) {
        uint8_t byte = digits[place], lower = byte | 0x20;
        if (byte >= '0' && byte <= '9')
            unit = unit << 4 | (uint32_t)(byte - '0');
        else if (lower >= 'a' && lower <= 'f')
            unit = unit << 4 | (uint32_t)(lower - 'a' + 10);
        else
            return UINT32_MAX;
    }
    return unit;
}

uint32_t partial_json_read_scalar(const uint8_t **at, const uint8_t *end) {
    if (end - *at < 6) return UINT32_MAX;
    uint32_t unit = code_unit(*at + 2);
    if (unit == UINT32_MAX) return UINT32_MAX;
    *at += 6;
    if (unit < 0xd800 || unit > 0xdfff) return unit;
    if (unit > 0xdbff || end - *at < 6 || (*at)[0] != '\\' || (*at)[1] != 'u') return 0xfffd;
    uint32_t low = code_unit(*at + 2);
    if (low < 0xdc00 || low > 0xdfff) return 0xfffd;
    *at += 6;
    return 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
}

/* Writes what the escape at `*at` stands for; returns how many bytes that are. */
static size_t read_escape(const uint8_t **at, const uint8_t *end, uint8_t *out) {
    if (end - *at >= 2) {
        uint8_t meaning = partial_json_escape_meaning((*at)[1]);
        if (meaning != 0) {
            *out = meaning;
            *at += 2;
            return 1;
        }
        if ((*at)[1] == 'u') {
            uint32_t scalar = partial_json_read_scalar(at, end);
            if (scalar != UINT32_MAX) return partial_json_write_scalar(scalar, out);
        }
    }
    *out = *(*at)++;
    return 1;
}

size_t partial_json_unescape(const uint8_t **raw, const uint8_t *end, uint8_t *out, size_t room) {
    const uint8_t *at = *raw;
    if (at == end) return 0; /* no arithmetic on NULL */
    uint8_t *to = out, *last = out + room;
    while (at < end) {
        while (end - at >= partial_json_word_bytes && last - to >= partial_json_word_bytes) {
            uint64_t word = partial_json_word(at);
            uint64_t marks = partial_json_marks_of(word, '\\');
            partial_json_put_word(to, word);
            size_t plain = marks ? partial_json_before(marks) : partial_json_word_bytes;
            at += plain;
            to += plain;
            if (marks) break;
        }
        if (at == end || to == last) break;
        if (*at != '\\') {
            *to++ = *at++;
            continue;
        }
        uint8_t character[longest_character];
        const uint8_t *after = at;
        size_t count = read_escape(&after, end, character);
        if (count > (size_t)(last - to)) break;
        memcpy(to, character, count);
        to += count;
        at = after;
    }
    *raw = at;
    return (size_t)(to - out);
}

partial_json_error partial_json_append_escaped(partial_json *parser, partial_json_tape *tape,
                                               const uint8_t *raw, size_t count) {
    if (count == 0 || !memchr(raw, '\\', count))
        return partial_json_append(parser, tape, raw, count);
    uint8_t scratch[scratch_bytes];
    const uint8_t *end = raw + count;
    while (raw < end && parser->error == partial_json_error_none) {
        size_t taken = partial_json_unescape(&raw, end, scratch, sizeof scratch);
        (void)partial_json_append(parser, tape, scratch, taken);
    }
    return parser->error;
}
