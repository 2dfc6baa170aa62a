"""Draw pairs of real stories to be judged by reading, without asking any rule of the engine.

    python benchmarks/reuse/draw_pairs.py CORPUS OUT.jsonl [--seed 3] [--per-cell 8] [--traps 100]

CORPUS is JSONL (gzipped or not) or a JSON list of rows with a text. Bodies that are the same but for white space at
their ends are one; each is named by its first row. All pairs of bodies are compared by the share of the smaller one's
runs of nine letters that the larger one also has (containment), then sorted into cells: band of containment, days
between, length of the smaller, language. From each cell pairs are drawn at random, --per-cell of them in the band of
.70 to .80, fewer below, more above, all from .90 on; `weight` is how many pairs of the cell each stands for. One body
under several headlines is a cell of its own. --traps adds so many pairs that look like what agencies repeat, so many
of one day and so many long ones of neighbouring days (weight 0). The rules here choose what is read; none labels.

OUT rows: {a, b, a_sha, b_sha, corpus, containment, band, cell, weight, trap}. a and b are 0-based row numbers, a_sha
and b_sha the first 12 hexadecimal digits of the SHA-256 of the body in UTF-8, white space at its ends taken off.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Row = dict[str, Any]
Pair = tuple[int, int, float]
"""Two rows, and the containment of their bodies."""
Choice = tuple[Pair, str, float, str | None]
"""A pair, its cell, its weight, its trap."""
EXACT = "exact-body-other-title"
GRAM, SAMPLE, COMMON = 9, 8, 1000
"""Letters of a run; one run in so many proposes pairs; runs in more bodies than this propose none."""
LEAST, LONG = 80, 600
"""Letters from which a body is drawn at all; letters from which it counts as long."""
BANDS = (0.30, 0.45, 0.60, 0.70, 0.80, 0.90, 0.95, 1.01)
DRAWN = {0.30: 0.3, 0.45: 0.5, 0.60: 0.6, 0.70: 1, 0.80: 1.5}
"""How many pairs of a cell are drawn in each band, as a multiple of --per-cell; all of them in the bands above."""
LINKED_DAY = re.compile(r"/(20\d\d)(\d\d)(\d\d)-")
SEARCHED = 400
"""Pairs of a cell, beside those drawn, that are looked through for traps."""
PROPOSED = 0.2
"""Share of the sampled runs from which the containment is counted exactly."""
SPANISH = frozenset(("el", "la", "los", "las", "de", "del", "que", "y", "en", "por", "con", "una", "su", "se", "para"))
TRAPS = {
    "press": r"\b(news)?papers?\b.{0,40}\b(carr|report|publish|dedicat)|\b(carr|publish|edit)\w*.{0,60}\bnewspaper|"
    r"media (report|praise|carr)|periodic",
    "journey": r"\b(arriv|left here|leaves|departed|returned home|flew into)|"
    r"delegation (leaves|arrives|back)|llegada|partida",
    "message": r"congratulat|greetings? (to|from)|message of sympathy|condolence|felicita|thanks",
    "basket": r"floral|flower basket|wreath|bouquet|ofrenda|cesta",
    "weather": r"weather|temperature|forecast|rainfall|\bmm of rain|precipita",
    "anniversary": r"anniversary|birthday|aniversario|cumplea",
    "statement": r"spokes(man|person)|statement|memorandum|accus|denounc|declara",
    "meeting": r"\bmeeting|symposium|seminar|exhibition|film show|reception|banquet|reuni|exposici",
}


def read(path: Path) -> list[Row]:
    """The rows of a corpus, in the order of the file."""
    held = path.read_bytes()
    text = (gzip.decompress(held) if path.suffix == ".gz" else held).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line] if ".jsonl" in path.name else json.loads(text)


def body(row: Row) -> str:
    """The text of a row."""
    return (row.get("text") or row.get("story_text") or "").strip()


def title(row: Row) -> str:
    """The headline of a row."""
    return row.get("title") or row.get("headline") or ""


def day(row: Row) -> str:
    """The day of a row, YYYY-MM-DD, or else the one that its link names; empty where there is none."""
    date = row.get("date")
    if isinstance(date, int | float):
        return datetime.fromtimestamp(date / 1000, UTC).date().isoformat()
    named = LINKED_DAY.search(row.get("link") or "")
    return date[:10] if date else "-".join(named.groups()) if named else ""


def digest(text: str) -> str:
    """What names a text beside its row number."""
    return sha256(text.encode()).hexdigest()[:12]


def runs(text: str) -> NDArray[np.uint64]:
    """The distinct runs of nine letters or digits of a text, hashed."""
    letters = "".join(filter(str.isalnum, text.casefold()))
    codes = np.frombuffer(letters.encode("utf-32-le"), np.uint32).astype(np.uint64)
    hashed = np.zeros(max(0, len(codes) - GRAM + 1), np.uint64)
    for place in range(GRAM):
        hashed = hashed * np.uint64(0x9E3779B97F4A7C15) + codes[place : place + len(hashed)]
    hashed = (hashed ^ hashed >> np.uint64(31)) * np.uint64(0xBF58476D1CE4E5B9)
    return np.unique(hashed ^ hashed >> np.uint64(29))


def contained(
    bodies: Sequence[NDArray[np.uint64]], sample: int = SAMPLE, least: float = BANDS[0]
) -> Iterator[tuple[int, int, float]]:
    """Pairs of bodies and their containment, from `least` on; one run in `sample` proposes them."""
    sampled = [one[one % np.uint64(sample) == 0] for one in bodies]
    sizes = np.array([len(one) for one in sampled])
    owners = np.repeat(np.arange(len(bodies), dtype=np.uint32), sizes)
    grams = np.concatenate(sampled)
    order = np.lexsort((owners, grams))
    grams, owners = grams[order], owners[order]
    starts = np.flatnonzero(np.r_[True, grams[1:] != grams[:-1]])
    counts = np.diff(np.r_[starts, len(grams)])
    codes = []
    for count in np.unique(counts[(counts > 1) & (counts <= COMMON)]):
        left, right = np.triu_indices(count, 1)
        places = starts[counts == count][:, None]
        codes.append((owners[places + left] * np.uint32(len(bodies)) + owners[places + right]).ravel())
    pairs, shared = np.unique(np.concatenate(codes), return_counts=True)
    first, second = pairs // len(bodies), pairs % len(bodies)
    able = shared >= np.maximum(2, PROPOSED * np.minimum(sizes[first], sizes[second]))
    for a, b in zip(first[able].tolist(), second[able].tolist(), strict=True):
        both = len(np.intersect1d(bodies[a], bodies[b], assume_unique=True))
        share = both / min(len(bodies[a]), len(bodies[b]))
        if share >= least:
            yield a, b, share


def band_of(share: float) -> str:
    """The band of a containment, as `.30-.45`."""
    low = max(edge for edge in BANDS if edge <= share)
    high = min(edge for edge in BANDS if edge > share)
    return f"{low:.2f}-{min(high, 1):.2f}"


def gap_of(a: Row, b: Row) -> str:
    """How far apart two rows were published."""
    if not (day(a) and day(b)):
        return "undated"
    days = abs((datetime.fromisoformat(day(a)) - datetime.fromisoformat(day(b))).days)
    return "same-day" if days == 0 else "3-days" if days <= 3 else "later"


def cell_of(share: float, a: Row, b: Row) -> str:
    """What a pair has in common with others that are as likely to be drawn."""
    smaller = min(body(a), body(b), key=len)
    words = smaller.casefold().split()
    spanish = sum(word in SPANISH for word in words) > 0.15 * len(words)
    return f"{band_of(share)} {gap_of(a, b)} {'long' if len(smaller) >= LONG else 'short'} {'es' if spanish else 'en'}"


def trap_of(a: Row, b: Row) -> str | None:
    """The first trap that both texts look like."""
    seen = [(title(row) + " " + body(row)[:300]).casefold() for row in (a, b)]
    return next((name for name, look in TRAPS.items() if all(re.search(look, text) for text in seen)), None)


def cells_of(rows: Sequence[Row]) -> dict[str, list[Pair]]:
    """Every pair from the first band on, by its cell."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        if len(body(row)) >= LEAST:
            holders[body(row)].append(number)
    firsts = [numbers[0] for numbers in holders.values()]
    cells: dict[str, list[Pair]] = defaultdict(list)
    for a, b, share in contained([runs(text) for text in holders]):
        cells[cell_of(share, rows[firsts[a]], rows[firsts[b]])].append((firsts[a], firsts[b], share))
    for numbers in holders.values():
        for a, b in combinations(numbers, 2):
            if title(rows[a]) != title(rows[b]):
                cells[EXACT].append((a, b, 1.0))
    return cells


