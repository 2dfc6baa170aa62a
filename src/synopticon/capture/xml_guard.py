"""XML from strangers: a document type is never acted upon, and entities of its own making refuse the whole."""

from __future__ import annotations

import re

from synopticon.errors import DamagedInput, HostileInput

_DECLARES = re.compile(rb"<!\s*(?:ENTITY|ATTLIST)|%\w+;", re.IGNORECASE)
_QUOTED_OR_END = re.compile(rb"\"[^\"]*\"|'[^']*'|\[|\]|>")
_BLANKS = b" \t\r\n"


def without_doctype(data: bytes, where: str) -> bytes:
    """The document without its document type: nothing outside is fetched and nothing is expanded.

    Only what stands before the root element is looked at; a text that speaks of entities is no danger.
    Raises HostileInput where the document defines entities, as a bomb or a theft of local files would; DamagedInput
    where what stands before the root never ends.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = re.sub(rb"<\?xml[^>]*\?>", b"", data.decode("utf-16", "replace").encode("utf-8"), count=1)
    at = len(b"\xef\xbb\xbf") if data.startswith(b"\xef\xbb\xbf") else 0
    while at < len(data):
        while data[at : at + 1] and data[at] in _BLANKS:
            at += 1
        if data.startswith(b"<?", at):
            at = _behind(data, b"?>", at, where)
        elif data.startswith(b"<!--", at):
            at = _behind(data, b"-->", at, where)
        elif data[at : at + 9].upper() == b"<!DOCTYPE":
            end = _doctype_end(data, at, where)
            if _DECLARES.search(data, at, end):
                raise HostileInput(
                    "this XML defines entities of its own",
                    where=where,
                    why="they could grow without end or read files of this machine",
                    remedy="Remove the DOCTYPE from the file if you trust it, and collect it again.",
                )
            data = data[:at] + data[end:]
        else:
            break
    return data


def _behind(data: bytes, mark: bytes, at: int, where: str) -> int:
    found = data.find(mark, at)
    if found < 0:
        raise DamagedInput("this XML never reaches its root element", where=where)
    return found + len(mark)


def _doctype_end(data: bytes, at: int, where: str) -> int:
    depth = 0
    for part in _QUOTED_OR_END.finditer(data, at):
        depth += {b"[": 1, b"]": -1}.get(part[0], 0)
        if part[0] == b">" and depth == 0:
            return part.end()
    raise DamagedInput("this XML's document type never ends", where=where)
