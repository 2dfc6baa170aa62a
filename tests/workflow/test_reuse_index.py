"""An index that grows: any split into increments ends in the same rows; damage and kills are named or harmless."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from synopticon.errors import DamagedInput, NewerStudy, StorageFailed, StudyBusy, UnreadableFormat, UsageError
from synopticon.reuse.documents import Document
from synopticon.workflow.reuse_families import find_families
from synopticon.workflow.reuse_index import Index, opened


def story(seed: int, size: int = 60) -> str:
    """Invented words, others for each seed."""
    chance = random.Random(seed)
    return " ".join("".join(chance.choices("abcdefghijklmnop", k=chance.randrange(3, 9))) for _ in range(size)) + "."


DOCUMENTS = [
    Document(
        f"{seed}-{copy}",
        f"Copy {copy}. " * copy + story(seed),
        outlet=f"Outlet {copy}",
        published=f"2024-03-{copy + 1:02}",
    )
    for seed in range(4)
    for copy in range(3)
]


def clock() -> datetime:
    return datetime(2024, 5, 1, tzinfo=UTC)


def increment(folder: Path, documents: list[Document]) -> dict[str, Any]:
    """One run: what OUT would hold, by id."""
    docs, out = folder.parent / f"{folder.name}-docs.jsonl", folder.parent / f"{folder.name}-out.jsonl"
    docs.write_text("".join(json.dumps(asdict(document)) + "\n" for document in documents), encoding="utf-8")
    find_families(docs, out, index=folder, clock=clock)
    return {row["id"]: row for row in map(json.loads, out.read_text(encoding="utf-8").splitlines())}


@pytest.mark.parametrize("sizes", [(12,), (1, 11), (5, 4, 3), (6, 0, 6)])
def test_any_split_into_increments_ends_in_the_same_rows(tmp_path: Path, sizes: tuple[int, ...]) -> None:
    """The latest row of each document, over all runs, is the row of one run."""
    whole = increment(tmp_path / "whole", DOCUMENTS)
    latest: dict[str, Any] = {}
    shuffled = random.Random(len(sizes)).sample(DOCUMENTS, len(DOCUMENTS))
    for number, size in enumerate(sizes):
        begin = sum(sizes[:number])
        latest |= increment(tmp_path / "index", shuffled[begin : begin + size])
    assert latest == whole and len({row["family"] for row in whole.values()}) == 4


def test_only_rows_that_are_new_or_changed_come_out(tmp_path: Path) -> None:
    """A document of another story changes no row of the others; the same documents again change nothing."""
    increment(tmp_path, DOCUMENTS[:6])
    assert set(increment(tmp_path, DOCUMENTS[6:7])) == {"2-0"}
    assert increment(tmp_path, DOCUMENTS[:7]) == {}


def test_what_the_index_keeps_is_for_its_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds whole documents."""
    monkeypatch.setattr("synopticon.workflow.reuse_index.FEW", 2)
    increment(tmp_path / "index", DOCUMENTS[:3])
    kept = [path for path in (tmp_path / "index").rglob("*") if path.is_file() and path.suffix != ".lock"]
    assert len(kept) >= 3 and {path.stat().st_mode & 0o077 for path in kept} == {0}


def test_a_late_older_document_re_roots_its_family(tmp_path: Path) -> None:
    """The family goes back to it from then on, and the other families stay."""
    before = increment(tmp_path, DOCUMENTS)
    older = Document("older", story(1), outlet="Elder", published="2024-01-01")
    after = increment(tmp_path, [older])
    assert before["1-1"]["origin"] == "1-0" and after["1-1"]["origin"] == "older"
    assert set(after) == {"older", "1-0", "1-1", "1-2"}


