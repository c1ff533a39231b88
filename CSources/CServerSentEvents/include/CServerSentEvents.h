/*
 * Server-Sent Events: bytes in, events out (WHATWG HTML, section 9.2.6 "Interpreting an event
 * stream"). The caller owns the decoder and the chunks, and pulls; nothing is called back.
 *
 *     sse_decoder decoder;
 *     sse_decoder_init(&decoder, sse_default_limits());
 *     while ((count = read(fd, chunk, sizeof chunk)) > 0) {
 *         size_t at = 0, used;
 *         sse_event event;
 *         while (sse_decoder_next(&decoder, chunk + at, count - at, &used, &event) ==
 *                sse_step_event) {
 *             at += used;
 *             handle(&event);
 *         }
 *         if (sse_decoder_error(&decoder) != sse_error_none) break;
 *     }
 *     sse_decoder_destroy(&decoder);
 *
 * Nothing here holds a global or looks at the locale. A decoder may move between threads between
 * calls and serves one call at a time; decoders have nothing in common, so that each thread may
 * have its own. Constants and functions of no decoder may be used by all threads at once.
 *
 * Structures are the caller's, and have spare bytes for later versions: zero in those that you fill
 * in, nothing to be read in the others. Sizes in bytes where a pointer has 8: sse_decoder 256,
 * sse_event 72, sse_limits 16, sse_rules 16, sse_slice 16.
 */
#ifndef C_SERVER_SENT_EVENTS_H
#define C_SERVER_SENT_EVENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__clang__)
#define SSE_CLOSED_ENUM __attribute__((enum_extensibility(closed)))
#else
#define SSE_CLOSED_ENUM
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The version of this header, which is that of the package. */
#define sse_version_major 0
#define sse_version_minor 1
#define sse_version_patch 0

/* What sse_decoder_next came to. */
typedef enum SSE_CLOSED_ENUM sse_step {
    sse_step_need_input, /* the input is used up; nothing of it will be asked for again */
    sse_step_event,      /* *event is filled in */
    sse_step_failed      /* see sse_decoder_error; every later call fails too */
} sse_step;

/* Why a decoder stopped. An event stream knows no syntax errors: only limits can be broken. */
typedef enum SSE_CLOSED_ENUM sse_error {
    sse_error_none,
    sse_error_line_too_long, /* "data: aaaa..." past sse_limits.line bytes without a line ending */
    sse_error_event_too_large, /* "data: a\ndata: a\n..." past sse_limits.event bytes */
    sse_error_out_of_memory    /* malloc returned NULL while bytes had to be kept */
} sse_error;

/* How lines are found. Every path gives the same answers; all but portable need their processor. */
typedef enum SSE_CLOSED_ENUM sse_path {
    sse_path_portable,
    sse_path_sse2,
    sse_path_avx2,
    sse_path_neon
} sse_path;

/* Which blocks of fields a blank line makes an event of. */
typedef enum SSE_CLOSED_ENUM sse_blocks {
    sse_blocks_with_data,   /* those with a data field: the standard */
    sse_blocks_with_fields, /* those with a data, an event or an id field */
    sse_blocks_all          /* every blank line is an event, with fields or without */
} sse_blocks;

/*
 * Where a decoder departs from the standard, for programs that were written for one that does. All
 * zero, as sse_decoder_init leaves it: nowhere.
 */
typedef struct sse_rules {
    sse_blocks blocks;
    bool needs_colon;      /* a line without a colon is no field: "data" is ignored */
    bool allows_null_id;   /* an id may contain U+0000 */
    bool skips_blank_data; /* data lines before the first that is not empty add no line feed */
    bool skips_zero_retry; /* "retry: 0" is ignored */
    uint8_t spare[8];
} sse_rules;

/* Bytes of the caller's chunk or of the decoder. Not NUL-terminated; start is never NULL. */
typedef struct sse_slice {
    const uint8_t *start;
    size_t count; /* in bytes */
} sse_slice;

/* Lengths that no input can make the decoder exceed, in bytes. SIZE_MAX is no limit. */
typedef struct sse_limits {
    size_t line;  /* one line, its ending not counted, comments included */
    size_t event; /* what is kept of one event: its data lines joined, its type, its id */
} sse_limits;

/* A 32 MiB document sent as base64 in one event is 43 MiB; an endless line must end. */
#define sse_default_line_limit ((size_t)64 << 20)
#define sse_default_event_limit ((size_t)64 << 20)

/* A buffer that grew larger than this for one event is given back when that event is over. */
#define sse_retained_capacity ((size_t)64 << 10)

