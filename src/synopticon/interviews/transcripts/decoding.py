"""A transcript's bytes to its characters, none added and none lost: marks, line ends and decomposed letters stay.

Transcripts are pasted together from several programs, so one line may be in another encoding than the next. Lines that
are not UTF-8 are read together by what they likeliest are, and told by number.
"""

from __future__ import annotations

import codecs

from synopticon.errors import UnreadableFormat
from synopticon.language.decoding import decode, unicode_of

_MARKED = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""The names that keep the mark as a character: Python's names for marked text swallow it."""
_NAMED = 8
"""Line numbers told in a warning; more would bury the others."""


def characters(data: bytes, place: str | None = None) -> tuple[str, str, tuple[str, ...]]:
    """The text with its byte-order mark, the encoding's name, and warnings. Raises UnreadableFormat for no text."""
    marked = next((name for mark, name in _MARKED if data.startswith(mark)), None)
    encoding = marked or unicode_of(data)
    warnings: tuple[str, ...] = ()
    if encoding is not None and encoding != "utf-8":
        text = data.decode(encoding, "replace")
    else:
        text, encoding, warnings = _by_lines(data)
    if "\0" in text:
        raise UnreadableFormat(
            "this is no text",
            where=place,
            why=f"character {text.index(chr(0)):,} is a zero",
            remedy="Save the transcript as text in UTF-8, or as docx, odt or hwpx.",
        )
    if lost := text.count("\ufffd"):
        warnings += (f"{lost} characters could not be read and stand as U+FFFD.",)
    return text, encoding, warnings


def _by_lines(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        lines = data.split(b"\n")
    foreign = [number for number, line in enumerate(lines) if not _is_utf8(line)]
    _, encoding = decode(b"\n".join(lines[number] for number in foreign))
    apart = set(foreign)
    if not any(number not in apart and not line.isascii() for number, line in enumerate(lines)):
        return data.decode(encoding, "replace"), encoding, ()
    text = "\n".join(
        line.decode(encoding, "replace") if number in apart else line.decode("utf-8")
        for number, line in enumerate(lines)
    )
    return text, "utf-8", (_told(foreign, encoding),)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _told(foreign: list[int], encoding: str) -> str:
    named = ", ".join(str(number + 1) for number in foreign[:_NAMED]) + (" and others" if foreign[_NAMED:] else "")
    lines = f"line {named} is" if len(foreign) == 1 else f"lines {named} are"
    how = "damaged" if encoding == "utf-8" else f"read as {encoding}"
    return f"The file mixes encodings: {lines} not UTF-8 as the rest is, and {how}. Compare them with the original."
