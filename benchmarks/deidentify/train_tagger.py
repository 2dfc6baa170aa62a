"""Train the tagger of interviews/learned from the open judgments, and write its weights.

    python benchmarks/deidentify/train_tagger.py --shared SHARED [--out FILE] [--hold-out N] [--score]

SHARED is the folder with data/deid/tab_spia_113.jsonl (MIT licence). A multinomial logistic regression over hashed
features is trained by AdaGrad with features dropped at random; each judgment is read as written and in small letters.
A feature counts only if it stands in at least three judgments, so that no person's name has a weight of its own; what
is written are numbers of features and small integers, no text.

--hold-out N trains without N judgments (drawn by a fixed seed); with --score it prints what all detectors with these
weights protect on those judgments: the figures of docs/benchmarks.md. What ships was trained on all 113.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synopticon.interviews.engine import propose
from synopticon.interviews.identity import Identity
from synopticon.interviews.learned import tagger
from synopticon.interviews.learned.features import BITS, features_of, words_of
from synopticon.interviews.span import Kind

KIND_OF = {
    "PERSON": Kind.PERSON, "CODE": Kind.IDENTIFIER, "LOC": Kind.PLACE, "ORG": Kind.ORGANISATION,
    "DEM": Kind.OCCUPATION, "DATETIME": Kind.DATE, "QUANTITY": Kind.NUMBER, "MISC": Kind.OTHER,
}  # fmt: skip
"""The set's types by our kinds; its DEM are occupations, origins, ages and families."""
SHIPPED = Path(tagger.__file__).parents[1] / "tables" / tagger.TABLE
SEED, EPOCHS, RATE, DROPPED, BATCH, LEAST = 20261122, 8, 0.15, 0.15, 512, 3
_WORD = re.compile(r"\w+")
_CLOSED = frozenset("of in on at by for with from to into the a an and or s th".split())

Example = tuple[NDArray[np.int32], NDArray[np.int8]]
"""Numbers of features, a row a word; and what each word is."""


def examples(judgment: dict[str, Any]) -> list[Example]:
    """A judgment as written, and in small letters."""
    made = []
    for cased in (True, False):
        text = judgment["text"]
        if not cased:
            text = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
        labels = np.zeros(len(text), np.int8)
        for entity in judgment["entities"]:
            if entity["identifier_type"] in ("DIRECT", "QUASI"):
                kind = tagger.KINDS.index(KIND_OF[entity["entity_type"]])
                labels[entity["start_offset"] : entity["end_offset"]] = kind
        words = words_of(text)
        wanted = np.array([labels[word.start : word.end].max() for word in words], np.int8)
        made.append((np.array(list(features_of(words, cased=cased)), np.int32), wanted))
    return made


