"""The index finds what a substring scan finds, survives what happens to files, and says when it cannot answer."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from synopticon.errors import StaleIndex, StudyBusy
from synopticon.language.bigrams import BY_CHARACTER
from synopticon.language.query import parse
from synopticon.model.item import Item
from synopticon.store import index as index_module
from synopticon.store.index import Index
from synopticon.store.index_checking import damaged_files
from synopticon.store.index_state import index_lock, read_state
from synopticon.store.index_writing import bring_up_to_date, make_anew, version_of

RUN = re.compile(rf"[{BY_CHARACTER}]+")


def item(number: int, **facts: str | None) -> Item:
    """An invented item."""
    values: dict[str, object] = dict(
        id=f"{number:064x}", extraction=f"e{number}", asked="file:a", url=None, channel="file",
        collected=datetime(2026, 1, 1, tzinfo=UTC), media_type=None, format="txt", title=None, outlet=None, authors=(),
        published=None, language=None, length=0, family=None,
    )  # fmt: skip
    return Item(**{**values, **facts})  # type: ignore[arg-type]


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Index]:
    """Makes an index of texts, numbered from 0, or of (facts, text) pairs."""

    def make(*documents: str | tuple[dict[str, str], str]) -> Index:
        pairs = [({}, one) if isinstance(one, str) else one for one in documents]
        make_anew(
            tmp_path,
            [(item(number, **facts), text) for number, (facts, text) in enumerate(pairs)],
            custody=0,
            entry=None,
            advance=lambda: None,
        )
        return Index(tmp_path)

    return make


def found(index: Index, query: str) -> set[int]:
    """Numbers of the items that the query finds."""
    ranked = index.search(parse(query).tree, members=lambda name: [item(int(name)).id], limit=100_000)
    assert ranked.total == len(ranked.items)
    return {int(one, 16) for one in ranked.items}


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("camera", {0, 1}),
        ("CAMÉRA", {0, 1}),
        ("cameras", {0, 1}),
        ('"cameras"', {1}),
        ("airports", {0}),
        ('"airports"', set()),
        ("camera airport", {0}),
        ("airport OR 감시", {0, 2, 3}),
        ("camera -airport", {1}),
        ("-camera", {2, 3, 4}),
        ('"airport camera"', set()),
        ('"the airport"', {0}),
        ("cam*", {0, 1, 3}),
        ('"sees the air*"', {0}),
        ("감시", {2, 3}),
        ("시", {2, 3}),
        ("감시카메라", {3}),
        ('"감시 카메라"', {2, 3}),
        ("시카", {3}),
        ("2024년", {2}),
        ("CCTV를", {3}),
        ("1234", {4}),
        ("1,234", {4}),
        ("監", {4}),
        ("視カ", {4}),
        ("ｶﾒﾗ", {4}),
        ("title:gate", {1}),
        ("title:문", {1}),
        ("gate", {0, 1}),
        ('"gate camera"', set()),
        ("language:zh", {4}),
        ("language:zh-Hant", {4}),
        ("OUTLET:'x'", set()),
        ('outlet:"veld courier"', {1}),
        ("channel:file camera", {0, 1}),
        ("since:2021", {1}),
        ("until:2021-05-31", set()),
        ("until:2021", {1}),
        ("camera family:1", {1}),
    ],
)
def test_a_query_finds_what_it_means(made: Callable[..., Index], query: str, numbers: set[int]) -> None:
    """Words, beginnings, phrases, either, without, fields and short queries in any script."""
    index = made(
        "A camera sees the airport, the gate.",
        ({"title": "Gate 문", "outlet": "Veld Courier", "published": "2021-06"}, "Cameras? One camera."),
        "2024년에 감시 카메라",
        "감시카메라와 CCTV를 달았다 camcorder",
        ({"language": "zh-Hant"}, "監視カメラ 1,234台"),
    )
    assert found(index, query) == numbers


def test_facts_are_indexed_anew_and_the_gone_are_forgotten(made: Callable[..., Index], tmp_path: Path) -> None:
    """After a correction the new fact finds the item and the old one does not; a removed item is found no more."""
    index = made(({"outlet": "Old"}, "camera"), "camera")
    state = index.covered()
    bring_up_to_date(
        tmp_path, state, [(item(0, outlet="New"), "camera")], [item(1).id], custody=3, entry="e", advance=lambda: None
    )
    assert (found(index, "outlet:old"), found(index, "outlet:new"), found(index, "camera")) == (set(), {0}, {0})
    assert index.covered().custody == 3
    assert dict(index.versions()) == {item(0).id: version_of(item(0, outlet="New"))}


def test_a_missing_index_is_said_and_never_an_empty_answer(tmp_path: Path) -> None:
    """Without an index a search is refused with the command that makes one."""
    with pytest.raises(StaleIndex, match="search --rebuild"):
        Index(tmp_path).search(parse("camera").tree, members=lambda name: (), limit=1)


@pytest.mark.parametrize("harm", ["cut", "gone", "other", "state", "format", "count"])
def test_a_damaged_index_is_said_and_never_an_empty_answer(
    made: Callable[..., Index], tmp_path: Path, harm: str
) -> None:
    """A file cut short, gone or mixed with another index: a search is refused with the command that mends it."""
    made("camera", "감시")
    files = sorted((tmp_path / "g1").glob("*.idx")) + sorted((tmp_path / "g1").glob("*.term"))
    state = json.loads((tmp_path / "state.json").read_text())
    match harm:
        case "cut":
            for file in files:
                file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
        case "gone":
            for file in files:
                file.unlink()
        case "other":
            (tmp_path / "g1" / "meta.json").write_text("{}")
        case "state":
            (tmp_path / "state.json").write_text('{"generation": ')
        case "format":
            (tmp_path / "state.json").write_text(json.dumps({**state, "format": 0}))
        case _:
            (tmp_path / "state.json").write_text(json.dumps({**state, "documents": 7}))
    with pytest.raises(StaleIndex, match="search --rebuild"):
        found(Index(tmp_path), "camera")


def test_a_flipped_byte_is_found_by_its_file(made: Callable[..., Index], tmp_path: Path) -> None:
    """Each file of an index carries a checksum; one flipped or lost byte in any of them names that file."""
    state = made("camera", "감시").covered()
    assert list(damaged_files(tmp_path, state)) == []
    for file in sorted((tmp_path / "g1").glob("[0-9a-f]*.*")):
        whole = file.read_bytes()
        for harm in (bytes([whole[0] ^ 1]) + whole[1:], whole[:-1], whole[1:], b""):
            file.write_bytes(harm)
            assert list(damaged_files(tmp_path, state)) == [file.name]
        file.write_bytes(whole)


def test_leftovers_of_an_interrupted_rebuild_do_no_harm(made: Callable[..., Index], tmp_path: Path) -> None:
    """A half-written generation is passed over, and the next rebuild sweeps it away."""
    index = made("camera")
    (tmp_path / "g2").mkdir()
    (tmp_path / "g2" / "half.idx").write_bytes(b"half")
    assert found(index, "camera") == {0}
    made("camera", "camera")
    assert found(index, "camera") == {0, 1}
    assert sorted(path.name for path in tmp_path.glob("g*")) == ["g3"]


def test_a_lock_that_comes_while_the_links_to_a_read_only_index_go_is_no_damage(
    made: Callable[..., Index], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine's watching thread may write among the links while they are taken away: they still go, all of them."""
    index = made("The gates were closed.")
    took_away, links = shutil.rmtree, []

    def interrupted(folder: Path, **rest: bool) -> None:
        took_away(folder, **rest)
        if not links:
            folder.mkdir(exist_ok=True)  # the engine itself may have been in time
            (folder / ".tantivy-meta.lock").touch()
        links.append(folder)

    monkeypatch.setattr(index_module.shutil, "rmtree", interrupted)
    monkeypatch.setattr(index_module.os, "access", lambda *_: False)
    assert index.covered().documents == 1
    assert len(links) > 1 and not links[0].exists()


