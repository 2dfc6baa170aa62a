"""How the workbench writes numbers, dates, languages and digests: plain words, no guessing."""

from __future__ import annotations

import re
from datetime import datetime

from markupsafe import Markup, escape

from synopticon.model.digests import SHORT

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
TONGUES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French",
    "ja": "Japanese", "ko": "Korean", "pt": "Portuguese", "ru": "Russian", "ug": "Uyghur", "uk": "Ukrainian",
    "vi": "Vietnamese", "zh": "Chinese", "zh-Hans": "Chinese (simplified)", "zh-Hant": "Chinese (traditional)",
}  # fmt: skip
_PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T(\d\d(?::\d\d)?)(?::\d\d)?(Z|[+-]\d\d:\d\d)?)?([~?%]?)")
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
_UNSEEN = re.compile("[\x00\ud800-\udfff]")


def number(value: int) -> str:
    """24776 as 24,776."""
    return f"{value:,}"


def plural(value: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 family", "3 families"."""
    return f"{value:,} {one if value == 1 else many or one + 's'}"


def edtf(date: str | None) -> str:
    """An EDTF date or an ISO 8601 moment in words; "by 2019" and "since 2019" stay apart from "2019".

    What has no words stays as it is.
    """
    if not date:
        return "undated"
    if "/" in date:
        start, _, end = date.partition("/")
        if start in ("", ".."):
            return f"by {_day(end)}"
        if end in ("", ".."):
            return f"since {_day(start)}"
        return f"{_day(start)} to {_day(end)}"
    return _day(date)


def _day(date: str) -> str:
    match = _PLAIN.fullmatch(date)
    if not match:
        return date
    year, month, day, hour, zone, mark = match.groups()
    if month and not 1 <= int(month) <= len(MONTHS):
        return date
    words = f"{MONTHS[int(month) - 1]} {year}" if month else year
    if day:
        words = f"{int(day)} {words}"
    if hour:
        words = f"{words}, {hour if ':' in hour else hour + 'h'}{_zone(zone)}"
    return {"~": f"about {words}", "?": f"{words}, uncertain", "%": f"about {words}, uncertain"}.get(mark, words)


def _zone(zone: str | None) -> str:
    """Behind an hour: " UTC", " +09:00", or nothing where none was told."""
    return " UTC" if zone == "Z" else f" {zone}" if zone else ""


def moment(at: datetime | str | None) -> str:
    """A moment of a clock, in UTC to the minute."""
    if at is None:
        return "never"
    if isinstance(at, str):
        at = datetime.fromisoformat(at)
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}, {at:%H:%M} UTC"


def clock(at: datetime | str | None) -> str:
    """The hour and minute alone."""
    if at is None:
        return "never"
    return f"{datetime.fromisoformat(at) if isinstance(at, str) else at:%H:%M}"


def duration(seconds: int) -> str:
    """A time left, no finer than anyone needs it."""
    if seconds < 60:
        return plural(max(1, seconds), "second")
    if seconds < 3600:
        return plural(round(seconds / 60), "minute")
    return f"{plural(seconds // 3600, 'hour')} {plural(seconds % 3600 // 60, 'minute')}"


def short(digest: str) -> str:
    """The beginning of a digest that people are shown."""
    return digest[:SHORT]


def named(subject: str) -> str:
    """A subject of the log, digests shortened: "item 1a2b3c4d5e6f", "reuse 1a2b3c4d5e6f and 6f5e4d3c2b1a"."""
    kind, colon, rest = _DIGEST.sub(lambda digest: digest[0][:SHORT], subject).partition(":")
    return f"{kind} {rest.replace(':', ' and ')}" if colon else kind


def share(thousandths: int) -> str:
    """A shared part in per cent, without the sign."""
    return f"{thousandths / 10:.0f}"


def size(octets: int) -> str:
    """Bytes in words a person reads."""
    value = float(octets)
    for unit in ("bytes", "kB", "MB"):
        if value < 1000:
            return f"{octets:,} bytes" if unit == "bytes" else f"{value:.1f} {unit}"
        value /= 1000
    return f"{value:.1f} GB"


def tongue(tag: str | None) -> str:
    """A language's English name, else its tag."""
    if not tag:
        return "language unknown"
    return TONGUES.get(tag) or TONGUES.get(tag.split("-")[0], tag)


def visible(text: str) -> str:
    """NUL and lone surrogates as U+FFFD, one for one, so that offsets stay the same and UTF-8 can carry the text."""
    return _UNSEEN.sub("\ufffd", text)


def carried(text: str) -> Markup:
    """A text as HTML that gives the very same characters back: a parser would make a line feed of a carriage return."""
    return Markup(str(escape(visible(text))).replace("\r", "&#13;"))  # noqa: S704 (escaped in this line)


def sentence(text: str) -> str:
    """A reason of the workflow as a sentence of its own: a capital before, a stop behind."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "。", "”")) else ".")


def shorten(text: str, limit: int = 200) -> str:
    """The beginning of a text, cut at a blank where there is one, with an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[:limit]
    blank = cut.rfind(" ")
    return (cut[:blank] if blank > limit // 2 else cut).rstrip() + "…"
