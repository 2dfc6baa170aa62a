"""Draw the pairs of the split `judge`, which nobody tunes on, without asking any rule of the engine.

    python benchmarks/reuse/draw_judge.py CORPUS OUT.jsonl [--seed 11] [--pairs kcna_pairs.jsonl]

Bodies are compared by the share of the smaller one's runs of five words that the larger one also has. Pairs that are
labelled already are left out; no body is in more than two pairs. From each stratum (STRATA: band of that share, days
between, least length) so many pairs are drawn, half of them among the longest; then so many of each trap, and more of
the longest, of those with headlines alike, and of those of one day. A stratum in which fewer are left gives what it
has. Pairs stand for nothing but themselves: `weight` is null.

OUT rows: {corpus, a, b, a_sha, b_sha, containment, band, words, cell, weight, trap, split}, as those of draw_pairs.py;
containment and band are of runs of nine letters, as there; `words` is the share of runs of five words.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from hashlib import blake2b
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from draw_pairs import (
    BANDS,
    EXACT,
    LEAST,
    LONG,
    Pair,
    Row,
    band_of,
    body,
    contained,
    day,
    digest,
    read,
    runs,
    title,
    trap_of,
)
from numpy.typing import NDArray

WORDS, OFTEN = 5, 2
"""Words of a run; pairs that one body may be in."""
LOWEST = 0.2
"""The least share of runs of five words that is looked at."""
NEAR, LONGER, LONGEST = 2, 1.6, 1500
"""Days up to which two rows are near; how often as long an enlargement is; letters from which a body is among the
longest."""
WORD = re.compile(r"\w+")


class Drawn(NamedTuple):
    """A pair and what it is drawn by."""

    a: int
    b: int
    share: float
    """Of the smaller body's runs of five words; 1 where the bodies are the same."""
    near: bool
    letters: int
    """Of the smaller body."""


def word_runs(text: str) -> NDArray[np.uint64]:
    """The distinct runs of five words of a text, hashed."""
    words = WORD.findall(text.casefold())
    joined = {" ".join(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1)}
    hashed = [int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "big") for run in joined]
    return np.array(sorted(hashed), np.uint64)


def is_near(a: Row, b: Row) -> bool:
    """Whether two rows were published within two days."""
    both = day(a), day(b)
    return all(both) and abs((date.fromisoformat(both[0]) - date.fromisoformat(both[1])).days) <= NEAR


def headline_shared(a: Row, b: Row) -> float:
    """The share of the shorter headline's words of four letters or more that the other also has."""
    left, right = ({word for word in WORD.findall(title(row).casefold()) if len(word) > 3} for row in (a, b))
    return len(left & right) / max(1, min(len(left), len(right)))


def is_rendering(a: Row, b: Row) -> bool:
    """Whether two near rows of like length have headlines alike, as two renderings of one report would."""
    sizes = sorted((len(body(a)), len(body(b))))
    return is_near(a, b) and sizes[1] < LONGER * sizes[0] and headline_shared(a, b) >= 0.5


def is_enlargement(a: Row, b: Row) -> bool:
    """Whether of two near rows one is far longer, as an enlargement or the whole of an instalment would be."""
    sizes = sorted((len(body(a)), len(body(b))))
    return is_near(a, b) and sizes[1] >= LONGER * sizes[0] and sizes[0] >= LONG / 2


class Stratum(NamedTuple):
    """So many pairs of a band."""

    name: str
    number: int
    low: float
    high: float
    near: bool | None
    """Only near pairs, only those further apart, or (None) both."""
    least: int = LEAST
    """Letters of the smaller body."""
    trap: str | None = None
    looks: Callable[[Row, Row], bool] | None = None
    """What the two rows must look like; None where anything will do, and then half are drawn among the longest."""

    def holds(self, pair: Drawn, rows: Sequence[Row]) -> bool:
        """Whether a pair belongs here."""
        fits = self.low <= pair.share < self.high and pair.letters >= self.least
        fits = fits and (self.near is None or pair.near is self.near)
        return fits and (not self.looks or self.looks(rows[pair.a], rows[pair.b]))


