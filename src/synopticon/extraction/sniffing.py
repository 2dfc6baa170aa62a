"""The format of bytes, by what they contain; a name or a media type only decides where contents cannot."""

from __future__ import annotations

import io
import re
import zipfile

ROW_MEDIA_TYPE = "application/vnd.synopticon.row+json"
"""One row of a corpus, as the corpus channel keeps it."""

HEAD = 4096
_HTML = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|title|meta|div|article|p)\b", re.IGNORECASE)


def format_of(data: bytes, *, media_type: str | None = None) -> str | None:
    """The name of the format in formats.FORMATS, or None where the contents are none of them."""
    if media_type == ROW_MEDIA_TYPE:
        return "row"
    head = data[:HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zip_format(data)
    if _HTML.search(head):
        return "html"
    if b"\x00" in head:
        return None
    return "text"


def _zip_format(data: bytes) -> str | None:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except zipfile.BadZipFile:
        return None
    return "docx" if "word/document.xml" in names else None
