"""What a page says of itself to machines: JSON-LD, OpenGraph and other meta elements."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

ARTICLES = frozenset({"Article", "NewsArticle", "BlogPosting", "Report", "ReportageNewsArticle", "AnalysisNewsArticle",
                      "OpinionNewsArticle", "ScholarlyArticle", "TechArticle", "LiveBlogPosting"})  # fmt: skip
FORUMS = frozenset({"DiscussionForumPosting", "QAPage"})
PRODUCTS = frozenset({"Product", "ProductGroup"})

_TAG = re.compile(r"<[^>]{0,2000}>")
_MOST_NODES = 20_000


@dataclass(slots=True)
class Facts:
    """A page's declared facts. meta: lower-case name or property to its contents, in page order.

    things: the JSON-LD objects, outermost first.
    """

    meta: dict[str, list[str]] = field(default_factory=dict)
    things: list[dict[str, Any]] = field(default_factory=list)

    def first(self, *names: str) -> str | None:
        """The first content among these meta names, in their order."""
        return next((value for name in names for value in self.meta.get(name, ()) if value.strip()), None)

    @property
    def types(self) -> set[str]:
        """Every schema.org type that the page claims to be or to hold."""
        return {kind for thing in self.things for kind in types_of(thing)}

    def of_type(self, kinds: frozenset[str]) -> Iterator[dict[str, Any]]:
        """The things of one of these types."""
        return (thing for thing in self.things if kinds & types_of(thing))

    def longest(self, kinds: frozenset[str] | None, key: str) -> str:
        """The longest text under key among things of these types (any, for None), without markup."""
        things = self.things if kinds is None else self.of_type(kinds)
        texts = [value for thing in things if isinstance(value := thing.get(key), str)]
        return _plain(max(texts, key=len, default=""))


def types_of(thing: dict[str, Any]) -> set[str]:
    """The schema.org types of one thing."""
    kinds = thing.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return {name.rsplit("/", 1)[-1] for name in names if isinstance(name, str)}


def facts_of(tree: Any) -> Facts:
    """Gather the facts of a parsed page; what is malformed is passed over."""
    facts = Facts()
    for element in tree.iter("meta"):
        content = element.get("content")
        for attribute in ("property", "name", "itemprop"):
            if content and (name := element.get(attribute)):
                facts.meta.setdefault(name.strip().lower(), []).append(content)
    for element in tree.iter("script"):
        if "ld+json" in (element.get("type") or "").lower() and element.text:
            facts.things.extend(_things(element.text))
    return facts


def _things(text: str) -> Iterator[dict[str, Any]]:
    try:
        waiting = [json.loads(text.strip().rstrip(";"), strict=False)]
    except (ValueError, RecursionError):
        return
    seen = 0
    while waiting and seen < _MOST_NODES:
        value, seen = waiting.pop(0), seen + 1
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            yield value
            waiting.extend(inner for inner in value.values() if isinstance(inner, dict | list))


def _plain(text: str) -> str:
    """Text of a JSON value that may hold escaped markup."""
    return " ".join(_TAG.sub(" ", html.unescape(text)).split())
