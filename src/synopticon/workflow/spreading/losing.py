"""What to say of a task that ends its workers, and after how many of them."""

from __future__ import annotations

from synopticon.errors import InputError
from synopticon.workflow.spreading.tasks import Task

LOSSES = 3
"""So many times a task may lose its worker; then it is the task that ends them."""


def lost(task: Task) -> InputError:
    """The error where a task ends its workers."""
    return InputError(
        f"a worker was lost {LOSSES} times over the same task",
        where=task.about or task.stage,
        why="most often there is too little memory",
        remedy="Give the same command again with fewer --workers, or where there is more memory; what is done is kept.",
    )
