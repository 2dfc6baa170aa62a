"""What bytes are, by their beginning and only then by what was said of them; and whether they are a document.

The rule for archives: an answer with status 200 whose bytes are a page, a PDF, an office document, an e-book, mail, or
plain text (robots.txt apart) becomes an item; a picture does where the protocol asks for pictures of its size. Scripts,
styles, fonts, data and films stay inside the archive.
"""

from __future__ import annotations

import mimetypes
import re
from urllib.parse import urlsplit

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"application/epub+zip", "application/epub+zip"),
    (b"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
    (b"application/hwp+zip", "application/hwp+zip"),
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|article)[\s>/]", re.IGNORECASE)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
HTML = "text/html"
_DOCUMENTS = frozenset(
    {HTML, "application/xhtml+xml", "application/pdf", "application/rtf", "text/rtf", "application/msword",
     "application/x-ole-storage", "application/x-hwp", "multipart/related", "message/rfc822", "text/markdown",
     "text/plain", "text/vtt", "application/x-subrip"} | {kind for _, kind in _ZIPPED}
)  # fmt: skip

_PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/tiff", "image/bmp"})


def media_type_of(data: bytes, said: str | None = None, name: str | None = None) -> str:
    """The media type of bytes. said: a Content-Type header, believed where the bytes do not speak against it."""
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    for mark, kind in _MAGIC:
        if head.startswith(mark):
            return kind
    if head.startswith(b"PK\x03\x04"):
        return next((kind for mark, kind in _ZIPPED if mark in head), "application/zip")
    told = (said or "").partition(";")[0].strip().lower()
    told = told or (mimetypes.guess_type(name or "")[0] or "")
    if _HTML.search(head[:1024]) and told in ("", "application/octet-stream", "text/plain", "application/xml"):
        return HTML
    if told.startswith("text/") and _BINARY.search(head[:1024]) and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "application/octet-stream"
    return told or ("application/octet-stream" if _BINARY.search(head) else "text/plain")


def is_picture(media_type: str) -> bool:
    """True for pictures that can be compared with others."""
    return media_type in _PICTURES


def is_document(media_type: str, url: str) -> bool:
    """True where an archived answer of that type is an item of its own."""
    return media_type in _DOCUMENTS and not urlsplit(url).path.endswith("/robots.txt")
