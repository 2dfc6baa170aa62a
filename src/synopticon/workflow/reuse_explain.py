"""Two texts beside each other, without a study: what they share, whether that binds them, and what drifted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from synopticon.errors import NotFound
from synopticon.model.reuse import BINDING
from synopticon.reuse.documents import Document
from synopticon.reuse.drift import Drift
from synopticon.reuse.explaining import Explained, explain
from synopticon.reuse.translations.explaining import ExplainedTranslation, explain_translation
from synopticon.workflow.jsonl_corpus import JsonlCorpus
from synopticon.workflow.reading_files import read_paths

AROUND = 24
"""Code points shown on either side of a change."""


@dataclass(frozen=True, slots=True)
class SharedText:
    """The same words on both sides: as the first text writes them, with [start, end] in code points on either side."""

    text: str
    here: tuple[int, int]
    there: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Change:
    """A number, a date or a name that differs: on either side the words, where they stand, and a few words around them.

    here, there: [start, end] in code points. here_around, there_around: with the change itself in brackets.
    """

    kind: str
    before: str
    after: str
    here: tuple[int, int]
    there: tuple[int, int]
    here_around: str
    there_around: str


@dataclass(frozen=True, slots=True)
class Clue:
    """A place of the one text that a place of the other answers: what it is, in both writings, with [start, end]."""

    what: str
    here: tuple[int, int]
    there: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Translation:
    """What speaks for one text being a translation of the other: two languages, a probability from 0 to 1, whether a
    trace proposes it, and the clues. It binds nothing.
    """

    languages: tuple[str, str]
    probability: float
    proposed: bool
    reasons: tuple[str, ...]
    clues: tuple[Clue, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What two texts are to each other.

    verdict: in plain words. kind: of the relation; None where there is none. score: how much of the shorter text is
    shared, from 0 to 1. translation: where they are of two languages.
    """

    verdict: str
    kind: str | None
    score: float | None
    reasons: tuple[str, ...]
    shared: tuple[SharedText, ...]
    drift: tuple[Change, ...]
    translation: Translation | None = None


def explain_pair(a: str, b: str, documents: Path | None = None) -> Told:
    """Compare two files, or two documents of a corpus by their ids.

    Raises NotFound, and what reading raises.
    """
    if documents is None:
        one, other = _file(a), _file(b)
        texts = {one.id: one.text, other.id: other.text}
        translation = explain_translation(one, other, (one, other), lambda ids: {name: texts[name] for name in ids})
        return _told(one.text, other.text, explain(one, other), translation)
    corpus = JsonlCorpus(documents)
    wanted = {document.id: document for document in corpus.documents() if document.id in (a, b)}
    for name in (a, b):
        if name not in wanted:
            raise NotFound(f"no document bears the id {name!r}", where=str(documents))
    translation = explain_translation(wanted[a], wanted[b], corpus.documents(), corpus.texts)
    return _told(wanted[a].text, wanted[b].text, explain(wanted[a], wanted[b]), translation)


def _file(path: str) -> Document:
    row = next(iter(read_paths([Path(path)])))
    if not row["text"]:
        raise NotFound("there is no text to compare", where=path, why="; ".join(row["warnings"]) or None)
    return Document(path, row["text"], row["title"], published=row["published"], language=row["language"])


def _told(text: str, other: str, found: Explained, translation: ExplainedTranslation | None) -> Told:
    if found.verdict is None and translation and translation.proposed:
        verdict = "Possibly translated: they count on their own until a person joins them."
    elif found.verdict is None:
        verdict = "They share nothing that says anything."
    elif found.verdict.kind in BINDING:
        verdict = "One origin: they count once."
    else:
        verdict = "Not one origin: they count on their own."
    return Told(
        verdict,
        None if found.verdict is None else str(found.verdict.kind),
        None if found.verdict is None else found.verdict.score / 1000,
        () if found.verdict is None else found.verdict.reasons,
        tuple(SharedText(text[s.a_start : s.a_end], (s.a_start, s.a_end), (s.b_start, s.b_end)) for s in found.spans),
        tuple(_change(text, other, drift) for drift in found.drift),
        _translation(translation) if translation else None,
    )


def _translation(found: ExplainedTranslation) -> Translation:
    clues = tuple(Clue(what, here, there) for here, there, what in found.evidence)
    return Translation(found.languages, found.probability / 1000, found.proposed, found.reasons, clues)


def _change(a: str, b: str, drift: Drift) -> Change:
    here, there = (drift.a_start, drift.a_end), (drift.b_start, drift.b_end)
    return Change(str(drift.kind), drift.before, drift.after, here, there, _around(a, *here), _around(b, *there))


def _around(text: str, start: int, end: int) -> str:
    """The words from start to end in brackets, a few before and behind, on one line."""
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    before, behind = text[first:start].split(" ", 1) if first else ["", text[:start]], text[end:last]
    if last < len(text):
        behind = behind.rsplit(" ", 1)[0] + " …"
    return " ".join(f"{'… ' if first else ''}{before[-1]}[{text[start:end]}]{behind}".split())
