/* The fuzz targets without a fuzzer: on the corpus, and on changes of it that a seed decides. */
#include <string.h>

#include "checks.h"

int fuzz_framing(const uint8_t *data, size_t size);
int fuzz_events(const uint8_t *data, size_t size);
int fuzz_streams(const uint8_t *data, size_t size);
int fuzz_tool_json(const uint8_t *data, size_t size);
int fuzz_engines(const uint8_t *data, size_t size);

enum { seed_bytes = 4, longest_input = 4096, room_to_grow = 64 };

/* Each input of each round has a seed of its own: what a target picks by it is never twice the
 * same.
 */
static void run_targets(const char *name, unsigned round, uint8_t *bytes, size_t count) {
    static uint32_t runs;
    uint32_t seed = runs++ * 0x9E3779B9u;
    checks_about("%s, round %u", name, round);
    for (int i = 0; i < seed_bytes; i++)
        bytes[i] = (uint8_t)(seed >> 8 * i);
    fuzz_framing(bytes, count);
    fuzz_events(bytes, count);
    fuzz_streams(bytes, count);
    fuzz_tool_json(bytes, count);
    fuzz_engines(bytes, count);
    checks_held += 5;
}

/* Room for the seed, then the input. */
static size_t copy_input(const input *item, uint8_t *bytes) {
    size_t count = item->count < longest_input ? item->count : longest_input;
    memcpy(bytes + seed_bytes, item->bytes, count);
    return seed_bytes + count;
}

void test_differences(const inputs *all, unsigned rounds) {
    uint8_t bytes[seed_bytes + longest_input];
    for (size_t i = 0; i < all->count; i++) {
        for (unsigned round = 0; round < rounds; round++) {
            size_t count = copy_input(&all->items[i], bytes);
            run_targets(all->items[i].name, round, bytes, count);
        }
    }
}

static uint32_t next_random(uint64_t *state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

/* One byte changed, some taken out, or a piece of the grammar put in. */
static size_t change(uint8_t *bytes, size_t count, uint64_t *state) {
    static const char *const pieces[] = {
        "\n",         "\r",        "\r\n",      "\n\n",        "data: ", "id:",
        "event:",     "retry:",    "\"",        "\\",          "\\u",    "\\ud83d",
        "\\udc00",    "{",         "}",         "[",           "]",      ",",
        ":",          "-0",        "1e5",       "true",        "null",   "\xEF\xBB\xBF",
        "\xF0\x9F",   "\xC3\xA9",  "\"type\":", "\"delta\":{", "  ",     "\"}}",
        "text_delta", "\"index\":"};
    size_t place = next_random(state) % count;
    switch (next_random(state) % 4) {
    case 0:
        bytes[place] = (uint8_t)next_random(state);
        return count;
    case 1:
        bytes[place] ^= (uint8_t)(1u << next_random(state) % 8);
        return count;
    case 2: {
        size_t taken = 1 + next_random(state) % 8;
        if (place + taken >= count) return place ? place : 1;
        memmove(bytes + place, bytes + place + taken, count - place - taken);
        return count - taken;
    }
    default: {
        const char *piece = pieces[next_random(state) % (sizeof pieces / sizeof pieces[0])];
        size_t length = strlen(piece);
        memmove(bytes + place + length, bytes + place, count - place);
        memcpy(bytes + place, piece, length);
        return count + length;
    }
    }
}

void test_changed_inputs(const inputs *all, unsigned rounds) {
    uint8_t bytes[seed_bytes + longest_input + room_to_grow];
    uint64_t state = 1;
    for (size_t i = 0; i < all->count; i++) {
        for (unsigned round = 0; round < rounds; round++) {
            size_t count = copy_input(&all->items[i], bytes);
            if (count == seed_bytes) continue;
            for (unsigned changes = 1 + next_random(&state) % 4; changes > 0; changes--)
                count = seed_bytes + change(bytes + seed_bytes, count - seed_bytes, &state);
            run_targets(all->items[i].name, round, bytes, count);
        }
    }
}