def train(judgments: Sequence[list[Example]]) -> NDArray[np.float32]:
    """Weights, a row a feature and a column a kind; the mean of the later rounds."""
    count = np.zeros(1 << BITS, np.int16)
    for judgment in judgments:
        count[np.unique(np.concatenate([features.ravel() for features, _ in judgment]))] += 1
    kept = count >= LEAST
    features = np.concatenate([one for judgment in judgments for one, _ in judgment])
    wanted = np.concatenate([one for judgment in judgments for _, one in judgment])
    chance = np.random.default_rng(SEED)
    weights = np.zeros((1 << BITS, len(tagger.KINDS)), np.float32)
    squares = np.full_like(weights, 0.01)
    mean = np.zeros_like(weights)
    for epoch in range(EPOCHS):
        order = chance.permutation(len(wanted))
        for first in range(0, len(order), BATCH):
            _step(weights, squares, features, wanted, kept, order[first : first + BATCH], chance)
        if epoch >= EPOCHS // 2:
            mean += weights / (EPOCHS - EPOCHS // 2)
        print(f"round {epoch + 1} of {EPOCHS}", flush=True)
    mean[~kept] = 0
    return mean


def _step(
    weights: NDArray[np.float32],
    squares: NDArray[np.float32],
    features: NDArray[np.int32],
    wanted: NDArray[np.int8],
    kept: NDArray[np.bool_],
    rows: NDArray[np.int64],
    chance: np.random.Generator,
) -> None:
    """One batch of AdaGrad on the log loss."""
    here = features[rows]
    seen = (kept[here] & (chance.random(here.shape) > DROPPED)).astype(np.float32)
    scores = (weights[here] * seen[..., None]).sum(1)
    odds = np.exp(scores - scores.max(1, keepdims=True))
    wrong = odds / odds.sum(1, keepdims=True)
    wrong[np.arange(len(rows)), wanted[rows]] -= 1
    numbers, place = np.unique(here, return_inverse=True)
    slope = np.zeros((len(numbers), weights.shape[1]), np.float32)
    np.add.at(slope, place.ravel(), (wrong[:, None, :] * seen[..., None]).reshape(-1, weights.shape[1]))
    slope /= len(rows)
    squares[numbers] += slope * slope * len(rows)
    weights[numbers] -= RATE * slope / np.sqrt(squares[numbers]) * np.sqrt(len(rows)) / 4


def write(weights: NDArray[np.float32], out: Path) -> None:
    """The features that weigh something, as integers of a byte with one scale."""
    scale = float(np.quantile(np.abs(weights[weights != 0]), 0.9999)) / 127
    small = np.clip(np.round(weights / scale), -127, 127).astype(np.int8)
    kept = np.flatnonzero(small.any(axis=1)).astype(np.int32)
    np.savez_compressed(out, kept=kept, values=small[kept], scale=np.float32(scale))
    print(f"{len(kept):,} features, {out.stat().st_size:,} bytes")


def score(judgments: Sequence[dict[str, Any]], *, lower: bool) -> str:
    """What all detectors together protect: as tools/score_deidentify.py counts it."""
    protected = {"DIRECT": [0, 0], "QUASI": [0, 0]}
    covered_words = right_words = 0
    for judgment in judgments:
        text = judgment["text"].lower() if lower else judgment["text"]
        if len(text) != len(judgment["text"]):
            continue
        covered, marked = bytearray(len(text)), bytearray(len(text))
        for span in propose(text, Identity()):
            covered[span.start : span.end] = b"\1" * (span.end - span.start)
        whole: dict[tuple[str, str], bool] = {}
        for entity in judgment["entities"]:
            if (severity := entity["identifier_type"]) in protected:
                start, end = entity["start_offset"], entity["end_offset"]
                marked[start:end] = b"\1" * (end - start)
                words = [word for word in _WORD.finditer(text[start:end]) if word[0] not in _CLOSED]
                key = (entity["entity_id"], severity)
                whole[key] = whole.get(key, True) and all(covered[start + word.start()] for word in words)
        for (_, severity), good in whole.items():
            protected[severity][0] += good
            protected[severity][1] += 1
        places = [word.start() for word in _WORD.finditer(text) if covered[word.start()]]
        covered_words, right_words = covered_words + len(places), right_words + sum(marked[at] for at in places)
    shares = "  ".join(
        f"{severity.lower()} {good}/{all_} = {good / all_:.3f}" for severity, (good, all_) in protected.items()
    )
    return f"{'small letters' if lower else 'as written'}: {shares}  precision {right_words / covered_words:.3f}"


def main() -> None:
    """Train, write, and score where asked."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--shared", type=Path, required=True)
    arguments.add_argument("--out", type=Path, default=SHIPPED)
    arguments.add_argument("--hold-out", type=int, default=0)
    arguments.add_argument("--score", action="store_true")
    chosen = arguments.parse_args()
    lines = (chosen.shared / "data/deid/tab_spia_113.jsonl").read_text(encoding="utf-8").splitlines()
    judgments = [json.loads(line) for line in lines]
    order = list(range(len(judgments)))
    random.Random(SEED).shuffle(order)
    held, used = order[: chosen.hold_out], order[chosen.hold_out :]
    write(train([examples(judgments[number]) for number in used]), chosen.out)
    if chosen.score:
        trained = tagger.weights_from(chosen.out.read_bytes())
        tagger.weights = lambda: trained  # type: ignore[assignment]
        for lower in (False, True):
            print(score([judgments[number] for number in held], lower=lower))


if __name__ == "__main__":
    main()
