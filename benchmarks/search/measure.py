"""Search measured: time, size and what short queries find, beside SQLite FTS5 and tantivy as it comes.

    python benchmarks/search/measure.py SHARED [--passages 10000 100000] [--queries 600]

SHARED is the folder of corpora. Passages are real: New Year speeches and sentences in Korean, paragraphs in Japanese
and Chinese, and stories of KCNA cut into pieces of about 300 characters until there are enough. Queries are drawn from
the passages themselves by a fixed seed. Each engine answers the twenty best and the count. `found` is the share of the
passages which a substring scan finds that the engine finds too, over queries of one and two characters; `exact` the
share of those queries answered exactly. Prints JSON; times are milliseconds in process.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from engines import ENGINES, RUN, Engine, size

WORD = re.compile(r"[A-Za-z]{3,}")


def passages(shared: Path, number: int) -> list[str]:
    """So many real passages, all Korean, Japanese and Chinese ones among them."""
    found = list(_east_asian(shared / "data"))[:number]
    for story in _stories(shared / "data"):
        if len(found) >= number:
            break
        found += [story[at : at + 300] for at in range(0, len(story), 300)]
    random.Random("passages").shuffle(found)
    return found[:number]


def _east_asian(data: Path) -> Iterator[str]:
    for name in ("jsquad-valid-v1.3.json", "xquad_zh.json"):
        for article in json.loads((data / "language" / name).read_text("utf-8"))["data"]:
            yield from (paragraph["context"] for paragraph in article["paragraphs"])
    for row in json.loads((data / "language/klue-nli-v1.1_dev.json").read_text("utf-8")):
        yield row["premise"]
    for speech in sorted((data / "state-media/new-year-speeches-ko").glob("*.txt")):
        yield from (part for part in speech.read_text("utf-8").split("\n") if part.strip())


def _stories(data: Path) -> Iterator[str]:
    with gzip.open(data / "state-media/kcna_2011_2012.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield next((row[name] for name in ("text", "body", "content") if row.get(name)), "")


def queries(texts: Sequence[str], number: int) -> dict[str, list[str]]:
    """Queries by kind, drawn from the passages."""
    chance = random.Random("queries")
    eastern = [text for text in texts if RUN.search(text)]
    western = [text for text in texts if len(WORD.findall(text)) > 5]

    def run(length: int) -> str:
        while True:
            piece = chance.choice(RUN.findall(chance.choice(eastern)))
            if len(piece) >= length:
                at = chance.randrange(len(piece) - length + 1)
                return piece[at : at + length]

    def words(count: int) -> list[str]:
        found = WORD.findall(chance.choice(western))
        at = chance.randrange(len(found) - count + 1)
        return found[at : at + count]

    each = number // 6
    return {
        "one character": [run(1) for _ in range(each)],
        "two characters": [run(2) for _ in range(each)],
        "four characters": [run(4) for _ in range(each)],
        "one word": [f'"{words(1)[0]}"' for _ in range(each)],
        "two words": [" ".join(f'"{word}"' for word in words(2)) for _ in range(each)],
        "phrase of three": ['"' + " ".join(words(3)) + '"' for _ in range(each)],
    }


def measured(engine: Engine, texts: Sequence[str], asked: dict[str, list[str]], folder: Path) -> dict[str, object]:
    """Build, ask everything once to warm up and once more by the clock, and compare short queries with a scan."""
    began = time.perf_counter()
    engine.build(folder, texts)
    built = time.perf_counter() - began
    kinds: dict[str, object] = {}
    every: list[float] = []
    for kind, some in asked.items():
        for query in some:
            engine.search(query)
        times = []
        for query in some:
            began = time.perf_counter()
            engine.search(query)
            times.append((time.perf_counter() - began) * 1000)
        kinds[kind] = {"p50": _quantile(times, 50), "p95": _quantile(times, 95)}
        every += times
    found, wanted, exact = 0, 0, 0
    short = [*asked["one character"], *asked["two characters"]]
    for query in short:
        truth = {number for number, text in enumerate(texts) if query in text}
        answer = engine.everything(query)
        found, wanted, exact = found + len(answer & truth), wanted + len(truth), exact + (answer == truth)
    return {
        "engine": engine.name,
        "passages_per_second": round(len(texts) / built),
        "bytes_per_passage": round(size(folder) / len(texts)),
        "p50": _quantile(every, 50),
        "p95": _quantile(every, 95),
        "by_kind": kinds,
        "short_queries": {"found": round(found / wanted, 4), "exact": round(exact / len(short), 4)},
    }


def _quantile(values: Sequence[float], percent: int) -> float:
    return round(statistics.quantiles(values, n=100)[percent - 1], 3)


def main() -> None:
    """Measure every engine at every size and print one JSON value."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--passages", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--queries", type=int, default=600)
    chosen = parser.parse_args()
    answers = []
    for number in chosen.passages:
        texts = passages(chosen.shared, number)
        asked = queries(texts, chosen.queries)
        for engine in ENGINES:
            with tempfile.TemporaryDirectory() as folder:
                answers.append({"passages": len(texts), **measured(engine(), texts, asked, Path(folder) / "index")})
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"runs": answers, "peak_megabytes": peak}, indent=2))


if __name__ == "__main__":
    main()
