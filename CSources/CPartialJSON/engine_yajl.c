/*
 * yajl, and all the memory that it ever uses. With PARTIAL_JSON_YAJL only: see engine_own.c.
 *
 * yajl does not look whether malloc failed: it writes through the null pointer. So it never gets to
 * call malloc. Its whole memory is one block, taken before the first byte and given back after the
 * last, from which the hooks below cut pieces; if the block cannot be had, yajl is not started.
 * What yajl 2.1.0 asks for is known:
 *
 *     its handle, lexer and buffer heads           about 0.4 KB
 *     its lexer's buffer                           2 KB, more only for a token past 2 KB: it gets
 *                                                  none past partial_json_longest_in_place
 *     its buffer of unescaped text                 none: it never gets an escape
 *     a stack of one byte a level                  128 bytes, and past that 128 more at a time
 *
 * The stack alone can grow, in texts deeper than any tool input is. Before yajl sees level 127, a
 * second block with room for the deepest stack is taken, in which it can grow in place.
 */
#include "internal.h"

#ifdef PARTIAL_JSON_YAJL

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include <yajl/yajl_parse.h>

#include "levels.h"

enum {
    yajl_stack_step = 128,
    first_block_bytes = 2816,
    /* The deepest stack: a level each, one for the top, rounded up, with its head. */
    second_block_bytes = partial_json_depth_ceiling + 2 * yajl_stack_step
};

/* Precedes each piece, so that one that grows can be copied; as aligned as what malloc gives. */
typedef struct piece {
    alignas(max_align_t) size_t count;
} piece;

struct partial_json_engine {
    partial_json_tape *tape; /* of the call in progress */
    yajl_handle handle;
    partial_json_error error; /* why a callback told yajl to stop */
    uint8_t *free;            /* the next piece is cut here */
    uint8_t *end;
    uint8_t *last; /* the piece cut last can grow in place */
    uint8_t *second_block;
    partial_json_levels levels;
    alignas(max_align_t) uint8_t first_block[first_block_bytes];
};

/* So that what is cut behind a piece is aligned, too. */
static size_t rounded(size_t count) {
    return (count + sizeof(piece) - 1) / sizeof(piece) * sizeof(piece);
}

static void *cut(void *context, size_t count) {
    struct partial_json_engine *engine = context;
    size_t needed = sizeof(piece) + rounded(count);
    /* Not reached with yajl 2.1.0. If a later one wants more, stopping here is the safe answer. */
    if (count > SIZE_MAX - 64 || needed > (size_t)(engine->end - engine->free)) abort();
    ((piece *)(void *)engine->free)->count = count;
    engine->last = engine->free + sizeof(piece);
    engine->free += needed;
    return engine->last;
}

static void *recut(void *context, void *old, size_t count) {
    struct partial_json_engine *engine = context;
    if (!old) return cut(context, count);
    piece *head = (piece *)old - 1;
    if (old == engine->last && rounded(count) <= (size_t)(engine->end - engine->last)) {
        head->count = count;
        engine->free = engine->last + rounded(count);
        return old;
    }
    void *moved = cut(context, count);
    memcpy(moved, old, head->count < count ? head->count : count);
    return moved;
}

/* Pieces go with their block. */
static void drop(void *context, void *old) {
    (void)context;
    (void)old;
}

/* yajl's callbacks: each hands a token to the tape. 0 stops yajl. */

static int check(struct partial_json_engine *engine, bool had_memory) {
    if (had_memory) return 1;
    engine->error = partial_json_error_out_of_memory;
    return 0;
}

static int on_scalar(void *context, partial_json_kind kind, const void *text, size_t count) {
    struct partial_json_engine *engine = context;
    return check(engine, partial_json_tape_take(engine->tape, kind, text, count));
}

static int on_null(void *context) {
    return on_scalar(context, partial_json_kind_null, NULL, 0);
}

static int on_boolean(void *context, int value) {
    return on_scalar(context, value ? partial_json_kind_true : partial_json_kind_false, NULL, 0);
}

