#ifndef CMEASUREMENT_H
#define CMEASUREMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What a benchmark cannot measure from Swift: allocations, instructions, processor time, and the
// two walks that every time is compared with. Nothing here is thread-safe but the counting
// itself: begin and end a measurement on one thread at a time.

/// What happened to the heap between begin and end, on all threads.
typedef struct {
    /// Calls that returned new memory; a realloc is one.
    uint64_t allocations;
    /// Usable bytes allocated less usable bytes freed: what is still held, where positive.
    int64_t live_bytes;
    /// The most that live_bytes has been.
    int64_t peak_bytes;
} measure_heap;

/// Whether this build counts allocations: with glibc, without a sanitizer.
///
/// The counters stand in for malloc and its kin in the whole program and pass every call on, which
/// costs a load and a branch while nothing is counted.
bool measure_can_count_heap(void);

/// Sets the counts to zero and begins to count. Not while counting already.
void measure_heap_begin(void);

/// Stops counting and returns the counts. Only after measure_heap_begin.
measure_heap measure_heap_end(void);

/// Whether the program runs under valgrind --tool=callgrind.
bool measure_can_count_instructions(void);

/// Begins to count instructions, on all threads. Does nothing outside of callgrind.
void measure_instructions_begin(void);

/// Stops counting and has callgrind write the count to its next file, with `name` as the trigger.
///
/// `name` is NUL-terminated and is not kept. Does nothing outside of callgrind.
void measure_instructions_end(const char *name);

/// The processor time that the program has taken so far, all threads together, in nanoseconds.
///
/// What other programs take on the same cores does not count, which a clock on the wall would.
uint64_t measure_processor_nanoseconds(void);

/// Counts the line feeds of [start, start + count) with one memchr call a line.
///
/// A yardstick: what a program does that finds the lines of a stream with what the C library has.
size_t measure_walk_lines(const uint8_t *start, size_t count);

/// How many line feeds there are, and the sum of their places, for which each had to be found.
typedef struct {
    size_t count;
    size_t sum;
} measure_line_ends;

/// Finds every line feed of [start, start + count) in one pass over masks of 64 bytes (AVX2), of 16
/// (NEON), or of 8.
///
/// The other yardstick: next to the least that it can cost to find the lines of a stream.
measure_line_ends measure_mask_walk(const uint8_t *start, size_t count);

#endif
