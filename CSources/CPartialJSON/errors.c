/* What an error is called, and what it says to people. */
#include "CPartialJSON.h"

const char *partial_json_error_name(partial_json_error error) {
    switch (error) {
    case partial_json_error_none:
        return "none";
    case partial_json_error_expected_value:
        return "expected_value";
    case partial_json_error_expected_key:
        return "expected_key";
    case partial_json_error_expected_colon:
        return "expected_colon";
    case partial_json_error_expected_comma:
        return "expected_comma";
    case partial_json_error_trailing_bytes:
        return "trailing_bytes";
    case partial_json_error_bad_literal:
        return "bad_literal";
    case partial_json_error_bad_number:
        return "bad_number";
    case partial_json_error_bad_escape:
        return "bad_escape";
    case partial_json_error_bad_unicode_escape:
        return "bad_unicode_escape";
    case partial_json_error_control_character:
        return "control_character";
    case partial_json_error_bad_utf8:
        return "bad_utf8";
    case partial_json_error_unexpected_end:
        return "unexpected_end";
    case partial_json_error_too_deep:
        return "too_deep";
    case partial_json_error_too_many_bytes:
        return "too_many_bytes";
    case partial_json_error_number_too_long:
        return "number_too_long";
    case partial_json_error_out_of_memory:
        return "out_of_memory";
    case partial_json_error_engine:
        return "engine";
    }
    return "unknown";
}

const char *partial_json_error_message(partial_json_error error) {
    switch (error) {
    case partial_json_error_none:
        return "There is no error.";
    case partial_json_error_expected_value:
        return "Expected a JSON value: an object, an array, a string, a number, true, false or "
               "null.";
    case partial_json_error_expected_key:
        return "Expected a member's name in quotes.";
    case partial_json_error_expected_colon:
        return "Expected a colon behind a member's name.";
    case partial_json_error_expected_comma:
        return "Expected a comma, or the bracket that ends the array or object.";
    case partial_json_error_trailing_bytes:
        return "Expected nothing more behind the value.";
    case partial_json_error_bad_literal:
        return "Expected true, false or null; the word is another one.";
    case partial_json_error_bad_number:
        return "Expected a digit, or the number is over here: JSON has no such number.";
    case partial_json_error_bad_escape:
        return "Expected an escape that JSON has: one of \" \\ / b f n r t u.";
    case partial_json_error_bad_unicode_escape:
        return "Expected a hexadecimal digit: four of them follow \\u.";
    case partial_json_error_control_character:
        return "Found a control character in a string; JSON wants it escaped.";
    case partial_json_error_bad_utf8:
        return "Found bytes in a string that are not UTF-8.";
    case partial_json_error_unexpected_end:
        return "The JSON ends before its value does.";
    case partial_json_error_too_deep:
        return "Found more brackets inside each other than maximum_depth allows.";
    case partial_json_error_too_many_bytes:
        return "The JSON is longer than maximum_bytes allows. If it should pass, raise that limit.";
    case partial_json_error_number_too_long:
        return "A number has more bytes than maximum_number_bytes allows. If it should pass, raise "
               "that limit.";
    case partial_json_error_out_of_memory:
        return "There is no memory for the value.";
    case partial_json_error_engine:
        return "yajl refused what this library let pass. This is a bug of the library: please "
               "report it, with the text.";
    }
    return "The number stands for no error of this library.";
}
