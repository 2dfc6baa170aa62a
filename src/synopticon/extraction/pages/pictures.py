"""Which addresses a page names where pictures stand, so that a captured picture can be found again on it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote, urljoin

MOST = 5_000
"""Addresses taken from one page."""
_NAMED = re.compile(
    rb"""\b(?:src|data-src|data-original|srcset|data-srcset|poster|href|content)\s*=\s*(?:"([^"]{1,8000})"|'([^']{1,8000})')""",
    re.IGNORECASE,
)
_CANDIDATE = re.compile(r"\s+[\d.]+[wx]\s*(?:,|$)|,\s+")


def pictures_named(data: bytes, base: str) -> Iterator[str]:
    """The addresses, made whole, each once, in their order. base: the page's own address, `file:` and a path too.

    Read from the attributes alone, without a tree: what is no picture does no harm, since only addresses of pictures
    that were captured are asked for. Embedded pictures (data:) have no address and are left out.
    """
    seen: set[str] = set()
    for found in _NAMED.finditer(data):
        written = unescape((found[1] or found[2]).decode("utf-8", "replace"))
        for one in _CANDIDATE.split(written) if b"srcset" in found[0][:12].lower() else (written,):
            whole = _whole(one.strip(), base)
            if whole and whole not in seen:
                seen.add(whole)
                yield whole
        if len(seen) >= MOST:
            return


def _whole(written: str, base: str) -> str | None:
    """An address as a capture would have asked for it; None for one that names nothing here."""
    written = written.partition("#")[0]
    if not written or written.startswith(("data:", "javascript:", "mailto:", "blob:")):
        return None
    if base.startswith("file:") and "//" not in base:
        if ":" in written or written.startswith("/"):
            return written
        folder = posixpath.dirname(base.removeprefix("file:"))
        return "file:" + posixpath.normpath(posixpath.join(folder, unquote(written.partition("?")[0])))
    try:
        return urljoin(base, written)
    except ValueError:
        return None
