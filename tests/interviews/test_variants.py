"""A witness's facts are found in every way people write, spell, decline and dictate them; bystanders without a record.

In each case the words within brackets must be covered.
"""

from __future__ import annotations

import re

import pytest

from synopticon.interviews.engine import propose
from synopticon.interviews.identity import Identity, identity_of

RECORD = identity_of(
    {
        "who": {
            "names": [{"value": "김철수", "script": "Hangul"}],
            "nicknames": ["두꺼비"],
            "birth_date": "1987-03-14",
            "departure_date": "2015-11-09",
        },
        "relatives": [
            {"name": "박영희", "relation": "younger sister", "nicknames": ["꽃님이"]},
            {"name": "강철", "relation": "friend"},
            {"name": "독고산", "relation": "uncle"},
        ],
        "schools": ["Kimchaek University of Technology"],
        "employers": ["무산광산련합기업소", "Military Unit 4418"],
        "residences": ["함경북도 회령시 인계리 인민반 23반 5호"],
        "contacts": ["010-5557-2431", {"kakao": "toad_87"}, "chol.su@mail.example"],
        "broker": {"name": "최 사장", "phone": "138 4477 0192"},
        "current_place": "경기도 안산시",
    }
)
ENGLISH = """
[kim chol su] said|[kim cheolsu]|[chol su] said|[cholsu] said|[cheol-soo] said|[Chol-su Kim]|[KIM CHOL SU]
[Kim, Chol Su]
[Kim Chlo Su] said|[Kim Cholsu]'s house|[cholsus] house|[Ким Чхоль Су] сказал|[Киму Чхоль Су]|[Кима Чхоль Су]
[yong hui] came|[Younghee] came|[Pak Yong Hui]|[Пак Ён Хи]|my friend [Chol]|brother [chol]
[March of '87]|in [eighty seven] i was born|[march of eighty seven]|[the fourteenth of March]|[march fourteen]
[870314]
[14.3.87]|[3/14/1987]|[nineteen eighty-seven]|[November 2015]|[november two thousand fifteen]|[9 ноября 2015 года]
[kimchaek university of technology]|[kim chaek university]|[unit 4418]|[unit four four one eight]
[inminban twenty three]
[zero one zero five five five seven two four three one]|[oh one oh triple five seven two four three one]
last digits are [two four three one]|[toad underscore eighty seven]|[toad underscore eight seven]
[chol dot su at mail dot example]|[c h o l dot s u at mail dot example]|[chol.su 골뱅이 mail 점 example]
"""
KOREAN = """
[김 철 수]요|[김철수(金哲洙)]입니다|[철수]한테|[철수]랑|[철수]야|[철수] 동무|[철수 삼촌]|[철수네] 집|[철수]더러
[철수]말이|[철수]놈이
[철수]이가|[철수]거든요|[김가] 놈이|[김 동무]가|[영희]네 엄마|[영히]가|[꽃님이]가|[철]이가 왔다|[철]아|[산이 형]은
[팔칠년 삼월]에|[87년생]|[팔십칠년생]이에요|[삼월 열나흗날]|[삼월 십사일]|[주체76년]|[십오년 십일월]에|[11월 9일]
[무산광산연합기업소]|[4418부대]|[사사일팔부대]|[인민반 23반]|[이십삼 인민반]|[인계리]에서|[최사장]님이
[공일공에 오오오칠에 이사삼일]|[영일영 오오오칠 이사삼일]|끝번호 [2431]|[toad 언더바 팔칠]|[안산]에
"""
BYSTANDERS = """
[본학이]는 동창이에요|[남철이]랑 갔어요|[진혁이]가 왔어요|[은실]네 집에|[광호]야, 빨리 와|친구 [향란이]가
[서 명수], 그 사람이
차인숙이고 [차 동무]가 왔어요|[마영팔]이라고 악질이오|[순이 할머니]는|성이 [독고]예요|다들 [올빼미]라고 했어요
[구름]은 제 동생 별명이에요
i met [pong su] at the market|then [hye ryong] told me to run|we went with [jin ok] and her son|[ji hyang]'s house
They know [Captain No]|[yongsil]s mother|[Hope], that is what they called her. Then [Hope] paid
"""


def cases(table: str) -> list[str]:
    """The cases of a table, one after the other."""
    return [case for line in table.strip().splitlines() for case in line.split("|")]


def uncovered(case: str, before: str, after: str, record: Identity) -> list[str]:
    """The bracketed words of a case that are not proposed."""
    text, marks = before, []
    for piece in re.split(r"(\[.*?\])", case):
        if piece.startswith("["):
            marks.append((len(text), len(text) + len(piece) - 2))
            piece = piece[1:-1]
        text += piece
    covered = {at for span in propose(text + after, record) for at in range(span.start, span.end)}
    words = (match for start, end in marks for match in re.compile(r"\w+").finditer(text, start, end))
    return [match[0] for match in words if match.start() not in covered]


@pytest.mark.parametrize("case", cases(ENGLISH))
def test_the_records_facts_in_english_and_russian(case: str) -> None:
    """In letters of every kind, in small letters, in order and out of it, written and said."""
    before = "i was there and we talked about it. " if case == case.lower() else "I was there and we talked. "
    assert uncovered(case, before, " and so on.", RECORD) == []


@pytest.mark.parametrize("case", cases(KOREAN))
def test_the_records_facts_in_korean(case: str) -> None:
    """Before every particle and title, as they sound, as they are mistyped, and dictated."""
    assert uncovered(case, "그때 우리는 다 같이 거기 있었습니다. ", " 했어요.", RECORD) == []


@pytest.mark.parametrize("case", cases(BYSTANDERS))
def test_bystanders_whom_no_record_names(case: str) -> None:
    """By what Korean puts behind a name, by being no other word, by the words that call somebody so."""
    before = "어제 시장에 갔어요. " if re.search("[가-힣]", case) else "i was there on that day and i saw it. "
    before = before.capitalize() if case != case.lower() and before.isascii() else before
    assert uncovered(case, before, ". ", Identity()) == []


@pytest.mark.parametrize(
    "text",
    [
        "말씀해 주세요. 어서 오세요. 저는 여자예요.",
        "동창이에요. 사람이 많았어요. 아이들이 놀았어요.",
        "보위지도원이 왔고 인민반장은 갔어요.",
        "so we walked to the river and the guards were asleep and i said nothing",
        "So it lay there. So I went home. The carpenter laughed.",
    ],
)
def test_words_of_every_day_are_no_names(text: str) -> None:
    """What is built like a name and is none stays readable."""
    assert propose(text, Identity()) == []
