"""Sources: who speaks in the study, with how many items."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from synopticon.model.capture import Channel
from synopticon.web.desk import AtDesk
from synopticon.web.filters import SourceFilter

router = APIRouter()


@router.get("/sources")
def sources(desk: AtDesk, chosen: Annotated[SourceFilter, Query()]) -> Response:
    """The outlets, one page of them."""
    reader = desk.study.reader
    found, outlets = reader.sources(chosen.query()), reader.outlets()
    return desk.page(
        "sources.html", "/sources", "Sources", chosen=chosen, found=found, outlets=outlets, channels=tuple(Channel)
    )
