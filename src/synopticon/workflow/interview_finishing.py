"""Withdrawals carried to their end, in a fixed order, each step one that can be taken again.

Also a program of its own (`python -m synopticon.workflow.interview_finishing STUDY`): a study that is opened while one
waits, or with an older copy put back, starts it before anything is read. So nothing that publishes loads the vault.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from synopticon.errors import NotFound, SynopticonError, Unforeseen
from synopticon.model.custody import Act
from synopticon.settings import PROTOCOL, read_settings
from synopticon.store import withdrawn
from synopticon.store.joblock import job_lock
from synopticon.store.opening import present
from synopticon.store.sql.testimony_purging import purge
from synopticon.store.withdrawn import Intent
from synopticon.vault.disk import Disk
from synopticon.vault.locked import Vault
from synopticon.workflow.begin import DATABASE
from synopticon.workflow.editions import clear_drafts, publishing, tree_secret
from synopticon.workflow.interview_burying import bury
from synopticon.workflow.replaying import vault_folders, waiting
from synopticon.workflow.testimony_index import remove_testimony_index
from synopticon.workflow.testimony_log import WITHDRAWN

JOB = "withdraw"
Step = Callable[[str], object]


def finish(folder: Path, intent: Intent, *, clock: Callable[[], datetime], step: Step = lambda _: None) -> None:
    """Carry one withdrawal to its end: key, rows, index, releases, and last the mark that it is done.

    step: told before each, so that tests can cut there. Raises StudyBusy, StorageFailed; then the next call goes on.
    """
    settings, stone = read_settings(folder / PROTOCOL), intent.stone
    step("key")
    for copy in vault_folders(folder, settings):
        _destroy_key(copy, intent)
    step("rows")
    names = [tree_secret(number) for number in intent.editions]
    purge(
        folder / DATABASE,
        stone,
        act=Act(WITHDRAWN, stone.witness),
        who=settings.text("study.collector"),
        clock=clock,
        secrets_named=names,
    )
    step("index")
    remove_testimony_index(folder)
    step("releases")
    with publishing(folder):
        clear_drafts(folder)
        bury(folder, intent.editions, stone.day)
    step("done")
    withdrawn.keep(folder, intent.finished())


def _destroy_key(vault: Path, intent: Intent) -> None:
    """Destroy the witness's key in one vault. Its study is not asked: the witness's id is nobody else's."""
    disk = Disk(vault)
    try:
        Vault(disk, "").destroy(intent.stone.witness, intent.stone.day)
    except NotFound:
        # A copy from before the interview, or a folder that is no vault.
        return


def finish_all(folder: Path, *, clock: Callable[[], datetime] = present) -> int:
    """Finish every withdrawal that waits, and repeat those that an older copy undid. Answers how many."""
    with job_lock(folder, JOB, clock):
        intents = waiting(folder, read_settings(folder / PROTOCOL))
        for intent in intents:
            finish(folder, intent, clock=clock)
    return len(intents)


def main() -> int:
    """The program: 0 done, else an error's exit code and its one JSON object on standard error."""
    try:
        finish_all(Path(sys.argv[1]))
    except SynopticonError as error:
        print(json.dumps(error.as_json()), file=sys.stderr)  # noqa: T201 - for the process that started this one
        return error.exit_code
    except Exception as error:  # noqa: BLE001 - a traceback could quote what is being destroyed
        print(json.dumps(Unforeseen.of(error, "a withdrawal could not be finished").as_json()), file=sys.stderr)  # noqa: T201
        return Unforeseen.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
