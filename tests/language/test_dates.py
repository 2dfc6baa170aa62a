"""Dates as people write them: each row is exactly right, or None, or says its doubt."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synopticon.language.dates import edtf_bounds, to_edtf
from synopticon.language.months import MONTHS

RIGHT = """
2024-03-15 | 2024-03-15
2024-03 | 2024-03
2024 | 2024
2024-03-15T10:20:30Z | 2024-03-15
2024-03-15T23:59:59.123+09:00 | 2024-03-15
2024-03-15 10:20 | 2024-03-15
20240315 | 2024-03-15
2024/03/15 | 2024-03-15
2024/3/5 | 2024-03-05
2024.03.15 | 2024-03-15
2024. 3. 15. | 2024-03-15
2024.03.15 10:30 | 2024-03-15
입력 2024.03.15 오전 10:30 | 2024-03-15
2024-03~ | 2024-03~
2019/2021 | 2019/2021
15 March 2024 | 2024-03-15
March 15, 2024 | 2024-03-15
Mar. 15, 2024 | 2024-03-15
March 15 2024 | 2024-03-15
15th of March, 2024 | 2024-03-15
15-Mar-2024 | 2024-03-15
Friday, March 15, 2024 at 3:04 pm EST | 2024-03-15
Fri, 15 Mar 2024 10:00:00 +0000 | 2024-03-15
Published: 15 March 2024 | 2024-03-15
March 2024 | 2024-03
Sept. 2024 | 2024-09
3–5 March 2024 | 2024-03-03/2024-03-05
March 3-5, 2024 | 2024-03-03/2024-03-05
March–May 2024 | 2024-03/2024-05
spring 2024 | 2024-21
Winter 2019 | 2019-24
Q3 2023 | 2023-35
the 1990s | 199X
early 2019 | 2019
by 2019 | [..2019]
before 2019 | [..2018]
since 2021 | 2021/..
until 2020 | ../2020
between 2020 and 2023 | 2020/2023
2020–2023 | 2020/2023
2020-2023 | 2020/2023
c. 2019 | 2019~
around March 2019 | 2019-03~
probably 2019 | 2019?
03/15/2024 | 2024-03-15
15/03/2024 | 2024-03-15
04/04/2024 | 2024-04-04
03/04/2024 | [2024-03-04,2024-04-03]
15.03.2024 | 2024-03-15
03.04.2024 | 2024-04-03
1er mars 2024 | 2024-03-01
le 15 août 2024 | 2024-08-15
15. März 2024 | 2024-03-15
Stand: 5. Dezember 2023 | 2023-12-05
15 de marzo de 2024 | 2024-03-15
seit 2021 | 2021/..
15 марта 2024 г. | 2024-03-15
15 марта 2024 года | 2024-03-15
15 марта 2024, 10:30 | 2024-03-15
март 2024 г. | 2024-03
в 2019 году | 2019
15.03.2024 г. | 2024-03-15
с 2020 по 2023 год | 2020/2023
около 2019 года | 2019~
1990-е годы | 199X
2024년 3월 15일 | 2024-03-15
2024년 3월 15일(금) | 2024-03-15
2024년 3월 15일 금요일 | 2024-03-15
2024년 3월 15일 오후 3시 20분 | 2024-03-15
2024년 3월 | 2024-03
2024년 | 2024
주체113(2024)년 3월 15일 | 2024-03-15
주체113(2024)년 3월 15일 금요일 | 2024-03-15
주체113년 3월 15일 | 2024-03-15
주체 113 (2024) 년 | 2024
주체1년 | 1912
Juche 113 (2024) | 2024
March 15, Juche 113 (2024) | 2024-03-15
Juche 113 (2024) March 15 | 2024-03-15
2019년경 | 2019~
약 2019년 | 2019~
2021년부터 | 2021/..
2020년부터 2023년까지 | 2020/2023
1990년대 | 199X
2024년 봄 | 2024-21
2024년 3분기 | 2024-35
2024年3月15日 | 2024-03-15
２０２４年３月１５日 | 2024-03-15
二〇二四年三月十五日 | 2024-03-15
二零二四年十二月三十一日 | 2024-12-31
2024年3月15号 | 2024-03-15
2024年3月15日 星期五 | 2024-03-15
2024年03月15日 10:30 | 2024-03-15
发布时间：2024年3月15日 | 2024-03-15
民國113年3月15日 | 2024-03-15
中華民國一百一十三年三月十五日 | 2024-03-15
民國元年 | 1912
2024年第一季度 | 2024-33
二〇一九年左右 | 2019~
2021年以来 | 2021/..
2020年至2023年 | 2020/2023
1990年代 | 199X
令和6年3月15日 | 2024-03-15
令和６年３月１５日（金） | 2024-03-15
令和元年5月1日 | 2019-05-01
令和六年三月十五日 | 2024-03-15
平成31年4月30日 | 2019-04-30
平成元年 | 1989
昭和64年1月7日 | 1989-01-07
昭和20年8月15日 | 1945-08-15
大正12年9月1日 | 1923-09-01
明治45年7月30日 | 1912-07-30
R6.3.15 | 2024-03-15
令和6年度 | 2024-04/2025-03
西暦2024年3月15日 | 2024-03-15
2024年3月15日（金）10時30分 | 2024-03-15
2019年頃 | 2019~
"""

NONE = """
|
yesterday
March 15
3월 15일
15/03/24
24년 3월 15일
주체113(2024).3.15
2024-13-01
2023-02-29
30 February 2024
31/31/2024
2024年13月1日
주체113(2023)년 3월 15일
주체0년
주체999년
令和元年4月30日
平成31年5月1日
平成32年
昭和64年1月8日
大正元年7月29日
明治5年12月2日
民國0年
2024年度
113.03.15
12345
1710460800
Room 2024
2024 cameras
the 2024 report of March
2019 or 2020
20th century
15 Foobar 2024
2020-23
2023–2020
between 2023 and 2020
March 15, 2024 and April 2, 2024
$2024
1.2.3
"""


def rows(table: str) -> list[str]:
    """The table's lines without blank ones."""
    return [line for line in table.strip("\n").split("\n") if line]


