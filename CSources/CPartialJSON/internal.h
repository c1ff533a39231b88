/*
 * What the files of this module share with each other.
 *
 *   parser.c    the grammar between tokens; append and finish
 *   literal.c   true, false, null
 *   number.c    numbers
 *   string.c    keys and strings: UTF-8, escapes
 *   unescape.c  fragments that are escaped once more
 *   whole.c     a text that is there as a whole, without an engine
 *   tape.c      the value
 *
 * and one of two engines:
 *
 *   engine_yajl.c   yajl: its memory, its callbacks; with PARTIAL_JSON_YAJL, and where yajl is
 *   engine_own.c    our own, for everywhere else
 *
 * Every byte passes the scanner (parser, literal, number, string), which alone decides whether the
 * text is JSON and where it is not. The engine turns tokens into the calls that build the tape. It
 * gets whole tokens only, in place, in runs as long as they come:
 *
 *   fragment       {"path": "a.txt", "text": "line\n and m
 *   to the engine  ^~~~~~~~~~~~~~~~~~~~~~~~~~^              one run, up to and with the quote
 *   to the tape                               line\n and m  unescaped, as it arrives
 *
 * because yajl starts an unfinished token over at each call (a long string in small fragments then
 * costs time quadratic in its length), reports a string only at its end, keeps a second copy of it
 * and turns half a surrogate pair into '?'. So a string that crosses a border, or has an escape, is
 * *live*: it has an open node on the tape, its content goes there straight, and the engine sees
 * only the two quotes, the second at the head of the next run. That empty string closes the node.
 * Inside a live string no call to the engine is made at all.
 *
 * A number or literal that crosses a border is live too. Its text waits on the tape, which is where
 * a reader looks for the number so far, and is given to the engine once it is whole.
 *
 * Our own engine could do with less. It gets the same, so that the two come to the same tape, the
 * same errors and the same offsets, whatever the text and its fragments: Tests/Fuzz/engines.c.
 */
#ifndef CPARTIALJSON_INTERNAL_H
#define CPARTIALJSON_INTERNAL_H

#include "CPartialJSON.h"

#if defined(__GNUC__)
#define PARTIAL_JSON_INTERNAL __attribute__((visibility("hidden")))
#else
#define PARTIAL_JSON_INTERNAL
#endif

enum {
    /*
     * The longest token that the engine gets in place; a longer one becomes live. From about here
     * on one call more costs less than yajl's second look at the bytes (a string of 128 bytes: 0.8
     * ns a byte live, 1.1 in place). It also bounds yajl's buffer of 2 KB, to which yajl copies the
     * first token of a run, and which would grow with that token.
     */
    partial_json_longest_in_place = 64,
    /* Text is written eight bytes at a time: room past its end that may be written over. */
    partial_json_spare_bytes = 8
};

/* Sums of offsets, with the room past the end, stay within 32 bits. */
#define PARTIAL_JSON_GREATEST_MAXIMUM_BYTES (UINT32_MAX - partial_json_spare_bytes)

/* One call to append: the bytes, how far the scanner is and how far the engine is. */
typedef struct partial_json_fragment {
    partial_json *parser;
    partial_json_tape *tape;
    const uint8_t *at;  /* the next byte to scan                          */
    const uint8_t *run; /* the first byte that the engine has not yet got */
    const uint8_t *end;
} partial_json_fragment;

/* parser.c */

/* The limits that count where these are asked for. */
PARTIAL_JSON_INTERNAL partial_json_limits
partial_json_effective_limits(const partial_json_limits *limits);
/* Records `error` at the byte `fragment->at` and returns false. */
PARTIAL_JSON_INTERNAL bool partial_json_fail(partial_json_fragment *fragment,
                                             partial_json_error error);
/* Gives the engine the run up to `end`. False after an error, which is recorded. */
PARTIAL_JSON_INTERNAL bool partial_json_flush(partial_json_fragment *fragment, const uint8_t *end);
/*
 * Makes the token that begins at `token` live: flushes the run before it, and opens a node of
 * `kind` with the text from `token` to `fragment->at`. False after an error, which is recorded.
 */
PARTIAL_JSON_INTERNAL bool partial_json_make_live(partial_json_fragment *fragment,
                                                  const uint8_t *token, partial_json_kind kind);
/*
 * Gives the engine the whole text of a live token that ends at `fragment->at`, where a new run
 * begins.
 */
PARTIAL_JSON_INTERNAL bool partial_json_end_live(partial_json_fragment *fragment, const void *text,
                                                 size_t count);
/* Moves the grammar past the end of a value. */
PARTIAL_JSON_INTERNAL void partial_json_end_value(partial_json *parser);

/*
 * literal.c, number.c, string.c. begin_: the token's first byte is `fragment->at`. resume_: the
 * fragment goes on with a live token. Both stop after the token or at the fragment's end, with
 * `within` saying which; false after an error, which is recorded.
 */