def test_a_killed_run_leaves_the_state_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents, segments and rows that were never kept: the next run does the whole again."""
    monkeypatch.setattr("synopticon.workflow.reuse_index.FEW", 2)
    first = increment(tmp_path / "index", DOCUMENTS[:6])
    before = {path.name for path in (tmp_path / "index" / "grams").iterdir()}
    with opened(tmp_path / "index", clock) as index:
        index.add(DOCUMENTS[6:])
        list(index.settle())  # and killed before it was kept
    assert {path.name for path in (tmp_path / "index" / "grams").iterdir()} != before
    latest = first | increment(tmp_path / "index", DOCUMENTS[6:])
    assert latest == increment(tmp_path / "whole", DOCUMENTS)


@pytest.mark.parametrize("before", ["adding", "settling", "keeping"])
def test_a_first_run_that_is_killed_leaves_an_empty_index(tmp_path: Path, before: str) -> None:
    """The same command again begins from nothing, however far the first one came."""
    program = (
        "import os, sys; from pathlib import Path\n"
        "from synopticon.reuse.documents import Document; from synopticon.workflow.reuse_index import Index\n"
        "index = Index(Path(sys.argv[1])); stop = lambda: os.kill(os.getpid(), 9)\n"
        "if sys.argv[2] == 'adding': stop()\n"
        "index.add([Document(f'{n}', 'invented words that are enough ' * 9 + str(n)) for n in range(9)])\n"
        "if sys.argv[2] == 'settling': stop()\n"
        "list(index.settle()); stop()\n"
    )
    ended = subprocess.run([sys.executable, "-c", program, str(tmp_path / "index"), before], check=False)
    assert ended.returncode == -9
    assert increment(tmp_path / "index", DOCUMENTS) == increment(tmp_path / "whole", DOCUMENTS)


@pytest.mark.parametrize("left", [b"", None])
def test_documents_whose_tables_are_lost_are_not_forgotten(tmp_path: Path, left: bytes | None) -> None:
    """An index.db that is gone or empty is no empty index while documents lie beside it."""
    increment(tmp_path, DOCUMENTS[:3])
    documents = (tmp_path / "documents.jsonl").read_bytes()
    (tmp_path / "index.db").unlink()
    if left is not None:
        (tmp_path / "index.db").write_bytes(left)
    with pytest.raises(DamagedInput, match="has lost its index"):
        increment(tmp_path, DOCUMENTS[3:])
    assert (tmp_path / "documents.jsonl").read_bytes() == documents


def test_another_document_under_a_known_id_is_refused(tmp_path: Path) -> None:
    """A document of an index stays as it is."""
    increment(tmp_path, DOCUMENTS[:3])
    with pytest.raises(DamagedInput, match="another document with the id '0-0'"):
        increment(tmp_path, [Document("0-0", "other words")])
    assert increment(tmp_path, DOCUMENTS[:3]) == {}


def test_two_increments_at_once_are_refused(tmp_path: Path) -> None:
    """The second is told who works."""
    with opened(tmp_path, clock), pytest.raises(StudyBusy, match="another increment"), opened(tmp_path, clock):
        pass


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


@pytest.mark.parametrize("part", ["documents.jsonl", "index.db", "grams/*.segment"])
@pytest.mark.parametrize("harm", [_cut, Path.unlink])
def test_a_part_that_is_cut_short_or_missing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str, harm: Any
) -> None:
    """Nothing is counted on half of the documents, and no lost part is an empty one."""
    monkeypatch.setattr("synopticon.workflow.reuse_index.FEW", 2)
    increment(tmp_path, DOCUMENTS[:3])
    harm(next(tmp_path.glob(part)))
    with pytest.raises(DamagedInput, match=r"does not hold|has lost"):
        increment(tmp_path, DOCUMENTS[3:])


def test_an_index_of_the_form_before_is_taken_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its tables and segments are made anew of its own documents, and all rows are told again; until then they stay."""
    monkeypatch.setattr("synopticon.workflow.reuse_index.FEW", 2)
    increment(tmp_path / "index", DOCUMENTS[:6])
    with sqlite3.connect(tmp_path / "index" / "index.db") as tables:
        tables.execute("update facts set value = 2 where name = 'format'")
        tables.execute("alter table bodies add column comparable integer")
        tables.execute("create index bodies_by_digest on bodies (substr(digest, 1, 8))")
    tables.close()
    segments = sorted((tmp_path / "index" / "grams").iterdir())
    for segment in segments:
        segment.write_bytes(b"synopticon echoes 1\n")
    Index(tmp_path / "index").close()
    assert sorted((tmp_path / "index" / "grams").iterdir()) == segments
    assert increment(tmp_path / "index", DOCUMENTS[6:]) == increment(tmp_path / "whole", DOCUMENTS)
    assert not set(segments) & set((tmp_path / "index" / "grams").iterdir())


def test_an_index_of_another_version_is_named(tmp_path: Path) -> None:
    """Of a later one, and of the first form, which this version does not read."""
    increment(tmp_path / "later", DOCUMENTS[:3])
    with opened(tmp_path / "later", clock) as index:
        index.tables.set_facts({"format": 99})
        index.tables.commit()
    with pytest.raises(NewerStudy, match="later version"):
        Index(tmp_path / "later")
    (tmp_path / "earlier").mkdir()
    (tmp_path / "earlier" / "index.json").write_text('{"format": 1}')
    with pytest.raises(UnreadableFormat, match="earlier version"):
        Index(tmp_path / "earlier")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "index.db").write_bytes(b"something else")
    with pytest.raises(DamagedInput, match="does not hold"):
        Index(tmp_path / "other")


def test_translations_are_not_sought_in_an_index(tmp_path: Path) -> None:
    """Who asks for them is told where they are."""
    docs = tmp_path / "docs.jsonl"
    docs.write_text(json.dumps(asdict(DOCUMENTS[0])))
    with pytest.raises(UsageError, match="no translations"):
        find_families(docs, tmp_path / "out.jsonl", index=tmp_path / "index", translations=True, clock=clock)


@contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """The folder refuses to be written to; for the system's administrator, who may write everywhere, by its mount."""
    if os.geteuid():
        folder.chmod(0o500)
        yield
        folder.chmod(0o700)
        return
    if subprocess.run(["mount", "--bind", str(folder), str(folder)], capture_output=True, check=False).returncode:
        pytest.skip("as root, a folder can be made read-only by a mount alone, and that is not allowed here")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_an_index_that_is_read_only_is_named(tmp_path: Path) -> None:
    """And stays as it is."""
    increment(tmp_path / "index", DOCUMENTS[:3])
    with unwritable(tmp_path / "index"), pytest.raises(StorageFailed, match="refused"):
        increment(tmp_path / "index", DOCUMENTS[3:])
