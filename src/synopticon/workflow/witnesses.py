"""The witnesses as the workbench lists them: by pseudonym, with what hangs on each, and without reaching the vault."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synopticon.model.testimony import Tombstone, Witness

if TYPE_CHECKING:
    from synopticon.workflow.study import Study


@dataclass(frozen=True, slots=True)
class Known:
    """One witness. text: the signed text's id, where there is one that may be read today. ended: whether the consent
    has. codings: standing ones on that text. findings: keys of those that lean on the witness.
    """

    witness: Witness
    text: str | None
    ended: bool
    codings: int
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Witnesses:
    """All of them by pseudonym; how many stand how; and those who withdrew."""

    rows: tuple[Known, ...]
    standings: tuple[tuple[str, int], ...]
    withdrawn: tuple[Tombstone, ...]


def known_witnesses(study: Study) -> Witnesses:
    """Every witness of the study, with no word of theirs."""
    reader, today = study.reader, study.clock().date()
    coded = reader.coded_documents()
    texts = {text.witness: text.id for text in reader.working_texts()}
    rows = []
    for witness in reader.witnesses():
        ended, text = witness.terms.ended(today), texts.get(witness.id)
        keys = tuple(reader.findings_leaning_on(witness.id))
        rows.append(Known(witness, None if ended else text, ended, coded.get(text or "", 0), keys))
    counted = Counter(str(row.witness.standing) for row in rows)
    return Witnesses(tuple(rows), tuple(sorted(counted.items())), tuple(reader.tombstones()))
