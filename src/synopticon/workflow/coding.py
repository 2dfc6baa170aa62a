"""Code: give a span of a document a code, change or take away a coding, undo and redo. Nothing is overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from synopticon.coding.checking import check_span
from synopticon.coding.undoing import reverse
from synopticon.errors import NotFound, StudyBusy, UsageError
from synopticon.model.coding import ActKind, Code, CodedDocument, Coding, CodingAct, CodingQuery, Revision
from synopticon.workflow.codebook import code_named, codebook_of, new_id
from synopticon.workflow.coding_acts import coder_of, keep_act
from synopticon.workflow.coding_blind import refuse_finished
from synopticon.workflow.coding_documents import document_of, whole_document

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

LEAST = 4
"""Characters of a coding's id that a person must give at least."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be coded. document: whole id. reading: the one into which the offsets were counted, where that was some
    time ago; if the document has been read anew since, the span is refused.
    """

    document: str
    start: int
    end: int
    code: str
    memo: str = ""
    reading: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What an act did. codings: as they are now, in their order; kept: codings that undo left, since somebody has
    changed the same part of them since. act: None where nothing was left to do.
    """

    act: CodingAct | None
    codings: tuple[Coding, ...]
    kept: tuple[Coding, ...] = ()


def give(
    study: Study,
    document: str,
    code: str,
    *,
    start: int,
    end: int,
    coder: str | None = None,
    memo: str = "",
) -> Coding:
    """Give the span [start, end) of a document, in code points, a code. document, code: as people name them.

    The same span given the same code by the same coder again changes nothing. Raises NotFound, UsageError for a span
    that is empty, reversed or outside the text and for a retired code, Refused for a withdrawn document.
    """
    chosen, _ = code_named(study, code)
    mark = Mark(whole_document(study, document), start, end, chosen.id, memo)
    done = give_many(study, [mark], coder=coder)
    return done.codings[0]


def give_many(study: Study, marks: Sequence[Mark], *, coder: str | None = None) -> Done:
    """Give several spans their codes, in one act that one undo takes back. codes: ids. Raises as `give` does."""
    who = coder_of(study, coder)
    with study.writing() as writer:
        among = tuple({mark.code for mark in marks})
        book = codebook_of(study, only=among)
        codes = {code.id: code for code in book.codes}
        documents = {one: document_of(study, one) for one in sorted({mark.document for mark in marks})}
        refuse_finished(study, who, documents)
        wanted = CodingQuery(documents=tuple(documents), codes=among, coders=(who,))
        there = {_place(one): one for one in study.reader.codings(wanted).rows}
        given: list[Coding] = []
        new: list[Revision] = []
        for mark in marks:
            at = documents[mark.document]
            _check_reading(mark, at)
            check_span(mark.start, mark.end, at.length, f"document {at.id[:12]}")
            _check_code(codes, mark.code)
            coding = Coding(
                new_id(study), at.id, at.reading or "", mark.start, mark.end, mark.code, who,
                book.version, study.clock(), mark.memo.strip(),
            )  # fmt: skip
            known = there.setdefault(_place(coding), coding)
            if known is coding:
                new.append(Revision(coding))
            given.append(known)
        act = keep_act(study, writer, who, ActKind.CODE, new) if new else None
    return Done(act, tuple(given))


def change(
    study: Study,
    coding: str,
    *,
    code: str | None = None,
    span: tuple[int, int] | None = None,
    memo: str | None = None,
    coder: str | None = None,
) -> Coding:
    """Give a coding another code, span or memo; what is None stays. The coding keeps its id.

    Raises UsageError where it is another coder's, or was taken away.
    """
    who = coder_of(study, coder)
    with study.writing() as writer:
        before = _own(study, coding, who)
        refuse_finished(study, who, [before.document])
        after = before
        if code is not None:
            chosen, version = code_named(study, code)
            _check_code({chosen.id: chosen}, chosen.id)
            after = replace(after, code=chosen.id, version=version)
        if span is not None:
            document = document_of(study, before.document)
            check_span(*span, document.length, f"document {document.id[:12]}")
            after = replace(after, reading=document.reading or "", start=span[0], end=span[1])
        if memo is not None:
            after = replace(after, memo=memo.strip())
        if after != before:
            keep_act(study, writer, who, ActKind.CHANGE, [Revision(after)])
    return after


