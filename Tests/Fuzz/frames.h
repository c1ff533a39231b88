/* What the targets that frame streams write of an event. */
#ifndef FUZZ_FRAMES_H
#define FUZZ_FRAMES_H

#include "CServerSentEvents.h"
#include "fuzz.h"

static inline void fuzz_write_frame(fuzz_transcript *transcript, const sse_event *event) {
    fuzz_write_text(transcript, event->type.start, event->type.count);
    fuzz_write_text(transcript, event->data.start, event->data.count);
    fuzz_write_text(transcript, event->last_event_id.start, event->last_event_id.count);
    fuzz_write_number(transcript, (int64_t)event->data_offset);
    fuzz_write_number(transcript, event->retry);
    fuzz_write_number(transcript, event->has_id);
    fuzz_write_number(transcript, event->has_type);
    fuzz_write_number(transcript, event->has_data);
}

#endif
