/*
 * Which of 32 bytes end a run of plain text inside a JSON string: bit i of the mask is set when
 * byte i is a quote, a backslash, a control character or not ASCII.
 */
#ifndef MESSAGE_MASK_H
#define MESSAGE_MASK_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

enum { message_block = 32 };

typedef uint32_t (*message_mask)(const uint8_t *block);

/* Bit i of the mask is set when byte i of 16 is no space. */
enum { message_spaces_block = 16 };

typedef uint32_t (*message_spaces_mask)(const uint8_t *block);

/* Whether 32 bytes are equal. */
typedef bool (*message_equal)(const uint8_t *a, const uint8_t *b);

/*
 * Keeps a movemask's result an integer. LLVM sees a vector of bits in it, and where two of them
 * meet after a branch it takes that vector apart bit by bit, which costs 100 instructions a block.
 */
#define MESSAGE_KEEP_INTEGER(bits) __asm__("" : "+r"(bits))

static inline uint32_t message_mask_portable(const uint8_t *block) {
    const uint64_t ones = 0x0101010101010101ULL, highs = 0x8080808080808080ULL;
    const uint64_t low = ~highs;
    uint32_t mask = 0;
    for (int i = 0; i < 4; i++) {
        uint64_t word;
        memcpy(&word, block + 8 * i, 8);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        word = __builtin_bswap64(word);
#endif
        uint64_t quote = word ^ (ones * '"'), backslash = word ^ (ones * '\\');
        uint64_t plain = (((quote & low) + low) | quote) & (((backslash & low) + low) | backslash) &
                         ((word & low) + ones * (0x80 - 0x20));
        uint64_t ends = (~plain | word) & highs;
        /* The product moves the eight bits, seven apart, next to each other at the top. */
        mask |= (uint32_t)(((ends >> 7) * 0x0102040810204080ULL) >> 56) << (8 * i);
    }
    return mask;
}

static inline uint32_t message_spaces_portable(const uint8_t *block) {
    const uint64_t low = 0x7f7f7f7f7f7f7f7fULL;
    uint32_t mask = 0;
    for (int i = 0; i < 2; i++) {
        uint64_t word;
        memcpy(&word, block + 8 * i, 8);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        word = __builtin_bswap64(word);
#endif
        word ^= 0x2020202020202020ULL;
        uint64_t others = (((word & low) + low) | word) & ~low;
        mask |= (uint32_t)(((others >> 7) * 0x0102040810204080ULL) >> 56) << (8 * i);
    }
    return mask;
}

static inline bool message_equal_portable(const uint8_t *a, const uint8_t *b) {
    uint64_t differences = 0;
    for (int i = 0; i < 4; i++) {
        uint64_t left, right;
        memcpy(&left, a + 8 * i, 8);
        memcpy(&right, b + 8 * i, 8);
        differences |= left ^ right;
    }
    return differences == 0;
}

#if defined(__x86_64__)

static inline bool message_equal_sse2(const uint8_t *a, const uint8_t *b) {
    __m128i low = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(const void *)a),
                                 _mm_loadu_si128((const __m128i *)(const void *)b));
    __m128i high = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(const void *)(a + 16)),
                                  _mm_loadu_si128((const __m128i *)(const void *)(b + 16)));
    return _mm_movemask_epi8(_mm_and_si128(low, high)) == 0xffff;
}

__attribute__((target("avx2"))) static inline bool message_equal_avx2(const uint8_t *a,
                                                                      const uint8_t *b) {
    __m256i difference = _mm256_xor_si256(_mm256_loadu_si256((const __m256i *)(const void *)a),
                                          _mm256_loadu_si256((const __m256i *)(const void *)b));
    return _mm256_testz_si256(difference, difference);
}

static inline uint32_t message_spaces_sse2(const uint8_t *block) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)block);
    __m128i spaces = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(' '));
    uint32_t bits = (uint32_t)_mm_movemask_epi8(spaces) ^ 0xffff;
    MESSAGE_KEEP_INTEGER(bits);
    return bits;
}

__attribute__((target("avx2"))) static inline uint32_t message_spaces_avx2(const uint8_t *block) {
    return message_spaces_sse2(block);
}

static inline uint32_t message_mask_sse2(const uint8_t *block) {
    const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\');
    const __m128i space = _mm_set1_epi8(0x20);
    uint32_t mask = 0;
    for (int i = 0; i < 2; i++) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(block + 16 * i));
        /* Signed: control characters and bytes from 0x80 on are both below the space. */
        __m128i ends = _mm_or_si128(
            _mm_cmplt_epi8(bytes, space),
            _mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash)));
        uint32_t bits = (uint32_t)_mm_movemask_epi8(ends);
        MESSAGE_KEEP_INTEGER(bits);
        mask |= bits << (16 * i);
    }
    return mask;
}

