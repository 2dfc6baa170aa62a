"""The power cut between any two acts on the disk: the vault is what it was before or what it is after."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from synopticon.errors import StorageFailed, SynopticonError
from synopticon.vault.disk import Disk
from synopticon.vault.examining import examine
from synopticon.vault.identities import Identity
from synopticon.vault.locked import Vault
from synopticon.vault.opened import unlock

from .conftest import STUDY

CANARY = b"an invented woman called Han Sol Bi from the invented town of Verrin"
DAY = date(2024, 5, 1)

Act = Callable[[Vault], object]


class PowerCut(BaseException):
    """No error: nothing that would clean up after one runs."""


def _cut_at(number: int) -> Callable[[str], None]:
    left = iter(range(number))

    def step(_: str) -> None:
        if next(left, None) is None:
            raise PowerCut

    return step


@pytest.fixture
def filled(vault: Vault) -> tuple[Vault, str, str]:
    """A vault with two witnesses, each with two objects; its ids end in a and b."""
    one, two = (vault.new_witness(lambda size, byte=byte: bytes([byte]) * size).id for byte in (0x1A, 0x1B))
    for witness in (one, two):
        vault.put(witness, "identity", CANARY)
        vault.put(witness, "transcript", CANARY * 9)
    return vault, one, two


def every_cut(vault: Vault, act: Act) -> Iterator[Vault]:
    """The vault after the act was cut before its first step, its second, …, and at last after it was done."""
    number = 0
    while True:
        copy = vault.disk.root.parent.with_name(f"cut-{number}") / "vault"
        shutil.copytree(vault.disk.root, copy)
        done = True
        try:
            act(Vault(Disk(copy, _cut_at(number)), STUDY))
        except PowerCut:
            done = False
        assert not _in_clear(copy)
        yield Vault(Disk(copy), STUDY)
        shutil.rmtree(copy.parent)
        if done:
            return
        number += 1


def _in_clear(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and b"Han Sol Bi" in path.read_bytes()]


def _reads(vault: Vault, people: list[Identity], witness: str) -> bool:
    with unlock(vault, people) as opened:
        assert opened.get(witness, "transcript") == CANARY * 9
        return opened.get(witness, "identity") == CANARY


def test_a_rotation_leaves_the_old_key_or_the_new_one(
    filled: tuple[Vault, str, str], people: tuple[Identity, ...]
) -> None:
    """Cut anywhere, exactly one of the two sets of recipients opens the vault; the next change tidies up."""
    vault, one, two = filled
    old, new = [people[0]], [people[1]]

    def rotate(cut: Vault) -> None:
        with unlock(cut, old) as opened:
            opened.rotate([people[1].recipient or ""])

    seen = set()
    for cut in every_cut(vault, rotate):
        opens = []
        for who in (old, new):
            try:
                opens.append(_reads(cut, who, one) and _reads(cut, who, two))
            except SynopticonError:
                opens.append(False)
        assert sum(opens) == 1
        status = examine(cut)
        assert not [fault for fault in status.faults if "tell when" not in fault]
        seen.add((tuple(opens), bool(status.unfinished)))
        cut.put(one, "audio", b"after")
        assert examine(cut).unfinished == () and len(cut.generations()) == 1
        with unlock(cut, old if opens[0] else new) as opened:
            opened.rotate()
            assert opened.get(two, "identity") == CANARY
        assert examine(cut).faults == ()
    assert seen == {((True, False), False), ((True, False), True), ((False, True), True), ((False, True), False)}


def test_a_destruction_is_not_begun_or_is_finished_by_the_next_change(
    filled: tuple[Vault, str, str], people: tuple[Identity, ...]
) -> None:
    """Cut anywhere, the witness is either whole or cannot be read and is wholly gone after the next change."""
    vault, one, two = filled
    begun = 0
    for cut in every_cut(vault, lambda cut: cut.destroy(one, DAY)):
        assert _reads(cut, [people[0]], two)
        if cut.holds(one):
            assert not begun and _reads(cut, [people[0]], one)
            continue
        begun += 1
        with unlock(cut, [people[0]]) as opened, pytest.raises(SynopticonError):
            opened.get(one, "identity")
        cut.put(two, "audio", b"after")
        assert [path.relative_to(cut.disk.root) for path in cut.disk.root.rglob(f"{one}*")] == [Path("gone", one)]
        assert cut.withdrawn() == {one: DAY} and cut.witnesses() == (two,)
    assert begun > 10


def test_a_destruction_can_be_given_again(filled: tuple[Vault, str, str]) -> None:
    """Cut anywhere, the same command finishes it, with the day on which it was begun."""
    vault, one, _ = filled
    for cut in every_cut(vault, lambda cut: cut.destroy(one, DAY)):
        cut.destroy(one, DAY)
        assert cut.withdrawn() == {one: DAY} and not examine(cut).unfinished


def test_a_witness_leaves_a_rotation_that_was_cut(filled: tuple[Vault, str, str], people: tuple[Identity, ...]) -> None:
    """However far a rotation came, a withdrawal after it finds the witness's key in every generation."""
    vault, one, two = filled

    def rotate(cut: Vault) -> None:
        with unlock(cut, [people[0]]) as opened:
            opened.rotate([people[0].recipient or ""])

    for cut in every_cut(vault, rotate):
        cut.destroy(one, DAY)
        assert [path.relative_to(cut.disk.root) for path in cut.disk.root.rglob(f"{one}*")] == [Path("gone", one)]
        assert _reads(cut, [people[0]], two)


