"""What the tracing engine tells, as the stages of a progress bar."""

from __future__ import annotations

from synopticon.workflow.progress import Progress

NAMES = {
    "fingerprinting": "Taking fingerprints",
    "verifying": "Comparing texts",
    "translating": "Looking for translations",
}


class TracingStages:
    """Begins a bar when the engine comes to another stage. documents: how many there are, where that is known."""

    def __init__(self, progress: Progress, documents: int | None = None) -> None:
        self._progress, self._documents = progress, documents
        self._stage = ""

    def __call__(self, stage: str, steps: int, total: int | None) -> None:
        if stage != self._stage:
            self._stage = stage
            self._progress.stage(NAMES[stage], total or (self._documents if stage == "fingerprinting" else None))
        self._progress.advance(steps)
