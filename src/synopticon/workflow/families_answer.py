"""What finding families answers with, by whatever engine it was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FamiliesFound:
    """What was found, counted.

    families: of two documents or more. echoes: documents beyond the first of each family. unseen: roles echo-of-unseen.
    kinds: relations by their kind. languages: among how many translations were looked for, 0 where they were not.
    embedder: the multilingual model that was asked as well. unnamed, undated: of the documents that were given, those
    with neither outlet nor address, and those with no date of their own or in their address.
    """

    documents: int
    blank: int
    short: int
    proposed: int
    families: int
    echoes: int
    unseen: int
    kinds: dict[str, int]
    languages: int
    embedder: str | None
    unnamed: int
    undated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(FamiliesFound):
    """The same with the lines of the rows, to be written in this order."""

    lines: Iterator[bytes]
