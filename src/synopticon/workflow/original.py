"""The original of an item as it may be looked at: its captured bytes, made harmless for a frame without a network."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from synopticon.errors import DamagedInput, NotFound
from synopticon.model.capture import Capture
from synopticon.model.item import Item

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
TEXTS = frozenset({"text", "markdown", "subtitles", "row", "mail"})
PAGE_SECONDS = 30
PAGE_WIDTHS = (200, 2400)
_REACHING = re.compile(r"<(?=\s*/?\s*(?:link|base|meta(?=[^>]*http-equiv[^>]*refresh))\b)", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)


class Look(StrEnum):
    """How an original can be shown."""

    PAGE = "page"
    TEXT = "text"
    PICTURE = "picture"
    LEAVES = "leaves"
    """A PDF, leaf by leaf as pictures."""
    NONE = "none"
    """Only to be taken along as a file."""


@dataclass(frozen=True, slots=True)
class Original:
    """The captured bytes. charset: as the server or the page declares it. name: of a file taken along, no folder."""

    look: Look
    data: bytes
    media_type: str
    charset: str | None
    name: str


def look_of(item: Item) -> Look:
    """How the item's original can be shown, from what the extractor found it to be."""
    if item.failure or item.format is None:
        return Look.NONE
    if (item.media_type or "").split(";")[0].strip().lower() in PICTURES:
        return Look.PICTURE
    if item.format in TEXTS:
        return Look.TEXT
    return {"html": Look.PAGE, "pdf": Look.LEAVES}.get(item.format, Look.NONE)


def original(study: Study, item: str) -> Original:
    """The item's captured bytes, unchanged. Raises NotFound for a failed capture, DamagedStudy."""
    from synopticon.capture.payload import payload_of

    capture = study.reader.capture(item)
    if capture.digest is None:
        raise NotFound("nothing was obtained, so there is no original", where=capture.asked)
    declared = capture.media_type or "application/octet-stream"
    media_type = declared.split(";")[0].strip().lower()
    data = payload_of(capture, study.archive)
    charset = _CHARSET.search(declared) or _CHARSET.search(data[:4096].decode("latin-1"))
    look = look_of(study.reader.item(item))
    return Original(look, data, media_type, charset[1] if charset else None, _name(capture))


def shown_text(original: Original) -> str:
    """A page or a text as characters; in a page, what could reach out (link, base, refresh) is renamed to inert names.

    The content policy of the frame forbids loading already; resource hints (preconnect, dns-prefetch) are outside of
    every policy, which is why their elements are renamed here.
    """
    from synopticon.language.decoding import decode

    text, _ = decode(original.data, original.charset)
    return _REACHING.sub("<inert-", text) if original.look is Look.PAGE else text


def leaf(study: Study, item: str, number: int, width: int) -> bytes:
    """One leaf of a PDF as a PNG, number from 1, drawn in a process of its own: a hostile file harms nothing else.

    Raises DamagedInput where the leaf cannot be drawn, NotFound where the item is no PDF.
    """
    found = original(study, item)
    if found.look is not Look.LEAVES:
        raise NotFound("this original has no leaves", where=found.name)
    width = min(max(width, PAGE_WIDTHS[0]), PAGE_WIDTHS[1])
    command = [sys.executable, "-m", "synopticon.workflow.leaf", str(number), str(width)]
    try:
        drawn = subprocess.run(command, input=found.data, capture_output=True, timeout=PAGE_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise DamagedInput("the leaf takes too long to draw", where=f"{found.name}, leaf {number}") from error
    if drawn.returncode:
        reason = drawn.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise DamagedInput("the leaf cannot be drawn", where=f"{found.name}, leaf {number}", why=reason or None)
    return drawn.stdout


def _name(capture: Capture) -> str:
    last = re.split(r"[/\\#]", (capture.obtained or capture.asked).removeprefix("file:").split("?")[0])[-1]
    return re.sub(r"[^\w.\- ]+", "_", last).strip(". ")[-80:] or "original"