static int on_number(void *context, const char *text, size_t count) {
    return on_scalar(context, partial_json_kind_number, text, count);
}

static int on_string(void *context, const unsigned char *text, size_t count) {
    return on_scalar(context, partial_json_kind_string, text, count);
}

static int on_key(void *context, const unsigned char *text, size_t count) {
    return on_scalar(context, partial_json_kind_key, text, count);
}

static int on_start_object(void *context) {
    struct partial_json_engine *engine = context;
    return check(engine, partial_json_tape_open(engine->tape, partial_json_kind_object));
}

static int on_start_array(void *context) {
    struct partial_json_engine *engine = context;
    return check(engine, partial_json_tape_open(engine->tape, partial_json_kind_array));
}

static int on_end_container(void *context) {
    struct partial_json_engine *engine = context;
    partial_json_tape_close_container(engine->tape);
    return 1;
}

/* With yajl_number given, yajl converts no number and knows no overflow. */
static const yajl_callbacks callbacks = {
    .yajl_null = on_null,
    .yajl_boolean = on_boolean,
    .yajl_number = on_number,
    .yajl_string = on_string,
    .yajl_start_map = on_start_object,
    .yajl_map_key = on_key,
    .yajl_end_map = on_end_container,
    .yajl_start_array = on_start_array,
    .yajl_end_array = on_end_container,
};

bool partial_json_engine_open(partial_json *parser) {
    struct partial_json_engine *engine = malloc(sizeof *engine);
    if (!engine) return false;
    engine->error = partial_json_error_none;
    engine->free = engine->first_block;
    engine->end = engine->first_block + first_block_bytes;
    engine->last = NULL;
    engine->second_block = NULL;
    yajl_alloc_funcs memory = {.malloc = cut, .realloc = recut, .free = drop, .ctx = engine};
    engine->handle = yajl_alloc(&callbacks, &memory, engine);
    /* The scanner has validated the bytes, and more strictly. */
    yajl_config(engine->handle, yajl_dont_validate_strings, 1);
    /* A space makes yajl take its lexer and its buffer now, before there is a second block. */
    (void)yajl_parse(engine->handle, (const unsigned char *)" ", 1);
    parser->engine = engine;
    return true;
}

void partial_json_engine_close(partial_json *parser) {
    if (!parser->engine) return;
    /* No yajl_free: it would hand each piece to `drop`. */
    free(parser->engine->second_block);
    free(parser->engine);
    parser->engine = NULL;
}

partial_json_error partial_json_engine_feed(partial_json *parser, partial_json_tape *tape,
                                            const void *bytes, size_t count) {
    struct partial_json_engine *engine = parser->engine;
    parser->calls_to_engine++;
    parser->bytes_to_engine += count;
    engine->tape = tape;
    if (yajl_parse(engine->handle, bytes, count) == yajl_status_ok) return partial_json_error_none;
    return engine->error != partial_json_error_none ? engine->error : partial_json_error_engine;
}

bool partial_json_engine_enter(partial_json *parser, bool is_object) {
    struct partial_json_engine *engine = parser->engine;
    uint32_t level = parser->depth;
    partial_json_levels_note(&engine->levels, level, is_object);
    /* The stack holds a byte for the top level too: entering level n makes it n + 2 long. */
    if (level + 2 <= yajl_stack_step || engine->second_block) return true;
    engine->second_block = malloc(second_block_bytes);
    if (!engine->second_block) return false;
    engine->free = engine->second_block;
    engine->end = engine->second_block + second_block_bytes;
    engine->last = NULL;
    return true;
}

bool partial_json_engine_in_object(const partial_json *parser) {
    return partial_json_levels_is_object(&parser->engine->levels, parser->depth - 1);
}

size_t partial_json_heap_bytes(const partial_json *parser) {
    if (!parser->engine) return 0;
    return sizeof *parser->engine + (parser->engine->second_block ? second_block_bytes : 0);
}

#endif
