"""Sign a working text from the terminal: the state of the review, and the signature of one reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from synopticon.errors import Refused, UsageError
from synopticon.model.testimony import Standing
from synopticon.workflow.review_opening import open_review

if TYPE_CHECKING:
    from synopticon.workflow.study import Study


@dataclass(frozen=True, slots=True)
class State:
    """How far a review has come. decided, open: places decided on, and those this reader has yet to look at."""

    pseudonym: str
    decided: int
    open: int
    readers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """What a signature did. text: the id of the working text, once two readers have signed it."""

    pseudonym: str
    reader: str
    standing: Standing
    readers: tuple[str, ...]
    text: str | None


def sign_interview(
    study: Study,
    pseudonym: str,
    files: Sequence[Path],
    ask: Callable[[Path], str],
    reader: str,
    tell: Callable[[State], object] = lambda _: None,
) -> Signature:
    """Sign what the review has made of a witness's transcript. files: identity files of the vault; tell: the state.

    Raises Refused while anything is undecided, and for a reader who signed it already, in whatever letters; UsageError
    for a reader without a name; what `open_review` raises.
    """
    name = " ".join(reader.split())
    if not name:
        raise UsageError("a signature needs its reader's name", remedy="Give it: --reader NAME")
    review = open_review(study, pseudonym, files, ask, name)
    try:
        sheet = review.sheet
        tell(State(pseudonym, sheet.decided, sheet.open, sheet.signed))
        if any(name.casefold() == signed.casefold() for signed in sheet.signed):
            raise Refused(
                "the people in the transcript are protected by two readers, each another person",
                where=pseudonym,
                why=f"{name} has signed this text already",
                remedy="Let a second reader look at it and sign.",
            )
        review.sign()
        kept = review.kept
    finally:
        review.close()
    return Signature(pseudonym, name, kept.standing, kept.readers, kept.text)
