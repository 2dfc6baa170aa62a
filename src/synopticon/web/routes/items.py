"""Items: every document of the study, filtered and sorted, and the page of one."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response

from synopticon.model.finding import Basis
from synopticon.web.blocks import blocks_of
from synopticon.web.desk import AtDesk
from synopticon.web.filters import ItemFilter
from synopticon.web.marks import marks_of
from synopticon.workflow.original import Look, look_of

router = APIRouter()
LISTED = 100
"""Cited passages listed beside the text; all of them are marked in it."""
LEAVES = 300
"""Leaves of a PDF shown beside its text; the file taken along has them all."""
OFFERED = 100
"""Findings offered for a citation; more than these are found by their key."""


@router.get("/items")
def items(desk: AtDesk, chosen: Annotated[ItemFilter, Query()]) -> Response:
    """The list, one page of it."""
    reader = desk.study.reader
    found, outlets = reader.items(chosen.query()), reader.outlets()
    return desk.page("items.html", "/items", "Items", chosen=chosen, found=found, outlets=outlets)


@router.get("/items/{item}")
def item(
    desk: AtDesk,
    item: str,
    original: Literal["", "show", "hide"] = "",
    at: str = Query("", pattern=r"^(\d{1,9}-\d{1,9})?$", description="A span to be shown, in code points."),
) -> Response:
    """One document: its text with what was cited of it and what it shares with others, the original beside it."""
    reader = desk.study.reader
    whole = reader.whole_id("item", item)
    shown = reader.item(whole)
    extraction = reader.current_extraction(whole)
    look = look_of(shown)
    beside = original == "show" or (original != "hide" and look in (Look.PAGE, Look.LEAVES, Look.PICTURE))
    leaves = extraction.reading.metadata.get("pages", "0") if extraction else "0"
    return desk.page(
        "item.html",
        "/items",
        shown.title or "Untitled",
        item=shown,
        extraction=extraction,
        chunks=blocks_of(extraction.reading.text if extraction else ""),
        marks=marks_of(desk, shown, [int(part) for part in at.split("-")] if at else None),
        findings=reader.findings()[:OFFERED],
        cited_by=reader.findings_citing(whole),
        judgements=reader.judgements(f"item:{whole}"),
        look=look.value,
        beside=beside and look is not Look.NONE,
        leaves=min(int(leaves), LEAVES) if leaves.isdecimal() else 0,
        bases=tuple(Basis),
        listed=LISTED,
    )