def test_a_new_witness_is_there_or_not(filled: tuple[Vault, str, str], people: tuple[Identity, ...]) -> None:
    """Cut anywhere, there are two witnesses or three, and the third has a key that opens."""
    vault, *_ = filled
    counts = set()
    for cut in every_cut(vault, lambda cut: cut.new_witness(lambda size: b"\x1c" * size)):
        counts.add(len(cut.witnesses()))
        if "1c" * 16 in cut.witnesses():
            with unlock(cut, [people[0]]) as opened:
                assert opened.commitment_key("1c" * 16) == b"\x1c" * 32
        cut.new_witness(lambda size: b"\x1d" * size)
        assert all("the next rotation drops such a key" in sentence for sentence in examine(cut).unfinished)
        with unlock(cut, [people[0]]) as opened:
            opened.rotate()
        assert not examine(cut).unfinished and not examine(cut).faults
    assert counts == {2, 3}


def test_an_object_is_the_old_one_or_the_new_one(filled: tuple[Vault, str, str], people: tuple[Identity, ...]) -> None:
    """Cut anywhere, a replaced object reads as before or as after."""
    vault, one, _ = filled
    seen = set()
    for cut in every_cut(vault, lambda cut: cut.put(one, "identity", b"after")):
        with unlock(cut, [people[0]]) as opened:
            seen.add(opened.get(one, "identity"))
    assert seen == {CANARY, b"after"}


def test_a_vault_is_made_or_can_be_made_again(tmp_path: Path, people: tuple[Identity, ...]) -> None:
    """Cut anywhere, making a vault leaves none or a whole one; where there is none it can be made."""
    made = 0
    for number in range(40):
        folder = tmp_path / str(number) / "vault"
        folder.parent.mkdir()
        with suppress(PowerCut):
            Vault.create(folder, STUDY, [people[0].recipient or ""], disk=Disk(folder, _cut_at(number)))
        if not Vault(Disk(folder), STUDY).generations():
            Vault.create(folder, STUDY, [people[0].recipient or ""])
        else:
            made += 1
        with unlock(Vault.at(folder, STUDY), [people[0]]) as opened:
            assert opened.head.generation == 1
    assert 0 < made < 40


def test_a_full_disk_leaves_nothing_aside(filled: tuple[Vault, str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that the disk refuses is an error of ours, and no unfinished file remains."""
    vault, one, _ = filled

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("synopticon.vault.disk.os.fsync", full)
    with pytest.raises(StorageFailed, match="Make room"):
        vault.put(one, "audio", b"x" * 10_000)
    monkeypatch.undo()
    assert not examine(vault).unfinished and not vault.has(one, "audio")
