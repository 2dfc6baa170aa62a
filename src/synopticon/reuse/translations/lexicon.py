"""Words that the own lists know in five languages: places, peoples, institutions and common notions, as numbers.

A form in English or Russian that ends in * is the beginning of a word; a form all in capitals is met only in capitals.
Chinese and Japanese forms are looked up anywhere, the longest first; Korean ones at the beginning of a word or right
behind another known one, and those of one syllable only where nothing but a particle follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

COLUMNS = ("en", "ko", "zh", "ja", "ru")
"""Languages of the lists, in the order of their columns."""
TABLES = ("words.tsv", "places.tsv")

_PARTICLES = frozenset(
    ("은", "는", "이", "가", "을", "를", "의", "에", "도", "로", "와", "과", "만", "에서", "으로", "에게", "까지",
     "부터", "이나", "이라", "이다", "처럼", "보다", "마다", "하고")
)  # fmt: skip
_ENDING = "аяыиьйоеу"
Phrase = tuple[tuple[str, ...], int]


@dataclass(slots=True)
class Spaced:
    """Forms of a language that parts its words: whole words, beginnings, and phrases by their first word."""

    whole: dict[str, tuple[int, ...]] = field(default_factory=dict)
    stems: dict[str, tuple[int, ...]] = field(default_factory=dict)
    phrases: dict[str, tuple[Phrase, ...]] = field(default_factory=dict)

    def add(self, form: str, number: int) -> None:
        """One form of the word with this number."""
        parts = tuple(part.rstrip(".") for part in form.split())
        if len(parts) > 1:
            self.phrases[parts[0]] = (*self.phrases.get(parts[0], ()), (parts, number))
        elif form.endswith("*"):
            self.stems[form[:-1]] = (*self.stems.get(form[:-1], ()), number)
        else:
            self.whole[parts[0]] = (*self.whole.get(parts[0], ()), number)

    def of(self, word: str) -> tuple[tuple[int, ...], tuple[Phrase, ...]]:
        """Numbers of a word, and the phrases that begin with it. The longest beginning that is listed counts."""
        low = word.lower()
        numbers = {*self.whole.get(low, ()), *self.whole.get(word, ())}
        beginnings = [low[:size] for size in range(len(low), 1, -1)]
        if not numbers:
            numbers.update(next((self.stems[one] for one in beginnings if one in self.stems), ()))
        phrases = [*self.phrases.get(low, ())]
        for one in beginnings:
            phrases += self.phrases.get(f"{one}*", ())
        return tuple(sorted(numbers)), tuple(phrases)


@dataclass(slots=True)
class Unspaced:
    """Forms that are looked up in running text, by their first two characters; longest first."""

    pairs: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    single: dict[str, int] = field(default_factory=dict)

    def add(self, form: str, number: int) -> None:
        """One form of the word with this number."""
        if len(form) == 1:
            self.single.setdefault(form, number)
        else:
            self.pairs.setdefault(form[:2], []).append((form, number))

    def settle(self) -> None:
        """Put the longest forms first."""
        for forms in self.pairs.values():
            forms.sort(key=lambda row: (-len(row[0]), row))

    def at(self, text: str, place: int) -> tuple[tuple[int, ...], int]:
        """Numbers of the longest form that stands here, and its length; nothing and 0 where there is none."""
        for form, _ in (forms := self.pairs.get(text[place : place + 2], ())):
            if text.startswith(form, place):
                return tuple(sorted({number for other, number in forms if other == form})), len(form)
        return (), 0


@cache
def spaced(language: str) -> Spaced:
    """The forms of English or Russian."""
    lists = Spaced()
    for number, cells, place in _rows():
        for form in cells[COLUMNS.index(language)].split("|"):
            lists.add(_bent(form) if place and language == "ru" else form if form.isupper() else form.lower(), number)
    return lists


def _bent(form: str) -> str:
    """A Russian place name as the beginning that its cases share."""
    low = form.lower()
    return " ".join(f"{part.rstrip(_ENDING) if len(part) > 4 else part}*" for part in low.split())


@cache
def _unspaced(language: str) -> Unspaced:
    lists = Unspaced()
    for number, cells, _ in _rows():
        for form in cells[COLUMNS.index(language)].split("|"):
            lists.add(form, number)
    lists.settle()
    return lists


@cache
def _rows() -> tuple[tuple[int, tuple[str, ...], bool], ...]:
    """Number, cells and whether it is a place. One English name is one number, whichever list it stands in."""
    rows: list[tuple[int, tuple[str, ...], bool]] = []
    numbers: dict[str, int] = {}
    for table in TABLES:
        text = resources.files(__package__).joinpath("tables", table).read_text("utf-8")
        for line in text.splitlines():
            if line.startswith("#"):
                continue
            cells = tuple(line.split("\t"))
            if len(cells) != len(COLUMNS):
                raise ValueError(f"{table}: not {len(COLUMNS)} columns: {line!r}")
            first = cells[0].lower().split("|")[0].rstrip("*")
            rows.append((numbers.setdefault(first, len(numbers)), cells, table == "places.tsv"))
    return tuple(rows)


def running_words(text: str, language: str) -> Iterator[tuple[int, int, int]]:
    """Number, start and end of each known word of a Chinese, Japanese or Korean text."""
    lists = _unspaced(language)
    return _korean(text, lists) if language == "ko" else _running(text, lists)


def _running(text: str, lists: Unspaced) -> Iterator[tuple[int, int, int]]:
    place = 0
    while place < len(text):
        numbers, size = lists.at(text, place)
        for number in numbers:
            yield number, place, place + size
        if not size and text[place] in lists.single:
            yield lists.single[text[place]], place, place + 1
        place += size or 1


_HANGUL = re.compile(r"[가-힣]+")


def _korean(text: str, lists: Unspaced) -> Iterator[tuple[int, int, int]]:
    for found in _HANGUL.finditer(text):
        word, place = found[0], 0
        while place < len(word):
            numbers, size = lists.at(word, place)
            if not size and word[place] in lists.single and (place + 1 == len(word) or word[place + 1 :] in _PARTICLES):
                numbers, size = (lists.single[word[place]],), 1
            for number in numbers:
                yield number, found.start() + place, found.start() + place + size
            if not size:
                break
            place += size
