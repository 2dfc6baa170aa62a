"""The measures of two public sets of pages, as their own evaluation programs define them, and their pages.

Articles (scrapinghub/article-extraction-benchmark, evaluate.py): 4-word shingles as multisets, precision and recall
averaged over pages, F1 of the two averages. Web pages (WCXB, evaluate.py): F1 over lower-case words as multisets for
each page, averaged.
"""

from __future__ import annotations

import gzip
import json
import re
import statistics
import tarfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Page:
    """A page with its gold. kind: its page type; half: 0 or 1, by its key, to see that a gain is no accident."""

    key: str
    url: str
    data: bytes
    kind: str
    half: int
    text: str
    title: str | None = None
    author: str | None = None
    date: str | None = None


def article_pages(shared: Path) -> Iterator[Page]:
    """The 181 article pages."""
    folder = shared / "data" / "articles"
    for key, gold in json.loads((folder / "ground-truth.json").read_text("utf-8")).items():
        data = gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes())
        yield Page(key, gold["url"], data, "article", int(key[:8], 16) % 2, gold.get("articleBody", ""))


def web_pages(shared: Path) -> Iterator[Page]:
    """The 320 pages of seven types."""
    with tarfile.open(shared / "data" / "web-pages" / "wcxb_dev_sample.tar") as tar:
        members = {member.name: member for member in tar.getmembers()}
        for name in sorted(name for name in members if name.startswith("ground-truth/") and name.endswith(".json")):
            key = Path(name).stem
            gold, page = tar.extractfile(members[name]), tar.extractfile(members[f"html/{key}.html.gz"])
            assert gold is not None
            assert page is not None
            facts = json.loads(gold.read())
            truth = facts["ground_truth"]
            yield Page(
                key, facts["url"], gzip.decompress(page.read()), facts["_internal"]["page_type"]["primary"],
                int(key) % 2, truth["main_content"] or "", truth["title"], truth["author"], truth["publish_date"],
            )  # fmt: skip


def word_f1(answer: str, gold: str) -> float:
    """F1 over lower-case words as multisets."""
    a, b = Counter(WORD.findall(answer.lower())), Counter(WORD.findall(gold.lower()))
    if not a or not b:
        return float(not a and not b)
    return 2 * sum((a & b).values()) / (sum(a.values()) + sum(b.values()))


def by_kind(pages: list[Page], answers: Mapping[str, str]) -> dict[str, float]:
    """Mean word F1 of each page type, and of all pages under "all"."""
    scores: dict[str, list[float]] = {"all": []}
    for page in pages:
        score = word_f1(answers[page.key], page.text)
        scores.setdefault(page.kind, []).append(score)
        scores["all"].append(score)
    return {kind: statistics.mean(values) for kind, values in sorted(scores.items())}


def article_f1(pages: list[Page], answers: Mapping[str, str]) -> tuple[float, float, float]:
    """F1, precision and recall over shingles."""
    precisions, recalls = [], []
    for page in pages:
        a, b = _shingles(answers[page.key]), _shingles(page.text)
        both, only_a, only_b = (sum(x.values()) for x in (a & b, a - b, b - a))
        if both + only_a:
            precisions.append(both / (both + only_a))
        if both + only_b:
            recalls.append(both / (both + only_b))
    precision, recall = statistics.mean(precisions), statistics.mean(recalls)
    return 2 * precision * recall / (precision + recall), precision, recall


def _shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    runs = (tuple(words[at : at + size]) for at in range(max(1, len(words) - size + 1)))
    return Counter(run for run in runs if run)


def same(one: str | None, other: str | None) -> bool:
    """Equal letters and digits: case, blanks and marks aside."""
    return "".join(WORD.findall((one or "").lower())) == "".join(WORD.findall((other or "").lower()))
