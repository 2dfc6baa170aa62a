"""What witnesses allowed, and until when; a new consent record in the place of the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from synopticon.errors import UsageError
from synopticon.interviews.consent.record import Consent
from synopticon.model.testimony import Tombstone, Witness
from synopticon.workflow import interview_objects as objects
from synopticon.workflow.interview_vault import interviews_vault
from synopticon.workflow.testimony_index import refresh_testimony_index
from synopticon.workflow.testimony_log import NONCE, TERMS, record
from synopticon.workflow.vault import FOLDER, vault_of

if TYPE_CHECKING:
    from synopticon.workflow.study import Study


@dataclass(frozen=True, slots=True)
class Row:
    """A witness as a list shows them. ended: whether the consent has ended by the clock. whole: whether all of it was
    sealed; None where the vault is not here. An interview that a power cut fell into is not whole.
    """

    witness: Witness
    ended: bool
    whole: bool | None


@dataclass(frozen=True, slots=True)
class Listed:
    """All witnesses by pseudonym, and those who withdrew."""

    rows: tuple[Row, ...]
    withdrawn: tuple[Tombstone, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One witness. text: the signed text's id; passages: how many were cut; findings: keys of those that lean on it."""

    row: Row
    text: str | None
    version: int | None
    language: str | None
    turns: int
    passages: int
    recanted: int
    findings: tuple[str, ...]


def list_interviews(study: Study) -> Listed:
    """Every witness of the study."""
    rows = tuple(_row(study, witness) for witness in study.reader.witnesses())
    return Listed(rows, tuple(study.reader.tombstones()))


def show_interview(study: Study, pseudonym: str) -> Shown:
    """What the study knows of one witness, without a word of theirs. Raises NotFound, Refused for who withdrew."""
    reader = study.reader
    witness = reader.witness(pseudonym)
    text = next(iter(reader.working_texts(witness.id)), None)
    passages, recanted = reader.testimony_passages(witness.id), reader.recanted()
    return Shown(
        _row(study, witness),
        text.id if text else None,
        text.version if text else None,
        text.language if text else None,
        len(text.turns) if text else 0,
        len(passages),
        sum(passage.id in recanted for passage in passages),
        tuple(reader.findings_leaning_on(witness.id)),
    )


def new_terms(study: Study, pseudonym: str, consent: Consent) -> Witness:
    """Put a new consent in the place of the one before; the older record stays sealed beside it.

    Raises NotFound, Refused (withdrawn, PostgreSQL), StorageFailed.
    """
    vault, witness = interviews_vault(study), study.reader.witness(pseudonym)
    number = 2
    while vault.has(witness.id, f"{objects.CONSENT}-{number}"):
        number += 1
    vault.put(witness.id, f"{objects.CONSENT}-{number}", objects.consent_bytes(consent))
    key = study.reader.witness_key(witness.id)
    with study.writing() as writer:
        writer.set_terms(witness.id, consent.terms)
        record(writer, TERMS, key, study.random(NONCE), witness.id)
    refresh_testimony_index(study)
    return study.reader.witness(pseudonym)


def describe(study: Study, pseudonym: str, facts: Sequence[str]) -> Witness:
    """Set coarse facts by which cases are compared, each as name=value; an empty value takes one away.

    They stand in the study in clear, and can make a witness known: bands and provinces, never dates and towns.
    Raises NotFound, Refused, UsageError.
    """
    witness = study.reader.witness(pseudonym)
    known = dict(witness.attributes)
    for fact in facts:
        name, equals, value = (part.strip() for part in fact.partition("="))
        if not name or not equals:
            raise UsageError("a fact is a name and a value", where=fact, remedy='Write it so: "left=2015–2019"')
        known[name] = value
    with study.writing() as writer:
        writer.set_attributes(witness.id, [(name, value) for name, value in sorted(known.items()) if value])
    return study.reader.witness(pseudonym)


def ending(study: Study, days: int) -> list[Witness]:
    """Witnesses whose consent has ended, or will within so many days, the earliest first."""
    last = study.clock().date() + timedelta(days=days)
    dated = [(witness.terms.expires, witness) for witness in study.reader.witnesses()]
    found = [(expires, witness) for expires, witness in dated if expires is not None and expires <= last]
    return [witness for _, witness in sorted(found, key=lambda pair: (pair[0], pair[1].pseudonym))]


def _row(study: Study, witness: Witness) -> Row:
    whole = None
    if (study.folder / FOLDER).is_dir():
        vault = vault_of(study)
        whole = vault.has(witness.id, objects.CONSENT) and any(
            vault.has(witness.id, role) for role in (objects.REVIEW, objects.AUDIO)
        )
    return Row(witness, witness.terms.ended(study.clock().date()), whole)
