"""Divided work: however small its parts are and however often it is broken off, the rows are those of one process."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from synopticon.errors import DamagedInput, StudyBusy, UnreadableFormat, UsageError
from synopticon.store.joblock import job_lock
from synopticon.workflow.reuse_families import FamiliesReport, find_families
from synopticon.workflow.spreading.asking import Spreading

HERE = Spreading("here", 1)


def answered(docs: Path, spreading: Spreading | None, *, translations: bool = True) -> tuple[bytes, FamiliesReport]:
    out = docs.parent / "out.jsonl"
    out.unlink(missing_ok=True)
    report = find_families(docs, out, spreading=spreading, translations=translations)
    return out.read_bytes(), replace(report, seconds=0, cpu_seconds=0, peak_mib=0)


@pytest.mark.parametrize("size", [3, 1000])
def test_any_division_writes_the_bytes_of_one_process(
    docs: Path, here: Any, small: Callable[[int], None], size: int
) -> None:
    """In parts of three lines, and all at once: rows and report are the same, and no shard is left."""
    expected = answered(docs, None)
    small(size)
    assert answered(docs, HERE) == expected
    assert len(here.done) > (80 if size == 3 else 10)
    assert {path.name for path in docs.parent.iterdir()} == {"docs.jsonl", "out.jsonl"}
    kinds = expected[1].kinds
    assert min(kinds[name] for name in ("copy", "abridged", "quote", "translation?")) > 0


def test_without_translations_no_language_is_told(docs: Path, here: Any) -> None:
    """The rows are those of one process that was not asked for translations either."""
    assert answered(docs, HERE, translations=False) == answered(docs, None, translations=False)


def test_no_documents_make_no_rows(tmp_path: Path, here: Any) -> None:
    """An empty file is an empty answer."""
    docs = tmp_path / "docs.jsonl"
    docs.write_bytes(b"\n\n")
    assert answered(docs, HERE) == answered(docs, None)


@pytest.mark.parametrize("tasks", [0, 3, 12, 30])
def test_a_run_that_was_broken_off_goes_on_where_it_was(
    docs: Path, here: Any, small: Callable[[int], None], tasks: int
) -> None:
    """What was done before is not done again, and the answer is the same."""
    expected = answered(docs, None)
    small(8)
    here.most = tasks
    with pytest.raises(KeyboardInterrupt):
        answered(docs, HERE)
    assert len(here.done) == tasks and not (docs.parent / "out.jsonl").exists()
    here.most = 1_000_000
    assert answered(docs, HERE) == expected
    assert len(set(here.done)) == len(here.done)


def test_shards_of_other_documents_are_not_taken(docs: Path, here: Any, small: Callable[[int], None]) -> None:
    """One letter of one document is another one: the broken run's shards of other blocks hold, none of what follows."""
    small(8)
    here.most = 45
    with pytest.raises(KeyboardInterrupt):
        answered(docs, HERE)
    assert {name.partition("-")[0] for name in here.done} >= {"fingerprints", "proposals", "pairs", "relations"}
    lines = docs.read_text("utf-8").splitlines(keepends=True)
    place = next(number for number, line in enumerate(lines) if '"o3"' in line)
    row = json.loads(lines[place])
    lines[place] = json.dumps({**row, "text": row["text"].replace("e", "i", 1)}, ensure_ascii=False) + "\n"
    docs.write_text("".join(lines), "utf-8")
    here.most, before = 1_000_000, len(here.done)
    assert answered(docs, HERE)[0] == answered(docs, None)[0]
    again = [name.partition("-")[0] for name in here.done[before:]]
    assert again.count("fingerprints") == 1 and again.count("relations") > 1


def test_another_working_folder_can_be_named_and_keeps_what_is_not_ours(docs: Path, here: Any) -> None:
    """Shards go there; at the end only they are removed."""
    work = docs.parent / "work"
    work.mkdir()
    (work / "letter.txt").write_text("not a shard")
    answered(docs, Spreading("here", 1, work=work))
    assert [path.name for path in work.iterdir()] == ["letter.txt"]


def test_two_runs_do_not_share_a_working_folder(docs: Path, here: Any) -> None:
    """The second one is told that the first is at it."""
    with (
        job_lock(docs.parent / "out.jsonl.work", "run", lambda: datetime(2024, 3, 1, tzinfo=UTC)),
        pytest.raises(StudyBusy),
    ):
        answered(docs, HERE)


def test_a_working_folder_that_is_a_file_is_refused(docs: Path, here: Any) -> None:
    """Nothing is written over."""
    with pytest.raises(UsageError, match="is a file"):
        answered(docs, Spreading("here", 1, work=docs))


def test_a_damaged_shard_is_named(docs: Path, here: Any) -> None:
    """Bytes that are gone are no answer; the file to be removed is told."""
    here.most = 7
    with pytest.raises(KeyboardInterrupt):
        answered(docs, HERE)
    shard = next((docs.parent / "out.jsonl.work").glob("proposals-*.npz"))
    shard.chmod(0o600)
    shard.write_bytes(shard.read_bytes()[:-100])
    here.most = 1_000_000
    with pytest.raises(DamagedInput, match=shard.name):
        answered(docs, HERE)


@pytest.mark.parametrize(
    ("line", "error", "words"),
    [
        ('{"id": "new", "text": 7}', UnreadableFormat, "line 50"),
        ('{"id": "o3", "text": "again"}', DamagedInput, "two rows bear the id 'o3'.*line 50"),
    ],
)
def test_a_bad_row_is_named_with_its_line(
    docs: Path, here: Any, small: Callable[[int], None], line: str, error: type[Exception], words: str
) -> None:
    """In whichever block it stands; no answer is written."""
    small(7)
    with docs.open("a", encoding="utf-8") as lines:
        lines.write(line + "\n")
    with pytest.raises(error, match=words):
        answered(docs, HERE)
    assert not (docs.parent / "out.jsonl").exists()


def test_a_file_that_changes_meanwhile_is_noticed(docs: Path, here: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A block that is not what was read at first is no part of the answer."""
    from synopticon.workflow.spreading import running

    really = running.blocks_of

    def changing(corpus: object) -> list[object]:
        blocks = list(really(corpus))  # type: ignore[arg-type]
        docs.write_bytes(docs.read_bytes().replace(b"harbour", b"Harbour", 1))
        return blocks  # type: ignore[return-value]

    monkeypatch.setattr(running, "blocks_of", changing)
    with pytest.raises(DamagedInput, match="changed while it was read"):
        answered(docs, HERE)