def remove(study: Study, codings: Sequence[str], *, coder: str | None = None) -> Done:
    """Take codings away, in one act; their history stays. Raises UsageError where one is another coder's."""
    who = coder_of(study, coder)
    with study.writing() as writer:
        taken = {one.id: one for one in (_own(study, coding, who) for coding in codings)}
        refuse_finished(study, who, {one.document for one in taken.values()})
        revisions = [Revision(one, stands=False) for one in taken.values()]
        act = keep_act(study, writer, who, ActKind.REMOVE, revisions) if revisions else None
    return Done(act, tuple(taken.values()))


def undo(study: Study, *, coder: str | None = None, document: str | None = None) -> Done:
    """Take back the coder's last act, or the last on that document alone. act is None where there is none."""
    return _turn(study, coder, document, ActKind.UNDO)


def redo(study: Study, *, coder: str | None = None, document: str | None = None) -> Done:
    """Do again what the coder took back last. act is None where there is nothing, or something else was done since."""
    return _turn(study, coder, document, ActKind.REDO)


def whole_coding(study: Study, said: str) -> str:
    """The id of the coding that begins so. Raises NotFound where none or more than one does."""
    found = study.reader.codings_named(said) if len(said) >= LEAST else []
    if said in found:
        return said
    if len(found) != 1:
        why = ", ".join(one[:12] for one in found) if found else None
        what = f"{len(found)} codings begin with {said}" if found else f"there is no coding {said}"
        raise NotFound(what, why=why, remedy="See: synopticon code list")
    return found[0]


def _turn(study: Study, coder: str | None, document: str | None, kind: ActKind) -> Done:
    who = coder_of(study, coder)
    where = whole_document(study, document) if document else None
    undone = kind is ActKind.REDO
    with study.writing() as writer:
        found = study.reader.next_act(who, undone=undone, document=where)
        if found is None:
            return Done(None, ())
        reversal = reverse(study.reader.act_changes(found.id))
        refuse_finished(study, who, {one.coding.document for one in reversal.revisions})
        # An undo names the act that it takes back; what takes the undo back does that act again.
        keep_act(study, writer, who, kind, reversal.revisions, of=found.of or found.id)
    return Done(found, tuple(one.coding for one in reversal.revisions), reversal.kept)


def _own(study: Study, said: str, who: str) -> Coding:
    now = study.reader.coding(whole_coding(study, said))
    if now.coding.coder != who:
        raise UsageError(
            f"that coding is {now.coding.coder}'s",
            where=f"coding {now.coding.id[:12]}",
            why=f"you work as {who}; a coder changes nobody else's codings",
            remedy="Settle the difference: synopticon code settle; or name yourself with --coder.",
        )
    if not now.stands:
        raise UsageError("that coding was taken away", where=f"coding {now.coding.id[:12]}")
    return now.coding


def _check_code(codes: dict[str, Code], code: str) -> None:
    if code not in codes:
        raise NotFound(f"no code has the id {code}", remedy="See: synopticon codebook show")
    if codes[code].retired:
        raise UsageError(
            f"the code “{codes[code].name}” is retired",
            remedy="Choose another, or offer it again: synopticon codebook retire --back CODE",
        )


def _check_reading(mark: Mark, at: CodedDocument) -> None:
    if mark.reading not in (None, at.reading):
        raise StudyBusy(
            "the document has been read anew meanwhile",
            where=f"document {at.id[:12]}",
            why="the span counts into its earlier text",
            remedy="Open it again and mark the words there; nothing was kept.",
        )


def _place(coding: Coding) -> tuple[str, str, int, int, str]:
    return coding.document, coding.reading, coding.start, coding.end, coding.code
