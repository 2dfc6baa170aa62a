"""The end of a witness in the vault: an intent first, then the keys, then the objects, then a tombstone.

Each step can be taken again, so a destruction that a power cut ended anywhere goes on from its intent.
"""

from __future__ import annotations

import json
from datetime import date

from synopticon.errors import DamagedVault
from synopticon.vault.disk import Disk

LEAVING, GONE = "leaving", "gone"


def begin(disk: Disk, witness: str, day: date) -> None:
    """Note durably that a witness is to be destroyed. From here on there is no way back."""
    disk.write(disk.root / LEAVING / witness, json.dumps({"witness": witness, "day": day.isoformat()}).encode("ascii"))


def finish(disk: Disk) -> None:
    """Carry every noted destruction to its end. Raises StorageFailed; a second call goes on."""
    for intent in disk.entries(disk.root / LEAVING):
        _erase(disk, intent.name)
        # The intent becomes the tombstone, so that neither is ever without its day.
        disk.rename(intent, disk.root / GONE / intent.name)


def again(disk: Disk) -> None:
    """Destroy what a backup brought back of those whose tombstones stand here."""
    for stone in disk.entries(disk.root / GONE):
        _erase(disk, stone.name)


def _erase(disk: Disk, witness: str) -> None:
    """Destroy the keys first, in every generation and in any that a rotation left half made; then the objects."""
    for folder in disk.entries(disk.root):
        if folder.name.startswith("generation-"):
            disk.destroy(folder / "keys" / witness)
    disk.destroy(disk.root / "witnesses" / witness)


def tombstones(disk: Disk) -> dict[str, date]:
    """The ids of destroyed witnesses, with the day. Raises DamagedVault."""
    found = {}
    for stone in disk.entries(disk.root / GONE):
        try:
            found[stone.name] = date.fromisoformat(json.loads(disk.read(stone))["day"])
        except (ValueError, KeyError, TypeError) as error:
            raise DamagedVault(
                "a tombstone of the vault cannot be read",
                where=disk.near(stone),
                remedy="The witness is gone all the same; restore that one file from a copy.",
            ) from error
    return found