/* Bytes before an event's data that are remembered, since the next event begins the same way. */
#define sse_head_bytes 40

/*
 * One dispatched event. Its slices live until the next call for the same decoder, and as long as
 * the chunk does that was passed in.
 */
typedef struct sse_event {
    sse_slice type;          /* the event field; empty means "message" */
    sse_slice data;          /* the data lines joined with LF */
    sse_slice last_event_id; /* the last event ID string after this event */
    uint64_t data_offset;    /* where in the stream the first data line's value starts */
    int64_t retry;           /* the block's last valid retry field in milliseconds, or -1 */
    bool has_id;             /* the block had a valid id field: last_event_id is its value */
    bool has_type;           /* the block had an event field, perhaps an empty one */
    bool has_data;           /* the block had a data field; always, but for other sse_blocks */
    uint8_t spare[5];
} sse_event;

typedef struct sse_buffer {
    uint8_t *bytes; /* from malloc, or NULL */
    size_t count;
    size_t capacity;
} sse_buffer;

/*
 * The state of one stream. Its members are the decoder's own: read them through the functions
 * below. May be moved in memory between calls; must not be copied and used twice.
 */
typedef struct sse_decoder {
    sse_buffer held;       /* the beginning of a line that the chunk's end cut */
    sse_buffer data;       /* data of an event that does not lie whole in one chunk */
    sse_buffer type;       /* its event field */
    sse_buffer pending_id; /* its id field: counts once the blank line comes */
    sse_buffer last_id;    /* the last event ID string */
    sse_limits limits;
    uint64_t offset;      /* bytes of the stream used so far */
    uint64_t line_offset; /* where the line in `held` began */
    uint64_t data_offset;
    uint64_t bytes_copied;
    size_t data_start; /* where the data begins in data.bytes */
    int64_t retry;
    int64_t reconnection_time;
    uint8_t phase;
    uint8_t error;
    uint8_t path;
    uint8_t byte_order_mark; /* how many bytes of a byte order mark have been seen */
    bool after_carriage_return;
    bool has_data;
    bool has_id;
    bool has_type;
    uint8_t blocks; /* sse_rules, from here to skips_zero_retry */
    bool needs_colon;
    bool allows_null_id;
    bool skips_blank_data;
    bool skips_zero_retry;
    uint8_t type_start; /* where the value of the event line begins in the head */
    uint8_t head_count;
    uint8_t head[sse_head_bytes]; /* "event: ...\ndata: " of the last event that had it so */
    uint8_t spare[8];
} sse_decoder;

/* What sse_decoder.phase says. */
enum {
    sse_phase_stream_start,    /* a byte order mark may come */
    sse_phase_between_events,  /* nothing is held */
    sse_phase_in_event,        /* fields are held, the next byte begins a line */
    sse_phase_in_line,         /* fields and the beginning of a line are held */
    sse_phase_in_ignored_line, /* a comment, or a field that the standard does not know */
    sse_phase_failed
};

/* Where a slice without bytes lies. */
extern const uint8_t sse_nothing[1];

/* What a buffer holds, from a place on. */
static inline sse_slice sse_buffer_slice(const sse_buffer *buffer, size_t from) {
    sse_slice slice = {sse_nothing, 0};
    if (!buffer->bytes) return slice;
    slice.start = buffer->bytes + from;
    slice.count = buffer->count - from;
    return slice;
}

/* The limits of the two constants above. */
sse_limits sse_default_limits(void);

/*
 * Makes *decoder ready for a new stream, with the fastest path of this processor. Call it once
 * before anything else, on memory that holds no live decoder. Allocates nothing. A limit of 0 is
 * taken as 1.
 */
void sse_decoder_init(sse_decoder *decoder, sse_limits limits);

/* Departs from the standard from now on. Call it between events only. */
void sse_decoder_set_rules(sse_decoder *decoder, sse_rules rules);

/* Frees what the decoder owns. Afterwards only sse_decoder_init may be called for it. */
void sse_decoder_destroy(sse_decoder *decoder);

/*
 * Decodes up to and including the next event.
 *
 * Reads nothing outside input[0 ..< count]; input may be NULL when count is 0. *used becomes how
 * many of the bytes are done with: pass the rest, from input + *used, to the next call. On
 * sse_step_need_input all of them are, and the chunk may be reused: what matters of an unfinished
 * event has been copied. After sse_step_failed, *used says nothing.
 *
 * Costs time linear in the bytes used, whatever their chunking; allocates only when a chunk ends
 * inside an event, for an event of several data lines, and for an id.
 */
