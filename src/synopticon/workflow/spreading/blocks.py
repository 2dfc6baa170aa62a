"""A file of documents cut into blocks of whole lines, each named after its bytes."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from synopticon.errors import DamagedInput
from synopticon.reuse.documents import Document
from synopticon.workflow.jsonl_corpus import JsonlCorpus, document_in, line_in, where_of

LIGHT, MOST = 8_000_000, 4096
"""Bytes from which a block ends, and lines that it has at most."""


@dataclass(frozen=True, slots=True)
class Block:
    """Bytes begin to end of the file, from line `line` on (from 1). sha256: of these bytes."""

    begin: int
    end: int
    line: int
    sha256: str


def blocks_of(corpus: JsonlCorpus) -> Iterator[Block]:
    """Read the file once. Raises UnreadableFormat where a line is too long, StorageFailed."""
    begin = end = lines = 0
    first = 1
    digest = hashlib.sha256()
    with corpus.opened() as file:
        while line := line_in(file, corpus.path, first + lines):
            digest.update(line)
            end += len(line)
            lines += 1
            if end - begin >= LIGHT or lines >= MOST:
                yield Block(begin, end, first, digest.hexdigest())
                begin, first, lines = end, first + lines, 0
                digest = hashlib.sha256()
    if lines:
        yield Block(begin, end, first, digest.hexdigest())


def documents_in(path: Path, block: Block) -> Iterator[tuple[Document, int, int]]:
    """Each document of a block, its place in the file and its line. Blank lines are passed over.

    Raises UnreadableFormat with the line, and DamagedInput where the block is not what it was.
    """
    with JsonlCorpus(path).opened() as file:
        file.seek(block.begin)
        data = file.read(block.end - block.begin)
    if hashlib.sha256(data).hexdigest() != block.sha256:
        raise DamagedInput(
            "the file was changed while it was read",
            where=where_of(path, block.line),
            remedy="Give the same command again when nobody writes to it.",
        )
    place = block.begin
    for number, line in enumerate(io.BytesIO(data), block.line):
        if line.strip():
            yield document_in(line, where_of(path, number)), place, number
        place += len(line)
