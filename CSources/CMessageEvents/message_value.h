#ifndef MESSAGE_VALUE_H
#define MESSAGE_VALUE_H

#include "message_json.h"

/* Passes over any value from its first byte; `depth` brackets are open around it already. */
MESSAGE_HIDDEN const uint8_t *message_event_skip_value(message_cursor *cursor, const uint8_t *at,
                                                       size_t depth, message_mask mask);

#endif
