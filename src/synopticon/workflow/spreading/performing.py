"""Do a task: in whatever process this runs, its stage makes its shard, unless that is there."""

from __future__ import annotations

from synopticon.errors import UsageError
from synopticon.reuse.relations import METHOD
from synopticon.workflow.spreading.stages import STAGES
from synopticon.workflow.spreading.tasks import Run, Task


def perform(run: Run, task: Task, name: str) -> str:
    """Do a task, wherever this runs, unless its shard is there already; answers the shard's name.

    Raises UsageError where the run was begun by another version, and what the stage raises.
    """
    if run.method != METHOD:
        raise UsageError(
            "a worker has another version of Synopticon",
            why=f"it works by {METHOD}, this run by {run.method}",
            remedy="Install the same version for all workers.",
        )
    shards = run.shards()
    if name not in shards:
        shards.write(name, STAGES[task.stage](run, task, name))
    return name
