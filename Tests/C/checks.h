/* What the C tests share: a check that ends the run where it fails, and the tests themselves. */
#ifndef CHECKS_H
#define CHECKS_H

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

/* Every reader reads nothing outside its bytes: guard pages on both sides, alignments 0 to 63. */
void test_guard_pages(const inputs *all);

/* Every allocation fails in turn: the error is typed, nothing leaks, what had come stays. */
void test_allocation_failures(const inputs *all);

/* Streams through both targets; limits that no corpus file comes to. */
void test_streams(const inputs *all);

/* The fuzz targets on each input, with `rounds` seeds each. */
void test_differences(const inputs *all, unsigned rounds);

/* The fuzz targets on `rounds` random changes of each input. */
void test_changed_inputs(const inputs *all, unsigned rounds);

#endif
