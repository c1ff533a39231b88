/*
 * Where the line endings are among 64 bytes: bit i of the mask says that byte i is CR or LF.
 *
 * Two stages (masks of a block, then a walk over the bits) cost less than half of a memchr a line:
 * lines of an event stream are about as long as a block, and a blank line is one byte.
 */
#ifndef SSE_MASK_H
#define SSE_MASK_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

enum { sse_block = 64 };

typedef uint64_t (*sse_mask)(const uint8_t *block);

/* Each search looks at bytes through a mask, so that its cost can be counted there. */
#if defined(SSE_COUNTS_SEARCHED)
extern __attribute__((visibility("hidden"))) _Thread_local uint64_t sse_searched;
#define SSE_COUNT_BLOCK() (sse_searched += sse_block)
#else
#define SSE_COUNT_BLOCK() ((void)0)
#endif

/*
 * Keeps a movemask's result an integer. LLVM sees a vector of bits in it, and where two of them
 * meet after a branch it takes that vector apart bit by bit, which costs 100 instructions a block.
 */
#define SSE_KEEP_INTEGER(bits) __asm__("" : "+r"(bits))

/* Whether `count` bytes are equal, 16 to 48 of them. */
typedef bool (*sse_equal)(const uint8_t *a, const uint8_t *b, size_t count);

static inline bool sse_equal_portable(const uint8_t *a, const uint8_t *b, size_t count) {
    return memcmp(a, b, count) == 0;
}

/* The high bit of each byte of `word` that is zero. Exact: no carry runs from byte to byte. */
static inline uint64_t sse_zero_bytes(uint64_t word) {
    const uint64_t low = 0x7f7f7f7f7f7f7f7fULL;
    return ~(((word & low) + low) | word | low);
}

static inline uint64_t sse_mask_portable(const uint8_t *block) {
    SSE_COUNT_BLOCK();
    uint64_t mask = 0;
    for (int i = 0; i < 8; i++) {
        uint64_t word;
        memcpy(&word, block + 8 * i, 8);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        word = __builtin_bswap64(word);
#endif
        uint64_t ends = sse_zero_bytes(word ^ 0x0a0a0a0a0a0a0a0aULL) |
                        sse_zero_bytes(word ^ 0x0d0d0d0d0d0d0d0dULL);
        /* The product moves the eight bits, seven apart, next to each other at the top. */
        mask |= (((ends >> 7) * 0x0102040810204080ULL) >> 56) << (8 * i);
    }
    return mask;
}

#if defined(__x86_64__)

/* Three blocks that overlap where there are fewer than 48 bytes. */
static inline bool sse_equal_sse2(const uint8_t *a, const uint8_t *b, size_t count) {
    size_t last = count - 16, middle = last < 16 ? last : 16;
    __m128i first = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(const void *)a),
                                   _mm_loadu_si128((const __m128i *)(const void *)b));
    __m128i second = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(const void *)(a + middle)),
                                    _mm_loadu_si128((const __m128i *)(const void *)(b + middle)));
    __m128i third = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(const void *)(a + last)),
                                   _mm_loadu_si128((const __m128i *)(const void *)(b + last)));
    return _mm_movemask_epi8(_mm_and_si128(_mm_and_si128(first, second), third)) == 0xffff;
}

__attribute__((target("avx2"))) static inline bool sse_equal_avx2(const uint8_t *a,
                                                                  const uint8_t *b, size_t count) {
    return sse_equal_sse2(a, b, count);
}

static inline uint64_t sse_mask_sse2(const uint8_t *block) {
    SSE_COUNT_BLOCK();
    const __m128i lf = _mm_set1_epi8('\n'), cr = _mm_set1_epi8('\r');
    uint64_t mask = 0;
    for (int i = 0; i < 4; i++) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(block + 16 * i));
        __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(bytes, lf), _mm_cmpeq_epi8(bytes, cr));
        uint32_t bits = (uint32_t)_mm_movemask_epi8(ends);
        SSE_KEEP_INTEGER(bits);
        mask |= (uint64_t)bits << (16 * i);
    }
    return mask;
}

