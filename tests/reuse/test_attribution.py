"""Attributions: invented sentences in five languages, one identity for a source, spans that lie in the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synopticon.reuse.attribution import attributions, resting_on
from synopticon.reuse.cues.listing import TONGUES
from synopticon.reuse.source_names import key_from, source_key

FIXTURES = Path(__file__).parent / "attributions"


def sentences(tag: str) -> list[tuple[frozenset[str], str]]:
    """Invented sentences with the identities of the sources that they name, none for “-”."""
    rows = (line.split("\t") for line in (FIXTURES / f"{tag}.tsv").read_text("utf-8").splitlines())
    return [
        (frozenset(key for name in names.split(" | ") if (key := source_key(name))) if names != "-" else frozenset(), text)
        for names, text in rows
    ]


CASES = [(tongue.tag, names, text) for tongue in TONGUES for names, text in sentences(tongue.tag)]


@pytest.mark.parametrize(("tag", "named", "text"), CASES, ids=[f"{tag}-{at}" for at, (tag, _, _) in enumerate(CASES)])
def test_an_invented_sentence_names_whom_it_names(tag: str, named: frozenset[str], text: str) -> None:
    """Each named source is found, and nobody else; a source without a name and a pronoun are nobody."""
    assert {one.key for one in attributions(text, tag) if one.key} == named
    assert {one.key for one in attributions(text) if one.key} == named
