"""The kernel touches nothing but what it was given: its tests once more, watched by the compiler's sanitizers."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from synopticon.errors import MissingPart
from synopticon.kernel.building import FLAGS, compile_to

ROOT = Path(__file__).parents[2]
WATCHED = (*FLAGS, "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all")
TESTS = ("tests/reuse/compiled", "tests/store/echoes/test_segments.py")
RUN = """
import sys
from pathlib import Path
import synopticon.kernel.library as library
library.library_path = lambda: Path(sys.argv[1])
"""
ASKED = """
import pytest
sys.exit(pytest.main([*sys.argv[2:], "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]))
"""
ASTRAY = """
import ctypes, numpy as np
from synopticon.reuse.columns import columns_of
from synopticon.reuse.compiled.batch import handed_over
from synopticon.reuse.rarity import NOTHING_COMMON
columns, kept = handed_over(columns_of(["The guards were counted twice a day. " * 400], NOTHING_COMMON))
few = np.zeros(2000, np.int32)
place = ctypes.c_void_p(few.ctypes.data)
library.find_kernel().library.synopticon_fill(ctypes.byref(columns), ctypes.c_int64(8), place)
"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The library with its watchers, and the environment in which it can be loaded."""
    place = tmp_path_factory.mktemp("kernel") / "watched.so"
    try:
        compile_to(place, WATCHED)
    except MissingPart as error:
        pytest.skip(f"no sanitizers here: {error.sentence()}")
    compiler = shlex.split(os.environ.get("CC", "")) or ["cc"]
    asked = [*compiler, "-print-file-name=libasan.so"]
    watcher = Path(subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip())
    if not watcher.is_absolute():
        pytest.skip("the compiler has sanitizers, but no libasan.so to load before Python")
    choice = {"LD_PRELOAD": str(watcher), "ASAN_OPTIONS": "detect_leaks=0", "SYNOPTICON_KERNEL": ""}
    return place, os.environ | choice


def ran(watched: tuple[Path, dict[str, str]], code: str, *given: str) -> subprocess.CompletedProcess[str]:
    """The code in a process of its own, by the watched library."""
    place, environment = watched
    command = [sys.executable, "-c", RUN + code, str(place), *given]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_the_kernels_tests_find_nothing_astray(watched: tuple[Path, dict[str, str]]) -> None:
    """No read or write beside an array, no overflow, no shift too far, on all that its other tests ask."""
    done = ran(watched, ASKED, *TESTS)
    assert done.returncode == 0 and " passed" in done.stdout, done.stdout[-3000:] + done.stderr[-3000:]


def test_the_watchers_watch(watched: tuple[Path, dict[str, str]]) -> None:
    """An array that is too short would have been seen."""
    done = ran(watched, ASTRAY)
    assert done.returncode != 0 and "heap-buffer-overflow" in done.stderr, done.stderr[-3000:]
