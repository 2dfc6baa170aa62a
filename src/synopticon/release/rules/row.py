"""What a rule of the gate is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from synopticon.model.released import Withholding
from synopticon.release.draft import Draft


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the list. protects: whom or what, as the beginning of a sentence. check answers every refusal."""

    name: str
    protects: str
    description: str
    example: str
    check: Callable[[Draft], Iterable[Withholding]]
