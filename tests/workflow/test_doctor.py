"""doctor names every kind of damage with its remedy, and mends only what is derived. All texts are invented."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from synopticon.cli.app import app
from synopticon.errors import StudyBusy
from synopticon.kernel import library
from synopticon.kernel.building import COMMAND
from synopticon.model.capture import Capture, Channel, Place
from synopticon.model.custody import Act
from synopticon.model.extraction import Extraction, Reading
from synopticon.model.passage import Passage
from synopticon.workflow.doctor import Check, examine, examine_folder, mend
from synopticon.workflow.study import Study

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound study: one page alone in the archive, two in a pack, one passage."""
    with Study.create(tmp_path / "study") as study:
        payloads = [b"Cameras stand at the gate.", b"Guards stand at the door.", b"Nobody stands at the bridge."]
        blobs = [study.archive.put(payloads[0]), *study.archive.put_many(payloads[1:])]
        with study.writing() as writer:
            for blob, data in zip(blobs, payloads, strict=True):
                page = Capture(f"file:{blob[:6]}", NOON, Channel.FILE, digest=blob, size=len(data), place=Place(blob))
                reading = Extraction(page.id, Reading(data.decode(), "txt", "txt/1"))
                writer.add_capture(page)
                writer.record(Act("collect", page.id, blob))
                writer.add_extraction(reading)
                writer.add_passage(Passage.cut(page.id, reading.id, data.decode(), 0, 6))
        mend(study)
    return tmp_path / "study"


def wrong(folder: Path, *, deep: bool = False) -> dict[str, str]:
    """The checks that do not hold, by name; each has a remedy."""
    found = [check for check in examine_folder(folder, deep=deep) if not check.ok]
    assert all(check.remedy for check in found)
    return {check.name: check.sentence for check in found}


def in_sql(folder: Path, *statements: str) -> None:
    """Change the database behind the program's back."""
    with sqlite3.connect(folder / "study.db") as database:
        for statement in statements:
            database.execute(statement)
    database.close()


def test_a_sound_study_is_well(folder: Path) -> None:
    """Every check of a sound study holds, the deep one too."""
    assert wrong(folder, deep=True) == {}


@pytest.mark.parametrize(
    ("statements", "named"),
    [
        (["UPDATE extractions SET title = 'Other' WHERE turn = 2"], "reading"),
        (["UPDATE extractions SET text = x'00ff' WHERE turn = 2"], "reading"),
        (["UPDATE captures SET asked = 'file:other' WHERE seq = 1"], "capture"),
        (["UPDATE passages SET start = 1"], "passage"),
        (["DELETE FROM items"], "do not follow"),
        (["UPDATE items SET extraction = NULL"], "do not follow"),
        (["PRAGMA foreign_keys = OFF", "DELETE FROM extractions WHERE turn = 1"], "not there"),
        (["INSERT INTO captures SELECT 99, 'ab', asked, asked_key, obtained, channel, collected, digest, size, "
          "media_type, blob, form, place_offset, place_length, claims, conditions, NULL, NULL, NULL FROM captures "
          "WHERE seq = 1"], "not in the custody log"),
    ],
)  # fmt: skip
def test_a_row_changed_behind_the_program_is_found(folder: Path, statements: list[str], named: str) -> None:
    """Whatever is changed by SQL, the database check says so."""
    in_sql(folder, *statements)
    assert named in wrong(folder)["database"]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE custody SET who = 'somebody' WHERE sequence = 2", "entry 2 does not hold: its digest"),
        ("DELETE FROM custody WHERE sequence = 2", "entry 2 does not hold: entry 2 is missing"),
    ],
)
def test_a_changed_log_is_found_even_without_its_triggers(folder: Path, statement: str, said: str) -> None:
    """The chain tells what the database could be made to allow."""
    in_sql(folder, "DROP TRIGGER custody_no_update", "DROP TRIGGER custody_no_delete", statement)
    assert said in wrong(folder)["custody"]


def test_a_lost_and_a_changed_file_are_found(folder: Path) -> None:
    """A file gone from the archive is named by what it was collected as; a changed one needs the deep look."""
    (alone,) = (path for path in (folder / "archive").glob("??/*"))
    alone.chmod(0o644)
    data = alone.read_bytes()
    alone.write_bytes(data.replace(b"gate", b"door"))
    assert wrong(folder) == {}
    found = wrong(folder, deep=True)["bytes"]
    assert alone.name[:12] in found
    assert f"file:{alone.name[:6]}" in found
    alone.unlink()
    assert f"file:{alone.name[:6]}" in wrong(folder)["archive"]


