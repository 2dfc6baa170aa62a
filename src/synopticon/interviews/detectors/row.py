"""What a detector is: a row of the list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from synopticon.interviews.hearing import Hearing
from synopticon.interviews.span import Found


@dataclass(frozen=True, slots=True)
class Detector:
    """name: as it stands beside each span. example: words that it finds. needs: what it cannot do without."""

    name: str
    description: str
    example: str
    needs: str
    find: Callable[[Hearing], Iterable[Found]]
