/* Arrays that are checked, arrays that grow, and a sort that leaves equals in order. */
#include <stdlib.h>
#include <string.h>

#include "kernel.h"

enum { SHORT = 24 };

bool divide(const int64_t *edges, int64_t parts, int64_t end)
{
    if (edges[0] != 0 || edges[parts] != end)
        return false;
    for (int64_t at = 0; at < parts; at++)
        if (edges[at] > edges[at + 1])
            return false;
    return true;
}

bool are_whole(const Columns *texts)
{
    return texts->signs >= 0 && texts->signs < INT32_MAX && divide(texts->edges, texts->texts, texts->signs) &&
           divide(texts->places_of, texts->texts, texts->grams) && divide(texts->table_of, texts->texts, texts->slots);
}

bool room_for(Grown *array, size_t count, size_t size)
{
    if (count > SIZE_MAX / 4 / size)
        return false;
    size_t wanted = count * size;
    if (wanted <= array->bytes)
        return true;
    if (wanted < 2 * array->bytes)
        wanted = 2 * array->bytes;
    void *data = realloc(array->data, wanted);
    if (!data)
        return false;
    array->data = data;
    array->bytes = wanted;
    return true;
}

void let_go(Grown *array)
{
    free(array->data);
    array->data = NULL;
    array->bytes = 0;
}

int64_t *further_rows(Rows *found, size_t count, size_t columns)
{
    size_t before = (size_t)found->count;
    if (!room_for(&found->rows, before + count, columns * sizeof(int64_t)))
        return NULL;
    found->count += (int64_t)count;
    return (int64_t *)found->rows.data + columns * before;
}

OPEN void synopticon_let_go(Rows *found)
{
    let_go(&found->rows);
    found->count = 0;
}

static void insert(Item *items, size_t count)
{
    for (size_t at = 1; at < count; at++) {
        Item item = items[at];
        size_t to = at;
        for (; to > 0 && items[to - 1].key > item.key; to--)
            items[to] = items[to - 1];
        items[to] = item;
    }
}

static void merge(const Item *items, size_t middle, size_t count, Item *out)
{
    size_t left = 0, right = middle;
    for (size_t at = 0; at < count; at++)
        out[at] = left < middle && (right == count || items[left].key <= items[right].key) ? items[left++]
                                                                                           : items[right++];
}

void sort_items(Item *items, Item *spare, size_t count)
{
    if (count <= SHORT) {
        insert(items, count);
        return;
    }
    size_t middle = count / 2;
    sort_items(items, spare, middle);
    sort_items(items + middle, spare, count - middle);
    if (items[middle - 1].key <= items[middle].key)
        return;
    merge(items, middle, count, spare);
    memcpy(items, spare, count * sizeof *items);
}
