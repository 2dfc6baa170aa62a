"""How long work tells its progress without knowing who listens."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told by a verb, shown by a face. One stage at a time."""

    def stage(self, what: str, total: int | None = None) -> None:
        """A new stage begins; total None means that its length is not known."""
        ...

    def advance(self, steps: int = 1) -> None:
        """So many steps of the stage are done."""
        ...

    def note(self, sentence: str) -> None:
        """Something a person should read even when all goes well."""
        ...


class Silent:
    """A listener that shows nothing."""

    def stage(self, what: str, total: int | None = None) -> None:
        """Nothing is shown."""

    def advance(self, steps: int = 1) -> None:
        """Nothing is shown."""

    def note(self, sentence: str) -> None:
        """Nothing is shown."""
