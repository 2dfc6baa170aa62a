"""Whatever is changed, cut off or exchanged in a vault's folder is named, and nothing of it is taken for true."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synopticon.errors import DamagedVault, NotFound, Refused, SynopticonError, UsageError, VaultShut
from synopticon.vault import age
from synopticon.vault.examining import examine, header_fault
from synopticon.vault.identities import Identity
from synopticon.vault.locked import Vault
from synopticon.vault.opened import unlock
from synopticon.vault.payload import Place, pack

from .conftest import STUDY

Random = Callable[[int], bytes]
People = tuple[Identity, ...]
WORDS = b"invented words " * 6000

_SHARED = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture
def witness(vault: Vault, random: Random) -> str:
    """A witness with a transcript of several of age's chunks."""
    made = vault.new_witness(random).id
    vault.put(made, "transcript", WORDS)
    return made


def _read(vault: Vault, people: People, witness: str, role: str = "transcript") -> bytes:
    with unlock(vault, people[:1]) as opened:
        return opened.get(witness, role)


@given(data=st.data())
@_SHARED
def test_a_truncated_object_is_told(vault: Vault, people: People, witness: str, data: st.DataObject) -> None:
    """Cut at any byte, an object cannot be opened and the message names the role and never the words."""
    path = vault.path_of(witness, "transcript")
    whole = path.read_bytes()
    cut = data.draw(st.one_of(st.integers(0, 600), st.integers(0, len(whole) - 1)))
    path.write_bytes(whole[:cut])
    with pytest.raises(DamagedVault, match="the witness's transcript cannot be opened") as raised:
        _read(vault, people, witness)
    assert "invented" not in str(raised.value)
    path.write_bytes(whole)
    assert _read(vault, people, witness) == WORDS


@given(data=st.data())
@_SHARED
def test_a_changed_object_is_told(vault: Vault, people: People, witness: str, data: st.DataObject) -> None:
    """One changed bit anywhere, and the object cannot be opened."""
    path = vault.path_of(witness, "transcript")
    whole = path.read_bytes()
    at = data.draw(st.one_of(st.integers(0, 600), st.integers(0, len(whole) - 1)))
    changed = bytearray(whole)
    changed[at] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(bytes(changed))
    with pytest.raises(DamagedVault):
        _read(vault, people, witness)
    path.write_bytes(whole)


@pytest.mark.parametrize("name", ["head", "key", "public"])
def test_a_changed_or_truncated_small_file_is_told(vault: Vault, people: People, witness: str, name: str) -> None:
    """The head, a witness's sealed key and public key: cut or changed anywhere, each is an error of ours."""
    path = {
        "head": vault.current() / "head",
        "key": vault.current() / "keys" / witness,
        "public": vault.folder_of(witness) / "public",
    }[name]
    whole = path.read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // 120)):
        for changed in (whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]):
            path.write_bytes(changed)
            try:
                assert _read(vault, people, witness) == WORDS
                # JSON's blanks and the recipients' order of bytes may differ without harm; never what is read.
                assert name == "head"
            except SynopticonError as error:
                assert isinstance(error, DamagedVault | VaultShut | UsageError | NotFound | Refused)
    path.write_bytes(whole)
    assert _read(vault, people, witness) == WORDS


def test_a_lost_file_is_told(vault: Vault, people: People, witness: str) -> None:
    """A sealed key or a public key that is gone is named, by status and on reading, and nothing else is destroyed."""
    key, public = vault.current() / "keys" / witness, vault.folder_of(witness) / "public"
    for path, said in ((key, "lost"), (public, "public key")):
        aside = path.rename(path.with_suffix(".aside"))
        assert any(said in fault for fault in examine(vault).faults)
        with pytest.raises(SynopticonError):
            _read(vault, people, witness)
        with pytest.raises(SynopticonError):
            vault.put(witness, "audio", b"") if path == public else _read(vault, people, witness)
        aside.rename(path)
        assert _read(vault, people, witness) == WORDS


