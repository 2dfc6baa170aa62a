"""The main region of a page as lines of text: all that is left when navigation, notices and footers are taken away.

It finds what article extractors pass over, because it looks at the page's furniture and not for paragraphs:
listings, product pages, thread lists. It keeps more than an article needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

_BLOCKS = (
    "address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre section "
    "summary table tbody td tfoot th thead tr ul"
)
_UNSEEN = (
    "script style noscript template svg iframe object embed head select option textarea input canvas audio video map "
    "math"
)
_FURNITURE = "nav footer aside dialog form button menu"
_ROLES = "navigation banner contentinfo complementary dialog search alertdialog menu menubar toolbar"
BLOCKS = frozenset(_BLOCKS.split())
UNSEEN = frozenset(_UNSEEN.split())
FURNITURE = frozenset(_FURNITURE.split())
ROLES = frozenset(_ROLES.split())
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|footer|foot|cookies?|consent|gdpr|shar(?:e|ing)|social|"
    r"newsletter|subscribe|signup|modal|popup|overlay|advert\w*|ads?|sponsor\w*|skip|pagination|pager|sidebar|masthead|"
    r"toolbar|topbar|copyright|related|recommend\w*|trending|popular|teaser|promo\w*|outbrain|taboola|also)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)

MOST_FURNITURE = 0.6
"""An element with more of the page's text than this is no furniture, whatever it is called: some sites wrap the whole
page in a form, or name the body after its sidebar."""
MOST_HEADER = 0.2
LEAST_MAIN = 0.3
LEAST_KEPT = 0.1


def region_text(tree: Any) -> str:
    """The main region's text, one line a block."""
    body = tree.find(".//body")
    return "\n".join(_lines(_Page(tree if body is None else body)))


class _Page:
    """A page's body with the amount of text below each element."""

    def __init__(self, body: Any) -> None:
        self.body = body
        self.sizes = _sizes(body)
        self.total = self.sizes.get(body, 0) or 1
        self.kept = self._kept()
        mains = [*body.iter("main"), *body.xpath('.//*[@role="main"]')]
        largest = max(mains, key=self._size, default=body)
        self.root = largest if self._size(largest) > LEAST_MAIN * self.total else body

    def _size(self, element: Any) -> int:
        return self.sizes.get(element, 0)

    def _kept(self) -> set[Any]:
        """Ancestors of the main heading, and of articles that hold a fair part of the text."""
        kept: set[Any] = set()
        for element in self.body.iter("main", "article", "h1"):
            if element.tag != "h1" and self._size(element) < LEAST_KEPT * self.total:
                continue
            while element is not None and element not in kept:
                kept.add(element)
                element = element.getparent()
        return kept

    def is_furniture(self, element: Any) -> bool:
        """True for what a reader would not call the page's content."""
        tag = element.tag
        if (element in self.kept and tag != "h1") or self._size(element) > MOST_FURNITURE * self.total:
            return False
        if tag in FURNITURE or element.get("role") in ROLES:
            return True
        if tag == "header" and self._size(element) < MOST_HEADER * self.total:
            return not any(True for _ in element.iterancestors("article", "main"))
        if element.get("hidden") is not None or element.get("aria-hidden") == "true":
            return True
        if _HIDDEN.search(element.get("style") or ""):
            return True
        return bool(_NAMES.search(f"{element.get('class') or ''} {element.get('id') or ''}"))


def _sizes(body: Any) -> dict[Any, int]:
    """Characters of seen text below each element."""
    sizes: dict[Any, int] = {}
    walker = etree.iterwalk(body, events=("start", "end"))
    for event, element in walker:
        if element.tag in UNSEEN:
            if event == "start":
                walker.skip_subtree()
        elif event == "end":
            below = sum(sizes.get(child, 0) + len((child.tail or "").strip()) for child in element)
            sizes[element] = below + len((element.text or "").strip())
    return sizes


def _lines(page: _Page) -> Iterator[str]:
    words: list[str] = []
    walker = etree.iterwalk(page.root, events=("start", "end"))
    for event, element in walker:
        block = element.tag in BLOCKS
        if block and (line := " ".join("".join(words).split())):
            yield line
        if block:
            words.clear()
        if event == "start":
            if element is not page.root and (element.tag in UNSEEN or page.is_furniture(element)):
                walker.skip_subtree()
            elif element.text:
                words.append(element.text)
        elif element is not page.root and element.tail:
            words.append(element.tail)
    if line := " ".join("".join(words).split()):
        yield line
