"""What a local file is, by its content: an archive, a corpus, a feed, a sitemap, or an item of its own."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from synopticon.capture.archives import GZIP_MAGIC
from synopticon.capture.wrapped_rows import key_of_rows
from synopticon.language.decoding import decode, unicode_of
from synopticon.model.capture import Channel

HEAD = 65_536
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]")
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?://jsonfeed\.org/version/')
_DELIMITERS = ",;\t|"


class Shape(StrEnum):
    """How a corpus is written."""

    ARRAY = "array"
    LINES = "lines"
    TABLE = "table"
    WRAPPED = "wrapped"


def channel_of(path: Path, mapping: Mapping[str, str]) -> Channel:
    """The channel that reads a local file. mapping: what the person said of a corpus's columns."""
    try:
        head, is_zip = _head(path)
    except OSError:
        # Whoever obtains it will say why it cannot be read.
        return Channel.FILE
    if head.startswith(b"WARC/"):
        return Channel.WARC
    if is_zip:
        return Channel.WACZ if _is_wacz(path) else Channel.FILE
    named = looks_like(head)
    if named:
        return named
    return Channel.CORPUS if shape_of(head, path.name, mapping) else Channel.FILE


def looks_like(head: bytes) -> Channel | None:
    """FEED or SITEMAP by the root of the XML or the version of the JSON that begins so; None for anything else."""
    opening = _as_utf8(head[:8192]).removeprefix(b"\xef\xbb\xbf").lstrip()
    if opening.startswith(b"<") and b"<html" not in opening.lower():
        if _SITEMAP.search(opening):
            return Channel.SITEMAP
        return Channel.FEED if _FEED.search(opening) else None
    return Channel.FEED if opening.startswith(b"{") and _JSON_FEED.search(opening) else None


def shape_of(head: bytes, name: str, mapping: Mapping[str, str]) -> Shape | None:
    """How the corpus that begins so is written; None where it is none.

    A JSON array of objects and JSON lines show themselves; lines are also told by their name. An object is a corpus
    where rows with a text stand in a list under one of its keys. A table is taken for a corpus where its name says so
    or where its first line holds every column that the mapping names.
    """
    opening = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if re.match(rb"\[\s*[{\]]", opening):
        return Shape.ARRAY
    if re.search(r"\.(jsonl|ndjson)(\.gz)?$", name.lower()):
        return Shape.LINES
    if re.match(rb'\{\s*["}]', opening):  # an object; rich text begins with a brace too
        first, _, rest = opening.partition(b"\n")
        if not rest.lstrip().startswith(b"{") and key_of_rows(opening.decode("utf-8", "replace"), mapping):
            return Shape.WRAPPED
        whole = first.rstrip().endswith(b"}") and (rest.lstrip().startswith(b"{") or not rest.strip())
        return Shape.LINES if whole else None
    if re.search(r"\.(csv|tsv)(\.gz)?$", name.lower()):
        return Shape.TABLE
    if not mapping or b"\0" in opening[:1024]:
        return None
    line = decode(opening)[0].split("\n", 1)[0]
    columns = {cell.strip().strip('"') for cell in line.split(delimiter_of(line))}
    return Shape.TABLE if set(mapping.values()) <= columns else None


def delimiter_of(line: str) -> str:
    """The delimiter of a table by its first line: the one that stands there most often."""
    return max(_DELIMITERS, key=line.count)


def unpacked_head(data: bytes) -> bytes:
    """The beginning of what gzip data holds; data itself where it is not gzip or is damaged."""
    if not data.startswith(GZIP_MAGIC):
        return data
    try:
        return zlib.decompressobj(31).decompress(data, HEAD)
    except zlib.error:
        return data


def _as_utf8(head: bytes) -> bytes:
    """A head in UTF-16 or UTF-32 as UTF-8, since its bytes alone show nothing; any other as it is."""
    wide = unicode_of(head)
    return head.decode(wide, "replace").encode() if wide and wide != "utf-8-sig" else head


def _head(path: Path) -> tuple[bytes, bool]:
    with path.open("rb") as source:
        data = source.read(HEAD)
    return _as_utf8(unpacked_head(data)), data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def _is_wacz(path: Path) -> bool:
    if path.name.lower().endswith(".wacz"):
        return True
    try:
        with path.open("rb") as source, zipfile.ZipFile(io.BufferedReader(source)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return False
    return "datapackage.json" in names and any(name.startswith(("archive/", "pages/")) for name in names)
