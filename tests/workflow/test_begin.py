"""Beginning a study makes all of it or nothing of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from synopticon.cli.app import app
from synopticon.errors import StorageFailed, StudyError, UsageError
from synopticon.model.custody import Act
from synopticon.settings import PROTOCOL, read_settings
from synopticon.workflow import begin as begin_file
from synopticon.workflow.study import Study


def test_a_new_study_opens_and_is_its_owners_alone(tmp_path: Path) -> None:
    """Protocol, folders and store are there, and nobody else may look in."""
    with Study.create(tmp_path / "deep" / "study", title="Gates", question="Who watches?", notice="Invented.") as study:
        assert study.settings.text("study.title") == "Gates"
        assert study.settings.text("study.notice") == "Invented."
        assert study.reader.counts().captures == 0
        assert study.folder.stat().st_mode & 0o077 == 0
        assert {path.name for path in study.folder.iterdir()} >= {"archive", "index", "releases", PROTOCOL, "study.db"}


def test_any_folder_name_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that means something in an address is only a name, and leaving the folder does not lose the study."""
    monkeypatch.chdir(tmp_path)
    with Study.create("what? 100% #1 & more") as study:
        monkeypatch.chdir("/")
        with study.writing() as writer:
            writer.record(Act("collect", "a"))
        assert study.reader.counts().custody == 1
    assert (tmp_path / "what? 100% #1 & more" / "study.db").stat().st_mode & 0o077 == 0


def test_a_study_is_never_begun_over_another(tmp_path: Path) -> None:
    """A folder with a study, or with a filled database that lost its protocol, is refused and left as it is."""
    with Study.create(tmp_path) as study, study.writing() as writer:
        writer.record(Act("collect", "a"))
    before = (tmp_path / PROTOCOL).read_bytes()
    with pytest.raises(StudyError, match="already"):
        Study.create(tmp_path)
    assert (tmp_path / PROTOCOL).read_bytes() == before
    (tmp_path / PROTOCOL).unlink()
    with pytest.raises(StudyError, match="without its protocol"):
        Study.create(tmp_path)
    assert (tmp_path / "study.db").exists()


def test_a_beginning_that_was_cut_short_can_be_repeated(tmp_path: Path) -> None:
    """An empty database without a protocol is what a power cut leaves; the same command goes on from there."""
    Study.create(tmp_path).close()
    (tmp_path / PROTOCOL).unlink()
    Study.create(tmp_path, title="Again").close()
    assert read_settings(tmp_path / PROTOCOL).text("study.title") == "Again"


def test_a_failed_beginning_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk refuses the last file, every folder that was made is gone again; what was there stays."""

    def refuse(*_: object, **__: object) -> None:
        raise StorageFailed("the disk refused")

    monkeypatch.setattr(begin_file, "Draft", refuse)
    with pytest.raises(StorageFailed):
        Study.create(tmp_path / "deep" / "study")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(StorageFailed):
        Study.create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@given(st.text(), st.text(max_size=30))
@settings(max_examples=60, deadline=None)
def test_any_title_and_question_come_back(tmp_path_factory: pytest.TempPathFactory, title: str, question: str) -> None:
    """Whatever a person calls a study, its protocol gives it back."""
    path = tmp_path_factory.mktemp("protocol") / PROTOCOL
    path.write_bytes(begin_file._protocol(title, question, "", ""))
    given_back = read_settings(path)
    assert (given_back.text("study.title"), given_back.text("study.question")) == (title, question)


def test_a_title_that_is_not_text_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    """A folder whose name is not UTF-8 cannot name the study."""
    with pytest.raises(UsageError, match="--title"):
        Study.create(tmp_path / "study", title="caf\udce9")
    assert list(tmp_path.iterdir()) == []


def test_init_says_what_it_made_and_how_to_undo_it(tmp_path: Path) -> None:
    """The command names the protocol, the next step and the undoing; --json prints one value."""
    answer = CliRunner().invoke(app, ["init", str(tmp_path / "gates")])
    assert answer.exit_code == 0
    assert "To undo" in answer.output
    assert read_settings(tmp_path / "gates" / PROTOCOL).text("study.title") == "gates"
    answer = CliRunner().invoke(app, ["init", str(tmp_path / "doors"), "--json", "--title", "Doors"])
    assert json.loads(answer.output) == {"study": str(tmp_path / "doors")}
