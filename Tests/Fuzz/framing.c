/*
 * The framing: each path, in one chunk or in random ones, against a reference that reads the stream
 * line by line as WHATWG HTML, section 9.2.6, says it, or as that is changed by rules (sse_rules);
 * with limits that are as far as can be; with near ones against the portable path in one chunk.
 */
#include "frames.h"

/* Reads the stream in chunks; without random numbers in one. */
static void decode(fuzz_transcript *transcript, const uint8_t *data, size_t size, sse_limits limits,
                   sse_rules rules, sse_path path, fuzz_random *random) {
    sse_decoder decoder;
    sse_decoder_init(&decoder, limits);
    sse_decoder_set_rules(&decoder, rules);
    sse_decoder_set_path(&decoder, path);
    bool has_failed = false;
    for (size_t at = 0; at < size && !has_failed;) {
        size_t count = random ? fuzz_piece(random, size - at) : size;
        uint8_t *chunk = fuzz_lend(data + at, count);
        at += count;
        for (size_t used, start = 0;; start += used) {
            sse_event event;
            sse_step step = sse_decoder_next(&decoder, chunk + start, count - start, &used, &event);
            has_failed = step == sse_step_failed;
            if (step != sse_step_event) break;
            FUZZ_REQUIRE(used > 0 && used <= count - start);
            fuzz_write_frame(transcript, &event);
        }
        fuzz_take_back(chunk, count);
    }
    fuzz_write_number(transcript, sse_decoder_error(&decoder));
    if (has_failed) fuzz_write_number(transcript, (int64_t)sse_decoder_offset(&decoder));
    FUZZ_REQUIRE(sse_decoder_bytes_copied(&decoder) <= 2 * size);
    sse_decoder_finish(&decoder);
    sse_slice last_id = sse_decoder_last_event_id(&decoder);
    fuzz_write_text(transcript, last_id.start, last_id.count);
    fuzz_write_number(transcript, sse_decoder_reconnection_time(&decoder));
    sse_decoder_destroy(&decoder);
}

/* A field that grows; its memory is kept for the next input. */
typedef struct text {
    uint8_t *bytes;
    size_t count, capacity;
} text;

static void append(text *text, const uint8_t *bytes, size_t count) {
    if (text->capacity - text->count < count) {
        text->capacity = 2 * text->capacity + count + 64;
        text->bytes = realloc(text->bytes, text->capacity);
        if (!text->bytes) abort();
    }
    if (count) memcpy(text->bytes + text->count, bytes, count);
    text->count += count;
}

static void set(text *text, const uint8_t *bytes, size_t count) {
    text->count = 0;
    append(text, bytes, count);
}

/* The digits as a number; -1 if there is another character, none, or the number is too large. */
static int64_t milliseconds(const uint8_t *value, size_t count) {
    int64_t number = 0;
    if (count == 0) return -1;
    for (size_t i = 0; i < count; i++) {
        if (value[i] < '0' || value[i] > '9') return -1;
        if (number > (INT64_MAX - (value[i] - '0')) / 10) return -1;
        number = number * 10 + (value[i] - '0');
    }
    return number;
}

static bool names(const uint8_t *line, size_t count, const char *name) {
    return count == strlen(name) && memcmp(line, name, count) == 0;
}

