"""What the vault keeps can be opened by any program that reads age; identities of other programs open the vault."""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pyrage
import pytest

from synopticon.errors import InputError, MissingPart, VaultShut
from synopticon.vault import age
from synopticon.vault.identities import Identity
from synopticon.vault.locked import Vault
from synopticon.vault.reading import read_identity, read_recipient

from .conftest import STUDY


def _never(_: Path) -> str:
    raise AssertionError("a passphrase was asked for")


def _data(payload: bytes) -> bytes:
    """What stands in an object, by the description in the documents and not by our code."""
    assert payload[:8] == b"SYNVLT01"
    at = 10 + int.from_bytes(payload[8:10], "big")
    return payload[at + 8 : at + 8 + int.from_bytes(payload[at : at + 8], "big")]


def test_an_object_is_opened_with_age_alone(tmp_path: Path, people: tuple[Identity, ...]) -> None:
    """Two of three identities, the head, a witness's key, the object: ordinary age files, opened by age itself."""
    vault = Vault.create(tmp_path / "vault", STUDY, [one.recipient or "" for one in people], 2)
    witness = vault.new_witness(lambda size: b"\x01" * size).id
    vault.put(witness, "transcript", b"invented words")
    head = json.loads((tmp_path / "vault" / "generation-000001" / "head").read_text())
    for sealed, chosen in zip(head["sealed"], combinations(people, 2), strict=True):
        layer = base64.b64decode(sealed["age"])
        for one in reversed(chosen):
            layer = pyrage.decrypt(layer, [one.key])
        key = pyrage.x25519.Identity.from_str(_data(layer).decode())
        half = pyrage.decrypt((tmp_path / "vault" / "generation-000001" / "keys" / witness).read_bytes(), [key])
        own = pyrage.x25519.Identity.from_str(_data(half).decode())
        found = [
            _data(pyrage.decrypt(path.read_bytes(), [own]))
            for path in (tmp_path / "vault" / "witnesses" / witness).iterdir()
            if path.name != "public"
        ]
        assert b"invented words" in found


def test_an_identity_that_age_keygen_wrote_opens_the_vault(tmp_path: Path) -> None:
    """age's plain identity file is read, and tells its recipient by its comment."""
    secret, recipient = age.generate()
    path = tmp_path / "key.txt"
    path.write_text(f"# created: 2024-05-01T00:00:00Z\n# public key: {recipient}\n{secret}\n")
    assert read_recipient(str(path)) == recipient == read_identity(path, _never).recipient


def test_an_identity_that_age_sealed_by_a_passphrase_opens_the_vault(tmp_path: Path) -> None:
    """age's identity file under a passphrase is read, armoured or not; a wrong passphrase is told."""
    secret, recipient = age.generate()
    for number, armoured in enumerate((True, False)):
        path = tmp_path / f"key{number}.age"
        path.write_bytes(pyrage.passphrase.encrypt(f"{secret}\n".encode(), "five words nobody would join", armoured))
        assert read_identity(path, lambda _: "five words nobody would join").recipient == recipient
        with pytest.raises(VaultShut, match="stays shut"):
            read_identity(path, lambda _: "another")


@pytest.mark.parametrize(
    "content",
    [b"", b"words\n", b"AGE-SECRET-KEY-1QQQQ\n", b"\xff\xfe\x00", b"synopticon identity 1\n", b"x" * 2_000_000],
)
def test_what_is_no_identity_is_told(tmp_path: Path, content: bytes) -> None:
    """A file that is none is refused and not quoted."""
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(InputError, match="identity file") as raised:
        read_identity(path, _never)
    assert "QQQQ" not in str(raised.value)
    with pytest.raises(InputError):
        read_identity(tmp_path / "absent", _never)


def test_a_secret_given_as_a_recipient_is_not_repeated() -> None:
    """Who names the secret instead of the recipient finds it nowhere in the message."""
    secret, _ = age.generate()
    with pytest.raises(InputError) as raised:
        read_recipient(secret)
    assert secret[20:40] not in str(raised.value)


def test_an_absent_plugin_is_named_with_its_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, people: tuple[Identity, ...]
) -> None:
    """A hardware key's recipient and identity need a program of their maker; where it is absent, its name is said."""
    monkeypatch.setenv("PATH", str(tmp_path))
    recipient = "age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t"
    with pytest.raises(MissingPart, match="age-plugin-yubikey"):
        Vault.create(tmp_path / "vault", STUDY, [recipient])
    assert not (tmp_path / "vault").exists()
    path = tmp_path / "key.txt"
    path.write_text(f"# Recipient: {recipient}\nAGE-PLUGIN-YUBIKEY-18S3VSX\n")
    with pytest.raises(MissingPart, match="age-plugin-yubikey"):
        read_identity(path, _never)


def test_a_missing_library_is_named_with_its_command(
    monkeypatch: pytest.MonkeyPatch, vault: Vault, random: Callable[[int], bytes]
) -> None:
    """Without pyrage the vault says which part is missing and how to install it, and writes nothing."""
    witness = vault.new_witness(random).id
    monkeypatch.setitem(sys.modules, "pyrage", None)
    with pytest.raises(MissingPart, match=r"pip install 'synopticon\[vault\]'"):
        vault.put(witness, "identity", b"")
    assert not vault.has(witness, "identity")
