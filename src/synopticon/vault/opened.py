"""A vault that its recipients have opened: what is sealed can be read, and the vault's key can be changed.

Keys stay in memory alone, and are let go at the end of the block. Python's own text cannot be overwritten: what was a
key may stay in memory until something else takes its place (docs/threat-model.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

from synopticon.errors import DamagedVault, NotFound, StudyBusy, UsageError
from synopticon.vault import age
from synopticon.vault.generation import RESTORE, Head, new_generation, open_key
from synopticon.vault.identities import Identity
from synopticon.vault.locked import COMMITMENTS, Announce, Vault, sealed_half
from synopticon.vault.payload import Place, WrongPlace, unpack


def unlock(vault: Vault, identities: Sequence[Identity]) -> OpenVault:
    """The vault, open until its block ends. Raises VaultShut where the identities do not suffice, DamagedVault."""
    head = vault.head()
    return OpenVault(vault, head, open_key(head, identities, vault.where))


class OpenVault:
    """An open vault; a context manager. `locked` is the same vault for what needs no key."""

    def __init__(self, locked: Vault, head: Head, secret: str) -> None:
        self.locked, self.head = locked, head
        self._key: Any = age.identity(secret)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Forget the key. age overwrites its own copy."""
        self._key = None

    def get(self, witness: str, role: str) -> bytes:
        """An object's bytes, as they were put. Raises NotFound, Refused (withdrawn), DamagedVault, StudyBusy."""
        vault = self.locked
        secret = self._private_half(witness)
        path = vault.path_of(witness, role)
        if not path.is_file():
            raise NotFound(f"the vault keeps no {role} of this witness", where=witness)
        place = Place(vault.study, witness, role)
        return self._opened(vault.disk.read(path), age.identity(secret), place, f"the witness's {role}")

    def commitment_key(self, witness: str) -> bytes:
        """The witness's own key for commitments, 32 bytes. Raises as `get` does."""
        return self.get(witness, COMMITMENTS)

    def _own_key(self) -> Any:
        if self._key is None:
            raise UsageError("the vault was closed", remedy="Open it again with its identities.")
        return self._key

    def _private_half(self, witness: str) -> str:
        vault, key = self.locked, self._own_key()
        public = vault.public_key(witness)
        path = vault.disk.root / f"generation-{self.head.generation:06d}" / "keys" / witness
        if not path.is_file() and vault.head().generation != self.head.generation:
            raise StudyBusy(
                "the vault's key was changed since it was opened",
                where=vault.where,
                remedy="Open it again with its identities.",
            )
        if not path.is_file():
            raise DamagedVault(
                "a witness's sealed key is not there",
                where=vault.disk.near(path),
                why="its file is lost",
                remedy=RESTORE,
            )
        place = Place(vault.study, witness, f"key {self.head.generation}")
        secret = self._opened(vault.disk.read(path), key, place, "the witness's sealed key").decode("ascii")
        if age.recipient_of(age.identity(secret)) != public:
            raise DamagedVault(
                "a witness's public key is not the half of the sealed one",
                where=vault.disk.near(vault.folder_of(witness) / "public"),
                why="somebody may have put in a key of their own, so that they can read what is written from now on",
                remedy="Write nothing for this witness. Compare the folder with a copy of an earlier day.",
            )
        return secret

    def _opened(self, sealed: bytes, key: Any, place: Place, what: str) -> bytes:
        try:
            return unpack(age.unseal(sealed, [key]), place)
        except age.CannotOpen as error:
            why = error.why if error.fits else "it is damaged, or was sealed for another witness or under another key"
        except (WrongPlace, ValueError) as error:
            why = str(error)
        raise DamagedVault(f"{what} cannot be opened", where=place.witness, why=why, remedy=RESTORE)

    def rotate(
        self,
        recipients: Sequence[str] | None = None,
        quorum: int | None = None,
        *,
        announce: Announce = lambda _: None,
    ) -> Head:
        """Give the vault a new key, sealed to these recipients (those of now where None), and seal every witness's
        private half to it. A power cut leaves the old generation or the new one, whole.

        announce: told the new head before it counts. Raises UsageError, InputError, DamagedVault, StorageFailed, and
        StudyBusy where the key was changed meanwhile.
        """
        vault, _ = self.locked, self._own_key()
        with vault.alone():
            vault.settle()
            if vault.head().generation != self.head.generation:
                raise StudyBusy("the vault's key was changed since it was opened", where=vault.where)
            head, secret = new_generation(
                vault.study,
                self.head.generation + 1,
                self.head.recipients if recipients is None else recipients,
                self.head.quorum if quorum is None else quorum,
            )
            halves = {witness: sealed_half(head, witness, self._private_half(witness)) for witness in vault.witnesses()}
            announce(head)
            vault.begin_generation(head, halves)
        self.head, self._key = head, age.identity(secret)
        return head
