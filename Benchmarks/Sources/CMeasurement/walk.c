#include "CMeasurement.h"

#include <string.h>

size_t measure_walk_lines(const uint8_t *start, size_t count) {
    const uint8_t *end = start + count;
    size_t lines = 0;
    while (start < end) {
        const uint8_t *feed = memchr(start, '\n', (size_t)(end - start));
        if (feed == NULL) break;
        lines += 1;
        start = feed + 1;
    }
    return lines;
}
