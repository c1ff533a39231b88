/*
 * A text that is there as a whole, and right: nearly every message_start is. One pass, without an
 * engine and without any of what fragments need. What this pass does not like, be it wrong or past
 * a limit, it does not judge: the parser of fragments reads that text again, and says what is wrong
 * and where.
 */
#include "internal.h"
#include "word.h"

typedef struct whole_text {
    const uint8_t *at;
    const uint8_t *first;
    const uint8_t *end;
    partial_json_tape *tape;
    uint8_t *to; /* where the next text goes, in tape->text, which has room for all of it */
} whole_text;

/* The next byte that is not white space; 0, which no JSON has outside of strings, at the end. */
static uint8_t next_byte(whole_text *text) {
    while (text->at < text->end) {
        uint8_t byte = *text->at;
        if (byte != ' ' && byte != '\n' && byte != '\r' && byte != '\t') return byte;
        text->at++;
    }
    return 0;
}

/* Adds a closed node of `kind` with the text since `start`. */
static bool add_node(whole_text *text, partial_json_kind kind, const uint8_t *start) {
    partial_json_tape *tape = text->tape;
    uint32_t index = tape->node_count;
    if (index == tape->node_capacity && !partial_json_tape_make_node_room(tape)) return false;
    tape->nodes[index] = (partial_json_node){.kind = kind,
                                             .next = index + 1,
                                             .text_offset = (uint32_t)(start - tape->text),
                                             .count = (uint32_t)(text->to - start)};
    tape->node_count = index + 1;
    return true;
}

static bool read_escape(whole_text *text) {
    if (text->end - text->at < 2) return false;
    uint8_t meaning = partial_json_escape_meaning(text->at[1]);
    if (meaning != 0) {
        *text->to++ = meaning;
        text->at += 2;
        return true;
    }
    if (text->at[1] != 'u') return false;
    uint32_t scalar = partial_json_read_scalar(&text->at, text->end);
    if (scalar == UINT32_MAX) return false;
    text->to += partial_json_write_scalar(scalar, text->to);
    return true;
}

/* Reads a string or key, from its opening quote on. */
static bool read_string(whole_text *text, partial_json_kind kind) {
    const uint8_t *start = text->to;
    text->at++;
    for (;;) {
        text->at = partial_json_copy_plain(text->at, text->first, text->end, &text->to);
        if (text->at == text->end) return false;
        uint8_t byte = *text->at;
        if (byte == '"') break;
        if (byte == '\\') {
            if (!read_escape(text)) return false;
        } else {
            const uint8_t *next = partial_json_skip_character(text->at, text->end);
            if (next == text->at) return false;
            while (text->at < next)
                *text->to++ = *text->at++;
        }
    }
    text->at++;
    return add_node(text, kind, start);
}

/* Past one digit or more; NULL if there is none. */
static const uint8_t *skip_digits(const uint8_t *at, const uint8_t *end) {
    const uint8_t *first = at;
    while (at < end && *at >= '0' && *at <= '9')
        at++;
    return at == first ? NULL : at;
}

/* Past the number at `at`; NULL if there is none (RFC 8259 section 6). */
static const uint8_t *skip_number(const uint8_t *at, const uint8_t *end) {
    if (at < end && *at == '-') at++;
    at = at < end && *at == '0' ? at + 1 : skip_digits(at, end);
    if (at && at < end && *at == '.') at = skip_digits(at + 1, end);
    if (at && at < end && (*at == 'e' || *at == 'E')) {
        at++;
        if (at < end && (*at == '+' || *at == '-')) at++;
        at = skip_digits(at, end);
    }
    return at;
}

static bool read_number(whole_text *text, uint32_t maximum_bytes) {
    const uint8_t *start = text->to, *end = skip_number(text->at, text->end);
    if (!end || (size_t)(end - text->at) > maximum_bytes) return false;
    while (text->at < end)
        *text->to++ = *text->at++;
    return add_node(text, partial_json_kind_number, start);
}

static bool read_word(whole_text *text, const char *word, size_t count, partial_json_kind kind) {
    if ((size_t)(text->end - text->at) < count || memcmp(text->at, word, count) != 0) return false;
    text->at += count;
    return add_node(text, kind, text->to);
}

/*
 * One of 64 bits for each key: equal keys have the same, different ones seldom. Eight bytes can be
 * read whatever the count: there is spare room behind the text.
 */
