"""Runs of words with capitals: names of persons, places and bodies, in texts that have capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from synopticon.interviews.hearing import Hearing
from synopticon.interviews.span import Found, Kind, Severity
from synopticon.interviews.vocabulary import is_common

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŨŪŬŮŰŲŴŶŹŻŽА-ЯЁ"
_WORD = rf"[{_UPPER}][\w’'-]*"
_RUN = re.compile(
    rf"\b(?:{_WORD}|[{_UPPER}]\.)(?:[\s-]+(?:(?:of|de|da|van|von|der|al|el|and|for|the)\s+)?(?:{_WORD}|[{_UPPER}]\.))*"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]['\")\]”’]*\s|\n\s*|[“\"(]\s*)$")


def find_capitals(hearing: Hearing) -> Iterator[Found]:
    """Every run of capitalised words; at the beginning of a sentence only with a word that is not a usual one."""
    if not hearing.has_case:
        return
    text = hearing.text
    for run in _RUN.finditer(text):
        start, end = run.span()
        words = list(re.finditer(r"[\w’'-]+", run[0]))
        while words and is_common(words[0][0]):
            words.pop(0)
        while words and is_common(words[-1][0]):
            words.pop()
        if words:
            start, end = run.start() + words[0].start(), run.start() + words[-1].end()
            yield Found(start, end, Kind.PERSON, Severity.DIRECT, "capitals")
