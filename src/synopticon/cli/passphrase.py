"""Passphrases for the commands that open the vault: typed on the terminal without echo, or read from a named file."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from synopticon.errors import InputError, UsageError

IdentityOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--identity", "-i", metavar="FILE", help="An identity file; give one for each that the vault asks for."
    ),
]
PassphraseOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--passphrase-file",
        metavar="FILE",
        help="Read the passphrase from this file's first line; one for each identity, in their order.",
    ),
]
_LARGEST = 4096


def asking(identities: Sequence[Path], files: Sequence[Path] | None) -> Callable[[Path], str]:
    """What gives the passphrase of an identity file: from the file in its place, else from the terminal.

    Raises UsageError where there are more passphrase files than identities.
    """
    given = dict(zip(identities, files or (), strict=False))
    if len(files or ()) > len(identities):
        raise UsageError(
            "there are more passphrase files than identities",
            remedy="Give each --identity FILE its own --passphrase-file, in the same order.",
        )
    return lambda path: _from_file(given[path]) if path in given else _typed(f"Passphrase of {path.name}: ")


def needed(identities: Sequence[Path] | None) -> list[Path]:
    """The identity files, of which at least one must have been given. Raises UsageError."""
    if not identities:
        raise UsageError("an identity is needed to open the vault", remedy="Give one: --identity FILE")
    return list(identities)


def new_passphrase(file: Path | None) -> str:
    """A passphrase for a new identity: from a file, else typed twice. Raises UsageError where both differ."""
    if file:
        return _from_file(file)
    first = _typed("A passphrase for the new identity (five or more words): ")
    if _typed("The same again: ") != first:
        raise UsageError("the two passphrases differ", remedy="Give the same command again.")
    return first


def _typed(prompt: str) -> str:
    if not sys.stdin.isatty():
        raise UsageError(
            "there is no terminal to ask for the passphrase", remedy="Name a file that holds it: --passphrase-file FILE"
        )
    return getpass.getpass(prompt)


def _from_file(path: Path) -> str:
    """The first line of a file, which may be a pipe (/dev/fd/3). Raises InputError, never quoting it."""
    try:
        with path.open("rb") as file:
            return file.readline(_LARGEST).decode("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InputError(
            "the passphrase file cannot be read", where=str(path), why=why, remedy="Name a text file in UTF-8."
        ) from None
