/* A scanner's beginning, and what can be read of it. */
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
