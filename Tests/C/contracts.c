/* What the headers promise, and no stream of the corpus comes to. */
#include <string.h>

#include "CMessageStream.h"
#include "CPartialJSON.h"
#include "checks.h"

static const uint8_t *bytes_of(const char *text) {
    return (const uint8_t *)text;
}

/* A limit up to the largest number there is lets everything pass. */
static void check_far_limits(void) {
    const size_t far[] = {SIZE_MAX, SIZE_MAX - 1, SIZE_MAX / 2, SIZE_MAX - 40};
    const char *text = "data: a\n\ndata: bcd\n: comment\n\nid: 7\ndata: e\n\n";
    size_t length = strlen(text);
    for (size_t i = 0; i < sizeof far / sizeof far[0]; i++) {
        for (size_t step = 1; step <= length; step++) {
            sse_decoder decoder;
            sse_decoder_init(&decoder, (sse_limits){.line = far[i], .event = far[i]});
            size_t events = 0;
            for (size_t at = 0; at < length; at += step) {
                size_t left = length - at < step ? length - at : step, used = 0;
                sse_event event;
                const uint8_t *chunk = bytes_of(text) + at;
                while (sse_decoder_next(&decoder, chunk, left, &used, &event) == sse_step_event) {
                    chunk += used;
                    left -= used;
                    events++;
                }
            }
            CHECK(sse_decoder_error(&decoder) == sse_error_none);
            CHECK(events == 3);
            sse_decoder_destroy(&decoder);
        }
    }
}

/* Which id counts, while an event is unfinished and after it. */
static void check_newest_id(void) {
    static const struct {
        const char *chunk, *newest, *last;
    } steps[] = {{"", "", ""},          {"data: a\nid: 1\n", "1", ""},
                 {"id: ", "1", ""},     {"2\n", "2", ""},
                 {"\n", "2", "2"},      {": comment", "2", "2"},
                 {"\nid: 3", "2", "2"}, {"\n\nid\n", "", "3"},
                 {"\n", "", ""}};
    sse_decoder decoder;
    sse_decoder_init(&decoder, sse_default_limits());
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        const uint8_t *chunk = bytes_of(steps[i].chunk);
        size_t left = strlen(steps[i].chunk), used;
        sse_event event;
        while (sse_decoder_next(&decoder, chunk, left, &used, &event) == sse_step_event) {
            chunk += used;
            left -= used;
        }
        sse_slice newest = sse_decoder_newest_id(&decoder);
        sse_slice last = sse_decoder_last_event_id(&decoder);
        CHECK(newest.count == strlen(steps[i].newest));
        CHECK(memcmp(newest.start, steps[i].newest, newest.count) == 0);
        CHECK(last.count == strlen(steps[i].last));
        CHECK(memcmp(last.start, steps[i].last, last.count) == 0);
    }
    sse_decoder_finish(&decoder);
    sse_decoder_destroy(&decoder);
}

/* Memory that a cut event took is given back once the chunk is used up. */
static void check_heap_bytes(void) {
    sse_decoder decoder;
    sse_decoder_init(&decoder, sse_default_limits());
    const uint8_t *first = bytes_of("event: a\ndata: o"), *second = bytes_of("ne\n\n");
    size_t used;
    sse_event event;
    CHECK(sse_decoder_next(&decoder, first, 16, &used, &event) == sse_step_need_input);
    CHECK(sse_decoder_heap_bytes(&decoder) > 0);
    CHECK(sse_decoder_next(&decoder, second, 4, &used, &event) == sse_step_event && used == 4);
    CHECK(event.data.count == 3 && memcmp(event.data.start, "one", 3) == 0);
    CHECK(sse_decoder_is_between_events(&decoder) && !sse_decoder_is_idle(&decoder));
    CHECK(sse_decoder_next(&decoder, NULL, 0, &used, &event) == sse_step_need_input);
    CHECK(sse_decoder_heap_bytes(&decoder) == 0 && sse_decoder_is_idle(&decoder));
    sse_decoder_destroy(&decoder);
}

static void check_line_end(void) {
    enum { length = 200 };
    uint8_t line[length];
    memset(line, 'a', sizeof line);
    CHECK(sse_line_end(NULL, 0) == NULL);
    /* Nothing is counted unless the library was compiled for it. */
    CHECK(sse_bytes_searched() == 0);
    for (size_t count = 0; count <= length; count++) {
        CHECK(sse_line_end(line, count) == line + count);
        for (size_t at = 0; at < count; at++) {
            line[at] = at % 2 ? '\r' : '\n';
            CHECK(sse_line_end(line, count) == line + at);
            line[at] = 'a';
        }
    }
}

/* Unescaping reaches the end where there is room for what is left, and stops only for want of it.
 */
