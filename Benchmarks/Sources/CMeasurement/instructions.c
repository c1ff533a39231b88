#include "CMeasurement.h"

// Client requests of callgrind: a few instructions that do nothing on a real processor. Where the
// header is not installed, instructions are not counted.
#if defined(__has_include)
#if __has_include(<valgrind/callgrind.h>)
#define MEASURE_CALLGRIND 1
#endif
#endif

#if MEASURE_CALLGRIND

#include <valgrind/callgrind.h>

bool measure_can_count_instructions(void) {
    return RUNNING_ON_VALGRIND != 0;
}

void measure_instructions_begin(void) {
    CALLGRIND_START_INSTRUMENTATION;
    CALLGRIND_ZERO_STATS;
}

void measure_instructions_end(const char *name) {
    CALLGRIND_DUMP_STATS_AT(name);
    CALLGRIND_STOP_INSTRUMENTATION;
}

#else

bool measure_can_count_instructions(void) {
    return false;
}
void measure_instructions_begin(void) {}
void measure_instructions_end(const char *name) {
    (void)name;
}

#endif
