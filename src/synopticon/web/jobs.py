"""Long work in the background: one job at a time, each with its own study, its progress, its time left and a stop."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from time import monotonic

from synopticon.errors import SynopticonError, Unforeseen
from synopticon.web.studies import Studies
from synopticon.workflow.progress import Progress
from synopticon.workflow.study import Study

LOG = logging.getLogger(__name__)
KEPT = 50
NOTES_KEPT = 200


class Stopped(KeyboardInterrupt):
    """A person stopped the job; verbs treat it as Ctrl-C, so what was acknowledged is kept."""


class State(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a job did, in a sentence, and where it can be seen."""

    sentence: str
    path: str | None = None
    verb: str | None = None
    notes: tuple[str, ...] = ()


Work = Callable[[Study, Progress], Outcome]


@dataclass(slots=True)
class Job:
    """One piece of long work. It is itself the Progress that the verb tells; `stop` takes effect at the next step."""

    number: int
    title: str
    work: Work
    state: State = State.WAITING
    doing: str = ""
    done: int = 0
    total: int | None = None
    notes: list[str] = field(default_factory=list)
    outcome: Outcome | None = None
    error: SynopticonError | None = None
    _stop: threading.Event = field(default_factory=threading.Event)
    _since: float = 0.0

    @property
    def open(self) -> bool:
        """True while there is something to wait for."""
        return self.state in (State.WAITING, State.RUNNING)

    def stop(self) -> None:
        """Ask the job to end."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """True where the job was asked to end and has not ended yet."""
        return self.open and self._stop.is_set()

    def stage(self, what: str, total: int | None = None) -> None:
        """A new stage begins."""
        self._heed()
        self.doing, self.total, self.done, self._since = what, total, 0, monotonic()

    def advance(self, steps: int = 1) -> None:
        """So many steps are done."""
        self.done += steps
        self._heed()

    def note(self, sentence: str) -> None:
        """Keep a sentence for the person who watches."""
        if len(self.notes) < NOTES_KEPT:
            self.notes.append(sentence)

    def seconds_left(self) -> int | None:
        """An estimate from the pace of this stage, or None where its length or pace is not known yet."""
        passed = monotonic() - self._since
        if self.state is not State.RUNNING or not self.total or not self.done or passed < 1:
            return None
        return max(0, round(passed * (self.total - self.done) / self.done))

    def _heed(self) -> None:
        if self._stop.is_set():
            raise Stopped


class Jobs:
    """The jobs of one process, worked off one after the other: a study has one writer."""

    def __init__(self, studies: Studies) -> None:
        self._studies = studies
        self._queue: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._jobs: list[Job] = []
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._numbers = 0

    def start(self, title: str, work: Work) -> Job:
        """Queue a job; the first one starts the thread."""
        with self._lock:
            self._numbers += 1
            job = Job(self._numbers, title, work)
            self._jobs = [*self._jobs[-KEPT:], job]
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="synopticon-jobs", daemon=True)
                self._thread.start()
        self._queue.put(job)
        return job

    def all(self) -> list[Job]:
        """Every job that is still remembered, the latest first."""
        return self._jobs[::-1]

    def open(self) -> list[Job]:
        """Jobs that wait or run."""
        return [job for job in self._jobs if job.open]

    def find(self, number: int) -> Job | None:
        """A job by its number."""
        return next((job for job in self._jobs if job.number == number), None)

    def close(self) -> None:
        """Stop what runs and wait for it to end cleanly."""
        for job in self.open():
            job.stop()
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join(timeout=30)

    def _run(self) -> None:
        while (job := self._queue.get()) is not None:
            self._work(job)

    def _work(self, job: Job) -> None:
        job.state = State.RUNNING
        try:
            job._heed()
            with self._studies.own() as study:
                job.outcome = job.work(study, job)
        except Stopped:
            job.state = State.STOPPED
        except SynopticonError as error:
            job.error, job.state = error, State.FAILED
        except Exception as error:  # noqa: BLE001 - the thread goes on to the next job, whatever became of this one
            job.error, job.state = Unforeseen.of(error, "the workbench failed in this work"), State.FAILED
            # Neither the failure's own words nor the title: both may hold what a source says.
            LOG.error("job %d: %s", job.number, job.error.why)
        else:
            job.state = State.DONE
