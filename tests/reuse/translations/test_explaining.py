"""A pair of two languages is explained as the whole collection's run judges it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from synopticon.reuse.documents import Document
from synopticon.reuse.translations.explaining import ExplainedTranslation, explain_translation
from synopticon.reuse.translations.proposals import propose

STORIES: dict[str, dict[str, str]] = json.loads(Path(__file__).with_name("stories.json").read_text("utf-8"))["stories"]
"""Invented, by subject and language."""
ROWS = [
    Document(f"{language}-{subject}", story[language], language=language)
    for subject, story in STORIES.items()
    for language in ("en", "ko", "zh")
]


def explained(one: str, other: str, rows: Sequence[Document] = ROWS) -> ExplainedTranslation | None:
    """Two documents of a collection by their ids."""
    by_id = {row.id: row for row in rows}
    return explain_translation(
        by_id[one], by_id[other], iter(rows), lambda ids: {name: by_id[name].text for name in ids}
    )


@pytest.mark.parametrize("order", [1, -1])
def test_what_a_run_proposes_is_explained_so(order: int) -> None:
    """The same probability and the same clues, seen from whichever side comes first."""
    for one in propose([row for row in ROWS if row.language != "zh"]).proposals:
        first, second = (one.a, one.b)[::order]
        found = explained(first, second)
        assert found and found.proposed and found.probability == one.score
        told = {(here, there) for here, there, _ in found.evidence}
        assert told == {(a, b)[::order] for a, b, _ in one.evidence}


def test_strangers_are_told_with_what_little_they_have() -> None:
    """Two stories of different matters: not proposed, and a low probability."""
    one, other, *_ = STORIES
    found = explained(f"en-{one}", f"ko-{other}")
    assert found is not None and not found.proposed and found.probability < 200


def test_one_language_or_an_unknown_one_has_nothing_to_explain() -> None:
    """Two English texts are no translations, nor is a row of figures."""
    one, other, *_ = STORIES
    assert explained(f"en-{one}", f"en-{other}") is None
    assert explained(f"en-{one}", "x", [*ROWS, Document("x", "12 34")]) is None


def test_a_copy_of_one_of_them_takes_nothing_away() -> None:
    """The pair that was asked for is explained, and not the copy whose id comes first."""
    one = next(iter(STORIES))
    copies = [Document(f"aa-{row.id}", row.text, language=row.language) for row in ROWS if one in row.id]
    assert explained(f"en-{one}", f"ko-{one}", [*ROWS, *copies]) == explained(f"en-{one}", f"ko-{one}")
