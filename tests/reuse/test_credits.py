"""Credit lines: who a text says it has its words from, in the scripts of the agencies."""

from __future__ import annotations

import pytest

from synopticon.reuse.credits import credited, is_agency


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("SEOUL (Reuters) - The ministry said", "Reuters"),
        ("SEOUL (AP) — The ministry said", "AP"),
        ("TOKYO (Kyodo) The ministry said", "Kyodo"),
        ("BEIJING, (Xinhua) -- The ministry said", "Xinhua"),
        ("Pyongyang, December 24 (KCNA) -- Japan continues", "KCNA"),
        ("(서울=연합뉴스) 김기자 = 정부는", "Yonhap"),
        ("(평양 3월 15일발 조선중앙통신)", "KCNA"),
        ("新华社北京3月15日电 记者从", "Xinhua"),
        ("【ソウル共同】韓国の", "Kyodo"),
        ("МОСКВА, 15 марта. /ТАСС/. Министерство", "TASS"),
        ("VELMA (Nordlicht Press) -- A made-up agency", "Nordlicht Press"),
        ("VELMA (Nordlicht Press.) -- A made-up agency", "Nordlicht Press"),
        ("VELMA (A.-) -- A mangled bracket", None),
        ("VELMA ([) -- A mangled bracket", None),
        ("VELMA [[] -- A mangled bracket", None),
        ("The ministry (which denied it) - said nothing", None),
        ("And much else was said. " * 12 + "He spoke of (AP) tests. " + "And much else was said. " * 12, None),
        ("", None),
    ],
)
def test_the_agency_is_found(text: str, agency: str | None) -> None:
    """A dateline's credit is read; a bracket in running words far from either end is not."""
    assert credited(text) == agency


def test_an_outlet_may_be_the_agency_itself() -> None:
    """An agency's own page is no echo of the agency, by its name or by its address."""
    assert is_agency("Yonhap", "연합뉴스", None)
    assert is_agency("KCNA", None, "http://www.kcna.co.jp/item/1.html")
    assert not is_agency("AP", "Daily Maple", "https://maple.example/ap")
    assert is_agency("Nordlicht Press", "nordlicht press", None)
