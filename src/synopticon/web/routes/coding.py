"""Coding: the codebook as a tree, and the page on which a document is read and coded by keyboard or mouse."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query
from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

from synopticon.errors import UsageError
from synopticon.model.coding import CodingQuery, DocumentKind
from synopticon.web.blocks import blocks_of
from synopticon.web.coding_view import data_of, listed_around, offered, rows_of, view_of
from synopticon.web.desk import AtDesk, Desk
from synopticon.web.filters import PER_PAGE
from synopticon.web.session import Undo
from synopticon.web.templates import render
from synopticon.web.words import shorten
from synopticon.workflow.codebook import Tree, change_code, codebook_of
from synopticon.workflow.coding_documents import all_documents, documents_of, whole_document
from synopticon.workflow.coding_retrieval import Wanted, quotes, retrieve_codings

router = APIRouter()
LISTED = 100
"""Documents listed beside the codebook, the most coded first."""

Coder = Annotated[str, Query(max_length=80)]
Span = Annotated[str, Query(pattern=r"^(\d{1,9}-\d{1,9})?$", description="A span to be shown, in code points.")]


@router.get("/codes")
def codes(desk: AtDesk, version: int | None = None) -> Response:
    """The codebook now or at a version, with how often each code was given, and what can be coded."""
    reader = desk.study.reader
    if reader.codebook() is None:
        return desk.page("codes.html", "/codes", "Codes", book=None, coded=[], testimony=[])
    book = codebook_of(desk.study, version)
    coded = sorted(reader.coded_documents().items(), key=lambda row: (-row[1], row[0]))[:LISTED]
    known = documents_of(desk.study, [one for one, _ in coded])
    return desk.page(
        "codes.html",
        "/codes",
        "Codes",
        book=book,
        tree=Tree(book.codes),
        offered={one.id: one for one in offered(desk.study)},
        present=version is None,
        versions=list(reversed(reader.codebook_versions())),
        given=reader.code_counts(CodingQuery()),
        coded=[(known[one], number) for one, number in coded if one in known],
        testimony=[one for one in all_documents(desk.study) if one.kind is DocumentKind.TESTIMONY][:LISTED],
    )


@router.get("/codes/{code}")
def passages(desk: AtDesk, code: str, coder: Coder = "", page: Annotated[int, Query(ge=1, le=100_000)] = 1) -> Response:
    """A code with all below it: its definition, and the passages that bear it, as far as consent lets them be shown."""
    wanted = Wanted(codes=(code,), coders=(coder,) if coder else ())
    found = retrieve_codings(desk.study, wanted)
    first = (page - 1) * PER_PAGE
    return desk.page(
        "code.html",
        "/codes",
        found.tree.find(code).name,
        code=found.tree.find(code),
        code_path=found.tree.path(found.tree.find(code).id),
        below=found.tree.children(found.tree.find(code).id),
        total=len(found.rows),
        number=page,
        coder=coder,
        quotes=quotes(desk.study, replace(found, rows=found.rows[first : first + PER_PAGE])),
        memos=desk.study.reader.memos(about=found.tree.find(code).id, kind="code"),
    )


class NewKey(BaseModel):
    """The character that gives a code on the coding page; empty for none."""

    key: str = ""


@router.post("/codes/{code}/key")
def key_given(desk: AtDesk, code: str, asked: Annotated[NewKey, Form()]) -> Response:
    """Give a code a key, or take it away."""
    before = Tree(codebook_of(desk.study).codes).find(code)
    key = asked.key.strip() or None
    change_code(desk.study, replace(before, key=key))
    said = f"“{before.name}” is given by the key {key}." if key else f"“{before.name}” has no key."
    undo = Undo("Undo the change", f"/codes/{before.id}/key", {"key": before.key or ""})
    return desk.done(said, f"/codes#{before.id}", undo)


@router.get("/code/{document}")
def coding(desk: AtDesk, document: str, coder: Coder = "", only: Coder = "", at: Span = "") -> Response:
    """One document: its text with stripes for what is coded, the codes, and what was coded by whom."""
    whole = whole_document(desk.study, document)
    view, text = view_of(desk.study, whole, coder, only)
    known = offered(desk.study)
    span = [int(part) for part in at.split("-")] if at else None
    return desk.page(
        "coding.html",
        "/codes",
        view.document.title or "Untitled",
        view=view,
        codes=known,
        data=data_of(view, known) | {"at": span},
        listed=listed_around(view, span[0] if span else 0),
        chunks=blocks_of(text),
        asked_coder=coder,
    )


class Who(BaseModel):
    """Who codes, whose codings the page shows (empty: the study's usual name, everybody's), and where the person is."""

    coder: str = ""
    only: str = ""
    near: int = 0


def address(document: str, coder: str = "", only: str = "") -> str:
    """The page of a document before a coder, an address that can be kept."""
    asked = {name: value for name, value in (("coder", coder), ("only", only)) if value}
    return f"/code/{document}" + (f"?{urlencode(asked)}" if asked else "")


def answered(desk: Desk, document: str, sentence: str, asked: Who, new: str = "") -> Response:
    """What an act left: for the page's module the codings as they are now, else the page itself.

    new: the id of the coding that the act made or changed.
    """
    coder, only = asked.coder, asked.only
    if not desk.partial:
        return desk.done(sentence, address(document, coder, only))
    view, _ = view_of(desk.study, document, coder, only)
    place = next((one.coding.start for one in view.shown if one.coding.id == new), asked.near)
    around = listed_around(view, place)
    listed = render("parts/codings.html", csrf=desk.session.csrf, view=view, asked_coder=coder, listed=around)
    return JSONResponse({"rows": rows_of(view), "listed": listed, "said": sentence, "new": new})


def words_agree(text: str, start: int, end: int, exact: str) -> None:
    """Raises UsageError where the words that were chosen in the browser are not those at this place."""
    # A form carries every line feed as CR LF.
    if exact and text[start:end] != exact.replace("\r\n", "\n"):
        raise UsageError(
            "the words chosen are not those at this place of the text",
            why="the document was read anew since the page was opened",
            remedy="Load the page again and choose the words once more.",
        )


def named(words: str) -> str:
    """Words as a sentence quotes them."""
    return f"“{shorten(words, 60)}”"
