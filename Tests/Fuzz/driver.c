/*
 * Runs a fuzz target without libFuzzer, for processors that are emulated: the files that are named,
 * then so many inputs made from them by cutting, joining and changing bytes.
 *
 * usage: TARGET COUNT FILE...
 */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { most_bytes = 4096 };

static size_t read_file(const char *path, uint8_t *bytes) {
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(66);
    }
    size_t count = fread(bytes, 1, most_bytes, file);
    fclose(file);
    return count;
}

static size_t change(uint8_t *bytes, size_t count, const uint8_t *other, size_t other_count,
                     fuzz_random *random) {
    static const char interesting[] = "\r\n:\"\\{}[],0 \0\x80\xc3\xef\xf0";
    for (uint32_t times = 1 + fuzz_next(random) % 4; times > 0; times--) {
        size_t place = fuzz_next(random) % (count + 1);
        switch (fuzz_next(random) % 4) {
        case 0:
            if (place < count) bytes[place] = (uint8_t)fuzz_next(random);
            break;
        case 1:
            if (place < count)
                bytes[place] = (uint8_t)interesting[fuzz_next(random) % (sizeof interesting - 1)];
            break;
        case 2: {
            size_t length = fuzz_next(random) % (count - place + 1);
            memmove(bytes + place, bytes + place + length, count - place - length);
            count -= length;
            break;
        }
        case 3: {
            size_t start = other_count ? fuzz_next(random) % other_count : 0;
            size_t length = other_count ? 1 + fuzz_next(random) % (other_count - start) : 0;
            if (count + length > most_bytes) length = most_bytes - count;
            memmove(bytes + place + length, bytes + place, count - place);
            memcpy(bytes + place, other + start, length);
            count += length;
            break;
        }
        }
    }
    return count;
}

int main(int count, char **arguments) {
    static uint8_t bytes[most_bytes], other[most_bytes];
    if (count < 3) {
        fprintf(stderr, "usage: %s COUNT FILE...\n", arguments[0]);
        return 64;
    }
    uint32_t files = (uint32_t)(count - 2);
    for (uint32_t i = 0; i < files; i++)
        LLVMFuzzerTestOneInput(bytes, read_file(arguments[2 + i], bytes));
    fuzz_random random = {0x9E3779B97F4A7C15};
    long inputs = strtol(arguments[1], NULL, 10);
    for (long i = 0; i < inputs; i++) {
        size_t size = read_file(arguments[2 + fuzz_next(&random) % files], bytes);
        size_t other_size = read_file(arguments[2 + fuzz_next(&random) % files], other);
        size = change(bytes, size, other, other_size, &random);
        LLVMFuzzerTestOneInput(bytes, size);
    }
    printf("%u files and %ld inputs made from them: nothing differs\n", files, inputs);
    return 0;
}