@pytest.mark.parametrize("row", rows(RIGHT))
def test_a_date_is_read_exactly(row: str) -> None:
    """Every form of the table gives exactly its EDTF."""
    written, _, expected = row.rpartition(" | ")
    assert to_edtf(written) == expected


@pytest.mark.parametrize("written", rows(NONE))
def test_what_is_no_certain_date_is_none(written: str) -> None:
    """What is no date, no day of the calendar, or not certain is None."""
    assert to_edtf(written) is None


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en-US", "2024-03-04"), ("en-GB", "2024-04-03"), ("fr", "2024-04-03"), (None, "[2024-03-04,2024-04-03]")],
)
def test_the_language_settles_the_order_of_day_and_month(language: str | None, expected: str) -> None:
    """A known language decides between day and month; without one, both stay."""
    assert to_edtf("03/04/2024", language=language) == expected


def test_a_fiscal_year_is_read_in_japanese_alone() -> None:
    """2024年度 is April to March where the text is Japanese, and undecided elsewhere."""
    assert to_edtf("2024年度", language="ja") == "2024-04/2025-03"
    assert to_edtf("2024年度", language="zh") is None


@pytest.mark.parametrize("row", rows(RIGHT))
def test_every_answer_has_bounds(row: str) -> None:
    """Whatever is answered is EDTF whose bounds are known."""
    first, last = edtf_bounds(row.rpartition(" | ")[2])
    assert first <= last


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("[..2019]", date.min, date(2019, 12, 31)),
        ("2021/..", date(2021, 1, 1), date.max),
        ("[2024-03-04,2024-04-03]", date(2024, 3, 4), date(2024, 4, 3)),
        ("2023-35", date(2023, 7, 1), date(2023, 9, 30)),
        ("2019-24", date(2019, 1, 1), date(2020, 3, 31)),
        ("2019-03~", date(2019, 3, 1), date(2019, 3, 31)),
    ],
)
def test_bounds(edtf: str, first: date, last: date) -> None:
    """The first and last day that a date may mean."""
    assert edtf_bounds(edtf) == (first, last)


@pytest.mark.parametrize("text", ["", "../..", "2024-00", "2024-02-30", "2023/2020", "[2024", "soon"])
def test_what_is_not_edtf_is_refused(text: str) -> None:
    """Bounds are never invented."""
    with pytest.raises(ValueError, match=r".+"):
        edtf_bounds(text)


@given(st.dates(date(1000, 1, 1), date(2199, 12, 31)))
def test_every_day_survives_every_way_of_writing_it(day: date) -> None:
    """A calendar day written in any common form comes back as itself."""
    y, m, d = day.year, day.month, day.day
    english = next(name for name, number in MONTHS.items() if number == m)
    forms = [f"{y:04d}-{m:02d}-{d:02d}", f"{d} {english} {y:04d}", f"{english} {d}, {y:04d}", f"{y:04d}년 {m}월 {d}일"]
    forms += [f"{y:04d}年{m}月{d}日", f"{d:02d}.{m:02d}.{y:04d}", f"{y:04d}/{m}/{d}", f"{y:04d}. {m}. {d}."]
    assert {to_edtf(form) for form in forms} == {day.isoformat()}


@given(st.text(max_size=200))
def test_no_text_makes_it_fail(text: str) -> None:
    """Any text gives None or valid EDTF."""
    answer = to_edtf(text)
    assert answer is None or edtf_bounds(answer)
