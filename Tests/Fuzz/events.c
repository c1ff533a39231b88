/*
 * The fields of an event: what the scanner finds against what a plain reader of JSON finds, what a
 * scanner recognizes that remembers other events against what a new one reads, each path against
 * the portable one, and what is JSON against the parser of tool inputs, in which yajl has its say.
 *
 * The input is the data of several events, with a line feed between them.
 */
#include "CMessageEvents.h"
#include "CPartialJSON.h"
#include "fuzz.h"
#include "reference_json.h"

/* What may stand before the data of an event, and where its type lies in that. */
static const struct {
    const char *text;
    message_event_slice type;
} heads[] = {
    {"event: content_block_delta\ndata: ", {7, 19}},
    {"event: content_block_delta\r\ndata: ", {7, 19}},
    {"data:", {0, 0}},
    {"data: ", {0, 0}},
    {": c\nevent:\rdata:", {10, 0}},
    {"event: a\nunknown: u\nevent: again\n: c\ndata: ", {27, 5}},
    {"\xEF\xBB\xBF"
     "event: x\ndata: ",
     {0, 0}},
};
enum { head_count = sizeof heads / sizeof heads[0] };

/* What no event of which this is the beginning has: none of these is to be remembered. */
static const char *const others[] = {
    "id: 5\n\ndata: ",
    "id: 5\ndata: ",
    "retry: 7\n\ndata: ",
    "retry: 7\ndata: ",
    ": c\n\ndata: ",
    "\ndata: ",
    "\r\ndata: ",
    "event: x\r\n\r\ndata: ",
    ("\xEF\xBB\xBF"
     "data: "),
    "event\ndata: ",
    "data: a\ndata: ",
    "ta: ",
    "data\n",
    "event: data: ",
    "",
};
enum { other_count = sizeof others / sizeof others[0] };

static const char *const ends[] = {"\n\n", "\r\n\r\n"};

static void require_equal(const message_event *one, const message_event *other) {
    FUZZ_REQUIRE(one->kind == other->kind);
    FUZZ_REQUIRE(one->delta_kind == other->delta_kind);
    FUZZ_REQUIRE(one->has_index == other->has_index);
    FUZZ_REQUIRE(!one->has_index || one->index == other->index);
    FUZZ_REQUIRE(one->has_payload == other->has_payload);
    FUZZ_REQUIRE(one->payload_has_escapes == other->payload_has_escapes);
    FUZZ_REQUIRE(one->delta_has_more == other->delta_has_more);
    FUZZ_REQUIRE(one->payload.count == other->payload.count);
    FUZZ_REQUIRE(one->payload.count == 0 || one->payload.start == other->payload.start);
}

/* Which of the names the text is; the number of names if none of them. */
static size_t find_name(const reference_json *json, const reference_node *node,
                        const char *const *names, size_t count) {
    size_t i = 0;
    while (i < count && !reference_is_text(json, node, names[i]))
        i++;
    return i;
}

/* A member of the event; an error that is null or false is none. */
static const reference_node *event_member(const reference_json *json, const char *name) {
    const reference_node *node = reference_member(json, json->nodes, name);
    bool says_none = node && (node->kind == reference_null || node->kind == reference_false);
    return says_none && strcmp(name, "error") == 0 ? NULL : node;
}

static message_event_kind expected_kind(const reference_json *json) {
    static const char *const names[] = {"message_start",
                                        "content_block_start",
                                        "content_block_delta",
                                        "content_block_stop",
                                        "message_delta",
                                        "message_stop",
                                        "ping",
                                        "error"};
    const reference_node *type = reference_member(json, json->nodes, "type");
    if (!type || type->kind != reference_string)
        return event_member(json, "error") ? message_event_kind_error : message_event_kind_untyped;
    size_t found = find_name(json, type, names, 8);
    return found == 8 ? message_event_kind_unknown
                      : (message_event_kind)(message_event_kind_message_start + found);
}

