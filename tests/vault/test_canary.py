"""Nothing of what is sealed stands anywhere in clear: a scan of every byte, and proof that the scan would find it."""

from __future__ import annotations

import base64
import io
import os
import sys
import tempfile
import traceback
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from synopticon.errors import SynopticonError
from synopticon.vault import age
from synopticon.vault.identities import Identity
from synopticon.vault.locked import Vault
from synopticon.vault.opened import unlock

from .conftest import STUDY

Random = Callable[[int], bytes]
CANARY = "Han Sol Bi (한솔비), invented, of Verrin"


def _forms(text: str) -> list[bytes]:
    """The ways in which a program might have written text down."""
    forms = [
        text.encode(),
        unicodedata.normalize("NFD", text).encode(),
        text.encode("utf-16-le"),
        text.encode("utf-16-be"),
    ]
    forms += [base64.b64encode(text.encode()[start:])[4:-4] for start in range(3)]
    return [*forms, text.encode().hex().encode(), text.encode()[::-1]]


def _found(folders: list[Path], texts: list[str]) -> list[str]:
    """Where a text stands: files of the folders, by content or name, and this process's arguments and environment."""
    needles = [form for text in texts for form in _forms(text)]
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            data = str(path).encode() + (path.read_bytes() if path.is_file() else b"")
            found += [str(path) for needle in needles if needle in data]
    process = "\0".join([*sys.orig_argv, *os.environ.values()]).encode()
    return found + ["the process's arguments or environment" for needle in needles if needle in process]


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that are scanned: all that the test writes, and a folder for temporary files of its own."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return [tmp_path]


def _a_life(vault: Vault, people: tuple[Identity, ...], random: Random) -> tuple[list[str], str]:
    """All that is done with a witness but withdrawal; the secrets that must stand nowhere, and the witness's id."""
    made = vault.new_witness(random)
    for role in ("identity", "transcript"):
        vault.put(made.id, role, CANARY.encode() * 40)
    with unlock(vault, people[:1]) as opened:
        opened.rotate([one.recipient or "" for one in people], 2)
        vault.put(made.id, "audio", CANARY.encode())
        secrets = [opened._private_half(made.id), str(opened._key), made.commitment_key.hex()]
    return [CANARY, *secrets], made.id


def test_nothing_sealed_stands_in_clear(
    vault: Vault, people: tuple[Identity, ...], random: Random, watched: list[Path], capfd: pytest.CaptureFixture[str]
) -> None:
    """Before and after withdrawal neither words nor keys stand in any file, name, argument or output."""
    texts, witness = _a_life(vault, people, random)
    assert _found(watched, texts) == []
    vault.destroy(witness, date(2024, 5, 1))
    assert _found(watched, texts) == []
    said = "".join(capfd.readouterr())
    assert not any(text in said for text in texts)


def test_the_scan_finds_a_vault_that_writes_in_clear(
    people: tuple[Identity, ...], random: Random, watched: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With sealing that seals nothing, the same scan finds words and keys: it can fail."""
    monkeypatch.setattr(age, "seal", lambda data, recipients: data)
    monkeypatch.setattr(age, "unseal", lambda sealed, identities: sealed)
    vault = Vault.create(watched[0] / "clear" / "vault", STUDY, [people[0].recipient or ""])
    texts, _ = _a_life(vault, people, random)
    assert _found(watched, texts[:1]) and _found(watched, texts[1:2])


def test_errors_carry_nothing_that_is_sealed(vault: Vault, people: tuple[Identity, ...], random: Random) -> None:
    """The message, the cause and the printed traceback of a failed opening hold neither words nor keys."""
    witness = vault.new_witness(random).id
    vault.put(witness, "identity", CANARY.encode())
    vault.path_of(witness, "identity").rename(vault.path_of(witness, "transcript"))
    with unlock(vault, people[:1]) as opened, pytest.raises(SynopticonError) as raised:
        opened.get(witness, "transcript")
    out = io.StringIO()
    traceback.print_exception(raised.value, file=out)
    assert "Han Sol Bi" not in out.getvalue() and "AGE-SECRET" not in out.getvalue()


def test_what_is_in_memory_shows_no_key(vault: Vault, people: tuple[Identity, ...]) -> None:
    """Printing an identity or an open vault shows no secret."""
    with unlock(vault, people[:1]) as opened:
        shown = f"{people[0]!r} {opened!r} {opened.locked!r} {opened.head!r}"
    assert "AGE-SECRET" not in shown and str(people[0].key)[20:50] not in shown


def test_no_file_is_made_outside_the_vault(
    vault: Vault, people: tuple[Identity, ...], random: Random, watched: list[Path]
) -> None:
    """Everything the vault writes lies in its folder: no temporary copy elsewhere, not for a moment."""
    opened_files: list[str] = []
    home = os.fspath(vault.disk.root)

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR):
            # A number is a file that was opened by its name before.
            opened_files.extend(os.fspath(name) for name in arguments[:1] if isinstance(name, str | Path))

    watching = True
    sys.addaudithook(note)
    _a_life(vault, people, random)
    watching = False
    assert opened_files and [name for name in opened_files if not name.startswith(home)] == []
