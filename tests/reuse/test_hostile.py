"""The worst input that tracing is handed: it costs what it weighs, and nothing is merged by accident. All is invented.

The work is counted, not timed; benchmarks/reuse/hostile.py has the full sizes.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from synopticon.model.judgement import Judgement, Verdict
from synopticon.model.reuse import Kind, Member, Role
from synopticon.reuse import identical, origins, verifying
from synopticon.reuse.documents import Document, InMemory
from synopticon.reuse.families import Decisions
from synopticon.reuse.inheritance import Link
from synopticon.reuse.lineage import CLAIMED_TOO, members_of
from synopticon.reuse.moments import UNKNOWN, moment_of
from synopticon.reuse.origins import Card
from synopticon.reuse.tracing import trace_corpus, trace_documents

LATIN, ARABIC = "abcdefghijklmnoprstuvwz", "ابتثجحخدذرزسشصضطظعغفقكلمن"
HEBREW, HANGUL = "אבגדהוזחטיכלמנסעפצקרשת", "가나다라마바사아자차카타파하"


def words(seed: object, count: int, letters: str = LATIN) -> str:
    """So many invented words."""
    chance = random.Random(str(seed))
    return " ".join("".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(count))


def story(seed: object, letters: str = LATIN, sentences: int = 12) -> str:
    """An invented text of sentences of nine words."""
    return " ".join(words(f"{seed}/{n}", 9, letters).capitalize() + "." for n in range(sentences))


def families(documents: Sequence[Document], *judged: tuple[str, Verdict]) -> dict[str, str]:
    return {name: row.family for name, row in rows(documents, *judged).items()}


def rows(documents: Sequence[Document], *judged: tuple[str, Verdict]) -> dict[str, Member]:
    at = datetime(2024, 5, 1, 8, tzinfo=UTC)
    said = [Judgement(subject, verdict, "Mara", at, "I read both") for subject, verdict in judged]
    return {row.item: row for row in trace_documents(documents, said).members}


class Counted(InMemory):
    """A corpus that counts how often each text is fetched, and the most code points fetched at once."""

    def __init__(self, documents: Sequence[Document]) -> None:
        super().__init__(documents)
        self.fetched: Counter[str] = Counter()
        self.most = 0

    def texts(self, ids: Sequence[str]) -> Mapping[str, str]:
        found = super().texts(ids)
        self.fetched.update(ids)
        self.most = max(self.most, sum(map(len, found.values())))
        return found


@pytest.mark.parametrize("light", [150_000, 1_500_000])
def test_a_collection_is_not_read_anew_for_each_document_that_it_holds(
    light: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A volume of sixty reports, each of which was published too, is fetched a few times, not sixty; also where the
    volume alone is more than a batch should hold.
    """
    monkeypatch.setattr(verifying, "LIGHT", light)
    reports = [Document(f"{n:03d}", story(n, sentences=30), published="2024-01-01") for n in range(60)]
    whole = Document("volume", "\n\n".join(one.text for one in reports) * 3, published="2024-02-01")
    corpus = Counted([*reports, whole])
    assert trace_corpus(corpus).proposed >= 60
    assert 0 < corpus.fetched["volume"] <= 6


def test_long_reprints_are_not_held_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Identical texts are fetched few at a time, by their length; each is fetched once, its first one once a batch."""
    monkeypatch.setattr(identical, "LIGHT", 5000)
    text = story("long", sentences=60)
    corpus = Counted([Document(f"{n:03d}", text) for n in range(40)])
    assert len(trace_corpus(corpus).reuses) == 39
    assert corpus.most <= 5000 + 3 * len(text) and sum(corpus.fetched.values()) <= 39 * 2


def test_the_span_of_a_reprint_is_from_its_first_letter_to_its_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where only the ends of the text are looked at, and where the ends are blank."""
    text = story("edges").replace(" ", " e\u0301 ")
    documents = [Document("a", f"  «{text}»\n"), Document("b", f"{' ' * 400}{text} —{' …' * 200}")]
    whole = trace_documents(documents).reuses
    for edge in (64, 300, 1000):
        monkeypatch.setattr(identical, "EDGE", edge)
        assert trace_documents(documents).reuses == whole
    (span,) = whole[0].spans
    assert documents[1].text[span.b_start : span.b_end] == text.rstrip(".")


class Watched(dict[int, Any]):
    """Counts how often it is looked into."""

    looks = 0

    def __getitem__(self, key: int) -> Any:
        Watched.looks += 1
        return super().__getitem__(key)

    def get(self, key: int, otherwise: Any = None) -> Any:
        Watched.looks += 1
        return super().get(key, otherwise)


def test_a_reprint_among_many_variants_does_not_look_at_each_of_them() -> None:
    """Three hundred reprints of a text that three hundred variants hold find their parents in hundreds of steps."""
    count = 300
    near = Link(Kind.LIGHT, 950, 0.95)
    links = Watched({0: dict.fromkeys(range(1, count), near)} | {n: {0: near} for n in range(1, count)})
    days = [moment_of(f"2024-{1 + n % 12:02d}-{1 + n // 12:02d}") for n in range(count)]
    cards = [Card(f"v{n:03d}", n, 600, "Paper", None, None, days[n], None) for n in range(count)]
    cards += [Card(f"r{n:03d}", 0, 600, "Paper", None, None, moment_of("2025-01-01"), None) for n in range(count)]
    Watched.looks = 0
    got = {row.item: row for row in members_of(cards, links, Decisions(), {})}
    assert Watched.looks < 10 * count
    assert {got[f"r{n:03d}"].parent for n in range(count)} == {"v000"}


