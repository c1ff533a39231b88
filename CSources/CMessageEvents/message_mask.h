/*
 * Which of 32 bytes end a run of plain text inside a JSON string: bit i of the mask is set when
 * byte i is a quote, a backslash, a control character or not ASCII.
 */
#ifndef MESSAGE_MASK_H
#define MESSAGE_MASK_H

#include <stdint.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

enum { message_block = 32 };

typedef uint32_t (*message_mask)(const uint8_t *block);

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

#if defined(__x86_64__)

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

#endif

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
