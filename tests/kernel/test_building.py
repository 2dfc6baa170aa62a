"""The kernel is compiled by one call, kept whole or not at all, and never taken for one of other sources."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from synopticon.errors import MissingPart
from synopticon.kernel import building


@pytest.fixture
def copied(compiled: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The sources in a folder of their own."""
    for path in [*building.HERE.glob("*.c"), *building.HERE.glob("*.h")]:
        shutil.copy(path, tmp_path)
    monkeypatch.setattr(building, "HERE", tmp_path)
    return tmp_path


def test_a_library_is_built_once_for_its_sources(copied: Path) -> None:
    """Other sources have another library, and the old one goes."""
    first = building.build()
    made = first.stat().st_mtime_ns
    assert building.build() == first and first.stat().st_mtime_ns == made
    with (copied / "kernel.h").open("a") as header:
        header.write("/* changed */\n")
    assert building.library_path() != first and not building.library_path().exists()
    assert building.build() == building.library_path()
    assert [path.name for path in copied.glob("kernel-*")] == [building.library_path().name]


def test_a_damaged_library_is_made_anew(copied: Path) -> None:
    """Where it is asked for; nothing else tells a whole one from another."""
    whole = building.build().read_bytes()
    building.library_path().write_bytes(b"")
    assert building.build().read_bytes() == b""
    assert len(building.build(anew=True).read_bytes()) == len(whole)


def test_a_failed_compilation_leaves_nothing(copied: Path) -> None:
    """What the compiler says is told."""
    (copied / "broken.c").write_text("this is no C\n")
    before = sorted(copied.iterdir())
    with pytest.raises(MissingPart, match="could not be compiled") as failed:
        building.build()
    assert "broken.c" in str(failed.value.why) and sorted(copied.iterdir()) == before


def test_a_missing_compiler_is_named(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """CC may name one; it too must be there."""
    monkeypatch.setenv("CC", "no-such-compiler -O0")
    with pytest.raises(MissingPart, match="no-such-compiler is not installed"):
        building.build()
