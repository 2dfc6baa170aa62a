"""A vault of an invented study, and identities that need no passphrase."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from synopticon.vault import age
from synopticon.vault.identities import Identity, from_secret
from synopticon.vault.locked import Vault

STUDY = "5e" * 16


@pytest.fixture
def random() -> Callable[[int], bytes]:
    """Bytes that differ from call to call and are the same on every run."""
    numbers = itertools.count(1)
    return lambda size: next(numbers).to_bytes(size, "big")


@pytest.fixture
def people() -> tuple[Identity, ...]:
    """Three identities."""
    return tuple(from_secret(age.generate()[0]) for _ in range(3))


@pytest.fixture
def vault(tmp_path: Path, people: tuple[Identity, ...]) -> Vault:
    """A vault that the first identity opens."""
    return Vault.create(tmp_path / "study" / "vault", STUDY, [people[0].recipient or ""])
