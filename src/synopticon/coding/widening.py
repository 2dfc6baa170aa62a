"""From the words that a search found to the passage that is coded: the words, their sentence, or their paragraph."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from synopticon.language.sentences import sentence_spans
from synopticon.model.coding import Extent

Span = tuple[int, int]


def widened(text: str, spans: Iterable[Span], extent: Extent) -> list[Span]:
    """The spans, each once, widened to what holds them; words across two sentences take both."""
    if extent is Extent.MATCH:
        return sorted(set(spans))
    pieces = list(sentence_spans(text) if extent is Extent.SENTENCE else paragraphs(text))
    starts = [start for start, _ in pieces]
    found: set[Span] = set()
    for start, end in spans:
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
        if first < 0:
            found.add((start, end))
        else:
            found.add((min(start, pieces[first][0]), max(end, pieces[last][1])))
    return sorted(found)


def paragraphs(text: str) -> Iterable[Span]:
    """Start and end of each line that is not blank, without blanks at either end."""
    start = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            begin = start + line.index(bare)
            yield begin, begin + len(bare)
        start += len(line) + 1
