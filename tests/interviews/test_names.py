"""A name of the record is found in every script and spelling, with one typing error, and not where it is no name."""

from __future__ import annotations

import pytest

from synopticon.interviews.detectors.identity import find_identity
from synopticon.interviews.hearing import Hearing
from synopticon.interviews.identity import identity_of
from synopticon.interviews.speech import speech_of


def found(record: dict[str, object], text: str) -> list[str]:
    """The words that the record is recognised by."""
    speech = speech_of(text).text
    spans = sorted({(one.start, one.end) for one in find_identity(Hearing(speech, identity_of(record)))})
    return [
        speech[start:end]
        for start, end in spans
        if not any(a <= start and end <= b for a, b in spans if (a, b) != (start, end))
    ]


KOREAN = {"names": ["량명일"]}
CHINESE = {"names": ["王建国"]}
RUSSIAN = {"names": ["Сергей Щербаков"]}


@pytest.mark.parametrize(
    "form",
    ["량명일", "양명일", "梁明日", "Ryang Myŏng-il", "Yang Myeongil", "Ryang Myong Il", "Lyang Myengil",
     "Myong-il Ryang", "ryang myongil", "Рян Мёнъиль", "Ryang Myogn Il", "Ryang Mzong Il", "량명잋", "량 명일"],
)  # fmt: skip
def test_a_korean_name_is_found_in_every_writing(form: str) -> None:
    """Four romanisations, Hangul of both states, Hanja, Kontsevich; with letters swapped, and with a wrong key."""
    assert found(KOREAN, f"1 {form} 2") == [form]


@pytest.mark.parametrize(
    "form", ["王建国", "Wang Jianguo", "Wang Chien-kuo", "Ван Цзяньго", "왕젠궈", "Jianguo Wang", "Wnag Jianguo"]
)
def test_a_chinese_name_is_found_in_every_writing(form: str) -> None:
    """Characters, Pinyin, Wade–Giles, Palladius, and as Korean writes its sound."""
    assert found(CHINESE, f"1 {form} 2") == [form]


@pytest.mark.parametrize(
    "form",
    [
        "Сергей Щербаков",
        "Щербаков Сергей",
        "Сергею Щербакову",
        "Sergey Shcherbakov",
        "Sergej Ŝerbakov",
        "Sergei Shcherbakvo",
    ],
)
def test_a_russian_name_is_found_in_every_writing(form: str) -> None:
    """Cases, orders, BGN, ISO 9 and the rules of passports."""
    assert found(RUSSIAN, f"1 {form} 2") == [form]


def test_a_romanised_record_finds_hangul_and_hanja() -> None:
    """Where only the spelling of one system is recorded, the other scripts are found as well."""
    record: dict[str, object] = {"names": ["Rim Ok Ran"]}
    assert found(record, "저는 임옥란이고 林玉蘭입니다") == ["임옥란", "林玉蘭"]


def test_particles_stay_outside_a_given_name() -> None:
    """A given name is found before its particle and not within another word."""
    assert found(KOREAN, "명일이가 왔고 명일에게 줬다. 설명일 뿐이다.") == ["명일", "명일"]


@pytest.mark.parametrize(("text", "names"), [("they called me spring", ["spring"]), ("in spring the ice melts", [])])
def test_a_common_word_is_a_name_where_it_names(text: str, names: list[str]) -> None:
    """A nickname that is a word of every day is told by what stands before it."""
    assert found({"nicknames": ["Spring"]}, text) == names


@pytest.mark.parametrize(("text", "names"), [("동생 가을이가 왔다", ["가을"]), ("가을에 농촌에 갔다", [])])
def test_a_common_korean_word_is_a_name_where_it_names(text: str, names: list[str]) -> None:
    """An autumn and a sister called Autumn are told apart."""
    assert found({"relatives": [{"name": "한가을"}]}, text) == names


@pytest.mark.parametrize(
    "text",
    ["born on 17 March 1988", "march seventeenth", "1988년 3월 17일", "팔십팔년 삼월 십칠일", "17.03.1988", "the 17th"],
)
def test_a_date_of_the_record_is_found_however_it_is_told(text: str) -> None:
    """In digits, in words, in both languages, in part."""
    assert found({"birth_date": "1988-03-17"}, text)


def test_the_month_of_a_recorded_date_alone_stays() -> None:
    """May is everybody's month."""
    assert not found({"departure_date": "2016-05-02"}, "in may the inspectors came")


@pytest.mark.parametrize(
    "text",
    [
        "010 5557 2431",
        "+82 10-5557-2431",
        "55572431",
        "zero one zero five five five seven two four three one",
        "공일공 오오오칠 이사삼일",
    ],
)
def test_a_number_is_found_however_it_is_grouped_or_said(text: str) -> None:
    """A telephone number is one however it is written or dictated."""
    assert "".join(found({"contacts": ["010-5557-2431"]}, f"call {text} please")) == text


def test_a_place_is_found_without_what_it_is() -> None:
    """A district is known by its name alone, and a province of the record stays readable."""
    assert found({"residences": ["함경북도 온성군"]}, "함경북도 온성에서 살았다") == ["온성"]
