"""A list taken along: the same restrictions as the page, every row, as CSV or JSON, streamed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import Annotated, TypeVar

from fastapi import APIRouter, Query
from starlette.responses import StreamingResponse

from synopticon.model.finding import Finding, Stance
from synopticon.model.item import Item, Page
from synopticon.model.reuse import FamilySummary
from synopticon.model.source import Source
from synopticon.web.desk import AtDesk
from synopticon.web.filters import FamilyFilter, FindingFilter, ItemFilter, SourceFilter

router = APIRouter()
T = TypeVar("T")
Cells = Sequence[str | int | None]


class Form(StrEnum):
    """How a list is written."""

    CSV = "csv"
    JSON = "json"


STEP = 1_000
ITEMS = (
    "id", "title", "outlet", "published", "collected", "language", "channel", "format", "length", "family",
    "address", "failure", "withdrawn",
)  # fmt: skip
FAMILIES = ("id", "title", "documents", "outlets", "first", "last", "languages", "origin")
SOURCES = ("outlet", "documents", "failed", "channels", "languages", "first", "last")
FINDINGS = (
    "key", "revision", "proposition", "likelihood", "occurred", "supporting", "opposing", "gaps", "stated", "changed",
    "withdrawn",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be run by a spreadsheet; it gets an apostrophe before it."""


@router.get("/items.{form}")
def items(desk: AtDesk, form: Form, chosen: Annotated[ItemFilter, Query()]) -> StreamingResponse:
    """Every item of the list."""
    reader = desk.study.reader
    rows = _all(lambda offset: reader.items(chosen.query(STEP, offset)))
    return _file(form, "items", ITEMS, map(_item, rows))


@router.get("/families.{form}")
def families(desk: AtDesk, form: Form, chosen: Annotated[FamilyFilter, Query()]) -> StreamingResponse:
    """Every family of the list."""
    reader = desk.study.reader
    rows = _all(lambda offset: chosen.read(reader.families, STEP, offset))
    return _file(form, "families", FAMILIES, map(_family, rows))


@router.get("/sources.{form}")
def sources(desk: AtDesk, form: Form, chosen: Annotated[SourceFilter, Query()]) -> StreamingResponse:
    """Every source of the list."""
    reader = desk.study.reader
    rows = _all(lambda offset: reader.sources(chosen.query(STEP, offset)))
    return _file(form, "sources", SOURCES, map(_source, rows))


@router.get("/findings.{form}")
def findings(desk: AtDesk, form: Form, chosen: Annotated[FindingFilter, Query()]) -> StreamingResponse:
    """Every finding of the list."""
    rows = chosen.chosen(desk.study.reader.findings(withdrawn=True))
    return _file(form, "findings", FINDINGS, map(_finding, rows))


def _all(read: Callable[[int], Page[T]]) -> Iterator[T]:
    """Every row of a list that is read a page at a time from an offset."""
    offset = 0
    while True:
        page = read(offset)
        yield from page.rows
        offset += STEP
        if offset >= page.total:
            return


def _item(item: Item) -> Cells:
    return (
        item.id, item.title, item.outlet, item.published, item.collected.isoformat(), item.language, item.channel,
        item.format, item.length, item.family, item.url or item.asked, item.failure, item.withdrawn,
    )  # fmt: skip


def _family(one: FamilySummary) -> Cells:
    outlets, languages = "; ".join(one.outlets), "; ".join(one.languages)
    return one.id, one.title, one.size, outlets, one.first, one.last, languages, one.origin


def _source(one: Source) -> Cells:
    channels, languages = "; ".join(one.channels), "; ".join(one.languages)
    return one.outlet, one.documents, one.failed, channels, languages, one.first, one.last


def _finding(one: Finding) -> Cells:
    supporting = sum(evidence.stance == Stance.SUPPORTS for evidence in one.evidence)
    opposing = len(one.evidence) - supporting
    return (
        one.key, one.revision, one.proposition, one.likelihood, one.occurred, supporting, opposing, one.gaps,
        one.created.isoformat(), one.changed.isoformat(), one.withdrawn,
    )  # fmt: skip


def _file(form: Form, name: str, columns: Sequence[str], rows: Iterator[Cells]) -> StreamingResponse:
    kind, lines = ("text/csv", _csv) if form is Form.CSV else ("application/json", _json)
    written = ([str(cell) if cell is not None else "" for cell in cells] for cells in rows)
    encoded = (line.encode("utf-8", "replace") for line in lines(columns, written))
    disposition = {"content-disposition": f'attachment; filename="{name}.{form}"'}
    return StreamingResponse(encoded, media_type=kind, headers=disposition)


def _csv(columns: Sequence[str], rows: Iterator[list[str]]) -> Iterator[str]:
    """CSV in UTF-8, with the mark that spreadsheets need to see that it is."""
    yield "\ufeff" + _line(columns)
    for cells in rows:
        yield _line(["'" + cell if cell.startswith(FORMULA) else cell for cell in cells])


def _json(columns: Sequence[str], rows: Iterator[list[str]]) -> Iterator[str]:
    """One JSON list, a row a line."""
    before = "["
    for cells in rows:
        yield f"{before}\n{json.dumps(dict(zip(columns, cells, strict=True)), ensure_ascii=True)}"
        before = ","
    yield "[]" if before == "[" else "\n]\n"


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
