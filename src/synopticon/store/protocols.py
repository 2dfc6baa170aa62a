"""What every store offers. Reading and writing are different types: a page or an export never gets a Writer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from synopticon.model.capture import Capture
from synopticon.model.custody import Act, CustodyEntry
from synopticon.model.extraction import Extraction
from synopticon.model.finding import Evidence, Finding
from synopticon.model.item import Item, ItemQuery, Page
from synopticon.model.judgement import Judgement
from synopticon.model.passage import Passage
from synopticon.model.picture import Picture, Shown
from synopticon.model.reuse import FamilySummary, Member, Reuse
from synopticon.model.source import Source, SourceQuery
from synopticon.store.coding_protocols import CodingReader, CodingWriter
from synopticon.store.testimony_protocols import TestimonyReader, TestimonyWriter


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each thing the study holds.

    captures: all, failed ones and containers too; items: what was obtained, without containers and withdrawn ones;
    families: those of at least two members; echoes: documents that the last trace derives from another one;
    findings: all, withdrawn ones too.
    """

    captures: int
    failures: int
    items: int
    extractions: int
    outlets: int
    families: int
    echoes: int
    findings: int
    passages: int
    judgements: int
    custody: int
    last_custody: str | None


class Reader(CodingReader, TestimonyReader, Protocol):
    """Everything that can be asked. Ids may be given whole only; `whole_id` completes a beginning."""

    def counts(self) -> Counts: ...

    def whole_id(self, kind: str, beginning: str) -> str:
        """The id of that kind ("item", "extraction", "passage", "finding", "family") that begins so.

        Raises NotFound where none or more than one does (the message lists them).
        """
        ...

    def capture(self, capture: str) -> Capture: ...

    def captures(self, *, after: str | None = None) -> Iterator[Capture]:
        """All captures in the order of their arrival, streamed; `after` resumes behind an id."""
        ...

    def latest_capture(self, asked: str) -> Capture | None:
        """The last successful capture of that address, for conditional re-fetch."""
        ...

    def have_captures(self, ids: Sequence[str]) -> set[str]:
        """Which of these captures are here."""
        ...

    def unread_captures(self, extractor_versions: Sequence[str]) -> Iterator[Capture]:
        """Successful captures with no current extraction by one of these extractor versions; containers left out."""
        ...

    def extraction(self, extraction: str) -> Extraction: ...

    def current_extraction(self, item: str) -> Extraction | None: ...

    def items(self, query: ItemQuery) -> Page[Item]:
        """A page of items, failed ones too where the query does not say.

        Raises UsageError for an order or a date that cannot be meant.
        """
        ...

    def item(self, item: str) -> Item:
        """One item. Raises NotFound, also for a container: it is a capture, and no item."""
        ...

    def items_of(self, items: Sequence[str]) -> dict[str, Item]:
        """These items by id; ids that nothing here bears are left out."""
        ...

    def all_items(self) -> Iterator[Item]:
        """Every item that was read and not withdrawn, ordered by id, streamed in batches."""
        ...

    def texts(self, items: Sequence[str]) -> dict[str, str]:
        """The current text of each of these items."""
        ...

    def all_texts(self) -> Iterator[tuple[Item, str]]:
        """Every item that was read and not withdrawn, with its current text, ordered by id, streamed in batches."""
        ...

    def outlets(self) -> list[tuple[str, int]]:
        """Outlet names with their number of items that were obtained and not withdrawn, most first."""
        ...

    def sources(self, query: SourceQuery) -> Page[Source]:
        """A page of sources. Raises UsageError for an order that cannot be meant."""
        ...

    def passage(self, passage: str) -> Passage: ...

    def passages_of(self, item: str) -> list[Passage]: ...

    def reuses_of(self, items: Sequence[str]) -> list[Reuse]:
        """Verified alignments that touch any of these items."""
        ...

    def members(self, family: str) -> list[Member]: ...

    def all_members(self) -> Iterator[Member]:
        """Every row of the last trace, streamed."""
        ...

    def member(self, item: str) -> Member | None: ...

    def members_of(self, items: Sequence[str]) -> dict[str, Member]:
        """What the last trace says of each of these items; those that were not traced are left out."""
        ...

    def families(
        self,
        *,
        least: int = 2,
        limit: int = 50,
        offset: int = 0,
        holding: ItemQuery | None = None,
        unseen: bool = False,
        order: str = "-size",
    ) -> Page[FamilySummary]:
        """Families of at least that many members. Order: size, outlets, first, last; `-` reverses.

        holding: only those with a member that meets all of this; its order, limit and offset do not matter. unseen:
        only those that go back to an origin which was not collected. Raises UsageError for an order or a date that
        cannot be meant.
        """
        ...

    def pictures(self, groups: Sequence[str] | None = None) -> list[Picture]:
        """What the last comparison says of the pictures of these groups, or of all, ordered by item."""
        ...

    def pictures_of(self, items: Sequence[str]) -> dict[str, Picture]:
        """What the last comparison says of each of these items; those that were not compared are left out."""
        ...

    def picture_groups(self, *, least: int = 2, limit: int = 50, offset: int = 0) -> Page[str]:
        """Groups of at least that many pictures that are not withdrawn, largest first, then by name."""
        ...

    def shown(self, *, pages: Sequence[str] = (), pictures: Sequence[str] = ()) -> list[Shown]:
        """Which pictures these pages show, and which pages show these pictures."""
        ...

    def judgements(self, subject: str | None = None) -> list[Judgement]:
        """In the order in which they were made; all of them, superseded ones too."""
        ...

    def findings(self, *, withdrawn: bool = False) -> list[Finding]:
        """The latest revision of each finding with its standing evidence; withdrawn ones too where asked for."""
        ...

    def finding(self, key: str) -> Finding: ...

    def findings_citing(self, item: str) -> list[str]:
        """Keys of standing findings with evidence from that item."""
        ...

    def custody(
        self, *, after: int = 0, limit: int | None = None, subject: str | None = None
    ) -> Iterator[CustodyEntry]: ...

    def secret(self, name: str) -> bytes | None:
        """A study-local random secret (salts of commitments, the signing key); never exported."""
        ...

    def fact(self, name: str) -> str | None:
        """A small derived fact about the study's state, e.g. what the last trace covered."""
        ...


