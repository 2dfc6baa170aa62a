"""All detectors over one transcript: what any of them finds is sought again wherever it recurs, and replaced."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from synopticon.interviews.coarseness import USUAL, Coarseness
from synopticon.interviews.detectors.listing import DETECTORS
from synopticon.interviews.detectors.recurring import find_recurring
from synopticon.interviews.hearing import Hearing
from synopticon.interviews.identity import Identity
from synopticon.interviews.kept import kept_places
from synopticon.interviews.merging import merged
from synopticon.interviews.models import Model, find_by
from synopticon.interviews.replacing import Replacements
from synopticon.interviews.span import Found, Kind, Proposal
from synopticon.interviews.speech import speech_of


def propose(
    text: str, identity: Identity, models: Sequence[Model] = (), coarseness: Coarseness = USUAL
) -> list[Proposal]:
    """What of a transcript to replace, in its order, without overlaps.

    text: the file as it was read, from its first character on. identity: what is known of the witness. models: what
    else to ask. coarseness: how coarse places, dates and ages become.
    """
    speech = speech_of(text)
    hearing = Hearing(speech.text, identity)
    found = [one for row in DETECTORS for one in row.find(hearing)]
    found += [one for model in models for one in find_by(model, hearing)]
    found = _without_kept(found, hearing.text)
    found += _without_kept(find_recurring(hearing, found), hearing.text)
    replacements = Replacements(hearing, coarseness)
    proposals = []
    for span in merged(found, hearing.text, spoken=hearing.first_person):
        replacement = replacements.of(span)
        for start, end in speech.places(span.start, span.end):
            proposals.append(Proposal(start, end, span.kind, span.severity, span.detectors, replacement))
    return proposals


def _without_kept(found: Iterable[Found], text: str) -> list[Found]:
    """Findings less the names that stay readable. What the record names is never left: a person, a school called so."""
    kept = kept_places(text)
    ends = [end for _, end in kept]
    left: list[Found] = []
    for one in found:
        if one.detector == "identity" and not _lies_within(one, kept, ends, apart=one.kind is Kind.PERSON):
            left.append(one)
        else:
            left.extend(_around(one, kept, ends, text))
    return left


def _lies_within(one: Found, kept: Sequence[tuple[int, int]], ends: Sequence[int], *, apart: bool) -> bool:
    """Whether a finding is a part of a kept name. apart: or the whole of it counts as none, since a person bears it."""
    at = bisect_left(ends, one.end)
    if at == len(kept) or kept[at][0] > one.start:
        return False
    return not apart or (one.start, one.end) != kept[at]


def _around(one: Found, kept: Sequence[tuple[int, int]], ends: Sequence[int], text: str) -> Iterator[Found]:
    """What of a finding lies outside the kept places; ends: where these end, in the same order."""
    at = one.start
    for start, end in kept[bisect_right(ends, one.start) :]:
        if start >= one.end:
            break
        if any(map(str.isalnum, text[at:start])):
            yield replace(one, start=at, end=start)
        at = end
    if at == one.start:
        yield one
    elif any(map(str.isalnum, text[at : one.end])):
        yield replace(one, start=at)
