"""The wheel works alone: it carries every file of the package, and builds the demonstration without the source tree.

One wheel carries the compiled kernel and one does not; both answer the same rows.
"""

from __future__ import annotations

import json
import os
import shutil
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


@pytest.fixture(scope="module")
def pure_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built where there is no compiler, and no library from before."""
    tree = tmp_path_factory.mktemp("tree")
    leftovers = shutil.ignore_patterns("*.so", "__pycache__")
    shutil.copytree(SOURCE, tree / "src", ignore=leftovers)
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", ".gitignore"):
        shutil.copy(ROOT / name, tree)
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tree / "dist")],
        cwd=tree, env={"PATH": str(tree)}, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert "A pure wheel" in done.stdout + done.stderr and "cc is not installed" in done.stdout + done.stderr
    return next((tree / "dist").glob("*.whl"))


def test_a_wheel_is_named_for_what_it_carries(compiled: None, wheel: Path, pure_wheel: Path) -> None:
    """With the kernel it is for one platform and every Python 3, without it for all platforms."""
    with zipfile.ZipFile(wheel) as archive:
        assert any(name.endswith(".so") for name in archive.namelist())
    with zipfile.ZipFile(pure_wheel) as archive:
        assert not any(name.endswith(".so") for name in archive.namelist())
    assert pure_wheel.name.endswith("-py3-none-any.whl")
    assert "-py3-none-" in wheel.name and not wheel.name.endswith("-any.whl")


def test_both_wheels_answer_the_same_rows_without_a_compiler(
    compiled: None, wheel: Path, pure_wheel: Path, tmp_path: Path
) -> None:
    """Installed by pip elsewhere, each says by which way it computed, and writes the same bytes."""
    phrases = [f"The guards of gate {number} were counted by the men of tower {number * 7}" for number in range(40)]
    stories = [". ".join(phrases[start : start + 12]) for start in (0, 0, 4, 20, 22, 28)]
    documents = tmp_path / "stories.jsonl"
    documents.write_text(
        "".join(json.dumps({"id": str(number), "text": text}) + "\n" for number, text in enumerate(stories))
    )
    rows = {}
    for way, package in (("compiled", wheel), ("numpy", pure_wheel)):
        place, report, out = tmp_path / way, tmp_path / f"{way}.json", tmp_path / f"{way}.jsonl"
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(place)]
        subprocess.run([*pip, str(package)], check=True, capture_output=True)
        libraries = os.pathsep.join([str(place), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
        subprocess.run(
            [sys._base_executable, "-m", "synopticon", "reuse", "families", str(documents),  # type: ignore[attr-defined]
             "--out", str(out), "--json-report", str(report)],
            cwd=tmp_path, env={"PATH": str(tmp_path), "PYTHONPATH": libraries, "LANG": "C.UTF-8"}, check=True,
        )  # fmt: skip
        assert json.loads(report.read_text())["kernel"] == way
        rows[way] = out.read_bytes()
    assert rows["compiled"] == rows["numpy"] and b'"copy"' in rows["numpy"]


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
