"""The open study of each thread: a connection is never shared between two requests that run at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from synopticon.workflow.study import Study

Opener = Callable[[Path], Study]


class Studies:
    """Studies over one folder, opened when a thread first asks and closed all together."""

    def __init__(self, folder: Path, opener: Opener = Study) -> None:
        self.folder, self._opener = folder, opener
        self._here = threading.local()
        self._all: list[Study] = []
        self._lock = threading.Lock()

    def here(self) -> Study:
        """This thread's study. Raises NotAStudy, NewerStudy, StorageFailed."""
        study: Study | None = getattr(self._here, "study", None)
        if study is None:
            study = self._opener(self.folder)
            self._here.study = study
            with self._lock:
                self._all.append(study)
        return study

    def close(self) -> None:
        """Give every connection back."""
        with self._lock:
            opened, self._all = self._all, []
        for study in opened:
            study.close()
