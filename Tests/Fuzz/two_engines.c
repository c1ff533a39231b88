#include "two_engines.h"

#include "../../CSources/CPartialJSON/internal.h"

static tested_engine in_use;

tested_engine use_engine(tested_engine engine) {
    tested_engine before = in_use;
    in_use = engine;
    return before;
}

#ifdef PARTIAL_JSON_YAJL

const char *engine_name(tested_engine engine) {
    return engine == tested_engine_yajl ? "yajl" : "own";
}

#define ENGINE(prefix)                                                                             \
    bool prefix##_engine_open(partial_json *parser);                                               \
    void prefix##_engine_close(partial_json *parser);                                              \
    partial_json_error prefix##_engine_feed(partial_json *parser, partial_json_tape *tape,         \
                                            const void *bytes, size_t count);                      \
    bool prefix##_engine_enter(partial_json *parser, bool is_object);                              \
    bool prefix##_engine_in_object(const partial_json *parser);                                    \
    size_t prefix##_engine_heap_bytes(const partial_json *parser);
ENGINE(yajl)
ENGINE(own)

bool partial_json_engine_open(partial_json *parser) {
    return in_use == tested_engine_yajl ? yajl_engine_open(parser) : own_engine_open(parser);
}

void partial_json_engine_close(partial_json *parser) {
    if (in_use == tested_engine_yajl)
        yajl_engine_close(parser);
    else
        own_engine_close(parser);
}

partial_json_error partial_json_engine_feed(partial_json *parser, partial_json_tape *tape,
                                            const void *bytes, size_t count) {
    return in_use == tested_engine_yajl ? yajl_engine_feed(parser, tape, bytes, count)
                                        : own_engine_feed(parser, tape, bytes, count);
}

bool partial_json_engine_enter(partial_json *parser, bool is_object) {
    return in_use == tested_engine_yajl ? yajl_engine_enter(parser, is_object)
                                        : own_engine_enter(parser, is_object);
}

bool partial_json_engine_in_object(const partial_json *parser) {
    return in_use == tested_engine_yajl ? yajl_engine_in_object(parser)
                                        : own_engine_in_object(parser);
}

size_t partial_json_heap_bytes(const partial_json *parser) {
    return in_use == tested_engine_yajl ? yajl_engine_heap_bytes(parser)
                                        : own_engine_heap_bytes(parser);
}

#else

const char *engine_name(tested_engine engine) {
    (void)engine;
    return "own";
}

#endif
