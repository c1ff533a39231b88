/* A decoder's beginning and end, and what can be read of it. */
#include "sse_fields.h"

const uint8_t sse_nothing[1];

sse_limits sse_default_limits(void) {
    return (sse_limits){.line = sse_default_line_limit, .event = sse_default_event_limit};
}

bool sse_path_available(sse_path path) {
    switch (path) {
    case sse_path_portable:
        return true;
#if defined(__x86_64__)
    case sse_path_sse2:
        return true;
    case sse_path_avx2:
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2");
    case sse_path_neon:
        return false;
#elif defined(__aarch64__)
    case sse_path_neon:
        return true;
    case sse_path_sse2:
    case sse_path_avx2:
        return false;
#else
    case sse_path_sse2:
    case sse_path_avx2:
    case sse_path_neon:
        return false;
#endif
    }
    return false;
}

static sse_path sse_fastest_path(void) {
#if defined(__x86_64__)
    return sse_path_available(sse_path_avx2) ? sse_path_avx2 : sse_path_sse2;
#elif defined(__aarch64__)
    return sse_path_neon;
#else
    return sse_path_portable;
#endif
}

void sse_decoder_init(sse_decoder *decoder, sse_limits limits) {
    *decoder = (sse_decoder){
        .limits = {.line = limits.line ? limits.line : 1, .event = limits.event ? limits.event : 1},
        .retry = -1,
        .reconnection_time = -1,
        .path = (uint8_t)sse_fastest_path(),
    };
}

void sse_decoder_set_rules(sse_decoder *decoder, sse_rules rules) {
    decoder->blocks = (uint8_t)rules.blocks;
    decoder->needs_colon = rules.needs_colon;
    decoder->allows_null_id = rules.allows_null_id;
    decoder->skips_blank_data = rules.skips_blank_data;
    decoder->skips_zero_retry = rules.skips_zero_retry;
}

static sse_rules sse_rules_of(const sse_decoder *decoder) {
    return (sse_rules){.blocks = (sse_blocks)decoder->blocks,
                       .needs_colon = decoder->needs_colon,
                       .allows_null_id = decoder->allows_null_id,
                       .skips_blank_data = decoder->skips_blank_data,
                       .skips_zero_retry = decoder->skips_zero_retry};
}

void sse_decoder_finish(sse_decoder *decoder) {
    sse_buffer last_id = decoder->last_id;
    int64_t reconnection_time = decoder->reconnection_time;
    sse_path path = (sse_path)decoder->path;
    sse_rules rules = sse_rules_of(decoder);
    decoder->last_id = (sse_buffer){NULL, 0, 0};
    sse_decoder_destroy(decoder);
    sse_decoder_init(decoder, decoder->limits);
    decoder->last_id = last_id;
    decoder->reconnection_time = reconnection_time;
    decoder->path = (uint8_t)path;
    sse_decoder_set_rules(decoder, rules);
}

void sse_decoder_destroy(sse_decoder *decoder) {
    sse_buffer_free(&decoder->held);
    sse_buffer_free(&decoder->data);
    sse_buffer_free(&decoder->type);
    sse_buffer_free(&decoder->pending_id);
    sse_buffer_free(&decoder->last_id);
}

sse_error sse_decoder_error(const sse_decoder *decoder) {
    return (sse_error)decoder->error;
}

uint64_t sse_decoder_offset(const sse_decoder *decoder) {
    return decoder->offset;
}

sse_slice sse_decoder_last_event_id(const sse_decoder *decoder) {
    return sse_buffer_slice(&decoder->last_id, 0);
}

sse_slice sse_decoder_newest_id(const sse_decoder *decoder) {
    switch (decoder->phase) {
    case sse_phase_in_event:
    case sse_phase_in_line:
    case sse_phase_in_ignored_line:
        return sse_buffer_slice(decoder->has_id ? &decoder->pending_id : &decoder->last_id, 0);
    default:
        return sse_buffer_slice(&decoder->last_id, 0);
    }
}

int64_t sse_decoder_reconnection_time(const sse_decoder *decoder) {
    return decoder->reconnection_time;
}

size_t sse_decoder_heap_bytes(const sse_decoder *decoder) {
    return decoder->held.capacity + decoder->data.capacity + decoder->type.capacity +
           decoder->pending_id.capacity + decoder->last_id.capacity;
}

uint64_t sse_decoder_bytes_copied(const sse_decoder *decoder) {
    return decoder->bytes_copied;
}

#if defined(SSE_COUNTS_SEARCHED)
_Thread_local uint64_t sse_searched;
#endif

uint64_t sse_bytes_searched(void) {
#if defined(SSE_COUNTS_SEARCHED)
    return sse_searched;
#else
    return 0;
#endif
}

void sse_decoder_set_path(sse_decoder *decoder, sse_path path) {
    decoder->path = (uint8_t)path;
}
