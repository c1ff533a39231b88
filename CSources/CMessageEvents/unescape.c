/* Escapes into text (RFC 8259, section 7). */
#include "CMessageEvents.h"
#include "message_json.h"

static uint32_t message_hex(const uint8_t *digits) {
    uint32_t unit = 0;
    for (int i = 0; i < 4; i++)
        unit = unit << 4 | (uint32_t)message_hex_digit(digits[i]);
    return unit;
}

static size_t message_write_utf8(uint32_t scalar, uint8_t *out) {
    if (scalar < 0x80) {
        out[0] = (uint8_t)scalar;
        return 1;
    }
    if (scalar < 0x800) {
        out[0] = (uint8_t)(0xC0 | scalar >> 6);
        out[1] = (uint8_t)(0x80 | (scalar & 0x3F));
        return 2;
    }
    if (scalar < 0x10000) {
        out[0] = (uint8_t)(0xE0 | scalar >> 12);
        out[1] = (uint8_t)(0x80 | (scalar >> 6 & 0x3F));
        out[2] = (uint8_t)(0x80 | (scalar & 0x3F));
        return 3;
    }
    out[0] = (uint8_t)(0xF0 | scalar >> 18);
    out[1] = (uint8_t)(0x80 | (scalar >> 12 & 0x3F));
    out[2] = (uint8_t)(0x80 | (scalar >> 6 & 0x3F));
    out[3] = (uint8_t)(0x80 | (scalar & 0x3F));
    return 4;
}

/* Reads \uXXXX from its backslash, and the second half of a pair; *at moves past what is read. */
static uint32_t message_read_unicode(const uint8_t **at, const uint8_t *end) {
    uint32_t unit = message_hex(*at + 2);
    *at += 6;
    if (unit < 0xD800 || unit > 0xDFFF) return unit;
    if (unit > 0xDBFF || end - *at < 6 || (*at)[0] != '\\' || (*at)[1] != 'u') return 0xFFFD;
    uint32_t second = message_hex(*at + 2);
    if (second < 0xDC00 || second > 0xDFFF) return 0xFFFD;
    *at += 6;
    return 0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00);
}

static uint8_t message_unescaped_byte(uint8_t letter) {
    switch (letter) {
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
        return letter;
    }
}

size_t message_event_unescape(const uint8_t *raw, size_t count, uint8_t *out) {
    if (count == 0) return 0; /* no arithmetic on NULL */
    const uint8_t *at = raw, *end = raw + count;
    uint8_t *to = out;
    while (at < end) {
        const uint8_t *backslash = memchr(at, '\\', (size_t)(end - at));
        size_t plain = (size_t)((backslash ? backslash : end) - at);
        memmove(to, at, plain);
        at += plain;
        to += plain;
        if (!backslash) break;
        if (at[1] == 'u') {
            to += message_write_utf8(message_read_unicode(&at, end), to);
        } else {
            *to++ = message_unescaped_byte(at[1]);
            at += 2;
        }
    }
    return (size_t)(to - out);
}
