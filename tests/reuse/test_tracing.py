"""Tracing as a whole: families, roles and parents of invented documents, whatever the order in which they come."""

from __future__ import annotations

import random
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from synopticon.model.judgement import Judgement, Verdict
from synopticon.model.reuse import Kind, Role
from synopticon.reuse.documents import Document
from synopticon.reuse.tracing import Traced, trace_documents

WORDS = [
    "harbour",
    "ministry",
    "camera",
    "village",
    "lantern",
    "border",
    "winter",
    "railway",
    "market",
    "teacher",
    "contract",
    "engine",
    "student",
    "river",
    "archive",
    "factory",
    "window",
    "printer",
    "orchard",
    "station",
    "bridge",
    "officer",
    "ticket",
    "forest",
    "kitchen",
    "garden",
    "letter",
    "signal",
    "morning",
    "office",
    "paper",
    "travel",
    "number",
    "school",
    "cable",
    "police",
    "square",
    "island",
    "doctor",
    "record",
    "battery",
    "mountain",
    "tower",
]


def story(seed: int, sentences: int = 14) -> str:
    """An invented text of so many sentences; the seed alone decides it."""
    chance = random.Random(seed)
    return " ".join(
        " ".join(chance.choice(WORDS) for _ in range(11)).capitalize() + f" {chance.randrange(1000, 9999)}."
        for _ in range(sentences)
    )


def garbled(text: str, seed: int, rate: float = 0.06) -> str:
    """The text with letters replaced at that rate."""
    chance = random.Random(seed)
    return "".join(chance.choice("abcdefgh") if c.isalpha() and chance.random() < rate else c for c in text)


def told(seed: int) -> list[Document]:
    """Two invented stories with echoes, one that quotes, one that stands alone, one blank."""
    one, two = story(seed), story(seed + 1)
    first = one.split(". ")
    return [
        Document("origin", one, outlet="Alpha", published="2024-03-01T08:00:00Z"),
        Document("copy", "VELMA (AP) - " + one, outlet="Beta", published="2024-03-01T09:00:00Z"),
        Document("twin", one.upper(), outlet="Gamma", published="2024-03-02"),
        Document("noisy", garbled(one, seed), outlet="Delta", published="2024-03-02T10:00:00Z"),
        Document("short", ". ".join(first[:6]) + ".", outlet="Beta", published="2024-03-03"),
        Document("other", two, outlet="Alpha", published="2024-02-01"),
        Document("other-copy", two + " Read more in our paper.", outlet="Beta", published="2024-02-02"),
        Document("quoting", story(seed + 2) + " " + ". ".join(first[2:4]), outlet="Gamma", published="2024-04-01"),
        Document("alone", story(seed + 3), outlet="Delta", published="2024-04-01"),
        Document("blank", " \n —", outlet="Delta", published="2024-04-01"),
    ]


def families(traced: Traced) -> dict[str, str]:
    return {member.item: member.family for member in traced.members}


def judged(subject: str, verdict: Verdict, minute: int = 0) -> Judgement:
    return Judgement(subject, verdict, "Mara", datetime(2024, 5, 1, 8, minute, tzinfo=UTC), "I read both")


def test_echoes_of_one_story_are_one_family_and_a_quotation_is_not() -> None:
    """A copy, a twin in capitals, a garbled and a shortened form join their origin; a quoting story stays apart."""
    got = families(trace_documents(told(1)))
    assert {name for name, family in got.items() if family == "origin"} == {"origin", "copy", "twin", "noisy", "short"}
    assert got["other"] == got["other-copy"] == "other"
    assert [got[name] for name in ("quoting", "alone", "blank")] == ["quoting", "alone", "blank"]


def test_the_quotation_is_recorded_all_the_same() -> None:
    """A quotation is a relation with its span, of a kind that binds nobody."""
    documents = {document.id: document for document in told(1)}
    found = next(r for r in trace_documents(told(1)).reuses if {r.a, r.b} == {"origin", "quoting"})
    assert found.kind is Kind.QUOTE
    widest = max(found.spans, key=lambda span: span.a_end - span.a_start)
    a, b = documents[found.a].text, documents[found.b].text
    assert a[widest.a_start : widest.a_end] == b[widest.b_start : widest.b_end]


def test_roles_and_parents_follow_the_dates() -> None:
    """The earliest member is the origin, the others are its echoes, and each leads to the origin."""
    rows = {member.item: member for member in trace_documents(told(1)).members}
    assert rows["origin"].role is Role.ORIGIN and rows["origin"].origin == "origin"
    for name in ("copy", "twin", "noisy", "short"):
        assert rows[name].role is Role.ECHO and rows[name].origin == "origin" and rows[name].parent == "origin"
    assert rows["alone"].role is Role.SINGLE and rows["alone"].parent is None
    assert rows["blank"].reasons == ("its text is blank or too short to be compared",)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_any_order_of_documents_gives_the_same_rows(seed: int, chance: random.Random) -> None:
    """Tracing is a function of the set of documents; arrival changes nothing."""
    documents = told(seed)
    straight = trace_documents(documents)
    chance.shuffle(documents)
    assert trace_documents(documents) == straight


