"""From a picture file's bytes to a small grey frame, refusing what would fill the memory before it is unpacked."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from synopticon.errors import DamagedInput, HostileInput, InputError, MissingPart, UnreadableFormat
from synopticon.model.picture import Box

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP")
MOST_PIXELS = 80_000_000
"""Pixels of the largest picture that is unpacked: 240 MB in memory; a camera of a newspaper takes 50 million."""
FRAME = 256
"""Pixels of a frame's longer side. Smaller pictures are not enlarged."""
SMALLEST = 64
"""Pixels of the shorter side below which a picture is an icon, and nothing is said about it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What is kept of a picture.

    digest: SHA-256 of the unpacked pixels with their size, before they were made smaller. width, height: pixels as a
    person sees the picture, turned as its EXIF says. grey: (rows, columns), 0 black to 255 white.
    """

    digest: str
    width: int
    height: int
    grey: NDArray[np.uint8]


def frame_of(data: bytes, place: str | None = None) -> Frame:
    """Unpack a picture; of an animation or a file of several pages, the first. Transparency is laid upon white.

    Raises MissingPart without Pillow, UnreadableFormat, DamagedInput, HostileInput, and InputError for an icon.
    """
    with _unpacked(data, place) as turned:
        return Frame(_digest(turned), turned.width, turned.height, _grey(turned))


def small_copy(data: bytes, longest: int, place: str | None = None, box: Box | None = None) -> bytes:
    """The picture drawn anew as a PNG whose longer side has at most that many pixels, without anything else that its
    file holds. box: in pixels of the picture, framed by a line. Raises as frame_of does.
    """
    out = BytesIO()
    with _unpacked(data, place) as turned:
        from PIL import ImageDraw

        width = turned.width
        drawn = _smaller(_on_white(turned).convert("RGB"), longest)
        if box:
            left, top, right, bottom = (round(value * drawn.width / width) for value in box)
            ImageDraw.Draw(drawn).rectangle((left, top, max(left, right - 1), max(top, bottom - 1)), None, "red", 2)
        drawn.save(out, "PNG")
    return out.getvalue()


@contextmanager
def _unpacked(data: bytes, place: str | None) -> Iterator[Image]:
    """The picture as a person sees it; what fails while it is worked with is told as damage of the file."""
    try:
        from PIL import Image, ImageOps, UnidentifiedImageError
    except ImportError as error:
        raise missing() from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a damaged EXIF block says nothing about the pixels
            with Image.open(BytesIO(data), formats=FORMATS) as opened:
                _refuse_size(opened.size, place)
                yield ImageOps.exif_transpose(opened)
    except Image.DecompressionBombError as error:
        raise _too_large(place, str(error)) from error
    except UnidentifiedImageError as error:
        names = ", ".join(FORMATS)
        raise UnreadableFormat(
            "this is no picture that can be compared", where=place, why=f"read are {names}", remedy="Convert it to PNG."
        ) from error
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
        raise DamagedInput("the picture cannot be unpacked", where=place, why=str(error)[:300] or None) from error


def missing() -> MissingPart:
    """What to raise where Pillow is not installed."""
    return MissingPart("comparing pictures needs the pictures extra", remedy="Run pip install 'synopticon[pictures]'.")


def _refuse_size(size: tuple[int, int], place: str | None) -> None:
    width, height = size
    if width * height > MOST_PIXELS:
        raise _too_large(place, f"it states {width:,} x {height:,} pixels, and {MOST_PIXELS:,} in all are unpacked")
    if min(size) < SMALLEST:
        raise InputError(
            "the picture is too small to be compared",
            where=place,
            why=f"it has {width:,} x {height:,} pixels, and {SMALLEST} on the shorter side are needed",
        )


def _too_large(place: str | None, why: str) -> HostileInput:
    remedy = "If you trust its source, compare a smaller copy of it."
    return HostileInput("the picture is too large to be unpacked", where=place, why=why, remedy=remedy)


def _grey(picture: Image) -> NDArray[np.uint8]:
    """The frame: grey, its longer side at most FRAME, by averaging."""
    return np.asarray(_smaller(_on_white(picture).convert("L"), FRAME), dtype=np.uint8).copy()


def _on_white(picture: Image) -> Image:
    """In eight bits, what is transparent laid upon white."""
    from PIL import Image

    if picture.mode.startswith("I;16") or picture.mode in ("I", "F"):
        return Image.fromarray(_stretched(np.asarray(picture, dtype=np.float64)))
    if picture.has_transparency_data:
        seen = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen)
    return picture


def _smaller(picture: Image, longest: int) -> Image:
    from PIL import Image

    picture.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return picture


def _stretched(deep: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Pixels of more than eight bits, darkest to 0 and brightest to 255."""
    deep = np.nan_to_num(deep, posinf=0.0, neginf=0.0)
    low, high = float(deep.min()), float(deep.max())
    return ((deep - low) * (255.0 / (high - low) if high > low else 0.0)).astype(np.uint8)


def _digest(picture: Any) -> str:
    told = f"{picture.mode} {picture.width} {picture.height} {picture.getpalette() if picture.mode == 'P' else ''}"
    return hashlib.sha256(told.encode() + picture.tobytes()).hexdigest()
