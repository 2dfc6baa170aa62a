"""What was found once is found wherever it stands again, so that nobody is named by the one place that was missed.

Persons whom somebody names in full are sought in every spelling, and by their given name alone, as the witness is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from synopticon.interviews.detectors.identity import find_names
from synopticon.interviews.hearing import Hearing
from synopticon.interviews.identity import Role
from synopticon.interviews.naming import korean_words as around
from synopticon.interviews.naming.english_words import is_ordinary_english
from synopticon.interviews.naming.readings import korean_readings
from synopticon.interviews.span import Found, Kind, Severity
from synopticon.interviews.vocabulary import is_common, is_known
from synopticon.language.names.korean import SURNAMES, is_hangul, letters_of, same_sound

_NAMING = frozenset({Kind.PERSON, Kind.PLACE, Kind.ORGANISATION, Kind.CONTACT, Kind.IDENTIFIER, Kind.OTHER})
_PERSONS = frozenset({"titles", "capitals", "positions", "unannounced"})
LEAST = 3
"""Letters of what is looked for again; a Korean or Chinese word has two."""
MOST_PERSONS = 200
"""Persons of one text who are sought in every spelling; the first ones."""


LONGEST_NAME = 6
"""Letters of a Korean name with a blank in it."""
_PERSON_ROLES = frozenset({Role.NAMES, Role.NICKNAMES, Role.RELATIVES, Role.BROKER})
_OF_FAMILY = (
    rf"\s?(?:{around.TITLES}|{around.OFFICES})(?=(?:{around.PARTICLES}){{0,3}}(?![가-힣]))|"
    rf"가(?=\s?(?:놈|새끼|자식)|(?:는|를|한테|네|하고|랑|도|요|이|라)(?:{around.PARTICLES})?(?![가-힣])|[,.])"
)
_WHICH = frozenset("이그저한전두남새내제")
"""Syllables that say which one far more often than they name somebody."""
_OF_ONE = r"이?(?:은|는|이|가|도|씨|네|를|한테|에게|에게서|하고|랑|라고|라는)(?![가-힣])"
_BEGUN_TWICE = re.compile(r"^([^\W\d_]+)[\s,]+(?=\1\b)", re.IGNORECASE)
"""A name that somebody began and began again."""


def find_recurring(hearing: Hearing, found: Iterable[Found]) -> Iterator[Found]:
    """Every further place of the names among the findings; the record's own names were sought everywhere already."""
    found = list(found)
    own = {at for one in found if one.detector == "identity" for at in range(one.start, one.end)}
    found = [one for one in found if own.isdisjoint(range(one.start, one.end))]
    yield from _same_words(hearing, found)
    if hearing.first_person:
        yield from _same_syllables(hearing, found)
        yield from _same_persons(hearing, found)
        yield from _same_families(hearing, found)


def _same_words(hearing: Hearing, found: Iterable[Found]) -> Iterator[Found]:
    known: dict[str, Found] = {}
    covered = {(one.start, one.end) for one in found}
    for one in found:
        words = hearing.low[one.start : one.end].strip(" \n\r\t.,;:'\"’”“()")
        if one.kind in _NAMING and _says_something(words, one) and _names(hearing, one):
            known.setdefault(words, one)
    if not known:
        return
    longest_first = sorted(known, key=len, reverse=True)
    pattern = re.compile("|".join(f"{_edge(name)}{re.escape(name)}{_edge(name, last=True)}" for name in longest_first))
    for again in pattern.finditer(hearing.low):
        first = known[again[0]]
        if again.span() not in covered and (first.kind is not Kind.PERSON or _is_meant_again(hearing, again)):
            severity = Severity.QUASI if first.detector == "capitals" else first.severity
            yield Found(*again.span(), first.kind, severity, "recurring", first.entity, first.sense)