static void check_unescaping(void) {
    const char *raws[] = {"a", "ab\\n", "\\ud83d\\ude00", "\\u00e9", "plain", "\\ud83d",
                          "\\b\\f\\n\\r\\t\\\"\\\\\\/", "longer than a word, and \\\" then \\u4e2d",
                          /* No JSON: stands for itself. */
                          "\\"};
    for (size_t i = 0; i < sizeof raws / sizeof raws[0]; i++) {
        size_t count = strlen(raws[i]);
        uint8_t whole[64], *expected = malloc(count);
        CHECK(expected != NULL);
        const uint8_t *at = bytes_of(raws[i]), *end = at + count;
        size_t length = partial_json_unescape(&at, end, expected, count);
        CHECK(at == end && length <= count);
        if (i + 1 < sizeof raws / sizeof raws[0]) {
            CHECK(message_event_unescape(end - count, count, whole) == length);
            CHECK(memcmp(whole, expected, length) == 0);
        }
        for (size_t room = 4; room < sizeof whole; room++) {
            size_t written = 0;
            for (at = bytes_of(raws[i]); at < end;) {
                size_t left = (size_t)(end - at), taken;
                uint8_t *out = malloc(room);
                CHECK(out != NULL);
                taken = partial_json_unescape(&at, end, out, room);
                CHECK(taken > 0 && taken <= room && (room < left || at == end));
                memcpy(whole + written, out, taken);
                written += taken;
                free(out);
            }
            CHECK(written == length && memcmp(whole, expected, length) == 0);
        }
        free(expected);
    }
    const uint8_t *nothing = NULL;
    CHECK(partial_json_unescape(&nothing, NULL, NULL, 0) == 0 && nothing == NULL);
    CHECK(partial_json_unescaped_count(NULL, 0) == 0);
    CHECK(message_event_unescape(NULL, 0, NULL) == 0);
}

/* One verdict on a text, whole or in fragments, whatever the limits are that it is asked with. */
static void check_limits_of_json(void) {
    static uint8_t brackets[5000];
    const size_t depths[] = {1, 2, partial_json_depth_ceiling, partial_json_depth_ceiling + 1,
                             2500};
    const uint32_t numbers[][3] = {{UINT32_MAX, UINT32_MAX, UINT32_MAX},
                                   {UINT32_MAX - 8, 2, 1},
                                   {4, partial_json_depth_ceiling + 1, 0},
                                   {0, 0, 0}};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        partial_json_limits limits = {.maximum_bytes = numbers[i][0],
                                      .maximum_depth = numbers[i][1],
                                      .maximum_number_bytes = numbers[i][2]};
        for (size_t j = 0; j <= sizeof depths / sizeof depths[0]; j++) {
            const uint8_t *text = bytes_of("7");
            size_t count = 1;
            if (j > 0) {
                text = brackets;
                count = 2 * depths[j - 1];
                memset(brackets, '[', count / 2);
                memset(brackets + count / 2, ']', count / 2);
            }
            partial_json parser;
            partial_json_tape tape = {0};
            partial_json_init(&parser, &limits);
            bool is_read = partial_json_append(&parser, &tape, text, count) == 0 &&
                           partial_json_finish(&parser, &tape, false) == 0;
            partial_json_destroy(&parser);
            partial_json_tape_destroy(&tape);
            bool may_have_equal_keys;
            CHECK(partial_json_read_whole(&tape, &limits, text, count, &may_have_equal_keys) ==
                  is_read);
            partial_json_tape_destroy(&tape);
        }
    }
}

/* Data past 4 GiB is refused by its length alone, before a byte of it is read. */
static void check_greatest_data(void) {
#if SIZE_MAX > UINT32_MAX
    const char *delta = "{\"type\":\"content_block_delta\",\"index\":0,"
                        "\"delta\":{\"type\":\"text_delta\",\"text\":\"a\"}}";
    message_event_scanner scanner;
    message_event event;
    message_event_scanner_init(&scanner);
    for (int times = 0; times < 2; times++) {
        CHECK(message_event_scan(&scanner, bytes_of(delta), (size_t)UINT32_MAX + 1, &event) ==
              message_event_error_too_large);
        CHECK(message_event_error_offset(&scanner) == UINT32_MAX);
        CHECK(message_event_scan(&scanner, bytes_of(delta), strlen(delta), &event) ==
              message_event_error_none);
    }
#endif
}

