"""What is laid before the gate: an edition as it would be published, and the private grounds that the rules look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from synopticon.model.testimony import Terms, Use
from synopticon.release.edition import Edition


@dataclass(frozen=True, slots=True)
class Grounds:
    """What stands behind one quotation inside the study. Never exported; the evidence pack alone carries its like.

    text: the extraction's text, None where the extraction is gone. damaged: why the archived bytes, read again just
    now, are not what was captured; None where they are. withdrawn: the reason, where the item was withdrawn.
    """

    text: str | None
    start: int
    end: int
    damaged: str | None = None
    withdrawn: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What stands behind a piece of testimony inside the study. Never exported.

    passage, witness: random ids. text: the signed text, start and end the passage's place in it, exact its words.
    readers: who signed it. recanted: whether the witness took it back. copies: captured documents with the same words.
    """

    finding: str
    passage: str
    witness: str
    use: Use
    terms: Terms
    text: str
    start: int
    end: int
    exact: str
    readers: tuple[str, ...]
    recanted: bool = False
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """An edition that has not passed the gate. grounds: by the quotation's name.

    testimony: behind what of witnesses each finding leans on. quoted_before: witness, passage and words of what earlier
    editions quoted. most_words: of one witness over all editions. pseudonyms: of all witnesses, case-folded.
    """

    edition: Edition
    grounds: Mapping[str, Grounds]
    testimony: tuple[Told, ...] = ()
    quoted_before: tuple[tuple[str, str, str], ...] = ()
    most_words: int = 0
    pseudonyms: frozenset[str] = frozenset()
