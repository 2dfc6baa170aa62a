"""Acts on one item: correct its facts, withdraw it, bring it back, cite words of it into a finding."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from pydantic import BaseModel, Field
from starlette.responses import Response

from synopticon.errors import UsageError
from synopticon.model.finding import Basis, Stance
from synopticon.model.item import Item
from synopticon.web.desk import AtDesk, Desk
from synopticon.web.session import Undo
from synopticon.web.words import short, shorten
from synopticon.workflow.cite import cite
from synopticon.workflow.judge import CORRECTABLE, clear, correct, restore, withdraw

router = APIRouter(prefix="/items/{item}")


class Correction(BaseModel):
    """Facts as the form holds them; what is the same as before is no correction."""

    title: str = ""
    outlet: str = ""
    published: str = ""
    language: str = ""
    reason: str = Field(max_length=2000)

    def changes(self, item: Item) -> dict[str, str]:
        """The facts that differ from the item's."""
        given = {name: str(getattr(self, name)).strip() for name in CORRECTABLE}
        return {name: fact for name, fact in given.items() if fact and fact != (getattr(item, name) or "")}


class Reason(BaseModel):
    """Why."""

    reason: str = Field(max_length=2000)


class Citation(BaseModel):
    """Words of the text, chosen in the browser: their offsets in code points and themselves."""

    start: int
    end: int
    exact: str
    finding: str = ""
    proposition: str = ""
    stance: Stance = Stance.SUPPORTS
    basis: Basis = Basis.UNKNOWN
    note: str = ""


@router.post("/correct")
def corrected(desk: AtDesk, item: str, asked: Annotated[Correction, Form()]) -> Response:
    """Put a person's facts in place of the document's."""
    before = desk.study.reader.item(item)
    changes = asked.changes(before)
    if not changes:
        raise UsageError("nothing differs from what is known already", remedy="Change a fact, then correct it.")
    correct(desk.study, item, changes, asked.reason)
    said = ", ".join(f"{name} to “{fact}”" for name, fact in changes.items())
    return desk.done(f"Corrected {said}.", f"/items/{item}", _undo_correction(desk, before, tuple(changes)))


@router.post("/clear")
def cleared(desk: AtDesk, item: str, asked: Annotated[Reason, Form()]) -> Response:
    """Take every judgement on the item back."""
    clear(desk.study, f"item:{item}", asked.reason)
    return desk.done("Took the judgements on this item back; the log keeps what they were.", f"/items/{item}")


@router.post("/withdraw")
def withdrawn(desk: AtDesk, item: str, asked: Annotated[Reason, Form()]) -> Response:
    """Take a mistaken capture out of every count and list."""
    withdraw(desk.study, item, asked.reason)
    undo = Undo("Bring it back", f"/items/{item}/restore", {"reason": "the withdrawal was undone at once"})
    return desk.done(f"Withdrew {_name(desk, item)}. Its bytes and its history stay.", f"/items/{item}", undo)


@router.post("/restore")
def restored(desk: AtDesk, item: str, asked: Annotated[Reason, Form()]) -> Response:
    """Bring a withdrawn capture back."""
    restore(desk.study, item, asked.reason)
    undo = Undo("Withdraw it again", f"/items/{item}/withdraw", {"reason": "bringing it back was undone at once"})
    return desk.done(f"Brought {_name(desk, item)} back.", f"/items/{item}", undo)


@router.post("/cite")
def cited(desk: AtDesk, item: str, asked: Annotated[Citation, Form()]) -> Response:
    """Cut the chosen words out and bring them to a finding, a new one where none is named."""
    from synopticon.workflow.find import add_finding, bring

    passage = cite(desk.study, item, start=asked.start, end=asked.end)
    # A form carries every line feed as CR LF.
    if passage.exact != asked.exact.replace("\r\n", "\n"):
        raise UsageError(
            "the words chosen are not those at this place of the text",
            why="the document was read anew since the page was opened",
            remedy="Load the page again and choose the words once more.",
        )
    if not asked.finding and not asked.proposition.strip():
        raise UsageError("a passage is cited into a finding", remedy="Choose a finding, or write a proposition.")
    key = asked.finding or add_finding(desk.study, asked.proposition).key
    bring(desk.study, key, passage.id, stance=asked.stance, basis=asked.basis, note=asked.note)
    undo = Undo("Take it back", f"/findings/{key}/take-back", {"passage": passage.id})
    words = shorten(passage.exact, 60)
    return desk.done(f"Cited “{words}” into {key}; it {asked.stance} the finding.", f"/items/{item}", undo)


def _undo_correction(desk: Desk, before: Item, changed: tuple[str, ...]) -> Undo:
    reason = "the correction was undone at once"
    known = {name: getattr(before, name) or "" for name in changed}
    others = [one for one in desk.study.reader.judgements(f"item:{before.id}")[:-1] if one.verdict != "clear"]
    if others and all(known.values()):
        return Undo("Undo the correction", f"/items/{before.id}/correct", {**known, "reason": reason})
    return Undo("Undo the correction", f"/items/{before.id}/clear", {"reason": reason})


def _name(desk: Desk, item: str) -> str:
    title = desk.study.reader.item(item).title
    return f"“{shorten(title, 60)}”" if title else f"item {short(item)}"
