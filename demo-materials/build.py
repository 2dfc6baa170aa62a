"""Render the demonstration materials from their sources: `python demo-materials/build.py [FOLDER]`.

stories/*.toml hold the texts and say who reprinted them, when, and with which edits; outlets.toml says who the outlets
are. Everything is invented. The same sources give the same bytes on every machine: no clock, no chance, no fonts, no
compression. Without FOLDER it writes src/synopticon/demo/materials/ anew; tests/demo/test_materials.py holds the two
equal.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from documents import docx, eml, hwpx, markdown, odt, pdf, plain_text, rtf, srt, vtt
from gatherings import feed, warc
from pages import page
from stories import Piece, read_pieces
from testimony import render_interviews

HERE = Path(__file__).parent
SHIPPED = HERE.parent / "src" / "synopticon" / "demo" / "materials"

WRITERS: dict[str, Callable[[Piece], bytes]] = {
    "html": page,
    "txt": plain_text,
    "md": markdown,
    "rtf": rtf,
    "docx": docx,
    "odt": odt,
    "hwpx": hwpx,
    "pdf": pdf,
    "eml": eml,
    "srt": srt,
    "vtt": vtt,
}
"""Formats that are a file an item. Items of the formats feed, warc and revisit go into the two gatherings."""

FEED, WARC = "free-veldania-radio/feed.xml", "crawls/2024-04.warc"


def render(folder: Path) -> list[Piece]:
    """Write every item below folder and beside them catalogue.json, which says what each one truly is."""
    pieces = read_pieces(HERE)
    for piece in pieces:
        if piece.format in WRITERS:
            _write(folder / "sources" / piece.path, WRITERS[piece.format](piece))
    _write(folder / "sources" / FEED, feed([p for p in pieces if p.format == "feed"]))
    _write(folder / "sources" / WARC, warc([p for p in pieces if p.format in ("warc", "revisit")]))
    _write(folder / "catalogue.json", _catalogue(pieces))
    labels = render_interviews(HERE / "interviews", folder / "interviews")
    if folder == SHIPPED:
        _write(HERE / "interviews" / "labels.jsonl", "".join(f"{line}\n" for line in labels).encode())
    return pieces


def _catalogue(pieces: Sequence[Piece]) -> bytes:
    rows = [
        {
            "key": piece.key,
            "file": {"feed": FEED, "warc": WARC}.get(piece.format, piece.path),
            "url": piece.url if piece.format in ("feed", "warc", "html") else None,
            "outlet": piece.outlet.name,
            "language": piece.language,
            "published": piece.at,
            "title": piece.title,
            "format": piece.format,
            "family": piece.family,
            "part": piece.part,
        }
        for piece in pieces
        if piece.format != "revisit"
    ]
    text = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{text}\n]\n".encode()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def main() -> None:
    """Render into the folder named on the command line, else into the package."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED
    if folder.exists():
        shutil.rmtree(folder)
    pieces = render(folder)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    outlets = {piece.outlet.name for piece in pieces}
    families = {piece.family for piece in pieces}
    sys.stdout.write(
        f"{len(pieces)} pieces by {len(outlets)} outlets in {len(families)} families, {size / 1000:,.0f} kB\n"
    )


if __name__ == "__main__":
    main()
