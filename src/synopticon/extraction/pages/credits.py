"""Title, authors and site name of a page."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from synopticon.extraction.pages.facts import ARTICLES, FORUMS, PRODUCTS, Facts

LONGEST_NAME = 80
_MOST_AUTHORS = 20
_SEPARATOR = re.compile(r"\s+[|·•»—–\-:]+\s+|\s*[|»]\s*")
_BY = re.compile(r"^\s*(?:by|von|par|por|written by|author|posted by|글|기자|文|作者|автор)\b[:\s]*", re.IGNORECASE)
_AND = re.compile(
    r"\s*(?:,(?!\s*(?:jr|sr|phd|md|m\.d|ph\.d|rd|rdn|ms|cpa)\b)|;|&|\band\b|\bund\b|\bet\b|/)\s*", re.IGNORECASE
)
_NO_NAME = re.compile(
    r"https?:|@|www\.|\d{3}|^\d+$|^(?:admin|staff|editor|editorial|team|author|user|guest|anonymous)$", re.IGNORECASE
)


def title_of(tree: Any, facts: Facts, site: str | None) -> str | None:
    """The page's own heading, without the site's name behind it."""
    headings = [" ".join(element.text_content().split()) for element in tree.iter("h1")]
    headings = [heading for heading in headings if heading and heading != site]
    declared = next(
        (text for thing in facts.of_type(ARTICLES | FORUMS) if isinstance(text := thing.get("headline"), str)), None
    )
    whole = facts.first("og:title", "twitter:title", "dc.title", "title") or tree.findtext(".//title")
    if len(headings) == 1 and 3 < len(headings[0]) < 250:
        return headings[0]
    for heading in headings:
        if whole and heading.lower() in " ".join(whole.split()).lower():
            return heading
    return _without_site(declared or whole or next(iter(headings), None), site)


def authors_of(tree: Any, facts: Facts) -> tuple[str, ...]:
    """The authors' names, in the page's order."""
    found = [name for thing in facts.of_type(ARTICLES | FORUMS) for name in _people(thing.get("author"), facts)]
    found = found or facts.meta.get("author", []) or facts.meta.get("article:author", []) or _marked(tree)
    names: list[str] = []
    for written in found:
        for name in _AND.split(_BY.sub("", " ".join(written.split()))):
            if 1 < len(name) <= LONGEST_NAME and not _NO_NAME.search(name) and name not in names:
                names.append(name)
    return tuple(names[:_MOST_AUTHORS])


def site_of(facts: Facts, url: str | None) -> str | None:
    """The outlet's own name, else its host."""
    for thing in facts.of_type(ARTICLES | FORUMS | PRODUCTS | {"WebPage"}):
        publisher = thing.get("publisher") or thing.get("isPartOf")
        if (
            not facts.first("og:site_name")
            and isinstance(publisher, dict)
            and isinstance(name := publisher.get("name"), str)
            and name.strip()
        ):
            return name
    host = urlsplit(url).hostname if url else None
    return facts.first("og:site_name", "application-name", "dc.publisher") or (
        host.removeprefix("www.") if host else None
    )


def _without_site(title: str | None, site: str | None) -> str | None:
    """`A heading | The Gazette` without its last part, where that part is the site's name or plainly shorter."""
    if not title:
        return None
    plain = " ".join(unescape(title).split())
    last = next(reversed(list(_SEPARATOR.finditer(plain))), None)
    if last and last.start() and site and _letters(plain[last.end() :]) in _letters(site):
        return plain[: last.start()]
    return plain


def _letters(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum())


def _people(value: object, facts: Facts) -> list[str]:
    if isinstance(value, list):
        return [name for inner in value[:_MOST_AUTHORS] for name in _people(inner, facts)]
    if isinstance(value, dict):
        if "name" not in value and isinstance(key := value.get("@id"), str):
            value = next((thing for thing in facts.things if thing.get("@id") == key and "name" in thing), value)
        return _people(value.get("name"), facts) if value.get("@type") != "Organization" else []
    return [value] if isinstance(value, str) else []


def _marked(tree: Any) -> list[str]:
    """Names in the markup that is made for them."""
    for path in ('//*[@itemprop="author"]//*[@itemprop="name"]', '//*[@itemprop="author"]', '//*[@rel="author"]',
                 '//*[contains(@class, "author-name") or contains(@class, "author__name")]',
                 '//*[contains(@class, "byline")]//a', '//*[contains(@class, "author")]//a',
                 '//*[contains(@class, "author") or contains(@class, "byline")]'):  # fmt: skip
        names = [" ".join(element.text_content().split()) for element in tree.xpath(path)[:3]]
        names = [name for name in names if 3 < len(name) <= LONGEST_NAME and " " in name]
        if names:
            return names[:1] if "class" in path else names
    return []
