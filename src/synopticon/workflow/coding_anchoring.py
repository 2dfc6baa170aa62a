"""When a document was read anew: its codings are found again by their words. What cannot be is listed, never lost."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from synopticon.coding.anchoring import Anchoring, Found
from synopticon.model.coding import ActKind, Coding, CodingQuery, Revision
from synopticon.workflow.coding_acts import keep_act
from synopticon.workflow.coding_documents import documents_of, texts_of

if TYPE_CHECKING:
    from synopticon.store.protocols import Writer
    from synopticon.workflow.study import Study


@dataclass(frozen=True, slots=True)
class Stray:
    """A coding whose words were not found in the document's present text. words: as the earlier reading had them, or
    "" where that reading is gone.
    """

    coding: Coding
    words: str


@dataclass(frozen=True, slots=True)
class Anchored:
    """What anchoring did. found: codings that stand in the present text now, by how their words were found; lost:
    those that still count into an earlier reading.
    """

    found: dict[Found, int]
    lost: tuple[Stray, ...]


def anchor(study: Study, documents: Sequence[str] | None = None) -> Anchored:
    """Find the codings of these documents (whole ids), or of all, in the present text where they count into an earlier
    one. Each keeps its id, coder and history; nobody's undo is touched.
    """
    found: Counter[Found] = Counter()
    lost: list[Stray] = []
    by = study.settings.text("study.collector")
    for document, codings in _by_document(study, documents):
        with study.writing() as writer:
            reading = documents_of(study, [document])[document].reading or ""
            earlier = dict.fromkeys(coding.reading for coding in codings)
            texts = texts_of(study, [(document, one) for one in (reading, *earlier)])
            old = {one: texts[document, one] for one in earlier if (document, one) in texts}
            revisions, unfound, how = _anchored(codings, old, reading, texts[document, reading])
            if revisions:
                keep_act(study, writer, by, ActKind.ANCHOR, revisions)
        lost += unfound
        found += how
    return Anchored(dict(found), tuple(lost))


def carry_codings(study: Study, writer: Writer, document: str, old: tuple[str, str], new: tuple[str, str]) -> int:
    """Find a document's codings again in a text that takes the place of an earlier one in this transaction, for a
    document of which no earlier text is kept. old, new: reading and text. Answers how many were not found.
    """
    standing = study.reader.codings(CodingQuery(documents=(document,))).rows
    codings = [coding for coding in standing if coding.reading == old[0]]
    revisions, lost, _ = _anchored(codings, dict([old]), *new)
    if revisions:
        keep_act(study, writer, study.settings.text("study.collector"), ActKind.ANCHOR, revisions)
    return len(lost)


def _by_document(study: Study, documents: Sequence[str] | None) -> Iterator[tuple[str, list[Coding]]]:
    wanted = list(study.reader.coded_documents()) if documents is None else list(documents)
    readings = [(one, known.reading) for one, known in documents_of(study, wanted).items() if known.reading]
    found: defaultdict[str, list[Coding]] = defaultdict(list)
    for coding in study.reader.stray_codings(readings):
        found[coding.document].append(coding)
    yield from found.items()


def _anchored(
    codings: Sequence[Coding], old: Mapping[str, str], reading: str, new: str
) -> tuple[list[Revision], list[Stray], Counter[Found]]:
    """These codings as they stand in the text `new` of that reading. old: the texts of earlier readings."""
    pairs: dict[str, Anchoring] = {}
    revisions: list[Revision] = []
    lost: list[Stray] = []
    found: Counter[Found] = Counter()
    for coding in codings:
        if coding.reading not in old:
            lost.append(Stray(coding, ""))
            continue
        text = old[coding.reading]
        if coding.reading not in pairs:
            pairs[coding.reading] = Anchoring(text, new)
        place = pairs[coding.reading].anchor(coding.start, coding.end)
        if place is None:
            lost.append(Stray(coding, text[coding.start : coding.end]))
            continue
        found[place.found] += 1
        revisions.append(Revision(replace(coding, reading=reading, start=place.start, end=place.end)))
    return revisions, lost, found
