"""Count the words that are no names, and write the tables of interviews/vocabulary.py.

    python benchmarks/deidentify/count_words.py --shared SHARED

SHARED is the folder with data/articles, data/web-pages, data/state-media, data/language and data/reuse. English words
count that stand in two texts at least and not more often with a capital within a sentence; Korean ones by their first
syllables. everyday_en.txt and everyday_ko.txt beside this file add by hand what news never says. Judgments are left
out, because they are what is measured on. Written are words alone, no text.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from synopticon.interviews import vocabulary
from synopticon.interviews.naming import korean_words
from synopticon.interviews.occupation_words import KOREAN_CLASSES
from synopticon.language.names import korean

HERE = Path(__file__).parent
TABLES = Path(vocabulary.__file__).parent / "tables"
LEAST_ENGLISH = 2
SURELY = 12
"""Texts from which a word that could be Korean syllables counts as English."""
LEAST_NOUN = 8
"""Times that two syllables stand by themselves or before a particle, from which they are a noun."""
_PARTICLES = ("", "을", "를", "은", "는", "이", "가", "의", "에", "과", "와", "도", "으로", "로", "에서")
_OTHER_NAMES = "김박최"
"""Family names with which few other words begin; the beginnings of those few follow."""
_NO_NAMES = (
    "박물관", "박사", "최고", "최근", "최대", "최상", "최선", "최소", "최신", "최악", "최연소", "최우", "최장", "최저",
    "최전", "최정", "최종", "최첨", "최초", "최후", "최강", "최단",
)  # fmt: skip


def english_texts(data: Path) -> Iterator[str]:
    """Every English text of the folders."""
    for article in json.loads((data / "articles/ground-truth.json").read_text("utf-8")).values():
        yield article.get("articleBody", "")
    for document in json.loads((data / "language/xquad_en.json").read_text("utf-8"))["data"]:
        for paragraph in document["paragraphs"]:
            yield paragraph["context"]
    with gzip.open(data / "state-media/kcna_2011_2012.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            story = json.loads(line)
            yield story.get("text") or story.get("body") or ""
    for path in sorted((data / "reuse").glob("*.en")):
        yield from path.read_text("utf-8").splitlines()
    with tarfile.open(data / "web-pages/wcxb_dev_sample.tar") as pages:
        for member in pages:
            if member.name.endswith(".json") and (file := pages.extractfile(member)):
                yield from _strings(json.load(file))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def english_words(data: Path) -> set[str]:
    """Words in small letters beyond the common ones, in the first of their forms."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for text in english_texts(data):
        if len(re.findall(r"\bthe\b", text)) <= len(text.split()) // 50:
            continue
        found: dict[bool, set[str]] = {True: set(), False: set()}
        for word in re.finditer(r"[A-Za-z][A-Za-z']*", text.replace("’", "'")):
            before = text[max(0, word.start() - 3) : word.start()]
            if word[0].islower() or (word.start() > 2 and not re.search(r'[.!?:"“\n]\s*$', before)):
                found[word[0].islower()].add(word[0].lower().rstrip("'").removesuffix("'s"))
        small.update(found[True])
        large.update(found[False])
    common = vocabulary.common_words()
    kept = {
        word
        for word, texts in small.items()
        if texts >= LEAST_ENGLISH and texts >= large[word] and 1 < len(word) <= 18 and word.isascii()
        if len(word) > 7 or texts >= SURELY or not korean.read(word.replace("'", ""), most=2)
    }
    kept = (kept | set((HERE / "everyday_en.txt").read_text("utf-8").split())) - common
    return {word for word in kept if not any(stem in kept or stem in common for stem in _stems(word))}


def _stems(word: str) -> Iterator[str]:
    endings = (
        ("s", ""),
        ("es", ""),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
        ("ly", ""),
        ("er", ""),
        ("er", "e"),
    )
    for ending, first in (*endings, ("ies", "y"), ("ied", "y"), ("'s", "")):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            yield word.removesuffix(ending) + first


def korean_words_of(data: Path) -> list[str]:
    """Beginnings of words; nouns of two syllables with a star."""
    texts = [path.read_text("utf-8") for path in sorted((data / "state-media/new-year-speeches-ko").glob("*.txt"))]
    texts += [
        path.read_text("utf-8") for suffix in ("ko", "nk") for path in sorted((data / "reuse").glob(f"*.{suffix}"))
    ]
    for path in sorted((data / "language").glob("klue*")):
        texts += _strings(json.loads(path.read_text("utf-8")))
    counts = Counter(re.findall(r"(?<![가-힣])([가-힣]{2,8})(?![가-힣])", "\n".join(texts)))
    by_hand = set((HERE / "everyday_ko.txt").read_text("utf-8").split())
    for words in (korean_words.OFFICES, korean_words.TITLES, korean_words.KIN):
        by_hand.update(re.findall("[가-힣]{2,}", words))
    by_hand.update(word.replace(" ", "") for words in KOREAN_CLASSES.values() for word in words if len(word) > 1)
    syllables = korean.syllables_of_characters()
    pairs = {word[:2] for word in (*counts, *by_hand) if set(word[:2]) <= syllables}
    nouns = {word for word in by_hand if len(word) == 2}
    nouns |= {pair for pair in pairs if sum(counts[pair + particle] for particle in _PARTICLES) >= LEAST_NOUN}
    threes = {word[:3] for word in (*counts, *by_hand) if len(word) > 2}
    threes = {word for word in threes if word[0] in korean.SURNAMES and set(word[1:]) <= syllables}
    threes = {word for word in threes if word[0] not in _OTHER_NAMES or word.startswith(_NO_NAMES)}
    return sorted({*(pair for pair in pairs if pair not in nouns), *(f"{noun}*" for noun in nouns), *threes})


def _write(name: str, words: list[str], width: int) -> None:
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) >= width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".lstrip()
    (TABLES / name).write_text("\n".join((*lines, line)) + "\n", encoding="utf-8")


def main() -> None:
    """Write both tables."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--shared", type=Path, required=True)
    data = arguments.parse_args().shared / "data"
    _write("words_en.txt", sorted(english_words(data)), 118)
    _write("words_ko.txt", korean_words_of(data), 60)


if __name__ == "__main__":
    main()
