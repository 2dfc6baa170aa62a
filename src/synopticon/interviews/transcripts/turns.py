"""Who speaks from where to where: labels and time codes of a text made into turns that never overlap."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from synopticon.interviews.transcripts.clock import MARK, doubts
from synopticon.interviews.transcripts.speakers import Label, labels
from synopticon.interviews.transcripts.transcript import TimeMark, Transcript, Words
from synopticon.language.detect import SAMPLE, language_of
from synopticon.model.testimony import Turn

NOBODY_NAMED = (
    "No speaker is marked: the whole text is one turn. Write a name and a colon before each turn to part them."
)


def transcript_of(words: Words, format_name: str) -> Transcript:
    """The turns of a text, with their languages and times, and what is doubtful about them."""
    heads = _heads(words)
    turns = _turns(words, heads)
    languages = _languages(words.text, turns)
    warnings = [*words.warnings, *doubts(words.marks)]
    if words.text.strip() and not heads:
        warnings.append(NOBODY_NAMED)
    elif heads and _before(words.text, heads[0].start):
        warnings.append("Words stand before the first speaker's name: they are a turn of their own, of nobody.")
    warnings += _once(turns)
    weights: Counter[str] = Counter()
    for turn, language in zip(turns, languages, strict=True):
        if language:
            weights[language] += turn.end - turn.start
    return Transcript(
        text=words.text,
        format=format_name,
        turns=turns,
        languages=languages,
        language=weights.most_common(1)[0][0] if weights else language_of(words.text),
        marks=words.marks,
        encoding=words.encoding,
        warnings=tuple(warnings),
    )


def _heads(words: Words) -> list[Label]:
    """The labels in the text and what the format says itself, in order; of two in one place the format's counts."""
    own = {at: Label(at, at, name, sure=True) for at, name in words.spoken}
    read = [label for label in labels(words.text) if label.start not in own]
    return sorted([*own.values(), *read], key=lambda label: label.start)


def _turns(words: Words, heads: Sequence[Label]) -> tuple[Turn, ...]:
    text, marks = words.text, words.marks
    spots = [mark.at for mark in marks]
    edges = [*(label.start for label in heads), len(text)]
    pieces = [("", 0, edges[0], 0)] if _before(text, edges[0]) or not heads else []
    pieces += [(label.name, label.end, edges[at + 1], label.start) for at, label in enumerate(heads)]
    turns: list[Turn] = []
    told: int | None = None
    for name, first, last, head in pieces:
        start, end = _trimmed(text, first, last)
        inside = marks[bisect_left(spots, head) : bisect_left(spots, end)]
        closing = inside[-1] if inside and _closes(text, inside[-1], start, end) else None
        if closing is not None:
            inside, end = inside[:-1], len(text[: closing.at].rstrip())
        begins = inside[0].begins if inside else told
        # A code behind the last word, or on a line between two turns, is the end of one and the beginning of the next.
        told = closing.begins if closing else None
        ends = max((mark.ends for mark in inside if mark.ends is not None), default=told)
        if start < end:
            turns.append(Turn(name, start, end, begins, ends))
    return tuple(turns)


def _closes(text: str, mark: TimeMark, start: int, end: int) -> bool:
    """Whether a time code in brackets is the last that stands in a turn."""
    found = MARK.match(text, mark.at)
    return found is not None and mark.at >= start and found.end() >= end


def _before(text: str, end: int) -> bool:
    return bool(text[:end].strip(" \t\r\n\ufeff"))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The place without blank edges, and without a time code at its beginning."""
    piece = text[start:end]
    first = start + len(piece) - len(piece.lstrip(" \t\r\n\ufeff\u3000"))
    if found := MARK.match(text, first, end):
        first = found.end()
    while first < end and text[first].isspace():
        first += 1
    while end > first and text[end - 1].isspace():
        end -= 1
    return first, end


def _languages(text: str, turns: Sequence[Turn]) -> tuple[str | None, ...]:
    """Each turn's language; a turn of few words has the one that its speaker speaks otherwise."""
    found = [language_of(text[turn.start : min(turn.end, turn.start + SAMPLE)]) for turn in turns]
    spoken: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for turn, language in zip(turns, found, strict=True):
        if language:
            spoken[turn.speaker][language] += turn.end - turn.start
    usual = {speaker: counts.most_common(1)[0][0] for speaker, counts in spoken.items()}
    return tuple(language or usual.get(turn.speaker) for turn, language in zip(turns, found, strict=True))


def _once(turns: Iterable[Turn]) -> list[str]:
    """A warning where names speak only once in a long text: a sentence with a colon may have been taken for a label."""
    counts = Counter(turn.speaker for turn in turns)
    alone = sum(count == 1 for speaker, count in counts.items() if speaker)
    if alone and len(counts) > 2 and sum(counts.values()) > 3 * len(counts):
        names = "1 name speaks" if alone == 1 else f"{alone} names speak"
        return [f"{names} only once: see whether that is a speaker or a sentence with a colon."]
    return []
