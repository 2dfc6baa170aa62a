"""Identity files as they come: our own, age's plain ones, age's with a passphrase, and those of hardware keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from synopticon.errors import InputError, VaultShut
from synopticon.vault import age, keyfile
from synopticon.vault.identities import Identity, from_secret

Ask = Callable[[Path], str]
"""Gives the passphrase of a file; called only where one is needed."""
LARGEST = 1 << 20
_PLUGIN = re.compile(r"AGE-PLUGIN-([A-Z0-9+._-]+)-1[02-9AC-HJ-NP-Z]+")
_RECIPIENT = re.compile(r"#.*\b(age1[0-9a-z+._-]+)", re.IGNORECASE)


def read_identity(path: Path, ask: Ask) -> Identity:
    """The identity that a file holds or points to.

    Raises InputError where it is none, VaultShut for a wrong passphrase, MissingPart for an absent plug-in.
    """
    data = _bytes(path)
    if keyfile.is_keyfile(data):
        # What cannot be read is told before anybody types a passphrase.
        keyfile.recipient_in(data, str(path))
        return keyfile.unprotect(data, ask(path), str(path))
    if data.startswith((age.FIRST_LINE, b"-----BEGIN AGE")):
        data = _by_passphrase(data, ask(path), str(path))
    lines = data.decode("ascii", "replace").splitlines()
    for line in map(str.strip, lines):
        if line.startswith("AGE-SECRET-KEY-1"):
            try:
                return from_secret(line)
            except ValueError as error:
                raise _unreadable(path, str(error)) from None
        if found := _PLUGIN.fullmatch(line):
            return Identity(_named_recipient(lines), _on_hardware(found[1].lower(), line))
    raise _unreadable(path, "no line of it begins as an identity does")


def read_recipient(text: str) -> str:
    """The recipient that somebody named: itself (`age1…`), or the identity file that tells it. Raises InputError."""
    if text.startswith("age1"):
        return age.check_recipient(text)
    if text.upper().startswith("AGE-SECRET-KEY-"):
        raise InputError(
            "this is an identity itself and must be seen by nobody",
            why="it was given in place of its recipient, and now stands in the terminal's history",
            remedy="Make another one: synopticon vault identity NEW-FILE. Give the recipient that it prints.",
        )
    path = Path(text)
    data = _bytes(path)
    if keyfile.is_keyfile(data):
        return age.check_recipient(keyfile.recipient_in(data, text))
    named = _named_recipient(data.decode("ascii", "replace").splitlines())
    if named is None:
        raise _unreadable(path, "it does not tell its recipient")
    return age.check_recipient(named)


def _named_recipient(lines: list[str]) -> str | None:
    """The recipient that a comment names, as age-keygen and age's plug-ins write it."""
    return next((found[1] for line in lines if (found := _RECIPIENT.match(line))), None)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise _unreadable(path, "it is far too large for one")
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error.strerror or "the system gave no reason") from error


def _by_passphrase(data: bytes, passphrase: str, where: str) -> bytes:
    library = age.pyrage()
    try:
        opened: bytes = library.passphrase.decrypt(data, passphrase)
    except library.DecryptError as error:
        raise VaultShut(
            "the identity stays shut", where=where, why=f"age says: {str(error).splitlines()[0]}", remedy="Try again."
        ) from None
    return opened


def _on_hardware(name: str, line: str) -> Any:
    from synopticon.vault.touching import Asking

    library = age.pyrage()
    try:
        return library.plugin.IdentityPluginV1(name, [library.plugin.Identity.from_str(line)], Asking())
    except library.DecryptError as error:
        raise age.missing_plugin(name) from error
    except library.IdentityError as error:
        raise InputError("the hardware key's identity cannot be read", why="it has a typing error") from error


def _unreadable(path: Path, why: str) -> InputError:
    return InputError(
        "this is no identity file",
        where=str(path),
        why=why,
        remedy="Give one that synopticon vault identity, age-keygen or a plug-in of age wrote.",
    )
