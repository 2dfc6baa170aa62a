"""Main text, dates, titles and authors of pages beside trafilatura, resiliparse and htmldate, in one run.

    python benchmarks/extraction/measure.py [--shared ../shared]

Speeds are CPU time in this process, one after another on the same pages, given as ratios to trafilatura. The pages
are third parties' and come from the sets named in scoring.py. Thresholds set on either half alone gained on the other
as well; those that stand were chosen with both in view, so the figures are no blind test.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import time
from collections.abc import Callable
from pathlib import Path

import htmldate
import trafilatura
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import bytes_to_str, detect_encoding
from scoring import Page, article_f1, article_pages, by_kind, same, web_pages

from synopticon.extraction.reading import read
from synopticon.extraction.sniffing import ROW_MEDIA_TYPE
from synopticon.language.detect import language_of
from synopticon.model.extraction import Reading

logging.disable(logging.CRITICAL)
Reader = Callable[[Page], str]


def resiliparse(page: Page) -> str:
    """resiliparse's main content."""
    html = bytes_to_str(page.data, detect_encoding(page.data))
    return str(extract_plain_text(html, main_content=True, alt_texts=False))


def text_by_trafilatura(page: Page, *, precise: bool = False) -> str:
    """trafilatura's text, without comments, as its own evaluation runs it."""
    return trafilatura.extract(page.data, include_comments=False, favor_precision=precise) or ""


def timed(read_page: Reader, pages: list[Page]) -> tuple[dict[str, str], float]:
    """Each page's text, and pages a second of CPU time."""
    read_page(pages[0])
    started = time.process_time()
    answers = {page.key: read_page(page) for page in pages}
    return answers, len(pages) / (time.process_time() - started)


def main() -> None:
    """Run all measures and print them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[3] / "shared")
    shared = parser.parse_args().shared
    ours: dict[str, Reading] = {}

    def text_by_us(page: Page) -> str:
        ours[page.key] = read(page.data, url=page.url, media_type="text/html")
        return ours[page.key].text

    readers: dict[str, Reader] = {
        "trafilatura": text_by_trafilatura,
        "trafilatura, precise": lambda page: text_by_trafilatura(page, precise=True),
        "resiliparse": resiliparse,
        "synopticon (text and all facts)": text_by_us,
    }
    articles, pages = list(article_pages(shared)), list(web_pages(shared))
    speeds: dict[str, float] = {}
    print("Articles (181): F1, precision, recall; half 0 / half 1; pages a second against trafilatura")
    for name, reader in readers.items():
        answers, speeds[name] = timed(reader, articles)
        halves = [article_f1([page for page in articles if page.half == half], answers)[0] for half in (0, 1)]
        f1, precision, recall = article_f1(articles, answers)
        print(f"  {name:32} {f1:.4f} {precision:.3f} {recall:.3f}   {halves[0]:.3f} / {halves[1]:.3f}   "
              f"{speeds[name]:.1f} ({speeds[name] / speeds['trafilatura']:.2f})")  # fmt: skip
    print("Web pages (320): mean word F1")
    for name, reader in readers.items():
        answers, speeds[name] = timed(reader, pages)
        for label, chosen in (("", pages), *((f", half {h}", [p for p in pages if p.half == h]) for h in (0, 1))):
            scores = by_kind(chosen, answers)
            print(f"  {name + label:40} " + " ".join(f"{kind} {score:.3f}" for kind, score in scores.items()))
        print(f"    {speeds[name]:.1f} pages a second ({speeds[name] / speeds['trafilatura']:.2f})")
    facts(pages, ours)
    rows(shared)


def facts(pages: list[Page], ours: dict[str, Reading]) -> None:
    """Dates, titles and authors against the gold, beside htmldate and trafilatura."""
    dated = [page for page in pages if page.date]
    undated = [page for page in pages if not page.date]

    def by_htmldate(page: Page) -> str | None:
        return htmldate.find_date(page.data, url=page.url, original_date=True, extensive_search=True)  # type: ignore[no-any-return]

    right = sum(ours[page.key].published == page.date for page in dated)
    doubtful = sum((ours[page.key].published or "").rstrip("?") == page.date for page in dated)
    theirs = sum(by_htmldate(page) == page.date for page in dated)
    silent = sum(ours[page.key].published is None for page in undated)
    print(f"Dates: exact {doubtful}/{len(dated)} = {doubtful / len(dated):.3f}, of which without a sign of doubt "
          f"{right}; htmldate {theirs / len(dated):.3f}")  # fmt: skip
    print(f"  pages without a gold date on which none is claimed: {silent}/{len(undated)}")
    meta = {page.key: trafilatura.extract_metadata(page.data, default_url=page.url) for page in pages}
    titled = [page for page in pages if page.title]
    print(f"Titles: exact {sum(same(ours[p.key].title, p.title) for p in titled) / len(titled):.3f}; "
          f"trafilatura {sum(same(meta[p.key].title, p.title) for p in titled) / len(titled):.3f}")  # fmt: skip
    signed = [page for page in pages if page.author]
    found = sum(any(same(name, page.author) for name in ours[page.key].authors) for page in signed)
    them = sum(any(same(n, p.author) for n in (meta[p.key].author or "").split("; ")) for p in signed)
    print(f"Authors: the gold name among those given {found / len(signed):.3f}; trafilatura {them / len(signed):.3f}")


def rows(shared: Path) -> None:
    """How fast rows of a corpus are read."""
    path = shared / "data" / "state-media" / "kcna_2011_2012.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as source:
        kept = [json.loads(line) for line in source]
    data = [json.dumps({"text": row["text"], "title": row["title"], "published": row["date"]}).encode() for row in kept]
    started = time.process_time()
    for one in data:
        read(one, media_type=ROW_MEDIA_TYPE)
    speed = len(data) / (time.process_time() - started)
    right = sum(language_of(row["text"]) == row["language"] for row in kept if row["text"].strip())
    filled = sum(bool(row["text"].strip()) for row in kept)
    print(f"Rows: {speed:,.0f} a second; language as the corpus says it in {right / filled:.4f} of {filled:,}")


if __name__ == "__main__":
    main()
