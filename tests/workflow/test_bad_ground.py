"""The study itself in a bad way: read-only, moved away from, half begun, used by two at once; pages invented."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from synopticon.cli.app import app
from synopticon.demo.plan import Plan
from synopticon.errors import StorageFailed, StudyBusy
from synopticon.settings import PROTOCOL
from synopticon.workflow.collect import CollectOptions, collect
from synopticon.workflow.custody import verify_chain
from synopticon.workflow.demo import _opened
from synopticon.workflow.doctor import examine
from synopticon.workflow.extract import extract_new
from synopticon.workflow.keys import public_key
from synopticon.workflow.search import refresh_index, search
from synopticon.workflow.study import Study
from synopticon.workflow.trace import trace

PAGE = "<html><head><title>Gates</title></head><body><p>Six gates were counted in {}.</p></body></html>"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """An invented page."""
    path = tmp_path / "page.html"
    path.write_text(PAGE.format("Oster"), "utf-8")
    return path


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """The folder as a disk that nobody may write to, not even root."""
    mount = ["mount", "--bind", str(folder), str(folder)]
    if os.getuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a read-only disk can be mounted by root alone")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        yield
    finally:
        # Lazily: an index that is kept open still looks at its files.
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_study_on_a_read_only_disk_answers_and_refuses_to_change(tmp_path: Path, page: Path) -> None:
    """Searching, examining and following the log need no writing; collecting and tracing say what to do instead."""
    folder = tmp_path / "study"
    with Study.create(folder) as study:
        collect(study, [str(page)])
        trace(study)
    with read_only(folder), Study(folder) as study:
        assert search(study, "gates").total == 1
        assert verify_chain(study).broken is None
        assert all(check.ok for check in examine(study, deep=True))
        for change in (lambda: collect(study, [str(page)]), lambda: trace(study)):
            with pytest.raises(StorageFailed, match="refused") as caught:
                change()
            assert "copy of the study" in (caught.value.remedy or "")


def test_a_read_only_study_names_its_folder_where_something_has_to_be_written(tmp_path: Path, page: Path) -> None:
    """A key that was never made and a capture that was never read are refused at once, with the folder and a copy's
    command; where nothing waits to be read, reading and indexing have nothing to refuse.
    """
    folder = tmp_path / "study"
    with Study.create(folder) as study:
        collect(study, [str(page)])
    with read_only(folder), Study(folder) as study:
        assert extract_new(study).read == 0
        assert refresh_index(study).documents == 1
        with pytest.raises(StorageFailed, match="no key yet") as caught:
            public_key(study)
        assert caught.value.where == str(folder) and f"cp -r {folder}" in (caught.value.remedy or "")
    page.write_text(PAGE.format("Wester"), "utf-8")
    with Study(folder) as study:
        known = public_key(study)
        collect(study, [str(page)], options=CollectOptions(extract=False))
    with read_only(folder), Study(folder) as study:
        assert public_key(study) == known
        with pytest.raises(StorageFailed, match="the study is read-only") as caught:
            extract_new(study)
        assert caught.value.where == str(folder) and f"cp -r {folder}" in (caught.value.remedy or "")


ASKING = (["items"], ["search", "gates"], ["custody", "verify"])


@pytest.fixture
def copied(tmp_path: Path, page: Path) -> Path:
    """A study copied while it was open, so that its last changes lie in the write-ahead log of the copy."""
    with Study.create(tmp_path / "open") as study:
        collect(study, [str(page)])
        copy = Path(shutil.copytree(study.folder, tmp_path / "study"))
    assert (copy / "study.db-wal").stat().st_size
    return copy


@pytest.mark.parametrize("asked", ASKING)
def test_changes_that_wait_in_the_log_are_read_on_a_read_only_disk(copied: Path, asked: list[str]) -> None:
    """Where SQLite's index of the log came along, everything can be asked, the last changes included."""
    with read_only(copied):
        answer = CliRunner().invoke(app, [*asked, "--study", str(copied)])
    assert answer.exit_code == 0, answer.output
    assert "1 document" in answer.output or "Gates" in answer.output or "hold" in answer.output


@pytest.mark.parametrize("asked", [*ASKING, ["serve", "--no-open"], ["key", "show"], ["extract"]])
def test_changes_that_cannot_be_read_are_not_passed_over(copied: Path, asked: list[str]) -> None:
    """Without that index nothing older is shown for the whole: the folder, the log and the remedy are named."""
    (copied / "study.db-shm").unlink()
    with read_only(copied):
        answer = CliRunner().invoke(app, [*asked, "--study", str(copied)])
    assert isinstance(answer.exception, StorageFailed)
    said = answer.exception.as_json()["error"]
    assert isinstance(said, dict) and said["where"] == str(copied)
    assert "study.db-wal" in said["why"] and f"cp -r {copied}" in said["next"]


def test_an_empty_log_holds_nothing_back(tmp_path: Path, page: Path) -> None:
    """A log that was carried over and left empty is no reason to refuse."""
    with Study.create(tmp_path / "study") as study:
        collect(study, [str(page)])
    (tmp_path / "study" / "study.db-wal").touch()
    with read_only(tmp_path / "study"), Study(tmp_path / "study") as study:
        assert study.reader.counts().items == 1


def test_sources_on_a_read_only_disk_are_collected(tmp_path: Path) -> None:
    """Nothing is written beside what is collected."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "page.html").write_text(PAGE.format("Oster"), "utf-8")
    with Study.create(tmp_path / "study") as study, read_only(source):
        assert collect(study, [str(source)]).new == 1


def test_a_study_is_the_same_wherever_one_goes(tmp_path: Path, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A study opened by a relative path keeps to its own folder when the current folder changes."""
    monkeypatch.chdir(tmp_path)
    with Study.create("study") as study:
        (tmp_path / "elsewhere").mkdir()
        monkeypatch.chdir(tmp_path / "elsewhere")
        assert collect(study, [str(page)]).new == 1
        assert search(study, "gates").total == 1
        assert list((tmp_path / "elsewhere").iterdir()) == []


def test_another_process_may_trace_and_search_while_one_collects(tmp_path: Path, page: Path) -> None:
    """Collecting holds off a second collecting alone; all others see whole states, and nothing is lost."""
    with Study.create(tmp_path / "study") as study, Study(tmp_path / "study") as other:
        collect(study, [str(page)])
        with study.job("collect"):
            with pytest.raises(StudyBusy, match="another collect is running"):
                collect(other, [str(page)])
            assert trace(other).documents == 1
            assert search(other, "gates").total == 1
            with study.writing() as writer:
                writer.set_fact("here", "still")
        assert other.reader.fact("here") == "still"
        assert verify_chain(other).broken is None


def test_a_demonstration_killed_at_its_beginning_can_be_repeated(tmp_path: Path) -> None:
    """Between database and protocol, and between protocol and kinds: the same command goes on from there."""
    plan = Plan()
    Study.create(tmp_path / "demo").close()
    (tmp_path / "demo" / PROTOCOL).unlink()
    _opened(tmp_path / "demo", plan).close()
    Study.create(tmp_path / "half", title=plan.title, question=plan.question, notice=plan.notice).close()
    with _opened(tmp_path / "half", plan) as study:
        assert study.settings.words("find.kinds")
