"""A web page: its article text, and what it says of itself."""

from __future__ import annotations

from typing import Any

from synopticon.extraction.content import Asked, Content
from synopticon.extraction.decoding import decode


def read(data: bytes, asked: Asked) -> Content:
    """Read a page's main text, title, authors, date and site."""
    import trafilatura

    html, encoding = decode(data)
    page: Any = trafilatura.bare_extraction(html, url=asked.url, with_metadata=True, include_comments=False)
    if page is None:
        return Content(text="", warnings=("No main text was found on the page.",))
    return Content(
        text=page.text or "",
        title=page.title,
        authors=tuple(page.author.split("; ")) if page.author else (),
        published=page.date,
        site=page.sitename or page.hostname,
        url=page.url,
        metadata={"encoding": encoding},
    )
