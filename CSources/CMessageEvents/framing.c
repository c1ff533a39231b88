/*
 * How the events of a stream are framed that are worth recognizing.
 *
 * What is remembered is a function of the event's bytes alone: they are read here as lines, from
 * the first one on. So it does not matter what the caller's decoder stood in before them, nor
 * whether it took more off the stream than this one event: an earlier block without data, which may
 * have brought an id, ends in a blank line, and a head with a blank line is not remembered.
 */
#include <string.h>
#include "CMessageEvents.h"

/* Whether the line's field has this name. */
static bool message_has_name(const uint8_t *line, size_t count, const char *name) {
    size_t length = strlen(name);
    return count >= length && memcmp(line, name, length) == 0 &&
           (count == length || line[length] == ':');
}

/*
 * Whether a line before the data has no meaning but that of an event line, whose value *type
 * becomes: a comment, an event line, a field that the standard does not know. `start` is its place.
 */
static bool message_read_head_line(const uint8_t *line, size_t count, size_t start,
                                   message_event_slice *type) {
    static const char *const others[] = {"data", "id", "retry"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (message_has_name(line, count, others[i])) return false;
    if (!message_has_name(line, count, "event")) return true;
    /* What a line without a colon says is a matter of rules (sse_rules). */
    if (count == 5) return false;
    size_t from = count > 6 && line[6] == ' ' ? 7 : 6;
    *type = (message_event_slice){(uint32_t)(start + from), (uint32_t)(count - from)};
    return true;
}

/*
 * Whether head[0 ..< count] is what one event has before its data: lines that are not blank, then
 * the name of its data line. *type becomes the value of the last event line.
 */
static bool message_read_head(const uint8_t *head, size_t count, message_event_slice *type) {
    size_t line = 0;
    *type = (message_event_slice){0, 0};
    for (size_t at = 0; at < count; at++) {
        if (head[at] != '\n' && head[at] != '\r') continue;
        if (at == line || !message_read_head_line(head + line, at - line, line, type)) return false;
        if (head[at] == '\r' && at + 1 < count && head[at + 1] == '\n') at++;
        line = at + 1;
    }
    size_t left = count - line;
    return (left == 5 && memcmp(head + line, "data:", 5) == 0) ||
           (left == 6 && memcmp(head + line, "data: ", 6) == 0);
}

void message_event_remember_framing(message_event_scanner *scanner, const uint8_t *input,
                                    size_t used, const uint8_t *data, size_t count) {
    /* As numbers: pointers into different objects cannot be compared. */
    uintptr_t head_count = (uintptr_t)data - (uintptr_t)input;
    if (!scanner->wants_framing || (uintptr_t)data < (uintptr_t)input ||
        head_count > message_event_head_bytes || used > UINT32_MAX)
        return;
    if (head_count > used || count > used - head_count) return;
    if (head_count + scanner->memo_count < message_event_shortest_prefix) return;
    size_t data_end = head_count + count, end_count = used - data_end;
    bool is_usual = (end_count == 2 && memcmp(input + data_end, "\n\n", 2) == 0) ||
                    (end_count == 4 && memcmp(input + data_end, "\r\n\r\n", 4) == 0);
    message_event_slice type;
    if (!is_usual || !message_read_head(input, head_count, &type)) return;
    memcpy(scanner->memo + message_event_head_bytes - head_count, input, head_count);
    scanner->framing = (message_event_framing){
        .type = type, .data = {(uint32_t)head_count, (uint32_t)count}, .used = (uint32_t)used};
    scanner->end_count = (uint8_t)end_count;
    scanner->head_is_known = true;
}
