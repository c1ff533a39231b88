/* Included before each of the two engines where both are in one program: see two_engines.h. */
#ifndef ENGINE_NAMES_H
#define ENGINE_NAMES_H

#ifdef PARTIAL_JSON_YAJL
#define ENGINE_NAME(name) yajl_##name
#else
#define ENGINE_NAME(name) own_##name
#endif

#define partial_json_engine_open ENGINE_NAME(engine_open)
#define partial_json_engine_close ENGINE_NAME(engine_close)
#define partial_json_engine_feed ENGINE_NAME(engine_feed)
#define partial_json_engine_enter ENGINE_NAME(engine_enter)
#define partial_json_engine_in_object ENGINE_NAME(engine_in_object)
#define partial_json_heap_bytes ENGINE_NAME(engine_heap_bytes)

#endif
