"""Drift: numbers, dates and names that changed in retelling, named on both sides."""

from __future__ import annotations

import time

import pytest

from synopticon.reuse.explaining import drift

FRAME = (
    "The ministry said on {0} that {1} residents of the {2} quarter had been registered at {3} stations by "
    "March {4}, in a programme which began after the flood and which is to go on until the quarter is rebuilt."
)
TOLD = ("Monday", "100", "Osterby", "12", "2019")


@pytest.mark.parametrize(
    ("retold", "changes"),
    [
        (TOLD, []),
        (("Monday", "over 100", "Osterby", "12", "2019"), [("number", "100", "over 100")]),
        (("Monday", "more than 100", "Osterby", "twelve", "2019"), [("number", "100", "more than 100")]),
        (("Monday", "150", "Osterby", "12", "2019"), [("number", "100", "150")]),
        (("Monday", "dozens of", "Osterby", "12", "2019"), [("number", "100", "dozens")]),
        (("Monday", "100", "Osterby", "12", "2021"), [("date", "March 2019", "March 2021")]),
        (("Friday", "100", "Osterby", "12", "2019"), [("date", "Monday", "Friday")]),
        (("Monday", "100", "Westholm", "12", "2019"), [("name", "Osterby", "Westholm")]),
        (
            ("Friday", "150", "Westholm", "12", "2019"),
            [("date", "Monday", "Friday"), ("number", "100", "150"), ("name", "Osterby", "Westholm")],
        ),
    ],
)
def test_what_differs_is_named(retold: tuple[str, ...], changes: list[tuple[str, str, str]]) -> None:
    """The whole number with its hedge, the whole date or name stands on both sides, at offsets that cut it out."""
    a, b = FRAME.format(*TOLD), FRAME.format(*retold)
    found = drift(a, b)
    assert [(change.kind, change.before, change.after) for change in found] == changes
    for change in found:
        assert change.before == a[change.a_start : change.a_end] and change.after == b[change.b_start : change.b_end]


@pytest.mark.parametrize(
    "retold",
    [
        ("Monday", "one hundred", "Osterby", "twelve", "2019"),
        ("Monday, 4 February,", "100", "Osterby", "12", "2019"),
        ("Monday", "100", "Ostreby", "12", "2019"),
        ("Monday", "100", "old Osterby", "12", "2019"),
        ("Monday", "the 100", "Osterby", "12", "2019"),
    ],
)
def test_the_same_in_other_words_is_no_drift(retold: tuple[str, ...]) -> None:
    """Numbers in words, a date told more fully, a misspelt name and added words contradict nothing."""
    assert drift(FRAME.format(*TOLD), FRAME.format(*retold)) == ()


def test_changed_words_without_a_fact_are_no_drift() -> None:
    """An edit of common words is not listed."""
    a = FRAME.format(*TOLD)
    assert drift(a, a.replace("registered", "photographed")) == ()


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        (
            "据当地居民介绍，有关部门去年冬天在港口一带的主要街道上安装了一百二十个摄像头，覆盖了全部学校和工厂，"
            "居民每天都要经过。工程于星期三完成，港口办公室没有说明费用由谁承担。",
            ("一百二十", "星期三"),
            ("三百", "星期五"),
        ),
        (
            "항만 사무소는 지난 3월 14일 북쪽 도로를 따라 약 1200명의 주민을 등록했다고 밝혔다. "
            "등록은 월요일까지 이어지며 누가 비용을 냈는지는 알려지지 않았다고 주민들은 전했다.",
            ("3월 14일", "약 1200", "월요일"),
            ("3월 16일", "약 1500", "금요일"),
        ),
        (
            "Портовая служба зарегистрировала 5 марта более двухсот рыбаков вдоль северной дороги, сообщил в пятницу "
            "начальник Иван Орлов, и никто не сказал, сколько лет будут храниться снимки и отпечатки пальцев.",
            ("5 марта", "пятницу", "Орлов"),
            ("7 марта", "среду", "Гусев"),
        ),
        (
            "La oficina del puerto registró el 5 de enero a más de 300 pescadores en la carretera del norte, dijo el "
            "lunes el capitán, y nadie explicó cuántos años se guardarán las fotografías ni las huellas.",
            ("5 de enero", "más de 300", "lunes"),
            ("6 de enero", "casi 300", "jueves"),
        ),
        (
            "港湾局によると、北の道路沿いで2024年3月5日に約300人の漁師が登録され、手続きは月曜日まで続くという。"
            "写真と指紋がいつまで保管されるのかについて、住民への説明はなかった。",
            ("2024年3月5日", "約300", "月曜"),
            ("2024年3月8日", "約500", "木曜"),
        ),
    ],
)
def test_facts_are_read_in_several_languages(text: str, before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Numbers with their hedges, days, months and weekdays, in invented sentences."""
    retold = text
    for one, other in zip(before, after, strict=True):
        assert one in retold
        retold = retold.replace(one, other)
    changes = {(change.before, change.after) for change in drift(text, retold)}
    named = {(whole, new) for whole, new in changes if whole.startswith("Иван")}
    expected = set(zip(before, after, strict=True)) - {("Орлов", "Гусев")}
    assert changes - named == expected and len(named) == ("Орлов" in before)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Republica Popular China", "the RPCh"),
        ("the Port Workers Union", "the PWU"),
        ("Captain Jon Reeve", "Jon Reeve"),
        ("Laos", "Lao"),
    ],
)
def test_a_name_told_shorter_is_no_drift(one: str, other: str) -> None:
    """Initials, a title left out and a bent form name the same."""
    order = " The order came from {}, as was said in the town on that very evening."
    assert drift(FRAME.format(*TOLD) + order.format(one), FRAME.format(*TOLD) + order.format(other)) == ()


def test_a_name_that_both_texts_bear_only_moved() -> None:
    """Whoever is named elsewhere in both did not drift."""
    more = " Mayor Anna Lindqvist and Captain Jon Reeve were at the quay."
    a = FRAME.format(*TOLD) + " The order came from Anna Lindqvist, as was said in the town." + more
    b = FRAME.format(*TOLD) + " The order came from Jon Reeve, as was said in the town." + more
    assert drift(a, b) == ()


@pytest.mark.parametrize("text", ["1 " * 100_000, "Ab " * 60_000, "一" * 100_000, "12 March " * 20_000, " " * 200_000])
def test_monotonous_texts_take_bounded_time(text: str) -> None:
    """A text of one repeated fact is read in seconds."""
    begun = time.process_time()
    drift(text, text + "2")
    assert time.process_time() - begun < 15
