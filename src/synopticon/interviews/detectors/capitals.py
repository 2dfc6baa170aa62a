"""Runs of words with capitals: names of persons, places and bodies, in texts that have capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from synopticon.interviews.general_names import is_general
from synopticon.interviews.hearing import Hearing
from synopticon.interviews.span import Found, Kind, Severity
from synopticon.interviews.vocabulary import is_common

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŨŪŬŮŰŲŴŶŹŻŽА-ЯЁ"
_WORD = rf"[{_UPPER}][\w’'-]*"
_RUN = re.compile(
    rf"\b(?:{_WORD}|[{_UPPER}]\.)(?:[\s-]+(?:(?:of|de|da|van|von|der|al|el|and|for|the)\s+)?(?:{_WORD}|[{_UPPER}]\.))*"
)

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
        while words and _names_nobody(words[0][0]):
            words.pop(0)
        while words and (_names_nobody(words[-1][0]) or words[-1][0] in _ADDRESS):
            words.pop()
        if words:
            start, end = run.start() + words[0].start(), run.start() + words[-1].end()
            yield Found(start, end, Kind.PERSON, Severity.DIRECT, "capitals")


def _names_nobody(word: str) -> bool:
    return word not in _ADDRESS and (is_common(word) or is_general(word))