__attribute__((target("avx2"))) static inline uint64_t sse_mask_avx2(const uint8_t *block) {
    SSE_COUNT_BLOCK();
    const __m256i lf = _mm256_set1_epi8('\n'), cr = _mm256_set1_epi8('\r');
    __m256i low = _mm256_loadu_si256((const __m256i *)(const void *)block);
    __m256i high = _mm256_loadu_si256((const __m256i *)(const void *)(block + 32));
    low = _mm256_or_si256(_mm256_cmpeq_epi8(low, lf), _mm256_cmpeq_epi8(low, cr));
    high = _mm256_or_si256(_mm256_cmpeq_epi8(high, lf), _mm256_cmpeq_epi8(high, cr));
    uint32_t low_bits = (uint32_t)_mm256_movemask_epi8(low);
    uint32_t high_bits = (uint32_t)_mm256_movemask_epi8(high);
    SSE_KEEP_INTEGER(low_bits);
    SSE_KEEP_INTEGER(high_bits);
    return (uint64_t)high_bits << 32 | low_bits;
}

#elif defined(__aarch64__)

static inline bool sse_equal_neon(const uint8_t *a, const uint8_t *b, size_t count) {
    size_t last = count - 16, middle = last < 16 ? last : 16;
    uint8x16_t first = veorq_u8(vld1q_u8(a), vld1q_u8(b));
    uint8x16_t second = veorq_u8(vld1q_u8(a + middle), vld1q_u8(b + middle));
    uint8x16_t third = veorq_u8(vld1q_u8(a + last), vld1q_u8(b + last));
    return vmaxvq_u8(vorrq_u8(vorrq_u8(first, second), third)) == 0;
}

static inline uint64_t sse_mask_neon(const uint8_t *block) {
    SSE_COUNT_BLOCK();
    static const uint8_t weights[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    const uint8x16_t lf = vdupq_n_u8('\n'), cr = vdupq_n_u8('\r'), weight = vld1q_u8(weights);
    uint8x16_t ends[4];
    for (int i = 0; i < 4; i++) {
        uint8x16_t bytes = vld1q_u8(block + 16 * i);
        ends[i] = vandq_u8(vorrq_u8(vceqq_u8(bytes, lf), vceqq_u8(bytes, cr)), weight);
    }
    uint8x16_t sum = vpaddq_u8(vpaddq_u8(ends[0], ends[1]), vpaddq_u8(ends[2], ends[3]));
    sum = vpaddq_u8(sum, sum);
    return vgetq_lane_u64(vreinterpretq_u64_u8(sum), 0);
}

#endif

/*
 * The mask of up to a block of bytes from `at`; reads between `start` and `end` only. Near the end
 * the block is one that overlaps what came before, and in a short chunk a padded copy.
 */
static inline __attribute__((always_inline)) uint64_t
sse_mask_at(const uint8_t *start, const uint8_t *at, const uint8_t *end, sse_mask mask) {
    if (end - at >= sse_block) return mask(at);
    size_t count = (size_t)(end - at) % sse_block;
    if (count == 0) return 0;
    if (end - start >= sse_block) return mask(end - sse_block) >> (sse_block - count);
    uint8_t block[sse_block] = {0};
    memcpy(block, at, count);
    return mask(block);
}

/* A walk from line ending to line ending, a block's mask at a time. */
typedef struct sse_line_ends {
    const uint8_t *start;
    const uint8_t *block;
    const uint8_t *end;
    uint64_t mask;
} sse_line_ends;

static inline __attribute__((always_inline)) sse_line_ends
sse_line_ends_from(const uint8_t *start, const uint8_t *at, const uint8_t *end, sse_mask mask) {
    return (sse_line_ends){start, at, end, sse_mask_at(start, at, end, mask)};
}

/* The next CR or LF, or NULL when there is none before the end. */
static inline __attribute__((always_inline)) const uint8_t *sse_next_line_end(sse_line_ends *ends,
                                                                              sse_mask mask) {
    while (ends->mask == 0) {
        if (ends->end - ends->block <= sse_block) return NULL;
        ends->block += sse_block;
        ends->mask = sse_mask_at(ends->start, ends->block, ends->end, mask);
    }
    const uint8_t *line_end = ends->block + __builtin_ctzll(ends->mask);
    ends->mask &= ends->mask - 1;
    return line_end;
}

/* The first CR or LF from `at`, or `end`. */
static inline const uint8_t *sse_find_line_end(const uint8_t *at, const uint8_t *end,
                                               sse_mask mask) {
    const uint8_t *block = at;
    for (;;) {
        uint64_t ends = sse_mask_at(at, block, end, mask);
        if (ends) return block + __builtin_ctzll(ends);
        if (end - block <= sse_block) return end;
        block += sse_block;
    }
}

#endif