def test_objects_in_each_others_place_are_told(vault: Vault, people: People, witness: str, random: Random) -> None:
    """An object of another role, of another witness and of another study is named as what it is."""
    other = vault.new_witness(random).id
    vault.put(witness, "identity", b"an invented name")
    vault.put(other, "transcript", b"other words")
    place = vault.path_of(witness, "transcript")
    shutil.copy(vault.path_of(witness, "identity"), place)
    with pytest.raises(DamagedVault, match="sealed as the witness's identity"):
        _read(vault, people, witness)
    shutil.copy(vault.path_of(other, "transcript"), place)
    with pytest.raises(DamagedVault, match="another witness"):
        _read(vault, people, witness)
    foreign = Vault(vault.disk, "0f" * 16)
    place.unlink()
    foreign._seal(witness, vault.public_key(witness), "transcript", b"", place)
    with pytest.raises(DamagedVault, match="another study"):
        _read(vault, people, witness)


def test_a_key_in_anothers_place_is_told(vault: Vault, people: People, witness: str, random: Random) -> None:
    """A witness's sealed key in another's place, or from an older generation, is not taken for the witness's."""
    other = vault.new_witness(random).id
    keys = vault.current() / "keys"
    old = (keys / witness).read_bytes()
    shutil.copy(keys / other, keys / witness)
    with pytest.raises(DamagedVault, match="another witness"):
        _read(vault, people, witness)
    (keys / witness).write_bytes(old)
    with unlock(vault, people[:1]) as opened:
        opened.rotate()
    (vault.current() / "keys" / witness).write_bytes(old)
    with pytest.raises(DamagedVault, match="the witness's sealed key cannot be opened"):
        _read(vault, people, witness)


def test_a_key_that_somebody_put_in_is_told(vault: Vault, people: People, witness: str) -> None:
    """A public key that is not the half of the sealed one is told at the next opening: the vault's and a witness's."""
    _, theirs = age.generate()
    public = vault.folder_of(witness) / "public"
    ours = public.read_bytes()
    public.write_text(theirs)
    with pytest.raises(DamagedVault, match="a key of their own"):
        _read(vault, people, witness)
    public.write_bytes(ours)
    head = vault.current() / "head"
    head.write_text(json.dumps(json.loads(head.read_text()) | {"key": theirs}))
    with pytest.raises(DamagedVault, match="list of recipients"):
        unlock(vault, people[:1])


@pytest.mark.parametrize("change", ["recipients", "quorum", "generation"])
def test_a_recipient_that_somebody_put_in_is_told(tmp_path: Path, people: People, vault: Vault, change: str) -> None:
    """Who changes the list of recipients or the quorum in the head gets nothing: the next opening says so."""
    folder = tmp_path / "three" / "vault"
    three = Vault.create(folder, STUDY, [one.recipient or "" for one in people], 2)
    head = three.current() / "head"
    value = json.loads(head.read_text())
    if change == "recipients":
        value["recipients"].append(age.generate()[1])
    elif change == "quorum":
        value["recipients"], value["quorum"] = value["recipients"][:2], 1
    else:
        value["generation"] = 2
        three.current().rename(folder / "generation-000002")
        head = folder / "generation-000002" / "head"
    head.write_text(json.dumps(value))
    with pytest.raises(DamagedVault, match=r"list of recipients|head cannot be read"):
        unlock(three, people)


def test_a_generation_from_elsewhere_is_told(vault: Vault, people: People, witness: str, tmp_path: Path) -> None:
    """A folder renamed to look newer, and a head of another vault, are refused."""
    fake = vault.disk.root / "generation-000009"
    shutil.copytree(vault.current(), fake)
    with pytest.raises(DamagedVault, match="another generation"):
        vault.put(witness, "audio", b"")
    shutil.rmtree(fake)
    other = Vault.create(tmp_path / "other" / "vault", STUDY, [people[0].recipient or ""])
    shutil.copy(other.current() / "head", vault.current() / "head")
    with pytest.raises(DamagedVault, match="the witness's sealed key cannot be opened"):
        _read(vault, people, witness)
    with pytest.raises(Refused, match="another study"):
        Vault.at(vault.disk.root, "0f" * 16)


