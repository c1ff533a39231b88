/* What an error is called, and what it says to people. */
#include "CServerSentEvents.h"

const char *sse_error_name(sse_error error) {
    switch (error) {
    case sse_error_none:
        return "none";
    case sse_error_line_too_long:
        return "line_too_long";
    case sse_error_event_too_large:
        return "event_too_large";
    case sse_error_out_of_memory:
        return "out_of_memory";
    }
    return "unknown";
}

const char *sse_error_message(sse_error error) {
    switch (error) {
    case sse_error_none:
        return "There is no error.";
    case sse_error_line_too_long:
        return "A line of the event stream is longer than sse_limits.line allows. If it should "
               "pass, raise that limit.";
    case sse_error_event_too_large:
        return "The data, type and id of an event are larger than sse_limits.event allows. If it "
               "should pass, raise that limit.";
    case sse_error_out_of_memory:
        return "There is no memory to keep the part of an event that has come.";
    }
    return "The number stands for no error of this library.";
}