static message_event expected_event(const reference_json *json) {
    static const char *const kinds[] = {"text_delta",      "input_json_delta", "thinking_delta",
                                        "signature_delta", "citations_delta",  "compaction_delta"};
    static const char *const payloads[] = {"text", "partial_json", "thinking", "signature"};
    message_event event = {.kind = expected_kind(json)};
    const reference_node *index = reference_member(json, json->nodes, "index");
    if (index && index->kind == reference_number && index->count <= 10) {
        char digits[11] = {0};
        memcpy(digits, json->text + index->text, index->count);
        unsigned long long number = strtoull(digits, NULL, 10);
        event.has_index = strspn(digits, "0123456789") == index->count && number <= INT32_MAX;
        event.index = event.has_index ? (int32_t)number : 0;
    }
    const reference_node *delta = reference_member(json, json->nodes, "delta");
    if (!delta || delta->kind != reference_object) return event;
    const reference_node *type = reference_member(json, delta, "type"), *payload = NULL;
    size_t found = find_name(json, type, kinds, 6);
    if (type && type->kind == reference_string)
        event.delta_kind = found == 6
                               ? message_event_delta_kind_unknown
                               : (message_event_delta_kind)(message_event_delta_kind_text + found);
    if (found < 4) payload = reference_member(json, delta, payloads[found]);
    if (payload && payload->kind == reference_string) {
        event.has_payload = true;
        event.payload.start = (uint32_t)payload->start;
        event.payload.count = (uint32_t)(payload->end - payload->start);
        event.payload_has_escapes = payload->has_backslash;
    }
    for (const reference_node *key = delta + 1; key < json->nodes + delta->next;
         key = json->nodes + key[1].next) {
        reference_node name = *key;
        name.kind = reference_string;
        bool is_payload = found < 4 ? reference_is_text(json, &name, payloads[found])
                                    : find_name(json, &name, payloads, 4) < 4;
        if (!reference_is_text(json, &name, "type") && !is_payload) event.delta_has_more = true;
    }
    return event;
}

/* The members that are asked for later, and the payload's text. */
static void require_members(const reference_json *json, const uint8_t *data, size_t count,
                            const message_event *event) {
    message_event_members members;
    message_event_find_members(data, count, &members);
    const struct {
        const char *name;
        message_event_slice slice;
    } slices[] = {{"message", members.message},
                  {"content_block", members.content_block},
                  {"delta", members.delta},
                  {"usage", members.usage},
                  {"error", members.error}};
    for (size_t i = 0; i < sizeof slices / sizeof slices[0]; i++) {
        const reference_node *node = event_member(json, slices[i].name);
        message_event_slice slice = slices[i].slice;
        FUZZ_REQUIRE((slice.count > 0) == (node != NULL));
        if (!node) continue;
        FUZZ_REQUIRE(slice.start + slice.count <= count);
        bool is_string = node->kind == reference_string;
        FUZZ_REQUIRE(slice.start == node->start - is_string);
        bool has_end = is_string || node->end > node->start;
        FUZZ_REQUIRE(!has_end || slice.start + slice.count == node->end + is_string);
    }
    if (!event->has_payload) return;
    size_t raw_count = event->payload.count;
    uint8_t *text = malloc(raw_count + 1);
    if (!text) abort();
    size_t length = message_event_unescape(data + event->payload.start, raw_count, text);
    for (const reference_node *node = json->nodes; node < json->nodes + json->node_count; node++) {
        if (node->kind != reference_string || node->start != event->payload.start) continue;
        FUZZ_REQUIRE(length == node->count);
        FUZZ_REQUIRE(memcmp(text, json->text + node->text, length) == 0);
    }
    free(text);
}

static bool is_json_for_yajl(const uint8_t *data, size_t count) {
    partial_json parser;
    partial_json_tape tape = {0};
    partial_json_limits limits = {
        .maximum_bytes = UINT32_MAX,
        .maximum_depth = message_event_maximum_depth,
        .maximum_number_bytes = UINT32_MAX,
    };
    partial_json_init(&parser, &limits);
    bool is_valid = partial_json_append(&parser, &tape, data, count) == partial_json_error_none &&
                    partial_json_finish(&parser, &tape, false) == partial_json_error_none;
    partial_json_destroy(&parser);
    partial_json_tape_destroy(&tape);
    return is_valid;
}

/* An event as it lies in a stream. */
typedef struct framed_event {
    uint8_t *bytes;
    size_t size;
    message_event_framing places;
} framed_event;

static framed_event frame(const char *head, message_event_slice type, const uint8_t *data,
                          size_t count, const char *end) {
    static uint8_t whole[fuzz_largest_piece];
    size_t before = strlen(head), behind = strlen(end), size = before + count + behind;
    memcpy(whole, head, before);
    memcpy(whole + before, data, count);
    memcpy(whole + before + count, end, behind);
    return (framed_event){
        fuzz_lend(whole, size),
        size,
        {.type = type, .data = {(uint32_t)before, (uint32_t)count}, .used = (uint32_t)size}};
}

