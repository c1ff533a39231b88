/* What the fuzz targets share. Each gets one input from libFuzzer and traps where two ways of
 * reading it differ; the sanitizers see to the rest. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Random numbers that the input decides: the same input is always cut in the same places. */
typedef struct fuzz_random {
    uint64_t state;
} fuzz_random;

/* Takes a seed off the front of the input. */
static inline fuzz_random fuzz_take_seed(const uint8_t **data, size_t *size) {
    fuzz_random random = {0x9E3779B97F4A7C15};
    size_t count = *size < 4 ? *size : 4;
    for (size_t i = 0; i < count; i++)
        random.state = (random.state ^ (*data)[i]) * 0x100000001B3;
    *data += count;
    *size -= count;
    return random;
}

static inline uint32_t fuzz_next(fuzz_random *random) {
    random->state ^= random->state << 13;
    random->state ^= random->state >> 7;
    random->state ^= random->state << 17;
    return (uint32_t)(random->state >> 32);
}

/* A length from 1 to rest: mostly short, sometimes all of it. */
static inline size_t fuzz_piece(fuzz_random *random, size_t rest) {
    uint32_t roll = fuzz_next(random);
    size_t most = roll % 8 == 0 ? rest : roll % 8 < 4 ? 8 : 80;
    size_t piece = 1 + fuzz_next(random) % most;
    return piece < rest ? piece : rest;
}

/* A copy of exactly these bytes, so that the address sanitizer sees a read past their end. */
static inline uint8_t *fuzz_copy(const uint8_t *bytes, size_t count) {
    uint8_t *copy = malloc(count ? count : 1);
    if (!copy) abort();
    memcpy(copy, bytes, count);
    return copy;
}

#define FUZZ_REQUIRE(condition)                                                                    \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);                \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* What a way of reading has come to, as bytes that can be compared. */
typedef struct fuzz_transcript {
    uint8_t *bytes;
    size_t count, capacity;
} fuzz_transcript;

static inline void fuzz_write(fuzz_transcript *transcript, const void *bytes, size_t count) {
    if (transcript->capacity - transcript->count < count) {
        transcript->capacity = 2 * transcript->capacity + count + 64;
        transcript->bytes = realloc(transcript->bytes, transcript->capacity);
        if (!transcript->bytes) abort();
    }
    if (count) memcpy(transcript->bytes + transcript->count, bytes, count);
    transcript->count += count;
}

static inline void fuzz_write_number(fuzz_transcript *transcript, int64_t number) {
    fuzz_write(transcript, &number, sizeof number);
}

static inline void fuzz_write_text(fuzz_transcript *transcript, const void *bytes, size_t count) {
    fuzz_write_number(transcript, (int64_t)count);
    fuzz_write(transcript, bytes, count);
}

static inline void fuzz_require_equal(const fuzz_transcript *one, const fuzz_transcript *other) {
    FUZZ_REQUIRE(one->count == other->count);
    FUZZ_REQUIRE(one->count == 0 || memcmp(one->bytes, other->bytes, one->count) == 0);
}

#endif
