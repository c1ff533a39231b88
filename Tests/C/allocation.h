/*
 * Included before every C source under test: its malloc is one that can be told to fail. The
 * sources call nothing else of the kind, and yajl gets its memory from them.
 */
#ifndef ALLOCATION_H
#define ALLOCATION_H

#include <stddef.h>
#include <stdlib.h>

void *tested_malloc(size_t count);
void *tested_calloc(size_t items, size_t count);
void *tested_realloc(void *old, size_t count);
void tested_free(void *old);

#ifndef ALLOCATION_ITSELF
#define malloc tested_malloc
#define calloc tested_calloc
#define realloc tested_realloc
#define free tested_free
#endif

#endif