PARTIAL_JSON_INTERNAL bool partial_json_begin_literal(partial_json_fragment *fragment);
PARTIAL_JSON_INTERNAL bool partial_json_resume_literal(partial_json_fragment *fragment);
PARTIAL_JSON_INTERNAL bool partial_json_begin_number(partial_json_fragment *fragment);
PARTIAL_JSON_INTERNAL bool partial_json_resume_number(partial_json_fragment *fragment);
/* The end of the text ends a live number too: false, and nothing done, if it stands at `1.`. */
PARTIAL_JSON_INTERNAL bool partial_json_end_number(partial_json_fragment *fragment);
PARTIAL_JSON_INTERNAL bool partial_json_begin_string(partial_json_fragment *fragment);
PARTIAL_JSON_INTERNAL bool partial_json_resume_string(partial_json_fragment *fragment);

/*
 * Adds to the live string what `first` to `end` begin with, up to the string's quote or to the
 * first byte that needs a closer look, and returns where that is: what a fragment's end cuts apart,
 * a \u escape, what is wrong. No half of a pair may be waiting. NULL, and nothing done, if memory
 * is short.
 */
PARTIAL_JSON_INTERNAL const uint8_t *
partial_json_extend_string(partial_json_tape *tape, const uint8_t *first, const uint8_t *end);
/* Past the whole character at `at`, which is not plain; `at` if it is cut off or wrong. */
PARTIAL_JSON_INTERNAL const uint8_t *partial_json_skip_character(const uint8_t *at,
                                                                 const uint8_t *end);
/* Reads \uXXXX at `*at`, and its second half if it is a pair. UINT32_MAX if there is none. */
PARTIAL_JSON_INTERNAL uint32_t partial_json_read_scalar(const uint8_t **at, const uint8_t *end);
/* Writes `scalar` to `out` as UTF-8, at most 4 bytes; returns how many. */
PARTIAL_JSON_INTERNAL size_t partial_json_write_scalar(uint32_t scalar, uint8_t *out);

/* engine_yajl.c, engine_own.c */

/* Makes the engine ready for a value. False if memory is short. */
PARTIAL_JSON_INTERNAL bool partial_json_engine_open(partial_json *parser);
/* Frees the engine and all its memory; allowed when there is none. */
PARTIAL_JSON_INTERNAL void partial_json_engine_close(partial_json *parser);
/* Gives the engine `count` bytes, and the tape what it makes of them. */
PARTIAL_JSON_INTERNAL partial_json_error partial_json_engine_feed(partial_json *parser,
                                                                  partial_json_tape *tape,
                                                                  const void *bytes, size_t count);
/*
 * Notes that the container entered at level `parser->depth` is an object or an array, and sees that
 * the engine will find the memory for it. False if memory is short.
 */
PARTIAL_JSON_INTERNAL bool partial_json_engine_enter(partial_json *parser, bool is_object);
/* Whether the innermost container is an object. */
PARTIAL_JSON_INTERNAL bool partial_json_engine_in_object(const partial_json *parser);

/* tape.c. Those that return bool are false if memory is short. */

/* Adds a closed scalar or key. */
PARTIAL_JSON_INTERNAL bool partial_json_tape_add(partial_json_tape *tape, partial_json_kind kind,
                                                 const void *text, size_t count);
/* Adds an open node: of a container or of a live token. */
PARTIAL_JSON_INTERNAL bool partial_json_tape_open(partial_json_tape *tape, partial_json_kind kind);
/* Adds to the text of the live token. */
PARTIAL_JSON_INTERNAL bool partial_json_tape_grow(partial_json_tape *tape, const void *text,
                                                  size_t count);
/* Makes room for one more node. */
PARTIAL_JSON_INTERNAL bool partial_json_tape_make_node_room(partial_json_tape *tape);
/* Makes room for `count` more bytes of text, which may be partial_json_spare_bytes too many. */
PARTIAL_JSON_INTERNAL bool partial_json_tape_make_room(partial_json_tape *tape, size_t count);
/* Whether the last node is a live token. */
PARTIAL_JSON_INTERNAL bool partial_json_tape_is_live(const partial_json_tape *tape);
/* Closes the live token. */
PARTIAL_JSON_INTERNAL void partial_json_tape_close_live(partial_json_tape *tape);
/* Gives spare room back, if it is much: the value is complete. */
PARTIAL_JSON_INTERNAL void partial_json_tape_trim(partial_json_tape *tape);
/* A scalar or key of a run: it closes the live token, or is added where there is none. */
PARTIAL_JSON_INTERNAL bool partial_json_tape_take(partial_json_tape *tape, partial_json_kind kind,
                                                  const void *text, size_t count);
/* Closes the innermost open container. */
PARTIAL_JSON_INTERNAL void partial_json_tape_close_container(partial_json_tape *tape);

#endif
