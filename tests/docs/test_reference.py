"""The reference is what the program says of itself; the documents hold together."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

from typer.main import get_command

from synopticon.cli.app import app

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *(ROOT / name for name in ("README.md", "SECURITY.md", "CONTRIBUTING.md"))])


def test_the_reference_is_not_stale(tmp_path: Path) -> None:
    """docs/reference is what docs/generate.py makes of this program. If not: make reference."""
    done = subprocess.run([sys.executable, DOCS / "generate.py", tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    made = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    kept = {path.name: path.read_text("utf-8") for path in (DOCS / "reference").iterdir()}
    assert [name for name in sorted(made | kept) if made.get(name) != kept.get(name)] == [], "run: make reference"


def test_every_link_between_documents_leads_somewhere() -> None:
    """A relative link in a document names a file that is there."""
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in PAGES
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_every_room_is_in_the_architecture() -> None:
    """docs/architecture.md names every room of the house, and names no room that is not there."""
    text = (DOCS / "architecture.md").read_text("utf-8")
    rooms = {path.parent.name for path in (ROOT / "src" / "synopticon").glob("*/__init__.py")}
    table = {name.strip("/`") for name in re.findall(r"^\| `(\w+/)` \|", text, re.M)}
    assert table == rooms


def test_every_file_that_the_architecture_names_is_there() -> None:
    """A path in docs/architecture.md leads to a file or folder of the tree; `x.py` stands for a new one."""
    text = (DOCS / "architecture.md").read_text("utf-8")
    named = {name for name in re.findall(r"`([\w./-]+(?:\.py|/))`", text) if not name.endswith("x.py")}
    package = ROOT / "src" / "synopticon"
    rooms = list(package.glob("*/"))
    homes = [ROOT, package, *rooms, *(room / inner for room in rooms for inner in room.glob("*/"))]
    study = {"archive/", "index/", "releases/"}
    assert [name for name in sorted(named - study) if not any((home / name).exists() for home in homes)] == []


def _command_lines() -> list[tuple[str, list[str]]]:
    """(place, words) of every line in a shell block that calls the program."""
    lines = []
    for page in PAGES:
        for block in re.findall(r"```sh\n(.*?)```", page.read_text("utf-8"), re.S):
            for line in block.replace("\\\n", " ").splitlines():
                for call in re.findall(r"(?:^|&& |\$\()(?:\.venv/bin/)?(synopticon [^&|>)#]*)", line.strip()):
                    lines.append((f"{page.relative_to(ROOT)}: {call}", shlex.split(call)[1:]))
    return lines


def test_every_command_line_in_a_document_is_one_that_the_program_knows() -> None:
    """Commands and options that documents show exist."""
    unknown = []
    for place, words in _command_lines():
        command = get_command(app)
        while words and hasattr(command, "commands") and words[0] in command.commands:
            command = command.commands[words.pop(0)]
        options = {
            spelling for parameter in command.params for spelling in (*parameter.opts, *parameter.secondary_opts)
        }
        strange = [word for word in words if word.startswith("-") and word.split("=")[0] not in options]
        if hasattr(command, "commands") or strange:
            unknown.append(f"{place} {strange}")
    assert unknown == []


def test_every_setting_that_a_document_names_exists() -> None:
    """A dotted setting in a document is in the table."""
    from synopticon.settings import DEFAULTS

    tables = {name.partition(".")[0] for name in DEFAULTS}
    named = {
        f"{table}.{key}"
        for page in PAGES
        for table, key in re.findall(r"`(\w+)\.(\w+)`", page.read_text("utf-8"))
        if table in tables and key not in ("toml", "db", "py", "md")
    }
    assert named - set(DEFAULTS) == set()
