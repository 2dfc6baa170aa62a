"""The demonstration's materials: made from their sources, invented, various, and small."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from synopticon.demo.materials import MATERIALS, SOURCES, catalogue, hand_out
from synopticon.errors import StorageFailed

BUILDER = Path(__file__).parents[2] / "demo-materials" / "build.py"


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_ships_is_what_the_sources_make(tmp_path: Path) -> None:
    """Rendering demo-materials/ again gives the shipped files byte for byte."""
    subprocess.run([sys.executable, BUILDER, tmp_path / "again"], check=True, capture_output=True)
    again, shipped = _files(tmp_path / "again"), _files(MATERIALS)
    assert sorted(again) == sorted(shipped)
    assert [name for name in again if again[name] != shipped[name]] == []


def test_there_is_enough_and_it_is_various() -> None:
    """At least 120 pieces from at least 15 outlets in three languages and every promised format, under 1.5 MB."""
    pieces = catalogue()
    assert len(pieces) >= 120
    assert len({piece.outlet for piece in pieces}) >= 15
    assert {piece.language for piece in pieces} == {"en", "ko", "zh"}
    assert {"html", "pdf", "docx", "srt", "vtt", "feed", "warc"} <= {piece.format for piece in pieces}
    assert sum(len(data) for data in _files(MATERIALS).values()) < 1_500_000


def test_the_wire_story_has_many_reprints() -> None:
    """One family has an origin and at least twenty-five reprints."""
    parts = [piece.part for piece in catalogue() if piece.family == "study"]
    assert parts.count("origin") == 1
    assert sum(part.startswith("reprint:") for part in parts) >= 25


INVENTED = ("invented", "Invented", "Made-up", "made-up", "imagined", "fiction", "Fictional", "nobody ever delivered",
            "do not exist", "No such city", "no Highfen", "never been printed", "from nowhere",
            "지어낸", "가상", "虚构", "并不存在")  # fmt: skip


def test_every_text_says_that_it_is_invented() -> None:
    """Each file that can be read as text carries its outlet's sentence that all of it is made up."""
    silent = []
    for name, data in _files(MATERIALS / SOURCES).items():
        charset = "gb18030" if b'charset="gb18030"' in data else "utf-8"
        text = data.decode(charset, "replace")
        if not name.endswith((".pdf", ".rtf")) and not any(word in text for word in INVENTED):
            silent.append(name)
    assert silent == []


def test_no_address_can_be_anybodys() -> None:
    """Every address lies under .example, which nobody can own."""
    assert [piece.url for piece in catalogue() if piece.url and ".example/" not in piece.url] == []


def test_handing_out_leaves_what_is_there(tmp_path: Path) -> None:
    """A second handing-out changes nothing, and a piece that somebody edited stays edited."""
    place = hand_out(tmp_path)
    changed = next(place.rglob("*.html"))
    changed.write_text("edited", "utf-8")
    assert hand_out(tmp_path) == place
    assert changed.read_text("utf-8") == "edited"


def test_a_refused_handing_out_leaves_nothing(tmp_path: Path) -> None:
    """Where the folder cannot be written, the message names the place and no half copy remains."""
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", "utf-8")
    with pytest.raises(StorageFailed, match="cannot be written"):
        hand_out(blocked)
    assert list(tmp_path.iterdir()) == [blocked]
