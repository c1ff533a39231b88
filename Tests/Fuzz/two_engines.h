/*
 * Both engines of partial JSON in one program, so that one can be held to the other. Everything is
 * compiled with PARTIAL_JSON_YAJL but engine_own.c, and each engine with engine_names.h. Without
 * PARTIAL_JSON_YAJL there is our own engine alone, under its own names.
 */
#ifndef TWO_ENGINES_H
#define TWO_ENGINES_H

typedef enum tested_engine {
    tested_engine_own,
#ifdef PARTIAL_JSON_YAJL
    tested_engine_yajl,
#endif
    tested_engine_count
} tested_engine;

/*
 * Makes every call from here on use `engine`, and returns the one that was used before. A parser
 * wants the one that it began with.
 */
tested_engine use_engine(tested_engine engine);

const char *engine_name(tested_engine engine);

#endif
