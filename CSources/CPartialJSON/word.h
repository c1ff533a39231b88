/* The bytes of a string: plain ones eight at a time, and the escapes of one letter. */
#ifndef CPARTIALJSON_WORD_H
#define CPARTIALJSON_WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { partial_json_word_bytes = 8 };

#define PARTIAL_JSON_ONES 0x0101010101010101u

/* The first byte is the lowest, whatever the machine. */
static inline uint64_t partial_json_word(const uint8_t *at) {
    uint64_t word;
    memcpy(&word, at, sizeof word);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

static inline void partial_json_put_word(uint8_t *to, uint64_t word) {
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    memcpy(to, &word, sizeof word);
}

/*
 * The top bit of each byte that is not plain: a control character, a quote, a backslash, or not
 * ASCII. A byte's top bit ends up set in
 *     word              if it is not ASCII,
 *     word - 0x20...    if it is a control character,
 *     (word ^ c) - 1    if it is c;
 * a borrow from a lower byte sets others too, but only above a byte that is not plain itself: the
 * lowest bit is right.
 */
static inline uint64_t partial_json_not_plain(uint64_t word) {
    uint64_t quote = word ^ PARTIAL_JSON_ONES * '"', backslash = word ^ PARTIAL_JSON_ONES * '\\';
    return (word | (word - PARTIAL_JSON_ONES * 0x20) | (quote - PARTIAL_JSON_ONES) |
            (backslash - PARTIAL_JSON_ONES)) &
           PARTIAL_JSON_ONES * 0x80;
}

/* The top bit of each byte that is `byte`, as above: the lowest bit is right. */
static inline uint64_t partial_json_marks_of(uint64_t word, uint8_t byte) {
    uint64_t others = word ^ PARTIAL_JSON_ONES * byte;
    return (others - PARTIAL_JSON_ONES) & ~others & PARTIAL_JSON_ONES * 0x80;
}

/* The byte that the escape of `letter` stands for; 0 for \u, and where there is none. */
static inline uint8_t partial_json_escape_meaning(uint8_t letter) {
    switch (letter) {
    case '"':
    case '\\':
    case '/':
        return letter;
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return 0;
    }
}

static inline bool partial_json_is_plain(uint8_t byte) {
    return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

/* How many bytes come before the lowest bit of `marks`, which has one. */
static inline size_t partial_json_before(uint64_t marks) {
    return (size_t)__builtin_ctzll(marks) / 8;
}

/*
 * Copies plain bytes from `at` to `*to`, up to `end` or to the first that is not plain, where it
 * returns. `first`, at most `at`, is the first byte that may be read; up to 8 bytes are written
 * past `*to` as it comes out.
 */
static inline const uint8_t *partial_json_copy_plain(const uint8_t *at, const uint8_t *first,
                                                     const uint8_t *end, uint8_t **to) {
    uint8_t *out = *to;
    size_t left;
    while ((left = (size_t)(end - at)) >= partial_json_word_bytes) {
        uint64_t marks = partial_json_not_plain(partial_json_word(at));
        memcpy(out, at, partial_json_word_bytes);
        if (marks) {
            size_t plain = partial_json_before(marks);
            *to = out + plain;
            return at + plain;
        }
        at += partial_json_word_bytes;
        out += partial_json_word_bytes;
    }
    if (left > 0 && end - first >= partial_json_word_bytes) {
        /* The last eight bytes, with those before `at` shifted out: the zeros that come in are not
           plain and so end it. */
        uint64_t word = partial_json_word(end - partial_json_word_bytes) >> 8 * (8 - left);
        size_t plain = partial_json_before(partial_json_not_plain(word));
        partial_json_put_word(out, word);
        *to = out + plain;
        return at + plain;
    }
    while (at < end && partial_json_is_plain(*at))
        *out++ = *at++;
    *to = out;
    return at;
}

/* As above without the copy. */
static inline const uint8_t *partial_json_skip_plain(const uint8_t *at, const uint8_t *first,
                                                     const uint8_t *end) {
    size_t left;
    while ((left = (size_t)(end - at)) >= partial_json_word_bytes) {
        uint64_t marks = partial_json_not_plain(partial_json_word(at));
        if (marks) return at + partial_json_before(marks);
        at += partial_json_word_bytes;
    }
    if (left > 0 && end - first >= partial_json_word_bytes) {
        uint64_t word = partial_json_word(end - partial_json_word_bytes) >> 8 * (8 - left);
        return at + partial_json_before(partial_json_not_plain(word));
    }
    while (at < end && partial_json_is_plain(*at))
        at++;
    return at;
}

#endif
