"""Increments: any order of the documents and any split into increments gives the rows of one run, byte for byte."""

from __future__ import annotations

import random
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from synopticon.reuse import proposing, standing_words
from synopticon.reuse.documents import Document
from synopticon.reuse.tracing import trace_documents
from synopticon.store.echoes import postings
from synopticon.workflow import reuse_first, reuse_pairing, reuse_rows, reuse_telling
from synopticon.workflow.reuse_index import Index
from synopticon.workflow.reuse_rows import lines_of

OUTLETS = ("Courier", "Herald", "Gazette", None)
DATES = ("2024-01-01", "2024-01-02", "2024-01-02T09:30:00Z", "2024-02", None)


def words(chance: random.Random, size: int) -> list[str]:
    """Invented words."""
    return ["".join(chance.choices("abcdefghijklmnop", k=chance.randrange(3, 9))) for _ in range(size)]


def corpus(seed: int, size: int, stories: int) -> list[Document]:
    """Echoes of few stories, some with a frame that many share: cut, mixed, garbled, repeated, and some too short."""
    chance = random.Random(seed)
    told = [words(chance, chance.randrange(30, 90)) for _ in range(stories)]
    frame = words(chance, 25)
    documents = []
    for number in range(size):
        text = list(chance.choice(told))
        how = chance.randrange(8)
        if how == 0:
            text = text[: len(text) // 2]
        elif how == 1:
            text += chance.choice(told)[:20]
        elif how == 2:
            text[chance.randrange(len(text))] = "Changed"
        elif how == 3:
            text = frame + words(chance, 30)
        elif how == 4:
            text = text + frame
        elif how == 5 and documents:
            text = chance.choice(documents).text.upper().split()
        elif how == 6:
            text = words(chance, chance.randrange(0, 6))
        blank = chance.choice((" ", "  ", "\n"))
        documents.append(
            Document(
                f"d{number}",
                blank.join(text) + chance.choice((".", "", " (AP)")),
                outlet=chance.choice(OUTLETS),
                published=chance.choice(DATES),
                url=chance.choice((None, f"https://news.example/2024/01/0{chance.randrange(1, 4)}/{number}")),
            )
        )
    return documents


def one_run(documents: list[Document]) -> dict[str, bytes]:
    """The rows of one run over all."""
    return dict(lines_of(trace_documents(documents)))


def increments(folder: Path, documents: list[Document], cuts: list[int], reopened: bool) -> dict[str, bytes]:
    """The latest row of each document after increments that end at these places."""
    latest: dict[str, bytes] = {}
    index = Index(folder)
    for begin, end in zip([0, *cuts], [*cuts, len(documents)], strict=True):
        index.add(documents[begin:end])
        rows = list(index.settle())
        assert len({name for name, _ in rows}) == len(rows)
        assert all(latest.get(name) != line for name, line in rows)
        latest |= dict(rows)
        index.keep()
        if reopened:
            index.close()
            index = Index(folder)
    traced = trace_documents(documents)
    assert index.tables.pairs() == traced.proposed
    assert (index.sums.blank, index.sums.short) == (traced.blank, traced.short)
    index.check()
    index.close()
    return latest


@pytest.fixture(params=["as they are", "small"])
def limits(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine's limits; or such that a few documents make crowds, segments and merges."""
    if request.param == "small":
        for module in (proposing, reuse_first, reuse_pairing, standing_words):
            monkeypatch.setattr(module, "CROWD", 4)
        for module in (postings, reuse_telling):
            monkeypatch.setattr(module, "FEW" if module is postings else "TOGETHER", 3)
        monkeypatch.setattr("synopticon.workflow.reuse_index.FEW", 3)
        monkeypatch.setattr("synopticon.workflow.reuse_index.TOGETHER", 3)
        for module in (reuse_rows, reuse_telling):
            monkeypatch.setattr(module, "MOST_LISTED", 4)


@settings(deadline=None, max_examples=40)
@given(
    seed=st.integers(0, 10**6),
    size=st.integers(1, 30),
    stories=st.integers(1, 6),
    order=st.integers(0, 10**6),
    cuts=st.lists(st.integers(0, 30), max_size=6),
    reopened=st.booleans(),
)
@example(seed=903991, size=21, stories=2, order=473083, cuts=[17], reopened=False)  # one that becomes crowded
@example(seed=5683, size=28, stories=2, order=2098, cuts=[20], reopened=False)  # a row that is crowded no more
@pytest.mark.usefixtures("limits")
def test_any_order_and_any_split_end_in_the_rows_of_one_run(
    seed: int, size: int, stories: int, order: int, cuts: list[int], reopened: bool
) -> None:
    """Echoes, frames, reprints, documents without dates: whatever comes first."""
    documents = corpus(seed, size, stories)
    whole = one_run(documents)
    shuffled = random.Random(order).sample(documents, len(documents))
    with tempfile.TemporaryDirectory() as folder:
        assert increments(Path(folder), shuffled, sorted(min(cut, size) for cut in cuts), reopened) == whole


@settings(deadline=None, max_examples=30)
@given(seed=st.integers(0, 10**6), size=st.integers(4, 14), cuts=st.lists(st.integers(0, 40), max_size=6))
@pytest.mark.usefixtures("limits")
def test_a_frame_is_told_from_a_story_whenever_it_becomes_one(seed: int, size: int, cuts: list[int]) -> None:
    """The documents that make it a frame may come at any time; those that had joined it by then leave it."""
    chance = random.Random(seed)
    frame = words(chance, 60)
    outlets = chance.choice(((None,), ("Courier",), OUTLETS))
    documents = [
        Document(f"f{n}", " ".join([*frame, *words(chance, chance.randrange(25))]), outlet=chance.choice(outlets))
        for n in range(size)
    ] + corpus(seed, 10, 2)
    chance.shuffle(documents)
    with tempfile.TemporaryDirectory() as folder:
        ends = sorted(min(cut, len(documents)) for cut in cuts)
        assert increments(Path(folder), documents, ends, False) == one_run(documents)


@pytest.mark.usefixtures("limits")
def test_one_at_a_time_as_well(tmp_path: Path) -> None:
    """A hundred documents in a hundred increments."""
    documents = corpus(3, 100, 7)
    assert increments(tmp_path, documents, list(range(1, 100)), False) == one_run(documents)


@pytest.mark.usefixtures("limits")
def test_the_first_increment_leaves_what_one_at_a_time_leaves(tmp_path: Path) -> None:
    """Its pairs are found another way; what later increments build upon is the same."""
    documents, kept = corpus(8, 60, 3), []
    for name, cuts in (("at once", []), ("one by one", list(range(1, 60)))):
        increments(tmp_path / name, documents, cuts, False)
        with closing(sqlite3.connect(tmp_path / name / "index.db")) as tables:
            pairs = tables.execute("select a, b, shared, found is null from pairs order by a, b").fetchall()
            kept.append((pairs, tables.execute("select gram, first from crowded order by gram").fetchall()))
    assert kept[0] == kept[1] and kept[0][0]


def test_bodies_whose_digests_begin_alike_stay_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a body is found by only leads to it; its whole digest says whether it is that one."""
    monkeypatch.setattr("synopticon.workflow.reuse_index.digest_gram", lambda digest: 1 << 39)
    documents = corpus(11, 40, 3)
    assert increments(tmp_path, documents, [7, 20, 33], True) == one_run(documents)


def test_rules_of_another_version_are_applied_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index that other rules made is told again, from its own documents."""
    documents = corpus(5, 20, 3)
    increments(tmp_path, documents[:15], [], False)
    monkeypatch.setattr("synopticon.workflow.reuse_index.METHOD", "trace/next")
    index = Index(tmp_path)
    assert index.outdated
    index.renew()
    index.add([*documents[15:], replace(documents[0])])
    assert dict(index.settle()) == one_run(documents)
    index.keep()
    index.close()
    assert not Index(tmp_path).outdated
