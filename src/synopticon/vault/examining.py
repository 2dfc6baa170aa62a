"""What can be said of a vault without opening it: its recipients, how much it keeps, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from synopticon.errors import DamagedVault, NotFound, SynopticonError
from synopticon.vault import age
from synopticon.vault.disk import ASIDE, Disk, telling
from synopticon.vault.leaving import GONE, LEAVING
from synopticon.vault.locked import GENERATION, UNFINISHED, Vault
from synopticon.vault.payload import padded_size

_STANZA = re.compile(rb"-> (\S+)(?: \S+)*\n(?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{0,63}\n")
_END = re.compile(rb"--- [A-Za-z0-9+/]{43}\n")
_NONCE, _TAG, _CHUNK = 16, 16, 65536
_HEADER = 64 * 1024
"""Bytes of an object that are read for its header; ours have less than one KiB."""


@dataclass(frozen=True, slots=True)
class Status:
    """A vault seen from outside. faults: a sentence for each; unfinished: what was cut short, and what ends it."""

    generation: int
    quorum: int
    recipients: tuple[str, ...]
    witnesses: int
    objects: int
    withdrawn: int
    faults: tuple[str, ...]
    unfinished: tuple[str, ...]

    @property
    def may_be_lost(self) -> int:
        """How many recipients can lose their identities before nobody can open the vault."""
        return len(self.recipients) - self.quorum


def examine(vault: Vault) -> Status:
    """Look at every file of the vault; its head must be readable. Raises NotFound, DamagedVault, StorageFailed."""
    head, witnesses = vault.head(), vault.witnesses()
    objects = sum(len(vault.disk.entries(vault.folder_of(one))) - 1 for one in witnesses)
    return Status(
        head.generation,
        head.quorum,
        head.recipients,
        len(witnesses),
        objects,
        len(vault.disk.entries(vault.disk.root / GONE)),
        tuple(_faults(vault, witnesses)),
        tuple(_unfinished(vault)),
    )


def _unfinished(vault: Vault) -> Iterator[str]:
    disk, current = vault.disk, vault.current()
    for path in disk.entries(disk.root / LEAVING):
        yield f"the destruction of {path.name} was cut short; the next change to the vault finishes it"
    for path in disk.entries(disk.root):
        if path.name.endswith(UNFINISHED):
            yield "a rotation was cut short before it counted: the old key stands; give the command again"
        elif GENERATION.fullmatch(path.name) and path != current:
            yield "a rotation was cut short after it counted: the new key stands; the next change destroys the old one"
    if disk.entries(disk.root / ASIDE):
        yield "a file was being written; the next change to the vault clears it away"
    for path in disk.entries(disk.root / "witnesses"):
        if vault.left(path.name) and not (disk.root / LEAVING / path.name).exists():
            yield f"{path.name} withdrew and came back from a copy; the next change destroys that again"
    keys = [path.name for path in disk.entries(current / "keys")]
    if idle := sum(not vault.holds(name) and not vault.left(name) for name in keys):
        yield f"adding a witness was cut short, or their folder was lost ({idle}); the next rotation drops such a key"


def _faults(vault: Vault, witnesses: tuple[str, ...]) -> Iterator[str]:
    keys = vault.current() / "keys"
    for witness in witnesses:
        if not (keys / witness).is_file():
            yield f"the sealed key of {witness} is lost: nothing of that witness can be opened"
        for path in (*vault.disk.entries(vault.folder_of(witness)), keys / witness):
            if path.is_file() and (fault := _fault(vault.disk, path)):
                yield f"{vault.disk.near(path)} {fault}"
    for witness in witnesses:
        try:
            vault.public_key(witness)
        except SynopticonError:
            yield f"the public key of {witness} cannot be read: nothing can be written for that witness"
    try:
        vault.withdrawn()
    except DamagedVault as error:
        yield f"{error.where} cannot be read; the witness is gone all the same"
    if told := sum(map(telling, (vault.disk.root, *vault.disk.root.rglob("*")))):
        yield (
            f"{told} files or folders can be read by others or tell when they were written, as after a copy: "
            "synopticon vault rotate sets that right"
        )


def _fault(disk: Disk, path: Path) -> str | None:
    if path.name == "public":
        return None
    try:
        return header_fault(disk.read(path, _HEADER), path.stat().st_size)
    except (NotFound, FileNotFoundError):
        # Another process replaced it meanwhile.
        return None


def header_fault(beginning: bytes, size: int) -> str | None:
    """What is wrong with a sealed file's header and size, or None. Damage further in shows only when it is opened."""
    if not beginning.startswith(age.FIRST_LINE):
        return "does not begin as a sealed object does"
    at = len(age.FIRST_LINE)
    stanzas = 0
    while found := _STANZA.match(beginning, at):
        at, stanzas = found.end(), stanzas + 1
    found = _END.match(beginning, at)
    if not found or not stanzas:
        return "has a damaged header"
    body = size - found.end() - _NONCE
    payload = body - -(-body // (_CHUNK + _TAG)) * _TAG
    return None if payload == padded_size(payload) else "is cut off"
