"""The compiled kernel is made from its sources by one call of the system's C compiler.

    python -m synopticon.kernel.building

A library bears the digest of what it was made of and for, so that one of other sources is never taken for it.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from synopticon.errors import MissingPart, StorageFailed

HERE = Path(__file__).parent
FLAGS = ("-std=c11", "-O3", "-fPIC", "-shared", "-fvisibility=hidden", "-ffp-contract=off")
"""Nothing that only some processors know, and no arithmetic other than that which is written."""
COMMAND = "python -m synopticon.kernel.building"
REMEDY = f"With a C compiler (cc) installed, run {COMMAND}."
NAMED = "kernel-*.so"
SAID = 300
"""Most characters of what a compiler says that are told."""


def sources() -> list[Path]:
    """The files that are compiled."""
    return sorted(HERE.glob("*.c"))


def library_path() -> Path:
    """Where the library made of these very sources for this kind of machine stands, or would stand."""
    machine = os.uname()
    told = hashlib.sha256(" ".join([machine.sysname, machine.machine, *FLAGS]).encode())
    for path in sorted([*sources(), *HERE.glob("*.h")]):
        told.update(path.read_bytes())
    return HERE / NAMED.replace("*", told.hexdigest()[:16])


def compile_to(place: Path, flags: tuple[str, ...] = FLAGS) -> None:
    """Compile the sources to a library; place is whole or not there.

    The compiler is the one that CC names, else cc. Raises MissingPart where there is none or it fails, StorageFailed
    where nothing can be written beside the place.
    """
    compiler = shlex.split(os.environ.get("CC", "")) or ["cc"]
    if not shutil.which(compiler[0]):
        raise MissingPart("the kernel needs a C compiler", why=f"{compiler[0]} is not installed", remedy=REMEDY)
    try:
        with tempfile.TemporaryDirectory(dir=place.parent) as folder:
            made = Path(folder) / place.name
            done = subprocess.run(
                [*compiler, *flags, *map(str, sources()), "-o", str(made)], capture_output=True, text=True, check=False
            )
            if done.returncode:
                raise MissingPart("the kernel could not be compiled", why=done.stderr.strip()[:SAID], remedy=REMEDY)
            made.replace(place)
    except OSError as error:
        raise StorageFailed("the kernel cannot be kept", where=str(place.parent), why=error.strerror) from error


def build(*, anew: bool = False) -> Path:
    """Compile the library beside its sources, where it does not stand already, and remove those of other sources.

    anew: also where it does, for it may be damaged. Raises as `compile_to` does.
    """
    place = library_path()
    if anew or not place.exists():
        compile_to(place)
    for other in HERE.glob(NAMED):
        if other != place:
            other.unlink(missing_ok=True)
    return place


if __name__ == "__main__":
    import sys

    try:
        sys.stdout.write(f"The compiled kernel is {build(anew=True).name}.\n")
    except (MissingPart, StorageFailed) as error:
        sys.exit(error.sentence())
