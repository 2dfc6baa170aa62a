"""The day on which a page says it was published: by its metadata, its markup, its address, its visible lines.

Never the day of collecting: nothing here has a clock, and what only tells when a page was made or changed is not
taken for when it was published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from synopticon.extraction.pages.facts import ARTICLES, FORUMS, Facts
from synopticon.language.dates import days_in, to_edtf
from synopticon.language.moments_told import moment_in, on_day, past_midnight

EARLIEST_WEB = "1980"
"""Metadata with an earlier day is a programmer's null (1970-01-01) and no date of publication."""
SHORT = 200
"""Characters of a line that can be a page's date line."""

_META = (
    "article:published_time", "og:article:published_time", "datepublished", "og:published_time", "og:pubdate",
    "pubdate", "publishdate", "publish_date", "publish-date", "published_time", "sailthru.date", "parsely-pub-date",
    "article.published", "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date", "date", "dcterms.created",
    "dc.date.created", "citation_publication_date", "article:published", "originalpublicationdate",
    "cxenseparse:recs:publishtime", "article_date_original", "rbpubdate", "weibo:article:create_at", "displaydate",
)  # fmt: skip
_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_DATE_LINES = (
    './/*[contains(@class, "publish") or contains(@class, "posted") or contains(@class, "pubdate") or '
    'contains(@class, "date") or contains(@class, "byline") or contains(@class, "time") or contains(@id, "date")]'
)
_CHANGED = re.compile(r"updat|modif|revis|edited|수정|更新|обновл|mis à jour|aktualisiert", re.IGNORECASE)
_COMMENTS = re.compile(r"comment|related|sidebar|footer|recommend|widget", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Published:
    """A day as EDTF and where the page says it: "metadata", "address", "date line" or "search", surest first.

    moment: on that day, ISO 8601, where the same declaration tells it to machines.
    """

    date: str
    said_in: str
    moment: str | None = None


def published_on(tree: Any, url: str | None, facts: Facts, language: str | None) -> Published | None:
    """The page's day of publication, or None where it does not say."""
    if declared := next(_declared(tree, facts), None):
        return declared
    if url and (found := _ADDRESS.search(url)) and (day := to_edtf("-".join(found.groups()))):
        return Published(day, "address")
    if seen := next(_seen(tree, language), None):
        return seen
    searched = _searched(tree, url)
    # Two of three such days were right on a public set of pages: EDTF has a sign for that.
    return Published(f"{searched}?", "search") if searched else None


def _declared(tree: Any, facts: Facts) -> Iterator[Published]:
    texts = [
        *_of_things(facts),
        *(facts.first(name) for name in _META),
        *tree.xpath('//*[@itemprop="datePublished"]/@content | //*[@itemprop="datePublished"]/@datetime'),
        *tree.xpath("//time[@pubdate]/@datetime"),
        *(element.text_content() for element in tree.xpath('//*[@itemprop="datePublished"]')[:1]),
    ]
    for text in texts:
        if text and (date := _day(text)):
            yield Published(date, "metadata", _moment(text, date))


def _of_things(facts: Facts) -> Iterator[str]:
    for kinds in (ARTICLES, FORUMS, None):
        for thing in facts.things if kinds is None else facts.of_type(kinds):
            if kinds is None and ("Comment" in str(thing.get("@type")) or "Review" in str(thing.get("@type"))):
                continue
            if isinstance(text := thing.get("datePublished") or thing.get("uploadDate"), str):
                yield text


def _day(text: str) -> str | None:
    date = to_edtf(text)
    if date is None and (found := re.match(r"\d{4}-\d\d-\d\d(?=[T ])", text.strip())):
        date = to_edtf(found[0])
    return date if date and date > EARLIEST_WEB and re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", date) else None


def _moment(text: str, date: str) -> str | None:
    return on_day(past_midnight(moment_in(text)), date)


def _seen(tree: Any, language: str | None) -> Iterator[Published]:
    """Days on lines that look like a date line, those before the text first; lines on changes last."""
    times = [element for element in tree.iter("time") if not _is_beside(element)]
    for element in times[:3]:
        if not _CHANGED.search(_line_of(element.getparent())) and (
            date := _day(told := element.get("datetime") or "") or _day(_line_of(element))
        ):
            yield Published(date, "date line", _moment(told, date))
    changed: list[str] = []
    for element in tree.xpath(_DATE_LINES)[:200]:
        line = _line_of(element)
        if not 6 <= len(line) <= SHORT or _is_beside(element):
            continue
        days = days_in(line, language=language)
        if days and _CHANGED.search(line) and len(days) == 1:
            changed += days
        else:
            yield from (Published(day, "date line") for day in days)
    yield from (Published(day, "date line") for day in changed)


def _line_of(element: Any) -> str:
    """An element's words on one line; nothing of what is too long to be a line."""
    if element is None:
        return ""
    text = ""
    for part in element.itertext():
        text += part
        if len(text) > 5 * SHORT:
            return ""
    return " ".join(text.split())


def _is_beside(element: Any) -> bool:
    """True inside comments, related articles and the like, whose dates are others'."""
    names = (f"{ancestor.get('class') or ''} {ancestor.get('id') or ''}" for ancestor in element.iterancestors())
    return element.getparent() is not None and any(
        _COMMENTS.search(name) for name, _ in zip(names, range(5), strict=False)
    )


def _searched(tree: Any, url: str | None) -> str | None:
    """htmldate's answer, unless it is a bare year in the clothes of a first of January."""
    from htmldate import find_date

    date: str | None = find_date(tree, url=url, original_date=True, extensive_search=True, deferred_url_extractor=True)
    return None if date is None or date.endswith("-01-01") else date
