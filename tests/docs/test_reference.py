"""The reference is what the program says of itself; the documents hold together."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

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
