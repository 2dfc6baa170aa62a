"""What every store offers for testimony. Only a study on SQLite takes any in: withdrawal is proven there alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from synopticon.model.finding import Testified
from synopticon.model.testimony import Standing, Terms, Tombstone, Witness, WitnessPassage, WorkingText


class TestimonyReader(Protocol):
    """Everything that can be asked of witnesses; a store that takes no testimony answers with nothing."""

    def witnesses(self) -> list[Witness]:
        """Every witness by pseudonym, expired ones too; withdrawn ones are tombstones."""
        ...

    def witness(self, pseudonym: str) -> Witness:
        """One witness. Raises NotFound, and Refused for one that withdrew."""
        ...

    def witness_key(self, witness: str) -> bytes:
        """The key of what the custody log holds of that witness. Raises NotFound."""
        ...

    def working_texts(self, witness: str | None = None) -> list[WorkingText]:
        """The signed text of that witness, or of each, as it was signed last; an earlier version is kept nowhere."""
        ...

    def working_text(self, text: str) -> WorkingText:
        """A signed text by its id. Raises NotFound."""
        ...

    def testimony_passage(self, passage: str) -> WitnessPassage: ...

    def testimony_passages(self, witness: str) -> list[WitnessPassage]:
        """All passages cut from texts of that witness, in the texts' order."""
        ...

    def testimony_salt(self, passage: str) -> bytes:
        """What a release commits to that passage with. Raises NotFound."""
        ...

    def recanted(self) -> dict[str, str]:
        """The reason by passage, for all that witnesses took back."""
        ...

    def findings_leaning_on(self, witness: str) -> list[str]:
        """Keys of findings to which a passage of that witness was ever brought, withdrawn findings too."""
        ...

    def editions_quoting(self, witness: str) -> list[int]:
        """Numbers of the editions that hold words of that witness, verbatim or in paraphrase."""
        ...

    def editions_counting(self, witness: str) -> list[int]:
        """Numbers of the editions that count that witness without holding words."""
        ...

    def quoted_before(self) -> list[tuple[str, str, str]]:
        """Witness, passage and words of all that any edition quotes verbatim."""
        ...

    def tombstones(self) -> list[Tombstone]:
        """Every withdrawal that this database has seen."""
        ...


class TestimonyWriter(Protocol):
    """Testimony within one transaction. Raises Refused on a database for which withdrawal is not proven."""

    def add_witness(self, witness: Witness, key: bytes) -> None:
        """Keep a new witness; key: of the commitments in the custody log."""
        ...

    def drop_witness(self, witness: str) -> None:
        """Take back a witness of whom nothing was signed yet."""
        ...

    def set_standing(self, witness: str, standing: Standing) -> None: ...

    def set_terms(self, witness: str, terms: Terms) -> None: ...

    def set_attributes(self, witness: str, attributes: Sequence[tuple[str, str]]) -> None: ...

    def put_working_text(self, text: WorkingText, passages: Sequence[WitnessPassage]) -> None:
        """Keep a text that two readers have signed. In the place of an earlier version nothing of that is left:
        passages: where those cut from it stand now; the others go, with what was brought of them.
        """
        ...

    def add_testimony_passage(self, passage: WitnessPassage, salt: bytes) -> WitnessPassage:
        """Keep a passage; where that span was cut before, the passage that is there is answered."""
        ...

    def add_testimony(self, key: str, brought: Testified, at: datetime) -> bool:
        """Bring a passage to a finding; brought again in another way, the later one stands."""
        ...

    def drop_testimony(self, key: str, passage: str, at: datetime) -> bool:
        """Take it back; the row stays until the witness withdraws."""
        ...

    def recant(self, passage: str, day: date, reason: str) -> bool: ...

    def note_published(self, edition: int, uses: Sequence[tuple[str, str]]) -> None:
        """Remember which passages an edition holds or counts: pairs of passage and use."""
        ...
