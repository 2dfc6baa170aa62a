"""A search over a study: grouped by family, none dropped, honest about its index."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from synopticon.errors import NotFound, StaleIndex, UsageError
from synopticon.model.capture import Capture, Channel, Claims
from synopticon.model.custody import Act
from synopticon.model.digests import sha256_hex
from synopticon.model.extraction import Extraction, Reading
from synopticon.model.reuse import Member, Role
from synopticon.store.index_state import index_lock
from synopticon.workflow.judge import correct, restore, withdraw
from synopticon.workflow.search import refresh_index, search
from synopticon.workflow.study import Study

Add = Callable[..., str]


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """An empty study."""
    with Study.create(tmp_path / "s", title="Veldania (invented)") as opened:
        yield opened


@pytest.fixture
def add(study: Study) -> Add:
    """Adds an invented document and answers its id; the index is left as it is."""

    def add_document(text: str, *, outlet: str | None = None, published: str | None = None) -> str:
        capture = Capture(
            asked=f"file:{outlet}/{published}/{sha256_hex(text.encode())[:8]}",
            collected=datetime(2026, 1, 1, tzinfo=UTC),
            channel=Channel.FILE,
            digest=sha256_hex(text.encode()),
            claims=Claims(outlet=outlet, published=published),
        )
        with study.writing() as writer:
            writer.add_capture(capture)
            writer.add_extraction(Extraction(capture.id, Reading(text, "txt", "txt/1")))
            writer.record(Act("extract", capture.id))
        return capture.id

    return add_document


def family(study: Study, *items: str) -> None:
    """Files items in one family, as a trace would."""
    rows = [Member(item, items[0], Role.ORIGIN if item == items[0] else Role.ECHO, origin=items[0]) for item in items]
    with study.writing() as writer:
        writer.replace_reuse([], rows)


def test_copies_stand_under_the_origin_of_their_family(study: Study, add: Add) -> None:
    """Rows are families, the count is of documents, and every found copy stands under its origin, oldest first."""
    copies = [add("A camera at the gate.", outlet=f"Paper {n}", published=f"2024-01-0{n}") for n in range(1, 4)]
    silent = add("The gate.", outlet="Other words")
    alone = add("A camera on the road, far from any gate, seen by a fisherman in the winter.")
    refresh_index(study)
    family(study, *copies, silent)
    results = search(study, "camera")
    assert results.total == 4
    assert len(results.rows) == 2
    [grouped] = [row for row in results.rows if row.item.id != alone]
    assert (grouped.item.id, [copy.id for copy in grouped.copies]) == (copies[0], copies[1:])
    assert grouped.family_size == 4
    assert {row.item.id for row in search(study, "gate", family=copies[0]).rows} <= {*copies, silent}
    assert results.stale is None


def test_pages_go_on_where_the_last_one_ended(study: Study, add: Add) -> None:
    """Page by page every family comes once, whatever the size of a family."""
    big = [add(f"camera {n}") for n in range(40)]
    singles = [add(f"camera road {n}") for n in range(7)]
    refresh_index(study)
    family(study, *big)
    seen: list[str | None] = []
    offset = 0
    while True:
        page = search(study, "camera", limit=3, offset=offset)
        seen += [row.family or row.item.id for row in page.rows]
        assert page.total == 47
        if not page.more:
            break
        offset += 3
    assert sorted(map(str, seen)) == sorted([big[0], *singles])


def test_filters_and_fields_mean_the_same(study: Study, add: Add) -> None:
    """An option and the field of the same name restrict alike; a date that may lie within is found."""
    old = add("camera", outlet="Veld Courier", published="2019")
    new = add("camera", outlet="Harbour Post", published="2024-05")
    refresh_index(study)

    def ids(query: str, **filters: str) -> set[str]:
        return {row.item.id for row in search(study, query, **filters).rows}  # type: ignore[arg-type]

    assert ids("camera", outlet="veld courier") == ids('camera outlet:"Veld Courier"') == {old}
    assert ids("camera", since="2024-05-31") == ids("since:2024-05-31") == {new}
    assert ids("camera", until="2019-01-01") == {old}
    assert ids("", channel="file") == {old, new}
    with pytest.raises(UsageError, match="no date that can be read"):
        search(study, "camera since:yesterday")
    with pytest.raises(UsageError, match="nothing was asked"):
        search(study, " ")
    assert search(study, "!!!").notes == ("“!!!” holds no letter and no digit; it was left out.",)


def test_a_stale_index_answers_and_says_so(study: Study, add: Add) -> None:
    """After a new document the old answer comes with a sentence and its command; a refresh makes it whole."""
    add("camera")
    refresh_index(study)
    new = add("a new camera")
    results = search(study, "camera")
    assert results.total == 1
    assert "a document has changed since" in str(results.stale)
    assert "synopticon search --rebuild" in str(results.stale)
    summary = refresh_index(study)
    assert (summary.added, summary.rebuilt) == (1, False)
    assert search(study, "new").rows[0].item.id == new
    assert search(study, "camera").stale is None


def test_without_an_index_a_search_is_refused(study: Study, add: Add) -> None:
    """A study without an index never answers "nothing found"."""
    add("camera")
    with pytest.raises(StaleIndex, match="search --rebuild"):
        search(study, "camera")


def test_withdrawn_documents_vanish_and_corrections_are_found(study: Study, add: Add) -> None:
    """Judgements reach the index at once, and come back from it when undone."""
    item = add("camera", outlet="Wrong")
    refresh_index(study)
    correct(study, item, {"outlet": "Right", "published": "2020", "language": "en"}, "the masthead says so")
    assert search(study, "outlet:right since:2020 until:2020 language:en").total == 1
    assert search(study, "outlet:wrong").total == 0
    withdraw(study, item, "another country")
    assert search(study, "camera").total == 0
    restore(study, item, "this country after all")
    results = search(study, "camera")
    assert (results.total, results.stale) == (1, None)


def test_a_document_withdrawn_while_the_index_was_busy_is_not_shown(study: Study, add: Add) -> None:
    """Rows come from the study, not from the index: what was withdrawn meanwhile is not among them, and it is said."""
    item = add("camera")
    refresh_index(study)
    with index_lock(study.folder / "index"):
        withdraw(study, item, "a mistake")
    results = search(study, "camera")
    assert results.rows == ()
    assert results.stale is not None


def test_a_copied_or_restored_study_does_not_trust_a_strange_index(study: Study, add: Add, tmp_path: Path) -> None:
    """Where the custody chain does not have the entry that the index covers, the index says so and is made anew."""
    add("camera")
    refresh_index(study)
    with Study.create(tmp_path / "other") as other:
        other.folder.joinpath("index").rmdir()
        shutil.copytree(study.folder / "index", other.folder / "index")
        assert "another state of this study" in str(search(other, "camera").stale)
        assert refresh_index(other).rebuilt
        assert search(other, "camera").total == 0


KILLED = """
import sys
from synopticon.workflow.search import refresh_index
from synopticon.workflow.study import Study
with Study(__import__("pathlib").Path(sys.argv[1])) as study:
    print("ready", flush=True)
    refresh_index(study, rebuild=sys.argv[2] == "rebuild")
