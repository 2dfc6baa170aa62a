"""Agreement: the figures with their intervals, and the disagreements side by side, each to be settled with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from synopticon.errors import UsageError
from synopticon.web.desk import AtDesk
from synopticon.web.session import Undo
from synopticon.workflow import coding as work
from synopticon.workflow.agreement import LEVELS, Asked, agreement, compare
from synopticon.workflow.agreement_told import Difference, counted, differences_of, rows_of
from synopticon.workflow.coding_settling import settle

router = APIRouter()
START, GIVE = "synopticon codebook start", "synopticon code give DOCUMENT CODE --quote WORDS --coder NAME"
PER_PAGE = 20
SHOWN = 240
"""Characters of the beginning, and of the end, of long words that are shown."""


class Chosen(BaseModel):
    """What is compared, as the address says it. coders: parted by commas; empty for all."""

    code: str = ""
    level: str = LEVELS[0]
    coders: str = ""
    settled: bool = False
    page: int = Field(default=1, ge=1, le=100_000)

    def asked(self) -> Asked:
        """The same for the workflow."""
        names = tuple(name.strip() for name in self.coders.split(",") if name.strip())
        return Asked(self.code or None, self.level, names or None)

    def address(self, path: str = "/agreement", **other: object) -> str:
        """The page with another value for some of its fields."""
        usual = Chosen()
        fields = {
            name: value for name, value in {**self.model_dump(), **other}.items() if value != getattr(usual, name)
        }
        return path + (f"?{urlencode(fields)}" if fields else "")


@dataclass(frozen=True, slots=True)
class Version:
    """What one coder, or several alike, marked of a disagreement. number: the key that chooses it, from 1.

    span: from the first to the last character marked, None where nothing was. before, words, after: of the text shown.
    """

    number: int
    coders: tuple[str, ...]
    span: tuple[int, int] | None
    before: str
    words: str
    after: str


@router.get("/agreement")
def agreeing(desk: AtDesk, chosen: Annotated[Chosen, Query()]) -> Response:
    """Where the coders differ, a page of it; the figures come after, since their intervals take a while."""
    found: list[Difference] = []
    refused = None
    try:
        compared = compare(desk.study, chosen.asked())
        found = differences_of(desk.study, compared, chosen.asked())
    except UsageError as error:
        refused = error
    wanted = [one for one in found if chosen.settled or not one.settled]
    first = (chosen.page - 1) * PER_PAGE
    return desk.page(
        "agreement.html",
        "/codes",
        "Agreement",
        chosen=chosen,
        refused=refused,
        begin=GIVE if desk.study.reader.codebook() else START,
        levels=LEVELS,
        total=len(wanted),
        settled=sum(one.settled for one in found),
        differences=[(one, versions_of(one)) for one in wanted[first : first + PER_PAGE]],
        each=PER_PAGE,
    )


@router.get("/agreement/figures")
def figures(desk: AtDesk, chosen: Annotated[Chosen, Query()]) -> Response:
    """The table: a part of the page for its module, else a page of its own."""
    answer = agreement(desk.study, chosen.asked())
    told = {"rows": rows_of(answer), "counted": counted(answer), "chosen": chosen}
    if desk.partial:
        return desk.part("parts/figures.html", **told)
    return desk.page("figures.html", "/codes", "Agreement", **told)


class Settled(BaseModel):
    """What shall count: `choice` is the span as "START-END", or "nothing"."""

    codings: str
    code: str
    choice: str = Field(pattern=r"^(nothing|\d{1,9}-\d{1,9})$")
    reason: str = Field("", max_length=2000)
    back: str = "/agreement"


@router.post("/agreement/settle")
def settled(desk: AtDesk, asked: Annotated[Settled, Form()]) -> Response:
    """Keep what shall count between the coders' codings, which stand as they are."""
    ids = [one for one in asked.codings.split(",") if one]
    span = None if asked.choice == "nothing" else _span(asked.choice)
    settle(desk.study, ids, asked.reason, code=asked.code if span else None, span=span)
    said = "Settled: the code stands there." if span else "Settled: nothing counts there."
    return desk.done(said, asked.back, Undo("Undo it", "/agreement/undo", {"back": asked.back}))


class Back(BaseModel):
    """The page to return to."""

    back: str = "/agreement"


@router.post("/agreement/undo")
def undone(desk: AtDesk, asked: Annotated[Back, Form()]) -> Response:
    """Take the last act of the one who settles back."""
    done = work.undo(desk.study)
    return desk.done("Took the last act back." if done.act else "There is nothing to take back.", asked.back)


def versions_of(one: Difference) -> list[Version]:
    """The different versions of a disagreement, those who marked something first; coders who agree share one."""
    alike: dict[tuple[tuple[int, int], ...], list[str]] = {}
    for mark in one.marks:
        alike.setdefault(mark.spans, []).append(mark.coder)
    found = []
    for number, (spans, coders) in enumerate(sorted(alike.items(), key=lambda row: not row[0]), 1):
        span = (spans[0][0], spans[-1][1]) if spans else None
        start, end = (span[0] - one.start, span[1] - one.start) if span else (0, 0)
        words = [_clipped(part) for part in (one.words[:start], one.words[start:end], one.words[end:])]
        found.append(Version(number, tuple(coders), span, *words))
    return found


def _clipped(words: str) -> str:
    """Words whose middle is left out where they are long: what differs are their ends."""
    return words if len(words) <= 2 * SHOWN else f"{words[:SHOWN]} […] {words[-SHOWN:]}"


def _span(choice: str) -> tuple[int, int]:
    start, _, end = choice.partition("-")
    return int(start), int(end)
