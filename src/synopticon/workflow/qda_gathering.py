"""Gather what is coded in a study as one project for other tools; a witness's text only as far as consent reaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from synopticon.coding.exchange.code_notes import Notes, described
from synopticon.coding.exchange.guids import guid_of
from synopticon.coding.exchange.project import (
    Case,
    Code,
    Coding,
    Project,
    Remark,
    Selection,
    Source,
    Stamp,
    User,
    Value,
    Variable,
)
from synopticon.coding.exchange.project import Kind as VariableKind
from synopticon.coding.tree import Tree
from synopticon.errors import Refused, UsageError
from synopticon.model import coding as model
from synopticon.model.coding import CodedDocument, CodingQuery, DocumentKind, Progress
from synopticon.workflow.coding_documents import document_of, documents_of, texts_of, whole_document
from synopticon.workflow.qda_writing import ORIGIN

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

_QUOTED = 60
"""Characters of its words that name a selection."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """A project of the study's, the documents in it, and what of the study it cannot say."""

    project: Project
    documents: tuple[CodedDocument, ...]
    remarks: tuple[Remark, ...]


def withheld(document: CodedDocument, on: date) -> str | None:
    """Why a document's text may not be handed to others on that day; None where it may.

    Only texts that two readers have signed are documents at all; of these, the terms must permit sharing and not have
    expired.
    """
    if document.kind is not DocumentKind.TESTIMONY:
        return None
    if document.terms is None:
        return "its consent is not known here"
    if document.terms.expires is not None and on > document.terms.expires:
        return f"consent expired on {document.terms.expires.isoformat()}"
    return None if document.terms.sharing else "the witness did not permit handing the text to others"


def gather(study: Study, named: Sequence[str] = (), *, permitted_only: bool = False) -> Gathered:
    """The codebook, and all documents that are coded, or those named, with codings and memos.

    permitted_only: leave out witnesses' texts that may not be shared; else they are refused by name. Raises NotFound,
    UsageError, Refused.
    """
    remarks: list[Remark] = []
    documents = _documents(study, named, permitted_only, remarks)
    book = study.reader.codebook()
    codes = book.codes if book else ()
    if not codes and not documents:
        raise UsageError(
            "nothing is coded in this study yet",
            remedy="Begin a codebook: synopticon codebook start; then code: synopticon code give",
        )
    gathering = _Gathering(study, documents, Tree(codes), remarks)
    return Gathered(gathering.project(), tuple(documents), tuple(remarks))


def _documents(study: Study, named: Sequence[str], permitted_only: bool, remarks: list[Remark]) -> list[CodedDocument]:
    if named:
        ids = list(dict.fromkeys(whole_document(study, said) for said in named))
        found = [document_of(study, one) for one in ids]
    else:
        about = {memo.about for memo in study.reader.memos(kind="document")}
        wanted = sorted({*study.reader.coded_documents(), *about})
        there = documents_of(study, wanted)
        found = [there[one] for one in wanted if one in there]
        if len(found) < len(wanted):
            gone = len(wanted) - len(found)
            remarks.append(Remark("withdrawn", f"{gone:,} coded documents were withdrawn or cannot be read"))
    today = study.clock().date()
    reasons = {one.id: reason for one in found if (reason := withheld(one, today))}
    if reasons and not permitted_only:
        raise Refused(
            "witnesses are protected: their texts may not be handed to others",
            why="; ".join(f"{why}: {', '.join(ones)}" for why, ones in _by_reason(found, reasons).items()),
            remedy="Name other documents with --documents, or leave these out with --permitted-only.",
        )
    remarks.extend(Remark("consent", reasons[one.id], one.case) for one in found if one.id in reasons)
    return [one for one in found if one.id not in reasons]


