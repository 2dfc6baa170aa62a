"""A list of items taken along: the same restrictions as the page, every row, as CSV or JSON, streamed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import StreamingResponse

from synopticon.model.item import Item
from synopticon.web.desk import AtDesk, Desk
from synopticon.web.filters import ItemFilter

router = APIRouter()

STEP = 1_000
COLUMNS = (
    "id", "title", "outlet", "published", "collected", "language", "channel", "format", "length", "family",
    "address", "failure", "withdrawn",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be run by a spreadsheet; it gets an apostrophe before it."""

Chosen = Annotated[ItemFilter, Query()]


@router.get("/items.csv")
def as_csv(desk: AtDesk, chosen: Chosen) -> StreamingResponse:
    """Every item of the list as CSV in UTF-8, with the mark that spreadsheets need to see that it is."""

    def lines() -> Iterator[str]:
        yield "\ufeff" + _line(COLUMNS)
        for item in _all(desk, chosen):
            yield _line(["'" + cell if cell.startswith(FORMULA) else cell for cell in _cells(item)])

    return _file(lines(), "text/csv", "items.csv")


@router.get("/items.json")
def as_json(desk: AtDesk, chosen: Chosen) -> StreamingResponse:
    """Every item of the list as one JSON list, an item a line."""

    def lines() -> Iterator[str]:
        before = "["
        for item in _all(desk, chosen):
            row = dict(zip(COLUMNS, _cells(item), strict=True))
            yield f"{before}\n{json.dumps(row, ensure_ascii=True)}"
            before = ","
        yield "[]" if before == "[" else "\n]\n"

    return _file(lines(), "application/json", "items.json")


def _all(desk: Desk, chosen: ItemFilter) -> Iterator[Item]:
    offset = 0
    while True:
        page = desk.study.reader.items(chosen.query(limit=STEP, offset=offset))
        yield from page.rows
        offset += STEP
        if offset >= page.total:
            return


def _cells(item: Item) -> list[str]:
    values = (
        item.id, item.title, item.outlet, item.published, item.collected.isoformat(), item.language, item.channel,
        item.format, str(item.length), item.family, item.url or item.asked, item.failure, item.withdrawn,
    )  # fmt: skip
    return [value or "" for value in values]


def _line(cells: list[str] | tuple[str, ...]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _file(lines: Iterator[str], media_type: str, name: str) -> StreamingResponse:
    encoded = (line.encode("utf-8", "replace") for line in lines)
    disposition = {"content-disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(encoded, media_type=media_type, headers=disposition)