def test_a_credit_of_its_own_in_every_reprint_is_not_sought_in_every_outlet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of four hundred credits only the most frequent are looked for; an agency credited twice is found among them."""
    asked: Counter[str] = Counter()
    really = origins.is_agency

    def counted(name: str, outlet: str | None, url: str | None) -> bool:
        asked[name] += 1
        return really(name, outlet, url)

    monkeypatch.setattr(origins, "is_agency", counted)
    cards = [Card(f"{n:03d}", n, 600, f"Outlet {n}", None, None, UNKNOWN, f"Agency {n}") for n in range(400)]
    cards += [Card(name, 1000, 600, "Gazette", None, None, UNKNOWN, "Reuters") for name in ("x", "y")]
    cards.append(Card("z", 1001, 600, "Reuters", None, None, UNKNOWN, None))
    root = members_of(cards, {}, Decisions(), {})[0]
    assert root.item == "z" and "Reuters" in root.reasons[0]
    assert sum(asked.values()) < 100 * len(cards)


@pytest.mark.parametrize(
    "published",
    [
        "9999-12-31", "9999-12-31T23:59:59-12:00", "9999", "0001-01-01", "0001-01-01T00:00:00+14:00", "0000-00-00",
        "2024-05-01/2024-01-01", "yesterday", "T", "/", "\ud800", "[" * 3000, "9" * 5000, "", "2024-13-45",
    ],
)  # fmt: skip
def test_a_date_that_says_nothing_is_no_date(published: str) -> None:
    """Placeholders, reversed ranges and nonsense are unknown; copies under them are found, and none is the origin."""
    assert moment_of(published) is UNKNOWN
    text = f"On Monday, 3 May 2024, {story('dated')}"
    got = rows([Document("a", text, published=published), Document("b", f"{text} More soon.", published=published)])
    assert got["a"].family == got["b"].family and got["a"].origin is None


def test_a_date_in_the_future_comes_last() -> None:
    """It is taken at its word: whoever bears a real date was first."""
    text = story("future")
    got = rows([Document("a", text, published="2199-01-01"), Document("b", f"{text} More.", published="2024-01-01")])
    assert got["b"].role is Role.ORIGIN and got["a"].parent == "b"


@pytest.mark.parametrize("letters", [ARABIC, HEBREW, ARABIC + LATIN + HANGUL + HEBREW])
def test_scripts_from_right_to_left_and_mixed_ones_are_compared_as_others(letters: str) -> None:
    """Each echo finds its story, and no other."""
    documents = [Document(f"{n}", story(n, letters), published="2024-01-01") for n in range(8)]
    documents += [
        Document(f"{n}e", f"{story(n, letters)} {words(n, 8, letters)}", published="2024-01-02") for n in range(8)
    ]
    got = families(documents)
    assert got == {f"{n}{side}": f"{n}" for n in range(8) for side in ("", "e")}


def test_half_characters_and_zeros_hide_no_copy() -> None:
    """Damage between the letters is left out; the spans count it."""
    text = story("damaged")
    damaged = "".join(f"{char}\ud83d\x00" if place % 50 == 0 else char for place, char in enumerate(text))
    assert len(set(families([Document("a", text), Document("b", damaged, outlet="\udc00")]).values())) == 1


def test_texts_without_a_letter_join_nobody() -> None:
    """Blanks, dashes and emoji alone say nothing, even where they are the same."""
    texts = ["", " \n", "—…!", "\u200b" * 50, "😀" * 200, "😀😁😂" * 200] * 20
    documents = [Document(f"{n:03d}", text) for n, text in enumerate(texts)]
    traced = trace_documents(documents)
    assert traced.blank == len(texts) and traced.reuses == () and len({row.family for row in traced.members}) == 120


def test_two_origins_that_people_set_are_one_and_the_other_is_told() -> None:
    """Whoever says that a is the origin of b, and that b is that of a, gets one origin, and the reason at the other."""
    text = story("claimed")
    documents = [Document(name, f"{text} {words(name, 6)}", published="2024-01-01") for name in "abc"]
    got = rows(documents, ("origin:a", Verdict.CONFIRM), ("origin:b", Verdict.CONFIRM))
    (root,) = [row for row in got.values() if row.role is Role.ORIGIN]
    other = got["b" if root.item == "a" else "a"]
    assert root.origin_probability == 1000 and {row.origin for row in got.values()} == {root.item}
    assert CLAIMED_TOO in other.reasons and other.parent == root.item and root.parent is None


def test_a_cut_stands_against_joins_that_would_go_round_it() -> None:
    """a with b, a with c, and never b with c: one join is made, the other is told as unmet, whatever the order."""
    documents = [Document(name, story(name)) for name in "abc"]
    judged = [("reuse:a:b", Verdict.CONFIRM), ("reuse:a:c", Verdict.CONFIRM), ("reuse:b:c", Verdict.OVERTURN)]
    got = rows(documents, *judged)
    assert got == rows(documents, *reversed(judged))
    assert got["a"].family == got["b"].family != got["c"].family
    for name, other in ("ac", "ca"):
        assert any(f"joined it to {other}" in reason and "stay apart" in reason for reason in got[name].reasons)


def test_many_joins_in_a_ring_are_one_family() -> None:
    """Each document joined to the next and the last to the first: one family, told apart from a chain by nothing."""
    documents = [Document(f"{n:02d}", story(n)) for n in range(40)]
    ring = [(f"reuse:{n:02d}:{(n + 1) % 40:02d}", Verdict.CONFIRM) for n in range(40)]
    assert len(set(families(documents, *ring).values())) == 1
    assert families(documents, *ring) == families(documents, *ring[:-1])
