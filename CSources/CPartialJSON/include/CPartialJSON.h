/*
 * A JSON text (RFC 8259) that arrives in fragments, and the value that it has come to so far.
 *
 * Two structures, both the caller's:
 *
 *   partial_json        the parser: where in the grammar the text stands. While it is idle (before
 *                       the first byte, and from the end of the value on) it owns no memory.
 *   partial_json_tape   the value: a flat array of nodes and the text of keys, strings and numbers.
 *                       Separate, so that a reader may keep the value of one moment while the
 *                       parser goes on with a copy.
 *
 * Nothing here calls back, holds a global or looks at the locale. A parser and its tape may move
 * between threads, and in memory, between calls; they serve one call at a time. A tape that no
 * parser writes may be read by all threads at once, and each may have a parser of its own.
 *
 * Both have spare bytes for later versions, as do the limits: zero in those that you fill in,
 * nothing to be read in the others. Sizes in bytes where a pointer has 8: partial_json 80,
 * partial_json_tape 48, partial_json_limits 16, partial_json_node 16.
 */
#ifndef CPARTIALJSON_H
#define CPARTIALJSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__clang__)
#define PARTIAL_JSON_CLOSED __attribute__((enum_extensibility(closed)))
#else
#define PARTIAL_JSON_CLOSED
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The version of this header, which is that of the package. */
#define partial_json_version_major 0
#define partial_json_version_minor 1
#define partial_json_version_patch 0

/* Why a text was refused. Sticky: after the first error every call returns it again. */
typedef enum PARTIAL_JSON_CLOSED partial_json_error {
    partial_json_error_none,
    partial_json_error_expected_value,     /* [1,]         at the ]                           */
    partial_json_error_expected_key,       /* {1: 2}       at the 1                           */
    partial_json_error_expected_colon,     /* {"a" 1}      at the 1                           */
    partial_json_error_expected_comma,     /* [1 2]        at the 2: neither a comma nor a ]  */
    partial_json_error_trailing_bytes,     /* {} x         at the x                           */
    partial_json_error_bad_literal,        /* nuLl         at the L                           */
    partial_json_error_bad_number,         /* 01           at the 1                           */
    partial_json_error_bad_escape,         /* "\d"         at the d                           */
    partial_json_error_bad_unicode_escape, /* "\u12G4"     at the G                           */
    partial_json_error_control_character,  /* "a<LF>b"     at the LF                          */
    partial_json_error_bad_utf8,           /* "<C3>("      at the (                           */
    partial_json_error_unexpected_end,     /* {"a":        at finish, past the last byte      */
    partial_json_error_too_deep,           /* [[[[         at the [ past maximum_depth        */
    partial_json_error_too_many_bytes,     /*              at the byte past maximum_bytes     */
    partial_json_error_number_too_long,    /* 111...       at the byte past the maximum       */
    partial_json_error_out_of_memory,      /*              at the byte for which there is none */
    partial_json_error_engine              /*              yajl refused what the scanner let
                                                           pass: a bug, never a kind of input */
} partial_json_error;

/*
 * Text past these is an error, so that no input can take the machine down. For every function that
 * takes limits a maximum_bytes above 2^32 - 9 counts as that, for offsets are 32 bits, a
 * maximum_depth above partial_json_depth_ceiling as the ceiling, and a maximum_number_bytes of 0
 * as 1.
 */
typedef struct partial_json_limits {
    uint32_t maximum_bytes;        /* of the whole text; keys and strings are bounded by it     */
    uint32_t maximum_depth;        /* of nested containers                                      */
    uint32_t maximum_number_bytes; /* of one number's text                                      */
    uint32_t spare;
} partial_json_limits;

enum {
    partial_json_default_maximum_bytes = 64 * 1024 * 1024,
    partial_json_default_maximum_depth = 512,
    partial_json_default_maximum_number_bytes = 4096,
    /* The most that maximum_depth can be. Readers that recurse over a value rely on it. */
    partial_json_depth_ceiling = 1024,
    /* In larger objects partial_json_read_whole does not look for equal keys. */
    partial_json_most_compared_keys = 16
};

typedef enum PARTIAL_JSON_CLOSED partial_json_kind {
    partial_json_kind_null,
    partial_json_kind_false,
    partial_json_kind_true,
    partial_json_kind_number,
    partial_json_kind_string,
    partial_json_kind_key,
    partial_json_kind_array,
    partial_json_kind_object
} partial_json_kind;

