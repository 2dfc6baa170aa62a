"""What a rule of the gate is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from synopticon.model.released import Withholding
from synopticon.release.draft import Draft


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the list.

    protects: whom or what, as the beginning of a sentence. standing: no protocol may leave it out, because what verify
    answers rests on it. always: it is asked whether the protocol names it or not, because people's safety rests on it.
    check answers every refusal.
    """

    name: str
    protects: str
    description: str
    example: str
    standing: bool
    check: Callable[[Draft], Iterable[Withholding]]
    always: bool = False
