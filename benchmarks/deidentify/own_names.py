"""How surely a witness's own name is found, in every writing and with one typing error; and what else is taken for it.

    python benchmarks/deidentify/own_names.py [--shared SHARED] [--misses]

Each of the made names is put into the record in each of its writings, and looked for in each of the others, in a
sentence of the language; then once more with one letter left out, added, changed or swapped with the next (drawn at
random; a Korean syllable is changed by one key). Printed are the shares found, by the record's writing and by the
text's. With --shared, false alarms are counted: stretches of news about other people that one of the names matches, in
English (as written and in small letters) and Korean.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import defaultdict
from pathlib import Path

from made_names import Made, made_names

from synopticon.interviews.detectors.identity import find_identity
from synopticon.interviews.hearing import Hearing
from synopticon.interviews.identity import Fact, Identity, Role
from synopticon.interviews.speech import speech_of
from synopticon.language.names.korean import FINALS, INITIALS, VOWELS, composed, letters_of

FRAMES = {
    "latin": "Then {} told me to wait outside. Nobody else was there.",
    "hangul": "그때 {} 동지가 밖에서 기다리라고 했습니다.",
    "hanja": "신분증에는 {}라고 적혀 있었습니다.",
    "cyrillic": "Потом {} сказал, что надо ждать.",
}


def frame(form: str) -> str:
    """The kind of sentence that a form stands in."""
    if "가" <= form[0] <= "힣":
        return "hangul"
    if form[0] >= "\u3400":
        return "hanja"
    return "cyrillic" if "\u0400" <= form[0] <= "\u04ff" else "latin"


def mistyped(form: str, chance: random.Random) -> str:
    """A form with one typing error."""
    letters = [at for at, letter in enumerate(form) if letter.isalpha()]
    at = chance.choice(letters)
    if "가" <= form[at] <= "힣":
        initial, vowel, final = letters_of(form[at])
        part = chance.randrange(3)
        if part == 0:
            initial = chance.choice([one for one in INITIALS if one != initial])
        elif part == 1:
            vowel = chance.choice([one for one in VOWELS if one != vowel])
        else:
            final = chance.choice([one for one in FINALS if one != final and len(one) < 2])
        return form[:at] + composed(initial, vowel, final) + form[at + 1 :]
    alphabet = "абвгдежзиклмнопрстуфхцчшыэюя" if "\u0400" <= form[at] <= "\u04ff" else "abcdefghijklmnopqrstuvwxyz"
    act = chance.randrange(4)
    if act == 0:
        return form[:at] + form[at + 1 :]
    if act == 1:
        return form[: at + 1] + chance.choice(alphabet) + form[at + 1 :]
    if act == 2 and at + 1 in letters and form[at] != form[at + 1]:
        return form[:at] + form[at + 1] + form[at] + form[at + 2 :]
    return form[:at] + chance.choice([one for one in alphabet if one != form[at].lower()]) + form[at + 1 :]


def found(recorded: str, form: str, *, lower: bool = False) -> bool:
    """Whether the whole of a form is found by a record."""
    text = FRAMES[frame(form)].format(form)
    start = text.index(form)
    text = text.lower() if lower else text
    identity = Identity((Fact(Role.NAMES, recorded, "witness"),))
    covered = {at for one in find_identity(Hearing(speech_of(text).text, identity)) for at in range(one.start, one.end)}
    return all(at in covered for at in range(start, start + len(form)) if text[at].isalnum())


def measure(names: list[Made], misses: bool) -> None:
    """Print the shares found."""
    chance = random.Random(7)
    exact: dict[tuple[str, str], list[bool]] = defaultdict(list)
    typo: dict[tuple[str, str], list[bool]] = defaultdict(list)
    by_record: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for name in names:
        for system, form in name.forms.items():
            hit = found(name.recorded, form)
            exact[name.people, system].append(hit)
            exact[name.people, f"{system}, small"].append(found(name.recorded, form, lower=True))
            if misses and not hit:
                print("not found:", name.recorded, system, form)
            if frame(form) != "hanja":
                wrong = mistyped(form, chance)
                hit = found(name.recorded, wrong)
                typo[name.people, system].append(hit)
                if misses and not hit:
                    print("not found, mistyped:", name.recorded, system, form, wrong)
        for system, form in name.forms.items():
            hit = all(found(form, other) for other in name.forms.values())
            by_record[name.people, system].append(hit)
    for title, table in (
        ("exact", exact),
        ("one typing error", typo),
        ("record in this writing, all others found", by_record),
    ):
        print(title)
        for (people, system), hits in sorted(table.items()):
            print(f"  {people:8} {system:36} {sum(hits)}/{len(hits)} = {sum(hits) / len(hits):.3f}")


def false_alarms(names: list[Made], shared: Path) -> None:
    """Count what names match in news that are about other people."""
    with gzip.open(shared / "data/state-media/kcna_2011_2012.jsonl.gz", "rt", encoding="utf-8") as lines:
        stories = [json.loads(line) for line, _ in zip(lines, range(300), strict=False)]
    english = "\n".join(str(story.get("text") or story.get("body")) for story in stories)
    korean = (shared / "data/reuse/korean-english-park.dev.ko").read_text(encoding="utf-8")
    for title, text in (("English", english), ("English, small", english.lower()), ("Korean", korean)):
        words = len(text.split())
        alarms = defaultdict(int)
        for name in names:
            identity = Identity((Fact(Role.NAMES, name.recorded, "witness"),))
            places = {(one.start, one.end) for one in find_identity(Hearing(text, identity))}
            alarms[name.people] += len(places)
        for people, count in alarms.items():
            share = sum(name.people == people for name in names)
            print(
                f"  {title:16} {people:8} {count / share / words * 100_000:.2f} a name in 100,000 words ({count} in {words:,} words)"
            )


def main() -> None:
    """Print all figures."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--shared", type=Path)
    arguments.add_argument("--misses", action="store_true")
    chosen = arguments.parse_args()
    names = list(made_names())
    measure(names, chosen.misses)
    if chosen.shared:
        print("false alarms")
        false_alarms(names[::10], chosen.shared)


if __name__ == "__main__":
    main()
