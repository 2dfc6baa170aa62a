"""Acts on the coding page: give a code, take codings away, note, undo, redo, be done with a document."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from pydantic import Field
from starlette.responses import Response

from synopticon.errors import UsageError
from synopticon.web.desk import AtDesk
from synopticon.web.routes.coding import Who, answered, named, words_agree
from synopticon.workflow import coding as work
from synopticon.workflow.coding_blind import mark_done
from synopticon.workflow.coding_documents import read_document
from synopticon.workflow.coding_memos import write_memo
from synopticon.workflow.coding_quotations import span_of

router = APIRouter(prefix="/code/{document}")


class Given(Who):
    """A code for words: by their offsets in code points with themselves, or by a quotation alone."""

    code: str
    start: int | None = None
    end: int | None = None
    exact: str = ""
    quote: str = ""
    occurrence: int | None = None
    memo: str = Field("", max_length=20_000)


class Changed(Who):
    """A coding, and another code for it; without one, its new memo, which may be empty."""

    coding: str
    code: str = ""
    memo: str = Field("", max_length=20_000)


class Taken(Who):
    """A coding to be taken away."""

    coding: str


class Note(Who):
    """A memo on the document."""

    text: str = Field(max_length=20_000)


class Done(Who):
    """Whether the coder is done with the document."""

    done: bool = True


@router.post("/give")
def given(desk: AtDesk, document: str, asked: Annotated[Given, Form()]) -> Response:
    """Give words of the text a code."""
    occurrence = asked.occurrence
    quote = asked.quote.replace("\r\n", "\n").strip() or None
    if quote is None and asked.start is None:
        raise UsageError("no words were chosen", remedy="Choose words of the text, or copy them into the form.")
    start, end = span_of(desk.study, document, quote=quote, start=asked.start, end=asked.end, occurrence=occurrence)
    _, text = read_document(desk.study, document)
    words_agree(text, start, end, asked.exact)
    made = work.give(desk.study, document, asked.code, start=start, end=end, coder=asked.coder or None, memo=asked.memo)
    return answered(desk, document, f"Coded {named(text[start:end])}.", asked, made.id)


@router.post("/change")
def changed(desk: AtDesk, document: str, asked: Annotated[Changed, Form()]) -> Response:
    """Give a coding of one's own another code or memo."""
    code, memo = (asked.code, None) if asked.code else (None, asked.memo)
    made = work.change(desk.study, asked.coding, code=code, memo=memo, coder=asked.coder or None)
    return answered(desk, document, "Changed the coding.", asked, made.id)


@router.post("/remove")
def removed(desk: AtDesk, document: str, asked: Annotated[Taken, Form()]) -> Response:
    """Take a coding of one's own away; its history stays."""
    work.remove(desk.study, [asked.coding], coder=asked.coder or None)
    return answered(desk, document, "Took the coding away. Undo brings it back.", asked)


@router.post("/undo")
def undone(desk: AtDesk, document: str, asked: Annotated[Who, Form()]) -> Response:
    """Take the coder's last act on this document back."""
    done = work.undo(desk.study, coder=asked.coder or None, document=document)
    said = "Took the last act back." if done.act else "There is nothing to take back."
    return answered(desk, document, said + _kept(done), asked)


@router.post("/redo")
def redone(desk: AtDesk, document: str, asked: Annotated[Who, Form()]) -> Response:
    """Do again what the coder took back last."""
    done = work.redo(desk.study, coder=asked.coder or None, document=document)
    said = "Did the act again." if done.act else "There is nothing to do again."
    return answered(desk, document, said + _kept(done), asked)


@router.post("/memo")
def noted(desk: AtDesk, document: str, asked: Annotated[Note, Form()]) -> Response:
    """Keep a memo on the document."""
    write_memo(desk.study, asked.text, kind="document", about=document, by=asked.coder or None)
    return answered(desk, document, "Kept the memo.", asked)


@router.post("/done")
def finished(desk: AtDesk, document: str, asked: Annotated[Done, Form()]) -> Response:
    """Say that one is done with the document, or not after all."""
    mark_done(desk.study, document, coder=asked.coder or None, done=asked.done)
    said = "You are done with this document." if asked.done else "You are not done with this document after all."
    return answered(desk, document, said, asked)


def _kept(done: work.Done) -> str:
    return f" {len(done.kept)} codings were changed since, and stay as they are." if done.kept else ""
