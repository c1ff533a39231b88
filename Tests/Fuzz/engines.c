/*
 * Partial JSON with yajl and with our own engine: the same fragments come to the same tape, the
 * same error and the same place, after each of them. Of half of the inputs every byte is a token of
 * a text that is right but for one byte at the most: mere bytes seldom come past the first bracket.
 */
#include "engine_pair.h"

static void write_string(fuzz_transcript *text, const char *string) {
    fuzz_write(text, string, strlen(string));
}

/* `byte` decides which. The lengths are those at which a token is still read in place, or not. */
static void write_text(fuzz_transcript *text, uint8_t byte) {
    static const char *const contents[] = {
        "", "a", "\\n", "caf\xC3\xA9", "\\ud83d", "\\ud83d\\ude00", ",", "}]:{["};
    char run[66];
    size_t length = 63 + byte % 3;
    memset(run, 'x', length);
    write_string(text, "\"");
    if (byte % 16 < 8)
        write_string(text, contents[byte % 16]);
    else if (byte % 16 < 11)
        fuzz_write(text, run, length);
    write_string(text, "\"");
}

static void write_scalar(fuzz_transcript *text, uint8_t byte) {
    static const char *const scalars[] = {"null", "true", "false", "0", "-1.5e+3", "12"};
    char digits[66];
    size_t length = 63 + byte % 3;
    memset(digits, '7', length);
    if (byte % 16 < 6)
        write_string(text, scalars[byte % 16]);
    else if (byte % 16 < 8)
        fuzz_write(text, digits, length);
    else
        write_text(text, byte / 16);
}

static void write_json(fuzz_transcript *text, const uint8_t *data, size_t size) {
    enum { deepest = 200 };
    static const char *const spaces[] = {"", "", " ", "\r\n\t"};
    bool is_object[deepest], is_first = true;
    size_t depth = 0;
    for (size_t i = 0; i < size && (depth > 0 || is_first); i++) {
        uint8_t byte = data[i], kind = byte % 8, choice = byte / 8;
        write_string(text, spaces[choice % 4]);
        if (kind < 2 && depth > 0) {
            write_string(text, is_object[--depth] ? "}" : "]");
            is_first = false;
            continue;
        }
        if (!is_first) write_string(text, ",");
        if (depth > 0 && is_object[depth - 1]) {
            write_text(text, choice);
            write_string(text, spaces[kind % 4]);
            write_string(text, ":");
        }
        is_first = kind < 4 && depth < deepest;
        if (is_first) {
            is_object[depth] = kind % 2 == 0;
            write_string(text, is_object[depth++] ? "{" : "[");
        } else {
            write_scalar(text, i + 1 < size ? data[++i] : choice);
        }
    }
    while (depth > 0)
        write_string(text, is_object[--depth] ? "}" : "]");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_random random = fuzz_take_seed(&data, &size);
    partial_json_limits limits = {
        .maximum_bytes = partial_json_default_maximum_bytes,
        .maximum_depth = 1 + fuzz_next(&random) % 200,
        .maximum_number_bytes = 1 + fuzz_next(&random) % 100,
    };
    if (fuzz_next(&random) % 4 == 0) limits.maximum_bytes = fuzz_next(&random) % 64;
    if (fuzz_next(&random) % 2 == 0) {
        fuzz_transcript *text = fuzz_new_transcript(0);
        write_json(text, data, size);
        data = text->bytes;
        size = text->count;
        if (size > 0 && fuzz_next(&random) % 4 == 0)
            text->bytes[fuzz_next(&random) % size] = (uint8_t)fuzz_next(&random);
    }
    engine_pair pair = pair_begin(&limits);
    for (size_t at = 0; at < size;) {
        size_t count = fuzz_piece(&random, size - at);
        uint8_t *fragment = fuzz_lend(data + at, count);
        partial_json_error error = pair_append(&pair, fragment, count);
        fuzz_take_back(fragment, count);
        if (error != partial_json_error_none) break;
        at += count;
    }
    pair_end(&pair, fuzz_next(&random) % 2 == 0);
    return 0;
}
