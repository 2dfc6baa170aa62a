"""The worst that `synopticon reuse families` is handed: how long each case takes, how much memory, and what it answers.

    python benchmarks/reuse/hostile.py [--scale 1.0] [--only NAME …] [--memory 6] [--keep FOLDER]

Every text is invented. Each case is written to a file and traced by the command itself, in a process that may take
--memory GiB; prints a row a case: seconds, peak memory, documents, families of two or more, the largest family, and
whether that is what it should be. --scale multiplies the numbers of documents. A change here is a row of CASES.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = dict[str, Any]
LATIN, ARABIC, HEBREW, HANGUL = (
    "abcdefghijklmnoprstuvwz",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "אבגדהוזחטיכלמנסעפצקרשת",
    "가나다라마바사아자차카타파하고노도로모보소오",
)
EMOJI = [chr(code) for code in range(0x1F600, 0x1F640)]


def words(seed: object, count: int, letters: str = LATIN) -> str:
    """So many invented words."""
    chance = random.Random(str(seed))
    return " ".join("".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(count))


def story(seed: object, letters: str = LATIN, sentences: int = 12) -> str:
    """An invented text of sentences of nine words."""
    return " ".join(words(f"{seed}/{n}", 9, letters).capitalize() + "." for n in range(sentences))


def document(number: int, text: str, **more: str) -> Row:
    """A row; numbers in order."""
    return {"id": f"d{number:07d}", "text": text, **more}


def identical(size: int) -> Iterator[Row]:
    text = story("reprint", sentences=4)
    for n in range(size):
        yield document(n, text, outlet=f"Paper {n % 900}", published=f"2024-03-{1 + n % 28:02d}")


def identical_undated(size: int) -> Iterator[Row]:
    text = story("reprint", sentences=4)
    return (document(n, text) for n in range(size))


def nearly_identical(size: int) -> Iterator[Row]:
    text = story("reprint")
    return (document(n, f"{text} {words(n, 8)}", published="2024") for n in range(size))


def variants_of_reprints(size: int) -> Iterator[Row]:
    """Nine in ten are the same, letter by letter; every tenth has a line of its own."""
    text = story("reprint")
    for n in range(size):
        yield document(n, text if n % 10 else f"{text} {words(n, 8)}", published=f"2024-03-{1 + n % 28:02d}")


def one_of_50_mb(size: int) -> Iterator[Row]:
    yield document(0, _huge("huge", 50_000_000))
    yield from (document(n, story(n)) for n in range(1, size))


def three_of_50_mb(size: int) -> Iterator[Row]:
    text = _huge("huge", 50_000_000)
    yield document(0, text, published="2024-01-01")
    yield document(1, text, published="2024-01-02")
    yield document(2, text + " The end.", published="2024-01-03")
    yield from (document(n, story(n)) for n in range(3, size))


def archive_in_one(size: int) -> Iterator[Row]:
    """One document of 2 MB holds thousands of the others, word for word."""
    whole = []
    for n in range(size):
        whole.append(story(n, sentences=8))
        yield document(n, whole[-1], published="2024-01-01", outlet=f"Paper {n % 50}")
    yield document(size, "\n\n".join(whole)[:2_000_000], published="2024-02-01", outlet="Archive")


def _huge(seed: object, size: int) -> str:
    chance = random.Random(str(seed))
    known = words(seed, 60_000).split()
    return " ".join(chance.choices(known, k=size // 6))[:size]


def empty(size: int) -> Iterator[Row]:
    return (document(n, ("", " \n", "—…!", "\u200b\u200b")[n % 4]) for n in range(size))


def boilerplate_behind(size: int) -> Iterator[Row]:
    closing = story("closing", sentences=15)[:800]
    return (document(n, f"{words(n, 17).capitalize()}. {closing}") for n in range(size))


def boilerplate_before(size: int) -> Iterator[Row]:
    opening = story("opening", sentences=15)[:800]
    return (document(n, f"{opening} {words(n, 17)}.", outlet=f"P{n % 9}", published="2024-03-01") for n in range(size))


def boilerplate_around(size: int) -> Iterator[Row]:
    opening, closing = story("opening")[:400], story("closing")[:400]
    return (document(n, f"{opening} {words(n, 17)}. {closing}", published="2024-03-01") for n in range(size))


def boilerplate_of_few(size: int) -> Iterator[Row]:
    """The same, but ten documents only share it: no table says that it is common."""
    for n in range(size):
        closing = story(f"closing {n // 10}", sentences=15)[:800]
        yield document(n, f"{words(n, 17).capitalize()}. {closing}")


def one_word(size: int) -> Iterator[Row]:
    return (document(n, "no " * (1000 + n)) for n in range(size))


def one_word_of_many(size: int) -> Iterator[Row]:
    return (document(n, f"{words(n, 1)}{n} " * 2000) for n in range(size))


def few_words(size: int) -> Iterator[Row]:
    """Texts of six words in ever other orders, long enough to pass for varied."""
    chance = random.Random("few")
    return (
        document(n, " ".join(chance.choices(["harbour", "ministry", "no", "camera", "yes", "village"], k=900)))
        for n in range(size)
    )


def _script(letters: str) -> Callable[[int], Iterator[Row]]:
    """Stories in one script, every second one reprinted with a line of its own."""

    def rows(size: int) -> Iterator[Row]:
        for n in range(size):
            text = story(n // 2, letters)
            yield document(n, f"{text} {words(n, 8, letters)}" if n % 2 else text, published=f"2024-03-0{1 + n % 2}")

    return rows


def emoji(size: int) -> Iterator[Row]:
    chance = random.Random("emoji")
    return (document(n, "".join(chance.choices(EMOJI, k=400))) for n in range(size))


def surrogates(size: int) -> Iterator[Row]:
    for n in range(size):
        text = story(n // 2)
        broken = "".join(c + ("\ud83d" if p % 50 == 0 else "\x00" if p % 50 == 25 else "") for p, c in enumerate(text))
        yield document(n, broken if n % 2 else text, outlet="\udc00", published=f"2024-03-0{1 + n % 2}")


def marks(size: int) -> Iterator[Row]:
    """One letter under a million marks, and signs that become eighteen letters each."""
    yield document(0, story("marks") + "a" + "\u0301" * 1_000_000)
    yield document(1, story("marks") + " " + "e\u0301" * 400_000)
    yield document(2, (words(3, 30_000) + " \ufdfa ").replace(" ", " \ufdfa" * 8 + " ")[:2_000_000])
    yield document(3, (words(4, 30_000) + " \ufdfa ").replace(" ", " \ufdfa" * 8 + " ")[:2_000_000])
    yield from (document(n, story(n)) for n in range(4, size))


DATES = (
    "9999-12-31", "9999-12-31T23:59:59-12:00", "0001-01-01", "0001-01-01T00:00:00+14:00", "0000-00-00", "2099-01-01",
    "2024-05-01/2024-01-01", "../2024", "2024/..", "", "yesterday", "T", "/", "\ud800", "2024-02-30T25:61", "[..2019]",
    "1970-01-01T00:00:00Z", "2024-06-XX", "[" * 3000, "9" * 5000, "2024-03-01",
)  # fmt: skip


def dates(size: int) -> Iterator[Row]:
    """Pairs of copies under all dates, each opening with a weekday and a day."""
    for n in range(size):
        text = f"On Monday, 3 May 2024, {story(n // 2)}"
        yield document(n, f"{text} {words(n, 8)}" if n % 2 else text, published=DATES[n // 2 % len(DATES)])


def credited(size: int) -> Iterator[Row]:
    """One story, each reprint by an outlet of its own that credits an agency of its own; none is dated."""
    text = story("credited")
    return (document(n, f"VELMA (Agency {words(n, 1).title()}) - {text}", outlet=f"Outlet {n}") for n in range(size))


def templates(size: int) -> Iterator[Row]:
    """One frame with other names and numbers each time."""
    frame = story("frame", sentences=5)
    for n in range(size):
        name = words(n, 2).title()
        yield document(n, f"{name} met {words(n + 1, 2).title()} on {1 + n % 28} March. {frame} {name} left {n}.")


def two_languages(size: int) -> Iterator[Row]:
    """Half is said to be English, half Korean, and all of one day name the same few numbers."""
    for n in range(size):
        numbers = " ".join(str(100 + (n // 2 + k) % 7) for k in range(4))
        letters, language = (HANGUL, "ko") if n % 2 else (LATIN, "en")
        yield document(n, f"{story(n, letters)} {numbers}", language=language, published=f"2024-03-{1 + n % 28:02d}")


@dataclass(frozen=True, slots=True)
class Case:
    """A case. size: documents. largest: how large the largest family should be, as a share of size; None where that
    is a matter of opinion.
    """

    name: str
    size: int
    rows: Callable[[int], Iterator[Row]]
    largest: Callable[[int], int] | None


def alone(_size: int) -> int:
    return 1


def two(_size: int) -> int:
    return 2


def three(_size: int) -> int:
    return 3


def all_of(size: int) -> int:
    return size


CASES: tuple[Case, ...] = (
    Case("a million identical", 1_000_000, identical, all_of),
    Case("identical, undated", 200_000, identical_undated, all_of),
    Case("each a line of its own", 100_000, nearly_identical, all_of),
    Case("variants among reprints", 200_000, variants_of_reprints, all_of),
    Case("one of 50 MB", 1_000, one_of_50_mb, alone),
    Case("three of 50 MB", 1_000, three_of_50_mb, three),
    Case("an archive in one", 4_000, archive_in_one, None),
    Case("empty texts", 20_000, empty, alone),
    Case("boilerplate behind", 5_000, boilerplate_behind, alone),
    Case("boilerplate before", 5_000, boilerplate_before, alone),
    Case("boilerplate around", 5_000, boilerplate_around, alone),
    Case("boilerplate of ten", 5_000, boilerplate_of_few, None),
    Case("one word repeated", 2_000, one_word, alone),
    Case("one word each", 5_000, one_word_of_many, alone),
    Case("six words, shuffled", 2_000, few_words, alone),
    Case("Arabic", 5_000, _script(ARABIC), two),
    Case("Hebrew", 5_000, _script(HEBREW), two),
    Case("mixed scripts", 5_000, _script(ARABIC + LATIN + HANGUL + HEBREW), two),
    Case("emoji", 5_000, emoji, alone),
    Case("half characters, NUL", 5_000, surrogates, two),
    Case("marks and ligatures", 100, marks, None),
    Case("nonsense dates", 5_000, dates, two),
    Case("a credit each", 20_000, credited, all_of),
    Case("two languages", 10_000, two_languages, alone),
    Case("templates", 5_000, templates, alone),
)


def measured(case: Case, size: int, folder: Path, memory: float) -> Row:
    """Write the case, trace it, and say what that took and gave."""
    docs, out = folder / "docs.jsonl", folder / "out.jsonl"
    with docs.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in case.rows(size))
    size = max(size, 1)
    begun = time.perf_counter()
    command = [sys.executable, "-m", "synopticon", "reuse", "families", str(docs), "--out", str(out), "--json"]
    limit = int(memory * 2**30)
    running = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
    )
    said = running.stderr.read().decode() if running.stderr else ""
    _, status, used = os.wait4(running.pid, 0)
    row: Row = {"case": case.name, "documents": size, "input_mb": round(docs.stat().st_size / 1e6, 1)}
    row |= {"seconds": round(time.perf_counter() - begun, 1), "peak_mib": used.ru_maxrss // 1024}
    if status:
        return row | {"as_expected": False, "said": said.strip()[-600:]}
    longest, families = 0, Counter[str]()
    with out.open(encoding="utf-8") as lines:
        for line in lines:
            longest = max(longest, len(line))
            families[json.loads(line)["family"]] += 1
    largest = max(families.values(), default=0)
    row |= {"families": sum(count > 1 for count in families.values()), "largest": largest}
    row |= {"out_mb": round(out.stat().st_size / 1e6, 1), "longest_row_mb": round(longest / 1e6, 3)}
    return row | {"as_expected": None if case.largest is None else largest == case.largest(size)}


def main() -> None:
    """Measure the cases that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--memory", type=float, default=6.0)
    parser.add_argument("--keep", type=Path, default=None)
    asked = parser.parse_args()
    for case in CASES:
        if asked.only and case.name not in asked.only:
            continue
        with tempfile.TemporaryDirectory(dir=asked.keep) as folder:
            row = measured(case, max(int(case.size * asked.scale), 4), Path(folder), asked.memory)
        print(json.dumps(row, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