STRATA = (
    Stratum(".90-1.00 near", 30, 0.90, 1.01, near=True),
    Stratum(".90-1.00 later", 30, 0.90, 1.01, near=False),
    Stratum(".70-.90 near", 30, 0.70, 0.90, near=True),
    Stratum(".70-.90 later", 30, 0.70, 0.90, near=False),
    Stratum(".45-.70 near", 30, 0.45, 0.70, near=True),
    Stratum(".45-.70 later", 30, 0.45, 0.70, near=False),
    Stratum(".30-.45 near long", 50, 0.30, 0.45, near=True, least=LONG),
    Stratum("trap", 6, 0.30, 1.01, None, trap="journey", looks=lambda a, b: trap_of(a, b) == "journey"),
    Stratum("trap", 6, 0.30, 1.01, None, trap="press", looks=lambda a, b: trap_of(a, b) == "press"),
    Stratum("trap", 6, 0.30, 1.01, None, trap="message", looks=lambda a, b: trap_of(a, b) == "message"),
    Stratum("trap", 6, 0.30, 1.01, None, trap="rendering", looks=is_rendering),
    Stratum("trap", 6, 0.30, 1.01, None, trap="enlargement", looks=is_enlargement),
    Stratum("longest", 60, 0.30, 1.01, None, least=LONGEST),
    Stratum("headlines alike", 40, 0.30, 1.01, near=True, least=LONG, looks=is_rendering),
    Stratum("same-day", 60, 0.45, 1.01, near=True, looks=lambda a, b: day(a) == day(b)),
    Stratum("headlines alike, low", 30, LOWEST, 0.30, near=True, least=LONG, looks=is_rendering),
)
"""In this order; what one has drawn, the next ones do not."""
EXACTS = 20


def candidates(rows: Sequence[Row], known: set[frozenset[str]]) -> Iterator[Drawn]:
    """Pairs of bodies, and pairs of headlines that share a body, which are not labelled yet."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        if len(body(row)) >= LEAST:
            holders[body(row)].append(number)
    firsts = [numbers[0] for numbers in holders.values()]
    shares = contained(list(map(word_runs, holders)), 1, LOWEST)
    found: list[Pair] = [(firsts[a], firsts[b], share) for a, b, share in shares]
    for numbers in holders.values():
        found += [(a, b, 1.0) for a, b in combinations(numbers, 2) if title(rows[a]) != title(rows[b])]
    for a, b, share in found:
        if frozenset((digest(body(rows[a])), digest(body(rows[b])))) not in known:
            letters = min(len(body(rows[a])), len(body(rows[b])))
            yield Drawn(a, b, share, is_near(rows[a], rows[b]), letters)


def taken(pool: Sequence[Drawn], number: int, seen: Counter[int]) -> Iterator[Drawn]:
    """The first so many of a pool whose bodies are not in two pairs yet; counts them in `seen`."""
    for pair in pool:
        if number and max(seen[pair.a], seen[pair.b]) < OFTEN:
            seen.update((pair.a, pair.b))
            number -= 1
            yield pair


def drawn(rows: Sequence[Row], known: set[frozenset[str]], seed: int) -> Iterator[Row]:
    """The drawn pairs, in a random order that the seed fixes."""
    rnd, seen = random.Random(seed), Counter[int]()
    every = sorted(candidates(rows, known))
    pool, low = ([pair for pair in every if (pair.share < BANDS[0]) is below] for below in (False, True))
    rnd.shuffle(pool)
    rnd.shuffle(low)
    pool += low
    exact = [pair for pair in pool if body(rows[pair.a]) == body(rows[pair.b])]
    chosen: list[tuple[Drawn, str, str | None]] = [(pair, EXACT, None) for pair in taken(exact, EXACTS, seen)]
    left = set(pool) - set(exact)
    for stratum in STRATA:
        here = [pair for pair in pool if pair in left and stratum.holds(pair, rows)]
        long = sorted(here, key=lambda pair: (pair.letters < LONGEST) + (pair.letters < LONG))
        now = [] if stratum.looks else list(taken(long, stratum.number // 2, seen))
        now += taken([pair for pair in here if pair not in now], stratum.number - len(now), seen)
        left -= set(now)
        chosen += [(pair, stratum.name, stratum.trap) for pair in now]
    rnd.shuffle(chosen)
    for pair, cell, trap in chosen:
        yield described(pair, rows) | {"cell": cell, "weight": None, "trap": trap, "split": "judge"}


def described(pair: Drawn, rows: Sequence[Row]) -> Row:
    """What names a pair, and how alike its bodies are."""
    texts = body(rows[pair.a]), body(rows[pair.b])
    left, right = (runs(text) for text in texts)
    share = len(np.intersect1d(left, right, assume_unique=True)) / max(1, min(len(left), len(right)))
    band = band_of(share) if share >= BANDS[0] else "0.00-0.30"
    names = {"a": pair.a, "b": pair.b, "a_sha": digest(texts[0]), "b_sha": digest(texts[1])}
    return names | {"containment": round(share, 3), "band": band, "words": round(pair.share, 3)}


def main() -> None:
    """Draw, and write one pair a line."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("corpus", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--seed", type=int, default=11)
    ask.add_argument("--pairs", type=Path, default=Path(__file__).with_name("kcna_pairs.jsonl"))
    args = ask.parse_args()
    with args.pairs.open(encoding="utf-8") as lines:
        labelled = [pair for pair in map(json.loads, lines) if pair["split"] != "judge"]
    known = {frozenset((pair["a_sha"], pair["b_sha"])) for pair in labelled}
    with args.out.open("w", encoding="utf-8") as out:
        for pair in drawn(read(args.corpus), known, args.seed):
            out.write(json.dumps({"corpus": args.corpus.name} | pair) + "\n")


if __name__ == "__main__":
    main()
