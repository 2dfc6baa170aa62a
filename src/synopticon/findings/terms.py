"""The seven terms of likelihood (ICD 203), and what to say where somebody writes another word."""

from __future__ import annotations

from synopticon.errors import UsageError
from synopticon.model.finding import PERCENT, Likelihood

SYNONYMS: dict[str, Likelihood] = {
    "remote": Likelihood.ALMOST_NO_CHANCE,
    "nearly impossible": Likelihood.ALMOST_NO_CHANCE,
    "highly improbable": Likelihood.VERY_UNLIKELY,
    "highly unlikely": Likelihood.VERY_UNLIKELY,
    "improbable": Likelihood.UNLIKELY,
    "improbably": Likelihood.UNLIKELY,
    "doubtful": Likelihood.UNLIKELY,
    "roughly even odds": Likelihood.ROUGHLY_EVEN,
    "roughly even": Likelihood.ROUGHLY_EVEN,
    "even chance": Likelihood.ROUGHLY_EVEN,
    "fifty-fifty": Likelihood.ROUGHLY_EVEN,
    "probable": Likelihood.LIKELY,
    "probably": Likelihood.LIKELY,
    "highly probable": Likelihood.VERY_LIKELY,
    "highly likely": Likelihood.VERY_LIKELY,
    "nearly certain": Likelihood.ALMOST_CERTAIN,
    "almost certainly": Likelihood.ALMOST_CERTAIN,
    "certain": Likelihood.ALMOST_CERTAIN,
    "certainly": Likelihood.ALMOST_CERTAIN,
}
"""Words that people write instead of a term. The second row of ICD 203 is among them: one row is used, never both."""


def likelihood_of(words: str) -> Likelihood:
    """The term that the words are. Raises UsageError, naming the proper term for a synonym."""
    asked = " ".join(words.lower().split())
    try:
        return Likelihood(asked)
    except ValueError:
        meant = SYNONYMS.get(asked)
    if meant:
        low, high = PERCENT[meant]
        raise UsageError(
            f"“{words}” is not a term of likelihood",
            why="findings use one row of terms and never its synonyms, so that a reader can compare them",
            remedy=f"Say “{meant}” ({low} to {high} percent), if that is what is meant.",
        )
    terms = ", ".join(f"{term} ({low}–{high}%)" for term, (low, high) in PERCENT.items())
    raise UsageError(f"“{words}” is not a term of likelihood", remedy=f"Choose one of: {terms}.")
