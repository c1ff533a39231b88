#include "CMeasurement.h"

// The linker lets a program's own malloc stand in for the C library's, also for the libraries that
// the program loads (glibc manual, section 3.2.5 "Replacing malloc"). glibc's own is still there
// under __libc_malloc, so that nothing has to be looked up by dlsym, which allocates itself.

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define MEASURE_SANITIZED 1
#endif
#endif

#if defined(__GLIBC__) && !defined(MEASURE_SANITIZED)

#include <errno.h>
#include <malloc.h>
#include <stdatomic.h>
#include <unistd.h>

void *__libc_malloc(size_t count);
void *__libc_calloc(size_t elements, size_t size);
void *__libc_realloc(void *block, size_t count);
void *__libc_memalign(size_t alignment, size_t count);
void __libc_free(void *block);

static atomic_bool counting;
static atomic_uint_fast64_t allocations;
static atomic_int_fast64_t live_bytes;
static atomic_int_fast64_t peak_bytes;

static void count_bytes(int64_t bytes) {
    int64_t live = atomic_fetch_add_explicit(&live_bytes, bytes, memory_order_relaxed) + bytes;
    int64_t peak = atomic_load_explicit(&peak_bytes, memory_order_relaxed);
    while (live > peak && !atomic_compare_exchange_weak_explicit(
                              &peak_bytes, &peak, live, memory_order_relaxed, memory_order_relaxed))
        continue;
}

static bool is_counting(void) {
    return atomic_load_explicit(&counting, memory_order_relaxed);
}

static void *count_allocation(void *block) {
    if (__builtin_expect(is_counting(), false) && block != NULL) {
        atomic_fetch_add_explicit(&allocations, 1, memory_order_relaxed);
        count_bytes((int64_t)malloc_usable_size(block));
    }
    return block;
}

void *malloc(size_t count) {
    return count_allocation(__libc_malloc(count));
}

void *calloc(size_t elements, size_t size) {
    return count_allocation(__libc_calloc(elements, size));
}

void *realloc(void *block, size_t count) {
    if (__builtin_expect(!is_counting(), true)) return __libc_realloc(block, count);
    int64_t before = (int64_t)malloc_usable_size(block);
    void *moved = __libc_realloc(block, count);
    if (moved != NULL || count == 0) count_bytes(-before);
    return count_allocation(moved);
}

void free(void *block) {
    if (__builtin_expect(is_counting(), false) && block != NULL)
        count_bytes(-(int64_t)malloc_usable_size(block));
    __libc_free(block);
}

void *memalign(size_t alignment, size_t count) {
    return count_allocation(__libc_memalign(alignment, count));
}

void *aligned_alloc(size_t alignment, size_t count) {
    return memalign(alignment, count);
}

int posix_memalign(void **block, size_t alignment, size_t count) {
    if (alignment < sizeof(void *) || (alignment & (alignment - 1)) != 0) return EINVAL;
    void *aligned = memalign(alignment, count);
    if (aligned == NULL) return ENOMEM;
    *block = aligned;
    return 0;
}

void *valloc(size_t count) {
    return memalign((size_t)sysconf(_SC_PAGESIZE), count);
}

bool measure_can_count_heap(void) {
    return true;
}

void measure_heap_begin(void) {
    atomic_store(&allocations, 0);
    atomic_store(&live_bytes, 0);
    atomic_store(&peak_bytes, 0);
    atomic_store(&counting, true);
}

measure_heap measure_heap_end(void) {
    atomic_store(&counting, false);
    return (measure_heap){
        .allocations = atomic_load(&allocations),
        .live_bytes = atomic_load(&live_bytes),
        .peak_bytes = atomic_load(&peak_bytes),
    };
}

#else

bool measure_can_count_heap(void) {
    return false;
}
void measure_heap_begin(void) {}
measure_heap measure_heap_end(void) {
    return (measure_heap){0};
}

#endif