"""


@pytest.mark.parametrize("how", ["rebuild", "refresh"])
def test_a_killed_refresh_loses_nothing(study: Study, add: Add, how: str) -> None:
    """Killed at any moment, the index answers as before or as after; the next refresh completes it."""
    for number in range(200):
        add(f"camera {number} " + "word " * 300)
    refresh_index(study)
    expected = 200
    for moment in (0, 2, 5):
        add(f"a camera more {moment}")
        expected += 1
        run = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(study.folder), how], stdout=subprocess.PIPE, text=True
        )
        assert run.stdout and run.stdout.readline() == "ready\n"
        time.sleep(moment * 0.03)
        run.send_signal(signal.SIGKILL)
        run.wait()
        run.stdout.close()
        results = search(study, "camera")
        assert results.total == expected or (results.total < expected and results.stale)
    refresh_index(study)
    results = search(study, "camera")
    assert (results.total, results.stale) == (expected, None)


def test_an_empty_answer_says_what_would_find_more(study: Study, add: Add) -> None:
    """An unknown outlet names those that are alike, a word its longer forms, a date restriction what it left out."""
    add("camcorder", outlet="Veld Courier", published="2020")
    add("camcorder", outlet="Harbour Post")
    refresh_index(study)
    assert search(study, "camcorder outlet:courier").notes == (
        "No source is called “courier”; there is “Veld Courier”.",
    )
    assert "2 documents have words that begin so" in search(study, "camcord").notes[0]
    assert search(study, "dirigible").notes == ()
    [note] = search(study, "camcorder", since="2019").notes
    assert note == "One more document has no date and would be found without since and until."


def test_a_family_is_named_by_the_beginning_of_its_id(study: Study, add: Add) -> None:
    """family: takes what a person copies; what names no family is refused."""
    one, other = add("camera one"), add("camera two")
    refresh_index(study)
    family(study, one, other)
    assert search(study, f"family:{one[:12]}").total == 2
    with pytest.raises(NotFound):
        search(study, "family:ffffffff")
