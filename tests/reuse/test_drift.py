"""Drift: numbers, amounts and dates that changed in retelling, named on both sides."""

from __future__ import annotations

import pytest

from synopticon.reuse.explaining import drift

FRAME = (
    "The ministry said on {0} that {1} residents of the harbour quarter had been registered at {2} stations by "
    "March {3}, in a programme which began after the flood and which is to go on until the quarter is rebuilt."
)


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        (("Monday", "100", "12", "2019"), ("Monday", "100", "12", "2019"), []),
        (("Monday", "100", "12", "2019"), ("Monday", "over 100", "12", "2019"), [("100", "over 100")]),
        (("Monday", "100", "12", "2019"), ("Monday", "150", "12", "2019"), [("100", "150")]),
        (("Monday", "100", "12", "2019"), ("Monday", "100", "12", "2021"), [("2019", "2021")]),
    ],
)
def test_what_differs_is_named(before: tuple[str, ...], after: tuple[str, ...], changes: list[tuple[str, str]]) -> None:
    """The whole number or phrase stands on both sides, at offsets that cut it out."""
    a, b = FRAME.format(*before), FRAME.format(*after)
    found = drift(a, b)
    assert [(change.before, change.after) for change in found] == changes
    for change in found:
        assert change.before in a[change.a_start : change.a_end] and change.after in b[change.b_start : change.b_end]


def test_changed_words_without_a_number_are_no_drift() -> None:
    """An edit of common words is not listed."""
    a = FRAME.format("Monday", "100", "12", "2019")
    assert drift(a, a.replace("registered", "photographed")) == ()


def test_numbers_in_chinese_are_numbers() -> None:
    """Han numerals drift too."""
    a = (
        "据当地居民介绍，有关部门去年冬天在港口一带的主要街道上安装了一百二十个摄像头，"
        "覆盖了全部学校和工厂，居民每天都要经过。"
    )
    found = drift(a, a.replace("一百二十", "三百"))
    assert len(found) == 1 and "三百" in found[0].after
