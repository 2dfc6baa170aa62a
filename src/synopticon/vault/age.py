"""Sealing and opening by age (age-encryption.org/v1) through pyrage: the only door to it.

An X25519 recipient reads `age1…`, its identity `AGE-SECRET-KEY-1…`. Key pairs and the keys of files come from the
operating system's randomness inside age, which takes none from outside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from synopticon.errors import InputError, MissingPart

FIRST_LINE = b"age-encryption.org/v1\n"
_PLUGIN = re.compile(r"age1([a-z0-9+._-]+)1[02-9ac-hj-np-z]+")
_STANDARD = re.compile(r"age1[02-9ac-hj-np-z]{58}")


class CannotOpen(Exception):
    """Bytes that do not open. fits: False where none of the identities belongs to them, True where they are damaged."""

    def __init__(self, *, fits: bool, why: str) -> None:
        super().__init__(why)
        self.fits, self.why = fits, why


def pyrage() -> Any:
    """The library. Raises MissingPart where it is not installed."""
    try:
        import pyrage as library
    except ImportError as error:
        raise MissingPart(
            "the vault needs pyrage, which is not installed", remedy="Install it: pip install 'synopticon[vault]'"
        ) from error
    return library


def generate() -> tuple[str, str]:
    """A new key pair: (identity `AGE-SECRET-KEY-1…`, recipient `age1…`)."""
    made = pyrage().x25519.Identity.generate()
    return str(made), str(made.to_public())


def identity(text: str) -> Any:
    """The identity that a text of the form `AGE-SECRET-KEY-1…` stands for. Raises ValueError, never quoting it."""
    library = pyrage()
    try:
        return library.x25519.Identity.from_str(text)
    except library.IdentityError:
        # Its cause would carry the secret into a traceback.
        raise ValueError("it is not an age identity of the kind AGE-SECRET-KEY-1…") from None


def recipient_of(secret: Any) -> str:
    """The public half `age1…` of an X25519 identity."""
    return str(secret.to_public())


def secret_of(key: Any) -> str | None:
    """The text `AGE-SECRET-KEY-1…` of an identity; None for one that a hardware key keeps to itself."""
    return str(key) if isinstance(key, pyrage().x25519.Identity) else None


def plugin_of(recipient: str) -> str | None:
    """The name of the plug-in that a recipient `age1NAME1…` needs; None for a standard one."""
    found = _PLUGIN.fullmatch(recipient)
    return found[1] if found else None


def check_recipient(text: str) -> str:
    """The recipient as age writes it. Raises InputError where it is none."""
    text, library = text.strip(), pyrage()
    try:
        if _STANDARD.fullmatch(text):
            return str(library.x25519.Recipient.from_str(text))
        if plugin_of(text):
            return str(library.plugin.Recipient.from_str(text))
    except library.RecipientError:
        pass
    raise InputError(
        "this is no age recipient",
        where=text[:24] + ("…" if len(text) > 24 else ""),
        why="it is not of the form age1… or has a typing error",
        remedy="Make an identity and take the recipient that it prints: synopticon vault identity NEW-FILE",
    )


def missing_plugin(name: str) -> MissingPart:
    """What to say where the program of a hardware key is not there."""
    return MissingPart(
        f"the hardware key needs the program age-plugin-{name}, which is not on the PATH",
        remedy=f"Install age-plugin-{name} from its maker (for YubiKeys: age-plugin-yubikey), then try again.",
    )


def seal(data: bytes, recipients: Sequence[str]) -> bytes:
    """Data sealed so that each of these recipients alone can open it. Raises InputError, MissingPart."""
    library = pyrage()
    found: list[Any] = []
    for recipient in recipients:
        if name := plugin_of(recipient):
            found.append(_plugin_recipient(name, recipient))
        else:
            found.append(library.x25519.Recipient.from_str(recipient))
    sealed: bytes = library.encrypt(data, found)
    return sealed


def _plugin_recipient(name: str, recipient: str) -> Any:
    from synopticon.vault.touching import Asking

    library = pyrage()
    try:
        return library.plugin.RecipientPluginV1(name, [library.plugin.Recipient.from_str(recipient)], [], Asking())
    except library.EncryptError as error:
        raise missing_plugin(name) from error


def unseal(sealed: bytes, identities: Sequence[Any]) -> bytes:
    """What was sealed. Raises CannotOpen."""
    library = pyrage()
    try:
        opened: bytes = library.decrypt(sealed, list(identities))
    except library.DecryptError as error:
        raise CannotOpen(fits="No matching keys" not in str(error), why=str(error).splitlines()[0]) from None
    return opened
