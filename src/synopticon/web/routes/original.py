"""The original of an item, shown in a frame that runs nothing and reaches nothing, or taken along as a file."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Path
from starlette.responses import Response

from synopticon.errors import NotFound
from synopticon.web.desk import AtDesk
from synopticon.workflow.original import Look, Original, leaf, original, shown_text

router = APIRouter()

FRAME = {
    "content-security-policy": (
        "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
        "frame-ancestors 'self'; form-action 'none'; base-uri 'none'"
    ),
    "x-frame-options": "SAMEORIGIN",
    "x-dns-prefetch-control": "off",
}
"""For what strangers wrote: an opaque origin without scripts, forms, or a network; its own inline styles only."""


@router.get("/items/{item}/original")
def shown(desk: AtDesk, item: str) -> Response:
    """What the frame beside the text shows."""
    found = _found(desk, item)
    if found.look in (Look.PAGE, Look.TEXT):
        kind = "text/html" if found.look is Look.PAGE else "text/plain"
        return Response(shown_text(found).encode("utf-8", "replace"), media_type=kind, headers=FRAME)
    if found.look is Look.PICTURE:
        return Response(found.data, media_type=found.media_type, headers=FRAME)
    raise NotFound("this original cannot be shown here", where=found.name, remedy="Take it along as a file.")


@router.get("/items/{item}/leaves/{number}.png")
def leaf_of(desk: AtDesk, item: str, number: int = Path(ge=1), width: int = 1000) -> Response:
    """A leaf of a PDF as a picture."""
    whole = desk.study.reader.whole_id("item", item)
    return Response(leaf(desk.study, whole, number, width), media_type="image/png", headers=FRAME)


@router.get("/items/{item}/file")
def taken_along(desk: AtDesk, item: str) -> Response:
    """The captured bytes as a file; never opened by the browser itself."""
    found = _found(desk, item)
    name = f"attachment; filename*=UTF-8''{quote(found.name)}"
    return Response(found.data, media_type="application/octet-stream", headers={**FRAME, "content-disposition": name})


def _found(desk: AtDesk, item: str) -> Original:
    return original(desk.study, desk.study.reader.whole_id("item", item))