static void read_reference(fuzz_transcript *transcript, const uint8_t *data, size_t size,
                           sse_rules rules) {
    static text type, value_of_data, last_id, id;
    type.count = value_of_data.count = last_id.count = id.count = 0;
    bool has_data = false, has_id = false, has_type = false;
    int64_t retry = -1, reconnection_time = -1, data_offset = 0;
    size_t at = size >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (at < size) {
        size_t end = at;
        while (end < size && data[end] != '\r' && data[end] != '\n')
            end++;
        if (end == size) break;
        const uint8_t *line = data + at;
        size_t count = end - at, start_of_line = at;
        at = end + 1;
        if (data[end] == '\r' && at < size && data[at] == '\n') at++;
        if (count == 0) {
            if (has_id) set(&last_id, id.bytes, id.count);
            if (has_data || rules.blocks == sse_blocks_all ||
                (rules.blocks == sse_blocks_with_fields && (has_type || has_id))) {
                sse_event event = {
                    .type = {type.bytes, type.count},
                    .data = {value_of_data.bytes, value_of_data.count},
                    .last_event_id = {last_id.bytes, last_id.count},
                    .data_offset = (uint64_t)data_offset,
                    .retry = retry,
                    .has_id = has_id,
                    .has_type = has_type,
                    .has_data = has_data,
                };
                fuzz_write_frame(transcript, &event);
            }
            type.count = value_of_data.count = id.count = 0;
            has_data = has_id = has_type = false;
            data_offset = 0;
            retry = -1;
            continue;
        }
        const uint8_t *colon = memchr(line, ':', count);
        if (!colon && rules.needs_colon) continue;
        size_t name = colon ? (size_t)(colon - line) : count;
        size_t start = colon ? name + 1 : count;
        if (start < count && line[start] == ' ') start++;
        const uint8_t *value = line + start;
        size_t value_count = count - start;
        if (names(line, name, "data")) {
            if (has_data && !(rules.skips_blank_data && value_of_data.count == 0))
                append(&value_of_data, (const uint8_t *)"\n", 1);
            else
                data_offset = (int64_t)(start_of_line + start);
            has_data = true;
            append(&value_of_data, value, value_count);
        } else if (names(line, name, "event")) {
            set(&type, value, value_count);
            has_type = true;
        } else if (names(line, name, "id")) {
            if (rules.allows_null_id || !memchr(value, 0, value_count)) {
                set(&id, value, value_count);
                has_id = true;
            }
        } else if (names(line, name, "retry")) {
            int64_t number = milliseconds(value, value_count);
            if (number > 0 || (number == 0 && !rules.skips_zero_retry))
                retry = reconnection_time = number;
        }
    }
    fuzz_write_number(transcript, sse_error_none);
    fuzz_write_text(transcript, last_id.bytes, last_id.count);
    fuzz_write_number(transcript, reconnection_time);
}

/* One of the paths that there are here. */
static sse_path any_path(fuzz_random *random) {
    sse_path paths[sse_path_neon + 1];
    size_t count = 0;
    for (int path = sse_path_portable; path <= sse_path_neon; path++)
        if (sse_path_available((sse_path)path)) paths[count++] = (sse_path)path;
    return paths[fuzz_next(random) % count];
}

/* Limits that no input comes to: those of the header, and any up to the largest number. */
static sse_limits far_limits(fuzz_random *random) {
    uint32_t roll = fuzz_next(random);
    sse_limits limits = sse_default_limits();
    if (roll % 4 == 0) limits.line = SIZE_MAX >> roll / 4 % 8;
    if (roll % 4 == 1) limits.line = SIZE_MAX - roll / 4 % 64;
    if (roll % 3 == 0) limits.event = SIZE_MAX - roll / 4 % 64;
    return limits;
}

/* The standard for half of the inputs, else any rules. */
static sse_rules any_rules(fuzz_random *random) {
    uint32_t roll = fuzz_next(random);
    if (roll % 2 == 0) return (sse_rules){0};
    return (sse_rules){
        .blocks = (sse_blocks)(roll / 2 % 3),
        .needs_colon = roll >> 8 & 1,
        .allows_null_id = roll >> 9 & 1,
        .skips_blank_data = roll >> 10 & 1,
        .skips_zero_retry = roll >> 11 & 1,
    };
}

/* An input takes one path and one way of being cut: the seed in front of it says which. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_random random = fuzz_take_seed(&data, &size);
    fuzz_transcript *expected = fuzz_new_transcript(0), *got = fuzz_new_transcript(1);
    sse_path path = any_path(&random);
    sse_rules rules = any_rules(&random);
    bool is_whole = fuzz_next(&random) % 4 == 0;
    read_reference(expected, data, size, rules);
    decode(got, data, size, far_limits(&random), rules, path, is_whole ? NULL : &random);
    fuzz_require_equal(expected, got);

    sse_limits tight = {.line = 1 + fuzz_next(&random) % 40, .event = 1 + fuzz_next(&random) % 60};
    expected = fuzz_new_transcript(0);
    got = fuzz_new_transcript(1);
    decode(expected, data, size, tight, rules, sse_path_portable, NULL);
    decode(got, data, size, tight, rules, path, &random);
    fuzz_require_equal(expected, got);
    return 0;
}
