/* Which of the containers around a place are objects: a bit a level, kept by either engine. */
#ifndef CPARTIALJSON_LEVELS_H
#define CPARTIALJSON_LEVELS_H

#include "internal.h"

typedef struct partial_json_levels {
    uint8_t objects[partial_json_depth_ceiling / 8];
} partial_json_levels;

static inline void partial_json_levels_note(partial_json_levels *levels, uint32_t level,
                                            bool is_object) {
    uint8_t bit = (uint8_t)(1u << level % 8);
    /* The first bit of a byte: nobody has written it before. */
    if (bit == 1) levels->objects[level / 8] = 0;
    if (is_object)
        levels->objects[level / 8] |= bit;
    else
        levels->objects[level / 8] &= (uint8_t)~bit;
}

static inline bool partial_json_levels_is_object(const partial_json_levels *levels,
                                                 uint32_t level) {
    return (levels->objects[level / 8] >> level % 8 & 1) != 0;
}

#endif
