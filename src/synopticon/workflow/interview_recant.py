"""Recant: a witness takes words back. They stay with the reason, and no finding counts them any more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from synopticon.errors import NotFound, UsageError
from synopticon.workflow.testimony_log import NONCE, RECANTED, record
from synopticon.workflow.testimony_touched import Touched, standings

if TYPE_CHECKING:
    from synopticon.workflow.study import Study


@dataclass(frozen=True, slots=True)
class Recantation:
    """passages: ids of those taken back now. findings: how each stands before and after."""

    pseudonym: str
    passages: tuple[str, ...]
    findings: tuple[Touched, ...]


def recant(study: Study, pseudonym: str, passage: str | None, reason: str) -> Recantation:
    """Take back one passage (its id or the beginning), or all of a witness's. Raises NotFound, UsageError."""
    if not reason.strip():
        raise UsageError("taking words back needs its reason", remedy="Say why in a few words: --reason WHY")
    reader = study.reader
    witness = reader.witness(pseudonym)
    cut = [one.id for one in reader.testimony_passages(witness.id)]
    if passage is not None:
        whole = reader.whole_id("testimony", passage)
        if whole not in cut:
            raise NotFound(f"{pseudonym} said nothing under that id", where=whole[:12])
        cut = [whole]
    keys = reader.findings_leaning_on(witness.id)
    before, key = standings(study, keys), reader.witness_key(witness.id)
    with study.writing() as writer:
        new = tuple(one for one in cut if writer.recant(one, study.clock().date(), reason.strip()))
        for one in new:
            record(writer, RECANTED, key, study.random(NONCE), one)
    after = standings(study, keys)
    changed = (Touched(one, before[one], after[one]) for one in sorted(before))
    return Recantation(pseudonym, new, tuple(one for one in changed if one.before != one.after))
