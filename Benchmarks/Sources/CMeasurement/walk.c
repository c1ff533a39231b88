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

// A mask has `1 << shift` bits a byte, of which the lowest is set where a line ends.
static void take_mask(measure_line_ends *ends, uint64_t mask, size_t place, int shift) {
    while (mask != 0) {
        ends->sum += place + (size_t)(__builtin_ctzll(mask) >> shift);
        ends->count += 1;
        mask &= mask - 1;
    }
}

static void take_bytes(measure_line_ends *ends, const uint8_t *start, size_t place, size_t count) {
    for (; place < count; place += 1) {
        if (start[place] != '\n') continue;
        ends->sum += place;
        ends->count += 1;
    }
}

#if defined(__x86_64__)

#include <immintrin.h>

// x86-64 alone has only 16 bytes at a time: the wider step is taken where the processor has it.
__attribute__((target("avx2,bmi"))) static measure_line_ends walk_avx2(const uint8_t *start,
                                                                       size_t count) {
    measure_line_ends ends = {0};
    const __m256i feed = _mm256_set1_epi8('\n');
    size_t place = 0;
    for (; place + 64 <= count; place += 64) {
        __m256i low = _mm256_loadu_si256((const __m256i *)(start + place));
        __m256i high = _mm256_loadu_si256((const __m256i *)(start + place + 32));
        uint32_t lows = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, feed));
        uint32_t highs = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, feed));
        take_mask(&ends, (uint64_t)highs << 32 | lows, place, 0);
    }
    take_bytes(&ends, start, place, count);
    return ends;
}

#endif

#if defined(__aarch64__)

#include <arm_neon.h>

measure_line_ends measure_mask_walk(const uint8_t *start, size_t count) {
    measure_line_ends ends = {0};
    const uint8x16_t feed = vdupq_n_u8('\n');
    size_t place = 0;
    for (; place + 16 <= count; place += 16) {
        uint8x16_t equal = vceqq_u8(vld1q_u8(start + place), feed);
        // Four bits a byte are what a shift that narrows leaves: NEON has no mask of one bit each.
        uint8x8_t narrow = vshrn_n_u16(vreinterpretq_u16_u8(equal), 4);
        uint64_t mask = vget_lane_u64(vreinterpret_u64_u8(narrow), 0);
        take_mask(&ends, mask & 0x1111111111111111, place, 2);
    }
    take_bytes(&ends, start, place, count);
    return ends;
}

#else

// The high bit of each byte that is a line feed; exact, for no carry leaves a byte.
static uint64_t feeds_of_word(uint64_t word) {
    const uint64_t low = 0x7F7F7F7F7F7F7F7F;
    uint64_t other = word ^ 0x0A0A0A0A0A0A0A0A;
    return ~(((other & low) + low) | other | low);
}

static measure_line_ends walk_words(const uint8_t *start, size_t count) {
    measure_line_ends ends = {0};
    size_t place = 0;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    for (; place + 8 <= count; place += 8) {
        uint64_t word;
        memcpy(&word, start + place, sizeof word);
        take_mask(&ends, feeds_of_word(word), place, 3);
    }
#endif
    take_bytes(&ends, start, place, count);
    return ends;
}

measure_line_ends measure_mask_walk(const uint8_t *start, size_t count) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi"))
        return walk_avx2(start, count);
#endif
    return walk_words(start, count);
}

#endif