def test_a_damaged_pack_is_named(folder: Path) -> None:
    """A pack that cannot be opened is named, and so is what lies in it."""
    (pack,) = (folder / "archive" / "packs").iterdir()
    pack.chmod(0o644)
    pack.write_bytes(pack.read_bytes()[:-30])
    (folder / "archive" / "lookup.db").unlink()
    found = wrong(folder)["archive"]
    assert pack.name in found
    assert found.count("not in the archive") == 2


def test_leftovers_and_a_lost_index_are_mended(folder: Path) -> None:
    """What is derived is made anew and what is unfinished is removed; evidence is not touched."""
    (folder / "archive" / "tmp1.part").write_bytes(b"half")
    (folder / "index" / "state.json").unlink()
    in_sql(folder, "UPDATE items SET extraction = NULL")
    assert set(wrong(folder)) == {"leftovers", "index", "database"}
    with Study(folder) as study:
        before = list(study.reader.custody())
        mended = mend(study)
        assert (mended.items, mended.packed, mended.indexed, mended.leftovers) == (3, 2, 3, ("archive/tmp1.part",))
        assert list(study.reader.custody()) == before
    assert wrong(folder, deep=True) == {}


def test_nothing_is_mended_under_a_running_job(folder: Path) -> None:
    """While something is being collected, doctor keeps its hands off."""
    with Study(folder) as study, study.job("collect"), pytest.raises(StudyBusy, match="collect"):
        mend(study)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda folder: (folder / "study.toml").write_text("[study\n"), "protocol"),
        (lambda folder: (folder / "study.toml").unlink(), "no study"),
        (lambda folder: (folder / "study.db").write_bytes(b"x" * 9000), "damaged"),
        (lambda folder: (folder / "study.db").write_bytes(b""), "gone"),
        (lambda folder: (folder / "study.db").unlink(), "gone"),
        (lambda folder: in_sql(folder, "UPDATE alembic_version SET version_num = '9999'"), "later version"),
    ],
)
def test_a_study_that_does_not_open_is_examined_too(folder: Path, damage: Callable[[Path], object], said: str) -> None:
    """Where the study cannot be opened, the one check says why and what to do."""
    damage(folder)
    assert said in wrong(folder)["opening"]


def test_a_full_disk_is_foreseen(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too little room is said before it hurts."""
    monkeypatch.setattr("synopticon.workflow.doctor.ROOM", 10**18)
    with Study(folder) as study:
        assert [check.name for check in examine(study) if not check.ok] == ["disk"]


def test_the_command_ends_with_one_where_something_is_wrong(folder: Path) -> None:
    """Plain lines for people, one value for programs, and an exit code for scripts."""
    well = CliRunner().invoke(app, ["doctor", "--study", str(folder)])
    assert well.exit_code == 0
    assert "WRONG" not in well.output
    (folder / "archive" / "tmp1.part").write_bytes(b"half")
    ill = CliRunner().invoke(app, ["doctor", "--study", str(folder)])
    assert ill.exit_code == 1
    assert "next: Remove them: synopticon doctor --mend" in ill.output
    answer = CliRunner().invoke(app, ["doctor", "--study", str(folder), "--mend", "--deep", "--json"])
    told = json.loads(answer.stdout)
    assert (answer.exit_code, told["ok"], told["mended"]["leftovers"]) == (0, True, ["archive/tmp1.part"])
    assert {check["name"] for check in told["checks"]} >= {"database", "custody", "archive", "bytes", "disk"}


def test_doctor_says_by_which_way_echoes_are_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Either way is well, and a slip in the choice is not; without the library, the command that brings it is told."""

    def kernel() -> Check:
        return next(check for check in examine_folder(folder) if check.name == "kernel")

    monkeypatch.setenv(library.ENVIRONMENT, "numpy")
    assert kernel().ok and "by NumPy" in kernel().sentence
    monkeypatch.setenv(library.ENVIRONMENT, "cython")
    assert not kernel().ok and "'cython'" in kernel().sentence
    monkeypatch.delenv(library.ENVIRONMENT)
    monkeypatch.setattr(library, "library_path", lambda: folder / "nowhere.so")
    library.find_kernel.cache_clear()
    assert kernel().ok and "not built" in kernel().sentence and COMMAND in str(kernel().remedy)
    library.find_kernel.cache_clear()
