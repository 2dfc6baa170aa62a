"""kill -9 at random moments: no acknowledged object is lost, no acknowledged withdrawal comes back."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

from synopticon.vault import age
from synopticon.vault.examining import examine
from synopticon.vault.identities import from_secret
from synopticon.vault.locked import Vault
from synopticon.vault.opened import unlock

Killed = Callable[..., list[str]]
KILLS = int(os.environ.get("SYNOPTICON_KILLS", "10"))
STUDY = "5e" * 16


def working(acknowledge: Callable[[str], object], folder: str, secret: str, seed: str) -> None:
    """Add witnesses, write of them, rotate, and let some leave, without end; acknowledge each act."""
    chance = random.Random(seed)
    vault, identity = Vault.at(Path(folder), STUDY), from_secret(secret)
    while True:
        witness = vault.new_witness(chance.randbytes).id
        data = chance.randbytes(chance.choice((10, 3000, 80_000)))
        vault.put(witness, "transcript", data)
        acknowledge(f"kept {witness} {len(data)}")
        if chance.random() < 0.5:
            with unlock(vault, [identity]) as opened:
                opened.rotate()
            acknowledge("rotated")
        if chance.random() < 0.5:
            gone = chance.choice(vault.witnesses())
            acknowledge(f"leaving {gone}")
            vault.destroy(gone, date(2024, 5, 1))
            acknowledge(f"gone {gone}")


def test_nothing_acknowledged_is_lost_or_comes_back(tmp_path: Path, killed_at_work: Killed) -> None:
    """A writing process killed again and again keeps what it acknowledged, and what it destroyed stays destroyed."""
    secret, recipient = age.generate()
    folder, moments = tmp_path / "vault", random.Random(11)
    vault = Vault.create(folder, STUDY, [recipient])
    kept: dict[str, int] = {}
    leaving, gone = set[str](), set[str]()
    for seed in range(KILLS):
        for line in killed_at_work(moments.uniform(0, 0.3), working, folder, secret, seed):
            act, *words = line.split()
            if act == "kept":
                kept[words[0]] = int(words[1])
            elif act in ("leaving", "gone"):
                (leaving if act == "leaving" else gone).add(words[0])
        with unlock(vault, [from_secret(secret)]) as opened:
            for witness, size in kept.items():
                if witness not in leaving:
                    assert len(opened.get(witness, "transcript")) == size
        assert gone <= set(vault.withdrawn()) and not gone & set(vault.witnesses())
    with vault.alone():
        vault.settle()
    assert len(kept) >= KILLS and gone and not examine(vault).unfinished and len(vault.generations()) == 1
