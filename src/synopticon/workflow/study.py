"""A study on disk: its folder, its protocol, its store and its archive, opened together and closed together."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from synopticon.errors import NotAStudy
from synopticon.settings import PROTOCOL, Settings, read_settings

if TYPE_CHECKING:
    from synopticon.store.archive import Archive
    from synopticon.store.protocols import Reader, Store, Writer

ENVIRONMENT = "SYNOPTICON_STUDY"


def utc_now() -> datetime:
    """The present moment in UTC, to the microsecond."""
    return datetime.now(UTC)


def study_folder(folder: str | os.PathLike[str] | None) -> Path:
    """The folder that is meant: the one named, else the one named by SYNOPTICON_STUDY, else the current one."""
    return Path(folder or os.environ.get(ENVIRONMENT) or Path.cwd())


class Study:
    """An open study. A context manager; `close` gives the database back.

    clock and random are passed in, so that tests and the demonstration are the same on every run.
    """

    def __init__(
        self,
        folder: Path,
        *,
        clock: Callable[[], datetime] = utc_now,
        random: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        """Open the study in folder. Raises NotAStudy, NewerStudy, StorageFailed, and StudyError where a witness
        withdrew and that cannot be finished now.
        """
        from synopticon.store.archive import Archive
        from synopticon.store.opening import open_store
        from synopticon.workflow.replaying import replay

        # Whoever changes the current folder later still means this study.
        self.folder = folder = folder.absolute()
        if not os.path.isfile(folder / PROTOCOL):  # noqa: PTH113 - a folder that may not be entered holds none for us
            raise NotAStudy(
                "there is no study here",
                where=str(folder),
                why=f"{PROTOCOL} is missing"
                if os.access(folder, os.X_OK)
                else "nothing here may look into that folder",
                remedy="Name one with --study, or begin one: synopticon init DIR",
            )
        self.settings: Settings = read_settings(folder / PROTOCOL)
        replay(folder, self.settings)
        self.clock, self.random = clock, random
        self.store: Store = open_store(folder, self.settings.text("database.url"), clock=clock, begin=False)
        self.archive: Archive = Archive(folder / "archive")

    @classmethod
    def create(
        cls,
        folder: str | os.PathLike[str],
        *,
        title: str = "",
        question: str = "",
        notice: str = "",
        database: str = "",
    ) -> Self:
        """Begin a study in folder, which may exist but must hold no study. Raises StudyError, StorageFailed.

        notice: a sentence for every page. database: a PostgreSQL URL; empty means SQLite in the folder.
        """
        from synopticon.workflow.begin import begin

        begin(Path(folder), title=title, question=question, notice=notice, database=database)
        return cls(Path(folder))

    @classmethod
    def open(cls, folder: str | os.PathLike[str] | None = None) -> Self:
        """Open the study in folder, else the one named by SYNOPTICON_STUDY, else the one in the current folder."""
        return cls(study_folder(folder))

    @property
    def reader(self) -> Reader:
        """Everything that can be asked of the study."""
        return self.store.reader()

    def writing(self) -> AbstractContextManager[Writer]:
        """One transaction; its acts are logged under the protocol's collector name."""
        return self.store.writing(self.settings.text("study.collector"))

    def job(self, name: str) -> AbstractContextManager[None]:
        """Hold the study's lock for a long job ("collect", "trace", "publish"). Raises StudyBusy."""
        from synopticon.store.joblock import job_lock

        return job_lock(self.folder, name, self.clock)

    def close(self) -> None:
        """Give the database and the archive back."""
        self.store.close()
        self.archive.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
