"""A text cut for the page is the same text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from synopticon.web.blocks import CHUNK, PARAGRAPH, blocks_of


def together(text: str) -> str:
    """The blocks with the line feeds between them."""
    blocks = [block for chunk in blocks_of(text) for block in chunk.blocks]
    return "".join(("" if block.continued or number == 0 else "\n") + block.text for number, block in enumerate(blocks))


@given(st.text(alphabet=st.sampled_from("ab 감\U0001f600\n\r\t"), max_size=300))
def test_the_blocks_give_the_text_back(text: str) -> None:
    """Nothing is lost, added or moved, and each block begins where it says."""
    assert together(text) == text
    for chunk in blocks_of(text):
        for block in chunk.blocks:
            assert text[block.start : block.start + len(block.text)] == block.text


def test_a_line_of_a_million_characters_is_cut_at_blanks() -> None:
    """One line without end becomes pieces that a browser lays out one by one."""
    text = "word " * 200_000
    chunks = blocks_of(text)
    assert together(text) == text
    assert max(len(block.text) for chunk in chunks for block in chunk.blocks) <= PARAGRAPH
    assert max(chunk.end - chunk.start for chunk in chunks) <= CHUNK + PARAGRAPH


def test_a_line_without_blanks_is_cut_too() -> None:
    """Chinese has no blanks, and a line of it is cut all the same."""
    text = "监" * 10_000
    assert together(text) == text
    assert all(len(block.text) <= PARAGRAPH for chunk in blocks_of(text) for block in chunk.blocks)
