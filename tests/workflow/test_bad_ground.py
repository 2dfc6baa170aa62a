"""The study itself in a bad way: read-only, moved away from, half begun, used by two at once; pages invented."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from synopticon.demo.plan import Plan
from synopticon.errors import StorageFailed, StudyBusy
from synopticon.settings import PROTOCOL
from synopticon.workflow.collect import collect
from synopticon.workflow.custody import verify_chain
from synopticon.workflow.demo import _opened
from synopticon.workflow.doctor import examine
from synopticon.workflow.search import search
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
