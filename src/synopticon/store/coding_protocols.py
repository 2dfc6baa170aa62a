"""What every store offers for coding: the parts of the Reader and the Writer that concern the codebook and codings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from synopticon.model.coding import (
    Assignment,
    Change,
    Code,
    Codebook,
    CodebookVersion,
    Coding,
    CodingAct,
    CodingQuery,
    Memo,
    Revision,
    Settlement,
    SpanRow,
)
from synopticon.model.item import Page


class CodingReader(Protocol):
    """What can be asked of the codebook and the codings."""

    def codebook(self, version: int | None = None, *, only: Sequence[str] | None = None) -> Codebook | None:
        """The codebook at a version, or as it is now, its codes by place; None where there is none yet. only: these
        codes of it alone.

        Raises NotFound for a version that has not been.
        """
        ...

    def codebook_versions(self) -> list[CodebookVersion]:
        """Every version, oldest first."""
        ...

    def codings(self, query: CodingQuery) -> Page[Coding]:
        """Standing codings by document and place in it; without a limit all of them."""
        ...

    def coding_spans(self, query: CodingQuery) -> list[SpanRow]:
        """The same codings as counting needs them, by document and place."""
        ...

    def coding(self, coding: str) -> Revision:
        """A coding as it is now, whether it stands or not. Raises NotFound."""
        ...

    def codings_named(self, beginning: str) -> list[str]:
        """The ids of at most ten codings that begin so."""
        ...

    def coding_history(self, coding: str) -> list[tuple[CodingAct, Revision]]:
        """What each act made of a coding, oldest first."""
        ...

    def coded_documents(self) -> dict[str, int]:
        """Each document that has standing codings, with their number."""
        ...

    def code_counts(self, query: CodingQuery) -> dict[str, int]:
        """How many standing codings each code has among those that the query lets through."""
        ...

    def stray_codings(self, readings: Sequence[tuple[str, str]]) -> list[Coding]:
        """Standing codings of these (document, current reading) whose offsets count into another reading."""
        ...

    def next_act(self, by: str, *, undone: bool, document: str | None = None) -> CodingAct | None:
        """The act that the person's next undo takes back; with undone, the UNDO that the next redo takes back."""
        ...

    def act_changes(self, act: str) -> list[Change]:
        """What an act did to each coding that it touched."""
        ...

    def memos(self, *, about: str | None = None, kind: str | None = None) -> list[Memo]:
        """Standing memos, oldest first."""
        ...

    def assignments(self, *, document: str | None = None, coder: str | None = None) -> list[Assignment]:
        """The latest step of each assignment that was not taken back, in the order of these steps."""
        ...

    def settlements(self, document: str | None = None) -> list[Settlement]:
        """Standing settlements, oldest first; one whose act was undone does not stand."""
        ...


class CodingWriter(Protocol):
    """What can be written of the codebook and the codings."""

    def add_codebook(self, version: CodebookVersion, changed: Iterable[Code], gone: Iterable[str]) -> None:
        """Keep a new version: the codes that differ from the one before, and the ids of those that are gone.

        Raises StudyBusy where that version is there already.
        """
        ...

    def add_coding_act(
        self, act: CodingAct, revisions: Sequence[Revision], settlement: Settlement | None = None
    ) -> None:
        """Keep an act with all that it made of codings. UNDO and REDO move the act that they name; any other act
        makes what its maker has undone before impossible to do again.
        """
        ...

    def put_memo(self, memo: Memo, *, stands: bool = True) -> None:
        """Keep a memo, a new wording of one, or that it was taken away."""
        ...

    def put_assignment(self, assignment: Assignment) -> None:
        """Keep the next step of an assignment."""
        ...
