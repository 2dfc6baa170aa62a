"""Which text of a page is its main text: an article's body, a thread with its answers, or the whole main region.

No one method suits all pages. An article extractor is best where a page is an article; on listings and services it
keeps a footer's paragraph and loses the page, so there the main region is taken where the extractor kept
little of it. Thresholds set on either half of a public benchmark gained on the other half too (benchmarks/extraction).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from synopticon.extraction.pages.facts import ARTICLES, FORUMS, PRODUCTS, Facts
from synopticon.extraction.pages.region import region_text

STRICT_ENOUGH = 0.6
"""The strict answer is taken where it keeps this share of the usual answer's words."""
LOST = 0.65
"""Below this share of the main region, an article extractor has missed a page that is no article."""
FEW_PARAGRAPHS = 0.25
"""Below this share of words in paragraphs, the extractor's text is a list, and the region holds all of it."""
MOSTLY_PARAGRAPHS = 0.85
"""From this share on, a region is an article's body."""
CUT_SHORT = (0.3, 0.5)
"""Shares of such a region between which the extractor has stopped at a break in the article."""
NOTICE = 200
"""Words of a short notice; around one, the rest of the region is furniture that has no name."""
NOTICE_PARAGRAPHS = 0.8
PARAGRAPH = 25
"""Words that make a line a paragraph."""
DESCRIBED = 20
DECLARED = 80
"""Words from which a declared article body is long enough to judge the candidates by."""
AGREES = 0.7

_WORD = re.compile(r"\w+")
_THREAD = re.compile(r"forum|/threads?/|topic|discussion|viewtopic")
_DATED = ("article:published_time", "date", "dc.date", "pubdate", "publishdate", "publish-date", "publish_date",
          "sailthru.date", "parsely-pub-date", "article.published", "datepublished")  # fmt: skip


def main_text(tree: Any, url: str | None, facts: Facts) -> str:
    """The page's main text, one block a line."""
    kinds = facts.types
    if kinds & FORUMS or (url and _THREAD.search(url) and not kinds & ARTICLES):
        return _article(tree, comments=True)
    usual = _article(tree)
    if _is_product(tree, facts, kinds):
        return _with_description(usual, facts.longest(PRODUCTS, "description"))
    region = region_text(tree)
    body = facts.longest(None, "articleBody")
    if len(words(body)) > DECLARED and (chosen := _nearest(body, usual, _article(tree, strict=True), region)):
        return chosen
    if _is_article(tree, facts, kinds):
        return _of_article(tree, usual, region)
    return _of_other(usual, region)


def words(text: str) -> list[str]:
    """Lower-case words, for measuring only."""
    return _WORD.findall(text.lower())


def kept_share(text: str, whole: str) -> float:
    """The share of whole's three-word runs that text has too."""
    runs = _runs(whole)
    return sum((_runs(text) & runs).values()) / max(1, sum(runs.values()))


def _runs(text: str) -> Counter[tuple[str, str, str]]:
    found = words(text)
    return Counter(zip(found, found[1:], found[2:], strict=False))


def _article(tree: Any, *, strict: bool = False, comments: bool = False) -> str:
    import trafilatura

    page: Any = trafilatura.bare_extraction(tree, favor_precision=strict, include_comments=comments)
    if page is None:
        return ""
    return "\n".join(part for part in (page.text, page.comments) if part)


def _is_product(tree: Any, facts: Facts, kinds: set[str]) -> bool:
    if kinds & ARTICLES:
        return False
    declared = kinds & PRODUCTS or (facts.first("og:type") or "").startswith("product")
    return bool(declared or tree.xpath('//*[@itemprop="price"]'))


def _is_article(tree: Any, facts: Facts, kinds: set[str]) -> bool:
    if kinds & ARTICLES or facts.first("og:type") == "article" or facts.first(*_DATED):
        return True
    if tree.xpath('//*[@itemprop="articleBody" or @itemprop="datePublished"]'):
        return True
    signed = facts.first("author", "article:author") or tree.xpath(
        '//*[@rel="author" or @itemprop="author" or contains(@class, "byline")]'
    )
    return bool(signed) and len(tree.findall(".//article")) == 1


def _of_article(tree: Any, usual: str, region: str) -> str:
    size, whole = len(words(usual)), len(words(region))
    kept = kept_share(usual, region)
    if CUT_SHORT[0] < kept < CUT_SHORT[1] and _paragraph_share(region) > MOSTLY_PARAGRAPHS:
        return region
    if size < NOTICE and whole > 10 * size and kept < 0.1:
        return region  # what was kept is a notice beside a long page
    strict = _article(tree, strict=True)
    return strict if len(words(strict)) >= STRICT_ENOUGH * size else usual


def _of_other(usual: str, region: str) -> str:
    size, whole = len(words(usual)), len(words(region))
    if whole < 0.6 * size:
        return usual
    paragraphs = _paragraph_share(usual)
    if paragraphs >= NOTICE_PARAGRAPHS and size < NOTICE:
        return usual
    return region if kept_share(usual, region) < LOST or paragraphs < FEW_PARAGRAPHS else usual


def _paragraph_share(text: str) -> float:
    counts = [len(words(line)) for line in text.split("\n")]
    return sum(count for count in counts if count >= PARAGRAPH) / max(1, sum(counts))


def _with_description(usual: str, description: str) -> str:
    """A product's text, led by its declared description where the extractor missed it."""
    if len(words(description)) < DESCRIBED or kept_share(usual, description) >= 0.5:
        return usual
    return f"{description}\n{usual}"


def _nearest(body: str, *candidates: str) -> str | None:
    """The candidate most like the declared body, if it is like it at all."""
    best = max(candidates, key=lambda text: _likeness(text, body))
    return best if _likeness(best, body) > AGREES else None


def _likeness(one: str, other: str) -> float:
    a, b = Counter(words(one)), Counter(words(other))
    return 2 * sum((a & b).values()) / max(1, sum(a.values()) + sum(b.values()))
