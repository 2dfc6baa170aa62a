"""The open study that all pages read, and one of its own for each piece of long work."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from synopticon.workflow.study import Study

Opener = Callable[[Path], Study]


class Studies:
    """Studies over one folder. Threads may share a study: its store lends each of them a connection of its own."""

    def __init__(self, folder: Path, opener: Opener = Study) -> None:
        self.folder, self._opener = folder, opener
        self._shared: Study | None = None
        self._lock = threading.Lock()

    def shared(self) -> Study:
        """The study of the pages, opened with the first one. Raises NotAStudy, NewerStudy, StorageFailed."""
        with self._lock:
            if self._shared is None:
                self._shared = self._opener(self.folder)
            return self._shared

    def own(self) -> Study:
        """A study of the caller's, who closes it. Raises NotAStudy, NewerStudy, StorageFailed."""
        return self._opener(self.folder)

    def close(self) -> None:
        """Close the pages' study."""
        with self._lock:
            if self._shared is not None:
                self._shared.close()
                self._shared = None
