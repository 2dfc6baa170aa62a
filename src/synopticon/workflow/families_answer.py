"""What finding families answers with, by whatever engine it was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """Lines of the rows, to be written in this order, and what a report tells of them.

    families: of two documents or more. echoes: documents beyond the first of each family. unseen: roles echo-of-unseen.
    kinds: relations by their kind. languages: among how many translations were looked for, 0 where they were not.
    embedder: the multilingual model that was asked as well.
    """

    lines: Iterator[bytes]
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
