"""The study's vault: make it, find it, open it, give it a new key."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from synopticon.errors import DamagedVault, NotFound, UsageError
from synopticon.model.custody import Act
from synopticon.model.digests import sha256_hex
from synopticon.vault.disk import Disk
from synopticon.vault.examining import Status, examine
from synopticon.vault.generation import Head
from synopticon.vault.locked import Vault
from synopticon.vault.opened import OpenVault, unlock
from synopticon.vault.reading import Ask, read_identity, read_recipient

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

FOLDER = "vault"
STUDY_ID = "study-id"
SUBJECT = "vault"


@dataclass(frozen=True, slots=True)
class Holders:
    """Who can open a vault: its recipients, how many of them it takes, and the generation of its key."""

    generation: int
    quorum: int
    recipients: tuple[str, ...]


def holders(study: Study) -> Holders:
    """Who can open the study's vault. Raises NotFound, Refused, DamagedVault."""
    return _holders(vault_of(study).head())


def _holders(head: Head) -> Holders:
    return Holders(head.generation, head.quorum, head.recipients)


def study_id(study: Study) -> str:
    """The random id that everything sealed of this study is bound to; made when first asked for."""
    kept = study.reader.secret(STUDY_ID)
    if kept is None:
        with study.writing() as writer:
            # Another process may have made it since: the first one holds.
            kept = study.reader.secret(STUDY_ID)
            if kept is None:
                kept = study.random(16)
                writer.set_secret(STUDY_ID, kept)
                writer.record(Act("make-key", STUDY_ID))
    return kept.hex()


def vault_of(study: Study) -> Vault:
    """The study's vault, locked. Raises NotFound where there is none, Refused for another study's, DamagedVault."""
    folder = study.folder / FOLDER
    # A study without a vault is not written to for having been asked.
    Vault(Disk(folder), "").current()
    vault = Vault.at(folder, study_id(study))
    _refuse_strange_key(study, vault)
    return vault


def _refuse_strange_key(study: Study, vault: Vault) -> None:
    """Whatever is written is sealed to the key that stands in the vault's head: it must be one that the study made."""
    made = _keys_made(study)
    if made and _fingerprint(vault.head()) not in made:
        raise DamagedVault(
            "the vault's key is none that this study made",
            where=vault.where,
            why="somebody may have put in a key of their own, so that they can read what is written from now on",
            remedy="Write nothing into it. Compare the folder with a copy of an earlier day.",
        )


@contextmanager
def opened_vault(study: Study, files: Sequence[Path], ask: Ask) -> Iterator[OpenVault]:
    """The study's vault, open for the block. files: identity files; ask: gives the passphrase of one of them.

    Raises VaultShut (too few, wrong passphrase), InputError, MissingPart, NotFound, DamagedVault.
    """
    vault = vault_of(study)
    with unlock(vault, [read_identity(path, ask) for path in files]) as opened:
        yield opened


def make_vault(study: Study, recipients: Sequence[str], quorum: int = 1) -> Holders:
    """Make the study's vault. recipients: `age1…` or the identity files that tell theirs; quorum: how many of them it
    takes to open it. Raises UsageError, InputError, MissingPart, StorageFailed.
    """
    named = [read_recipient(one) for one in recipients]
    folder, announce = study.folder / FOLDER, partial(_record, study, "make-vault")
    return _holders(Vault.create(folder, study_id(study), named, quorum, announce=announce).head())


def vault_status(study: Study) -> Status:
    """What can be said of the vault without opening it. Raises NotFound, Refused, DamagedVault."""
    vault = vault_of(study)
    found = examine(vault)
    return replace(found, faults=(*found.faults, *_disagreements(study, vault)))


def _disagreements(study: Study, vault: Vault) -> Iterator[str]:
    """What the study knows otherwise than its vault."""
    made = _keys_made(study)
    if made and _fingerprint(vault.head()) != made[-1]:
        yield (
            "the study knows of a newer key: the vault was put back from a copy made before a rotation, or a rotation "
            "was cut short; synopticon vault rotate sets that right"
        )
    if study.settings.text("database.url"):
        return
    known, kept = {witness.id for witness in study.reader.witnesses()}, set(vault.witnesses())
    if lost := len(known - kept):
        yield f"of {lost} of the study's witnesses the vault keeps nothing"
    if nameless := len(kept - known):
        yield f"{nameless} of the vault's witnesses have no pseudonym in the study: nobody can reach what they said"


def rotate(study: Study, files: Sequence[Path], ask: Ask, quorum: int | None = None) -> Holders:
    """Give the vault a new key for the same recipients. Raises as `opened_vault` does, and UsageError."""
    return _changed(study, files, ask, lambda head: head.recipients, quorum)


def add_recipient(study: Study, recipient: str, files: Sequence[Path], ask: Ask, quorum: int | None = None) -> Holders:
    """Let one more recipient open the vault. Raises as `opened_vault` does, and UsageError."""
    named = read_recipient(recipient)

    def more(head: Head) -> tuple[str, ...]:
        if named in head.recipients:
            raise UsageError("this recipient can open the vault already", where=named)
        return (*head.recipients, named)

    return _changed(study, files, ask, more, quorum)


def remove_recipient(
    study: Study, recipient: str, files: Sequence[Path], ask: Ask, quorum: int | None = None
) -> Holders:
    """Shut one recipient out: the vault gets a new key, because that one may know the old one.

    recipient: as `read_recipient` takes it, or its beginning. Raises as `opened_vault` does, and UsageError where too
    few would be left.
    """

    def fewer(head: Head) -> tuple[str, ...]:
        gone = _meant(head, recipient)
        left = tuple(one for one in head.recipients if one != gone)
        if len(left) < (needed := quorum or head.quorum):
            raise UsageError(
                "nobody could open the vault any more",
                why=f"it takes {needed}, and {len(left)} would be left",
                remedy="Add another recipient first (synopticon vault recipients add), or ask for fewer: --quorum",
            )
        return left

    return _changed(study, files, ask, fewer, quorum)


def _meant(head: Head, recipient: str) -> str:
    found = [one for one in head.recipients if len(recipient) > len("age1") and one.startswith(recipient)]
    named = found[0] if len(found) == 1 else read_recipient(recipient)
    if named not in head.recipients:
        raise NotFound(
            "the vault has no such recipient", where=recipient, remedy="See them: synopticon vault recipients list"
        )
    return named


def _changed(
    study: Study, files: Sequence[Path], ask: Ask, recipients: Callable[[Head], tuple[str, ...]], quorum: int | None
) -> Holders:
    # What cannot be done is refused before anybody types a passphrase.
    chosen = recipients(vault_of(study).head())
    with opened_vault(study, files, ask) as opened:
        return _holders(opened.rotate(chosen, quorum, announce=partial(_record, study, "rotate-vault")))


def _record(study: Study, act: str, head: Head) -> None:
    """Log a key before it counts: one that the log does not know is then nobody's of the study."""
    with study.writing() as writer:
        writer.record(Act(act, SUBJECT, _fingerprint(head)))


def _keys_made(study: Study) -> list[str | None]:
    """The fingerprints of all keys that the study's vault was ever given, the last one last."""
    return [entry.act.digest for entry in study.reader.custody(subject=SUBJECT)]


def _fingerprint(head: Head) -> str:
    return sha256_hex(head.key.encode("ascii"))
