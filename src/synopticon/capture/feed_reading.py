"""The entries of a feed (RSS, Atom, JSON Feed), as the feed itself tells them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import html

from synopticon.capture.xml_guard import without_doctype
from synopticon.errors import DamagedInput
from synopticon.language.dates import to_edtf
from synopticon.language.moments_told import in_utc, moment_in, moment_mailed, on_day, past_midnight
from synopticon.model.capture import Claims

_ENTRY = re.compile(rb"<(?:[A-Za-z]+:)?(?:item|entry)[\s>]")
_BLOCKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its own name in the feed, what the feed claims of it, and its text without mark-up."""

    key: str
    claims: Claims
    text: str


@dataclass(frozen=True, slots=True)
class Feed:
    """entries in their order, at most as many as asked for; total: how many the feed has."""

    title: str | None
    entries: tuple[Entry, ...]
    total: int


def read(data: bytes, *, most: int, where: str, url: str = "") -> Feed:
    """Read a feed. url: where it came from, for links without a host. Raises DamagedInput, HostileInput."""
    opening = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    feed = _json(opening, most, where) if opening.startswith(b"{") else _xml(data, most, where, url)
    if not feed.total:
        raise DamagedInput("this feed has no entries", where=where)
    return feed


def plain_text(markup: str) -> str:
    """The text of a piece of HTML, a line a block."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    try:
        root = html.fragment_fromstring(markup, create_parent="div")
    except (ValueError, html.etree.ParserError):
        return markup.strip()
    for element in root.iter():
        if element.tag in ("script", "style"):
            element.text = None
        elif element.tag in _BLOCKS:
            element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in root.text_content().split("\n"))
    return "\n".join(line for line in lines if line)


def _xml(data: bytes, most: int, where: str, url: str) -> Feed:
    import feedparser

    data = without_doctype(data, where)
    places = [match.start() for match in _ENTRY.finditer(data)]
    total = len(places)
    if total > most:
        # A feed without end is cut before it is parsed; what was cut is counted and named.
        root = re.search(rb"<((?:[A-Za-z]+:)?(?:rss|feed|RDF))[\s>]", data)
        ending = b"</channel></rss>" if root and root[1] == b"rss" else b"</" + (root[1] if root else b"feed") + b">"
        data = data[: places[most]] + ending
    parsed = feedparser.parse(data, response_headers={"content-location": url} if url else {})
    head = parsed.feed
    outlet = _line(head.get("title"))
    entries = tuple(
        _entry(raw, outlet, _line(head.get("language")), number) for number, raw in enumerate(parsed.entries, 1)
    )
    return Feed(outlet, entries, max(total, len(entries)))


def _entry(raw: Mapping[str, Any], outlet: str | None, language: str | None, number: int) -> Entry:
    contents = [str(part.get("value", "")) for part in raw.get("content", [])]
    body = max([*contents, str(raw.get("summary", ""))], key=len)
    people = tuple(name for one in raw.get("authors", []) if (name := _line(one.get("name"))))
    moment = raw.get("published_parsed") or raw.get("updated_parsed")
    published = f"{moment[0]:04}-{moment[1]:02}-{moment[2]:02}" if moment else _date(raw.get("published"))
    told = raw.get("published") if raw.get("published_parsed") or not moment else raw.get("updated")
    claims = Claims(_line(raw.get("link")), _line(plain_text(str(raw.get("title", "")))), outlet, people, published,
                    language, _moment(told, published))  # fmt: skip
    return Entry(_line(raw.get("id")) or claims.url or f"entry-{number}", claims, plain_text(body))


def _json(data: bytes, most: int, where: str) -> Feed:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise DamagedInput("this JSON Feed cannot be read", where=where, why=str(error)) from error
    items = value.get("items") if isinstance(value, dict) else None
    if not isinstance(items, list):
        raise DamagedInput("this JSON Feed has no items", where=where)
    outlet, language = _line(value.get("title")), _line(value.get("language"))
    rows = [row for row in items[:most] if isinstance(row, dict)]
    return Feed(outlet, tuple(_json_entry(row, outlet, language, n) for n, row in enumerate(rows, 1)), len(items))


def _json_entry(row: Mapping[str, Any], outlet: str | None, language: str | None, number: int) -> Entry:
    single = row.get("author")
    authors = row.get("authors") if isinstance(row.get("authors"), list) else [single] if single else []
    people = tuple(name for one in authors or [] if isinstance(one, dict) and (name := _line(one.get("name"))))
    published = _date(row.get("date_published"))
    claims = Claims(_line(row.get("url")), _line(row.get("title")), outlet, people, published,
                    _line(row.get("language")) or language, _moment(row.get("date_published"), published))  # fmt: skip
    text = row.get("content_text")
    body = text if isinstance(text, str) else plain_text(str(row.get("content_html") or row.get("summary") or ""))
    return Entry(_line(row.get("id")) or claims.url or f"entry-{number}", claims, body)


def _date(value: object) -> str | None:
    return to_edtf(str(value)) if value else None


def _moment(told: object, published: str | None) -> str | None:
    """The moment that an entry tells, on the day that was taken from it, which may be the one in UTC."""
    text = str(told or "")
    moment = past_midnight(moment_in(text) or moment_mailed(text))
    return on_day(moment, published) or on_day(moment and in_utc(moment), published)


def _line(value: object) -> str | None:
    return " ".join(str(value).split()) or None if isinstance(value, str | int) else None
