"""Runs of words with capitals: names of persons, places and bodies, in texts that have capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from synopticon.interviews.general_names import is_general
from synopticon.interviews.hearing import Hearing
from synopticon.interviews.identity import Role
from synopticon.interviews.span import Found, Kind, Severity
from synopticon.interviews.vocabulary import is_common

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŨŪŬŮŰŲŴŶŹŻŽА-ЯЁ"
_WORD = rf"[{_UPPER}][\w’'-]*"
_RUN = re.compile(
    rf"\b(?:{_WORD}|[{_UPPER}]\.)(?:[\s-]+(?:(?:of|de|da|van|von|der|al|el|and|for|the)\s+)?(?:{_WORD}|[{_UPPER}]\.))*"
)

_TURN = re.compile(rf"(?<![^\s*_])[{_UPPER}]{{1,2}}\.?(?:\*\*|__)?:")
"""A speaker's letter at the beginning of a turn."""
_ADDRESS = frozenset({"Mr", "Mrs", "Ms", "Miss", "Dr", "Sir"})
"""Words that belong to the name behind them."""


def find_capitals(hearing: Hearing) -> Iterator[Found]:
    """Every run of capitalised words; at the beginning of a sentence only with a word that is not a usual one."""
    if not hearing.has_case:
        return
    text = hearing.text
    for run in _RUN.finditer(text):
        start, end = run.span()
        words = list(re.finditer(r"[\w’'-]+", run[0]))
        while words and _names_nobody(words[0][0], meant=_is_meant(hearing, start + words[0].start())):
            words.pop(0)
        while words and (
            words[-1][0] in _ADDRESS or _names_nobody(words[-1][0], meant=_is_meant(hearing, start + words[-1].start()))
        ):
            words.pop()
        if [word[0] for word in words] == ["So"] or _is_turn(hearing, run.start()):
            continue
        if words:
            start, end = run.start() + words[0].start(), run.start() + words[-1].end()
            yield Found(start, end, Kind.PERSON, Severity.DIRECT, "capitals")


def _is_turn(hearing: Hearing, at: int) -> bool:
    """Whether a letter announces a speaker and is no initial of the witness."""
    turn = _TURN.match(hearing.text, at)
    own = {fact.value[:1].upper() for fact in hearing.identity.facts if fact.role in (Role.NAMES, Role.NICKNAMES)}
    return turn is not None and hearing.text[at] not in own


def _is_meant(hearing: Hearing, at: int) -> bool:
    """Whether a capital makes a name even of a word of every day: within a sentence of somebody's own account."""
    return hearing.first_person and hearing.text[at + 1 : at + 2].islower() and not hearing.opens_sentence(at)


def _names_nobody(word: str, *, meant: bool) -> bool:
    if word in _ADDRESS:
        return False
    return is_general(word) or (not meant and is_common(word))
