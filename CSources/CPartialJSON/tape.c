#include "internal.h"

#include <stdlib.h>
#include <string.h>

enum {
    /* Less spare room than this is not worth giving back. */
    least_trimmed_bytes = 4096,
    /* Most tool inputs have a handful of members: 8 nodes are 128 bytes. */
    first_node_capacity = 8,
    first_text_capacity = 64
};

/*
 * No sum below overflows: a text is PARTIAL_JSON_GREATEST_MAXIMUM_BYTES long at the most, each of
 * its bytes makes at most one node and one byte of text, and sizes are computed in size_t.
 */
static bool grow_array(void **array, uint32_t *capacity, uint32_t needed, uint32_t first,
                       size_t element) {
    if (needed <= *capacity) return true;
    uint32_t grown = *capacity > UINT32_MAX / 2 ? UINT32_MAX : *capacity * 2;
    if (grown < first) grown = first;
    if (grown < needed) grown = needed;
    if (grown > SIZE_MAX / element) return false;
    void *moved = realloc(*array, grown * element);
    if (!moved) return false;
    *array = moved;
    *capacity = grown;
    return true;
}

static bool reserve_nodes(partial_json_tape *tape, uint32_t needed, uint32_t first) {
    void *nodes = tape->nodes;
    bool grew = grow_array(&nodes, &tape->node_capacity, needed, first, sizeof(partial_json_node));
    tape->nodes = nodes;
    return grew;
}

static bool reserve_text(partial_json_tape *tape, uint32_t needed, uint32_t first) {
    void *text = tape->text;
    bool grew = grow_array(&text, &tape->text_capacity, needed, first, 1);
    tape->text = text;
    return grew;
}

static bool is_container(partial_json_kind kind) {
    return kind == partial_json_kind_array || kind == partial_json_kind_object;
}

bool partial_json_tape_open(partial_json_tape *tape, partial_json_kind kind) {
    uint32_t index = tape->node_count;
    if (!reserve_nodes(tape, index + 1, first_node_capacity)) return false;
    if (index > 0 && kind != partial_json_kind_key) tape->nodes[tape->innermost].count++;
    tape->nodes[index] = (partial_json_node){
        .kind = kind, .next = tape->innermost, .text_offset = tape->text_count, .count = 0};
    tape->node_count = index + 1;
    if (is_container(kind)) tape->innermost = index;
    return true;
}

bool partial_json_tape_make_node_room(partial_json_tape *tape) {
    return reserve_nodes(tape, tape->node_count + 1, first_node_capacity);
}

bool partial_json_tape_make_room(partial_json_tape *tape, size_t count) {
    return reserve_text(tape, tape->text_count + (uint32_t)count, first_text_capacity);
}

bool partial_json_tape_grow(partial_json_tape *tape, const void *text, size_t count) {
    if (count == 0) return true;
    if (!reserve_text(tape, tape->text_count + (uint32_t)count, first_text_capacity)) return false;
    memcpy(tape->text + tape->text_count, text, count);
    tape->text_count += (uint32_t)count;
    tape->nodes[tape->node_count - 1].count += (uint32_t)count;
    return true;
}

void partial_json_tape_close_live(partial_json_tape *tape) {
    tape->nodes[tape->node_count - 1].next = tape->node_count;
}

bool partial_json_tape_add(partial_json_tape *tape, partial_json_kind kind, const void *text,
                           size_t count) {
    if (!partial_json_tape_open(tape, kind) || !partial_json_tape_grow(tape, text, count))
        return false;
    partial_json_tape_close_live(tape);
    return true;
}

bool partial_json_tape_is_live(const partial_json_tape *tape) {
    if (tape->node_count == 0) return false;
    const partial_json_node *last = &tape->nodes[tape->node_count - 1];
    return !is_container(last->kind) && last->next < tape->node_count;
}

bool partial_json_tape_take(partial_json_tape *tape, partial_json_kind kind, const void *text,
                            size_t count) {
    if (!partial_json_tape_is_live(tape)) return partial_json_tape_add(tape, kind, text, count);
    partial_json_tape_close_live(tape);
    return true;
}

void partial_json_tape_close_container(partial_json_tape *tape) {
    partial_json_node *closed = &tape->nodes[tape->innermost];
    tape->innermost = closed->next;
    closed->next = tape->node_count;
}

bool partial_json_tape_copy(const partial_json_tape *source, partial_json_tape *copy) {
    if (source->node_count == 0) return true;
    if (!reserve_nodes(copy, source->node_capacity, 0) ||
        !reserve_text(copy, source->text_capacity, 0)) {
        partial_json_tape_destroy(copy);
        return false;
    }
    memcpy(copy->nodes, source->nodes, source->node_count * sizeof(partial_json_node));
    if (source->text_count > 0) memcpy(copy->text, source->text, source->text_count);
    copy->node_count = source->node_count;
    copy->text_count = source->text_count;
    copy->innermost = source->innermost;
    return true;
}

bool partial_json_tape_catch_up(const partial_json_tape *source, partial_json_tape *earlier) {
    if (source->node_count == 0) return true;
    if (!reserve_nodes(earlier, source->node_count, first_node_capacity) ||
        !reserve_text(earlier, source->text_count, first_text_capacity))
        return false;
    uint32_t nodes = earlier->node_count, text = earlier->text_count;
    if (nodes > 0) {
        /* Of what was there only open nodes have changed: the containers, and the last. */
        uint32_t place = earlier->innermost;
        while (is_container(earlier->nodes[place].kind) && earlier->nodes[place].next <= place) {
            uint32_t outer = earlier->nodes[place].next;
            earlier->nodes[place] = source->nodes[place];
            if (place == 0) break;
            place = outer;
        }
        earlier->nodes[nodes - 1] = source->nodes[nodes - 1];
    }
    memcpy(earlier->nodes + nodes, source->nodes + nodes,
           (source->node_count - nodes) * sizeof(partial_json_node));
    if (source->text_count > text)
        memcpy(earlier->text + text, source->text + text, source->text_count - text);
    earlier->node_count = source->node_count;
    earlier->text_count = source->text_count;
    earlier->innermost = source->innermost;
    return true;
}

/* A realloc that fails to shrink leaves the block as it was, which is as well. */
void partial_json_tape_trim(partial_json_tape *tape) {
    size_t spare_nodes = tape->node_capacity - tape->node_count;
    size_t spare_text = tape->text_capacity - tape->text_count;
    if (tape->node_count > 0 && spare_nodes * sizeof(partial_json_node) >= least_trimmed_bytes) {
        void *nodes = realloc(tape->nodes, tape->node_count * sizeof(partial_json_node));
        if (nodes) {
            tape->nodes = nodes;
            tape->node_capacity = tape->node_count;
        }
    }
    if (tape->text_count > 0 && spare_text >= least_trimmed_bytes) {
        void *text = realloc(tape->text, tape->text_count);
        if (text) {
            tape->text = text;
            tape->text_capacity = tape->text_count;
        }
    }
}

void partial_json_tape_destroy(partial_json_tape *tape) {
    free(tape->nodes);
    free(tape->text);
    *tape = (partial_json_tape){0};
}

size_t partial_json_tape_heap_bytes(const partial_json_tape *tape) {
    return (size_t)tape->node_capacity * sizeof(partial_json_node) + tape->text_capacity;
}
