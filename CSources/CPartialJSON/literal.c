#include "internal.h"

#include <string.h>

static const char *word_of(partial_json_kind kind) {
    switch (kind) {
    case partial_json_kind_null:
        return "null";
    case partial_json_kind_false:
        return "false";
    case partial_json_kind_true:
        return "true";
    case partial_json_kind_number:
    case partial_json_kind_string:
    case partial_json_kind_key:
    case partial_json_kind_array:
    case partial_json_kind_object:
        break;
    }
    return "";
}

/* Scans on from letter `matched` of `word`; returns the number of letters matched then. */
static size_t match(partial_json_fragment *fragment, const char *word, size_t matched) {
    while (fragment->at < fragment->end && word[matched] == (char)*fragment->at &&
           word[matched] != 0) {
        fragment->at++;
        matched++;
    }
    return matched;
}

bool partial_json_begin_literal(partial_json_fragment *fragment) {
    const uint8_t *token = fragment->at;
    partial_json_kind kind = *token == 't'   ? partial_json_kind_true
                             : *token == 'f' ? partial_json_kind_false
                                             : partial_json_kind_null;
    const char *word = word_of(kind);
    size_t matched = match(fragment, word, 0);
    if (word[matched] == 0) {
        partial_json_end_value(fragment->parser);
        return true;
    }
    bool broken_off = fragment->at == fragment->end;
    if (!partial_json_make_live(fragment, token, kind)) return false;
    fragment->parser->within = partial_json_within_literal;
    fragment->parser->matched = (uint8_t)matched;
    return broken_off || partial_json_fail(fragment, partial_json_error_bad_literal);
}

bool partial_json_resume_literal(partial_json_fragment *fragment) {
    partial_json *parser = fragment->parser;
    const char *word = word_of(fragment->tape->nodes[fragment->tape->node_count - 1].kind);
    parser->matched = (uint8_t)match(fragment, word, parser->matched);
    if (word[parser->matched] == 0) return partial_json_end_live(fragment, word, strlen(word));
    return fragment->at == fragment->end ||
           partial_json_fail(fragment, partial_json_error_bad_literal);
}
