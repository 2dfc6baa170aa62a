"""The JSON routes: what the pages show, for programs of the same person on the same machine."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from synopticon.web import shapes
from synopticon.web.desk import AtDesk
from synopticon.web.filters import ItemFilter
from synopticon.web.routes.search import Asked

router = APIRouter(responses={"default": {"model": shapes.Error, "description": "What failed, where, why, what next."}})

Limit = Annotated[int, Query(ge=1, le=1000)]
Offset = Annotated[int, Query(ge=0)]


@router.get("/counts", response_model=shapes.Counts)
def counts(desk: AtDesk) -> Any:
    """How many of each thing the study holds."""
    return desk.study.reader.counts()


@router.get("/items", response_model=shapes.Items)
def items(desk: AtDesk, chosen: Annotated[ItemFilter, Query()]) -> Any:
    """Documents, restricted and sorted as on the page; fifty a page."""
    return desk.study.reader.items(chosen.query())


@router.get("/items/{item}", response_model=shapes.ItemWithText)
def item(desk: AtDesk, item: str) -> Any:
    """One document with its text and the passages cut from it."""
    reader = desk.study.reader
    whole = reader.whole_id("item", item)
    extraction = reader.current_extraction(whole)
    shown = shapes.Item.model_validate(reader.item(whole)).model_dump()
    return {
        **shown,
        "extraction": extraction.id if extraction else None,
        "text": extraction.reading.text if extraction else "",
        "passages": reader.passages_of(whole),
    }


@router.get("/families", response_model=shapes.Families)
def families(desk: AtDesk, limit: Limit = 50, offset: Offset = 0) -> Any:
    """Families of two documents or more, largest first."""
    return desk.study.reader.families(limit=limit, offset=offset)


@router.get("/families/{family}", response_model=list[shapes.Member])
def family(desk: AtDesk, family: str) -> Any:
    """The members of a family."""
    reader = desk.study.reader
    return reader.members(reader.whole_id("family", family))


@router.get("/findings", response_model=list[shapes.Finding])
def findings(desk: AtDesk, withdrawn: bool = False) -> Any:
    """The latest revision of each finding."""
    return desk.study.reader.findings(withdrawn=withdrawn)


@router.get("/findings/{key}", response_model=shapes.Finding)
def finding(desk: AtDesk, key: str) -> Any:
    """One finding with its standing evidence."""
    return desk.study.reader.finding(key)


@router.get("/search", response_model=shapes.Results)
def search(desk: AtDesk, asked: Annotated[Asked, Query()]) -> Any:
    """Documents that hold the words, grouped by family."""
    return asked.run(desk)


@router.get("/custody", response_model=list[shapes.CustodyEntry])
def custody(desk: AtDesk, after: Offset = 0, limit: Limit = 100) -> Any:
    """Links of the custody chain in their order."""
    return list(desk.study.reader.custody(after=after, limit=limit))
