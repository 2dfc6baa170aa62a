"""Columns: every gram of a text leads to its first place, and what is repeated without end leads nowhere."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from synopticon.reuse.columns import REPEATED, ROOM, Columns, columns_of
from synopticon.reuse.rarity import NOTHING_COMMON


def led(columns: Columns, text: int) -> list[tuple[int, int]]:
    """Each place at which a gram of the text begins, and where the table leads from it."""
    begin, end = columns.places_of[text : text + 2]
    places = columns.places[begin:end]
    slots = columns.slots(columns.hashes[places], np.array([text]), np.array([end - begin]))
    return list(zip(places.tolist(), columns.table[slots].tolist(), strict=True))


def words(seed: int, count: int) -> str:
    chance = random.Random(seed)
    return " ".join("".join(chance.choice("abcdefgh") for _ in range(chance.randrange(2, 9))) for _ in range(count))


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=4))
def test_a_gram_leads_to_its_first_place_or_nowhere(seeds: list[int]) -> None:
    """Where it leads is the same gram, in the same text, not behind it; seven of eight lead somewhere."""
    columns = columns_of([words(seed, 60) for seed in seeds], NOTHING_COMMON)
    for text in range(len(seeds)):
        found = led(columns, text)
        first = {}
        for place, _ in found:
            first.setdefault(int(columns.hashes[place]), place)
        right = sum(there == first[int(columns.hashes[place])] for place, there in found)
        assert right >= len(found) * (1 - 1 / ROOM)


def test_where_a_text_leads_depends_on_it_alone() -> None:
    """Among other texts it leads to the same places."""
    texts = [words(seed, 40) for seed in range(3)]
    among, alone = columns_of(texts, NOTHING_COMMON), columns_of(texts[2:], NOTHING_COMMON)
    begin = int(among.batch.edges[2])
    nowhere = len(among.batch.codes), len(alone.batch.codes)
    moved = [(place - begin, there if there == nowhere[0] else there - begin) for place, there in led(among, 2)]
    assert moved == [(place, nowhere[0] if there == nowhere[1] else there) for place, there in led(alone, 0)]


def test_what_is_repeated_leads_nowhere() -> None:
    """A gram at REPEATED places leads to the first, at one more to none."""
    for times in (REPEATED, REPEATED + 1):
        text = " ".join(f"{'abcdefghijk'[number] * 9} themanyrepeated" for number in range(times))
        columns = columns_of([text], NOTHING_COMMON)
        gram = columns_of(["themanyrepeated"], NOTHING_COMMON).hashes[4]
        there = {there for place, there in led(columns, 0) if columns.hashes[place] == gram}
        assert there == {13 if times == REPEATED else len(columns.batch.codes)}


def test_blank_texts_have_no_grams() -> None:
    """Nor do short ones; they have their place among the others."""
    columns = columns_of(["", "short", "", words(1, 9)], NOTHING_COMMON)
    assert np.diff(columns.places_of)[:3].tolist() == [0, 0, 0] and len(led(columns, 3)) > 9
