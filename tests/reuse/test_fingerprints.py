"""Fingerprints: one body for the same letters, however dressed; bounded work for any text."""

from __future__ import annotations

import random

from synopticon.reuse.common_grams import is_common
from synopticon.reuse.documents import Document
from synopticon.reuse.fingerprints import (
    BATCH,
    LEAST_GRAMS,
    LIGHT,
    LONGEST,
    Prints,
    fingerprint,
    light_batches,
    sampled,
)
from synopticon.reuse.grams import DENSE
from synopticon.reuse.normalising import normalise_batch
from synopticon.reuse.sampling import CUT


def printed(*texts: str) -> Prints:
    return fingerprint([Document(str(number), text) for number, text in enumerate(texts)])


def places(prints: Prints) -> list[int]:
    return [card.body for card in prints.cards]


def test_the_same_letters_are_one_body() -> None:
    """Case, blanks and punctuation make no other body; a letter does."""
    prints = printed("The masts are up.", "THE MASTS — are up", "The mast is up.")
    assert places(prints) == [0, 0, 1] and len(prints.digests) == 2


def test_what_a_batch_holds_changes_no_document() -> None:
    """The grams of a text are the same alone and among others; a body that comes twice has them once."""
    texts = [" ".join(f"word{n * n + seed} and{n}" for n in range(40)) for seed in (0, 9, 0)]
    together, alone = printed(*texts), printed(texts[1])
    assert (together.grams[together.owners == 1] == alone.grams).all() and len(alone.grams)
    assert len(together.grams) == len(printed(*texts[:2]).grams)


def test_batches_are_few_and_light() -> None:
    """Neither many small texts nor a few long ones come together; none is lost."""
    small = [Document(str(number), "") for number in range(2 * BATCH + 1)]
    assert [len(batch) for batch in light_batches(small)] == [BATCH, BATCH, 1]
    long = [Document(str(number), "x" * (LIGHT // 2)) for number in range(3)]
    assert [len(batch) for batch in light_batches(long)] == [2, 1]


def test_monotonous_and_short_texts_cannot_be_compared() -> None:
    """A repeated word is as little as a few words."""
    varied = " ".join(f"word{n} and{n * n}" for n in range(40))
    prints = printed("no " * 5000, "A short line", varied, "")
    assert prints.comparable.tolist() == [False, False, True, False]
    assert set(prints.owners.tolist()) == {2}


def test_very_long_texts_differ_by_their_ends() -> None:
    """What stands behind the compared part still makes another body."""
    start = "ab" * (LONGEST // 2)
    assert places(printed(start + "x", start + "y", start + "x")) == [0, 1, 0]


def test_a_syllable_weighs_as_two_letters() -> None:
    """Texts in syllables and ideographs can be compared at half the length, and are sampled twice as densely."""
    syllables = "".join(chr(0xAC00 + 7 * n) for n in range(LEAST_GRAMS // 2 + DENSE - 1))
    prints = printed(syllables, syllables[:-1])
    assert prints.comparable.tolist() == [True, False] and prints.letters[0] == 2 * len(syllables)
    chance = random.Random(2)
    dense, spelled = (
        "".join(chr(first + chance.randrange(count)) for _ in range(8000))
        for first, count in ((0xAC00, 11172), (ord("a"), 26))
    )
    sizes = [len(printed(text).grams) / 8000 for text in (dense, spelled)]
    assert 0.22 < sizes[0] < 0.28 and 0.1 < sizes[1] < 0.15


def test_a_set_phrase_leads_only_together_with_what_follows() -> None:
    """Titles that an agency repeats in thousands of notes lead from no note to all the others; the rest leads on."""
    title = "Chairman of the National Defence Commission and general secretary of the Workers' Party of Korea "
    prints = printed(
        title + "looked at nine lamps which the keepers of the northern quay had brought along.",
        title + "praised the bakers who rise at three and sing until the ovens are warm enough.",
    )
    of_a, of_b = (set(prints.grams[prints.owners == body].tolist()) for body in (0, 1))
    _, alone, _ = sampled(*normalise_batch([title]))
    common = set((alone >> CUT)[is_common(alone >> CUT)].tolist())
    assert len(common) >= 3
    assert not common & (of_a | of_b)
    assert len(of_a & of_b) < len(common)
