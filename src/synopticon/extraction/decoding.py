"""Bytes to text: byte-order marks, declared encodings, UTF-8, then the likeliest of the rest."""

from __future__ import annotations

import codecs
from contextlib import suppress

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Text and the name of its encoding. Never fails: what cannot be decoded becomes U+FFFD."""
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return data.decode(marked, "replace"), marked
    for encoding in ("utf-8", declared):
        if encoding:
            with suppress(UnicodeDecodeError, LookupError):
                return data.decode(encoding), encoding
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    likeliest = best.encoding if best else "utf-8"
    return data.decode(likeliest, "replace"), likeliest
