"""A study on disk: its folder, its protocol, its store and its archive, opened together and closed together."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from synopticon.errors import NotAStudy
from synopticon.model.finding import Stance
from synopticon.model.item import ItemQuery
from synopticon.settings import Settings, read_settings
from synopticon.workflow.progress import Progress, Silent

if TYPE_CHECKING:
    from synopticon.model.corroboration import Corroboration
    from synopticon.model.finding import Finding
    from synopticon.model.item import Item, Page
    from synopticon.model.passage import Passage
    from synopticon.store.archive import Archive
    from synopticon.store.protocols import Reader, Store, Writer
    from synopticon.workflow.collect import Collected
    from synopticon.workflow.publish import Published
    from synopticon.workflow.search import Results
    from synopticon.workflow.trace import TraceSummary

PROTOCOL = "study.toml"
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
        """Open the study in folder. Raises NotAStudy, NewerStudy, StorageFailed."""
        from synopticon.store.archive import Archive
        from synopticon.store.opening import open_store

        self.folder = folder
        if not (folder / PROTOCOL).is_file():
            raise NotAStudy(
                "there is no study here",
                where=str(folder),
                why=f"{PROTOCOL} is missing",
                remedy="Name one with --study, or begin one: synopticon init DIR",
            )
        self.settings: Settings = read_settings(folder / PROTOCOL)
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
    ) -> Study:
        """Begin a study in folder, which may exist but must hold no study. Raises StudyError, StorageFailed.

        notice: a sentence for every page. database: a PostgreSQL URL; empty means SQLite in the folder.
        """
        from synopticon.workflow.begin import begin

        begin(Path(folder), title=title, question=question, notice=notice, database=database)
        return cls(Path(folder))

    @classmethod
    def open(cls, folder: str | os.PathLike[str] | None = None) -> Study:
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

    def collect(self, *targets: str | os.PathLike[str], progress: Progress = Silent()) -> Collected:
        """Obtain addresses, files, folders, archives or corpora, read them and make them searchable."""
        from synopticon.workflow.collect import collect

        return collect(self, [os.fspath(target) for target in targets], progress=progress)

    def trace(self, *, progress: Progress = Silent()) -> TraceSummary:
        """File echoes in families and name their origins."""
        from synopticon.workflow.trace import trace

        return trace(self, progress=progress)

    def items(self, query: ItemQuery = ItemQuery()) -> Page[Item]:
        """The documents that a filter lets through."""
        return self.reader.items(query)

    def search(self, query: str, *, limit: int = 20) -> Results:
        """Documents that contain the words, grouped by family; `workflow.search.search` has every filter."""
        from synopticon.workflow.search import search

        return search(self, query, limit=limit)

    def cite(self, item: str, quote: str, *, occurrence: int | None = None) -> Passage:
        """Keep a passage of an item. Raises NotFound where the quotation does not stand there, UsageError where it
        stands more than once and no occurrence is named.
        """
        from synopticon.workflow.cite import cite

        return cite(self, item, quote=quote, occurrence=occurrence)

    def find(
        self,
        proposition: str,
        *,
        likelihood: str | None = None,
        supports: Iterable[Passage] = (),
        opposes: Iterable[Passage] = (),
    ) -> Finding:
        """State a finding and bring passages for and against it; the key of the answer names it from then on."""
        from synopticon.workflow.find import add_finding, bring

        finding = add_finding(self, proposition, likelihood=likelihood)
        for stance, passages in ((Stance.SUPPORTS, supports), (Stance.OPPOSES, opposes)):
            for passage in passages:
                finding = bring(self, finding.key, passage.id, stance=stance)
        return finding

    def weigh(self, key: str) -> Corroboration:
        """On how many independent origins a finding rests, and why."""
        from synopticon.workflow.weigh import weigh

        return weigh(self, key)

    def publish(self, *, title: str | None = None, progress: Progress = Silent()) -> Published:
        """Pass the gate and write the next edition. Raises GateRefused with every reason."""
        from synopticon.workflow.publish import publish

        return publish(self, title=title, progress=progress)

    def close(self) -> None:
        """Give the database and the archive back."""
        self.store.close()
        self.archive.close()

    def __enter__(self) -> Study:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
