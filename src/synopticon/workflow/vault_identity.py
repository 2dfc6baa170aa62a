"""Identities as files and on paper: make one, print its recovery kit, make the file anew from the kit."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from synopticon.errors import InputError, StorageFailed, UsageError
from synopticon.vault import age, keyfile
from synopticon.vault.reading import Ask, read_identity
from synopticon.vault.recovery import Kit, kit_of, typed_secret
from synopticon.vault.sheet import form_for

Random = Callable[[int], bytes]
_LARGEST = 1 << 16


def new_identity(path: Path, passphrase: str, random: Random, cost: keyfile.Cost = keyfile.USUAL) -> str:
    """Make an identity under a passphrase, in a file that must not be there yet; answer its recipient.

    Raises UsageError (file there, short passphrase), MissingPart, StorageFailed.
    """
    refuse_existing(path)
    data, identity = keyfile.make(passphrase, random, cost)
    _write_once(path, data)
    return identity.recipient or ""


def export_recovery(identity: Path, ask: Ask, out: Path) -> Kit:
    """Write an identity's recovery kit: a page or a text, by the ending of out, which must not be there yet.

    Nothing else is written, not even for a moment. Raises InputError, VaultShut, UsageError, StorageFailed.
    """
    written = form_for(out)
    refuse_existing(out)
    secret = age.secret_of(read_identity(identity, ask).key)
    if secret is None:
        raise UsageError(
            "an identity on a hardware key cannot be printed",
            where=str(identity),
            why="the key never gives it out",
            remedy="Print the kit of another recipient, and keep a second hardware key.",
        )
    kit = kit_of(secret)
    _write_once(out, written(kit).encode("utf-8"))
    return kit


@dataclass(frozen=True, slots=True)
class TypedKit:
    """A kit read back. check_words: to be compared with the sheet; the secret is never shown."""

    recipient: str
    check_words: tuple[str, str]
    secret: str = field(repr=False)


def read_kit(typed: str | Path) -> TypedKit:
    """The kit that was typed, or that stands in a file. Raises InputError naming the groups that are wrong."""
    if isinstance(typed, Path):
        try:
            typed = typed.read_bytes()[:_LARGEST].decode("ascii", "replace")
        except OSError as error:
            raise InputError("the kit cannot be read", where=str(typed), why=error.strerror) from error
    secret = typed_secret(typed)
    kit = kit_of(secret)
    return TypedKit(kit.recipient, kit.words, secret)


def recover(kit: TypedKit, path: Path, passphrase: str, random: Random, cost: keyfile.Cost = keyfile.USUAL) -> None:
    """Make an identity file anew from a kit. Raises UsageError (file there, short passphrase), StorageFailed."""
    refuse_existing(path)
    _write_once(path, keyfile.protect(kit.secret, passphrase, random, cost)[0])


def refuse_existing(path: Path) -> None:
    """Raise UsageError where a file of that name is there: an identity that is overwritten is lost."""
    if path.exists() or path.is_symlink():
        raise UsageError("a file of that name is there", where=str(path), remedy="Name a file that is not there yet.")


def _write_once(path: Path, data: bytes) -> None:
    """Write a file of its owner alone under its own name, durably; where that fails nothing of it is left."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise _refused(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(handle)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise _refused(path, error) from error


def _refused(path: Path, error: OSError) -> StorageFailed:
    return StorageFailed(
        "the file cannot be written",
        where=str(path),
        why=error.strerror or "the system gave no reason",
        remedy="Name a file in a folder where you may write and where there is room.",
    )
