"""Search in what witnesses said: signed texts whose consent has not ended, each as testimony under its pseudonym."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from synopticon.errors import StaleIndex
from synopticon.language.query import All, Asked, Either, Filter, Node, Not, wanted
from synopticon.language.snippets import Snippet, snippet
from synopticon.workflow.testimony_index import FOLDER, refresh_testimony_index

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

MOST = 200
"""Witnesses shown at most; a study has some hundred."""
ANSWERED = frozenset({"language"})
"""Restrictions that testimony can meet; every other one is about published documents."""


@dataclass(frozen=True, slots=True)
class TestimonyRow:
    """A witness whose signed text was found. text: its id."""

    pseudonym: str
    text: str
    language: str | None
    snippet: Snippet


def search_testimony(study: Study, tree: Node, asked: Asked) -> tuple[TestimonyRow, ...]:
    """The signed texts that the tree finds, best first. Makes the index where it is missing. Raises StudyBusy."""
    if not _can_meet(tree):
        return ()
    today = study.clock().date()
    witnesses = {one.id: one for one in study.reader.witnesses() if one.usable(today)}
    texts = {one.id: one for one in study.reader.working_texts() if one.witness in witnesses}
    if not texts:
        return ()
    words = wanted(asked.tree)
    return tuple(
        TestimonyRow(witnesses[text.witness].pseudonym, text.id, text.language, snippet(text.text, words))
        for text in (texts[one] for one in _found(study, tree) if one in texts)
    )


def _found(study: Study, tree: Node) -> tuple[str, ...]:
    from synopticon.store.index import Index

    folder = study.folder / FOLDER
    try:
        return Index(folder).search(tree, members=lambda _: (), limit=MOST).items
    except StaleIndex:
        refresh_testimony_index(study)
        return Index(folder).search(tree, members=lambda _: (), limit=MOST).items


def _can_meet(tree: Node) -> bool:
    match tree:
        case Filter(name, _):
            return name in ANSWERED
        case Not(part):
            return _can_meet(part)
        case All(parts) | Either(parts):
            return all(_can_meet(part) for part in parts)
        case _:
            return True
