// clock_gettime is POSIX, which C11 alone does not declare.
#define _POSIX_C_SOURCE 200809L

#include "CMeasurement.h"

#include <time.h>

uint64_t measure_processor_nanoseconds(void) {
    struct timespec time = {0};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}
