/*
 * One event of a Messages API stream: the JSON of its data in, the fields that matter out.
 *
 * One pass over the bytes validates all of them (RFC 8259, UTF-8) and finds the event's kind, block
 * index, delta kind and payload, whatever the order of the members, the white space, the escapes
 * and the members that it does not know. Of members with the same name the last counts.
 *
 *     message_event_scanner scanner;
 *     message_event_scanner_init(&scanner);
 *     message_event event;
 *     if (message_event_scan(&scanner, data, count, &event) == message_event_error_none &&
 *         event.delta_kind == message_event_delta_kind_text && event.has_payload)
 *         handle(data + event.payload.start, event.payload.count, event.payload_has_escapes);
 *
 * Nothing here allocates, holds a global or looks at the locale. A scanner may move between threads
 * between calls and serves one call at a time; functions without a scanner may be called by all
 * threads at once.
 *
 * Structures are the caller's. But for message_event, which is copied once an event, they have
 * spare bytes for later versions: zero in those that you fill in, nothing to be read in the
 * others. Sizes in bytes: message_event_scanner 328, message_event 24, message_event_members 64,
 * message_event_framing 24, message_event_slice 8.
 */
#ifndef C_MESSAGE_EVENTS_H
#define C_MESSAGE_EVENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__clang__)
#define MESSAGE_EVENT_CLOSED_ENUM __attribute__((enum_extensibility(closed)))
#else
#define MESSAGE_EVENT_CLOSED_ENUM
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The version of this header, which is that of the package. */
#define message_event_version_major 0
#define message_event_version_minor 1
#define message_event_version_patch 0

/* What the type member says. */
typedef enum MESSAGE_EVENT_CLOSED_ENUM message_event_kind {
    message_event_kind_untyped, /* not an object, or one without a type that is a string */
    message_event_kind_unknown, /* a type that this version does not know */
    message_event_kind_message_start,
    message_event_kind_content_block_start,
    message_event_kind_content_block_delta,
    message_event_kind_content_block_stop,
    message_event_kind_message_delta,
    message_event_kind_message_stop,
    message_event_kind_ping,
    message_event_kind_error /* also an object without a type that has an error member */
} message_event_kind;

/* What the delta's type member says. */
typedef enum MESSAGE_EVENT_CLOSED_ENUM message_event_delta_kind {
    message_event_delta_kind_none,       /* no delta, or one without a type that is a string */
    message_event_delta_kind_unknown,    /* a type that this version does not know */
    message_event_delta_kind_text,       /* payload: text */
    message_event_delta_kind_input_json, /* payload: partial_json */
    message_event_delta_kind_thinking,   /* payload: thinking */
    message_event_delta_kind_signature,  /* payload: signature */
    message_event_delta_kind_citations,
    message_event_delta_kind_compaction
} message_event_delta_kind;

/* Why bytes are not JSON; each example says which byte's offset is reported. */
typedef enum MESSAGE_EVENT_CLOSED_ENUM message_event_error {
    message_event_error_none,
    message_event_error_truncated,         /* {"a": 1      past the last byte */
    message_event_error_expected_value,    /* {"a": }      at the } */
    message_event_error_expected_key,      /* {"a": 1,}    at the } */
    message_event_error_expected_colon,    /* {"a" 1}      at the 1 */
    message_event_error_expected_comma,    /* [1 2]        at the 2: neither a comma nor a ] */
    message_event_error_trailing_bytes,    /* {} x         at the x */
    message_event_error_bad_literal,       /* [nul]        at the ] */
    message_event_error_bad_number,        /* [01]         at the 1 */
    message_event_error_bad_escape,        /* ["\x"]       at the x */
    message_event_error_control_character, /* a raw line feed in a string, at the line feed */
    message_event_error_invalid_utf8,      /* the byte C0 in a string, at the C0 */
    message_event_error_too_deep,          /* at the bracket past message_event_maximum_depth */
    message_event_error_too_large          /* 4 GiB or more; the offset is UINT32_MAX */
} message_event_error;

/* How strings are searched. Every path gives the same answers. */
typedef enum MESSAGE_EVENT_CLOSED_ENUM message_event_path {
    message_event_path_portable,
    message_event_path_sse2,
    message_event_path_avx2,
    message_event_path_neon
} message_event_path;

/* Brackets may be nested this deep (RFC 8259, section 9, lets a parser set a limit). */
#define message_event_maximum_depth 512

/*
 * What a scanner remembers of an event, in bytes: the lines before its data, the data up to the
 * payload, and the data behind the payload. An event with more of one of them is read as a whole.
 */
#define message_event_head_bytes 64
#define message_event_memo_bytes 128
#define message_event_tail_bytes 64

/* An event with fewer bytes before its payload is framed and scanned. */
#define message_event_shortest_prefix 32

/* A part of the data, in bytes from its start. count is 0 when there is no such part. */
typedef struct message_event_slice {
    uint32_t start;
    uint32_t count;
} message_event_slice;

/* What one event's data says that every event is asked for. */
typedef struct message_event {
    message_event_kind kind;
    message_event_delta_kind delta_kind;
    int32_t index;
    bool has_index;              /* the index is a whole number from 0 to 2^31 - 1 */
    bool has_payload;            /* the delta has the string that its type names; it may be empty */
    bool payload_has_escapes;    /* the payload contains a backslash: see message_event_unescape */
    bool delta_has_more;         /* the delta has members besides its type and its payload; where
                                    its type names none, besides its type and the four payloads */
    message_event_slice payload; /* raw, without its quotes */
} message_event;

