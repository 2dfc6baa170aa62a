"""Items: every document of the study, filtered and sorted, and the page of one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from synopticon.web.blocks import blocks_of
from synopticon.web.desk import AtDesk, Desk
from synopticon.web.filters import ItemFilter
from synopticon.web.marks import marks_of

router = APIRouter()


@router.get("/items")
def items(desk: AtDesk, chosen: Annotated[ItemFilter, Query()]) -> Response:
    """The list, one page of it."""
    reader = desk.study.reader
    return desk.page(
        "items.html",
        "/items",
        "Items",
        chosen=chosen,
        found=reader.items(chosen.query()),
        outlets=reader.outlets(),
    )


@router.get("/items/{item}")
def item(desk: AtDesk, item: str, beside: str = "") -> Response:
    """One document: its text with what was cited of it and what it shares with others."""
    return item_page(desk, item, beside=beside)


def item_page(desk: Desk, beginning: str, *, beside: str = "") -> Response:
    """The page of the item whose id begins so. Raises NotFound."""
    reader = desk.study.reader
    whole = reader.whole_id("item", beginning)
    shown = reader.item(whole)
    extraction = reader.current_extraction(whole)
    text = extraction.reading.text if extraction else ""
    return desk.page(
        "item.html",
        "/items",
        shown.title or "Untitled",
        item=shown,
        extraction=extraction,
        blocks=blocks_of(text),
        marks=marks_of(desk, shown),
        findings=reader.findings(),
        cited_by=reader.findings_citing(whole),
        judgements=reader.judgements(f"item:{whole}"),
        beside=beside,
    )
