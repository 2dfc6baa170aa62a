"""The tagger's weights, and for each word how likely it identifies somebody, and as what."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from synopticon.interviews.learned.features import BITS, Word, features_of
from synopticon.interviews.span import Kind

KINDS: tuple[Kind | None, ...] = (
    None, Kind.PERSON, Kind.IDENTIFIER, Kind.PLACE, Kind.ORGANISATION, Kind.OCCUPATION, Kind.DATE, Kind.NUMBER,
    Kind.OTHER,
)  # fmt: skip
"""What the columns of the weights stand for; the first one is harmless."""
TABLE = "tagger.npz"


@dataclass(frozen=True, slots=True)
class Weights:
    """rows[i]: the row of feature i in values; 0, a row of zeros, for those not kept. A word's score is scale times the
    sum of its features' values.
    """

    rows: NDArray[np.int32]
    values: NDArray[np.int8]
    scale: float


@cache
def weights() -> Weights:
    """The weights as they ship."""
    return weights_from(resources.files("synopticon.interviews").joinpath("tables", TABLE).read_bytes())


def weights_from(data: bytes) -> Weights:
    """Weights as the training script writes them: `kept` features, their `values`, and the `scale` of these."""
    with np.load(io.BytesIO(data), allow_pickle=False) as table:
        rows = np.zeros(1 << BITS, np.int32)
        rows[table["kept"]] = np.arange(1, len(table["kept"]) + 1)
        values = np.concatenate([np.zeros((1, len(KINDS)), np.int8), table["values"]])
        return Weights(rows, values, float(table["scale"]))


def likelihoods(words: Sequence[Word], *, cased: bool) -> NDArray[np.float32]:
    """For each word (row) the probability of each of `KINDS` (column)."""
    known = weights()
    scores = np.empty((len(words), len(KINDS)), np.float32)
    for at, numbers in enumerate(features_of(words, cased=cased)):
        scores[at] = known.values[known.rows[numbers]].sum(axis=0, dtype=np.int32)
    scores *= known.scale
    scores -= scores.max(axis=1, keepdims=True, initial=-np.inf) if len(words) else 0
    odds = np.exp(scores)
    answer: NDArray[np.float32] = odds / odds.sum(axis=1, keepdims=True)
    return answer
