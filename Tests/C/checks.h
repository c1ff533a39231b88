/* What the C tests share: a check that ends the run where it fails, and the tests themselves. */
#ifndef CHECKS_H
#define CHECKS_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "inputs.h"

/* How many checks have held. */
extern size_t checks_held;

/* Says what is being tested, should a check fail or the process die. */
void checks_about(const char *format, ...) __attribute__((format(printf, 1, 2)));

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        checks_held++;                                                                             \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);                \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* What a reader made of its bytes, as one number (FNV-1a). */
typedef struct digest {
    uint64_t value;
} digest;

static const digest digest_of_nothing = {0xCBF29CE484222325};

static inline void digest_add(digest *digest, const void *bytes, size_t count) {
    const uint8_t *at = bytes;
    for (size_t i = 0; i < count; i++)
        digest->value = (digest->value ^ at[i]) * 0x100000001B3;
}

/* Every reader reads nothing outside its bytes: guard pages on both sides, alignments 0 to 63. */
void test_guard_pages(const inputs *all);

/* Every allocation fails in turn: the error is typed, nothing leaks, what had come stays. */
void test_allocation_failures(const inputs *all);

/* Streams through both targets; limits that no corpus file comes to. */
void test_streams(const inputs *all);

/* What the headers promise besides. */
void test_contracts(void);

/* Both engines of partial JSON on each input, whole and cut everywhere. */
void test_engines(const inputs *all);

/* The fuzz targets on each input, with `rounds` seeds each. */
void test_differences(const inputs *all, unsigned rounds);

/* The fuzz targets on `rounds` random changes of each input. */
void test_changed_inputs(const inputs *all, unsigned rounds);

#endif