class Writer(CodingWriter, TestimonyWriter, Protocol):
    """One transaction: either all of it is kept, with its custody entries, or none of it.

    Every `add_` is idempotent by id and answers whether the thing was new.
    """

    def add_capture(self, capture: Capture) -> bool: ...

    def add_extraction(self, extraction: Extraction) -> bool:
        """Keep a reading and make it the current one of its capture."""
        ...

    def add_passage(self, passage: Passage) -> bool: ...

    def add_judgement(self, judgement: Judgement) -> bool: ...

    def replace_reuse(
        self, reuses: Iterable[Reuse], members: Iterable[Member], *, only: Sequence[str] | None = None
    ) -> None:
        """Put a new trace in place of the old one (for the items in `only`, or for all)."""
        ...

    def replace_pictures(self, pictures_now: Iterable[Picture], shown_now: Iterable[Shown]) -> None:
        """Put a new comparison of pictures in place of the old one."""
        ...

    def put_finding(self, finding: Finding) -> None:
        """Keep a new revision; evidence is kept by add_evidence."""
        ...

    def add_evidence(self, key: str, evidence: Evidence, at: datetime) -> bool: ...

    def drop_evidence(self, key: str, passage: str, at: datetime) -> bool:
        """Take evidence back; the row stays, with the time at which it was taken back."""
        ...

    def record(self, act: Act, *, by_day: bool = False) -> CustodyEntry:
        """Append an act to the custody chain within this transaction; by_day: with the day alone, for acts on
        witnesses, whose hours are nobody's business."""
        ...

    def set_secret(self, name: str, value: bytes) -> None: ...

    def set_fact(self, name: str, value: str) -> None: ...


class Store(Protocol):
    """A study's database."""

    def reader(self) -> Reader: ...

    def faults(self) -> Iterator[str | None]:
        """Check everything that is kept: a sentence for each fault, None for each batch of rows without one."""
        ...

    def mend(self) -> int:
        """Derive again what is derived; answers the number of items."""
        ...

    def writing(self, who: str) -> AbstractContextManager[Writer]:
        """Open a transaction. Raises StudyBusy where another process holds the study past the waiting time,
        StorageFailed where the disk refuses."""
        ...

    def cut_log(self) -> bool:
        """Carry the write-ahead log into the database and cut it to nothing, so that it keeps no deleted row; False
        where somebody reads meanwhile, and it must be tried again.
        """
        ...

    def close(self) -> None: ...
