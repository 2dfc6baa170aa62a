"""The place for a multilingual model: asked where it is there, said where it is not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.metadata import EntryPoint
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from synopticon.errors import MissingPart
from synopticon.reuse.documents import Document
from synopticon.reuse.translations import embedding
from synopticon.reuse.translations.proposals import propose

VERSES = [
    Document("en-1", "The old miller sings softly while the mill turns and nobody listens to him.", language="en"),
    Document("en-2", "A fox went over the hill and never returned to its den beneath the oak.", language="en"),
    Document("en-3", "Snowdrops were blooming behind the wall when the gate fell shut.", language="en"),
    Document("fi-1", "Vanha mylläri laulaa hiljaa myllyn pyöriessä eikä kukaan kuuntele häntä.", language="fi"),
    Document("fi-2", "Kettu meni kukkulan yli eikä palannut enää pesäänsä tammen alle.", language="fi"),
    Document("fi-3", "Lumikellot kukkivat muurin takana, kun portti sulkeutui.", language="fi"),
]
"""Invented, and without a clue that both languages keep."""


class Knowing:
    """An invented embedder that knows the stories by their numbers."""

    name = "knowing/1"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A corner of a space for each story."""
        number = {one.text: one.id[-1] for one in VERSES} | {text: "0" for text in texts if "\n" in text}
        rows = np.full((len(texts), 4), 0.1, np.float32)
        for place, text in enumerate(texts):
            rows[place, int(number.get(text, "0"))] = 1.0
        return rows


class Broken(Knowing):
    """An embedder that forgets a row."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row too few."""
        return super().embed(texts)[1:]


def test_without_a_model_it_is_said() -> None:
    """No embedder is installed here: none is found, and the summary says that clues decided alone."""
    assert embedding.installed_embedder() is None
    assert "No multilingual model is installed" in propose(VERSES).summary()


def test_a_model_that_is_not_there_is_named() -> None:
    """Asking for an embedder by name that nobody offers names it and the remedy."""
    with pytest.raises(MissingPart, match=r"'labse'.*install the package"):
        embedding.installed_embedder("labse")


def test_an_entry_point_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a package registers under the group is loaded and made."""
    entry = EntryPoint("tiny", "tiny:Embedder", embedding.GROUP)
    monkeypatch.setattr(EntryPoint, "load", lambda _: Knowing)
    monkeypatch.setattr(embedding, "entry_points", lambda group: [entry] if group == embedding.GROUP else [])
    found = embedding.installed_embedder("tiny")
    assert found is not None and found.name == "knowing/1"


def test_likeness_lifts_the_like_and_lowers_the_unlike() -> None:
    """Pairs above the usual likeness gain, the others lose, within bounds."""
    texts = {one.id: one.text for one in VERSES}
    pairs = [(f"en-{a}", f"fi-{b}") for a in (1, 2, 3) for b in (1, 2, 3)]
    worth = embedding.likeness(Knowing(), pairs, lambda ids: {name: texts[name] for name in ids})
    assert all((value > 0) == (a[-1] == b[-1]) for (a, b), value in zip(pairs, worth, strict=True))
    assert all(embedding.LEAST <= value <= embedding.MOST for value in worth)
    assert embedding.likeness(Knowing(), [], lambda ids: {name: texts[name] for name in ids}) == []


def test_an_answer_of_another_shape_is_refused() -> None:
    """An embedder that gives fewer rows than texts is named, and nothing is proposed from it."""
    texts = {one.id: one.text for one in VERSES}
    with pytest.raises(ValueError, match="knowing/1"):
        embedding.likeness(Broken(), [("en-1", "fi-1")], lambda ids: {name: texts[name] for name in ids})


def test_a_model_changes_what_is_proposed() -> None:
    """Its likeness weighs with the clues, and the summary names it."""
    told = json.loads(Path(__file__).with_name("stories.json").read_text("utf-8"))["stories"]
    stories = [Document(f"{tag}-{name}", row[tag], language=tag) for name, row in told.items() for tag in ("en", "ko")]
    plain, asked = propose(stories), propose(stories, Deaf())
    assert "The model deaf/1 was asked as well." in asked.summary()
    assert {one.score for one in asked.proposals} <= {one.score for one in plain.proposals}


class Deaf:
    """An embedder to which all texts are one."""

    name = "deaf/1"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The same row for every text."""
        return np.ones((len(texts), 2), np.float32)
