/* One line: its field name, its value (WHATWG HTML, section 9.2.6, "process the field"). */
#ifndef SSE_FIELD_H
#define SSE_FIELD_H

#include <string.h>
#include "CServerSentEvents.h"

/*
 * The value of `line` if its field name is `name`: what follows the first colon and one space; a
 * line without a colon is a field with an empty value, unless a colon is needed. Names are
 * case-sensitive.
 */
static inline __attribute__((always_inline)) bool sse_field_value(sse_slice line, const char *name,
                                                                  size_t count, bool needs_colon,
                                                                  sse_slice *value) {
    if (line.count < count || memcmp(line.start, name, count) != 0) return false;
    if (line.count > count ? line.start[count] != ':' : needs_colon) return false;
    size_t from = line.count > count ? count + 1 : count;
    if (from < line.count && line.start[from] == ' ') from++;
    *value = (sse_slice){line.start + from, line.count - from};
    return true;
}

/* Whether a line that begins with these bytes can still become one of the four fields. */
static inline bool sse_may_be_field(sse_slice beginning) {
    static const struct {
        char text[6];
        uint8_t count;
    } names[] = {{"data", 4}, {"event", 5}, {"id", 2}, {"retry", 5}};
    for (size_t i = 0; beginning.count && i < sizeof names / sizeof names[0]; i++) {
        size_t count = names[i].count;
        size_t common = beginning.count < count ? beginning.count : count;
        if (memcmp(beginning.start, names[i].text, common) == 0 &&
            (beginning.count <= count || beginning.start[count] == ':'))
            return true;
    }
    return false;
}

/*
 * The value of a retry field: "ASCII digits only", in milliseconds; -1 for anything else, an empty
 * value and a number beyond 2^63 - 1, for which there is no time to wait.
 */
static inline int64_t sse_retry_value(sse_slice value) {
    int64_t number = 0;
    if (value.count == 0) return -1;
    for (size_t i = 0; i < value.count; i++) {
        int digit = value.start[i] - '0';
        if (digit < 0 || digit > 9) return -1;
        if (number > (INT64_MAX - digit) / 10) return -1;
        number = number * 10 + digit;
    }
    return number;
}

#endif
