"""The door of the interviews' verbs to the vault: who may go in, and what is said where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synopticon.errors import Refused
from synopticon.vault.locked import Vault
from synopticon.workflow.vault import vault_of

if TYPE_CHECKING:
    from synopticon.workflow.study import Study


def refuse_elsewhere(study: Study) -> None:
    """Testimony is kept in a database that is a file, and nowhere else. Raises Refused."""
    if study.settings.text("database.url"):
        raise Refused(
            "a witness must be able to withdraw: PostgreSQL takes no testimony",
            where="database.url",
            why="nobody has shown yet that what is deleted there is gone from its logs and its free pages",
            remedy="Keep interviews in a study of their own, whose database is a file: synopticon init DIR",
        )


def interviews_vault(study: Study) -> Vault:
    """The study's vault, shut. Raises Refused on PostgreSQL, NotFound (with the command) where there is none."""
    refuse_elsewhere(study)
    return vault_of(study)