def _by_reason(documents: Sequence[CodedDocument], reasons: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in documents:
        if one.id in reasons:
            found.setdefault(reasons[one.id], []).append(one.case)
    return found


class _Gathering:
    """One project in the making."""

    def __init__(self, study: Study, documents: Sequence[CodedDocument], tree: Tree, remarks: list[Remark]) -> None:
        self._study, self._documents, self._tree, self._remarks = study, documents, tree, remarks
        self._users: dict[str, User] = {}
        self._memos: dict[tuple[str, str], list[model.Memo]] = {}
        for memo in study.reader.memos():
            self._memos.setdefault((memo.kind, memo.about), []).append(memo)
        self._kept: list[Source] = []

    def project(self) -> Project:
        """All of it."""
        codes = tuple(self._code(code) for code in self._tree.children(None))
        sources = self._sources()
        cases, variables = self._cases()
        notes = self._notes("study", "")
        self._say_what_is_left()
        return Project(
            name=self._study.settings.text("study.title") or "study",
            origin=ORIGIN,
            users=tuple(self._users.values()),
            codes=codes,
            variables=variables,
            cases=cases,
            sources=sources,
            memos=tuple(self._kept),
            notes=notes,
        )

    def _user(self, name: str) -> str:
        return self._users.setdefault(name, User(guid_of(f"coder {name}"), name)).guid

    def _notes(self, kind: str, about: str) -> tuple[str, ...]:
        found = self._memos.get((kind, about), [])
        for memo in found:
            stamp = Stamp(self._user(memo.by), _at(memo.at))
            self._kept.append(Source(guid_of(memo.id), "Memo", memo.text, stamp=stamp, inline=True))
        return tuple(guid_of(memo.id) for memo in found)

    def _code(self, code: model.Code) -> Code:
        said = Notes(code.definition, code.include, code.exclude, code.examples, code.key)
        return Code(
            guid_of(code.id),
            code.name,
            described(said),
            code.colour,
            not code.retired,
            self._notes("code", code.id),
            tuple(self._code(child) for child in self._tree.children(code.id)),
        )

    def _sources(self) -> tuple[Source, ...]:
        readings = {one.id: one.reading for one in self._documents if one.reading is not None}
        texts = texts_of(self._study, list(readings.items()))
        found = self._study.reader.codings(CodingQuery(documents=tuple(one.id for one in self._documents))).rows
        of: dict[str, list[model.Coding]] = {}
        for coding in found:
            of.setdefault(coding.document, []).append(coding)
        return tuple(
            self._source(one, texts.get((one.id, one.reading or ""), ""), of.get(one.id, [])) for one in self._documents
        )

    def _source(self, document: CodedDocument, text: str, codings: Sequence[model.Coding]) -> Source:
        strays = sum(1 for coding in codings if coding.reading != document.reading)
        if strays:
            told = f"{strays:,} codings count into an earlier reading of their document and were left out"
            self._remarks.append(Remark("earlier-reading", told, document.title))
        return Source(
            guid_of(document.id),
            document.title,
            text,
            None,
            tuple(self._selection(coding, text) for coding in codings if coding.reading == document.reading),
            notes=self._notes("document", document.id),
            values=tuple(
                Value(_variable(name).guid, VariableKind.TEXT, value) for name, value in document.attributes.items()
            ),
        )

    def _selection(self, coding: model.Coding, text: str) -> Selection:
        by, at = self._user(coding.coder), _at(coding.at)
        words = " ".join(text[coding.start : coding.end].split())
        name = words if len(words) <= _QUOTED else f"{words[:_QUOTED].rstrip()}..."
        given = Coding(guid_of(coding.id), guid_of(coding.code), by, at)
        guid = guid_of(f"span of {coding.id}")
        return Selection(guid, coding.start, coding.end, name, coding.memo or None, (given,), (), Stamp(by, at))

    def _cases(self) -> tuple[tuple[Case, ...], tuple[Variable, ...]]:
        names = sorted({one.case for one in self._documents if one.case})
        cases = tuple(
            Case(
                guid_of(f"case {name}"),
                name,
                sources=tuple(guid_of(one.id) for one in self._documents if one.case == name),
            )
            for name in names
        )
        attributes = sorted({name for one in self._documents for name in one.attributes})
        return cases, tuple(_variable(name) for name in attributes)

    def _say_what_is_left(self) -> None:
        reader, ids = self._study.reader, {one.id for one in self._documents}
        for kind, number, what in (
            ("versions", max(0, len(reader.codebook_versions()) - 1), "earlier versions of the codebook"),
            ("settlements", sum(1 for one in reader.settlements() if one.document in ids), "reasons of settlements"),
            ("assignments", sum(1 for one in reader.assignments() if one.document in ids), "assignments to coders"),
        ):
            if number:
                self._remarks.append(Remark(kind, f"{number:,} {what} have no place in such a file"))
        blind = {one.document for one in reader.assignments() if one.blind and one.progress is Progress.ASSIGNED} & ids
        if blind:
            told = f"{len(blind):,} documents are still coded blind: keep this file from those who code them"
            self._remarks.append(Remark("blind", told, lost=False))


def _variable(name: str) -> Variable:
    return Variable(guid_of(f"variable {name}"), name)


def _at(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
