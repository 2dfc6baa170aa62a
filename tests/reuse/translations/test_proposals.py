"""Proposed translations: found by their clues, shown with them, and never more than proposed."""

from __future__ import annotations

import json
import runpy
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synopticon.model.reuse import BINDING, Kind
from synopticon.reuse.documents import Document
from synopticon.reuse.translations import reading
from synopticon.reuse.translations.deciding import LEAST_PROBABILITY
from synopticon.reuse.translations.desks import BLOCK
from synopticon.reuse.translations.proposals import propose, propose_streamed, propose_translations
from synopticon.reuse.translations.reading import Library
from synopticon.reuse.translations.shelving import catalogue_of

HERE = Path(__file__).parent
STORIES: dict[str, dict[str, str]] = json.loads((HERE / "stories.json").read_text("utf-8"))["stories"]
"""Invented, by subject and language."""
BENCHMARK = HERE.parents[2] / "benchmarks/reuse/translations.py"


def documents(*languages: str) -> list[Document]:
    """Every story in these languages."""
    return [
        Document(f"{language}-{subject}", story[language], language=language)
        for subject, story in STORIES.items()
        for language in languages
    ]


@pytest.mark.parametrize(
    "languages", [("en", "ko"), ("en", "zh"), ("en", "ru"), ("en", "ja"), ("ko", "ru"), ("ru", "zh")]
)
def test_every_story_finds_its_translation(languages: tuple[str, str]) -> None:
    """Each invented story is proposed with its own translation, and with nothing else."""
    found = {(one.a, one.b) for one in propose(documents(*languages)).proposals}
    assert found == {(f"{languages[0]}-{subject}", f"{languages[1]}-{subject}") for subject in STORIES}


def test_other_stories_are_no_translations() -> None:
    """Where no story has its translation in the collection, nothing is proposed."""
    subjects = list(STORIES)
    some = [one for one in documents("en") if one.id.split("-")[1] in subjects[:2]]
    others = [one for one in documents("ko") if one.id.split("-")[1] in subjects[2:]]
    assert len(some) == len(others) == 2 and propose(some + others).proposals == ()


def test_the_evidence_cuts_out_what_it_names() -> None:
    """Each piece of evidence has a span on both sides that holds what the words say."""
    texts = {one.id: one.text for one in documents("en", "ko")}
    for one in propose(documents("en", "ko")).proposals:
        assert one.evidence
        for (a_start, a_end), (b_start, b_end), what in one.evidence:
            said = f"{texts[one.a][a_start:a_end]} / {texts[one.b][b_start:b_end]}"
            assert what.endswith(said) and said.strip(" /")
        assert one.reasons[0].startswith("possibly translated")


def test_reasons_name_the_numbers_and_names() -> None:
    """The most telling clues are told in words, in both scripts."""
    flood = next(one for one in propose(documents("en", "ko")).proposals if "flood" in one.a)
    assert "18,600 / 1만8600" in flood.reasons[2]
    assert any(what == "name: Tamara / 타마라" for _, _, what in flood.evidence)


def test_a_proposal_binds_nothing() -> None:
    """As a relation of the house it is `translation?`, which is not among the kinds that make a family."""
    found = propose_translations(documents("en", "zh"))
    assert found and all(one.kind is Kind.TRANSLATION and one.kind not in BINDING for one in found)
    assert all(one.a < one.b and LEAST_PROBABILITY <= one.score <= 1000 for one in found)


@settings(max_examples=25, deadline=None)
@given(st.permutations(documents("en", "ko", "zh")))
def test_the_order_of_documents_changes_nothing(shuffled: Sequence[Document]) -> None:
    """Proposals are a function of the set of documents."""
    assert propose(shuffled) == propose(documents("en", "ko", "zh"))


def test_no_two_documents_of_one_language_are_proposed() -> None:
    """Copies in one language are other rooms' matter; of identical texts the first stands for all."""
    copies = [replace(one, id=f"{one.id}-copy") for one in documents("en")]
    found = propose([*documents("en", "ko"), *copies]).proposals
    assert {(one.a, one.b) for one in found} == {(f"en-{subject}", f"ko-{subject}") for subject in STORIES}


def test_an_edited_copy_is_no_rival() -> None:
    """A lightly edited copy of the original does not keep the translation from being proposed."""
    edited = [replace(one, id=f"{one.id}-late", text=f"{one.text} More follows.") for one in documents("en")]
    found = propose([*documents("en", "ko"), *edited]).proposals
    assert {one.b for one in found} == {f"ko-{subject}" for subject in STORIES}


