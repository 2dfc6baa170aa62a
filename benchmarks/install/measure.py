"""What an installation costs: megabytes in a fresh environment, and milliseconds to import and to say --help.

    python benchmarks/install/measure.py            builds the wheel, installs it as Debian 12 would, prints JSON

Install size counts the whole environment (pip and setuptools included), with byte code, in MB of 10^6 bytes, both as
the sum of file lengths and as blocks on disk. Times are medians of nine starts, with those of bare Python beside them.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
PIP_OF_DEBIAN_12 = "23.0.1"


def run(*command: str | Path) -> None:
    """Run a command quietly; its failure ends the measurement with what it said."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


def install(folder: Path) -> Path:
    """A fresh environment in folder with the wheel of this checkout and what it needs; answers its bin folder."""
    run(sys.executable, "-m", "venv", folder / "venv")
    programs = folder / "venv" / "bin"
    run(programs / "python", "-m", "pip", "install", "--quiet", f"pip=={PIP_OF_DEBIAN_12}")
    run(programs / "python", "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT)
    run(programs / "python", "-m", "pip", "install", "--quiet", *folder.glob("synopticon-*.whl"))
    return programs


def sizes(folder: Path) -> dict[str, float]:
    """Megabytes below folder, by length and by blocks."""
    stats = [path.lstat() for path in folder.rglob("*")]
    return {
        "megabytes": round(sum(stat.st_size for stat in stats) / 1e6, 1),
        "megabytes_on_disk": round(sum(stat.st_blocks * 512 for stat in stats) / 1e6, 1),
    }


def milliseconds(*command: str | Path) -> float:
    """Median wall time of nine runs after one that warms the caches."""
    times = []
    for _ in range(10):
        began = time.perf_counter()
        run(*command)
        times.append((time.perf_counter() - began) * 1000)
    return round(statistics.median(times[1:]), 1)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        programs = install(folder)
        python = programs / "python"
        bare = milliseconds(python, "-c", "pass")
        answer = {
            "core_install": sizes(folder / "venv"),
            "milliseconds": {
                "python alone": bare,
                "import synopticon": milliseconds(python, "-c", "import synopticon"),
                "synopticon --help": milliseconds(programs / "synopticon", "--help"),
            },
        }
    print(json.dumps(answer, indent=2))


if __name__ == "__main__":
    main()