static uint64_t key_bit(const uint8_t *key, uint32_t count) {
    uint64_t word = partial_json_word(key);
    if (count < partial_json_word_bytes) word &= ((uint64_t)1 << 8 * count) - 1;
    return (uint64_t)1 << ((word + count) * 0x9e3779b97f4a7c15u >> 58);
}

/* Whether a key of the object at `object` that comes before node `end` is the one there. */
static bool has_key_before(const partial_json_tape *tape, uint32_t object, uint32_t end) {
    const partial_json_node *nodes = tape->nodes, *key = &nodes[end];
    for (uint32_t place = object + 1; place < end; place = nodes[place + 1].next) {
        if (nodes[place].count == key->count &&
            memcmp(tape->text + nodes[place].text_offset, tape->text + key->text_offset,
                   key->count) == 0)
            return true;
    }
    return false;
}

/* Whether two members of the object that was closed last have the same key, as far as is looked. */
static bool may_have_twins(const partial_json_tape *tape, uint32_t object) {
    const partial_json_node *nodes = tape->nodes;
    if (nodes[object].count > partial_json_most_compared_keys) return true;
    uint64_t seen = 0;
    for (uint32_t place = object + 1; place < tape->node_count; place = nodes[place + 1].next) {
        uint64_t bit = key_bit(tape->text + nodes[place].text_offset, nodes[place].count);
        if ((seen & bit) != 0 && has_key_before(tape, object, place)) return true;
        seen |= bit;
    }
    return false;
}

static bool read_scalar_value(whole_text *text, uint8_t byte, const partial_json_limits *limits) {
    switch (byte) {
    case '"':
        return read_string(text, partial_json_kind_string);
    case 't':
        return read_word(text, "true", 4, partial_json_kind_true);
    case 'f':
        return read_word(text, "false", 5, partial_json_kind_false);
    case 'n':
        return read_word(text, "null", 4, partial_json_kind_null);
    default:
        return read_number(text, limits->maximum_number_bytes);
    }
}

static bool read_key(whole_text *text) {
    if (next_byte(text) != '"' || !read_string(text, partial_json_kind_key) ||
        next_byte(text) != ':')
        return false;
    text->at++;
    return true;
}

static bool read_all(whole_text *text, const partial_json_limits *limits, bool *has_twins) {
    partial_json_tape *tape = text->tape;
    uint32_t depth = 0;
    for (;;) {
        uint8_t byte = next_byte(text);
        bool opens = byte == '{' || byte == '[', closes = false;
        if (opens) {
            if (depth == limits->maximum_depth ||
                !partial_json_tape_open(tape, byte == '{' ? partial_json_kind_object
                                                          : partial_json_kind_array))
                return false;
            depth++;
            text->at++;
            closes = next_byte(text) == (byte == '{' ? '}' : ']');
            if (!closes) {
                if (byte == '{' && !read_key(text)) return false;
                continue;
            }
        } else {
            if (!read_scalar_value(text, byte, limits)) return false;
            if (depth > 0) tape->nodes[tape->innermost].count++;
        }
        /* A value has ended, or the container that was just opened is about to. */
        for (;;) {
            if (depth == 0) return next_byte(text) == 0 && text->at == text->end;
            bool in_object = tape->nodes[tape->innermost].kind == partial_json_kind_object;
            byte = next_byte(text);
            if (byte == ',' && !closes) {
                text->at++;
                if (in_object && !read_key(text)) return false;
                break;
            }
            if (byte != (in_object ? '}' : ']')) return false;
            text->at++;
            depth--;
            closes = false;
            uint32_t container = tape->innermost;
            partial_json_tape_close_container(tape);
            if (in_object && !*has_twins) *has_twins = may_have_twins(tape, container);
        }
    }
}

bool partial_json_read_whole(partial_json_tape *tape, const partial_json_limits *limits,
                             const uint8_t *bytes, size_t count, bool *may_have_equal_keys) {
    *may_have_equal_keys = false;
    partial_json_limits effective = partial_json_effective_limits(limits);
    if (count == 0 || count > effective.maximum_bytes ||
        !partial_json_tape_make_room(tape, count + partial_json_spare_bytes))
        return false;
    whole_text text = {
        .at = bytes, .first = bytes, .end = bytes + count, .tape = tape, .to = tape->text};
    if (read_all(&text, &effective, may_have_equal_keys)) {
        tape->text_count = (uint32_t)(text.to - tape->text);
        return true;
    }
    tape->node_count = 0;
    tape->innermost = 0;
    return false;
}