def test_two_processes_do_not_write_one_index(tmp_path: Path) -> None:
    """The second one is told to wait."""
    with index_lock(tmp_path), pytest.raises(StudyBusy, match="another process"), index_lock(tmp_path):
        pass


def test_a_failed_rebuild_leaves_the_index_before(made: Callable[..., Index], tmp_path: Path) -> None:
    """Where reading the documents fails half-way, the older index still answers."""
    index = made("camera")

    def broken() -> Iterator[tuple[Item, str]]:
        yield item(5), "fence"
        raise OSError(28, "No space left on device")

    with pytest.raises(Exception, match="No space left"):
        make_anew(tmp_path, broken(), custody=9, entry="x", advance=lambda: None)
    assert found(index, "camera") == {0}
    assert read_state(tmp_path) == index.covered()


def korean(shared: Path) -> list[str]:
    """Sentences of klue-nli and paragraphs of the New Year speeches."""
    rows = json.loads((shared / "data/language/klue-nli-v1.1_dev.json").read_text("utf-8"))
    speeches = (shared / "data/state-media/new-year-speeches-ko").glob("*.txt")
    paragraphs = [part for speech in sorted(speeches) for part in speech.read_text("utf-8").split("\n") if part]
    return [row["premise"] for row in rows] + paragraphs


def squad(shared: Path, name: str) -> list[str]:
    """Paragraphs of a question-answering set."""
    articles = json.loads((shared / "data/language" / name).read_text("utf-8"))["data"]
    return [paragraph["context"] for article in articles for paragraph in article["paragraphs"]]


@pytest.mark.corpus
@pytest.mark.parametrize("language", ["ko", "ja", "zh"])
def test_short_queries_find_what_a_substring_scan_finds(
    made: Callable[..., Index], shared: Path, language: str
) -> None:
    """500 random queries of one, two, three and five characters find exactly the texts that hold them."""
    match language:
        case "ko":
            texts = korean(shared)
        case "ja":
            texts = squad(shared, "jsquad-valid-v1.3.json")
        case _:
            texts = squad(shared, "xquad_zh.json")
    index = made(*texts)
    chance = random.Random(f"short queries {language}")
    runs = [run for text in texts for run in RUN.findall(text)]
    for number in range(500):
        length = (1, 2, 2, 3, 5)[number % 5]
        run = chance.choice(runs)
        at = chance.randrange(max(1, len(run) - length + 1))
        query = run[at : at + length]
        assert found(index, query) == {at for at, text in enumerate(texts) if query in text}, query