def test_an_older_generation_stays_where_the_newer_lacks_a_key(vault: Vault, people: People, witness: str) -> None:
    """A generation that does not hold every witness's key destroys no older one."""
    old = vault.current()
    kept = shutil.copytree(old, vault.disk.root.parent / "kept")
    with unlock(vault, people[:1]) as opened:
        opened.rotate()
    shutil.copytree(kept, old)
    (vault.current() / "keys" / witness).unlink()
    with vault.alone():
        vault.settle()
    assert (old / "keys" / witness).is_file() and "lost" in examine(vault).faults[0]


def test_a_witness_can_leave_a_damaged_vault(
    vault: Vault, witness: str, random: Random, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Withdrawal needs neither a readable head, nor readable tombstones, nor pyrage."""
    other = vault.new_witness(random).id
    vault.destroy(other, date(2024, 5, 1))
    (vault.disk.root / "gone" / other).write_bytes(b"")
    assert any("gone all the same" in fault for fault in examine(vault).faults)
    vault.put(vault.new_witness(random).id, "identity", b"")
    (vault.current() / "head").write_bytes(b"")
    monkeypatch.setitem(sys.modules, "pyrage", None)
    vault.destroy(witness, date(2024, 5, 1))
    left = [path.relative_to(vault.disk.root) for path in vault.disk.root.rglob(f"{witness}*")]
    assert left == [Path("gone", witness)]


def test_the_header_is_checked_without_opening(vault: Vault, witness: str) -> None:
    """Status names an object that was cut off or begins with something else, and no sound one."""
    assert examine(vault).faults == ()
    path = vault.path_of(witness, "transcript")
    whole = path.read_bytes()
    for changed, said in (
        (whole[:-1], "cut off"),
        (whole[:-30_000], "cut off"),
        (whole, None),
        (whole[:150], "header"),
        (b"words" + whole, "begin"),
        (b"", "begin"),
    ):
        fault = header_fault(changed, len(changed))
        assert fault is None if said is None else said in (fault or "")
    path.write_bytes(whole[:400])
    path.chmod(0o644)
    faults = examine(vault).faults
    assert any("read by others" in fault for fault in faults) and len(faults) == 2


@given(st.binary(max_size=300), st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_no_sound_header_is_called_damaged(data: bytes, recipients: int) -> None:
    """What age seals, to however many recipients and with whatever it strews in, begins as it should."""
    sealed = age.seal(pack(Place(STUDY, "", "x"), data), [age.generate()[1] for _ in range(recipients)])
    assert header_fault(sealed, len(sealed)) is None


def test_what_a_backup_brings_back_is_destroyed_again(
    vault: Vault, people: People, witness: str, tmp_path: Path
) -> None:
    """A withdrawn witness who came back from a copy is told by status, cannot be read, and goes at the next change."""
    copy = shutil.copytree(vault.disk.root, tmp_path / "backup")
    vault.destroy(witness, date(2024, 5, 1))
    shutil.copytree(copy / "witnesses", vault.disk.root / "witnesses", dirs_exist_ok=True)
    shutil.copytree(
        vault.disk.root.parent.parent / "backup" / vault.current().name, vault.current(), dirs_exist_ok=True
    )
    assert any("came back" in sentence for sentence in examine(vault).unfinished) and vault.witnesses() == ()
    with pytest.raises(Refused):
        _read(vault, people, witness)
    with vault.alone():
        vault.settle()
    assert [path.relative_to(vault.disk.root) for path in vault.disk.root.rglob(f"{witness}*")] == [
        Path("gone", witness)
    ]
