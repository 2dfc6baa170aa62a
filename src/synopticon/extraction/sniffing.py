"""The format of bytes, by what they contain; a name only tells plain text from Markdown, where contents cannot."""

from __future__ import annotations

import io
import re
import zipfile

from synopticon.language.decoding import unicode_of

ROW_MEDIA_TYPE = "application/vnd.synopticon.row+json"
"""One row of a corpus, as the corpus channel keeps it: our own media type, so it is believed."""

HEAD = 8192
GZIP = b"\x1f\x8b\x08"

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "rtf"),
    (b"\xff\xd8\xff", "image"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\x1a\x45\xdf\xa3", "video"),
    (b"OggS", "video"),
    (b"ID3", "video"),
    (b"fLaC", "video"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURE_BRANDS = (b"heic", b"heix", b"mif1", b"avif", b"heif")
_MARKUP = re.compile(
    r"<\s*(?:!doctype\s+html|html|head|body|title|meta|div|article|section|p|h1|table|span|script)\b", re.IGNORECASE
)
_HEADER = re.compile(r"(?:[!-9;-~]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}", re.ASCII)
_MAIL_FIELDS = re.compile(
    r"^(?:From|To|Subject|Date|MIME-Version|Message-ID|Received|Return-Path|Delivered-To|Content-Type):",
    re.IGNORECASE | re.MULTILINE,
)
_CUE = re.compile(r"(?:^|\n)\s*\d*\s*\n?(?:\d{1,2}:)?\d{1,2}:\d{2}[,.]\d{1,3}\s*-->")
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|[-*+] \S|> \S|```|\[[^\]]+\]: |.*\[[^\]\n]+\]\([^)\n]+\))", re.MULTILINE)
_ZIP_SIGNS: tuple[tuple[str, str], ...] = (("word/document.xml", "docx"), ("Contents/section0.xml", "hwpx"))
_ZIP_TYPES: tuple[tuple[str, str], ...] = (
    ("application/epub+zip", "epub"),
    ("application/vnd.oasis.opendocument.text", "odt"),
    ("application/hwp+zip", "hwpx"),
)


def format_of(data: bytes, *, name: str | None = None, media_type: str | None = None) -> str | None:
    """The name of the format in formats.FORMATS, or None where the contents are none of them."""
    if (media_type or "").split(";")[0].strip() == ROW_MEDIA_TYPE:
        return "row"
    head = data[:HEAD]
    return _binary_format(data, head) if _is_binary(head) else _text_format(head, name)


def _is_binary(head: bytes) -> bool:
    if head.startswith((_OLE, b"PK\x03\x04", *(sign for sign, _ in _MAGIC))) or b"%PDF-" in head[:1024]:
        return True
    return b"\x00" in head and (head.startswith(b"RIFF") or unicode_of(head) is None)


def _binary_format(data: bytes, head: bytes) -> str | None:
    for sign, kind in _MAGIC:
        if head.startswith(sign):
            return kind
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zip_format(data)
    if head.startswith(_OLE):
        return "hwp" if "FileHeader".encode("utf-16-le") in data else None
    if head[4:8] == b"ftyp":
        return "image" if head[8:12] in _PICTURE_BRANDS else "video"
    if head.startswith(b"RIFF"):
        return {b"WEBP": "image", b"AVI ": "video", b"WAVE": "video"}.get(head[8:12])
    return None


def _zip_format(data: bytes) -> str | None:
    """By the declared type of the container, else by the member that makes it what it is."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = set(archive.namelist())
        declared = archive.open("mimetype").read(100).decode("ascii", "replace").strip() if "mimetype" in names else ""
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError):
        # A damaged one is still recognised, so that its reader can say what is wrong.
        return next((kind for sign, kind in _ZIP_SIGNS if sign.encode() in data), None)
    for kind, found in _ZIP_TYPES:
        if declared == kind:
            return found
    return next((kind for sign, kind in _ZIP_SIGNS if sign in names), None)


def _text_format(head: bytes, name: str | None) -> str:
    text = head.decode(unicode_of(head) or "utf-8", "replace").lstrip("\ufeff \t\r\n").replace("\r\n", "\n")
    if text.startswith("WEBVTT") or _CUE.match(f"\n{text[:400]}") or _CUE.search(text[:200]):
        return "subtitles"
    header = _HEADER.match(text)
    if header and len({field.lower() for field in _MAIL_FIELDS.findall(header[0])}) >= 2:
        return "mail"
    if text.startswith("<") and _MARKUP.search(text):
        return "html"
    if len(_MARKUP.findall(text)) >= 3 and "</" in text:
        return "html"
    suffix = (name or "").lower().rpartition(".")[2]
    signs = len(_MARKDOWN.findall(text))
    return "markdown" if signs >= 3 or (signs and suffix in ("md", "markdown")) else "text"
