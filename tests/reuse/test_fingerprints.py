"""Fingerprints: one body for the same letters, however dressed; bounded work for any text."""

from __future__ import annotations

import random

from synopticon.reuse.documents import Document
from synopticon.reuse.fingerprints import LEAST_GRAMS, LONGEST, Bodies
from synopticon.reuse.grams import DENSE


def bodies_of(*texts: str) -> tuple[Bodies, list[int]]:
    bodies = Bodies()
    return bodies, [place for _, place in bodies.take(Document(str(n), text) for n, text in enumerate(texts))]


def test_the_same_letters_are_one_body() -> None:
    """Case, blanks and punctuation make no other body; a letter does."""
    _, places = bodies_of("The masts are up.", "THE MASTS — are up", "The mast is up.")
    assert places == [0, 0, 1]


def test_the_holder_of_a_body_does_not_depend_on_arrival() -> None:
    """The document to fetch the text from is the one with the least id."""
    bodies = Bodies()
    list(bodies.take([Document("b", "Masts"), Document("a", "masts")]))
    assert bodies.holders == ["a"]


def test_monotonous_and_short_texts_cannot_be_compared() -> None:
    """A repeated word is as little as a few words."""
    varied = " ".join(f"word{n} and{n * n}" for n in range(40))
    bodies, _ = bodies_of("no " * 5000, "A short line", varied, "")
    assert bodies.comparable == [False, False, True, False]


def test_very_long_texts_differ_by_their_ends() -> None:
    """What stands behind the compared part still makes another body."""
    start = "ab" * (LONGEST // 2)
    assert bodies_of(start + "x", start + "y", start + "x")[1] == [0, 1, 0]


def test_a_syllable_weighs_as_two_letters() -> None:
    """Texts in syllables and ideographs can be compared at half the length, and are sampled twice as densely."""
    syllables = "".join(chr(0xAC00 + 7 * n) for n in range(LEAST_GRAMS // 2 + DENSE - 1))
    bodies, _ = bodies_of(syllables, syllables[:-1])
    assert bodies.comparable == [True, False] and bodies.letters[0] == 2 * len(syllables)
    chance = random.Random(2)
    dense, spelled = (
        "".join(chr(first + chance.randrange(count)) for _ in range(8000))
        for first, count in ((0xAC00, 11172), (ord("a"), 26))
    )
    sizes = [len(bodies_of(text)[0].fingerprints[0]) / 8000 for text in (dense, spelled)]
    assert 0.22 < sizes[0] < 0.28 and 0.1 < sizes[1] < 0.15
