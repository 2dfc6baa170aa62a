"""A word that stands where a person does is covered whatever word it is; the same word elsewhere is left."""

from __future__ import annotations

import pytest

from synopticon.interviews.engine import propose
from synopticon.interviews.identity import Identity, identity_of
from synopticon.interviews.naming.abbreviated import abbreviation_pattern

_ACCOUNT = "i was there and i saw it myself. "


def covered(text: str, record: dict[str, object] | None = None) -> str:
    """The text with everything that is proposed as underscores."""
    shown = list(text)
    for span in propose(text, identity_of(record) if record else Identity()):
        shown[span.start : span.end] = "_" * (span.end - span.start)
    return "".join(shown)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("my friend pebble rode with him", "pebble"),
        ("one day autumn asked me why i listened", "autumn"),
        ("a tall boy called thunder because he shouted", "thunder"),
        ("blossom is not her real name", "blossom"),
        ("we wrote to ms pine in the city", "pine"),
        ("stationmaster um tok came late", "tok"),
    ],
)
def test_an_english_word_is_a_name_where_a_person_stands(text: str, name: str) -> None:
    """Behind my friend, before what only people do, behind called, before a real name, behind a title and a trade."""
    assert name not in covered(_ACCOUNT + text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("그 집에 망치라는 아들이 있었어요.", "망치"),
        ("다들 도깨비라고 불렀어요.", "도깨비"),
        ("목수 표라고 있었는데 표는 술을 좋아했어요.", "표"),
        ("그때 보위원 궁 소좌가 왔습니다.", "궁"),
        ("꽃님이가 먼저 알았어요.", "꽃님"),
        ("막달레나 할머니가 도와줬어요.", "막달레나"),
        ("그날 제갈이 울었어요.", "제갈"),
        ("본명은 룡바우이고 나이는 모릅니다.", "룡바우"),
    ],
)
def test_a_korean_word_is_a_name_where_a_person_stands(text: str, name: str) -> None:
    """Before 라는 아들 and 라고 불렀다, behind a trade, before an office or 이 with a particle, baptised, compound."""
    assert name not in covered(text)


@pytest.mark.parametrize(
    "text",
    [
        "the winter was cold and the river froze. i said nothing to anybody and my friend said nothing",
        "my mother always said that people asked too much",
        "카메라가 길에 있었어요. 고양이가 울고 아이들이 놀았습니다.",
        "압록강을 건너서 두만강 쪽으로 갔어요.",
    ],
)
def test_the_same_words_elsewhere_are_left(text: str) -> None:
    """Seasons, rivers, animals and people in general stay readable."""
    assert "_" not in covered(text)


@pytest.mark.parametrize(
    ("school", "said"),
    [
        ("김책공업종합대학", "김책공대"),
        ("청진의학대학", "청진의대"),
        ("온성제2고급중학교", "온성 2고중"),
        ("Hamhung University of Chemical Industry", "huci"),
    ],
)
def test_a_school_of_the_record_is_found_as_it_is_said_for_short(school: str, said: str) -> None:
    """First syllables of Korean units, a number without 제, the letters of an English name."""
    pattern = abbreviation_pattern(school)
    assert pattern is not None
    assert (found := pattern.search(f"그때 {said} 나왔다")) is not None
    assert found[0] == said


def test_a_school_without_units_has_no_short_form() -> None:
    """A name of one word is sought as it is."""
    assert abbreviation_pattern("Songdo") is None


@pytest.mark.parametrize("place", ["서봉골", "뚝섬나루"])
def test_a_korean_place_that_no_list_has_is_found_where_somebody_goes(place: str) -> None:
    """What a place ends in, and a verb of moving behind it."""
    assert place not in covered(f"우리는 {place}에서 살았어요.")


def test_an_account_of_the_record_is_found_without_its_service() -> None:
    """The record says instagram before it, the witness does not."""
    assert "haetnim.k" not in covered("제 것은 haetnim.k7이에요", {"contacts": ["instagram haetnim.k7"]})