def sampled(cells: dict[str, list[Pair]], rnd: random.Random, per_cell: int) -> Iterator[Choice]:
    """The random sample of every cell; leaves in the cells what comes next in the shuffled order."""
    for cell, pairs in sorted(cells.items()):
        rnd.shuffle(pairs)
        lowest = max(edge for edge in BANDS if edge <= min(pair[2] for pair in pairs))
        number = round(per_cell * DRAWN[lowest]) if lowest in DRAWN else len(pairs)
        here = pairs[:number]
        yield from ((pair, cell, round(len(pairs) / len(here), 2), None) for pair in here)
        del pairs[:number]


def trapped(cells: dict[str, list[Pair]], rows: Sequence[Row], rnd: random.Random, traps: int) -> Iterator[Choice]:
    """Pairs whose texts look like what agencies repeat, as many of each trap."""
    looks: dict[str | None, list[tuple[Pair, str]]] = defaultdict(list)
    for cell, pairs in sorted(cells.items()):
        for pair in pairs[:SEARCHED]:
            looks[trap_of(rows[pair[0]], rows[pair[1]])].append((pair, cell))
    for name in sorted(name for name in looks if name):
        for pair, cell in rnd.sample(looks[name], min(len(looks[name]), traps // len(TRAPS))):
            yield pair, cell, 0, name


def near(cells: dict[str, list[Pair]], taken: set[Pair], seed: int, traps: int) -> Iterator[Choice]:
    """More pairs of one day, and long ones of neighbouring days: double renderings, instalments, enlargements."""
    for name in ("same-day", "3-days long"):
        close = {pair: cell for cell, pairs in cells.items() if name in cell for pair in pairs if pair[2] >= BANDS[1]}
        left = sorted(close.keys() - taken)
        for pair in random.Random(f"{seed} {name.replace('-', ' ')}").sample(left, min(len(left), traps)):
            yield pair, close[pair], 0, name


def drawn(rows: Sequence[Row], seed: int, per_cell: int, traps: int) -> Iterator[Row]:
    """The drawn pairs of a corpus, in a random order that the seed fixes."""
    rnd = random.Random(seed)
    cells = cells_of(rows)
    chosen = list(sampled(cells, rnd, per_cell))
    chosen += trapped(cells, rows, rnd, traps)
    chosen += near(cells, {pair for pair, *_ in chosen}, seed, traps)
    rnd.shuffle(chosen)
    for (a, b, share), cell, weight, trap in chosen:
        names = {"a": a, "b": b, "a_sha": digest(body(rows[a])), "b_sha": digest(body(rows[b]))}
        place = {"containment": round(share, 3), "band": cell.split()[0], "cell": cell, "weight": weight, "trap": trap}
        yield names | place


def main() -> None:
    """Draw, and write one pair a line."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("corpus", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--seed", type=int, default=3)
    ask.add_argument("--per-cell", type=int, default=8)
    ask.add_argument("--traps", type=int, default=100)
    args = ask.parse_args()
    with args.out.open("w", encoding="utf-8") as out:
        for pair in drawn(read(args.corpus), args.seed, args.per_cell, args.traps):
            out.write(json.dumps({"corpus": args.corpus.name} | pair) + "\n")


if __name__ == "__main__":
    main()
