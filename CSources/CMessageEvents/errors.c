/* What an error is called, and what it says to people. */
#include "CMessageEvents.h"

const char *message_event_error_name(message_event_error error) {
    switch (error) {
    case message_event_error_none:
        return "none";
    case message_event_error_truncated:
        return "truncated";
    case message_event_error_expected_value:
        return "expected_value";
    case message_event_error_expected_key:
        return "expected_key";
    case message_event_error_expected_colon:
        return "expected_colon";
    case message_event_error_expected_comma:
        return "expected_comma";
    case message_event_error_trailing_bytes:
        return "trailing_bytes";
    case message_event_error_bad_literal:
        return "bad_literal";
    case message_event_error_bad_number:
        return "bad_number";
    case message_event_error_bad_escape:
        return "bad_escape";
    case message_event_error_control_character:
        return "control_character";
    case message_event_error_invalid_utf8:
        return "invalid_utf8";
    case message_event_error_too_deep:
        return "too_deep";
    case message_event_error_too_large:
        return "too_large";
    }
    return "unknown";
}

const char *message_event_error_message(message_event_error error) {
    switch (error) {
    case message_event_error_none:
        return "There is no error.";
    case message_event_error_truncated:
        return "The JSON ends before its value does.";
    case message_event_error_expected_value:
        return "Expected a JSON value: an object, an array, a string, a number, true, false or "
               "null.";
    case message_event_error_expected_key:
        return "Expected a member's name in quotes.";
    case message_event_error_expected_colon:
        return "Expected a colon behind a member's name.";
    case message_event_error_expected_comma:
        return "Expected a comma, or the bracket that ends the array or object.";
    case message_event_error_trailing_bytes:
        return "Expected nothing more behind the value.";
    case message_event_error_bad_literal:
        return "Expected true, false or null; the word is another one.";
    case message_event_error_bad_number:
        return "Expected a digit, or the number is over here: JSON has no such number.";
    case message_event_error_bad_escape:
        return "Expected an escape that JSON has: one of \" \\ / b f n r t, or u and four "
               "hexadecimal digits.";
    case message_event_error_control_character:
        return "Found a control character in a string; JSON wants it escaped.";
    case message_event_error_invalid_utf8:
        return "Found bytes in a string that are not UTF-8.";
    case message_event_error_too_deep:
        return "Found more brackets inside each other than message_event_maximum_depth.";
    case message_event_error_too_large:
        return "The data is 4 GiB or larger, which is more than an event can be.";
    }
    return "The number stands for no error of this library.";
}
