"""The study's vault: make it, find it, open it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from synopticon.model.custody import Act
from synopticon.vault.locked import Vault
from synopticon.vault.opened import OpenVault
from synopticon.vault.reading import Ask, read_identity, read_recipient

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

FOLDER = "vault"
STUDY_ID = "study-id"


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
                writer.record(Act("make-key", STUDY_ID, None))
    return kept.hex()


def vault_of(study: Study) -> Vault:
    """The study's vault, locked. Raises NotFound where there is none, Refused for another study's, DamagedVault."""
    return Vault.at(study.folder / FOLDER, study_id(study))


@contextmanager
def opened_vault(study: Study, files: Sequence[Path], ask: Ask) -> Iterator[OpenVault]:
    """The study's vault, open for the block. files: identity files; ask: gives the passphrase of one of them.

    Raises VaultShut (too few, wrong passphrase), InputError, MissingPart, NotFound, DamagedVault.
    """
    vault = vault_of(study)
    with vault.unlock([read_identity(path, ask) for path in files]) as opened:
        yield opened


def make_vault(study: Study, recipients: Sequence[str], quorum: int = 1) -> Vault:
    """Make the study's vault. recipients: `age1…` or the identity files that tell theirs; quorum: how many of them it
    takes to open it. Raises UsageError, InputError, MissingPart, StorageFailed.
    """
    named = [read_recipient(one) for one in recipients]
    vault = Vault.create(study.folder / FOLDER, study_id(study), named, quorum)
    with study.writing() as writer:
        writer.record(Act("make-vault", "vault"))
    return vault
