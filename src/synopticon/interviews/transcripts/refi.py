"""Transcripts inside a REFI-QDA project (.qdpx, version 1.5): text sources, and transcripts of recordings with times.

After the REFI-QDA Standard 1.5 (https://www.qdasoftware.org): a source or transcript has either its text within
project.qde or a `plainTextPath` into the project's own `sources/`; `SyncPoint` ties a position, in code points, to a
time stamp in milliseconds. The zip file is opened by whoever calls, so that its dangers are dealt with in one place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from synopticon.errors import DamagedInput
from synopticon.interviews.transcripts.decoding import characters
from synopticon.interviews.transcripts.transcript import TimeMark, Words

PROJECT = "project.qde"
_INSIDE = "internal://"
_MEDIA = ("AudioSource", "VideoSource")


class Package(Protocol):
    """An open zip file that was found harmless."""

    def names(self) -> list[str]:
        """Its members."""
        ...

    def read(self, name: str) -> bytes:
        """A member's bytes."""
        ...

    def xml(self, name: str) -> Any:
        """A member's root element."""
        ...


@dataclass(frozen=True, slots=True)
class Held:
    """One transcript of a project. name: as the project calls it. recorded: it belongs to a recording."""

    name: str
    recorded: bool
    words: Words = field(repr=False)


def is_project(names: list[str]) -> bool:
    """Whether a zip file with these members is a REFI-QDA project."""
    return PROJECT in names


def transcripts_in(package: Package, place: str | None = None) -> tuple[tuple[Held, ...], tuple[str, ...]]:
    """All transcripts of a project in their order, and warnings about what could not be taken.

    Raises DamagedInput where the project has none that can be read, and whatever the package raises.
    """
    root = package.xml(PROJECT)
    warnings = _doubled(root)
    held: list[Held] = []
    for number, (element, name, recorded) in enumerate(_sources(root), 1):
        # A source's name may be the witness's: warnings tell its number.
        try:
            held.append(Held(name, recorded, _words(package, element, place)))
        except _Unreadable as fault:
            warnings.append(f"Text source {number} of the project was left out: {fault}.")
    if not held:
        raise DamagedInput("the project holds no transcript that can be read", where=place, why=" ".join(warnings))
    return tuple(held), tuple(warnings)


class _Unreadable(Exception):
    """Why one source of a project cannot be read, without its name."""


def _sources(root: Any) -> Iterator[tuple[Any, str, bool]]:
    for element in root.iterfind("{*}Sources/{*}*"):
        kind = element.tag.rpartition("}")[2]
        if kind == "TextSource":
            yield element, element.get("name") or "", False
        elif kind in _MEDIA:
            for transcript in element.iterfind("{*}Transcript"):
                yield transcript, transcript.get("name") or element.get("name") or "", True


def _words(package: Package, element: Any, place: str | None) -> Words:
    inline, path = element.findtext("{*}PlainTextContent"), element.get("plainTextPath")
    if inline is not None and path:
        raise _Unreadable("its text stands both within the project and in a file, and which one counts is unknown")
    text, encoding, warnings = (inline, None, ()) if inline is not None else _file(package, path, place)
    marks, doubts = _marks(element, len(text))
    return Words(text, marks, encoding=encoding, warnings=(*warnings, *doubts))


def _file(package: Package, path: str | None, place: str | None) -> tuple[str, str, tuple[str, ...]]:
    if not path:
        raise _Unreadable("it has no plain text")
    if not path.startswith(_INSIDE):
        raise _Unreadable("its text lies outside the project")
    name = path.removeprefix(_INSIDE)
    member = next((one for one in package.names() if one.lower() == f"sources/{name}".lower()), None)
    if member is None:
        raise _Unreadable("its file is missing from the project")
    return characters(package.read(member), place)


def _marks(element: Any, length: int) -> tuple[tuple[TimeMark, ...], list[str]]:
    """The sync points in the order of the text; those without a place or time, or beyond the text, are told."""
    marks: list[TimeMark] = []
    lost = 0
    for point in element.iterfind("{*}SyncPoint"):
        at, stamp = _number(point.get("position")), _number(point.get("timeStamp"))
        if at is None or stamp is None or at > length:
            lost += 1
        else:
            marks.append(TimeMark(at, stamp))
    told = [f"{lost} sync points lie outside the text or have no time, and were left out."] if lost else []
    return tuple(sorted(marks, key=lambda mark: mark.at)), told


def _number(value: str | None) -> int | None:
    return int(value) if value is not None and value.isascii() and value.isdigit() and len(value) < 16 else None


def _doubled(root: Any) -> list[str]:
    counts = Counter(guid for element in root.iter("{*}*") if (guid := element.get("guid")))
    doubled = sum(count > 1 for count in counts.values())
    return (
        [f"{doubled} GUIDs stand more than once in the project; each text was taken by its place."] if doubled else []
    )
