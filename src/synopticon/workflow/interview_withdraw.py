"""Withdraw: a witness takes everything back. What it will touch is said first; then there is no way back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from synopticon.model.testimony import Tombstone
from synopticon.store import withdrawn
from synopticon.store.sql.testimony_purging import probe
from synopticon.store.withdrawn import Intent
from synopticon.workflow.begin import DATABASE
from synopticon.workflow.interview_finishing import JOB, Step, finish
from synopticon.workflow.interview_vault import refuse_elsewhere
from synopticon.workflow.qda_export import exports_holding
from synopticon.workflow.replaying import vault_folders
from synopticon.workflow.testimony_index import refresh_testimony_index
from synopticon.workflow.testimony_touched import Touched, touched_findings

if TYPE_CHECKING:
    from synopticon.workflow.study import Study


ELSEWHERE = (
    "backups of this study's folder, and snapshots of its disk",
    "other copies of the vault, and every recovery kit of it",
    "files that were exported for other coding programs or sent to partners",
    "the interview's own file, its recording and its notes, wherever they came from",
)
"""What no study can reach, named to the person who can."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a withdrawal will touch, without a word of the witness.

    passages, codings: how many will be purged. findings: with their corroboration before and after. quoting: editions
    that hold words of the witness and become tombstones; counting: editions that only count the witness. vaults: how
    many copies of the vault are within reach. by_hand: what a person must destroy or recall, each by its name.
    """

    pseudonym: str
    texts: int
    passages: int
    codings: int
    findings: tuple[Touched, ...]
    quoting: tuple[int, ...]
    counting: tuple[int, ...]
    vaults: int
    by_hand: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What was done, and on which day (UTC)."""

    plan: Plan
    day: str


def plan_withdrawal(study: Study, pseudonym: str) -> Plan:
    """What would be touched. Raises NotFound, and Refused for a witness who has withdrawn already."""
    refuse_elsewhere(study)
    reader = study.reader
    witness = reader.witness(pseudonym)
    texts, coded = reader.working_texts(witness.id), reader.coded_documents()
    quoting, counting = reader.editions_quoting(witness.id), reader.editions_counting(witness.id)
    return Plan(
        pseudonym,
        len(texts),
        len(reader.testimony_passages(witness.id)),
        sum(coded.get(text.id, 0) for text in texts),
        tuple(touched_findings(study, witness)),
        tuple(quoting),
        tuple(counting),
        len(vault_folders(study.folder, study.settings)),
        tuple(_by_hand(study, quoting, counting, exports_holding(study, [text.id for text in texts]))),
    )


def withdraw(study: Study, pseudonym: str, *, step: Step = lambda _: None) -> Withdrawal:
    """Destroy the witness's key, purge all that was said, bury the releases that hold it, leave a tombstone.

    The study's own connections are given back meanwhile. A power cut at any step is made good by the next opening.
    Raises NotFound, Refused; StudyBusy where anybody else has the study open: then nothing was destroyed.
    """
    plan = plan_withdrawal(study, pseudonym)
    witness, day = study.reader.witness(pseudonym), study.clock().date()
    intent = Intent(Tombstone(witness.id, pseudonym, day, done=False), plan.quoting)
    with study.job(JOB):
        study.store.close()
        probe(study.folder / DATABASE)
        withdrawn.keep(study.folder, intent)
        finish(study.folder, intent, clock=study.clock, step=step)
    refresh_testimony_index(study)
    return Withdrawal(plan, day.isoformat())


def _by_hand(study: Study, quoting: list[int], counting: list[int], exports: list[str]) -> list[str]:
    """What lies beyond the program's reach, by name as far as the study knows one."""
    reached = [str(path) for path in vault_folders(study.folder, study.settings)]
    named = study.settings.words("vault.copies")
    away = [one for one in named if not any(path.startswith(str(Path(one).expanduser())) for path in reached)]
    found = [f"{one}: a copy of the vault that the protocol names, not within reach now" for one in away]
    for number in quoting:
        found.append(f"edition {number}: every published copy and every evidence pack of it; it holds the words")
    found += [f"edition {number}: where it was published; it counts this witness" for number in counting]
    found += [f"{one}: every copy of this file for other coding programs; it holds the words" for one in exports]
    return [*found, *ELSEWHERE]
