/*
 * One text in the same fragments to a parser with yajl and to one with our own engine. After each
 * fragment both stand at the same place, with the same error, and their tapes are the same bytes.
 */
#ifndef ENGINE_PAIR_H
#define ENGINE_PAIR_H

#include "CPartialJSON.h"
#include "fuzz.h"
#include "two_engines.h"

typedef struct engine_pair {
    partial_json parsers[tested_engine_count];
    partial_json_tape tapes[tested_engine_count];
} engine_pair;

static inline engine_pair pair_begin(const partial_json_limits *limits) {
    engine_pair pair = {0};
    for (int i = 0; i < tested_engine_count; i++)
        partial_json_init(&pair.parsers[i], limits);
    return pair;
}

static inline void pair_require_equal(const engine_pair *pair) {
    const partial_json *one = &pair->parsers[0];
    const partial_json_tape *tape = &pair->tapes[0];
    for (int i = 1; i < tested_engine_count; i++) {
        const partial_json *other = &pair->parsers[i];
        const partial_json_tape *twin = &pair->tapes[i];
        FUZZ_REQUIRE(one->error == other->error);
        FUZZ_REQUIRE(partial_json_error_offset(one) == partial_json_error_offset(other));
        FUZZ_REQUIRE(one->expects == other->expects && one->within == other->within);
        FUZZ_REQUIRE(one->bytes_consumed == other->bytes_consumed && one->depth == other->depth);
        FUZZ_REQUIRE(one->calls_to_engine == other->calls_to_engine);
        FUZZ_REQUIRE(one->bytes_to_engine == other->bytes_to_engine);
        FUZZ_REQUIRE((one->engine == NULL) == (other->engine == NULL));
        FUZZ_REQUIRE(tape->node_count == twin->node_count);
        FUZZ_REQUIRE(tape->text_count == twin->text_count);
        FUZZ_REQUIRE(tape->innermost == twin->innermost);
        FUZZ_REQUIRE(tape->node_capacity == twin->node_capacity);
        FUZZ_REQUIRE(tape->text_capacity == twin->text_capacity);
        size_t node_bytes = tape->node_count * sizeof *tape->nodes;
        FUZZ_REQUIRE(node_bytes == 0 || memcmp(tape->nodes, twin->nodes, node_bytes) == 0);
        FUZZ_REQUIRE(tape->text_count == 0 ||
                     memcmp(tape->text, twin->text, tape->text_count) == 0);
    }
}

static inline partial_json_error pair_append(engine_pair *pair, const uint8_t *bytes,
                                             size_t count) {
    for (int i = 0; i < tested_engine_count; i++) {
        tested_engine before = use_engine((tested_engine)i);
        (void)partial_json_append(&pair->parsers[i], &pair->tapes[i], bytes, count);
        use_engine(before);
    }
    pair_require_equal(pair);
    return pair->parsers[0].error;
}

/* Finishes both, and frees what they own. */
static inline void pair_end(engine_pair *pair, bool empty_is_object) {
    for (int i = 0; i < tested_engine_count; i++) {
        tested_engine before = use_engine((tested_engine)i);
        (void)partial_json_finish(&pair->parsers[i], &pair->tapes[i], empty_is_object);
        use_engine(before);
    }
    pair_require_equal(pair);
    for (int i = 0; i < tested_engine_count; i++) {
        tested_engine before = use_engine((tested_engine)i);
        partial_json_destroy(&pair->parsers[i]);
        use_engine(before);
        partial_json_tape_destroy(&pair->tapes[i]);
    }
}

#endif