def test_languages_are_found_where_they_are_not_given() -> None:
    """Documents without a tag are told apart by their text; what no language can be told of is left out and counted."""
    plain = [replace(one, language=None) for one in documents("en", "ko")]
    outcome = propose([*plain, Document("x", "12 34")])
    assert len(outcome.proposals) == len(STORIES) and outcome.unread == 1
    assert "Left out for want of a known language: 1." in outcome.summary()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.text(max_size=60), st.sampled_from(["en", "ko", "zh", "ja", "ru", "ar", "xx", None])), max_size=6
    )
)
def test_any_text_is_borne(rows: list[tuple[str, str | None]]) -> None:
    """Any text in any alleged language gives spans within the texts, or nothing."""
    given_documents = [Document(str(number), text, language=tag) for number, (text, tag) in enumerate(rows)]
    texts = {one.id: one.text for one in given_documents}
    for one in propose(given_documents).proposals:
        for (a_start, a_end), (b_start, b_end), _ in one.evidence:
            assert 0 <= a_start < a_end <= len(texts[one.a]) and 0 <= b_start < b_end <= len(texts[one.b])


@pytest.mark.parametrize(
    "text", ["", " ", "1 " * 5000, "王" * 5000, "가" * 5000, "Ab" * 5000, "😀" * 500, "שלום 5 " * 300]
)
def test_monotonous_and_odd_texts_propose_nothing(text: str) -> None:
    """Blank, repeated and right-to-left texts, in whatever language they are said to be, are no translations."""
    rows = [Document(f"{tag}", text, language=tag) for tag in ("en", "ko", "zh", "ja", "ru")]
    assert propose(rows).proposals == ()


def test_long_texts_are_met_by_their_beginnings() -> None:
    """Of texts of half a million characters the beginnings are read, in each language as much of the matter."""
    rows = [replace(one, text=f"{one.text} " * 2000) for one in documents("en", "zh")]
    begun = time.process_time()
    assert {(one.a, one.b) for one in propose(rows).proposals} == {(f"en-{name}", f"zh-{name}") for name in STORIES}
    assert time.process_time() - begun < 20


def test_the_beginning_of_a_translation_is_met() -> None:
    """A translation that ends after six tenths of the story is proposed with the story it begins, and with no other."""
    halves = [replace(one, text=one.text[: len(one.text) * 6 // 10]) for one in documents("ko")]
    found = {(one.a, one.b) for one in propose([*documents("en"), *halves]).proposals}
    assert found == {(f"en-{subject}", f"ko-{subject}") for subject in STORIES}


@pytest.mark.corpus
def test_real_translations_keep_their_floor(shared: Path) -> None:
    """On held passages precision stays at .99 and recall at .96 or above; where there is none, next to none."""
    bench = runpy.run_path(str(BENCHMARK))
    data = shared / "data"
    held = (bench["half"](bench["xquad"](data), True), bench["half"](bench["park"](data), True))
    collections = bench["sets"](*held)
    for name in ("xquad en-zh", "xquad en-ru", "park en-ko", "mixed"):
        answer = bench["measured"](collections[name])
        assert answer["precision"] >= 0.99 and answer["recall"] >= 0.96, (name, answer)
    for name, most in (("none en-zh", 0), ("none en-ru", 0), ("none en-ko", 0), ("none en-zh, neighbours", 4)):
        assert bench["measured"](collections[name])["proposed"] <= most, name


def test_a_streamed_collection_gives_the_same_and_asks_for_few_texts_at_a_time() -> None:
    """Whatever the order of the stream; no more texts are asked for together than a block of pairs has."""
    rows = documents("en", "ko", "zh")
    texts = {one.id: one.text for one in rows}
    asked: list[int] = []

    def some(ids: Sequence[str]) -> dict[str, str]:
        asked.append(len(ids))
        return {name: texts[name] for name in ids}

    found = propose_streamed(iter(rows[::-1]), some)
    assert found == propose(rows) and 0 < max(asked) <= 2 * BLOCK


def test_readings_that_are_not_held_are_made_again() -> None:
    """A library that holds few readings gives the same ones as a large one, and asks for a text again."""
    rows = documents("en", "ko")
    texts = {one.id: one.text for one in rows}
    cards = catalogue_of(rows).cards["en"]
    library = Library(lambda ids: {name: texts[name] for name in ids})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "KEPT_OPEN", 1)
        one_by_one = [library.readings([card])[card.id] for card in (*cards, *cards)]
    assert [found.telling for found in one_by_one[: len(cards)]] == [one.telling for one in one_by_one[len(cards) :]]
    assert library.readings(cards).keys() == {card.id for card in cards}
