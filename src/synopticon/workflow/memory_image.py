"""A process that holds what a vault holds leaves no image of its memory: no core file, and no reading by others.

What remains is said in docs/how-to/review.md: memory that the system swaps to disk, and whoever rules the machine.
"""

from __future__ import annotations

import ctypes
import resource
import sys

_SET_DUMPABLE = 4
"""PR_SET_DUMPABLE of <linux/prctl.h>."""


def leave_no_image() -> None:
    """Refuse core files from now on; on Linux also take this process's memory from other programs of the same user."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)
