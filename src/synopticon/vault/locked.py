"""A vault that nobody has opened: witnesses can be added, written to and forgotten; nothing can be read.

On disk, names and times that tell nothing of their content:

    vault/
      lock                          held (flock) by whoever changes the vault
      aside/                        files being written, sealed already
      generation-000001/            the only one, or the newest where a rotation was cut short
        head                        recipients, quorum, the vault key's public half, the vault key sealed
        keys/<witness>              a witness's private half, sealed to the vault key
      witnesses/<witness>/public    a witness's public half
      witnesses/<witness>/<name>    an object, sealed to that witness; its name is a digest of witness and role
      leaving/<witness>             a destruction that has begun
      gone/<witness>                a tombstone: the id and the day
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

from synopticon.errors import DamagedVault, InputError, NotFound, Refused, StorageFailed, UsageError
from synopticon.vault import age, leaving
from synopticon.vault.disk import MOMENT, Disk
from synopticon.vault.generation import RESTORE, Head, new_generation, read_head
from synopticon.vault.payload import Place, pack

Announce = Callable[[Head], object]
GENERATION = re.compile(r"generation-(\d{6})")
UNFINISHED = ".part"
COMMITMENTS, COMMITMENT_KEY = "commitment-key", 32
_ROLE = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_WITNESS = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class NewWitness:
    """A witness just added. commitment_key: 32 bytes, sealed with the witness too; forget it after use."""

    id: str
    commitment_key: bytes


class Vault:
    """A vault as anybody who may write to the folder can use it."""

    def __init__(self, disk: Disk, study: str) -> None:
        self.disk, self.study = disk, study

    @classmethod
    def create(
        cls,
        folder: Path,
        study: str,
        recipients: Sequence[str],
        quorum: int = 1,
        *,
        disk: Disk | None = None,
        announce: Announce = lambda _: None,
    ) -> Self:
        """Make a vault in a folder that holds none. study: the study's id, which everything sealed is bound to.

        announce: told the head before it counts. Raises UsageError, InputError for what is no recipient, MissingPart,
        StorageFailed.
        """
        vault = cls(disk or Disk(folder), study)
        if vault.generations():
            raise UsageError(
                "there is a vault here already",
                where=vault.where,
                remedy="See what it is: synopticon vault status. To change its recipients: synopticon vault recipients",
            )
        head, _ = new_generation(study, 1, recipients, quorum)
        with vault.alone():
            announce(head)
            vault.begin_generation(head, {})
        return vault

    @classmethod
    def at(cls, folder: Path, study: str, *, disk: Disk | None = None) -> Self:
        """The vault in a folder. Raises NotFound where there is none, Refused for another study's, DamagedVault."""
        vault = cls(disk or Disk(folder), study)
        if vault.head().study != study:
            raise Refused(
                "witnesses are kept apart: this vault belongs to another study",
                where=vault.where,
                remedy="Put each vault back into the folder of its own study.",
            )
        return vault

    @property
    def where(self) -> str:
        """The folder as messages give it."""
        return self.disk.near(self.disk.root)

    def generations(self) -> tuple[Path, ...]:
        """The folders of whole generations, the current one last."""
        return tuple(path for path in self.disk.entries(self.disk.root) if GENERATION.fullmatch(path.name))

    def current(self) -> Path:
        """The folder of the current generation. Raises NotFound."""
        found = self.generations()
        if not found:
            raise NotFound(
                "this study has no vault here",
                where=self.where,
                remedy="Make one: synopticon vault init. Or work where the vault is; all but interviews works without.",
            )
        return found[-1]

    def head(self) -> Head:
        """The current generation's head. Raises NotFound, DamagedVault."""
        path = self.current() / "head"
        try:
            data = self.disk.read(path)
        except NotFound:
            data = b""
        head = read_head(data, self.disk.near(path))
        if f"generation-{head.generation:06d}" != path.parent.name:
            raise DamagedVault(
                "the vault's key is of another generation than its place",
                where=self.disk.near(path),
                why="its folder was renamed or put there from a copy",
                remedy="Restore the whole vault folder from one copy, then: synopticon vault status",
            )
        return head

    def witnesses(self) -> tuple[str, ...]:
        """The ids of all witnesses whose words are kept here, sorted."""
        return tuple(path.name for path in self.disk.entries(self.disk.root / "witnesses") if self.holds(path.name))

    def holds(self, witness: str) -> bool:
        """Whether this witness is here and has not withdrawn."""
        return bool(_WITNESS.fullmatch(witness)) and self.folder_of(witness).is_dir() and not self.left(witness)

    def left(self, witness: str) -> bool:
        """Whether this witness's destruction was at least begun; what a backup brings back of them does not count."""
        return any((self.disk.root / folder / witness).exists() for folder in (leaving.LEAVING, leaving.GONE))

    def has(self, witness: str, role: str) -> bool:
        """Whether an object of that role is kept of the witness. Raises UsageError for what is no role."""
        return self.holds(witness) and self.path_of(witness, role).is_file()

    def withdrawn(self) -> dict[str, date]:
        """The tombstones: the ids of witnesses whose keys were destroyed, with the day."""
        return leaving.tombstones(self.disk)

    def folder_of(self, witness: str) -> Path:
        """A witness's folder."""
        return self.disk.root / "witnesses" / witness

    def path_of(self, witness: str, role: str) -> Path:
        """An object's file. Its name tells its role to nobody but those who try every role. Raises UsageError."""
        if not _ROLE.fullmatch(role):
            raise UsageError("a role is small Latin letters, digits, dots and dashes", where=role[:64])
        name = hashlib.blake2b(f"{witness}\0{role}".encode(), digest_size=16, person=b"synopticon-role")
        return self.folder_of(witness) / name.hexdigest()

    def public_key(self, witness: str) -> str:
        """A witness's public half. Raises NotFound, Refused where the witness withdrew, DamagedVault."""
        if _WITNESS.fullmatch(witness) and self.left(witness):
            raise Refused("the witness withdrew, and nothing more is kept of them", where=witness[:32])
        if not self.holds(witness):
            raise NotFound("the vault keeps no such witness", where=witness[:32])
        path = self.folder_of(witness) / "public"
        try:
            return age.check_recipient(self.disk.read(path).decode("ascii", "replace"))
        except (InputError, NotFound) as error:
            raise DamagedVault(
                "a witness's public key cannot be read", where=self.disk.near(path), remedy=RESTORE
            ) from error

    def new_witness(self, random: Callable[[int], bytes]) -> NewWitness:
        """Add a witness: a random id, a key pair whose private half is sealed to the vault key, a commitment key.

        random: gives so many random bytes. Raises StorageFailed, DamagedVault, MissingPart.
        """
        with self.alone():
            self.settle()
            head, witness, made = self.head(), random(16).hex(), random(COMMITMENT_KEY)
            secret, public = age.generate()
            self.disk.write(self.current() / "keys" / witness, sealed_half(head, witness, secret))
            folder, name = self.disk.aside(), self.path_of(witness, COMMITMENTS).name
            self.disk.write(folder / "public", public.encode("ascii"))
            self._seal(witness, public, COMMITMENTS, made, folder / name)
            # A witness is there from this moment on, with all that belongs to one.
            self.disk.rename(folder, self.folder_of(witness))
        return NewWitness(witness, made)

    def put(self, witness: str, role: str, data: bytes) -> None:
        """Seal an object of the witness, in place of any of that role.

        Raises NotFound, Refused where the witness withdrew, UsageError (role, size), StorageFailed, MissingPart.
        """
        with self.alone():
            self.settle()
            self._seal(witness, self.public_key(witness), role, data, self.path_of(witness, role))

    def _seal(self, witness: str, public: str, role: str, data: bytes, path: Path) -> None:
        self.disk.write(path, age.seal(pack(Place(self.study, witness, role), data), [public]))

    def destroy(self, witness: str, day: date) -> None:
        """Destroy the witness's key in every generation, and all objects; a tombstone with id and day remains.

        Nobody needs to open the vault for it. Cut short, it is finished by whatever changes the vault next. A witness
        that came back from a backup is destroyed again. Raises NotFound, StorageFailed.
        """
        keys = [folder / "keys" / witness for folder in self.generations()]
        known = self.holds(witness) or self.left(witness) or any(key.exists() for key in keys)
        if not _WITNESS.fullmatch(witness) or not known:
            raise NotFound("the vault keeps no such witness", where=witness[:32])
        with self.alone():
            if not self.left(witness):
                leaving.begin(self.disk, witness, day)
            # Nothing else is asked of the vault: its head may be damaged, and pyrage absent.
            self.disk.clear_aside()
            leaving.finish(self.disk)
            leaving.again(self.disk)

    def settle(self) -> None:
        """Carry to its end what was cut short: destructions, and the destruction of a key that a rotation replaced.

        Call it under `alone`. An older key stays where the current one lacks a witness's.
        """
        self.disk.clear_aside()
        leaving.finish(self.disk)
        leaving.again(self.disk)
        for path in self.disk.entries(self.disk.root):
            if path.name.endswith(UNFINISHED):
                self.disk.destroy(path)
        self.head()
        *earlier, current = self.generations()
        if all((current / "keys" / witness).is_file() for witness in self.witnesses()):
            for path in earlier:
                self.disk.destroy(path)

    def begin_generation(self, head: Head, halves: dict[str, bytes]) -> None:
        """Put a new generation in place by one rename, then destroy those before it. halves: sealed private halves."""
        root = self.disk.root
        folder = root / f"generation-{head.generation:06d}"
        aside = folder.with_suffix(UNFINISHED)
        self.disk.destroy(aside)
        self.disk.folder(aside / "keys")
        for witness, half in halves.items():
            self.disk.write(aside / "keys" / witness, half)
        self.disk.write(aside / "head", head.as_bytes())
        self.disk.rename(aside, folder)
        self.settle()
        self.disk.tidy()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the vault's lock until the block ends, waiting for whoever has it. Raises StorageFailed."""
        self.disk.folder(self.disk.root)
        try:
            handle = os.open(self.disk.root / "lock", os.O_RDWR | os.O_CREAT, 0o600)
            os.utime(handle, (MOMENT, MOMENT))
        except OSError as error:
            raise StorageFailed("the vault cannot be written to", where=self.where, why=error.strerror) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


def sealed_half(head: Head, witness: str, secret: str) -> bytes:
    """A witness's private half sealed to a generation's vault key."""
    place = Place(head.study, witness, f"key {head.generation}")
    return age.seal(pack(place, secret.encode("ascii")), [head.key])
