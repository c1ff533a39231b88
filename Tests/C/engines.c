/* yajl and our own engine, in lockstep: whole, in two at every place, and in pieces of each size.
 */
#include "engine_pair.h"

#include "checks.h"

enum {
    /* Longer inputs are not cut at every place. */
    longest_cut = 2048,
    largest_piece = 80
};

static const partial_json_limits limits[] = {
    {.maximum_bytes = UINT32_MAX, .maximum_depth = UINT32_MAX, .maximum_number_bytes = UINT32_MAX},
    {.maximum_bytes = 40, .maximum_depth = 3, .maximum_number_bytes = 5},
};

/* In a first fragment of `first` bytes and then in pieces of `step`. */
static void compare(const uint8_t *bytes, size_t count, size_t first, size_t step) {
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        engine_pair pair = pair_begin(&limits[i]);
        pair_append(&pair, bytes, first);
        for (size_t at = first; at < count; at += step)
            pair_append(&pair, bytes + at, count - at < step ? count - at : step);
        pair_end(&pair, i == 0);
        checks_held++;
    }
}

static void compare_cuts(const char *name, const uint8_t *bytes, size_t count) {
    checks_about("%s, both engines, whole", name);
    compare(bytes, count, count, 1);
    for (size_t step = 1; step <= largest_piece && step < count; step++) {
        checks_about("%s, both engines, pieces of %zu", name, step);
        compare(bytes, count, 0, step);
    }
    for (size_t cut = 1; cut < count && count <= longest_cut; cut++) {
        checks_about("%s, both engines, cut at %zu", name, cut);
        compare(bytes, count, cut, count);
    }
}

/* Our own engine notes which levels are objects, and nothing else. */
static void check_memory(void) {
    static const uint8_t bracket[] = "[";
    engine_pair pair = pair_begin(&limits[0]);
    for (size_t depth = 1; depth <= partial_json_depth_ceiling; depth++) {
        pair_append(&pair, bracket, 1);
        tested_engine before = use_engine(tested_engine_own);
        size_t heap = partial_json_heap_bytes(&pair.parsers[tested_engine_own]);
        use_engine(before);
        CHECK(heap == partial_json_depth_ceiling / 8);
    }
    pair_end(&pair, false);
}

void test_engines(const inputs *all) {
    checks_about("memory of our own engine");
    check_memory();
    for (size_t i = 0; i < all->count; i++)
        compare_cuts(all->items[i].name, all->items[i].bytes, all->items[i].count);
    enum { deep = partial_json_depth_ceiling };
    uint8_t brackets[2 * deep];
    memset(brackets, '[', deep);
    memset(brackets + deep, ']', deep);
    compare_cuts("brackets", brackets, sizeof brackets);
}
