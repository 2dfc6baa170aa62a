"""An identity file opens by its passphrase and by nothing else, and asks for no silly amount of work."""

from __future__ import annotations

import unicodedata

import pytest

from synopticon.errors import InputError, StorageFailed, SynopticonError, UsageError, VaultShut
from synopticon.vault import keyfile
from synopticon.vault.keyfile import LEAST, Cost, make, recipient_in, unprotect

PASSPHRASE = "five words nobody would join"


@pytest.fixture(scope="module")
def file() -> bytes:
    """An identity file of the least cost that is possible."""
    return make(PASSPHRASE, lambda size: b"\x07" * size, LEAST)[0]


def test_the_usual_cost_is_what_the_file_says() -> None:
    """Without a cost the file asks for three passes over 256 MB, and opens."""
    data, identity = make(PASSPHRASE, lambda size: b"\x07" * size)
    assert b" argon2id 3 268435456 " in data
    assert unprotect(data, PASSPHRASE, "f").recipient == identity.recipient == recipient_in(data, "f")


def test_the_secret_is_not_in_the_file(file: bytes) -> None:
    """Two lines of ASCII, neither with the secret; nor does the identity's own description show it."""
    assert b"AGE-SECRET-KEY" not in file and file.count(b"\n") == 2 and file.isascii()
    assert "SECRET" not in repr(unprotect(file, PASSPHRASE, "f"))


@pytest.mark.parametrize("wrong", ["", PASSPHRASE + " ", PASSPHRASE.upper()])
def test_a_wrong_passphrase_is_refused(file: bytes, wrong: str) -> None:
    """Another passphrase does not open it; the message quotes neither."""
    with pytest.raises(VaultShut, match="not the one") as raised:
        unprotect(file, wrong, "f")
    assert "five words" not in str(raised.value)


def test_a_passphrase_is_the_same_from_every_keyboard() -> None:
    """Composed and decomposed Hangul are one passphrase."""
    words = "감시받지 않는 다섯 낱말"
    data, _ = make(words, lambda size: bytes(size), LEAST)
    assert unprotect(data, unicodedata.normalize("NFD", words), "f").recipient


def test_a_short_passphrase_is_refused() -> None:
    """Fewer than eight characters protect nobody."""
    with pytest.raises(UsageError, match="too short"):
        make("seven77", bytes, LEAST)


def test_a_file_cut_or_changed_anywhere_is_refused(file: bytes) -> None:
    """Cut at every byte and changed at every third, it opens no more; each answer is an error of ours."""
    for cut in range(len(file) - 1):
        with pytest.raises(InputError):
            recipient_in(file[:cut], "f")
    for at in range(0, len(file) - 1, 3):
        changed = file[:at] + bytes([file[at] ^ 1]) + file[at + 1 :]
        with pytest.raises(SynopticonError):
            unprotect(changed, PASSPHRASE, "f")


def test_line_ends_of_another_system_do_no_harm(file: bytes) -> None:
    """A file whose lines end as on Windows opens."""
    assert unprotect(file.replace(b"\n", b"\r\n"), PASSPHRASE, "f").recipient


@pytest.mark.parametrize("cost", ["0 67108864", "21 67108864", "1 1024", "1 99999999999", "-1 67108864"])
def test_silly_work_is_refused_before_it_is_done(file: bytes, cost: str) -> None:
    """A file that asks for too little or for terabytes of memory is refused by name."""
    changed = file.replace(b" 1 67108864 ", f" {cost} ".encode())
    assert changed != file
    with pytest.raises(InputError, match="no such file should ask"):
        unprotect(changed, PASSPHRASE, "f")


def test_too_little_memory_is_told(file: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the machine has not the memory, that is said, with how much is needed."""

    def refuse(*_: object, **__: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(keyfile.argon2id, "kdf", refuse)
    with pytest.raises(StorageFailed, match="64 MB are needed"):
        unprotect(file, PASSPHRASE, "f")


def test_the_bounds_are_where_they_are_said_to_be() -> None:
    """The least cost and the usual one lie within what is accepted."""
    assert keyfile.LEAST.memory <= keyfile.USUAL.memory <= keyfile.MOST.memory
    assert Cost(3, 1 << 28) == keyfile.USUAL
