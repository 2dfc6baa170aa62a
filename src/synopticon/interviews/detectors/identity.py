"""The witness's own record: every fact of it, wherever it is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from synopticon.interviews.hearing import Hearing
from synopticon.interviews.identity import Role
from synopticon.interviews.span import Found, Kind, Severity

KIND_OF = {
    Role.NAMES: Kind.PERSON, Role.NICKNAMES: Kind.PERSON, Role.RELATIVES: Kind.PERSON, Role.BROKER: Kind.PERSON,
    Role.RESIDENCES: Kind.PLACE, Role.BIRTHPLACE: Kind.PLACE, Role.CURRENT_PLACE: Kind.PLACE,
    Role.EMPLOYERS: Kind.ORGANISATION, Role.SCHOOLS: Kind.ORGANISATION, Role.CONTACTS: Kind.CONTACT,
    Role.BIRTH_DATE: Kind.DATE, Role.DEPARTURE_DATE: Kind.DATE,
}  # fmt: skip
_DIRECT = frozenset({Kind.PERSON, Kind.CONTACT})


def find_identity(hearing: Hearing) -> Iterator[Found]:
    """Each fact as it is written in the record, whatever its case."""
    for fact in hearing.identity.facts:
        kind = KIND_OF[fact.role]
        severity = Severity.DIRECT if kind in _DIRECT else Severity.QUASI
        words = r"[\s-]*".join(map(re.escape, fact.value.lower().split()))
        for found in re.finditer(words, hearing.low):
            yield Found(*found.span(), kind, severity, "identity", fact.entity)
