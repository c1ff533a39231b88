/*
 * A stream of the Messages API by one call an event: CServerSentEvents frames it, CMessageEvents
 * reads the JSON of its data, and an event that differs from the one before in its payload only is
 * recognized, and neither framed nor parsed. Inline functions over the two libraries, no more.
 *
 *     message_stream stream;
 *     message_stream_init(&stream, sse_default_limits());
 *     while ((count = read(fd, chunk, sizeof chunk)) > 0) {
 *         size_t at = 0, used;
 *         message_stream_event event;
 *         while (message_stream_next(&stream, chunk + at, count - at, &used, &event) ==
 *                sse_step_event) {
 *             at += used;
 *             if (event.error == message_event_error_none && event.fields.has_payload)
 *                 handle(event.framed.data.start + event.fields.payload.start,
 *                        event.fields.payload.count, event.fields.payload_has_escapes);
 *         }
 *         if (sse_decoder_error(&stream.framing) != sse_error_none) break;
 *     }
 *     message_stream_destroy(&stream);
 *
 * A stream may move between threads between calls and serves one call at a time; streams have
 * nothing in common, so that each thread may have its own. Sizes in bytes where a pointer has 8:
 * message_stream 584, message_stream_event 104.
 */
#ifndef C_MESSAGE_STREAM_H
#define C_MESSAGE_STREAM_H

#include "CMessageEvents.h"
#include "CServerSentEvents.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The state of one stream. The functions of the two libraries that only read may be called for its
 * parts; those that take bytes off the stream, or scan, only by the functions below.
 */
typedef struct message_stream {
    sse_decoder framing;           /* for sse_decoder_error, sse_decoder_offset and their like */
    message_event_scanner scanner; /* for message_event_error_offset */
} message_stream;

/* One event. It lives as long as its framing: until the next call, and as long as the chunk. */
typedef struct message_stream_event {
    sse_event framed;          /* its data, type and id, where they lie */
    message_event fields;      /* what its data says; filled in if there is no error */
    message_event_error error; /* why the data is not JSON, as that of "data: [DONE]" is not */
} message_stream_event;

/* As sse_decoder_init: makes *stream ready for a new stream, and allocates nothing. */
static inline void message_stream_init(message_stream *stream, sse_limits limits) {
    sse_decoder_init(&stream->framing, limits);
    message_event_scanner_init(&stream->scanner);
}

/* Frees what the stream owns. Afterwards only message_stream_init may be called for it. */
static inline void message_stream_destroy(message_stream *stream) {
    sse_decoder_destroy(&stream->framing);
}

/*
 * As sse_decoder_next, and scans the event's data, too. On sse_step_event *event is filled in;
 * where event->error is not message_event_error_none, message_event_error_offset says for
 * stream->scanner at which byte of the data, and event->fields says nothing. The stream can go on
 * after that: what to make of data that is no JSON is the caller's decision.
 */
static inline sse_step message_stream_next(message_stream *stream, const uint8_t *input,
                                           size_t count, size_t *used,
                                           message_stream_event *event) {
    message_event_framing place;
    if (count > 0 && sse_decoder_is_between_events(&stream->framing) &&
        message_event_recognize(&stream->scanner, input, count, &event->fields, &place)) {
        sse_slice type = {input + place.type.start, place.type.count};
        sse_slice data = {input + place.data.start, place.data.count};
        if (sse_decoder_take(&stream->framing, input, place.used, type, data, &event->framed)) {
            event->error = message_event_error_none;
            *used = place.used;
            return sse_step_event;
        }
    }
    sse_step step = sse_decoder_next(&stream->framing, input, count, used, &event->framed);
    if (step != sse_step_event) return step;
    sse_slice data = event->framed.data;
    event->error = message_event_scan(&stream->scanner, data.start, data.count, &event->fields);
    if (event->error == message_event_error_none)
        message_event_remember_framing(&stream->scanner, input, *used, data.start, data.count);
    return sse_step_event;
}

#ifdef __cplusplus
}
#endif

#endif
