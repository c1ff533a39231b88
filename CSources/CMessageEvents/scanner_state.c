/* A scanner's beginning, and what can be read of it. */
#include <string.h>
#include "CMessageEvents.h"

bool message_event_path_available(message_event_path path) {
    switch (path) {
    case message_event_path_portable:
        return true;
#if defined(__x86_64__)
    case message_event_path_sse2:
        return true;
    case message_event_path_avx2:
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2");
    case message_event_path_neon:
        return false;
#elif defined(__aarch64__)
    case message_event_path_neon:
        return true;
    case message_event_path_sse2:
    case message_event_path_avx2:
        return false;
#else
    case message_event_path_sse2:
    case message_event_path_avx2:
    case message_event_path_neon:
        return false;
#endif
    }
    return false;
}

void message_event_scanner_init(message_event_scanner *scanner) {
#if defined(__x86_64__)
    message_event_path path = message_event_path_available(message_event_path_avx2)
                                  ? message_event_path_avx2
                                  : message_event_path_sse2;
#elif defined(__aarch64__)
    message_event_path path = message_event_path_neon;
#else
    message_event_path path = message_event_path_portable;
#endif
    *scanner = (message_event_scanner){.path = (uint8_t)path};
}

size_t message_event_error_offset(const message_event_scanner *scanner) {
    return scanner->error_offset;
}

void message_event_scanner_set_path(message_event_scanner *scanner, message_event_path path) {
    scanner->path = (uint8_t)path;
}

bool message_event_wants_framing(const message_event_scanner *scanner) {
    return scanner->wants_framing;
}

void message_event_remember_framing(message_event_scanner *scanner, const uint8_t *input,
                                    size_t used, message_event_slice type,
                                    message_event_slice data) {
    size_t data_end = (size_t)data.start + data.count, end_count = used - data_end;
    if (!scanner->wants_framing || data.start > message_event_head_bytes) return;
    if (data.start + scanner->memo_count < message_event_shortest_prefix) return;
    if (type.count && (size_t)type.start + type.count > data.start) return;
    bool is_usual = (end_count == 2 && memcmp(input + data_end, "\n\n", 2) == 0) ||
                    (end_count == 4 && memcmp(input + data_end, "\r\n\r\n", 4) == 0);
    if (!is_usual) return;
    memcpy(scanner->memo + message_event_head_bytes - data.start, input, data.start);
    scanner->framing = (message_event_framing){type, data, (uint32_t)used};
    scanner->end_count = (uint8_t)end_count;
    scanner->head_is_known = true;
}
