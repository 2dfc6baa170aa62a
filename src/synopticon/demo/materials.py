"""The invented materials that ship with the package: what each piece is, and how to hand them out.

They are rendered from demo-materials/ in the source tree; catalogue.json says of each piece which story it tells and
what part it plays there, so that a test can compare what the program finds with what is true.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from synopticon.errors import StorageFailed

MATERIALS = Path(__file__).parent / "materials"
SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class Piece:
    """One published thing.

    key: its name in the plan: the story's, with `/n` for the nth reprint.
    file: where it lies below sources/ (a feed or a crawl holds several pieces).
    url: its address, where its file states one.
    published: when it truly appeared, which one page states wrongly.
    family: the story whose words it carries; a translation is a family of its own until a person joins them.
    part: origin, reprint:<kind>, translation, or mistaken (it is not about the country at all).
    """

    key: str
    file: str
    url: str | None
    outlet: str
    language: str
    published: str
    title: str
    format: str
    family: str
    part: str


def catalogue() -> tuple[Piece, ...]:
    """Every piece, in the order of the stories."""
    rows = json.loads((MATERIALS / "catalogue.json").read_text("utf-8"))
    return tuple(Piece(**row) for row in rows)


def hand_out(folder: Path) -> Path:
    """Copy the sources into folder/sources, whole or not at all, and answer that place; what is there stays.

    Raises StorageFailed.
    """
    place, draft = folder / SOURCES, folder / f"{SOURCES}.part"
    if place.is_dir():
        return place
    try:
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(MATERIALS / SOURCES, draft)
        draft.rename(place)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise StorageFailed(
            "the demonstration's sources cannot be written",
            where=str(place),
            why=error.strerror,
            remedy="Choose a folder that you may write to, or make room on the disk.",
        ) from error
    return place
