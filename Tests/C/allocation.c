/* Each allocation of a run fails in turn, once alone and once with all that follow it. */
#define ALLOCATION_ITSELF
#include "allocation.h"

#include <string.h>

#include "CPartialJSON.h"
#include "CServerSentEvents.h"
#include "checks.h"

static size_t live, calls, failing_call;
static int all_that_follow;

static int fails(void) {
    calls++;
    if (failing_call == 0) return 0;
    return all_that_follow ? calls >= failing_call : calls == failing_call;
}

void *tested_malloc(size_t count) {
    void *memory = fails() ? NULL : malloc(count);
    live += memory != NULL;
    return memory;
}

void *tested_calloc(size_t items, size_t count) {
    void *memory = fails() ? NULL : calloc(items, count);
    live += memory != NULL;
    return memory;
}

void *tested_realloc(void *old, size_t count) {
    void *memory = fails() ? NULL : realloc(old, count);
    live += memory != NULL && old == NULL;
    return memory;
}

void tested_free(void *old) {
    live -= old != NULL;
    free(old);
}

/* What a run came to. */
static digest seen;

/* Decodes in chunks of `step` bytes; returns whether it ran out of memory. */
static bool run_framing(const uint8_t *bytes, size_t count, size_t step) {
    sse_decoder decoder;
    sse_decoder_init(&decoder, sse_default_limits());
    sse_step result = sse_step_need_input;
    sse_event event;
    size_t used;
    for (size_t at = 0; at < count && result != sse_step_failed; at += step) {
        size_t piece = count - at < step ? count - at : step;
        for (size_t start = 0;; start += used) {
            result = sse_decoder_next(&decoder, bytes + at + start, piece - start, &used, &event);
            if (result != sse_step_event) break;
            digest_add(&seen, event.type.start, event.type.count);
            digest_add(&seen, event.data.start, event.data.count);
            digest_add(&seen, event.last_event_id.start, event.last_event_id.count);
        }
    }
    bool has_failed = result == sse_step_failed;
    if (has_failed) {
        CHECK(sse_decoder_error(&decoder) == sse_error_out_of_memory);
        CHECK(sse_decoder_offset(&decoder) <= count);
        CHECK(sse_decoder_next(&decoder, bytes, count, &used, &event) == sse_step_failed);
        CHECK(sse_decoder_error(&decoder) == sse_error_out_of_memory);
    }
    sse_decoder_destroy(&decoder);
    return has_failed;
}

static partial_json_limits default_limits(void) {
    return (partial_json_limits){.maximum_bytes = partial_json_default_maximum_bytes,
                                 .maximum_depth = partial_json_depth_ceiling,
                                 .maximum_number_bytes = partial_json_default_maximum_number_bytes};
}

/* Every node lies where it says. */
static void check_tape(const partial_json_tape *tape) {
    digest_add(&seen, tape->text, tape->text_count);
    for (uint32_t i = 0; i < tape->node_count; i++) {
        const partial_json_node *node = &tape->nodes[i];
        uint32_t facts[] = {node->kind, node->next, node->count};
        digest_add(&seen, facts, sizeof facts);
        CHECK(node->next <= tape->node_count);
        if (node->kind == partial_json_kind_number || node->kind == partial_json_kind_string ||
            node->kind == partial_json_kind_key)
            CHECK(node->text_offset + node->count <= tape->text_count);
    }
}

/* Two tapes of a parser take turns: the one that was let go of becomes the same as the other. */
static bool catch_up(const partial_json_tape *tape, partial_json_tape *earlier) {
    if (!partial_json_tape_catch_up(tape, earlier)) return false;
    CHECK(earlier->node_count == tape->node_count && earlier->text_count == tape->text_count);
    CHECK(earlier->innermost == tape->innermost);
    size_t node_bytes = tape->node_count * sizeof *tape->nodes;
    CHECK(node_bytes == 0 || memcmp(earlier->nodes, tape->nodes, node_bytes) == 0);
    CHECK(tape->text_count == 0 || memcmp(earlier->text, tape->text, tape->text_count) == 0);
    return true;
}

