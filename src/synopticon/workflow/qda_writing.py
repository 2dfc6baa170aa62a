"""A project as the bytes of a file: the forms that hold a whole project or its codebook."""

from __future__ import annotations

from pathlib import Path

from synopticon.coding.exchange.forms import FORMS
from synopticon.coding.exchange.project import Project, Remark
from synopticon.coding.exchange.qdc import write_qdc
from synopticon.coding.exchange.qdpx import OURS, write_qdpx
from synopticon.coding.exchange.taguette_writing import APPLICATION, COLUMNS, taguette_rows
from synopticon.errors import UsageError
from synopticon.store.foreign_projects import made_tables
from synopticon.version import __version__

ORIGIN = f"{OURS} {__version__}"


def form_of(path: Path, *, replacing: bool, without: tuple[str, ...] = ()) -> str:
    """The form that a file's ending names. Raises UsageError for another ending, and where a file is there already."""
    written = {row.suffix: row.name for row in FORMS if row.written and row.name not in without}
    if path.suffix.lower() not in written:
        raise UsageError(
            f"a file ending in {path.suffix or 'nothing'} is not written here",
            where=path.name,
            remedy=f"Let its name end in {', '.join(written)}.",
        )
    if path.exists() and not replacing:
        raise UsageError("a file of that name is there already", where=str(path), remedy="Add --replace, or rename.")
    return written[path.suffix.lower()]


def file_of(project: Project, form: str) -> tuple[bytes, tuple[Remark, ...]]:
    """The bytes of a `.qdpx`, a `.qdc` or a Taguette project, and what it cannot say."""
    if form == "qdpx":
        return write_qdpx(project)
    if form == "taguette":
        rows, remarks = taguette_rows(project)
        return made_tables(COLUMNS, rows, APPLICATION), remarks
    data, remarks = write_qdc(project.codes, project.groups, ORIGIN)
    return data, (*remarks, *left_out(project, ("sources", "memos"), "a codebook holds codes alone"))


def left_out(project: Project, parts: tuple[str, ...], why: str) -> tuple[Remark, ...]:
    """What of a project is not in a file that holds less."""
    words = {"sources": "documents with their codings", "memos": "memos", "cases": "cases"}
    return tuple(
        Remark(part, f"{words[part]} ({len(getattr(project, part)):,}) are not in the file: {why}")
        for part in parts
        if getattr(project, part)
    )
