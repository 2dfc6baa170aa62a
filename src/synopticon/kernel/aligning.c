/* Many pairs of texts aligned: `align_pairs` of alignment.py. */
#include "aligning.h"

/* Rows of (place in a, place in b, length, passage). */
static int put_down(const Pair *pair, int64_t passages, Rows *found)
{
    if (!pair->runs)
        return OK;
    int64_t *row = further_rows(found, pair->runs, 4);
    if (!row)
        return NO_MEMORY;
    for (size_t at = 0; at < pair->runs; at++, row += 4) {
        row[0] = items_of(pair)[at].run.a;
        row[1] = items_of(pair)[at].run.b;
        row[2] = items_of(pair)[at].run.size;
        row[3] = passages + links_of(pair)[at].passage;
    }
    return OK;
}

static int align_one(Pair *pair, int64_t passages, double *figures, Rows *found)
{
    int failed = find_runs(pair);
    if (!failed)
        failed = chain_passages(pair);
    if (!failed)
        failed = tell_figures(pair, figures);
    return failed ? failed : put_down(pair, passages, found);
}

/* edges: one more than there are pairs; figures: so many a pair. Texts without a table have no slots, and a gram to
 * look up in them would find none: they are refused. */
OPEN int synopticon_align(const Columns *texts, const Rules *rules, int64_t pairs, const int64_t *left,
                          const int64_t *right, int64_t *edges, double *figures, Rows *found)
{
    if (!are_whole(texts) || rules->least_run < 1)
        return BROKEN;
    Pair pair = {.texts = texts, .rules = rules};
    int failed = OK;
    int64_t passages = 0;
    edges[0] = 0;
    for (int64_t at = 0; at < pairs && !failed; at++) {
        pair.text[0] = left[at];
        pair.text[1] = right[at];
        for (int side = 0; side < 2; side++)
            if (pair.text[side] < 0 || pair.text[side] >= texts->texts ||
                texts->table_of[pair.text[side]] == texts->table_of[pair.text[side] + 1])
                failed = BROKEN;
        if (!failed)
            failed = align_one(&pair, passages, figures + FIGURES * at, found);
        passages += (int64_t)pair.whole;
        edges[at + 1] = found->count;
    }
    let_go(&pair.items);
    let_go(&pair.spare);
    let_go(&pair.links);
    let_go(&pair.passages);
    return failed;
}
