"""Adjudication: where coders differ, what shall count, with the reason, beside their own codings, which stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from synopticon.coding.checking import check_span
from synopticon.errors import Refused, UsageError
from synopticon.model.coding import SETTLED, ActKind, Coding, Revision, Settlement
from synopticon.workflow.codebook import code_named, new_id
from synopticon.workflow.coding import Done, whole_coding
from synopticon.workflow.coding_acts import coder_of, keep_act
from synopticon.workflow.coding_blind import still_blind
from synopticon.workflow.coding_documents import document_of

if TYPE_CHECKING:
    from synopticon.workflow.study import Study


def settle(
    study: Study,
    beside: Sequence[str],
    reason: str,
    *,
    code: str | None = None,
    span: tuple[int, int] | None = None,
    by: str | None = None,
) -> tuple[Settlement, Done]:
    """Settle between codings of one document. code: what shall count there; None: nothing shall.

    span: of the settled coding; else the first coding's. The settled coding stands under the coder's name “settled”.
    `undo` of the person who settled takes it back. Raises UsageError for an empty reason and for codings of several
    documents, Refused while somebody codes the document blind.
    """
    who = coder_of(study, by)
    if not reason.strip():
        raise UsageError("a settlement needs its reason", remedy="Say why in a few words: --reason WHY")
    with study.writing() as writer:
        codings = [_standing(study, one) for one in dict.fromkeys(beside)]
        at = _document(study, codings)
        settled: Coding | None = None
        if code is not None:
            chosen, version = code_named(study, code)
            start, end = span or (codings[0].start, codings[0].end)
            document = document_of(study, at)
            check_span(start, end, document.length, f"document {at[:12]}")
            reading = document.reading or ""
            if not span and codings[0].reading != reading:
                raise UsageError(
                    "the coding counts into an earlier reading of the document",
                    where=f"coding {codings[0].id[:12]}",
                    remedy="Find its words again: synopticon code anchor",
                )
            settled = Coding(new_id(study), at, reading, start, end, chosen.id, SETTLED, version, study.clock(), "")
        ids = tuple(one.id for one in codings)
        settlement = Settlement(
            new_id(study), at, settled.id if settled else None, ids, reason.strip(), who, study.clock()
        )
        revisions = [Revision(settled)] if settled else []
        act = keep_act(study, writer, who, ActKind.SETTLE, revisions, settlement=settlement)
    return settlement, Done(act, (settled,) if settled else ())


def _standing(study: Study, said: str) -> Coding:
    now = study.reader.coding(whole_coding(study, said))
    if not now.stands:
        raise UsageError("that coding was taken away", where=f"coding {now.coding.id[:12]}")
    if now.coding.coder == SETTLED:
        raise UsageError(
            "that coding is settled already",
            where=f"coding {now.coding.id[:12]}",
            remedy="Take the settlement back: synopticon code undo; then settle between the coders' own codings.",
        )
    return now.coding


def _document(study: Study, codings: Sequence[Coding]) -> str:
    documents = {one.document for one in codings}
    if len(documents) != 1:
        what = "codings of several documents cannot be settled at once" if documents else "no coding was named"
        raise UsageError(what, remedy="Name the codings of one place: synopticon code list DOCUMENT")
    document = documents.pop()
    if still_blind(study, document):
        raise Refused(
            "what is coded blind is settled when all are done",
            where=f"document {document[:12]}",
            remedy="See who is not: synopticon code assignments",
        )
    return document
