"""A recipient on a hardware key: age's plug-in protocol, spoken by an invented plug-in that seals nothing really."""

from __future__ import annotations

import sys
from pathlib import Path

import pyrage
import pytest

from synopticon.errors import UsageError, VaultShut
from synopticon.vault import touching
from synopticon.vault.identities import Identity
from synopticon.vault.locked import Vault
from synopticon.vault.opened import unlock
from synopticon.vault.reading import read_identity, read_recipient
from synopticon.workflow.vault_identity import export_recovery

from .conftest import STUDY

PLUGIN = '''#!{python}
"""An invented plug-in (C2SP age-plugin): "wraps" a file key by turning its bits. It counts on whom it was asked."""
import base64, sys

def read():
    head = sys.stdin.readline().rstrip("\\n").split(" ")[1:]
    body = ""
    while True:
        line = sys.stdin.readline().rstrip("\\n")
        body += line
        if len(line) < 64:
            return head, base64.b64decode(body + "=" * (-len(body) % 4))

def write(head, body=b""):
    text = base64.b64encode(body).decode().rstrip("=")
    lines = [text[at : at + 64] for at in range(0, len(text), 64)]
    if not lines or len(lines[-1]) == 64:
        lines.append("")
    sys.stdout.write("-> " + head + "\\n" + "\\n".join(lines) + "\\n")
    sys.stdout.flush()

def turned(key):
    return bytes(byte ^ 0x55 for byte in key)

keys, stanzas = [], []
while True:
    head, body = read()
    if head[0] == "done":
        break
    if head[0] == "wrap-file-key":
        keys.append(body)
    if head[0] == "recipient-stanza" and head[2] == "invented":
        stanzas.append((head[1], body))
if sys.argv[1] == "--age-plugin=recipient-v1":
    for number, key in enumerate(keys):
        write(f"recipient-stanza {{number}} invented", turned(key))
        read()
else:
    for number, body in stanzas:
        write("msg", b"Touch the invented key.")
        read()
        write(f"file-key {{number}}", turned(body))
        read()
write("done")
'''


def _bech32(kind: str, data: bytes) -> str:
    """A Bech32 text (BIP 173) without a limit to its length."""
    signs = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
    bits = "".join(f"{byte:08b}" for byte in data)
    values = [int(bits[at : at + 5].ljust(5, "0"), 2) for at in range(0, len(bits), 5)]
    check = 1
    for value in [*(ord(c) >> 5 for c in kind), 0, *(ord(c) & 31 for c in kind), *values, *[0] * 6]:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= generator if top >> bit & 1 else 0
    check ^= 1
    return kind + "1" + "".join(signs[value] for value in [*values, *(check >> 5 * (5 - at) & 31 for at in range(6))])


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The identity file of an invented hardware key, whose plug-in is on the PATH."""
    program = tmp_path / "age-plugin-invented"
    program.write_text(PLUGIN.format(python=sys.executable))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "hardware.identity"
    recipient, identity = _bech32("age1invented", b"\x01\x02"), pyrage.plugin.Identity.default_for_plugin("invented")
    path.write_text(f"#    Recipient: {recipient}\n{identity}\n")
    return path


def _never(_: Path) -> str:
    raise AssertionError("a passphrase was asked for")


def test_a_hardware_key_opens_the_vault(
    tmp_path: Path, key: Path, people: tuple[Identity, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    """A vault of a hardware key and two others, of which two are needed, opens with the key and says what it asks."""
    recipient = read_recipient(str(key))
    assert recipient.startswith("age1invented1")
    vault = Vault.create(
        tmp_path / "vault", STUDY, [people[0].recipient or "", recipient, people[1].recipient or ""], 2
    )
    hardware = read_identity(key, _never)
    assert hardware.recipient == recipient
    for chosen in ([hardware, people[1]], [people[0], hardware]):
        with unlock(vault, chosen):
            assert "Touch the invented key." in capfd.readouterr().err
    with unlock(vault, people[:2]):
        assert "Touch" not in capfd.readouterr().err
    with pytest.raises(VaultShut):
        unlock(vault, [hardware])


def test_a_hardware_key_without_its_recipient_is_tried(tmp_path: Path, key: Path, people: tuple[Identity, ...]) -> None:
    """An identity line alone, without the comment that tells the recipient, opens too."""
    vault = Vault.create(tmp_path / "vault", STUDY, [read_recipient(str(key)), people[0].recipient or ""], 2)
    key.write_text(key.read_text().splitlines()[1] + "\n")
    with unlock(vault, [people[0], read_identity(key, _never)]):
        pass


def test_a_hardware_key_has_no_kit(tmp_path: Path, key: Path) -> None:
    """What the key never gives out cannot be printed, and no file is begun."""
    with pytest.raises(UsageError, match="hardware key cannot be printed"):
        export_recovery(key, _never, tmp_path / "kit.txt")
    assert not (tmp_path / "kit.txt").exists()


def test_what_a_key_asks_is_asked_on_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A yes or no, a word and a PIN are asked for; the PIN without echo; an empty answer is none."""
    said = iter(["yes\n", "no\n", "word\n", "\n"])
    monkeypatch.setattr(touching.sys.stdin, "readline", lambda: next(said), raising=False)
    monkeypatch.setattr(touching.getpass, "getpass", lambda prompt: "1234" if "PIN" in prompt else "")
    asking = touching.Asking()
    assert asking.confirm("Go on?", "yes", None) is True and asking.confirm("Go on?", "yes", "no") is False
    assert asking.request_public_string("Name") == "word" and asking.request_public_string("Name") is None
    assert asking.request_passphrase("PIN") == "1234" and asking.request_passphrase("Other") is None
