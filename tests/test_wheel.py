"""The wheel works alone: it carries every file of the package, and builds the demonstration without the source tree."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from this tree."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_every_file_of_the_package(wheel: Path) -> None:
    """Pages, scripts, styles, templates, migrations and the demonstration are all inside, and nothing else."""
    kept = {
        str(path.relative_to(SOURCE))
        for path in (SOURCE / "synopticon").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert inside == kept
    assert "synopticon/demo/materials/catalogue.json" in inside
    assert any(name.startswith("synopticon/web/static/") for name in inside)


def test_the_wheel_builds_the_demonstration_alone(wheel: Path, tmp_path: Path) -> None:
    """Unpacked elsewhere, beside the locked dependencies and away from this tree, `synopticon demo` ends well."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    libraries = os.pathsep.join(
        [str(tmp_path / "installed"), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    )
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": libraries, "LANG": "C.UTF-8"}
    python = sys._base_executable  # type: ignore[attr-defined]
    where = subprocess.run(
        [python, "-c", "import synopticon; print(synopticon.__file__)"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert where.stdout.startswith(str(tmp_path / "installed"))
    done = subprocess.run(
        [python, "-m", "synopticon", "demo"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "12 documents, 1 independent origin" in done.stdout
    assert (tmp_path / "demo-study" / "releases" / "edition-1" / "index.html").is_file()