def _is_meant_again(hearing: Hearing, again: re.Match[str]) -> bool:
    """False where a name that is a word as well stands without its capital, in a text that has them."""
    shown = hearing.text[again.start() : again.end()]
    if "가" <= shown[0] <= "힣":
        return not around.is_ordinary(shown, hearing.text[again.end() : again.end() + 8])
    if not hearing.has_case and all(map(is_common, again[0].split())):
        return not is_ordinary_english(hearing.low, *again.span())
    return not hearing.has_case or shown != shown.lower() or not all(map(is_known, re.findall(r"[a-z]+", again[0])))


def _same_syllables(hearing: Hearing, found: Iterable[Found]) -> Iterator[Found]:
    """A name of one syllable that was announced as a name, as what somebody is who does something or is given it."""
    known = {hearing.text[one.start : one.end] for one in found if one.detector == "positions"}
    syllables = "".join(sorted(name for name in known if len(name) == 1 and is_hangul(name) and name not in _WHICH))
    if syllables:
        for again in re.finditer(rf"(?<![가-힣])[{syllables}](?={_OF_ONE})", hearing.text):
            yield Found(*again.span(), Kind.PERSON, Severity.DIRECT, "recurring")


def _same_families(hearing: Hearing, found: Iterable[Found]) -> Iterator[Found]:
    """The family name of somebody known with a title or in contempt behind it: "한 아주머니", "마가 놈"."""
    names = [fact.value for fact in hearing.identity.facts if fact.role in _PERSON_ROLES]
    names += [hearing.text[one.start : one.end] for one in found if one.kind is Kind.PERSON]
    families = {
        "".join(sorted(same_sound(name[0])))
        for name in names
        if 1 < len(name) <= LONGEST_NAME and is_hangul(re.sub(r"\s", "", name)) and name[0] in SURNAMES
    }
    if not families:
        return
    letters = "".join(sorted(families))
    closed = "".join(letter for letter in letters if letters_of(letter)[2])
    contempt = f"|[{closed}]가(?![가-힣])" if closed else ""
    for again in re.finditer(rf"(?<![가-힣])(?:[{letters}](?:{_OF_FAMILY}){contempt})", hearing.text):
        yield Found(*again.span(), Kind.PERSON, Severity.DIRECT, "recurring")


def _same_persons(hearing: Hearing, found: Iterable[Found]) -> Iterator[Found]:
    names: dict[str, None] = {}
    for one in found:
        if one.kind is Kind.PERSON and one.detector in _PERSONS and len(names) < MOST_PERSONS:
            names.setdefault(_BEGUN_TWICE.sub("", hearing.text[one.start : one.end]))
    known = [name for name in names if _is_full(name)]
    for start, end, number in find_names(hearing, known):
        yield Found(start, end, Kind.PERSON, Severity.DIRECT, "recurring", known[number].lower())


def _names(hearing: Hearing, one: Found) -> bool:
    """False for what a tagger marked and no capital makes a name: such a trait is one in its own place only."""
    if one.detector != "learned":
        return True
    if hearing.has_case:
        return any(map(str.isupper, hearing.text[one.start : one.end]))
    return one.kind in (Kind.PERSON, Kind.PLACE, Kind.ORGANISATION, Kind.IDENTIFIER)


def _is_full(name: str) -> bool:
    """True for what may be a Korean name with its family name and two syllables more."""
    return any(reading.family and len(reading.parts) > 2 for reading in korean_readings(name))


def _says_something(words: str, one: Found) -> bool:
    letters = sum(map(str.isalnum, words))
    if any("가" <= letter <= "힣" or "一" <= letter <= "鿿" for letter in words):
        return letters >= LEAST - 1
    return letters >= LEAST and (_is_announced(one) or not all(is_common(word) for word in words.split()))


def _is_announced(one: Found) -> bool:
    """True for a person announced as such, whose name may be a word of every day."""
    return one.kind is Kind.PERSON and one.detector in ("titles", "positions")


def _edge(name: str, *, last: bool = False) -> str:
    letter = name[-1] if last else name[0]
    if last and "가" <= letter <= "힣":
        return ""
    return (r"(?!\w)" if last else r"(?<!\w)") if letter.isalnum() else ""
