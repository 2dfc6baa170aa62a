"""What the search index knows of the log: which acts change a document's text, and which do not."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import synopticon.workflow
from synopticon.workflow.indexing import CODING, WITHOUT_TEXT

CHANGING = {"extract", "judge"}
"""Acts that name the document which they change."""


def acts_logged() -> Iterator[tuple[str, str]]:
    """Each word that a verb writes into the custody log as an act, by its source, with the file."""
    for path in sorted(Path(synopticon.workflow.__file__).parent.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", None) == "Act" and call.args:
                if isinstance(first := call.args[0], ast.Constant):
                    yield str(first.value), path.name
                elif isinstance(first, ast.JoinedStr) and isinstance(first.values[0], ast.Constant):
                    yield str(first.values[0].value), path.name


def test_every_act_is_known_to_the_index() -> None:
    """An act that nobody thought of would let every search say that its index is old."""
    found = list(acts_logged())
    assert {"collect", "cite", "codebook", CODING} <= {act for act, _ in found}
    unknown = [(act, file) for act, file in found if act not in WITHOUT_TEXT | CHANGING and not act.startswith(CODING)]
    assert unknown == []
