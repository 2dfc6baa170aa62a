"""A web page: its main text, and what it says of itself."""

from __future__ import annotations

import re
from typing import Any

from synopticon.errors import UnreadableFormat
from synopticon.extraction.content import Asked, Content
from synopticon.language.decoding import decode

MOST_MARKUP = 30_000_000
"""Characters of markup that are parsed, embedded pictures not counted; a page's tree is ten times larger."""
MOST_FOR_ARTICLES = 10_000_000
"""Above this, article extractors take minutes; the main region is taken instead."""

_EMBEDDED = re.compile(rb"data:[\w/+.;=-]{0,100}?base64,[A-Za-z0-9+/=%]{64,}")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w-]+)")
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


def read(data: bytes, asked: Asked) -> Content:
    """Read a page. Raises UnreadableFormat where it is too large or holds no markup that can be parsed."""
    lean = _EMBEDDED.sub(b"data:,", data)
    if len(lean) > MOST_MARKUP:
        raise UnreadableFormat(
            "the page is too large to be parsed",
            where=asked.place,
            why=f"it has {len(lean):,} bytes of markup, and {MOST_MARKUP:,} are parsed",
            remedy="Collect the part that is needed as a page of its own; the original stays in the archive.",
        )
    html, encoding = decode(lean, declared_charset(lean, asked.media_type))
    return page_content(html, asked, {"encoding": encoding})


def declared_charset(data: bytes, media_type: str | None) -> str | None:
    """The encoding that the server, the XML declaration or a meta element names."""
    if media_type and (named := _HEADER_CHARSET.search(media_type)):
        return named[1]
    found = _XML_CHARSET.search(data[:1024]) or _CHARSET.search(data[:8192])
    return found[1].decode("ascii") if found else None


def page_content(html: str, asked: Asked, metadata: dict[str, str]) -> Content:
    """The content of a page that is text already. Raises UnreadableFormat."""
    from synopticon.extraction.pages.choice import main_text
    from synopticon.extraction.pages.credits import authors_of, site_of, title_of
    from synopticon.extraction.pages.facts import facts_of
    from synopticon.extraction.pages.published import published_on
    from synopticon.extraction.pages.region import region_text
    from synopticon.extraction.pages.tree import tree_of

    tree = tree_of(html, asked.place)
    facts = facts_of(tree)
    url = asked.url or _canonical(tree)
    language = (tree.get("lang") or facts.first("og:locale", "content-language") or "").replace("_", "-") or None
    text = region_text(tree) if len(html) > MOST_FOR_ARTICLES else main_text(tree, url, facts)
    published = published_on(tree, url, facts, language)
    site = site_of(facts, url)
    if published:
        metadata = {**metadata, "published_said_in": published.said_in}
    return Content(
        text=text,
        title=title_of(tree, facts, site),
        authors=authors_of(tree, facts),
        published=published.date if published else None,
        published_at=published.moment if published else None,
        language=language,
        site=site,
        url=url,
        warnings=tuple(_warnings(tree, text, published.said_in if published else None)),
        metadata=metadata,
    )


def _canonical(tree: Any) -> str | None:
    links = tree.xpath('//link[@rel="canonical"]/@href | //meta[@property="og:url"]/@content')
    return next((str(link) for link in links if re.match(r"https?://", link)), None)


def _warnings(tree: Any, text: str, said_in: str | None) -> list[str]:
    warnings = []
    if not text.strip():
        built = len(tree.findall(".//script")) > 0
        why = " It is built by scripts: capture it with the browser channel." if built else ""
        warnings.append(f"No main text was found on the page.{why}")
    if said_in == "search":
        warnings.append(
            "The day of publication is doubtful: it was found by searching the page, not where pages declare it."
        )
    return warnings
