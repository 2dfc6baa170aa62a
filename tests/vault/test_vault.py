"""A vault keeps what is put into it, gives it to those who may open it, and to nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from synopticon.errors import NotFound, Refused, VaultShut
from synopticon.vault.identities import Identity
from synopticon.vault.locked import Vault
from synopticon.vault.opened import unlock

Random = Callable[[int], bytes]
People = tuple[Identity, ...]


def test_what_is_put_while_locked_is_got_when_open(vault: Vault, people: People, random: Random) -> None:
    """Writing needs no identity, reading needs one; a second put replaces the first."""
    made = vault.new_witness(random)
    vault.put(made.id, "transcript", b"invented words")
    vault.put(made.id, "transcript", b"other invented words")
    with unlock(vault, people[:1]) as opened:
        assert opened.get(made.id, "transcript") == b"other invented words"
        assert opened.commitment_key(made.id) == made.commitment_key
        with pytest.raises(NotFound):
            opened.get(made.id, "audio")
    assert vault.has(made.id, "transcript") and not vault.has(made.id, "audio")
    with pytest.raises(VaultShut):
        unlock(vault, people[1:])


def test_withdrawal_needs_no_identity_and_leaves_id_and_day(vault: Vault, people: People, random: Random) -> None:
    """A destroyed witness can be neither read nor written; the tombstone holds the id and the day."""
    gone, stays = vault.new_witness(random).id, vault.new_witness(random).id
    vault.put(gone, "identity", b"an invented name")
    vault.put(stays, "identity", b"another")
    vault.destroy(gone, date(2024, 5, 1))
    assert vault.witnesses() == (stays,) and vault.withdrawn() == {gone: date(2024, 5, 1)}
    with unlock(vault, people[:1]) as opened, pytest.raises(Refused):
        opened.get(gone, "identity")
    with pytest.raises(Refused):
        vault.put(gone, "identity", b"again")
    with unlock(vault, people[:1]) as opened:
        assert opened.get(stays, "identity") == b"another"


def test_rotation_keeps_every_witness_and_shuts_out_who_was_removed(
    vault: Vault, people: People, random: Random
) -> None:
    """After a rotation to others they read everything, and the earlier recipient reads nothing."""
    witness = vault.new_witness(random).id
    vault.put(witness, "identity", b"an invented name")
    with unlock(vault, people[:1]) as opened:
        opened.rotate([one.recipient or "" for one in people[1:]], 2)
        assert opened.get(witness, "identity") == b"an invented name"
    with pytest.raises(VaultShut):
        unlock(vault, [people[0], people[1]])
    with unlock(vault, people[1:]) as opened:
        assert opened.get(witness, "identity") == b"an invented name"
    assert [path.name for path in vault.generations()] == ["generation-000002"]
