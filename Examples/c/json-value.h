/* Reading and writing the values that CPartialJSON makes. */
#ifndef JSON_VALUE_H
#define JSON_VALUE_H

#include <CPartialJSON.h>

enum { name_bytes = 128 }; /* of a name or a number that is printed; longer ones are cut */

extern const partial_json_limits json_limits;

/*
 * The node of the object's member with this key, or 0 when there is none: the root of a tape is no
 * member. Of members with equal keys the last counts.
 */
uint32_t find_member(const partial_json_tape *tape, uint32_t object, const char *key);

/* Copies the member's text if it is a string or a number; else leaves out as it is. */
void copy_member(const partial_json_tape *tape, uint32_t object, const char *key,
                 char out[name_bytes]);

/* Prints a whole value as JSON; says which node comes after it. Recurses as deep as json_limits. */
uint32_t write_value(const partial_json_tape *tape, uint32_t at);

#endif
