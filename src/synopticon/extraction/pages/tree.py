"""Markup to a tree, with whatever the page's author left open closed."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

from synopticon.errors import UnreadableFormat

_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def tree_of(markup: str, place: str | None) -> Any:
    """The root `html` element. Nothing outside the page is fetched. Raises UnreadableFormat."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    clean = _UNWANTED.sub("", _DECLARATION.sub("", markup, count=1))
    try:
        tree = html.document_fromstring(clean.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFormat("the page holds no markup that can be parsed", where=place, why=str(error)) from error
    return tree
