"""Signed working texts as documents that can be coded, while their witnesses' consent lasts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from synopticon.model.coding import CodedDocument, DocumentKind
from synopticon.model.testimony import Witness, WorkingText

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

LEAST = 8
"""Characters of an id that a person must give at least."""


class Testimony:
    """Signed texts: the case is the pseudonym. What has ended, or was withdrawn, is left out."""

    kind = DocumentKind.TESTIMONY

    def called(self, study: Study, beginning: str) -> list[str]:
        """The text of the witness of that pseudonym, or texts whose ids begin so."""
        texts = self._texts(study)
        named = [text.id for text, witness in texts if witness.pseudonym == beginning]
        if named or len(beginning) < LEAST:
            return named
        return [text.id for text, _ in texts if text.id.startswith(beginning)]

    def documents(self, study: Study, ids: Sequence[str]) -> dict[str, CodedDocument]:
        """Signed texts of witnesses whose consent lasts."""
        wanted = set(ids)
        return {text.id: _of(text, witness) for text, witness in self._texts(study) if text.id in wanted}

    def everything(self, study: Study) -> Iterator[CodedDocument]:
        """Every signed text, ordered by id."""
        return (_of(text, witness) for text, witness in self._texts(study))

    def texts(self, study: Study, readings: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """Only the text as it was signed last is kept."""
        here = {(text.id, str(text.version)): text.text for text, _ in self._texts(study)}
        return {one: here[one] for one in readings if one in here}

    def _texts(self, study: Study) -> list[tuple[WorkingText, Witness]]:
        today = study.clock().date()
        witnesses = {one.id: one for one in study.reader.witnesses() if one.usable(today)}
        texts = study.reader.working_texts()
        return [(one, witnesses[one.witness]) for one in texts if one.witness in witnesses]


def _of(text: WorkingText, witness: Witness) -> CodedDocument:
    return CodedDocument(
        text.id,
        DocumentKind.TESTIMONY,
        str(text.version),
        f"witness {witness.pseudonym}",
        text.language,
        len(text.text),
        witness.pseudonym,
        dict(witness.attributes),
        witness.terms,
    )
