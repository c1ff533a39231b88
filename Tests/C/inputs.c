#include "inputs.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *require(void *memory) {
    if (memory) return memory;
    fputs("c-tests: out of memory\n", stderr);
    exit(71);
}

static void add(inputs *all, const char *path, size_t line, const uint8_t *bytes, size_t count) {
    if (all->count == all->capacity) {
        all->capacity = 2 * all->capacity + 64;
        all->items = require(realloc(all->items, all->capacity * sizeof *all->items));
    }
    input *item = &all->items[all->count++];
    size_t room = strlen(path) + 24;
    item->name = require(malloc(room));
    snprintf(item->name, room, "%s:%zu", path, line);
    item->bytes = require(malloc(count + 1));
    item->count = count;
    if (count) memcpy(item->bytes, bytes, count);
}

/* The whole file, with a NUL behind it that does not count. */
static char *read_file(const char *path, size_t *count) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) {
        fprintf(stderr, "c-tests: %s: %s\n", path, strerror(errno));
        exit(66);
    }
    long size = ftell(file);
    rewind(file);
    char *text = require(malloc((size_t)size + 1));
    *count = fread(text, 1, (size_t)size, file);
    fclose(file);
    text[*count] = 0;
    return text;
}

static size_t put_scalar(unsigned long scalar, uint8_t *out) {
    static const uint8_t leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t count = scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4;
    for (size_t i = count - 1; i > 0; i--, scalar >>= 6)
        out[i] = (uint8_t)(0x80 | (scalar & 0x3F));
    out[0] = (uint8_t)(leads[count] | scalar);
    return count;
}

/* Undoes the corpus's escapes in place; returns how many bytes there are then. */
static size_t unescape(char *text, size_t count) {
    uint8_t *out = (uint8_t *)text;
    const char *at = text, *end = text + count;
    while (at < end) {
        if (*at != '\\') {
            *out++ = (uint8_t)*at++;
            continue;
        }
        char *after = NULL;
        const char *found = strchr("r\rn\nt\t", at[1]);
        if (at[1] == 'x') {
            char digits[3] = {at[2], at[3], 0};
            *out++ = (uint8_t)strtoul(digits, NULL, 16);
            at += 4;
        } else if (at[1] == 'u') {
            out += put_scalar(strtoul(at + 3, &after, 16), out);
            at = after + 1;
        } else {
            if (at[1] == '0' || at[1] == '\\')
                *out++ = at[1] == '0' ? 0 : '\\';
            else if (at[1] != '\n' && at[1] != '|' && found)
                *out++ = (uint8_t)found[1];
            at += 2;
        }
    }
    return (size_t)(out - (uint8_t *)text);
}

static void add_fences(inputs *all, const char *path, char *text) {
    size_t line = 1;
    char *fence = NULL;
    for (char *at = text; *at; line++) {
        char *feed = strchr(at, '\n');
        char *next = feed ? feed + 1 : at + strlen(at);
        if (fence && strncmp(at, "```", 3) == 0) {
            size_t count = unescape(fence, (size_t)(at - fence));
            add(all, path, line, (uint8_t *)fence, count);
            fence = NULL;
        } else if (strncmp(at, "```input", 8) == 0) {
            fence = next;
        }
        at = next;
    }
}

static void add_stream(inputs *all, const char *path, const char *text, size_t count) {
    add(all, path, 0, (const uint8_t *)text, count);
    size_t line = 1;
    for (const char *at = text; *at; line++) {
        const char *feed = strchr(at, '\n');
        size_t length = feed ? (size_t)(feed - at) : strlen(at);
        if (length > 6 && memcmp(at, "data: ", 6) == 0)
            add(all, path, line, (const uint8_t *)at + 6, length - 6);
        at += length + (feed ? 1 : 0);
    }
}

void inputs_add_file(inputs *all, const char *path) {
    size_t before = all->count, count;
    char *text = read_file(path, &count);
    const char *suffix = strrchr(path, '.');
    if (suffix && strcmp(suffix, ".md") == 0)
        add_fences(all, path, text);
    else
        add_stream(all, path, text, count);
    free(text);
    if (all->count > before) return;
    fprintf(stderr, "c-tests: %s: no input in it\n", path);
    exit(65);
}

void inputs_free(inputs *all) {
    for (size_t i = 0; i < all->count; i++) {
        free(all->items[i].name);
        free(all->items[i].bytes);
    }
    free(all->items);
}
