"""Blocks: whole lines, every byte once, and errors that name the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from synopticon.errors import DamagedInput, UnreadableFormat
from synopticon.workflow import jsonl_corpus
from synopticon.workflow.jsonl_corpus import JsonlCorpus
from synopticon.workflow.spreading import blocks
from synopticon.workflow.spreading.blocks import blocks_of, documents_in

LINES = b'{"id": "a", "text": "one"}\r\n\n{"id":\r"b", "text": "two"}\n{"id": "c", "text": "three and more"}'
"""A carriage return ends no line, and the last line may lack its end."""


@pytest.mark.parametrize(("light", "most"), [(1, 99), (40, 99), (9999, 2), (9999, 99)])
def test_blocks_give_the_documents_of_the_file_with_their_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, light: int, most: int
) -> None:
    """However it is cut; and each place leads to its text."""
    path = tmp_path / "docs.jsonl"
    path.write_bytes(LINES)
    monkeypatch.setattr(blocks, "LIGHT", light)
    monkeypatch.setattr(blocks, "MOST", most)
    found = [row for block in blocks_of(JsonlCorpus(path)) for row in documents_in(path, block)]
    assert [(document.id, line) for document, _, line in found] == [("a", 1), ("b", 3), ("c", 4)]
    corpus = JsonlCorpus(path, {document.id: place for document, place, _ in found})
    assert corpus.texts(["c", "a", "b"]) == {"a": "one", "b": "two", "c": "three and more"}


def test_a_block_that_changed_is_refused(tmp_path: Path) -> None:
    """Its digest is not that of the bytes that were read at first."""
    path = tmp_path / "docs.jsonl"
    path.write_bytes(LINES)
    (block,) = blocks_of(JsonlCorpus(path))
    path.write_bytes(LINES.replace(b"two", b"TWO"))
    with pytest.raises(DamagedInput, match="changed while it was read"):
        list(documents_in(path, block))


def test_too_long_a_line_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not read into memory to its end."""
    path = tmp_path / "docs.jsonl"
    path.write_bytes(LINES)
    monkeypatch.setattr(jsonl_corpus, "LONGEST_LINE", 28)
    with pytest.raises(UnreadableFormat, match="line 4"):
        list(blocks_of(JsonlCorpus(path)))
