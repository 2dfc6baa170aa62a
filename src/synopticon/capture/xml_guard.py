"""XML from strangers: a document type is never acted upon, and entities of its own making refuse the whole."""

from __future__ import annotations

import re

from synopticon.errors import HostileInput

_PROLOG = 65_536
_DOCTYPE = re.compile(rb"<!DOCTYPE(?:[^<>\[\]\"']|\"[^\"]*\"|'[^']*'|\[.*?\]\s*)*>", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(rb"<!\s*ENTITY|<!\s*ATTLIST", re.IGNORECASE)


def without_doctype(data: bytes, where: str) -> bytes:
    """The document without its document type: nothing outside is fetched and nothing is expanded.

    Raises HostileInput where it defines entities, as a bomb or a theft of local files would.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode("utf-8")
        data = re.sub(rb"<\?xml[^>]*\?>", b"", data, count=1)
    if _ENTITY.search(data):
        raise HostileInput(
            "this XML defines entities of its own",
            where=where,
            why="they could grow without end or read files of this machine",
            remedy="Remove the DOCTYPE from the file if you trust it, and collect it again.",
        )
    return _DOCTYPE.sub(b"", data[:_PROLOG], count=1) + data[_PROLOG:]
