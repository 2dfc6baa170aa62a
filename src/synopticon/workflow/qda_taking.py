"""Codings and memos of a project as the study keeps them; what it has no place for is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from synopticon.coding.checking import coder_name
from synopticon.coding.exchange.carrying import Carrying
from synopticon.coding.exchange.guids import guid_of, id_of
from synopticon.coding.exchange.project import Coding as Given
from synopticon.coding.exchange.project import Project, Remark, Selection, Source
from synopticon.coding.exchange.qdpx import OURS
from synopticon.errors import UsageError
from synopticon.model.coding import SETTLED, ActKind, CodedDocument, Coding, CodingQuery, Memo, Revision, SpanRow
from synopticon.workflow.codebook import new_id
from synopticon.workflow.coding_acts import keep_act
from synopticon.workflow.coding_documents import texts_of

if TYPE_CHECKING:
    from synopticon.store.protocols import Writer
    from synopticon.workflow.study import Study

NOBODY = "imported"
"""Who gave a code where the file does not say."""
_MEMO = "Memo"
"""The name under which our own export writes memos; any other name is a title."""
_NO_PLACE = (
    ("cases", "cases; the study makes its own of outlets and witnesses"),
    ("variables", "variables with their values"),
    ("groups", "sets"),
    ("kept", "pictures, recordings, PDFs or graphs"),
    ("members", "other files"),
)
Place = tuple[str, str, int, int, str, str]
Spanned = tuple[str, int, int, str]


class Taking:
    """One project's codings and memos on their way in. there: the study's document by a source's GUID; codes: the
    study's code by a code's GUID.
    """

    def __init__(
        self, study: Study, project: Project, there: Mapping[str, CodedDocument], codes: Mapping[str, str]
    ) -> None:
        self._study, self._project, self._there, self._codes = study, project, there, codes
        self._users = {user.guid: self._coder(user.name or user.initials or NOBODY) for user in project.users}
        self._notes = {memo.guid: memo for memo in project.memos}
        self._used: set[str] = set()
        self._linked = self._links()
        self.remarks: list[Remark] = []
        self.coders: set[str] = set()
        self.new = self.again = self.memos = 0

    def write(self, writer: Writer) -> None:
        """Keep what is new: one act for each coder, then the memos."""
        taken = {row.id: _spanned(row) for row in self._study.reader.coding_spans(CodingQuery())}
        documents = tuple({document.id for document in self._there.values()})
        standing = self._study.reader.codings(CodingQuery(documents=documents)).rows
        places = {_place(one) for one in standing}
        by_coder: dict[str, list[Revision]] = {}
        for coding in self._codings():
            if _place(coding) in places or taken.get(coding.id) == _spanned(coding):
                self.again += 1
                continue
            places.add(_place(coding))
            by_coder.setdefault(coding.coder, []).append(Revision(self._own(coding, taken)))
        for coder, revisions in sorted(by_coder.items()):
            keep_act(self._study, writer, coder, ActKind.CODE, revisions)
            self.new += len(revisions)
            self.coders.add(coder)
        held = {memo.id for memo in self._study.reader.memos()}
        for memo in self._memos():
            if memo.id not in held:
                held.add(memo.id)
                writer.put_memo(memo)
                self.memos += 1

    def say_what_is_left(self) -> None:
        """Remark what has no place in a study."""
        # Of a file from here the study itself makes the same cases and variables again.
        known = ("cases", "variables") if (self._project.origin or "").startswith(OURS) else ()
        for part, what in _NO_PLACE:
            if (number := len(getattr(self._project, part))) and part not in known:
                self.remarks.append(Remark(part, f"{number:,} {what}"))
        if links := len(self._project.links) - sum(map(len, self._linked.values())):
            self.remarks.append(Remark("links", f"{links:,} links between things that are no notes"))
        codings = sum(one.codings for one in self._project.kept)
        if codings:
            self.remarks.append(Remark("media-codings", f"{codings:,} codings of pictures, pages or recordings"))
        for source in self._project.sources:
            left = sum(len(selection.codings) for selection in source.selections)
            if source.guid not in self._there and left:
                told = f"{left:,} codings of a text that the study does not have"
                self.remarks.append(Remark("missing-document", told, source.name or source.guid))

    def _links(self) -> dict[str, list[str]]:
        """The notes that a link ties to a selection, by its GUID: so NVivo writes annotations."""
        found: dict[str, list[str]] = {}
        for link in self._project.links:
            for note, other in ((link.origin, link.target), (link.target, link.origin)):
                if note in self._notes and other is not None and other not in self._notes:
                    found.setdefault(other, []).append(str(note))
        return found

    def _codings(self) -> Iterator[Coding]:
        texts = texts_of(self._study, [(one.id, one.reading or "") for one in self._there.values()])
        book = self._study.reader.codebook()
        version = book.version if book else 0
        for source in self._project.sources:
            document = self._there.get(source.guid)
            if document is None or document.reading is None:
                continue
            text = texts.get((document.id, document.reading), "")
            carrying = Carrying(source.text, text) if source.text is not None else None
            for selection in self._selections(source, text):
                for given in selection.codings:
                    span = _span(carrying, selection, text)
                    if span is None:
                        told = f"a coding at {selection.start}–{selection.end} was not found in the study's text"
                        self.remarks.append(Remark("not-found", told, document.title))
                        continue
                    yield self._coding(given, selection, document, span, version)

    def _selections(self, source: Source, text: str) -> Iterator[Selection]:
        yield from source.selections
        if source.codings:
            told = f"{len(source.codings):,} codes of a whole text were given to all of its characters"
            self.remarks.append(Remark("whole-source", told, source.name, lost=False))
            end = len(source.text if source.text is not None else text)
            yield Selection(source.guid, 0, end, codings=source.codings)

    def _coding(
        self, given: Given, selection: Selection, document: CodedDocument, span: tuple[int, int], version: int
    ) -> Coding:
        words = [self._words(selection), *(self._worded(note) for note in given.notes)]
        coder = self._users.get(given.by or selection.stamp.by or "", NOBODY)
        return Coding(
            id_of(given.guid),
            document.id,
            document.reading or "",
            *span,
            self._codes[given.code],
            coder,
            version,
            self._moment(given.at or selection.stamp.at),
            "\n\n".join(word for word in words if word).strip(),
        )

    def _words(self, selection: Selection) -> str:
        """What is noted about a span: its description and the notes that belong to it."""
        notes = (*selection.notes, *self._linked.get(selection.guid, ()))
        return "\n\n".join(word for word in (selection.description or "", *map(self._worded, notes)) if word)

    def _own(self, coding: Coding, taken: dict[str, Spanned]) -> Coding:
        """The coding under an id that no other has: a file must not overwrite what somebody else coded."""
        if coding.id in taken:
            coding = replace(coding, id=new_id(self._study))
        taken[coding.id] = _spanned(coding)
        return coding

    def _memos(self) -> Iterator[Memo]:
        for source in self._project.sources:
            if source.guid in self._there:
                yield from self._about_document(source, self._there[source.guid].id)
        for code in self._project.every_code():
            for note in code.notes:
                yield from self._noted(note, self._codes[code.guid], "code")
        if self._project.description:
            guid = guid_of(f"description {self._project.name} {self._project.description}")
            yield self._memo(id_of(guid), "", "study", self._project.description, self._project)
        for note in [guid for guid in self._notes if guid not in self._used]:
            yield from self._noted(note, "", "study")

    def _about_document(self, source: Source, document: str) -> Iterator[Memo]:
        if source.description:
            yield self._memo(id_of(source.guid), document, "document", source.description, source)
        for note in source.notes:
            yield from self._noted(note, document, "document")
        for selection in source.selections:
            words = "" if selection.codings else self._words(selection)
            if words and source.text is not None:
                quoted = f"“{source.text[selection.start : selection.end]}” ({selection.start}–{selection.end})"
                yield self._memo(id_of(selection.guid), document, "document", f"{quoted}: {words}", selection)

    def _noted(self, guid: str, about: str, kind: str) -> Iterator[Memo]:
        note = self._notes.get(guid)
        if note is not None:
            yield self._memo(id_of(guid), about, kind, self._worded(guid), note)

    def _memo(self, identity: str, about: str, kind: str, text: str, made: Source | Selection | Project) -> Memo:
        by = self._users.get(made.stamp.by or "", NOBODY)
        return Memo(identity, about, kind, text, by, self._moment(made.stamp.at))

    def _worded(self, guid: str) -> str:
        """A note's title, description and text."""
        self._used.add(guid)
        note = self._notes.get(guid)
        if note is None:
            return ""
        title = note.name if note.name and note.name != _MEMO else ""
        return "\n\n".join(part for part in (title, note.description or "", note.text or "") if part)

    def _coder(self, name: str) -> str:
        try:
            return coder_name(name)
        except UsageError:
            return f"{NOBODY} {SETTLED}" if name.casefold() == SETTLED else NOBODY

    def _moment(self, written: str | None) -> datetime:
        try:
            found = datetime.fromisoformat(written) if written else self._study.clock()
        except ValueError:
            found = self._study.clock()
        return found if found.tzinfo else found.replace(tzinfo=UTC)


def _span(carrying: Carrying | None, selection: Selection, text: str) -> tuple[int, int] | None:
    start, end = selection.start, selection.end
    if carrying is not None:
        found = carrying.span(start, end)
    elif selection.name is not None and text[start:end] != selection.name:
        # A table has the words of the span and not its text.
        at = text.find(selection.name)
        found = (at, at + len(selection.name)) if at >= 0 and text.find(selection.name, at + 1) < 0 else None
    else:
        found = (start, end) if start >= 0 and end <= len(text) else None
    return found if found is not None and found[0] < found[1] else None


def _spanned(row: Coding | SpanRow) -> Spanned:
    return row.document, row.start, row.end, row.code


def _place(coding: Coding) -> Place:
    return coding.document, coding.reading, coding.start, coding.end, coding.code, coding.coder
