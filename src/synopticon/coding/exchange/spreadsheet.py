"""Codings as CSV, one a row, for spreadsheets and statistics programs, and read again by the same columns.

RFC 4180, UTF-8 with a byte-order mark (so that spreadsheets read Korean), line feeds. A cell that a spreadsheet would
take for a formula gets an apostrophe before it; so does one that begins with an apostrophe, and reading takes one off.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from synopticon.coding.exchange.guids import canonical, guid_of
from synopticon.coding.exchange.project import MOST_DEPTH, Code, Coding, Project, Selection, Source, User
from synopticon.errors import DamagedInput
from synopticon.language.decoding import decode

LONGEST_CELL = 100_000_000
"""Characters of a cell: the quotation of a whole document is longer than the module's own bound."""
csv.field_size_limit(max(LONGEST_CELL, csv.field_size_limit()))
_FORMULA = frozenset("=+-@\t\r'")
SEPARATOR = " > "
"""Between the names of a code's path."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it means, and whether reading needs it."""

    name: str
    description: str
    needed: bool = False


COLUMNS = (
    Column("document", "the document's id in the study, or the source's GUID", needed=True),
    Column("title", "the document's title"),
    Column("start", "first code point of the span, from 0", needed=True),
    Column("end", "the code point after the span", needed=True),
    Column("quotation", "the words of the span"),
    Column("code", "the code's name, after the names above it", needed=True),
    Column("code_id", "the code's GUID"),
    Column("coder", "who gave the code"),
    Column("at", "when, as UTC"),
    Column("memo", "what the coder noted"),
    Column("coding", "the coding's GUID"),
)


@dataclass(frozen=True, slots=True)
class CodingRow:
    """One coding as a row; code: the names from the top of the codebook down."""

    document: str
    start: int
    end: int
    code: tuple[str, ...]
    title: str = ""
    quotation: str = ""
    code_id: str = ""
    coder: str = ""
    at: str = ""
    memo: str = ""
    coding: str = ""


def write_codings(rows: Iterable[CodingRow]) -> bytes:
    """The table."""
    out = io.StringIO()
    # All cells in quotes: left to itself, the writer forgets them around a lone carriage return.
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow([column.name for column in COLUMNS])
    for row in rows:
        cells = {**{name: getattr(row, name) for name in CodingRow.__slots__}, "code": _path(row.code)}
        writer.writerow([_guarded(str(cells[column.name])) for column in COLUMNS])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def read_codings(data: bytes, place: str) -> list[CodingRow]:
    """The rows of such a table, its columns in any order. Raises DamagedInput naming the row."""
    text = decode(data)[0].removeprefix("\ufeff")
    lines = csv.reader(io.StringIO(text, newline=""))
    try:
        head = [cell.strip().casefold() for cell in next(lines, [])]
        missing = [column.name for column in COLUMNS if column.needed and column.name not in head]
        if missing:
            raise DamagedInput(
                "this table lacks columns",
                where=place,
                why=", ".join(missing),
                remedy=f"Its columns are: {', '.join(column.name for column in COLUMNS)}.",
            )
        return list(_rows(lines, head, place))
    except csv.Error as error:
        raise DamagedInput(
            "this table cannot be read", where=f"{place}, line {lines.line_num}", why=str(error)
        ) from error


def project_of_rows(rows: list[CodingRow], name: str) -> Project:
    """Rows of a spreadsheet as a project whose sources have no text: their ids say which documents are meant."""
    codes: dict[tuple[str, ...], Code] = {}
    for row in rows:
        for depth in range(1, len(row.code) + 1):
            path = row.code[:depth]
            given = canonical(row.code_id) if path == row.code else None
            if path not in codes or given:
                codes[path] = Code(given or guid_of(f"code {path}"), path[-1])
    users = {row.coder: User(guid_of(f"coder {row.coder}"), row.coder) for row in rows if row.coder}
    titles: dict[str, str] = {}
    selections: dict[str, list[Selection]] = {}
    for number, row in enumerate(rows):
        by = users[row.coder].guid if row.coder else None
        given = canonical(row.coding) or guid_of(f"row {number} {row}")
        coding = Coding(given, codes[row.code].guid, by, row.at or None)
        guid = canonical(row.document) or guid_of(row.document)
        titles.setdefault(guid, row.title or row.document)
        span = guid_of(f"span of {given}")
        selection = Selection(span, row.start, row.end, row.quotation or None, row.memo or None, (coding,))
        selections.setdefault(guid, []).append(selection)
    return Project(
        name,
        users=tuple(users.values()),
        codes=_tree(codes),
        sources=tuple(Source(guid, titles[guid], selections=tuple(found)) for guid, found in selections.items()),
    )


def _tree(codes: dict[tuple[str, ...], Code]) -> tuple[Code, ...]:
    below: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for path in codes:
        below.setdefault(path[:-1], []).append(path)

    def children(above: tuple[str, ...]) -> tuple[Code, ...]:
        return tuple(replace(codes[path], children=children(path)) for path in below.get(above, ()))

    return children(())


def _rows(lines: Iterator[list[str]], head: list[str], place: str) -> Iterator[CodingRow]:
    for number, cells in enumerate(lines, 2):
        if not any(cells):
            continue
        row = {name: _plain(cell) for name, cell in zip(head, cells, strict=False)}
        try:
            start, end = int(row["start"]), int(row["end"])
        except (KeyError, ValueError) as error:
            raise DamagedInput("a row has no whole numbers as start and end", where=f"{place}, row {number}") from error
        path = _names(row.get("code", ""))
        if not path[-1].strip() or len(path) > MOST_DEPTH:
            what = "a row names no code" if not path[-1].strip() else f"a code has more than {MOST_DEPTH} levels"
            raise DamagedInput(what, where=f"{place}, row {number}", remedy="Mend the row and import the table again.")
        words = {name: row.get(name, "") for name in _WORDS}
        yield CodingRow(row["document"], start, end, path, **words)


_WORDS = tuple(name for name in CodingRow.__slots__ if name not in ("document", "start", "end", "code"))


def _path(names: tuple[str, ...]) -> str:
    return SEPARATOR.join(name.replace("\\", "\\\\").replace(">", "\\>") for name in names)


def _names(path: str) -> tuple[str, ...]:
    names, current, escaped = [], "", False
    for sign in path:
        if escaped or sign not in "\\>":
            current, escaped = current + sign, False
        elif sign == "\\":
            escaped = True
        else:
            names.append(current.removesuffix(" "))
            current = ""
    return tuple(name.removeprefix(" ") if at else name for at, name in enumerate([*names, current]))


def _guarded(text: str) -> str:
    return f"'{text}" if text[:1] in _FORMULA else text


def _plain(text: str) -> str:
    return text[1:] if text[:1] == "'" else text