/*
 * One value, or one key, which stands before its value.
 *
 *   {"a": [1, true]}      0 object  next 5, count 1
 *                         1 key     next 2, text "a"
 *                         2 array   next 5, count 2
 *                         3 number  next 4, text "1"
 *                         4 true    next 5
 *
 * A node is open while its last byte has not come: then `next` is the index of the container that
 * holds it (0 for the root), and so never more than its own index. Containers are open from their
 * first byte on; a key, string, number or literal has an open node only if it crosses the border
 * of a fragment, or is cut by an error, and is then the last node of all.
 */
typedef struct partial_json_node {
    partial_json_kind kind;
    uint32_t next;        /* closed: one past the last node of this value, and so past its index */
    uint32_t text_offset; /* key, string, number: where its bytes begin in the tape's text       */
    uint32_t count;       /* key, string, number: bytes of text; array, object: values in it     */
} partial_json_node;

/*
 * A value. Zero-initialised it is empty and owns no memory.
 *
 * `text` is not NUL-terminated. Keys and strings in it are unescaped and always whole, valid UTF-8:
 * an open string ends before an unfinished escape, half a surrogate pair or part of a character.
 * Numbers are the bytes of the input; an open number that ends in a digit is a valid number so far.
 */
typedef struct partial_json_tape {
    partial_json_node *nodes;
    uint8_t *text;
    uint32_t node_count;
    uint32_t node_capacity;
    uint32_t text_count;
    uint32_t text_capacity;
    uint32_t innermost; /* index of the innermost open container, if there is one */
    uint32_t spare[3];
} partial_json_tape;

/* What the text must go on with. */
typedef enum PARTIAL_JSON_CLOSED partial_json_expects {
    partial_json_expects_value,
    partial_json_expects_value_or_end,
    partial_json_expects_key,
    partial_json_expects_key_or_end,
    partial_json_expects_colon,
    partial_json_expects_comma_or_end,
    partial_json_expects_nothing
} partial_json_expects;

/* The token that the last fragment broke off in. */
typedef enum PARTIAL_JSON_CLOSED partial_json_within {
    partial_json_within_nothing,
    partial_json_within_literal,
    partial_json_within_number_after_minus,
    partial_json_within_number_after_zero,
    partial_json_within_number_in_integer,
    partial_json_within_number_after_point,
    partial_json_within_number_in_fraction,
    partial_json_within_number_after_e,
    partial_json_within_number_after_exponent_sign,
    partial_json_within_number_in_exponent,
    partial_json_within_string,
    partial_json_within_string_character,
    partial_json_within_string_escape,
    partial_json_within_string_code_unit
} partial_json_within;

/* A parser. All fields are its own; read them through the functions below. */
typedef struct partial_json {
    partial_json_limits limits;
    partial_json_error error;
    uint32_t error_offset;
    uint32_t bytes_consumed;
    uint32_t depth;
    partial_json_expects expects;
    partial_json_within within;
    uint8_t matched;         /* letters of a literal, or hex digits of an escape, that have come */
    uint8_t character_count; /* bytes of `character` that have come                              */
    uint8_t character[4];    /* a UTF-8 sequence broken off by a fragment's end                  */
    uint16_t code_unit;      /* of the \u escape being read                                      */
    uint16_t high_surrogate; /* waits for its low half; 0 if there is none                       */
    uint32_t calls_to_engine;
    uint64_t bytes_to_engine;
    struct partial_json_engine *engine; /* from the value's first byte to its last */
    uint8_t spare[8];
} partial_json;

/*
 * Makes `parser` ready for the first byte. Call it once before anything else; it allocates nothing.
 * `limits` is read during the call only.
 */
void partial_json_init(partial_json *parser, const partial_json_limits *limits);

/*
 * Frees what `parser` owns. Call it once, last, in whatever state the parser is; not the tape's.
 */
void partial_json_destroy(partial_json *parser);

/*
 * Reads the next `count` bytes at `bytes` (not NUL-terminated; borrowed for the call; may be NULL
 * if `count` is 0) and adds what they say to `tape`, which must be the tape of all earlier calls or
 * a copy of it. Any split of a text gives the same value and the same error.
 *
 * On an error the tape keeps all that came before the wrong byte: see partial_json_error_offset.
 */
