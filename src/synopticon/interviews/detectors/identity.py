"""The witness's own record: every fact of it, in whatever script and spelling it is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from synopticon.interviews.hearing import Hearing
from synopticon.interviews.identity import Fact, Role
from synopticon.interviews.naming.abbreviated import abbreviation_pattern
from synopticon.interviews.naming.contacts import contact_pattern, find_numbers_of, number_of
from synopticon.interviews.naming.dates import date_pattern
from synopticon.interviews.naming.drawn import find_drawn
from synopticon.interviews.naming.index import Index
from synopticon.interviews.naming.needles import Drawn, Spelled, needles_of
from synopticon.interviews.naming.places import names_within
from synopticon.interviews.naming.readings import words_of
from synopticon.interviews.naming.spelled import Sought, find_spelled
from synopticon.interviews.span import Found, Kind, Severity
from synopticon.interviews.vocabulary import is_known

KIND_OF = {
    Role.NAMES: Kind.PERSON, Role.NICKNAMES: Kind.PERSON, Role.RELATIVES: Kind.PERSON, Role.BROKER: Kind.PERSON,
    Role.RESIDENCES: Kind.PLACE, Role.BIRTHPLACE: Kind.PLACE, Role.CURRENT_PLACE: Kind.PLACE,
    Role.EMPLOYERS: Kind.ORGANISATION, Role.SCHOOLS: Kind.ORGANISATION, Role.CONTACTS: Kind.CONTACT,
    Role.BIRTH_DATE: Kind.DATE, Role.DEPARTURE_DATE: Kind.DATE,
}  # fmt: skip
DIRECT = frozenset({Kind.PERSON, Kind.CONTACT})


def find_identity(hearing: Hearing) -> Iterator[Found]:
    """Each fact of the record, wherever it is meant."""
    facts = hearing.identity.facts
    names: list[tuple[int, str, bool]] = []
    numbers: list[tuple[int, str]] = []
    for number, fact in enumerate(facts):
        if KIND_OF[fact.role] is Kind.ORGANISATION and (short := abbreviation_pattern(fact.value)) is not None:
            yield from (_found(fact, *place.span()) for place in short.finditer(hearing.low))
        if date_pattern(fact.value) is None and (digits := number_of(fact.value)):
            numbers.append((number, digits))
        elif (pattern := _literal(fact)) is not None:
            yield from (_found(fact, *place.span()) for place in pattern.finditer(hearing.low))
        elif KIND_OF[fact.role] is Kind.PERSON:
            names.append((number, fact.value, True))
        else:
            names += [(number, name, False) for name in names_within(fact.value)]
    for start, end, number in [*_find(hearing, names), *find_numbers_of(hearing.low, numbers)]:
        yield _found(facts[number], start, end)


def find_names(hearing: Hearing, names: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """(start, end, number) of each place where one of the persons is meant, in whatever script and spelling."""
    return _find(hearing, [(number, name, True) for number, name in enumerate(names)])


def _find(hearing: Hearing, names: Iterable[tuple[int, str, bool]]) -> Iterator[tuple[int, int, int]]:
    """names: the number that stands for it, the name, and whether it is a person's."""
    index = Index()
    drawn: list[tuple[int, Drawn]] = []
    for number, name, person in names:
        words = words_of(name)
        everyday = (person or len(words) == 1) and bool(words) and all(map(is_known, words))
        for needle in needles_of(name, person=person):
            if isinstance(needle, Spelled):
                index.add(needle.lattice, Sought(number, needle.words, needle.whole, everyday, person, needle.literal))
            else:
                drawn.append((number, needle))
    yield from find_spelled(hearing, index)
    yield from find_drawn(hearing, drawn)


def _literal(fact: Fact) -> re.Pattern[str] | None:
    """How a date, a contact or a number is looked for; None for a name."""
    return date_pattern(fact.value) or contact_pattern(fact.value)


def _found(fact: Fact, start: int, end: int) -> Found:
    kind = KIND_OF[fact.role]
    return Found(start, end, kind, Severity.DIRECT if kind in DIRECT else Severity.QUASI, "identity", fact.entity)
