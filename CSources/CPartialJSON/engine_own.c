/*
 * The engine for where there is no yajl: iOS and its kin, static Linux, WebAssembly, and whoever
 * builds without PARTIAL_JSON_YAJL.
 *
 * It gets the runs that yajl would get: whole tokens that the scanner has found to be right, of 64
 * bytes at the most, strings without an escape. So there is nothing to judge here. Each token is a
 * node, or the end of the one that is live; colons and commas say nothing that the tape does not:
 *
 *   a quote      closes the live string, if there is one; otherwise it opens a string, which
 *                stands whole in the run or, at its last byte, has become live
 *   a string     in an object is a key, unless a key stands last on the tape
 *
 * All that it keeps is which levels are objects, and that is for the grammar.
 */
#include "internal.h"

#ifndef PARTIAL_JSON_YAJL

#include <stdlib.h>
#include <string.h>

#include "levels.h"

struct partial_json_engine {
    partial_json_levels levels;
};

static bool is_key_next(const partial_json_tape *tape) {
    if (tape->node_count == 0) return false;
    return tape->nodes[tape->innermost].kind == partial_json_kind_object &&
           tape->nodes[tape->node_count - 1].kind != partial_json_kind_key;
}

/* A string, from behind its opening quote on, or a live one's end. False if memory is short. */
static bool take_string(partial_json_tape *tape, const uint8_t **at, const uint8_t *end) {
    const uint8_t *text = *at;
    size_t count = 0;
    if (!partial_json_tape_is_live(tape)) {
        const uint8_t *quote = memchr(text, '"', (size_t)(end - text));
        if (!quote) return true; /* the run's last byte */
        count = (size_t)(quote - text);
        *at = quote + 1;
    }
    partial_json_kind kind = is_key_next(tape) ? partial_json_kind_key : partial_json_kind_string;
    return partial_json_tape_take(tape, kind, text, count);
}

static partial_json_kind kind_of_word(uint8_t first) {
    switch (first) {
    case 'n':
        return partial_json_kind_null;
    case 'f':
        return partial_json_kind_false;
    case 't':
        return partial_json_kind_true;
    default:
        return partial_json_kind_number;
    }
}

static bool is_of_word(uint8_t byte) {
    return byte > ' ' && byte != ',' && byte != ']' && byte != '}';
}

/* A number or a literal, whose first byte stands before `*at`. False if memory is short. */
static bool take_word(partial_json_tape *tape, const uint8_t **at, const uint8_t *end) {
    const uint8_t *first = *at - 1, *past = *at;
    while (past < end && is_of_word(*past))
        past++;
    *at = past;
    partial_json_kind kind = kind_of_word(*first);
    size_t count = kind == partial_json_kind_number ? (size_t)(past - first) : 0;
    return partial_json_tape_take(tape, kind, first, count);
}

/* The token, or the byte between tokens, before `*at`. False if memory is short. */
static bool take_token(partial_json_tape *tape, const uint8_t **at, const uint8_t *end) {
    switch ((*at)[-1]) {
    case ' ':
    case '\t':
    case '\n':
    case '\r':
    case ',':
    case ':':
        return true;
    case '{':
        return partial_json_tape_open(tape, partial_json_kind_object);
    case '[':
        return partial_json_tape_open(tape, partial_json_kind_array);
    case '}':
    case ']':
        partial_json_tape_close_container(tape);
        return true;
    case '"':
        return take_string(tape, at, end);
    default:
        return take_word(tape, at, end);
    }
}

bool partial_json_engine_open(partial_json *parser) {
    parser->engine = malloc(sizeof *parser->engine);
    return parser->engine != NULL;
}

void partial_json_engine_close(partial_json *parser) {
    free(parser->engine);
    parser->engine = NULL;
}

partial_json_error partial_json_engine_feed(partial_json *parser, partial_json_tape *tape,
                                            const void *bytes, size_t count) {
    const uint8_t *at = bytes, *end = at + count;
    parser->calls_to_engine++;
    parser->bytes_to_engine += count;
    while (at < end) {
        at++;
        if (!take_token(tape, &at, end)) return partial_json_error_out_of_memory;
    }
    return partial_json_error_none;
}

bool partial_json_engine_enter(partial_json *parser, bool is_object) {
    partial_json_levels_note(&parser->engine->levels, parser->depth, is_object);
    return true;
}

bool partial_json_engine_in_object(const partial_json *parser) {
    return partial_json_levels_is_object(&parser->engine->levels, parser->depth - 1);
}

size_t partial_json_heap_bytes(const partial_json *parser) {
    return parser->engine ? sizeof *parser->engine : 0;
}

#endif