def test_a_person_can_cut_a_pair_and_take_it_back() -> None:
    """OVERTURN keeps two documents apart in every run; CLEAR on the same subject lets the engine decide again."""
    cut = judged("reuse:noisy:origin", Verdict.OVERTURN)
    assert families(trace_documents(told(1), [cut]))["noisy"] != "origin"
    again = [cut, judged("reuse:noisy:origin", Verdict.CLEAR, 1)]
    assert trace_documents(told(1), again) == trace_documents(told(1))


def test_identical_bodies_can_be_cut_too() -> None:
    """A judgement stands even above identity."""
    got = families(trace_documents(told(1), [judged("reuse:origin:twin", Verdict.OVERTURN)]))
    assert got["twin"] == "twin" and got["copy"] == "origin"


def test_a_person_can_join_what_no_rule_would() -> None:
    """CONFIRM puts two families together, named after the first member of both."""
    got = families(trace_documents(told(1), [judged("reuse:alone:copy", Verdict.CONFIRM)]))
    assert got["alone"] == got["copy"] == "origin"


def test_a_person_can_set_the_origin() -> None:
    """A confirmed origin is the root of its family with certainty."""
    rows = {m.item: m for m in trace_documents(told(1), [judged("origin:twin", Verdict.CONFIRM)]).members}
    assert rows["twin"].role is Role.ORIGIN and rows["twin"].origin_probability == 1000
    assert rows["copy"].origin == "twin" and rows["copy"].family == "origin"


def test_a_family_that_credits_an_uncollected_agency_has_an_unseen_origin() -> None:
    """Where the earliest member credits an agency that no outlet here is, the origin stays None and is named."""
    text = story(5)
    rows = {
        member.item: member
        for member in trace_documents(
            [
                Document("a", "VELMA (Reuters) - " + text, outlet="Alpha", published="2024-01-01"),
                Document("b", "VELMA (Reuters) - " + text, outlet="Beta", published="2024-01-02"),
            ]
        ).members
    }
    assert rows["a"].role is Role.ECHO_OF_UNSEEN
    assert rows["a"].origin is rows["b"].origin is None
    assert "Reuters" in rows["a"].reasons[1]


def test_nothing_gives_nothing() -> None:
    """An empty corpus is answered with empty rows."""
    assert trace_documents([]) == Traced((), (), 0, 0, 0)


def test_a_flood_of_reprints_is_one_family() -> None:
    """Where nearly all documents carry one story, each with a line of its own, it is not taken for house style."""
    documents = [Document(f"{n:04d}", story(1) + " " + story(1000 + n, 1), published="2024") for n in range(1500)]
    assert len(set(families(trace_documents(documents)).values())) == 1


def test_a_boilerplate_in_all_documents_joins_nobody() -> None:
    """The same closing lines under every story make no family."""
    documents = [Document(f"{n:04d}", story(n, 8) + " " + story(10_000, 6)) for n in range(1500)]
    assert len(set(families(trace_documents(documents)).values())) == 1500


def test_a_boilerplate_in_front_of_all_of_an_outlets_documents_joins_nobody() -> None:
    """Most of each text, and its beginning: what very many documents hold is no common origin of the rest."""
    front = story(1)
    documents = [
        Document(f"{n:03d}", front + " " + story(1000 + n, 3), outlet="Nord", published="2024-03-01")
        for n in range(200)
    ]
    assert len(set(families(trace_documents(documents)).values())) == 200


def test_a_million_times_one_word_joins_nobody() -> None:
    """Texts of one repeated word are too monotonous to be compared, and take no time."""
    traced = trace_documents([Document("a", "no " * 50_000), Document("b", "no " * 50_001)])
    assert families(traced) == {"a": "a", "b": "b"} and traced.short == 2


def test_an_address_stands_in_for_a_missing_date() -> None:
    """An outlet's next round of its own phrases is no echo, also where only the addresses tell the days apart."""
    one, next_round = story(40), ". ".join(story(40).split(". ")[:8]) + ". " + story(41, 6)
    same_day, later = ("https://a.example/2024/03/01/two", "https://a.example/2024/04/01/two")
    for address, together in ((same_day, True), (later, False)):
        first = Document("one", one, outlet="Alpha", url="https://a.example/2024/03/01/one")
        found = families(trace_documents([first, Document("two", next_round, outlet="Alpha", url=address)]))
        assert (found["one"] == found["two"]) is together


def test_spans_lie_in_the_text_of_the_document_they_are_said_of() -> None:
    """Of documents with one body, dressed otherwise, the first stands for it: its own blanks count, nobody else's."""
    first = story(5)
    dressed = "   --- " + first.upper().replace(" ", "  ")
    part = first[: len(first) // 2] + story(6, 4)
    documents = [
        Document("b", first, published="2020-01-01"),
        Document("a", dressed, published="2020-01-05"),
        Document("c", part, published="2020-01-03"),
    ]
    texts = {document.id: document.text for document in documents}
    reuses = [reuse for reuse in trace_documents(documents).reuses if {reuse.a, reuse.b} == {"b", "c"}]
    assert len(reuses) == 1
    for span in reuses[0].spans:
        assert texts["b"][span.a_start : span.a_end].lower() == texts["c"][span.b_start : span.b_end].lower()
