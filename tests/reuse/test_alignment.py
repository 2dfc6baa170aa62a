"""Alignment: what it calls equal is equal, and it finds what a slow and independent comparison finds."""

from __future__ import annotations

import random
import unicodedata
from difflib import SequenceMatcher
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from synopticon.reuse.alignment import APART, align, align_pairs
from synopticon.reuse.columns import columns_of
from synopticon.reuse.explaining import shared_spans
from synopticon.reuse.fingerprints import LONGEST
from synopticon.reuse.grams import gram_hashes
from synopticon.reuse.kinds import judge
from synopticon.reuse.normalising import normalise
from synopticon.reuse.rarity import COMMONEST, Rarity
from synopticon.reuse.sampling import CUT, SAMPLED


def words(seed: int, count: int) -> str:
    chance = random.Random(seed)
    return " ".join(
        "".join(chance.choice("abcdefghijklmnop") for _ in range(chance.randrange(2, 9))) for _ in range(count)
    )


def edited(text: str, seed: int) -> str:
    """The text with a tenth of its words replaced, dropped or moved."""
    chance = random.Random(seed)
    kept = [chance.choice(["", "other", word, word]) if chance.random() < 0.1 else word for word in text.split()]
    at = chance.randrange(len(kept))
    return " ".join(kept[at:] + kept[:at])


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_spans_are_equal_apart_and_inside(seed: int, change: int) -> None:
    """Every span normalises to the same letters on both sides, and no two overlap on either side."""
    a = words(seed, 80)
    b = edited(a, change)
    spans = shared_spans(a, b)
    for span in spans:
        assert (
            normalise(a[span.a_start : span.a_end]).codes.tolist()
            == normalise(b[span.b_start : span.b_end]).codes.tolist()
        )
    for side in ("a", "b"):
        edges = sorted((getattr(span, f"{side}_start"), getattr(span, f"{side}_end")) for span in spans)
        assert all(end <= start for (_, end), (start, _) in pairwise(edges))


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_it_finds_what_difflib_finds(seed: int, change: int) -> None:
    """Of the letters in difflib's long blocks (an independent algorithm), nine of ten are found."""
    a = words(seed, 60)
    b = edited(a, change)
    plain_a, plain_b = a.replace(" ", ""), b.replace(" ", "")
    blocks = SequenceMatcher(None, plain_a, plain_b, autojunk=False).get_matching_blocks()
    found = align(a, b)
    assert int(found.runs[:, 2].sum()) >= 0.9 * sum(block.size for block in blocks if block.size >= 8)


def held_by_many(phrase: str) -> Rarity:
    """A table in which this phrase stands in very many texts."""
    grams = np.unique(gram_hashes(normalise(phrase).codes))
    kept = grams[grams < SAMPLED] >> CUT
    return Rarity(kept, np.full(len(kept), COMMONEST))


def test_a_common_phrase_is_not_a_passage() -> None:
    """Two texts that share only a phrase which every text has are not related."""
    phrase = "all rights reserved by the publishing house of the northern province, which may not be printed anew"
    a, b = (words(seed, 40) + " " + phrase for seed in range(2))
    assert align(a, b).figures.longest > 60
    assert align(a, b, held_by_many(phrase)).figures.longest < 0.4 * align(a, b).figures.longest
    assert judge(align(a, b, held_by_many(phrase)), normalise(a), normalise(b)) is None


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 10**6)), min_size=2, max_size=8), st.integers(0, 10**6))
def test_a_pair_is_aligned_alone_as_among_others(stories: list[tuple[int, int]], order: int) -> None:
    """What two texts share does not depend on the other texts and pairs of the batch, nor on their order."""
    texts = [edited(words(story, 60), change) for story, change in stories]
    pairs = [(one, other) for one in range(len(texts)) for other in range(len(texts)) if one != other]
    random.Random(order).shuffle(pairs)
    rarity = held_by_many(words(0, 20))
    left, right = np.array(pairs).T
    together = align_pairs(columns_of(texts, rarity), left, right)
    for number, (one, other) in enumerate(pairs):
        alone, among = align(texts[one], texts[other], rarity), together[number]
        assert (alone.runs == among.runs).all() and alone.figures == among.figures
        assert alone.passage.tolist() == np.unique(among.passage, return_inverse=True)[1].tolist()


def test_shares_say_how_much_of_each_text_is_shared() -> None:
    """A text that holds another and as much again is covered by half, the other wholly."""
    a, b = words(1, 50), words(1, 50) + " " + words(2, 50)
    found = align(a, b).figures
    assert found.share_a == 1.0 and 0.4 < found.share_b < 0.6 and found.density == 1.0 and found.in_order == 1.0


def test_turned_around_it_is_the_same() -> None:
    """Left and right change places, nothing else."""
    a, b = words(3, 80), edited(words(3, 80), 4)
    one, other = align(a, b).figures, align(b, a).figures
    assert abs(one.share_a - other.share_b) < 0.05 and abs(one.same_a - other.same_b) < 0.05


def test_periodic_text_takes_no_time() -> None:
    """A repeated phrase of a hundred thousand characters is aligned at once, without a square of work."""
    text = "tick tock " * 10_000
    assert len(align(text, text).runs) <= 10


def test_no_text_reaches_into_the_next_pair() -> None:
    """Also where each code point becomes as many as one can."""
    assert LONGEST * max(len(unicodedata.normalize("NFKC", chr(code)).casefold()) for code in range(0x110000)) < APART