/* Tries whether the scanner knows the event again in a stream, and says so if it does. */
static void recognize(message_event_scanner *scanner, const framed_event *framed,
                      const message_event *expected) {
    message_event event;
    message_event_framing found;
    if (!message_event_recognize(scanner, framed->bytes, framed->size, &event, &found)) return;
    FUZZ_REQUIRE(expected != NULL);
    FUZZ_REQUIRE(found.used == framed->places.used);
    FUZZ_REQUIRE(found.data.start == framed->places.data.start);
    FUZZ_REQUIRE(found.data.count == framed->places.data.count);
    FUZZ_REQUIRE(found.type.start == framed->places.type.start);
    FUZZ_REQUIRE(found.type.count == framed->places.type.count);
    require_equal(expected, &event);
}

/* Nothing is remembered of bytes that are not one event, or not where the data lies. */
static void require_is_forgotten(message_event_scanner *scanner, const uint8_t *data, size_t count,
                                 fuzz_random *random) {
    message_event_scanner before = *scanner;
    const char *head = others[fuzz_next(random) % other_count];
    framed_event framed =
        frame(head, (message_event_slice){0, 0}, data, count, ends[fuzz_next(random) % 2]);
    message_event_remember_framing(scanner, framed.bytes, framed.size, framed.bytes + strlen(head),
                                   count);
    message_event_remember_framing(scanner, framed.bytes, framed.size, data, count);
    FUZZ_REQUIRE(memcmp(&before, scanner, sizeof before) == 0);
    fuzz_take_back(framed.bytes, framed.size);
}

/* One event, with a scanner that may remember another. */
static void read_event(message_event_scanner *scanner, const uint8_t *data, size_t count,
                       fuzz_random *random) {
    static reference_json json;
    bool is_valid = reference_read(&json, data, count, message_event_maximum_depth, SIZE_MAX);
    if (fuzz_next(random) % 8 == 0) FUZZ_REQUIRE(is_json_for_yajl(data, count) == is_valid);

    message_event_scanner fresh;
    message_event_scanner_init(&fresh);
    message_event_scanner_set_path(&fresh, message_event_path_portable);
    uint8_t *copy = fuzz_lend(data, count);
    message_event expected = {0}, event = {0};
    message_event_error error = message_event_scan(&fresh, copy, count, &expected);
    FUZZ_REQUIRE((error == message_event_error_none) == is_valid);
    if (is_valid) {
        message_event plain = expected_event(&json);
        require_equal(&plain, &expected);
        if (fuzz_next(random) % 4 == 0) require_members(&json, copy, count, &expected);
    }

    size_t head = fuzz_next(random) % head_count;
    framed_event framed =
        frame(heads[head].text, heads[head].type, data, count, ends[fuzz_next(random) % 2]);
    recognize(scanner, &framed, is_valid ? &expected : NULL);
    FUZZ_REQUIRE(message_event_scan(scanner, copy, count, &event) == error);
    if (!is_valid) {
        FUZZ_REQUIRE(message_event_error_offset(scanner) == message_event_error_offset(&fresh));
    } else {
        require_equal(&expected, &event);
        require_is_forgotten(scanner, copy, count, random);
        message_event_remember_framing(scanner, framed.bytes, framed.size,
                                       framed.bytes + framed.places.data.start, count);
        recognize(scanner, &framed, &expected);
    }
    fuzz_take_back(framed.bytes, framed.size);
    fuzz_take_back(copy, count);
}

/* An input takes one path: the seed in front of it says which. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_random random = fuzz_take_seed(&data, &size);
    if (size > fuzz_largest_piece / 2) return -1;
    message_event_path paths[message_event_path_neon + 1];
    size_t path_count = 0;
    for (int path = message_event_path_portable; path <= message_event_path_neon; path++) {
        if (message_event_path_available((message_event_path)path))
            paths[path_count++] = (message_event_path)path;
    }
    message_event_scanner scanner;
    message_event_scanner_init(&scanner);
    message_event_scanner_set_path(&scanner, paths[fuzz_next(&random) % path_count]);
    for (size_t at = 0; at < size;) {
        const uint8_t *feed = memchr(data + at, '\n', size - at);
        size_t count = feed ? (size_t)(feed - data) - at : size - at;
        read_event(&scanner, data + at, count, &random);
        at += count + 1;
    }
    return 0;
}
