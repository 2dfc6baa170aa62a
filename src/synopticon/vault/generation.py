"""One generation of a vault's key: who may open it, how many of them it takes, and the key sealed accordingly.

With a quorum of k among n recipients the key is sealed once for each choice of k of them, one age file within the other
(the last of the choice outermost), so that any k identities open it and no k-1 do. There is no cryptography of our own.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from synopticon.errors import DamagedVault, UsageError, VaultShut
from synopticon.vault import age
from synopticon.vault.identities import Identity
from synopticon.vault.payload import Place, WrongPlace, pack, unpack

FORMAT, VERSION = "synopticon vault", 1
MOST_RECIPIENTS = 10
RESTORE = "Restore the vault's folder from a copy, then repeat the withdrawals made since: synopticon vault status"


@dataclass(frozen=True, slots=True)
class Head:
    """What of a generation lies in clear. key: the vault key's public half; sealed: (recipients' numbers, age file)."""

    study: str
    generation: int
    quorum: int
    recipients: tuple[str, ...]
    key: str
    sealed: tuple[tuple[tuple[int, ...], bytes], ...]

    def as_bytes(self) -> bytes:
        """The head as its file has it."""
        return json.dumps(
            {
                "format": FORMAT,
                "version": VERSION,
                "study": self.study,
                "generation": self.generation,
                "quorum": self.quorum,
                "recipients": self.recipients,
                "key": self.key,
                "sealed": [{"to": who, "age": base64.b64encode(one).decode("ascii")} for who, one in self.sealed],
            },
            indent=1,
        ).encode("ascii")

    @property
    def place(self) -> Place:
        """Where the sealed key belongs: to this generation with exactly these recipients and this quorum.

        So nobody who can write to the folder can add a recipient to whom the next rotation would seal.
        """
        said = json.dumps([self.quorum, self.recipients, self.key]).encode("ascii")
        digest = hashlib.blake2b(said, digest_size=16, person=b"synopticon-head").hexdigest()
        return Place(self.study, "", f"vault key {self.generation} {digest}")


def read_head(data: bytes, where: str) -> Head:
    """The head that a file holds. Raises DamagedVault, also where a later version wrote it."""
    try:
        made = json.loads(data)
        if (made["format"], made["version"]) != (FORMAT, VERSION):
            raise ValueError("it is of another version")
        head = Head(
            str(made["study"]),
            int(made["generation"]),
            int(made["quorum"]),
            tuple(map(str, made["recipients"])),
            str(made["key"]),
            tuple((tuple(map(int, one["to"])), base64.b64decode(one["age"], validate=True)) for one in made["sealed"]),
        )
        if not 1 <= head.quorum <= len(head.recipients) or not head.sealed:
            raise ValueError("it names fewer recipients than it asks for")
        if any(len(who) != head.quorum or not set(who) <= set(range(len(head.recipients))) for who, _ in head.sealed):
            raise ValueError("its key is sealed to others than it names")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DamagedVault(
            "the vault's head cannot be read",
            where=where,
            why="bytes of it were changed or lost, or a later version of Synopticon wrote it",
            remedy=RESTORE,
        ) from error
    return head


def new_generation(study: str, generation: int, recipients: Sequence[str], quorum: int) -> tuple[Head, str]:
    """A head with a new vault key, and that key. Raises UsageError, InputError, MissingPart."""
    chosen = _checked(recipients, quorum)
    secret, key = age.generate()
    draft = Head(study, generation, quorum, chosen, key, ())
    payload = pack(draft.place, secret.encode("ascii"))
    sealed = tuple(
        (who, _nested(payload, [chosen[number] for number in who])) for who in combinations(range(len(chosen)), quorum)
    )
    return Head(study, generation, quorum, chosen, key, sealed), secret


def _nested(payload: bytes, recipients: Sequence[str]) -> bytes:
    for recipient in recipients:
        payload = age.seal(payload, [recipient])
    return payload


def _checked(recipients: Sequence[str], quorum: int) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(age.check_recipient(one) for one in recipients))
    why = ""
    if not chosen:
        why = "nobody was named who could open it"
    elif len(chosen) > MOST_RECIPIENTS:
        why = f"{len(chosen)} recipients were named; at most {MOST_RECIPIENTS} are possible"
    elif not 1 <= quorum <= len(chosen):
        why = f"{quorum} identities would be needed to open it, and it would have {len(chosen)}"
    if why:
        raise UsageError(
            "nobody could open such a vault" if len(chosen) < max(quorum, 1) else "such a vault cannot be made",
            why=why,
            remedy="Name as many recipients as the quorum asks for, better one more, so that one can be lost.",
        )
    return chosen


def open_key(head: Head, identities: Sequence[Identity], where: str) -> str:
    """The vault key, by these identities. Raises VaultShut, DamagedVault."""
    damaged = None
    for who, sealed in head.sealed:
        # The outermost file is the last one's.
        keys = [_keys_for(head.recipients[number], identities) for number in reversed(who)]
        if not all(keys):
            continue
        try:
            payload = sealed
            for key in keys:
                payload = age.unseal(payload, key)
            return unpack(payload, head.place).decode("ascii")
        except age.CannotOpen as error:
            damaged = error.why if error.fits else damaged
        except WrongPlace:
            damaged = "it was sealed for another study, generation, quorum or list of recipients than stands beside it"
        except ValueError as error:
            damaged = str(error)
    if damaged:
        raise DamagedVault(
            "the vault's sealed key is damaged, or what stands beside it was changed",
            where=where,
            why=damaged,
            remedy="Write nothing into it. Restore the vault's folder from a copy, then: synopticon vault status",
        )
    raise shut(head, where)


def _keys_for(recipient: str, identities: Sequence[Identity]) -> list[Any]:
    """Those that may belong to a recipient: a hardware key is asked to be touched for nothing else."""
    return [one.key for one in identities if one.recipient in (recipient, None)]


def shut(head: Head, where: str) -> VaultShut:
    """What to say where the identities do not suffice."""
    needed = "one identity" if head.quorum == 1 else f"{head.quorum} different identities"
    return VaultShut(
        "what is sealed stays sealed: the vault does not open",
        where=where,
        why=f"it takes {needed} of its {len(head.recipients)} recipients, and those given do not suffice",
        remedy="Give one --identity FILE for each; who the recipients are says: synopticon vault recipients list",
    )
