"""The addresses that a sitemap names, or the sitemaps that an index of them names (sitemaps.org)."""

from __future__ import annotations

import io
from dataclasses import dataclass

from lxml import etree

from synopticon.capture.xml_guard import without_doctype
from synopticon.errors import DamagedInput


@dataclass(frozen=True, slots=True)
class Sitemap:
    """addresses in their order, at most as many as asked for; total: how many there are; index: they are sitemaps.

    broken: why reading ended early, if it did.
    """

    addresses: tuple[str, ...]
    total: int
    index: bool
    broken: str | None = None


def read(data: bytes, *, most: int, where: str) -> Sitemap:
    """Read a sitemap. Raises DamagedInput where it is no sitemap, HostileInput where it defines entities."""
    parsed = etree.iterparse(
        io.BytesIO(without_doctype(data, where)), events=("end",), resolve_entities=False, no_network=True,
        load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    addresses: list[str] = []
    total, index, broken = 0, False, None
    try:
        for _, element in parsed:
            name = _local(element.tag)
            if name == "loc" and (parent := element.getparent()) is not None:
                kind = _local(parent.tag)
                address = (element.text or "").strip()
                if kind in ("url", "sitemap") and address:
                    total += 1
                    index = index or kind == "sitemap"
                    if len(addresses) < most:
                        addresses.append(address)
            elif name in ("url", "sitemap"):
                element.clear()
    except etree.XMLSyntaxError as error:
        broken = str(error)
    if not total:
        raise DamagedInput("this sitemap names no address", where=where, why=broken)
    return Sitemap(tuple(addresses), total, index, broken)


def _local(tag: str) -> str:
    """A tag without its namespace; a prefix that stands for none is part of the name."""
    return tag.rpartition("}")[2]
