"""A frame that many documents put around words of their own joins nobody; a story that many tell does."""

from __future__ import annotations

import random

import numpy as np
import pytest

from synopticon.reuse.documents import Document
from synopticon.reuse.proposing import CROWD
from synopticon.reuse.standing_words import covered
from synopticon.reuse.tracing import Traced, trace_documents

WORDS = """harbour ministry camera village lantern border winter railway market teacher contract engine student river
archive factory window printer orchard station bridge officer ticket forest kitchen garden letter signal morning
office"""


def story(seed: int, sentences: int = 14) -> str:
    """An invented text of so many sentences; the seed alone decides it."""
    chance = random.Random(seed)
    return " ".join(
        " ".join(chance.choice(WORDS.split()) for _ in range(11)).capitalize() + f" {chance.randrange(1000, 9999)}."
        for _ in range(sentences)
    )


FRAME = story(1)
MANY = CROWD + 12


def framed(number: int, outlet: str | None, own: int = 3) -> Document:
    """A document of words of its own in the frame."""
    text = f"{FRAME} {story(1000 + number, own)}"
    return Document(f"d{number:03d}", text, outlet=outlet, published=f"2024-03-{number % 28 + 1:02d}")


def families(documents: list[Document]) -> int:
    """How many families a trace finds."""
    return len({member.family for member in trace_documents(documents).members})


def reasons_of(traced: Traced, name: str) -> tuple[str, ...]:
    """What is said of a document."""
    return next(member.reasons for member in traced.members if member.item == name)


@pytest.mark.parametrize("outlet", [None, "Nord"])
def test_a_frame_around_own_words_joins_nobody(outlet: str | None) -> None:
    """Most of each text is the same in all; each stands alone, and is told why."""
    traced = trace_documents([framed(n, outlet) for n in range(MANY)])
    assert len({member.family for member in traced.members}) == MANY
    assert "a boilerplate joins nobody" in reasons_of(traced, "d000")[-1]


def test_two_copies_in_the_frame_are_one_family_all_the_same() -> None:
    """What they share beyond the frame binds them."""
    copy = framed(7, None)
    again = Document("copy", copy.text + " Once more.", published="2024-04-01")
    assert families([*(framed(n, None) for n in range(MANY)), again]) == MANY


def test_reprints_by_other_outlets_with_lines_of_their_own_are_one_family() -> None:
    """Where outlets are known to differ, the same words are a reprint, whatever each adds to them."""
    assert families([framed(n, f"Outlet {n}") for n in range(MANY)]) == 1


def test_a_story_that_grows_stays_one_family() -> None:
    """The first text has nothing that the later ones have not: they are its enlargements."""
    first = Document("first", FRAME, outlet="Nord", published="2024-03-01")
    assert families([first, *(framed(n, "Nord", 1) for n in range(MANY))]) == 1


def test_few_documents_cannot_tell_a_frame() -> None:
    """Below the crowd, shared words bind as they do between two."""
    assert families([framed(n, None) for n in range(CROWD // 2)]) == 1


def test_overlapping_stretches_are_covered_once() -> None:
    """Stretches may come in any order and lie in each other."""
    assert covered(np.array([(5, 9), (0, 3), (2, 4), (6, 7)], np.int32)) == 8
    assert covered(np.zeros((0, 2), np.int32)) == 0
