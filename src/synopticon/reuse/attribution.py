"""On whom a sentence rests, by its own words: "according to Yonhap", "…에 따르면", "据…报道", "…によると", «по словам».

Rules, no model: cues of each language (cues/listing.py), and per language what may be a name. What is found is a
proposal for a person, with the words that say it; a pronoun is no name, and a source without a name is nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from synopticon.language.sentences import sentence_spans
from synopticon.reuse.cues.listing import tongue_of
from synopticon.reuse.cues.row import Tongue
from synopticon.reuse.source_names import NO_NAMES, source_key

LONGEST_SENTENCE = 1200
"""Characters of a sentence in which cues are sought: a list or a table without full stops is no sentence."""

LONGEST_QUOTE = 10
"""Sentences over which an open quotation is followed."""

LEAD = 2
"""The sentences at the beginning of a text of which one may say on whom the whole rests."""

AROUND = 1500
"""Characters on either side of a passage that are looked at; no sentence or quotation in prose is longer."""

LONGEST_PASSAGE = 4 * AROUND
"""Characters of a passage from which on no single attribution is sought for it: that is a document and no claim."""

ENOUGH = 0.5
"""The share of a passage that must lie in what an attribution covers."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that name a source, and the words that they cover; offsets are code points of the text, ends exclusive.

    source: the name as written; key: its identity (source_names.source_key), None for a source without a name, which
    is never the same as another. start, end: the attributing phrase. claim_start, claim_end: the sentence, with the
    quotation that belongs to it. cue: the row of the language's table.
    """

    source: str
    key: str | None
    start: int
    end: int
    claim_start: int
    claim_end: int
    cue: str


@dataclass(frozen=True, slots=True)
class Resting:
    """An attribution that governs a passage. key: the named source's identity; lead: it stands at the document's
    beginning, not at the passage itself.
    """

    attribution: Attribution
    key: str
    lead: bool


def attributions(text: str, language: str | None = None) -> tuple[Attribution, ...]:
    """Every attribution in a text, in its order. language: BCP 47; without it the script of each sentence decides."""
    spans = list(sentence_spans(text))
    found = (found for number in range(len(spans)) for found in _in_sentence(text, spans, number, language))
    return tuple(_in_full(found))


def resting_on(text: str, start: int, end: int, language: str | None = None) -> tuple[Resting, ...]:
    """The named sources on which [start, end) of a text rests by its own words, each once.

    Those whose sentence holds at least half of the passage; where none does, named or not, the one source that the
    text's first sentences name, and no second one beside it.
    """
    if end - start > LONGEST_PASSAGE:
        return ()
    first = max(0, start - AROUND)
    near = [_moved(one, first) for one in attributions(text[first : end + AROUND], language)]
    covering = [one for one in near if _covered(one, start, end)]
    if covering:
        return _each_once(covering, lead=False)
    return _each_once(_lead(text[:AROUND], start, language), lead=True)


def _lead(head: str, before: int, language: str | None) -> Sequence[Attribution]:
    """The first sentences' attribution where all of them name the same one source, and it stands before the passage."""
    opening = [end for start, end in sentence_spans(head) if _ENDED.search(head, start, end)][:LEAD]
    if not opening:
        return ()
    found = [one for one in attributions(head[: opening[-1]], language) if one.end <= before]
    return found[:1] if len({one.key for one in found}) == 1 else ()


def _in_sentence(text: str, spans: list[tuple[int, int]], number: int, language: str | None) -> Iterator[Attribution]:
    start, end = spans[number]
    sentence = text[start : min(end, start + LONGEST_SENTENCE)]
    tongue = tongue_of(sentence, language)
    if tongue is None:
        return
    claim: tuple[int, int] | None = None
    for source, phrase, cue in _sources(sentence, tongue):
        claim = claim or _claim(text, spans, number, start + phrase[0])
        written = sentence[source[0] : source[1]]
        key = source_key(written) if source[2] else None
        yield Attribution(written, key, start + phrase[0], start + phrase[1], *claim, cue)


def _sources(sentence: str, tongue: Tongue) -> list[tuple[tuple[int, int, bool], tuple[int, int], str]]:
    """(source, phrase, cue) in the order of the text; of two that overlap, the earlier row of the table."""
    taken: list[tuple[tuple[int, int, bool], tuple[int, int], str]] = []
    for row in tongue.cues:
        at = 0
        while found := row.pattern.search(sentence, at):
            at = max(at + 1, found.end())
            if not found["who"]:
                continue  # a name behind a preposition, which is stepped over
            name = (row.name_in or tongue.name_in)(found["who"])
            if name is None:
                at = max(found.end("who"), found.start() + 1)  # a name may stand within what was taken for its cue
                continue
            begin = found.start("who")
            start, end = begin + name.start, begin + name.end
            if all(end <= source[0] or start >= source[1] for source, _, _ in taken):
                phrase = found.start() if found.start() < begin else start, max(end, found.end())
                taken.append(((start, end, name.known), phrase, row.name))
    return sorted(taken)


_ENDED = re.compile(r"[.!?。！？…][\"”’」』)]*$")
"""What a sentence ends with, and a title or a place line does not."""
_CLOSED = re.compile(r"[”」』»\"]\s?$")
_QUOTES = (("“", "”"), ("「", "」"), ("『", "』"), ("«", "»"))


def _claim(text: str, spans: list[tuple[int, int]], number: int, phrase: int) -> tuple[int, int]:
    """The sentence; the quotation before where this only says who spoke, and that after while it is open."""
    first = last = number
    opening = text[spans[number][0] : phrase]
    joined = number and "\n" not in text[spans[number - 1][1] : spans[number][0]]
    if joined and _CLOSED.search(text[: spans[number][0]].rstrip(" ")[-3:]) and len(opening.strip()) <= 2:
        first = number - 1
    while last + 1 < len(spans) and last - number < LONGEST_QUOTE and _is_open(text[spans[first][0] : spans[last][1]]):
        last += 1
    return spans[first][0], spans[last][1]


def _is_open(text: str) -> bool:
    return any(text.count(opens) > text.count(closes) for opens, closes in _QUOTES)


def _covered(one: Attribution, start: int, end: int) -> bool:
    return min(one.claim_end, end) - max(one.claim_start, start) >= ENOUGH * (end - start)


def _each_once(found: Iterable[Attribution], *, lead: bool) -> tuple[Resting, ...]:
    once: dict[str, Resting] = {}
    for one in found:
        if one.key is not None:
            once.setdefault(one.key, Resting(one, one.key, lead))
    return tuple(once.values())


def _in_full(found: Iterable[Attribution]) -> Iterator[Attribution]:
    """A single name is the person or the body that the text named in full before; nobody, where it named two such."""
    full: dict[str, str | None] = {}
    for one in found:
        parts = (one.key or "").split("-")
        if len(parts) > 1 and "and" not in parts:
            full |= {part: one.key if full.get(part, one.key) == one.key else None for part in (parts[0], parts[-1])}
        key = full.get(one.key or "", one.key)
        yield replace(one, key=None if key in NO_NAMES else key)


def _moved(one: Attribution, by: int) -> Attribution:
    return replace(
        one,
        start=one.start + by,
        end=one.end + by,
        claim_start=one.claim_start + by,
        claim_end=one.claim_end + by,
    )
