/* What the C tests read: the inputs of the corpus and the recordings, from the files themselves. */
#ifndef INPUTS_H
#define INPUTS_H

#include <stddef.h>
#include <stdint.h>

typedef struct input {
    char *name; /* of the file, and the place in it */
    uint8_t *bytes;
    size_t count;
} input;

typedef struct inputs {
    input *items;
    size_t count, capacity;
} inputs;

/*
 * Adds what a file has: each input fence of a Markdown file of Tests/Corpus, in the notation that
 * its README describes; of an event stream (.sse) the whole, and the value of each data line. Exits
 * with a message if there is nothing to be read.
 */
void inputs_add_file(inputs *all, const char *path);

void inputs_free(inputs *all);

#endif