partial_json_error partial_json_append(partial_json *parser, partial_json_tape *tape,
                                       const uint8_t *bytes, size_t count);

/*
 * As partial_json_append, of a fragment that still stands escaped in a JSON string: `count` bytes
 * at `raw` from between its quotes. They are unescaped piece by piece on the stack, nothing is
 * allocated for it. Offsets and limits count unescaped bytes. A half of a surrogate pair without
 * the other half in the same fragment becomes U+FFFD. `raw` should have been validated as a
 * string's content; a backslash in it that begins no whole escape stands for itself.
 */
partial_json_error partial_json_append_escaped(partial_json *parser, partial_json_tape *tape,
                                               const uint8_t *raw, size_t count);

/*
 * Unescapes the content of a JSON string from `*raw` up to `end` to `out`, which has room for
 * `room` bytes, at least 4; returns how many were written, never more than were read. `*raw` moves
 * past what was read: to `end` if `room` is no less than what was left, else to where the next
 * character finds no room. Rules as above. `*raw`, `end` and `out` may be NULL when there is
 * nothing to read.
 */
size_t partial_json_unescape(const uint8_t **raw, const uint8_t *end, uint8_t *out, size_t room);

/*
 * Says that the text is over: a number at the top level becomes complete, and a text that breaks
 * off is the error unexpected_end. A text of nothing but white space becomes {} if
 * `empty_is_object` (what the Messages API means by a tool input without fragments).
 */
partial_json_error partial_json_finish(partial_json *parser, partial_json_tape *tape,
                                       bool empty_is_object);

/*
 * Reads a whole text of `count` bytes at `bytes` into `tape`, which must be empty. True if it is
 * JSON and within `limits`. Otherwise false, and `tape` left without a node, though not without
 * memory of its own: what is wrong, if anything is, only partial_json_append says.
 *
 * `may_have_equal_keys` says whether an object may have two members with the same key: it has, or
 * it has more than partial_json_most_compared_keys members.
 */
bool partial_json_read_whole(partial_json_tape *tape, const partial_json_limits *limits,
                             const uint8_t *bytes, size_t count, bool *may_have_equal_keys);

/* Bytes of the text before the first wrong one; after unexpected_end, all. 0 without an error. */
size_t partial_json_error_offset(const partial_json *parser);

/*
 * The error's name, "bad_literal" for partial_json_error_bad_literal; "unknown" for a number that
 * is none. NUL-terminated, like the message, and there as long as the program is.
 */
const char *partial_json_error_name(partial_json_error error);

/* The error in a sentence for people: what was expected at that place, or what was found. */
const char *partial_json_error_message(partial_json_error error);

/* Whether a whole value has been read. A number at the top level has no end before finish. */
bool partial_json_is_complete(const partial_json *parser);

/* Whether nothing but white space has come. */
bool partial_json_is_empty(const partial_json *parser);

/* Bytes of heap memory that `parser` owns now, without the tape's. */
size_t partial_json_heap_bytes(const partial_json *parser);

/*
 * Copies `source` to `copy`, which must be zero-initialised, with the same spare room: it is the
 * copy that the parser goes on with. False, and `copy` left empty, if memory is short. The two are
 * independent afterwards.
 */
bool partial_json_tape_copy(const partial_json_tape *source, partial_json_tape *copy);

/*
 * Makes `earlier`, a copy that was taken of the same parser's tape before, the same as `source` is
 * now. Costs what came since and the depth, not the value. False, and `earlier` as it was, if
 * memory is short. The two are independent afterwards.
 */
bool partial_json_tape_catch_up(const partial_json_tape *source, partial_json_tape *earlier);

/* Frees what `tape` owns and leaves it empty. */
void partial_json_tape_destroy(partial_json_tape *tape);

/* Bytes of heap memory that `tape` owns. */
size_t partial_json_tape_heap_bytes(const partial_json_tape *tape);

/*
 * How many of the `count` bytes at `bytes` come before the first that a JSON string must escape.
 * `bytes` may be NULL if `count` is 0.
 */
size_t partial_json_unescaped_count(const uint8_t *bytes, size_t count);

#ifdef __cplusplus
}
#endif

#endif
