"""Finds the compiled kernel, or says why there is none. Which of the two ways ran is never left unsaid."""

from __future__ import annotations

import ctypes
import os
from dataclasses import dataclass
from functools import cache

from synopticon.errors import MissingPart
from synopticon.kernel.building import REMEDY, library_path

ENVIRONMENT = "SYNOPTICON_KERNEL"
"""Chooses a way by name; where it is not set, the compiled one where it stands."""
COMPILED, NUMPY = "compiled", "numpy"

NO_MEMORY, BROKEN = 1, 2


@dataclass(frozen=True, slots=True)
class Kernel:
    """The library, or why there is none."""

    library: ctypes.CDLL | None
    why: str | None


def kernel() -> ctypes.CDLL | None:
    """The library by which to compute; None where NumPy does it.

    Raises MissingPart where a way is asked for by a name that none bears, or the compiled one where it cannot be had.
    """
    asked = os.environ.get(ENVIRONMENT, "")
    if asked == NUMPY:
        return None
    found = find_kernel()
    if asked not in ("", COMPILED):
        known = f"{COMPILED} and {NUMPY} are known"
        raise MissingPart(f"no kernel is called {asked!r}", where=ENVIRONMENT, why=known, remedy="Name one of these.")
    if asked == COMPILED and found.library is None:
        raise MissingPart("the compiled kernel is not here", where=ENVIRONMENT, why=found.why, remedy=REMEDY)
    return found.library


def way() -> str:
    """By which of the two ways texts are compared. Raises as `kernel` does."""
    return NUMPY if kernel() is None else COMPILED


@cache
def find_kernel() -> Kernel:
    """Load the library, once."""
    place = library_path()
    if not place.exists():
        return Kernel(None, "it was not built with this installation")
    try:
        return Kernel(ctypes.CDLL(str(place)), None)
    except OSError as error:
        return Kernel(None, f"it cannot be loaded: {error}")


def check(answer: int) -> None:
    """Raises MemoryError or ValueError where a function of the library could not answer."""
    if answer == NO_MEMORY:
        raise MemoryError
    if answer == BROKEN:
        raise ValueError("the columns handed to the kernel do not belong together")
