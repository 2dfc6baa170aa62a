"""What a transcript's format is: a row of the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from synopticon.interviews.transcripts.transcript import Words


@dataclass(frozen=True, slots=True)
class Material:
    """What a format's reader is given; everything is in memory.

    data: the file's bytes. text: its words, where another room has already read the format. place: for messages.
    """

    data: bytes
    text: str | None = None
    place: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """name: as a transcript tells it. example: a file of it. needs: what must have been read before, or "nothing".

    kinds: what `extraction.sniffing.format_of` calls such a file.
    """

    name: str
    description: str
    example: str
    needs: str
    kinds: tuple[str, ...]
    read: Callable[[Material], Words]
