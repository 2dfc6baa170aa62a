"""The trail ends soon, also where many documents share the same words with small shifts."""

from __future__ import annotations

from itertools import combinations

from synopticon.findings.trail import Place, Trail
from synopticon.model.reuse import Kind, Reuse, SharedSpan

COPIES = [f"{number:02}" for number in range(24)]


def _aligned(a: str, b: str) -> Reuse:
    """A pair whose copies differ by a few characters in length, as edited reprints do, cut into three spans."""
    more_a, more_b = int(a) % 7, int(b) % 5
    spans = tuple(
        SharedSpan(start + more_a, start + 300 + 2 * more_a, start + more_b, start + 300 + 2 * more_b)
        for start in (0, 310, 620)
    )
    return Reuse(a, b, Kind.LIGHT, 980, spans, (), "test/1")


def test_a_clique_of_edited_copies_is_followed_once_and_not_for_every_shift() -> None:
    """Two dozen reprints, each aligned with each, carry the words; the places followed stay few a document."""
    reuses = [_aligned(a, b) for a, b in combinations(COPIES, 2)]
    trail = Trail({"cited": Place("00", 40, 160)})
    while wanted := trail.unexplored():
        trail.learn(wanted, [reuse for reuse in reuses if {reuse.a, reuse.b} & set(wanted)])
    assert trail.carriers("cited") == frozenset(COPIES)
    assert len(trail._places) <= 3 * len(COPIES)


def test_words_scattered_over_a_text_do_not_lead_on_to_what_stands_between_them() -> None:
    """A retelling holds both halves of a passage far apart; a third text shares only what stands between them."""
    halves = (SharedSpan(0, 30, 0, 30), SharedSpan(30, 60, 1000, 1030))
    between = (SharedSpan(500, 600, 0, 100),)
    reuses = [
        Reuse("00", "01", Kind.QUOTE, 400, halves, (), "test/1"),
        Reuse("01", "02", Kind.QUOTE, 400, between, (), "test/1"),
    ]
    trail = Trail({"cited": Place("00", 0, 60)})
    while wanted := trail.unexplored():
        trail.learn(wanted, [reuse for reuse in reuses if {reuse.a, reuse.b} & set(wanted)])
    assert trail.carriers("cited") == frozenset({"00", "01"})
