/* What a decoder carries over a chunk border. */
#ifndef SSE_CARRY_H
#define SSE_CARRY_H

#include "sse_fields.h"
#include "sse_mask.h"

#define SSE_HIDDEN __attribute__((visibility("hidden")))

/*
 * The chunk is over, inside `line`, which may be empty: keeps what the next chunk will need, gives
 * back what nobody needs. decoder->offset is at the chunk's end.
 */
SSE_HIDDEN sse_step sse_hold(sse_decoder *decoder, sse_fields *fields, sse_slice line);

/*
 * Takes up what sse_hold kept: sse_step_event when the walk over lines can go on at *at,
 * sse_step_need_input when the chunk is over already, and all of it has been kept.
 */
SSE_HIDDEN sse_step sse_resume(sse_decoder *decoder, sse_fields *fields, const uint8_t **at,
                               const uint8_t *end, sse_mask mask);

#endif