/* Each error has the name of its constant, and a sentence of its own. */
static void check_errors(void) {
    static const char *const framing[] = {"none", "line_too_long", "event_too_large",
                                          "out_of_memory"};
    static const char *const events[] = {"none",           "truncated",         "expected_value",
                                         "expected_key",   "expected_colon",    "expected_comma",
                                         "trailing_bytes", "bad_literal",       "bad_number",
                                         "bad_escape",     "control_character", "invalid_utf8",
                                         "too_deep",       "too_large"};
    static const char *const json[] = {"none",
                                       "expected_value",
                                       "expected_key",
                                       "expected_colon",
                                       "expected_comma",
                                       "trailing_bytes",
                                       "bad_literal",
                                       "bad_number",
                                       "bad_escape",
                                       "bad_unicode_escape",
                                       "control_character",
                                       "bad_utf8",
                                       "unexpected_end",
                                       "too_deep",
                                       "too_many_bytes",
                                       "number_too_long",
                                       "out_of_memory",
                                       "engine"};
    const struct {
        const char *const *names;
        int count, last;
    } all[] = {{framing, sizeof framing / sizeof *framing, sse_error_out_of_memory},
               {events, sizeof events / sizeof *events, message_event_error_too_large},
               {json, sizeof json / sizeof *json, partial_json_error_engine}};
    for (int library = 0; library < 3; library++) {
        CHECK(all[library].count == all[library].last + 1);
        const char *before = "";
        for (int i = 0; i <= all[library].count; i++) {
            const char *name = library == 0   ? sse_error_name((sse_error)i)
                               : library == 1 ? message_event_error_name((message_event_error)i)
                                              : partial_json_error_name((partial_json_error)i);
            const char *message = library == 0 ? sse_error_message((sse_error)i)
                                  : library == 1
                                      ? message_event_error_message((message_event_error)i)
                                      : partial_json_error_message((partial_json_error)i);
            CHECK(strcmp(name, i < all[library].count ? all[library].names[i] : "unknown") == 0);
            CHECK(strlen(message) > 10 && strcmp(message, before) != 0);
            CHECK(message[strlen(message) - 1] == '.' || strchr(message, ':') != NULL);
            before = message;
        }
    }
}

/* Whether a file says so. */
static bool file_says(const char *path, const char *text) {
    static char content[1 << 17];
    FILE *file = fopen(path, "rb");
    CHECK(file != NULL);
    size_t count = fread(content, 1, sizeof content - 1, file);
    fclose(file);
    content[count] = 0;
    /* A comment's lines begin with a star. */
    for (char *star = content; (star = strstr(star, "\n *")) != NULL;)
        memcpy(star, "   ", 3);
    for (char *spaces = content; (spaces = strstr(spaces, "   ")) != NULL;)
        memmove(spaces, spaces + 3, strlen(spaces + 3) + 1);
    return strstr(content, text) != NULL;
}

/* The sizes that the headers and ARCHITECTURE.md state. */
static void check_sizes(void) {
#define HEADER(target) "CSources/" target "/include/" target ".h"
#define SIZE(header, type)                                                                         \
    { header, #type, sizeof(type) }
    static const struct {
        const char *header, *type;
        size_t size;
    } all[] = {SIZE(HEADER("CServerSentEvents"), sse_decoder),
               SIZE(HEADER("CServerSentEvents"), sse_event),
               SIZE(HEADER("CServerSentEvents"), sse_limits),
               SIZE(HEADER("CServerSentEvents"), sse_rules),
               SIZE(HEADER("CServerSentEvents"), sse_slice),
               SIZE(HEADER("CMessageEvents"), message_event_scanner),
               SIZE(HEADER("CMessageEvents"), message_event),
               SIZE(HEADER("CMessageEvents"), message_event_members),
               SIZE(HEADER("CMessageEvents"), message_event_framing),
               SIZE(HEADER("CMessageEvents"), message_event_slice),
               SIZE(HEADER("CMessageStream"), message_stream),
               SIZE(HEADER("CMessageStream"), message_stream_event),
               SIZE(HEADER("CPartialJSON"), partial_json),
               SIZE(HEADER("CPartialJSON"), partial_json_tape),
               SIZE(HEADER("CPartialJSON"), partial_json_limits),
               SIZE(HEADER("CPartialJSON"), partial_json_node)};
    if (sizeof(void *) != 8) return;
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        char text[80];
        checks_about("the size of %s, which is %zu", all[i].type, all[i].size);
        snprintf(text, sizeof text, " %s %zu", all[i].type, all[i].size);
        CHECK(file_says(all[i].header, text));
        snprintf(text, sizeof text, "| `%s` | %zu |", all[i].type, all[i].size);
        CHECK(file_says("ARCHITECTURE.md", text));
    }
}

static void check_error_offset(void) {
    partial_json_limits limits = {.maximum_bytes = 10, .maximum_depth = 1};
    partial_json parser;
    partial_json_tape tape = {0};
    partial_json_init(&parser, &limits);
    CHECK(partial_json_append(&parser, &tape, bytes_of("[1"), 2) == partial_json_error_none);
    CHECK(partial_json_error_offset(&parser) == 0);
    CHECK(partial_json_append(&parser, &tape, bytes_of(" 2"), 2) ==
          partial_json_error_expected_comma);
    CHECK(partial_json_error_offset(&parser) == 3);
    partial_json_tape_destroy(&tape);
    partial_json_destroy(&parser);
}

void test_contracts(void) {
    static const struct {
        const char *name;
        void (*check)(void);
    } all[] = {{"limits near the largest number", check_far_limits},
               {"the newest id", check_newest_id},
               {"memory between events", check_heap_bytes},
               {"the end of a line", check_line_end},
               {"unescaping", check_unescaping},
               {"the limits of JSON", check_limits_of_json},
               {"data past 4 GiB", check_greatest_data},
               {"what errors are called", check_errors},
               {"where errors are", check_error_offset},
               {"the sizes that are stated", check_sizes}};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        checks_about("%s", all[i].name);
        all[i].check();
    }
}
