"""Before a study opens: withdrawals that wait are finished, and those that an older copy undid are made again.

Three lists remember them: the database, the study's folder `withdrawals/`, and the vault's `gone/`. What one of them
knows holds for all, so that whichever part comes back from a copy, the others tell. A copy of the whole study, with
all three lists older than the withdrawal, is the one case that nothing here can notice.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from synopticon.errors import StudyBusy, StudyError
from synopticon.settings import Settings
from synopticon.store import withdrawn
from synopticon.store.withdrawn import Intent
from synopticon.workflow.begin import DATABASE

PROGRAM = "synopticon.workflow.interview_finishing"
VAULT = "vault"


def replay(folder: Path, settings: Settings) -> None:
    """Let nothing be read of a withdrawn witness: finish or repeat what waits, in a process of its own.

    Raises StudyError where that fails; then the study does not open. StudyBusy where somebody else has it open.
    """
    if settings.text("database.url") or not waiting(folder, settings):
        return
    # A process of its own, and not an import: what publishes opens studies too, and must never load the vault.
    done = subprocess.run([sys.executable, "-m", PROGRAM, str(folder)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise _unfinished(folder, done.stderr)


def waiting(folder: Path, settings: Settings) -> list[Intent]:
    """The withdrawals that are not done, or of which something is there again. Raises DamagedStudy."""
    vaults = vault_folders(folder, settings)
    if not vaults and not (folder / withdrawn.FOLDER).is_dir():
        return []
    known = {intent.stone.witness: intent for intent in withdrawn.listed(folder)}
    known |= _remembered(folder, vaults, set(known))
    back = withdrawn.still_there(folder / DATABASE, list(known))
    found = []
    for witness, intent in known.items():
        if witness in back:
            editions = tuple(sorted({*intent.editions, *back[witness].editions}))
            intent = replace(intent, editions=editions)
        if not intent.stone.done or witness in back or any(_sealed(vault, witness) for vault in vaults):
            found.append(intent)
    return found


def vault_folders(folder: Path, settings: Settings) -> list[Path]:
    """The study's vault and every copy of it that the protocol names and that is within reach."""
    named = [Path(one).expanduser() for one in settings.words("vault.copies")]
    copies = [path / VAULT if (path / VAULT).is_dir() else path for path in named]
    return [path for path in (folder / VAULT, *copies) if (path / "witnesses").is_dir() or (path / "gone").is_dir()]


def _sealed(vault: Path, witness: str) -> bool:
    """Whether a vault holds a withdrawn witness's half key or objects, or has begun to destroy them."""
    return (vault / "witnesses" / witness).exists() or (vault / "leaving" / witness).exists()


def _remembered(folder: Path, vaults: list[Path], known: set[str]) -> dict[str, Intent]:
    """Withdrawals that the database or a vault remembers and the study's own list does not."""
    database = folder / DATABASE
    stones = {stone.witness: stone for stone in withdrawn.tombstones_in(database) if stone.witness not in known}
    found = {witness: Intent(stone) for witness, stone in stones.items()}
    gone = {path.name: path for vault in vaults for path in (vault / "gone").glob("*") if path.name not in known}
    for witness, intent in withdrawn.still_there(database, sorted(gone.keys() - found.keys())).items():
        day = date.fromisoformat(json.loads(gone[witness].read_bytes())["day"])
        found[witness] = replace(intent, stone=replace(intent.stone, day=day))
    return found


def _unfinished(folder: Path, said: str) -> StudyError:
    try:
        error = json.loads(said)["error"]
        what, why, kind = error["what"], error["why"], StudyBusy if error["code"] == StudyBusy.code else StudyError
    except (ValueError, KeyError, TypeError):
        what, why, kind = "the program that finishes it could not be run", None, StudyError
    return kind(
        "a witness withdrew, and nothing opens before that is finished",
        where=str(folder),
        why=f"{what}: {why}" if why else what,
        remedy="Close the workbench and every other command on this study, then give the same command again.",
    )