sse_step sse_decoder_next(sse_decoder *decoder, const uint8_t *input, size_t count, size_t *used,
                          sse_event *event);

/* Whether the next byte begins a line, and no event is unfinished. */
static inline bool sse_decoder_is_between_events(const sse_decoder *decoder) {
    return decoder->phase == sse_phase_between_events && !decoder->after_carriage_return;
}

/* Whether there is nothing to do but to wait: no event is unfinished, and no memory to give back.
 */
static inline bool sse_decoder_is_idle(const sse_decoder *decoder) {
    return sse_decoder_is_between_events(decoder) && !decoder->held.bytes && !decoder->data.bytes &&
           !decoder->type.bytes && !decoder->pending_id.bytes;
}

/*
 * Takes an event off the stream that the caller has recognized by other means: input[0 ..< used] is
 * the whole of it, the blank line included, with one data line and no id or retry field. `type` is
 * the value of its last event line, perhaps an empty one, and begins at `input` when it has none;
 * `data` is that of its data line. Both are slices of the input; *event is filled in. False, and
 * nothing is done: another event is unfinished, or a limit is near; sse_decoder_next says what to
 * make of the input. Inline, since it costs less than calling it would.
 */
static inline bool sse_decoder_take(sse_decoder *decoder, const uint8_t *input, size_t used,
                                    sse_slice type, sse_slice data, sse_event *event) {
    if (!sse_decoder_is_between_events(decoder)) return false;
    if (used > decoder->limits.line || used > decoder->limits.event) return false;
    event->type = type;
    event->data = data;
    event->last_event_id = sse_buffer_slice(&decoder->last_id, 0);
    event->data_offset = decoder->offset + (uint64_t)(data.start - input);
    event->retry = -1;
    event->has_id = false;
    event->has_type = type.start != input;
    event->has_data = true;
    decoder->offset += used;
    return true;
}

/*
 * Says that the stream has ended: an event without its blank line is dropped, as the standard
 * wants. The last event ID string and the reconnection time stay, as do the rules. The next byte
 * begins a stream.
 */
void sse_decoder_finish(sse_decoder *decoder);

/* Why the last call failed, or sse_error_none. */
sse_error sse_decoder_error(const sse_decoder *decoder);

/*
 * The error's name, "line_too_long" for sse_error_line_too_long; "unknown" for a number that is
 * none. NUL-terminated, like the message, and there as long as the program is.
 */
const char *sse_error_name(sse_error error);

/* The error in a sentence for people: what was found, and what to do. */
const char *sse_error_message(sse_error error);

/*
 * Where in the stream decoding stands: the number of bytes used; after an error the first byte
 * over the limit (sse_error_line_too_long) or the start of the line that was too much.
 */
uint64_t sse_decoder_offset(const sse_decoder *decoder);

/* The last event ID string. Lives until the next call for the decoder. */
sse_slice sse_decoder_last_event_id(const sse_decoder *decoder);

/*
 * The value of the last valid id field, that of an unfinished event included, which is not the last
 * event ID string before its blank line. Call it when the input is used up. Lives until the next
 * call for the decoder.
 */
sse_slice sse_decoder_newest_id(const sse_decoder *decoder);

/* The last valid retry field in milliseconds, or -1 when there was none. */
int64_t sse_decoder_reconnection_time(const sse_decoder *decoder);

/*
 * Bytes of heap memory that the decoder owns now: 0 once a chunk has been used up (sse_decoder_next
 * has said sse_step_need_input) between events of a stream that has had no id. What an event that
 * chunks cut took is given back by that call, and kept until then.
 */
size_t sse_decoder_heap_bytes(const sse_decoder *decoder);

/* Bytes copied so far out of chunks: never more than twice the bytes used. */
uint64_t sse_decoder_bytes_copied(const sse_decoder *decoder);

/*
 * Bytes that this thread has searched for line endings so far, in whichever decoder, blocks of 64
 * at a time. For tests of cost: 0 unless the library was compiled with SSE_COUNTS_SEARCHED.
 */
uint64_t sse_bytes_searched(void);

/*
 * The first CR or LF of start[0 ..< count], or start + count when there is none. For those who read
 * lines and not events. Reads nothing outside; start may be NULL when count is 0, and so is then
 * what is returned.
 */
const uint8_t *sse_line_end(const uint8_t *start, size_t count);

/* Whether this processor, and this build, can take the path. */
bool sse_path_available(sse_path path);

/* Takes another path from now on. For tests and measurements. The path must be available. */
void sse_decoder_set_path(sse_decoder *decoder, sse_path path);

#ifdef __cplusplus
}
#endif

#endif
