"""What a transcript's file turned out to hold: words, who spoke them, in which language, and when."""

from __future__ import annotations

from dataclasses import dataclass, field

from synopticon.model.testimony import Turn


@dataclass(frozen=True, slots=True)
class TimeMark:
    """at: an offset into the text, in code points. begins, ends: milliseconds; ends is None for a single moment."""

    at: int
    begins: int
    ends: int | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """text: as the file has it, mark and line ends kept; of subtitles the spoken lines. Offsets are code points.

    format: a name of `listing.FORMATS`. turns: in the order of the text, never overlapping; the words without the
    speaker's name. languages: BCP 47 primary tags, one a turn, None where too little was said. language: of most of
    the words. marks: every time code. encoding: of the file's bytes, where it is text. warnings: what was lost, doubted
    or guessed, in sentences that repeat nothing of what was said.
    """

    text: str = field(repr=False)
    format: str
    turns: tuple[Turn, ...] = field(repr=False)
    languages: tuple[str | None, ...]
    language: str | None
    marks: tuple[TimeMark, ...] = field(repr=False, default=())
    encoding: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """What a format's reader hands on: the words, before anybody looked who speaks.

    spoken: (offset, name) where the format itself says that a speaker begins; "" for one it does not name.
    """

    text: str = field(repr=False)
    marks: tuple[TimeMark, ...] = field(repr=False, default=())
    spoken: tuple[tuple[int, str], ...] = field(repr=False, default=())
    encoding: str | None = None
    warnings: tuple[str, ...] = ()
