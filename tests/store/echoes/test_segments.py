"""Segments hold what was put in, whole or not at all; many are as good as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synopticon.errors import DamagedInput
from synopticon.kernel.library import COMPILED, ENVIRONMENT, NUMPY
from synopticon.store.echoes.bits import PAD, packed, unpacked, windows
from synopticon.store.echoes.postings import Postings
from synopticon.store.echoes.segment import Segment


@given(st.lists(st.tuples(st.integers(0, 56), st.integers(0, 2**56 - 1)), max_size=200))
def test_numbers_come_back_from_their_bits(told: list[tuple[int, int]]) -> None:
    """Of any widths up to 56 bits, none at all among them."""
    widths = np.array([width for width, _ in told], np.int64)
    values = np.array([value & ((1 << width) - 1) for width, value in told], np.int64)
    data = np.frombuffer(packed(values, widths) + bytes(PAD), np.uint8)
    assert unpacked(windows(data), np.cumsum(widths) - widths, widths).tolist() == values.tolist()


@pytest.fixture(params=[COMPILED, NUMPY], scope="module", autouse=True)
def way(request: pytest.FixtureRequest) -> Iterator[None]:
    """Both ways of looking grams up answer alike."""
    if request.param == COMPILED:
        request.getfixturevalue("compiled")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ENVIRONMENT, request.param)
        yield


def filled(folder: Path, sets: list[set[int]], flush_at: set[int]) -> Postings:
    """Postings over these bodies, flushed and merged after some of them."""
    postings = Postings(folder, [])
    for body, grams in enumerate(sets):
        postings.add([(body, np.array(sorted(grams), np.uint64))])
        if body in flush_at:
            postings.flush(f"{body}.grams")
            postings.merge(f"{body}m.grams")
    return postings


@pytest.mark.parametrize("recent", [0, 2, 48])
def test_the_newest_are_found_in_table_and_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recent: int
) -> None:
    """Whatever of them is sorted already."""
    monkeypatch.setattr("synopticon.store.echoes.newest.RECENT", recent)
    postings = filled(tmp_path, [{1, 2}, {2, 3}, set(), {2, 7}, {1, 7}, {7}], set())
    counts, places, bodies = postings.holders(np.array([1, 2, 3, 5, 7], np.uint64), 2)
    assert counts.tolist() == [2, 3, 1, 0, 3]
    assert sorted(zip(places.tolist(), bodies.tolist(), strict=True)) == [(0, 0), (0, 4), (2, 1)]


GRAMS = st.sets(st.one_of(st.integers(0, 30), st.integers(0, 2**40 - 1)), max_size=80)


@settings(deadline=None, max_examples=60)
@given(st.lists(GRAMS, max_size=12), st.sets(st.integers(0, 12)), st.sets(st.integers(0, 2**40 - 1), max_size=10))
def test_segments_answer_as_a_table_would(
    tmp_path_factory: pytest.TempPathFactory,
    sets: list[set[int]],
    flush_at: set[int],
    others: set[int],
) -> None:
    """How many bodies hold a gram, and which, wherever they were flushed and merged."""
    postings = filled(tmp_path_factory.mktemp("segments"), sets, flush_at)
    held = defaultdict(list)
    for body, grams in enumerate(sets):
        for gram in grams:
            held[gram].append(body)
    asked = sorted(set(held) | others)
    counts, places, bodies = postings.holders(np.array(asked, np.uint64), 5)
    assert counts.tolist() == [len(held[gram]) for gram in asked]
    found = defaultdict(list)
    for place, body in zip(places.tolist(), bodies.tolist(), strict=True):
        found[asked[place]].append(body)
    assert {gram: sorted(some) for gram, some in found.items()} == {
        gram: some for gram, some in held.items() if 0 < len(some) <= 5
    }


def test_large_segments_merge_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A merge that reads a few blocks at a time loses and doubles nothing."""
    monkeypatch.setattr("synopticon.store.echoes.segment.CHUNK", 100)
    chance = np.random.default_rng(3)
    sets = [set(chance.integers(0, 5000, 150).tolist()) for _ in range(60)]
    postings = filled(tmp_path, sets, {29, 59})
    assert len(postings.segments) == 1
    grams = np.arange(5000).astype(np.uint64)
    _, places, bodies = postings.holders(grams, 1000)
    assert set(zip(places.tolist(), bodies.tolist(), strict=True)) == {
        (gram, body) for body, some in enumerate(sets) for gram in some
    }
    postings.segments[0].check()


def test_a_segment_that_was_harmed_is_named(tmp_path: Path) -> None:
    """Cut short or not a segment: when it is opened; another byte: when it is checked."""
    path = filled(tmp_path, [{1, 2, 3}, {2, 9}], {1}).segments[0].path
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    with pytest.raises(DamagedInput, match="does not hold"):
        Segment(path)
    path.write_bytes(b"x" + whole[1:])
    with pytest.raises(DamagedInput, match="does not hold"):
        Segment(path)
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(DamagedInput, match="does not hold"):
        Segment(path).check()


def test_columns_that_lead_out_of_the_file_are_named(tmp_path: Path) -> None:
    """The lookup goes nowhere that the segment does not have."""
    path = filled(tmp_path, [set(range(0, 9000, 7)), set(range(0, 9000, 5))], {1}).segments[0].path
    whole = bytearray(path.read_bytes())
    whole[-8:] = b"\xff" * 8
    path.write_bytes(whole)
    grams = np.arange(9000).astype(np.uint64)
    with pytest.raises(DamagedInput, match="does not hold"):
        Segment(path).spans(grams)
