"""Proposed translations measured: precision and recall on real translations, and what is proposed where there are none.

    python benchmarks/reuse/translations.py --shared SHARED [--kcna 0]

SHARED is the folder of corpora. Passages: paragraphs of XQuAD in English, Chinese and Russian, those of eight sentences
and more cut into five at a time where the three languages count the same; lines of korean-english-park five at a time.
Both sides of a set lie in one collection, without any mark of what belongs together but their languages. Passages whose
tens digit is even were used to choose weights and thresholds; the others, `held`, were not looked at for that. `none`
collections hold no translation at all: one half of the passages in one language, the other half in the other;
`neighbours` takes every other paragraph, so that both halves speak of the same matters. `by score` puts all proposals
of the held collections together: of how many is what share right. With --kcna N, so many stories of KCNA lie among the
mixed set, and the time is that of a large collection. Prints JSON.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from synopticon.language.sentences import sentence_spans
from synopticon.reuse.documents import Document
from synopticon.reuse.translations.proposals import propose

Row = dict[str, str]
"""One passage by language."""


def xquad(data: Path) -> list[Row]:
    """Parallel passages in English, Chinese and Russian."""
    paragraphs = {}
    for language in ("en", "zh", "ru"):
        articles = json.loads((data / f"language/xquad_{language}.json").read_text("utf-8"))["data"]
        paragraphs[language] = [paragraph["context"] for article in articles for paragraph in article["paragraphs"]]
    rows: list[Row] = []
    for texts in zip(*paragraphs.values(), strict=True):
        row = dict(zip(paragraphs, texts, strict=True))
        spans = {language: list(sentence_spans(text)) for language, text in row.items()}
        counts = {len(found) for found in spans.values()}
        rows += _cut(row, spans, counts.pop()) if len(counts) == 1 else [row]
    return rows


def _cut(row: Row, spans: dict[str, list[tuple[int, int]]], count: int) -> list[Row]:
    """Five sentences at a time; fewer than three that remain stay with the last five."""
    cuts = [at for at in range(0, count, 5) if not at or count - at >= 3]
    ends = [*cuts[1:], count]
    return [
        {name: text[spans[name][first][0] : spans[name][end - 1][1]] for name, text in row.items()}
        for first, end in zip(cuts, ends, strict=True)
    ]


def park(data: Path) -> list[Row]:
    """Parallel passages in English and Korean, five lines each."""
    lines = {
        name: (data / f"reuse/korean-english-park.dev.{name}").read_text("utf-8").splitlines() for name in ("en", "ko")
    }
    return [
        {name: "\n".join(rows[at : at + 5]) for name, rows in lines.items()} for at in range(0, len(lines["en"]), 5)
    ]


def documents(rows: Sequence[Row], languages: Sequence[str], prefix: str = "") -> list[Document]:
    """The passages as documents; a number tells what belongs together, for the count alone."""
    return [
        Document(f"{language}/{prefix}{number:04}", row[language], language=language)
        for number, row in enumerate(rows)
        for language in languages
    ]


def kcna(data: Path, number: int) -> tuple[list[Document], dict[str, date]]:
    """So many stories of KCNA, without their languages, and the days of those that bear one."""
    with gzip.open(data / "state-media/kcna_2011_2012.jsonl.gz", "rt", encoding="utf-8") as lines:
        stories = [json.loads(line) for line in islice(lines, number)]
    days = {f"kcna/k{place:05}": date.fromisoformat(row["date"]) for place, row in enumerate(stories) if row["date"]}
    return [Document(f"kcna/k{place:05}", row["text"]) for place, row in enumerate(stories)], days


def among_kcna(data: Path, planted: list[Document], number: int) -> dict[str, object]:
    """The planted passages found among the stories, and what is proposed between KCNA's English and Spanish.

    Of the latter there is no gold; a translation appears within two days, and days were not looked at in proposing.
    """
    stories, days = kcna(data, number)
    begun = time.process_time()
    found = propose(planted + stories).proposals
    seconds = time.process_time() - begun
    own = [one for one in found if one.a.startswith("kcna") and one.b.startswith("kcna")]
    rest = [one for one in found if one not in own]
    apart = [abs(days[one.a] - days[one.b]).days for one in own if one.a in days and one.b in days]
    right = sum(one.a.split("/")[1] == one.b.split("/")[1] for one in rest)
    return {
        "documents": len(planted) + len(stories),
        "planted": {"proposed": len(rest), "right": right, "gold": _gold(planted)},
        "own": {"proposed": len(own), "dated": len(apart), "within two days": sum(days <= 2 for days in apart)},
        "own by score, within two days": by_score(
            (one.score, abs(days[one.a] - days[one.b]).days <= 2) for one in own if one.a in days and one.b in days
        ),
        "cpu_seconds": round(seconds, 1),
    }


def _gold(collection: Sequence[Document]) -> int:
    """How many pairs belong together."""
    sides = Counter(document.id.split("/")[1] for document in collection)
    return sum(count * (count - 1) // 2 for count in sides.values())


def measured(collection: Sequence[Document]) -> dict[str, float]:
    """Proposals counted against the numbers in the ids."""
    gold = _gold(collection)
    begun = time.process_time()
    found = propose(collection).proposals
    seconds = time.process_time() - begun
    right = sum(one.a.split("/")[1] == one.b.split("/")[1] for one in found)
    answer: dict[str, float] = {"documents": len(collection), "gold": gold, "proposed": len(found), "right": right}
    if gold:
        precision, recall = right / max(1, len(found)), right / gold
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        answer |= {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}
    return answer | {"cpu_seconds": round(seconds, 2)}


BINS = (200, 400, 600, 800, 900, 950, 990)
"""Scores, in thousandths, at which a row of the calibration begins."""


def by_score(scored: Iterable[tuple[int, bool]]) -> dict[str, dict[str, float]]:
    """For each bin of scores how many proposals it has, their mean score, and the share that is right."""
    rows: dict[int, list[tuple[int, bool]]] = {low: [] for low in BINS}
    for score, right in scored:
        rows[max(low for low in BINS if low <= score)].append((score, right))
    return {
        f"from {low / 1000:.2f}": {
            "proposed": len(some),
            "mean score": round(sum(score for score, _ in some) / len(some) / 1000, 3),
            "right": round(sum(right for _, right in some) / len(some), 3),
        }
        for low, some in rows.items()
        if some
    }


def half(rows: Sequence[Row], held: bool) -> list[Row]:
    """Every other ten passages: neighbours, which speak of the same matter, stay together."""
    return [row for number, row in enumerate(rows) if number // 10 % 2 == held]


def shortened(row: Row, lines: int) -> Row:
    """A passage whose Korean side ends after so many lines."""
    return row | {"ko": "\n".join(row["ko"].splitlines()[:lines])}


def sets(xquads: Sequence[Row], parks: Sequence[Row]) -> dict[str, list[Document]]:
    """All collections of some rows."""
    middle, centre = len(xquads) // 2, len(parks) // 2
    return {
        "xquad en-zh": documents(xquads, ("en", "zh")),
        "xquad en-ru": documents(xquads, ("en", "ru")),
        "xquad zh-ru": documents(xquads, ("zh", "ru")),
        "park en-ko": documents(parks, ("en", "ko")),
        "park en-ko, 3 of 5 lines": documents([shortened(row, 3) for row in parks], ("en", "ko")),
        "park en-ko, 2 of 5 lines": documents([shortened(row, 2) for row in parks], ("en", "ko")),
        "mixed": documents(xquads, ("en", "zh", "ru")) + documents(parks, ("en", "ko"), "p"),
        "none en-zh": documents(xquads[:middle], ("en",)) + documents(xquads[middle:], ("zh",), "x"),
        "none en-ru": documents(xquads[:middle], ("en",)) + documents(xquads[middle:], ("ru",), "x"),
        "none en-ko": documents(parks[:centre], ("en",)) + documents(parks[centre:], ("ko",), "x"),
        "none en-zh, neighbours": documents(xquads[::2], ("en",)) + documents(xquads[1::2], ("zh",), "x"),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--kcna", type=int, default=0)
    asked = parser.parse_args()
    data = asked.shared / "data"
    xquads, parks = xquad(data), park(data)
    report: dict[str, object] = {
        name: {title: measured(collection) for title, collection in sets(*rows).items()}
        for name, rows in {
            "chosen on": (half(xquads, False), half(parks, False)),
            "held": (half(xquads, True), half(parks, True)),
            "all": (xquads, parks),
        }.items()
    }
    held = sets(half(xquads, True), half(parks, True)).values()
    found = [one for collection in held for one in propose(collection).proposals]
    report["by score"] = by_score((one.score, one.a.split("/")[1] == one.b.split("/")[1]) for one in found)
    if asked.kcna:
        report["among KCNA"] = among_kcna(data, sets(xquads, parks)["mixed"], asked.kcna)
    print(json.dumps(report, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
