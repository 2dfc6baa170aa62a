"""Likelihood and confidence never share a sentence, in any of the languages that are checked."""

from __future__ import annotations

import pytest

from synopticon.errors import UsageError
from synopticon.findings.terms import SYNONYMS, likelihood_of
from synopticon.findings.wording import mixed_sentences
from synopticon.model.finding import Likelihood


@pytest.mark.parametrize(
    ("text", "mixed"),
    [
        ("We assess with high confidence that plates are likely read.", 1),
        ("Plates are likely read. We have high confidence in this.", 0),
        ("Plates are probably read; our confidence is low. The road is closed.", 1),
        ("An unlikely claim, stated confidently!", 1),
        ("The likely operator is the ministry.", 0),
        ("번호판을 읽을 가능성이 높다는 데 높은 확신을 가진다.", 1),
        ("번호판을 읽을 가능성이 높다. 신뢰도는 보통이다.", 0),
        ("我们对此有高度信心，摄像头很可能读取车牌。", 1),
        ("摄像头很可能读取车牌。我们对此有高度信心。", 0),
        ("おそらく読んでいると高い確信をもって評価する。", 1),
    ],
)
def test_a_sentence_that_mixes_both_is_found(text: str, mixed: int) -> None:
    """Only sentences with both are named."""
    assert len(mixed_sentences(text)) == mixed


@pytest.mark.parametrize("word", sorted(SYNONYMS))
def test_each_synonym_is_refused_with_its_term(word: str) -> None:
    """The refusal names the term to use."""
    with pytest.raises(UsageError, match=f"Say “{SYNONYMS[word]}”"):
        likelihood_of(word)


@pytest.mark.parametrize("term", list(Likelihood))
def test_each_term_is_taken(term: Likelihood) -> None:
    """The seven terms are understood in any case and spacing."""
    assert likelihood_of(f" {term.value.upper()} ") is term
