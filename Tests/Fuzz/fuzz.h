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

/*
 * Lends a reader a copy of exactly these bytes: the sanitizer sees a read beside them, and one
 * after fuzz_take_back. With the address sanitizer a piece of poisoned memory, which costs a tenth
 * of what its malloc does; else from malloc, which is what valgrind watches.
 */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define FUZZ_POISONS 1
#include <sanitizer/asan_interface.h>
#endif
#endif

enum { fuzz_slab_bytes = 1 << 18, fuzz_largest_piece = 1 << 14, fuzz_red_zone = 16 };

static inline uint8_t *fuzz_lend(const uint8_t *bytes, size_t count) {
#ifdef FUZZ_POISONS
    static _Alignas(16) uint8_t slab[fuzz_slab_bytes];
    static size_t cursor;
    if (count <= fuzz_largest_piece) {
        if (cursor == 0) ASAN_POISON_MEMORY_REGION(slab, sizeof slab);
        if (cursor == 0 || cursor + count + fuzz_red_zone > sizeof slab) cursor = fuzz_red_zone;
        uint8_t *piece = slab + cursor;
        cursor += (count + fuzz_red_zone + 7) & ~(size_t)7;
        ASAN_UNPOISON_MEMORY_REGION(piece, count);
        if (count) memcpy(piece, bytes, count);
        return piece;
    }
#endif
    uint8_t *copy = malloc(count ? count : 1);
    if (!copy) abort();
    if (count) memcpy(copy, bytes, count);
    return copy;
}

static inline void fuzz_take_back(uint8_t *piece, size_t count) {
#ifdef FUZZ_POISONS
    if (count <= fuzz_largest_piece) {
        ASAN_POISON_MEMORY_REGION(piece, count);
        return;
    }
#endif
    (void)count;
    free(piece);
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

/* An empty transcript: one of a few, whose memory is kept for the next input. */
static inline fuzz_transcript *fuzz_new_transcript(int slot) {
    static fuzz_transcript transcripts[4];
    transcripts[slot].count = 0;
    return &transcripts[slot];
}

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
