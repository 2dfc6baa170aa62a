"""As many identities as the quorum asks for open a vault, whichever they are, and no fewer do."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from synopticon.errors import InputError, StudyBusy, UsageError, VaultShut
from synopticon.vault import age
from synopticon.vault.identities import Identity, from_secret
from synopticon.vault.locked import Vault
from synopticon.vault.opened import unlock

from .conftest import STUDY


def _people(number: int) -> list[Identity]:
    return [from_secret(age.generate()[0]) for _ in range(number)]


def _recipients(people: list[Identity]) -> list[str]:
    return [one.recipient or "" for one in people]


@pytest.mark.parametrize(("quorum", "count"), [(1, 1), (1, 3), (2, 2), (2, 3), (3, 5)])
def test_every_choice_of_so_many_opens_and_none_of_fewer(tmp_path: Path, quorum: int, count: int) -> None:
    """All choices of k identities open, in any order; all choices of k-1, and k of strangers with them, do not."""
    people = _people(count)
    vault = Vault.create(tmp_path / "vault", STUDY, _recipients(people), quorum)
    for chosen in combinations(people, quorum):
        with unlock(vault, chosen[::-1]):
            pass
    for chosen in combinations(people, quorum - 1):
        with pytest.raises(VaultShut, match="it takes"):
            unlock(vault, [*chosen, *_people(2)])
    if quorum > 1:
        with pytest.raises(VaultShut):
            unlock(vault, [people[0]] * quorum)


@pytest.mark.parametrize(("quorum", "count"), [(0, 2), (3, 2), (1, 0), (1, 11)])
def test_a_vault_that_nobody_could_open_is_not_made(tmp_path: Path, quorum: int, count: int) -> None:
    """A quorum above the recipients, none at all, and more than ten are refused, and no folder is begun."""
    with pytest.raises(UsageError):
        Vault.create(tmp_path / "vault", STUDY, _recipients(_people(count)), quorum)
    assert not (tmp_path / "vault").exists()


def test_the_same_recipient_counts_once(tmp_path: Path) -> None:
    """A recipient named twice does not make two."""
    with pytest.raises(UsageError, match="and it would have 1"):
        Vault.create(tmp_path / "vault", STUDY, _recipients(_people(1) * 2), 2)


@pytest.mark.parametrize("text", ["", "age1", "age1xyz", "AGE-SECRET-KEY-1QQ", "somebody", "age1" + "q" * 58])
def test_what_is_no_recipient_is_refused(tmp_path: Path, text: str) -> None:
    """A recipient with a typing error is refused before anything is sealed to it."""
    with pytest.raises(InputError, match="no age recipient"):
        Vault.create(tmp_path / "vault", STUDY, [text])


def test_a_lost_recipient_is_replaced_by_the_others(tmp_path: Path) -> None:
    """With two of three one may be lost: the other two shut it out and take in another."""
    one, two, lost, new = _people(4)
    vault = Vault.create(tmp_path / "vault", STUDY, _recipients([one, two, lost]), 2)
    with unlock(vault, [one, two]) as opened:
        opened.rotate(_recipients([one, two, new]))
    with unlock(vault, [new, two]), pytest.raises(VaultShut):
        unlock(vault, [one, lost])


def test_who_opened_it_before_a_rotation_is_told(vault: Vault, people: tuple[Identity, ...]) -> None:
    """A vault that stays open while another process changes the key says so, and does not call the witness damaged."""
    witness = vault.new_witness(lambda size: bytes(size)).id
    with unlock(vault, people[:1]) as early:
        with unlock(vault, people[:1]) as opened:
            opened.rotate()
        with pytest.raises(StudyBusy, match="changed since"):
            early.commitment_key(witness)
        with pytest.raises(StudyBusy):
            early.rotate()


def test_a_closed_vault_reads_nothing(vault: Vault, people: tuple[Identity, ...]) -> None:
    """After its block an open vault has no key."""
    witness = vault.new_witness(lambda size: bytes(size)).id
    with unlock(vault, people[:1]) as opened:
        assert opened.commitment_key(witness) == bytes(32)
    with pytest.raises(UsageError, match="closed"):
        opened.commitment_key(witness)
    with pytest.raises(UsageError, match="closed"):
        opened.rotate()
