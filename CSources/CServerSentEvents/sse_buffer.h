/* A growing buffer of bytes: the only place where this target allocates. */
#ifndef SSE_BUFFER_H
#define SSE_BUFFER_H

#include <stdlib.h>
#include <string.h>
#include "CServerSentEvents.h"

enum { sse_buffer_first_capacity = 256 };

static inline void sse_buffer_free(sse_buffer *buffer) {
    free(buffer->bytes);
    *buffer = (sse_buffer){NULL, 0, 0};
}

/* Makes room for `more` bytes; doubles, so that appending costs linear time. False: no memory. */
static inline bool sse_buffer_reserve(sse_buffer *buffer, size_t more) {
    if (more <= buffer->capacity - buffer->count) return true;
    if (more > SIZE_MAX / 2 - buffer->count) return false;
    size_t capacity = buffer->capacity ? buffer->capacity : sse_buffer_first_capacity;
    while (capacity - buffer->count < more)
        capacity *= 2;
    uint8_t *bytes = realloc(buffer->bytes, capacity);
    if (!bytes) return false;
    buffer->bytes = bytes;
    buffer->capacity = capacity;
    return true;
}

static inline bool sse_buffer_append(sse_buffer *buffer, const uint8_t *bytes, size_t count) {
    if (!sse_buffer_reserve(buffer, count)) return false;
    if (count) memcpy(buffer->bytes + buffer->count, bytes, count);
    buffer->count += count;
    return true;
}

static inline void sse_buffer_swap(sse_buffer *left, sse_buffer *right) {
    sse_buffer buffer = *left;
    *left = *right;
    *right = buffer;
}

#endif
