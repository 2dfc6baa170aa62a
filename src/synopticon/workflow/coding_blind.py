"""Who codes which document, and blind double coding: others' codings stay unseen until all who code blind are done.

It keeps honest work honest. It is no lock: whoever has the study's folder can read its database.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from synopticon.coding.checking import coder_name
from synopticon.errors import NotFound, Refused
from synopticon.model.coding import Assignment, Progress
from synopticon.model.custody import Act
from synopticon.workflow.coding_acts import coder_of
from synopticon.workflow.coding_documents import document_of, whole_document

if TYPE_CHECKING:
    from synopticon.store.protocols import Writer
    from synopticon.workflow.study import Study


def assign(study: Study, documents: Iterable[str], coders: Iterable[str], *, blind: bool = False) -> list[Assignment]:
    """Give each of these documents to each of these coders; answers what is new.

    An assignment that is there stays, unless it changes whether it is blind. Raises NotFound, UsageError, Refused.
    """
    names = list(dict.fromkeys(coder_name(coder) for coder in coders))
    given: list[Assignment] = []
    with study.writing() as writer:
        for document in dict.fromkeys(whole_document(study, one) for one in documents):
            document_of(study, document)
            there = {one.coder: one for one in study.reader.assignments(document=document)}
            for name in names:
                if name not in there or there[name].blind != blind:
                    given.append(_step(study, writer, document, name, blind, Progress.ASSIGNED))
    return given


def take_back(study: Study, document: str, coder: str) -> Assignment:
    """Take an assignment back; the coder's codings stand. Raises NotFound where there is none."""
    with study.writing() as writer:
        now = _standing(study, whole_document(study, document), coder_name(coder))
        return _step(study, writer, now.document, now.coder, now.blind, Progress.DROPPED)


def mark_done(study: Study, document: str, *, coder: str | None = None, done: bool = True) -> Assignment:
    """Say that the coder is done with a document, or is not after all. Raises NotFound where it was not assigned,
    Refused where all who code it blind are done: they have seen each other's codings.
    """
    who = coder_of(study, coder)
    with study.writing() as writer:
        now = _standing(study, whole_document(study, document), who)
        if not done and now.blind and not still_blind(study, now.document):
            raise Refused(
                "a document that was coded blind stays done once all are done with it",
                where=f"document {now.document[:12]}",
                why="its coders may have seen each other's codings",
                remedy="Settle what differs: synopticon code settle",
            )
        progress = Progress.DONE if done else Progress.ASSIGNED
        if progress is now.progress:
            return now
        return _step(study, writer, now.document, now.coder, now.blind, progress)


def unseen_by(study: Study, document: str, viewer: str) -> bool:
    """Whether others' codings of the document are kept from this viewer now."""
    mine = study.reader.assignments(document=document, coder=viewer)
    return any(one.blind for one in mine) and still_blind(study, document)


def still_blind(study: Study, document: str) -> bool:
    """Whether anybody who codes the document blind is not done with it."""
    return any(one.blind and one.progress is Progress.ASSIGNED for one in study.reader.assignments(document=document))


def refuse_finished(study: Study, coder: str, documents: Iterable[str]) -> None:
    """Raises Refused where the coder codes one of these blind and is done with it."""
    for document in documents:
        mine = study.reader.assignments(document=document, coder=coder)
        if any(one.blind and one.progress is Progress.DONE for one in mine):
            raise Refused(
                "codings made blind do not change once their coder is done",
                where=f"document {document[:12]}, coder {coder}",
                why="else they would no longer show what the coder saw without the others",
                remedy="If the others are not done yet: synopticon code done --not-yet; else: synopticon code settle",
            )


def _standing(study: Study, document: str, coder: str) -> Assignment:
    for one in study.reader.assignments(document=document, coder=coder):
        return one
    raise NotFound(
        f"the document is not assigned to {coder}",
        where=f"document {document[:12]}",
        remedy="Assign it: synopticon code assign DOCUMENT --to NAME",
    )


def _step(study: Study, writer: Writer, document: str, coder: str, blind: bool, progress: Progress) -> Assignment:
    step = Assignment(document, coder, blind, progress, study.clock(), study.settings.text("study.collector"))
    writer.put_assignment(step)
    # Of a witness's text the log holds nothing.
    if study.reader.items_of([document]):
        details = {"progress": progress.value, "blind": "yes" if blind else "no"}
        writer.record(Act("coding-assignment", document, details=details))
    return step
