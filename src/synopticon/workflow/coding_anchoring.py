"""When a document was read anew: its codings are found again by their words. What cannot be is listed, never lost."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from synopticon.coding.anchoring import Anchoring, Found
from synopticon.model.coding import ActKind, Coding, Revision
from synopticon.workflow.coding_acts import keep_act
from synopticon.workflow.coding_documents import documents_of, texts_of

if TYPE_CHECKING:
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
    for document, strays in _by_document(study, documents):
        with study.writing() as writer:
            revisions, unfound = _anchored(study, document, strays, found)
            lost += unfound
            if revisions:
                keep_act(study, writer, by, ActKind.ANCHOR, revisions)
    return Anchored(dict(found), tuple(lost))


def strays(study: Study, documents: Sequence[str] | None = None) -> list[Coding]:
    """Standing codings that count into an earlier reading of their document."""
    return [coding for _, found in _by_document(study, documents) for coding in found]


def _by_document(study: Study, documents: Sequence[str] | None) -> Iterator[tuple[str, list[Coding]]]:
    wanted = list(study.reader.coded_documents()) if documents is None else list(documents)
    readings = [(one, known.reading) for one, known in documents_of(study, wanted).items() if known.reading]
    found: defaultdict[str, list[Coding]] = defaultdict(list)
    for coding in study.reader.stray_codings(readings):
        found[coding.document].append(coding)
    yield from found.items()


def _anchored(
    study: Study, document: str, codings: Sequence[Coding], found: Counter[Found]
) -> tuple[list[Revision], list[Stray]]:
    reading = documents_of(study, [document])[document].reading or ""
    texts = texts_of(study, list(dict.fromkeys([(document, reading), *((document, one.reading) for one in codings)])))
    new = texts[document, reading]
    pairs: dict[str, Anchoring] = {}
    revisions, lost = [], []
    for coding in codings:
        old = texts.get((document, coding.reading))
        if old is None:
            lost.append(Stray(coding, ""))
            continue
        place = pairs.setdefault(coding.reading, Anchoring(old, new)).anchor(coding.start, coding.end)
        if place is None:
            lost.append(Stray(coding, old[coding.start : coding.end]))
            continue
        found[place.found] += 1
        revisions.append(Revision(replace(coding, reading=reading, start=place.start, end=place.end)))
    return revisions, lost
