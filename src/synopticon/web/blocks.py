"""A text as the page sets it: paragraphs with the offset of their first code point, gathered into chunks.

A browser lays out a chunk only when it comes near the window (`content-visibility`), so a text of a million characters
opens as quickly as a short one. Offsets are exact: a paragraph is the text between two line feeds, and a paragraph of
more than PARAGRAPH characters is cut at a blank into pieces that say with which code point they begin.
"""

from __future__ import annotations

from dataclasses import dataclass

PARAGRAPH = 4_000
CHUNK = 6_000


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or a piece of one. continued: no line feed stands before it."""

    start: int
    text: str
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Chunk:
    """Neighbouring blocks, about CHUNK code points together. start and end in code points, end exclusive."""

    start: int
    end: int
    blocks: tuple[Block, ...]


def blocks_of(text: str) -> tuple[Chunk, ...]:
    """Cut a text; the blocks and the line feeds between them give the text back."""
    chunks: list[Chunk] = []
    gathered: list[Block] = []
    start = position = 0
    for line in text.split("\n"):
        for number, piece in enumerate(_pieces(line)):
            gathered.append(Block(position, piece, continued=number > 0))
            position += len(piece)
            if position - start >= CHUNK:
                chunks.append(Chunk(start, position, tuple(gathered)))
                gathered, start = [], position
        position += 1
        if not gathered:
            start = position
    if gathered:
        chunks.append(Chunk(start, len(text), tuple(gathered)))
    return tuple(chunks)


def _pieces(line: str) -> list[str]:
    if len(line) <= PARAGRAPH:
        return [line]
    pieces, rest = [], 0
    while len(line) - rest > PARAGRAPH:
        cut = line.rfind(" ", rest + PARAGRAPH // 2, rest + PARAGRAPH) + 1 or rest + PARAGRAPH
        pieces.append(line[rest:cut])
        rest = cut
    return [*pieces, line[rest:]]
