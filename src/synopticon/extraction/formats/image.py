"""A picture: its metadata; its letters only where OCR is asked for."""

from __future__ import annotations

import io
import logging
import struct

from synopticon.extraction.content import Asked, Content
from synopticon.extraction.ocr import opened, text_in
from synopticon.language.dates import to_edtf

_KEPT = {
    "Image Make": "make",
    "Image Model": "model",
    "Image Software": "software",
    "EXIF DateTimeOriginal": "taken",
    "Image DateTime": "changed",
    "EXIF ExifImageWidth": "width",
    "EXIF ExifImageLength": "height",
    "GPS GPSLatitudeRef": "gps_latitude_ref",
    "GPS GPSLatitude": "gps_latitude",
    "GPS GPSLongitudeRef": "gps_longitude_ref",
    "GPS GPSLongitude": "gps_longitude",
}
_DAMAGED_HEADER = (ValueError, KeyError, IndexError, TypeError, OverflowError, AttributeError, OSError, struct.error)
"""What a damaged header raises in exifread; a picture without readable metadata is a picture."""
WAITING = "A picture's letters are read only by the [ocr] extra: synopticon extract --ocr."


def read(data: bytes, asked: Asked) -> Content:
    """Keep the picture's metadata. Raises MissingPart and DamagedInput where OCR was asked for.

    Where it was taken may name a person's home: the metadata stays in the study and is no part of a release.
    """
    text = text_in(opened(data, asked.place), asked.place) if asked.ocr else ""
    warnings = () if asked.ocr else (WAITING,)
    return Content(text=text, warnings=warnings, metadata=_exif(data))


def _exif(data: bytes) -> dict[str, str]:
    import exifread

    logging.getLogger("exifread").setLevel(logging.ERROR)
    try:
        tags = exifread.process_file(io.BytesIO(data), details=False, builtin_types=False)
    except _DAMAGED_HEADER:
        return {}
    facts = {name: str(tags[tag]).strip() for tag, name in _KEPT.items() if tag in tags and str(tags[tag]).strip()}
    for name in ("taken", "changed"):
        if name in facts:
            facts[name] = to_edtf(facts[name][:10].replace(":", "-")) or facts[name]
    return facts