/* The members that the rarer events are asked for: raw JSON text. */
typedef struct message_event_members {
    message_event_slice type; /* without its quotes */
    message_event_slice message;
    message_event_slice content_block;
    message_event_slice delta;
    message_event_slice usage;
    message_event_slice error;
    bool has_type; /* the type is a string */
    bool type_has_escapes;
    uint32_t spare[3];
} message_event_members;

/* Where an event lies that was recognized in a chunk, in bytes from the chunk's next byte. */
typedef struct message_event_framing {
    message_event_slice type; /* the value of its event line; starts at 0 when there is none */
    message_event_slice data; /* the value of its data line */
    uint32_t used;            /* its bytes, the blank line included */
    uint32_t spare;
} message_event_framing;

/*
 * Remembers the last delta but for its payload: bytes that are equal leave the parser in an equal
 * state, so that the next delta of the same shape needs two comparisons. Owns no memory.
 */
typedef struct message_event_scanner {
    message_event memo_event;      /* the last delta; its payload's end is found anew */
    message_event_framing framing; /* how it lay in its chunk; its end is found anew */
    uint32_t error_offset;
    uint8_t path;
    bool memo_is_resolved;
    bool head_is_known;
    bool wants_framing;
    uint8_t memo_count; /* bytes in use of memo, from message_event_head_bytes on */
    uint8_t tail_count; /* bytes in use of tail */
    uint8_t end_count;  /* LF LF or CR LF CR LF */
    uint8_t memo[message_event_head_bytes + message_event_memo_bytes];
    uint8_t tail[message_event_tail_bytes];
    uint8_t spare[13];
} message_event_scanner;

/* Makes *scanner ready, with the fastest path of this processor. Nothing needs to be freed. */
void message_event_scanner_init(message_event_scanner *scanner);

/*
 * Reads one event's data: data[0 ..< count], not NUL-terminated, not NULL. Reads nothing outside it
 * and keeps no pointer to it. On success *event is filled in, else message_event_error_offset says
 * where. Costs one pass; never allocates; needs about 100 bytes of stack whatever the depth.
 */
message_event_error message_event_scan(message_event_scanner *scanner, const uint8_t *data,
                                       size_t count, message_event *event);

/*
 * Recognizes the next event of a stream: if input[0 ..< count] begins with an event that is framed
 * as message_event_remember_framing was told and that differs from the last delta in its payload
 * only, fills in *event and *framing and says true. Reads nothing outside the input. Validates all
 * that message_event_scan would. False says nothing about the input: it has to be framed and
 * scanned.
 *
 * The caller knows that no event is unfinished, and that the input begins a line. Such an event has
 * no id and no retry field. A payload that ends in the first half of a surrogate pair, escaped, is
 * not recognized: it has to be joined with the next.
 */
bool message_event_recognize(const message_event_scanner *scanner, const uint8_t *input,
                             size_t count, message_event *event, message_event_framing *framing);

/*
 * Tells the scanner in which bytes the event lay whose data it has scanned last: input[0 ..< used]
 * is what was taken off the stream for it, up to and including its blank line, and `data` and
 * `count` are what was given to message_event_scan. Nothing is remembered, and nothing is wrong,
 * when the data does not lie in these bytes, or when they are not one event with one data line as
 * models send it: when an earlier block or an id or retry field stands before the data, anything
 * but LF LF or CR LF CR LF behind it, or more than message_event_head_bytes before it.
 *
 * May be called after any scan that found no error, whatever the decoder stood in before: what is
 * remembered follows from the bytes alone.
 */
void message_event_remember_framing(message_event_scanner *scanner, const uint8_t *input,
                                    size_t used, const uint8_t *data, size_t count);

/*
 * Finds the members of an event whose data message_event_scan has accepted. Apart from the scan,
 * since 98 of 100 events are never asked for them. Costs one pass; never allocates.
 */
void message_event_find_members(const uint8_t *data, size_t count, message_event_members *members);

/* Bytes from the start of the data to where the last scan failed; the count when it ended early. */
size_t message_event_error_offset(const message_event_scanner *scanner);

/*
 * The error's name, "bad_literal" for message_event_error_bad_literal; "unknown" for a number that
 * is none. NUL-terminated, like the message, and there as long as the program is.
 */
const char *message_event_error_name(message_event_error error);

/* The error in a sentence for people: what was expected at that place, or what was found. */
const char *message_event_error_message(message_event_error error);

/*
 * Writes the text that the raw string raw[0 ..< count] stands for to out, which has room for count
 * bytes (it never gets longer), and returns its length in bytes. Half a surrogate pair becomes
 * U+FFFD. The string must have been validated by message_event_scan. out may be raw itself; both
 * may be NULL when count is 0.
 */
size_t message_event_unescape(const uint8_t *raw, size_t count, uint8_t *out);

/* Whether this processor, and this build, can take the path. */
bool message_event_path_available(message_event_path path);

/* Takes another path from now on. For tests and measurements. The path must be available. */
void message_event_scanner_set_path(message_event_scanner *scanner, message_event_path path);

#ifdef __cplusplus
}
#endif

#endif