__attribute__((target("avx2"))) static inline uint32_t message_mask_avx2(const uint8_t *block) {
    const __m256i quote = _mm256_set1_epi8('"'), backslash = _mm256_set1_epi8('\\');
    const __m256i space = _mm256_set1_epi8(0x20);
    __m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)block);
    __m256i ends = _mm256_or_si256(
        _mm256_cmpgt_epi8(space, bytes),
        _mm256_or_si256(_mm256_cmpeq_epi8(bytes, quote), _mm256_cmpeq_epi8(bytes, backslash)));
    uint32_t bits = (uint32_t)_mm256_movemask_epi8(ends);
    MESSAGE_KEEP_INTEGER(bits);
    return bits;
}

#elif defined(__aarch64__)

static inline uint32_t message_mask_neon(const uint8_t *block) {
    static const uint8_t weights[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    const uint8x16_t weight = vld1q_u8(weights);
    uint8x16_t ends[2];
    for (int i = 0; i < 2; i++) {
        uint8x16_t bytes = vld1q_u8(block + 16 * i);
        uint8x16_t special =
            vorrq_u8(vceqq_u8(bytes, vdupq_n_u8('"')), vceqq_u8(bytes, vdupq_n_u8('\\')));
        int8x16_t is_signed = vreinterpretq_s8_u8(bytes);
        special = vorrq_u8(special, vcltq_s8(is_signed, vdupq_n_s8(0x20)));
        ends[i] = vandq_u8(special, weight);
    }
    uint8x16_t sum = vpaddq_u8(ends[0], ends[1]);
    sum = vpaddq_u8(sum, sum);
    sum = vpaddq_u8(sum, sum);
    return vgetq_lane_u32(vreinterpretq_u32_u8(sum), 0);
}

static inline bool message_equal_neon(const uint8_t *a, const uint8_t *b) {
    uint8x16_t low = veorq_u8(vld1q_u8(a), vld1q_u8(b));
    uint8x16_t high = veorq_u8(vld1q_u8(a + 16), vld1q_u8(b + 16));
    return vmaxvq_u8(vorrq_u8(low, high)) == 0;
}

static inline uint32_t message_spaces_neon(const uint8_t *block) {
    static const uint8_t weights[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    uint8x16_t others = vmvnq_u8(vceqq_u8(vld1q_u8(block), vdupq_n_u8(' ')));
    uint8x16_t sum = vandq_u8(others, vld1q_u8(weights));
    sum = vpaddq_u8(sum, sum);
    sum = vpaddq_u8(sum, sum);
    sum = vpaddq_u8(sum, sum);
    return vgetq_lane_u16(vreinterpretq_u16_u8(sum), 0);
}

#endif

/* Whether `count` bytes are equal, at least 32: the last block overlaps the one before. */
static inline __attribute__((always_inline)) bool
message_are_equal(const uint8_t *a, const uint8_t *b, size_t count, message_equal equal) {
    size_t last = count - message_block;
    for (size_t i = 0; i < last; i += message_block)
        if (!equal(a + i, b + i)) return false;
    return equal(a + last, b + last);
}

/* The mask of the bytes from `at`, of which there are at least 16 between `start` and `end`. */
static inline __attribute__((always_inline)) uint32_t
message_spaces_at(const uint8_t *at, const uint8_t *end, message_spaces_mask spaces) {
    const uint8_t *last = end - message_spaces_block;
    const uint8_t *block = at < last ? at : last;
    return (uint32_t)((uint64_t)spaces(block) >> (at - block));
}

/*
 * The mask of up to a block of bytes from `at`; reads between `start` and `end` only. Near the end
 * the block is one that overlaps what came before: without a branch, since whether a short string
 * lies near the end is as good as random.
 */
static inline __attribute__((always_inline)) uint32_t
message_mask_at(const uint8_t *start, const uint8_t *at, const uint8_t *end, message_mask mask) {
    if (end - start >= message_block) {
        const uint8_t *last = end - message_block;
        const uint8_t *block = at < last ? at : last;
        return (uint32_t)((uint64_t)mask(block) >> (at - block));
    }
    uint8_t block[message_block];
    memset(block, ' ', sizeof block);
    memcpy(block, at, (size_t)(end - at) % message_block);
    return mask(block);
}

#endif
