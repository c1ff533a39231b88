/* What is known of an event while its members are read. */
#ifndef MESSAGE_SCAN_H
#define MESSAGE_SCAN_H

#include "message_json.h"

enum { message_longest_name = 32 };

typedef enum message_payload {
    message_payload_text,
    message_payload_partial_json,
    message_payload_thinking,
    message_payload_signature,
    message_payload_none
} message_payload;

typedef struct message_event_string {
    message_event_slice slice;
    bool is_string; /* false: absent, or not a string */
    bool has_escapes;
} message_event_string;

/* What is known of an event while it is being read. */
typedef struct message_event_draft {
    message_event event;
    message_event_members members;
    message_event_string type;
    message_event_string delta_type;
    message_event_string payloads[message_payload_none];
    unsigned payloads_seen; /* a bit for each, string or not */
} message_event_draft;

/* A scan on its way: the cursor, what is known, and where a payload began. */
typedef struct message_scan {
    message_cursor cursor;
    message_event_scanner *scanner; /* NULL: nothing is to be remembered */
    message_event_draft *draft;
    message_mask mask;
    bool has_remembered;
} message_scan;

/* Reads all of the data, member by member; false when it is not JSON: see the cursor. */
MESSAGE_HIDDEN bool message_event_read(message_scan *scan);

/* All members are known: says what the event is. */
MESSAGE_HIDDEN void message_event_resolve(const message_scan *scan, message_event *event);

#endif