static bool run_fragments(const uint8_t *bytes, size_t count, size_t step, bool is_escaped) {
    partial_json_limits limits = default_limits();
    partial_json parser;
    partial_json_tape tape = {0}, copy = {0}, earlier = {0};
    bool is_caught_up = true;
    partial_json_init(&parser, &limits);
    partial_json_error error = partial_json_error_none;
    for (size_t at = 0; at < count && error == partial_json_error_none; at += step) {
        size_t piece = count - at < step ? count - at : step;
        error = is_escaped ? partial_json_append_escaped(&parser, &tape, bytes + at, piece)
                           : partial_json_append(&parser, &tape, bytes + at, piece);
        is_caught_up = catch_up(&tape, &earlier) && is_caught_up;
    }
    bool has_failed = error == partial_json_error_out_of_memory;
    if (error != partial_json_error_none) {
        CHECK(error != partial_json_error_engine);
        CHECK(partial_json_append(&parser, &tape, bytes, count) == error);
        CHECK(partial_json_finish(&parser, &tape, false) == error);
        CHECK(partial_json_error_offset(&parser) <= count);
    } else {
        error = partial_json_finish(&parser, &tape, true);
        has_failed = error == partial_json_error_out_of_memory;
    }
    check_tape(&tape);
    bool is_copied = partial_json_tape_copy(&tape, &copy);
    CHECK(is_copied || (copy.nodes == NULL && copy.text == NULL && copy.node_count == 0));
    check_tape(&copy);
    partial_json_tape_destroy(&copy);
    partial_json_tape_destroy(&earlier);
    partial_json_tape_destroy(&tape);
    partial_json_destroy(&parser);
    return has_failed || !is_copied || !is_caught_up;
}

static bool run_whole(const uint8_t *bytes, size_t count, bool is_json) {
    partial_json_limits limits = default_limits();
    partial_json_tape tape = {0};
    bool may_have_equal_keys;
    bool is_read = partial_json_read_whole(&tape, &limits, bytes, count, &may_have_equal_keys);
    CHECK(is_json || !is_read);
    CHECK(is_read || tape.node_count == 0);
    check_tape(&tape);
    partial_json_tape_destroy(&tape);
    return is_json && !is_read;
}

typedef enum reader {
    reader_framing,
    reader_fragments,
    reader_escaped,
    reader_whole,
    reader_count
} reader;

static bool run(reader reader, const uint8_t *bytes, size_t count, size_t step, bool is_json) {
    calls = 0;
    seen = digest_of_nothing;
    switch (reader) {
    case reader_framing:
        return run_framing(bytes, count, step);
    case reader_fragments:
        return run_fragments(bytes, count, step, false);
    case reader_escaped:
        return run_fragments(bytes, count, step, true);
    case reader_whole:
    case reader_count:
        break;
    }
    return run_whole(bytes, count, is_json);
}

static bool is_whole_json(const uint8_t *bytes, size_t count) {
    partial_json_limits limits = default_limits();
    partial_json_tape tape = {0};
    bool may_have_equal_keys;
    bool is_json = partial_json_read_whole(&tape, &limits, bytes, count, &may_have_equal_keys);
    partial_json_tape_destroy(&tape);
    return is_json;
}

/*
 * A run that could do without the memory (a buffer that was to be trimmed, a second try) must have
 * come to the same; one that could not says so.
 */
static void fail_each_call(const char *name, reader reader, const uint8_t *bytes, size_t count,
                           size_t step, bool is_json) {
    checks_about("%s, reader %d in steps of %zu", name, (int)reader, step);
    failing_call = 0;
    run(reader, bytes, count, step, is_json);
    CHECK(live == 0);
    size_t allocations = calls, failures = 0;
    uint64_t expected = seen.value;
    for (failing_call = 1; failing_call <= allocations; failing_call++) {
        for (all_that_follow = 0; all_that_follow < 2; all_that_follow++) {
            checks_about("%s, reader %d in steps of %zu, allocation %zu of %zu fails", name,
                         (int)reader, step, failing_call, allocations);
            bool has_failed = run(reader, bytes, count, step, is_json);
            failures += has_failed;
            CHECK(has_failed || seen.value == expected);
            CHECK(live == 0);
        }
    }
    CHECK(failures > 0 || allocations == 0 || (reader == reader_whole && !is_json));
    failing_call = 0;
}

static void fail_each(const char *name, const uint8_t *bytes, size_t count) {
    bool is_json = is_whole_json(bytes, count);
    for (int kind = reader_framing; kind < reader_count; kind++) {
        fail_each_call(name, (reader)kind, bytes, count, count ? count : 1, is_json);
        if (kind != reader_whole) fail_each_call(name, (reader)kind, bytes, count, 7, is_json);
    }
}

void test_allocation_failures(const inputs *all) {
    for (size_t i = 0; i < all->count; i++) {
        fail_each(all->items[i].name, all->items[i].bytes, all->items[i].count);
    }
    /* Deep enough for the second block of memory that yajl's stack needs. */
    enum { depth = 600 };
    uint8_t brackets[2 * depth];
    memset(brackets, '[', depth);
    memset(brackets + depth, ']', depth);
    fail_each("600 brackets", brackets, sizeof brackets);
}
