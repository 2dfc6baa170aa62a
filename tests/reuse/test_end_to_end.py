"""End to end: the places of runs are those that each pair has alone, whatever other pairs are looked up with it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from synopticon.reuse.alignment import align
from synopticon.reuse.end_to_end import placed
from synopticon.reuse.normalising import normalise
from synopticon.reuse.readings import Reading
from synopticon.reuse.slots import gaps_between

WORDS = (
    "The",
    "harbour",
    "office",
    "keeps",
    "nine",
    "lamps",
    "Norrland",
    "Quelmark",
    "12",
    "e\u0301tude",
    "ﬁne",
    "항구",
    "一二",
)
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join), min_size=2, max_size=4)


@given(TEXTS)
def test_many_pairs_are_looked_up_as_each_alone(texts: list[str]) -> None:
    """Composed and decomposed letters, ligatures and texts that share nothing among them."""
    readings = [Reading.of(normalise(text)) for text in texts]
    aligned = [(align(a.text, b.text), a, b) for a in readings for b in readings if a is not b]
    together = list(placed(aligned))
    for pair, gaps, (found, a, b) in zip(together, gaps_between(together), aligned, strict=True):
        assert [tuple(row) for row in pair.places.tolist()] == [
            (span.a_start, span.a_end, span.b_start, span.b_end) for span in found.spans(a, b)
        ]
        (alone,) = gaps_between([*placed([(found, a, b)])])
        assert gaps.fillable.tolist() == alone.fillable.tolist() and gaps.others.tolist() == alone.others.tolist()


def test_no_pairs_have_no_places() -> None:
    """A batch in which nothing is related."""
    assert list(placed([])) == [] and gaps_between([]) == []
