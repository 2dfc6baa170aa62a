"""Cite: cut a passage out of a document's text, exactly as it stands there, and keep it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from synopticon.errors import NotFound, Refused, UsageError, VerificationFailed
from synopticon.language.folding import fold, fold_with_offsets
from synopticon.model.custody import Act
from synopticon.model.item import Item
from synopticon.model.passage import Passage

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

_AROUND = 30
"""Code points shown on either side of each occurrence of a quotation."""

_SHOWN = 10
"""Occurrences listed at most."""

_ALIKE = str.maketrans("“”„«»’‘–—", '"""""\'\'--')
"""Quotation marks and dashes that people type for one another."""


def cite(
    study: Study,
    item: str,
    *,
    quote: str | None = None,
    start: int | None = None,
    end: int | None = None,
    occurrence: int | None = None,
) -> Passage:
    """Keep the passage of an item that a quotation, or the span [start, end) in code points, names.

    A quotation must stand in the text exactly; where it stands there several times, occurrence (from 1) says which.
    Citing the same passage twice changes nothing. Raises NotFound, UsageError, and Refused for a withdrawn item.
    """
    whole = study.reader.item(study.reader.whole_id("item", item))
    text = _text_of(study, whole)
    if quote is not None:
        start, end = span_of_quotation(quote, text, occurrence)
    if start is None or end is None:
        raise UsageError("a passage needs a quotation, or a start and an end", remedy='Add --quote "words of the text"')
    try:
        passage = Passage.cut(whole.id, whole.extraction or "", text, start, end)
    except ValueError as error:
        raise UsageError(str(error), where=f"item {whole.id[:12]}") from error
    with study.writing() as writer:
        if writer.add_passage(passage):
            writer.record(Act("cite", passage.id, details={"item": whole.id}))
    return passage


def _text_of(study: Study, item: Item) -> str:
    if item.withdrawn is not None:
        raise Refused(
            "a withdrawn document cannot be cited",
            where=f"item {item.id[:12]}",
            why=f"it was withdrawn: {item.withdrawn}",
            remedy=f"If that was a mistake: synopticon restore {item.id[:12]} --reason WHY",
        )
    extraction = study.reader.current_extraction(item.id)
    if extraction is None or not extraction.reading.text:
        raise UsageError(
            "this document has no text to cite from",
            where=f"item {item.id[:12]}",
            why=item.failure or "nothing was read from it",
            remedy="See: synopticon items " + item.id[:12],
        )
    return extraction.reading.text


def span_of_quotation(quote: str, text: str, occurrence: int | None) -> tuple[int, int]:
    """The span of a quotation. Raises NotFound where there is none, UsageError where it is not plain which is meant."""
    if not quote.strip():
        raise UsageError("the quotation is empty", remedy="Copy the words from the text.")
    starts = [match.start() for match in re.finditer(f"(?={re.escape(quote)})", text)]
    if not starts:
        raise _no_such(quote, text)
    if len(starts) > 1 and occurrence is None:
        listed = "\n".join(
            f"    {number}: …{_one_line(text[max(0, at - _AROUND) : at + len(quote) + _AROUND])}…"
            for number, at in enumerate(starts[:_SHOWN], start=1)
        )
        raise UsageError(
            f"the quotation stands {len(starts)} times in this text",
            why=f"which one is meant?\n{listed}",
            remedy="Say which with --occurrence N, or quote more words.",
        )
    number = occurrence or 1
    if not 1 <= number <= len(starts):
        raise UsageError(f"the quotation stands {len(starts)} times in this text, not {number}")
    return starts[number - 1], starts[number - 1] + len(quote)


def _no_such(quote: str, text: str) -> NotFound:
    """The refusal of a quotation that is not there, naming the nearest that is: other blanks, case, accents, quotes."""
    near = _nearly(quote, text)
    if near is None:
        return NotFound(
            "the quotation does not stand in this text",
            why="a citation is exact, letter for letter",
            remedy="Copy the words from the text, or name --start and --end.",
        )
    start, end = near
    return NotFound(
        "the quotation does not stand in this text exactly so",
        why=f"the text has it as: {text[start:end]!r}",
        remedy=f"Quote it so, or cite it with: --start {start} --end {end}",
    )


def _nearly(quote: str, text: str) -> tuple[int, int] | None:
    words = [re.escape(word) for word in _plain(fold(quote)).split()]
    folded = fold_with_offsets(text)
    match = re.search(r"\s*".join(words), _plain(folded.text)) if words else None
    return folded.span(match.start(), match.end()) if match else None


def _plain(folded: str) -> str:
    return folded.translate(_ALIKE)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def verify_passage(study: Study, passage: str) -> Passage:
    """Check a passage against the reading it was cited from, and that reading's text against its digest.

    Raises VerificationFailed where the quotation does not stand there.
    """
    found = study.reader.passage(study.reader.whole_id("passage", passage))
    extraction = study.reader.extraction(found.extraction)
    if extraction.id != found.extraction:
        raise VerificationFailed(
            "the reading that the passage was cited from has been altered",
            where=f"extraction {found.extraction[:12]}",
            remedy="Run: synopticon doctor",
        )
    if not found.holds_in(extraction.reading.text):
        raise VerificationFailed("the quotation does not stand at its place", where=f"passage {found.id[:12]}")
    return found
