"""What stands for what was taken out: the same words for the same person, and as much of the sense as is safe.

A person becomes [Person A], a town its province, a date its month or season, an age its band of ten years, a job its
class. Letters are given in the order of the identity record and then of the text, so that the documents of one witness
agree about everybody whom the record names.
"""

from __future__ import annotations

from synopticon.interviews.coarseness import USUAL, Coarseness
from synopticon.interviews.coarser import age_band, coarser_date, decade
from synopticon.interviews.gazetteer import place_for
from synopticon.interviews.hearing import Hearing
from synopticon.interviews.identity import Role
from synopticon.interviews.merging import Span
from synopticon.interviews.span import Kind

NAMES = {
    Kind.PERSON: "Person", Kind.PLACE: "Place", Kind.ORGANISATION: "Organisation", Kind.CONTACT: "Contact",
    Kind.IDENTIFIER: "Number", Kind.OTHER: "Name",
}  # fmt: skip
"""What a label of that kind begins with; a letter follows that tells one of them from another."""
PERSONS = (Role.NAMES, Role.NICKNAMES, Role.RELATIVES, Role.BROKER)
"""The facts of a record that name persons; these get the first letters, in the record's order."""
_PLAIN = {Kind.KINSHIP: "[a family]", Kind.NUMBER: "[a sum]", Kind.ORIGIN: "[origin]", Kind.OCCUPATION: "[a trade]"}


class Replacements:
    """Gives out the labels of one document."""

    def __init__(self, hearing: Hearing, coarseness: Coarseness = USUAL) -> None:
        self._coarseness = coarseness
        self._text = hearing.low
        self._labels: dict[tuple[Kind, str], str] = {}
        self._given: dict[Kind, int] = {}
        for fact in hearing.identity.facts:
            if fact.role in PERSONS:
                self._label(Kind.PERSON, fact.entity)

    def of(self, span: Span) -> str:
        """The replacement of one span."""
        words = self._text[span.start : span.end]
        if span.kind is Kind.DATE:
            born = span.entity == Role.BIRTH_DATE.value
            return f"[{decade(words) if born else coarser_date(words, self._coarseness.date)}]"
        if span.kind is Kind.AGE:
            return f"[{age_band(words, self._coarseness.age_years)}]"
        if span.kind is Kind.PLACE and (place := place_for(words, span.sense, self._coarseness.place)):
            return f"[a place in {place}]"
        if span.kind is Kind.OCCUPATION and span.sense:
            return f"[{span.sense}]"
        if span.kind in NAMES:
            return self._label(span.kind, span.entity or words)
        return _PLAIN[span.kind]

    def _label(self, kind: Kind, entity: str) -> str:
        if (kind, entity) not in self._labels:
            number = self._given[kind] = self._given.get(kind, 0) + 1
            self._labels[kind, entity] = f"[{NAMES[kind]} {lettered(number)}]"
        return self._labels[kind, entity]


def lettered(number: int) -> str:
    """1 is A, 26 is Z, 27 is AA: as columns of a table are counted."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
