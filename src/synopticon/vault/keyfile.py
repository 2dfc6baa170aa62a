"""An identity in a file that a passphrase protects: Argon2id makes the key, XChaCha20-Poly1305 seals.

The file is two lines of ASCII:

    synopticon identity 1 RECIPIENT argon2id OPERATIONS BYTES SALT NONCE
    SEALED

RECIPIENT is the public half (`age1…`). SALT (16 bytes), NONCE (24) and SEALED are base64; SEALED is the 74 characters
of the age identity with the authentication tag, the first line being authenticated along with it. The passphrase is
taken as UTF-8 in composed form (NFC), so that one typed on another keyboard is the same. So nothing of the
first line can be changed unseen, and no cheaper work than what it says was done for the key.
"""

from __future__ import annotations

import base64
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import Aead

from synopticon.errors import InputError, StorageFailed, UsageError, VaultShut
from synopticon.vault import age
from synopticon.vault.identities import Identity, from_secret

MAGIC = "synopticon identity 1"
LEAST_PASSPHRASE = 8
_KIB, _MIB = 1 << 10, 1 << 20


@dataclass(frozen=True, slots=True)
class Cost:
    """What making a key from a passphrase costs: passes over memory, and bytes of it."""

    operations: int
    memory: int


USUAL = Cost(3, 256 * _MIB)
"""About half a second on a laptop of today; RFC 9106 §4 asks for 64 MiB at least."""
LEAST, MOST = Cost(1, 64 * _MIB), Cost(20, 2048 * _MIB)
"""Below, guessing is cheap; above, reading a file that somebody hands over would stop the machine."""


def make(passphrase: str, random: Callable[[int], bytes], cost: Cost = USUAL) -> tuple[bytes, Identity]:
    """A new identity: its file's bytes, and itself. Raises UsageError for a short passphrase, MissingPart."""
    return protect(age.generate()[0], passphrase, random, cost)


def protect(secret: str, passphrase: str, random: Callable[[int], bytes], cost: Cost = USUAL) -> tuple[bytes, Identity]:
    """The file of an identity that is there already. secret: `AGE-SECRET-KEY-1…`. Raises UsageError, ValueError."""
    if len(passphrase) < LEAST_PASSPHRASE:
        raise UsageError(
            "the passphrase is too short to protect anybody",
            why=f"it has {len(passphrase)} characters; at least {LEAST_PASSPHRASE} are asked for",
            remedy="Take five or more words that nobody would put together.",
        )
    identity = from_secret(secret)
    salt, nonce = random(argon2id.SALTBYTES), random(Aead.NONCE_SIZE)
    first = " ".join(
        (MAGIC, identity.recipient or "", "argon2id", str(cost.operations), str(cost.memory), _text(salt), _text(nonce))
    ).encode("ascii")
    box = Aead(_derived(passphrase, salt, cost))
    sealed = box.encrypt(secret.encode("ascii"), first, nonce).ciphertext
    return first + b"\n" + base64.b64encode(sealed) + b"\n", identity


def is_keyfile(data: bytes) -> bool:
    """Whether bytes begin as such a file does."""
    return data.startswith(MAGIC.encode("ascii"))


def recipient_in(data: bytes, where: str) -> str:
    """The recipient that an identity file names, without opening it. Raises InputError."""
    return _Parts.of(data, where).recipient


def unprotect(data: bytes, passphrase: str, where: str) -> Identity:
    """The identity in a file. Raises VaultShut for a wrong passphrase, InputError where the file is damaged."""
    parts = _Parts.of(data, where)
    box = Aead(_derived(passphrase, parts.salt, parts.cost))
    try:
        secret = box.decrypt(parts.sealed, parts.first, parts.nonce)
    except CryptoError:
        raise VaultShut(
            "the identity stays shut",
            where=where,
            why="the passphrase is not the one, or the file was changed",
            remedy="Try again. A recovery kit on paper makes a new file: synopticon vault recover",
        ) from None
    return from_secret(secret.decode("ascii"))


def _derived(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    try:
        return argon2id.kdf(
            Aead.KEY_SIZE,
            unicodedata.normalize("NFC", passphrase).encode("utf-8"),
            salt,
            opslimit=cost.operations,
            memlimit=cost.memory,
        )
    except (RuntimeError, MemoryError) as error:
        raise StorageFailed(
            "there is not enough memory to try the passphrase",
            why=f"{cost.memory // _MIB} MB are needed",
            remedy="Close other programs, then give the same command again.",
        ) from error


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


@dataclass(frozen=True, slots=True)
class _Parts:
    first: bytes
    recipient: str
    cost: Cost
    salt: bytes
    nonce: bytes
    sealed: bytes

    @classmethod
    def of(cls, data: bytes, where: str) -> _Parts:
        try:
            first, sealed, rest = data.replace(b"\r\n", b"\n").split(b"\n")
            words = first.decode("ascii").split(" ")
            *magic, recipient, function, operations, memory, salt, nonce = words
            if " ".join(magic) != MAGIC or function != "argon2id" or rest:
                raise ValueError("it is no identity file of this version")
            cost = Cost(int(operations), int(memory))
            parts = cls(first, recipient, cost, _bytes(salt), _bytes(nonce), _bytes(sealed))
            if len(parts.salt) != argon2id.SALTBYTES or len(parts.nonce) != Aead.NONCE_SIZE:
                raise ValueError("its salt or nonce has another length")
        except ValueError as error:
            raise InputError(
                "the identity file cannot be read",
                where=where,
                why="it is cut off or changed, or no file that synopticon vault identity wrote",
                remedy="Take another copy of it, or make it anew from the recovery kit: synopticon vault recover",
            ) from error
        if not (
            LEAST.operations <= parts.cost.operations <= MOST.operations
            and LEAST.memory <= parts.cost.memory <= MOST.memory
        ):
            raise InputError(
                "the identity file asks for work that no such file should ask for",
                where=where,
                why=f"{parts.cost.operations} passes over {parts.cost.memory:,} bytes of memory; possible are "
                f"{LEAST.operations} to {MOST.operations} over {LEAST.memory // _MIB} to {MOST.memory // _MIB} MB",
                remedy="It was changed since it was written: take another copy of it.",
            )
        return parts


def _bytes(text: str | bytes) -> bytes:
    return base64.b64decode(text, validate=True)
