"""Open another tool's file: what it is is told by its content, and whatever it is becomes one kind of project."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from synopticon.coding.exchange.forms import FORMS
from synopticon.coding.exchange.project import Project, Remark
from synopticon.coding.exchange.qdc import read_qdc
from synopticon.coding.exchange.qdpx import Asked, read_qdpx
from synopticon.coding.exchange.qualcoder import SIGN as QUALCODER
from synopticon.coding.exchange.qualcoder import TABLES as QUALCODER_TABLES
from synopticon.coding.exchange.qualcoder import read_qualcoder
from synopticon.coding.exchange.readings import Ends, Lines, Reading, Units
from synopticon.coding.exchange.refi_names import CODEBOOK, PROJECT
from synopticon.coding.exchange.spreadsheet import project_of_rows, read_codings
from synopticon.coding.exchange.taguette import SIGN as TAGUETTE
from synopticon.coding.exchange.taguette import TABLES as TAGUETTE_TABLES
from synopticon.coding.exchange.taguette import read_taguette
from synopticon.errors import InputError, NotFound, UnreadableFormat, UsageError
from synopticon.extraction.containers import Container, parse_xml
from synopticon.store.foreign_projects import MAGIC, read_tables, table_names

__all__ = ["FORMS", "OpenedFile", "OpeningOptions", "open_project"]

LARGEST = 600_000_000
"""Bytes of a file at most: an archive's members may have 500 MB together (extraction/containers.py)."""
Way = TypeVar("Way", Ends, Lines, Units)
_DATABASE = "data.qda"


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file that was read. form: a name of FORMS; reading: how its offsets were read, None where there is one way."""

    form: str
    project: Project
    reading: Reading | None
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class OpeningOptions:
    """form: what the file is, where the content shall not decide; ends, lines, units: how its offsets are to be read;
    project: which of several in one file.
    """

    form: str | None = None
    ends: str | None = None
    lines: str | None = None
    units: str | None = None
    project: str | None = None


def open_project(path: Path, options: OpeningOptions = OpeningOptions()) -> OpenedFile:
    """Read a file or a QualCoder folder. Raises NotFound, UsageError, and InputError's kinds for what it holds."""
    asked = _asked(options)
    if path.is_dir():
        if not (path / _DATABASE).is_file():
            raise UnreadableFormat(
                "this folder is no project of a coding tool",
                where=path.name,
                why=f"QualCoder's folders hold a {_DATABASE}",
                remedy="Name the file itself.",
            )
        path = path / _DATABASE
    if not path.is_file():
        raise NotFound("there is no such file", where=str(path))
    form = options.form or _form(path)
    if form in ("taguette", "qualcoder"):
        return _database(path, form, options.project)
    data = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    if not data:
        why = "it is empty" if not path.stat().st_size else f"it is larger than {LARGEST:,} bytes"
        raise InputError("this file cannot be read", where=path.name, why=why, remedy="Export the project again.")
    if form == "qdpx":
        taken = read_qdpx(Container(data, path.name), asked)
        return OpenedFile(form, taken.project, taken.reading, taken.remarks)
    if form == "qdc":
        project, remarks = read_qdc(parse_xml(data, path.name))
        return OpenedFile(form, project, None, remarks)
    return OpenedFile("csv", project_of_rows(read_codings(data, path.name), path.stem), None, ())


def _asked(options: OpeningOptions) -> Asked:
    names = [row.name for row in FORMS if row.read]
    if options.form is not None and options.form not in names:
        raise UsageError(f"there is no form called {options.form}", remedy=f"The forms are: {', '.join(names)}.")
    return Asked(
        _one_of(Ends, "ends", options.ends),
        _one_of(Lines, "lines", options.lines),
        _one_of(Units, "units", options.units),
    )


def _one_of(ways: type[Way], what: str, said: str | None) -> Way | None:
    if said is not None and said not in set(ways):
        raise UsageError(f"--{what} cannot be {said}", remedy=f"Say one of: {', '.join(ways)}.")
    return None if said is None else ways(said)


def _form(path: Path) -> str:
    """What a file is by its first bytes and, for XML and databases, by what stands in them."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"PK"):
        return "qdpx"
    if head.startswith(MAGIC):
        return _kind_of_database(path)
    plain = head.replace(b"\x00", b"")
    if CODEBOOK.encode() in plain or b"<CodeBook" in plain:
        return "qdc"
    if PROJECT.encode() in plain or b"<Project" in plain:
        raise UnreadableFormat(
            "this is the document of a project without its sources",
            where=path.name,
            remedy="Import the .qdpx that it was in.",
        )
    if b"," in plain.split(b"\n", 1)[0] and b"document" in plain.lower():
        return "csv"
    listed = ", ".join(row.description for row in FORMS if row.read)
    raise UnreadableFormat(
        "this is no project of a coding tool", where=path.name, why=f"what is read: {listed}",
        remedy="Export it from its program as a REFI-QDA project (.qdpx).",
    )  # fmt: skip


def _kind_of_database(path: Path) -> str:
    tables = table_names(path)
    for form, sign in (("taguette", TAGUETTE), ("qualcoder", QUALCODER)):
        if sign <= tables:
            return form
    raise UnreadableFormat(
        "this database is no project of a coding tool",
        where=path.name,
        why="neither Taguette's tables nor QualCoder's are in it",
        remedy="Export it from its program as a REFI-QDA project (.qdpx).",
    )


def _database(path: Path, form: str, project: str | None) -> OpenedFile:
    if form == "taguette":
        found, remarks = read_taguette(read_tables(path, TAGUETTE_TABLES), project)
    else:
        name = (path.parent if path.name == _DATABASE else path).stem
        found, remarks = read_qualcoder(read_tables(path, QUALCODER_TABLES), name)
    return OpenedFile(form, found, None, remarks)
