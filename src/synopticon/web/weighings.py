"""What was weighed once is not weighed again until the study changes: lists and pages ask for the same counts often."""

from __future__ import annotations

from datetime import date
from threading import Lock

from synopticon.model.corroboration import Corroboration
from synopticon.workflow.find import weigh
from synopticon.workflow.study import Study

KEPT = 500


class Weighings:
    """Answers by finding, each good for one state of the custody log, which every change of a study moves on, and for
    one day: consents end by the clock.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._head: tuple[str | None, date] | None = None
        self._known: dict[str, Corroboration] = {}

    def of(self, study: Study, key: str) -> Corroboration:
        """On how many independent origins the finding rests. Raises NotFound."""
        head = study.reader.counts().last_custody, study.clock().date()
        with self._lock:
            if head != self._head:
                self._head, self._known = head, {}
            if key in self._known:
                return self._known[key]
        weighed = weigh(study, key)
        with self._lock:
            if head == self._head and len(self._known) < KEPT:
                self._known[key] = weighed
        return weighed
