"""Memos: notes on the study, a code or a document. Each wording is kept; a coding carries its own memo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synopticon.errors import NotFound, UsageError
from synopticon.model.coding import Memo
from synopticon.model.custody import Act
from synopticon.model.digests import digest_of
from synopticon.workflow.codebook import code_named, new_id
from synopticon.workflow.coding_acts import coder_of
from synopticon.workflow.coding_documents import whole_document

if TYPE_CHECKING:
    from synopticon.store.protocols import Writer
    from synopticon.workflow.study import Study

KINDS = ("study", "code", "document")


def write_memo(study: Study, text: str, *, kind: str = "study", about: str = "", by: str | None = None) -> Memo:
    """A new memo. about: the code or document as people name it. Raises UsageError where it is empty, NotFound."""
    who = coder_of(study, by)
    memo = Memo(new_id(study), _about(study, kind, about), kind, _said(text), who, study.clock())
    with study.writing() as writer:
        _keep(study, writer, memo)
    return memo


def reword_memo(study: Study, memo: str, text: str, *, by: str | None = None) -> Memo:
    """Another wording of a memo, which keeps its id and its history. Raises NotFound, UsageError."""
    before = memo_of(study, memo)
    after = Memo(before.id, before.about, before.kind, _said(text), coder_of(study, by), study.clock())
    with study.writing() as writer:
        _keep(study, writer, after)
    return after


def remove_memo(study: Study, memo: str) -> Memo:
    """Take a memo away; what it said stays in its history. Raises NotFound."""
    before = memo_of(study, memo)
    with study.writing() as writer:
        _keep(study, writer, before, stands=False)
    return before


def memo_of(study: Study, said: str) -> Memo:
    """The standing memo whose id begins so. Raises NotFound."""
    found = [one for one in study.reader.memos() if said and one.id.startswith(said)]
    if len(found) != 1:
        what = f"{len(found)} memos begin with {said}" if found else f"there is no memo {said}"
        raise NotFound(what, remedy="See: synopticon code memos")
    return found[0]


def _about(study: Study, kind: str, about: str) -> str:
    if kind == "study":
        return ""
    if kind == "code":
        return code_named(study, about)[0].id
    if kind == "document":
        return whole_document(study, about)
    raise UsageError(f"a memo cannot be on a {kind}", remedy=f"Choose one of: {', '.join(KINDS)}.")


def _said(text: str) -> str:
    if not text.strip():
        raise UsageError("the memo is empty", remedy="Write what is to be kept in mind.")
    return text.strip()


def _keep(study: Study, writer: Writer, memo: Memo, *, stands: bool = True) -> None:
    writer.put_memo(memo, stands=stands)
    # Of a witness's text the log holds nothing.
    if memo.kind != "document" or study.reader.items_of([memo.about]):
        subject = memo.about or "study"
        details = {"memo": memo.id, "stands": "yes" if stands else "no"}
        writer.record(Act("coding-memo", subject, digest_of(["memo", memo.id, memo.text, memo.by]), details))
