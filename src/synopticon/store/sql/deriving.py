"""Items from what is kept: the latest correction, else the channel's claim, else what the document says of itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Row

from synopticon.language.moments_told import on_day
from synopticon.model.judgement import Verdict
from synopticon.store.sql.days import bounds
from synopticon.store.sql.rows import Values
from synopticon.store.sql.tables import FAILED, WITHDRAWN

LONGEST_OUTLET = 200
"""A name longer than this is a reading gone wrong; lists and indexes keep its beginning."""


@dataclass(slots=True)
class Standing:
    """What people decided about an item, all decisions taken in order."""

    corrected: dict[str, str] = field(default_factory=dict)
    withdrawn: str | None = None

    @classmethod
    def after(cls, decisions: Iterable[Row[Any]]) -> Standing:
        """Play the decisions in the order in which they were made."""
        standing = cls()
        for decision in decisions:
            verdict = Verdict(decision.verdict)
            if verdict is Verdict.CORRECT:
                standing.corrected.update(decision.value)
            elif verdict is Verdict.WITHDRAW:
                standing.withdrawn = decision.reason
            elif verdict is Verdict.RESTORE:
                standing.withdrawn = None
            elif verdict is Verdict.CLEAR:
                standing = cls()
        return standing


def item_row(
    capture: Mapping[str, Any], reading: Mapping[str, Any] | None, decisions: Iterable[Row[Any]], family: str | None
) -> Values:
    """A row of items. capture, reading and decisions are rows of captures, extractions and judgements."""
    standing = Standing.after(decisions)
    claims: Mapping[str, Any] = capture["claims"]
    read: Mapping[str, Any] = reading or {}
    url = _address(capture, read)
    document = {
        "outlet": read.get("site") if _says("outlet", read.get("site")) else _host(url),
        "published": read.get("published"),
        "language": read.get("language"),
        "title": read.get("title"),
    }
    chosen = {name: _choose(name, standing.corrected, claims, document) for name in document}
    outlet = (chosen["outlet"][0] or "")[:LONGEST_OUTLET] or None
    title, published = chosen["title"][0], chosen["published"][0]
    first_day, last_day = bounds(published)
    return {
        "seq": capture["seq"],
        "id": capture["id"],
        "extraction": read.get("id"),
        "extractor": read.get("extractor"),
        "asked": capture["asked"],
        "url": url,
        "channel": capture["channel"],
        "collected": _in_utc(capture["collected"]),
        "media_type": capture["media_type"],
        "format": read.get("format"),
        "title": title,
        "outlet": outlet,
        "authors": claims.get("authors") or read.get("authors", []),
        "published": published,
        "published_at": _moment(*chosen["published"], claims, read),
        "language": chosen["language"][0],
        "length": read.get("length", 0),
        "family": family,
        "warnings": read.get("warnings", []),
        "failure": capture["failure_reason"],
        "withdrawn": standing.withdrawn,
        "facts_from": [chosen[name][1] for name in ("outlet", "published", "language")],
        "state": (0 if capture["failure_code"] is None else FAILED) + (0 if standing.withdrawn is None else WITHDRAWN),
        "first_day": first_day,
        "last_day": last_day,
        "undated": 0 if first_day else 1,
        "title_key": folded(title or "")[:80],
        "haystack": folded("\n".join(filter(None, (title, outlet, url, capture["asked"])))),
    }


def folded(text: str) -> str:
    """Text as lists compare it: compatibility forms and letter case do not matter."""
    return unicodedata.normalize("NFKC", text).casefold()


def _choose(
    name: str, corrected: Mapping[str, str], claims: Mapping[str, Any], document: Mapping[str, str | None]
) -> tuple[str | None, str | None]:
    if name in corrected:
        # An empty correction says that the fact is not known.
        return corrected[name] or None, "correction"
    if _says(name, claims.get(name)):
        return claims[name], "claim"
    if _says(name, document[name]):
        return document[name], "document"
    return None, None


def _moment(
    published: str | None, source: str | None, claims: Mapping[str, Any], read: Mapping[str, Any]
) -> str | None:
    """The moment of the chosen day, from where that was chosen.

    A claim that tells the day alone is completed by the document where it tells a moment of that day: claims that were
    kept before moments were cannot tell one. A person's correction stands for the whole.
    """
    of_document = on_day(read.get("published_at"), published)
    if source == "claim":
        return on_day(claims.get("published_at"), published) or of_document
    return of_document if source == "document" else None


def _says(name: str, fact: str | None) -> bool:
    """Whether a fact says anything; an outlet of punctuation alone, as mangled pages and columns have it, does not."""
    return bool(fact) and (name != "outlet" or any(map(str.isalnum, fact or "")))


def _address(capture: Mapping[str, Any], read: Mapping[str, Any]) -> str | None:
    asked = capture["asked"] if capture["asked"].startswith(("http://", "https://")) else None
    return capture["claims"].get("url") or capture["obtained"] or asked or read.get("url")


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
