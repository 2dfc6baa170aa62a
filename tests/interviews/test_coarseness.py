"""How coarse places, dates and ages become is the protocol's to say."""

from __future__ import annotations

from pathlib import Path

import pytest

from synopticon.errors import InputError
from synopticon.interviews.coarseness import USUAL, Coarseness, DateLevel, PlaceLevel, coarseness_of
from synopticon.interviews.engine import propose
from synopticon.interviews.identity import Identity
from synopticon.settings import Settings, read_settings


def replaced(text: str, coarseness: Coarseness) -> list[str]:
    """What would stand there."""
    return [span.replacement for span in propose(text, Identity(), (), coarseness)]


@pytest.mark.parametrize(
    ("level", "said"),
    [
        (PlaceLevel.COUNTY, ["[a place in 회령, North Hamgyong Province]", "[a place in 연길, Jilin Province]"]),
        (PlaceLevel.PROVINCE, ["[a place in North Hamgyong Province]", "[a place in Jilin Province]"]),
        (PlaceLevel.COUNTRY, ["[a place in North Korea]", "[a place in China]"]),
    ],
)
def test_a_place_becomes_its_county_province_or_country(level: PlaceLevel, said: list[str]) -> None:
    """In whatever script it was told."""
    assert replaced("I went from Hoeryong to 연길.", Coarseness(place=level)) == said


@pytest.mark.parametrize(
    ("level", "said"),
    [
        (DateLevel.MONTH, ["[May 2016]", "[autumn 2015]"]),
        (DateLevel.SEASON, ["[spring 2016]", "[autumn 2015]"]),
        (DateLevel.YEAR, ["[2016]", "[2015]"]),
    ],
)
def test_a_date_becomes_its_month_season_or_year(level: DateLevel, said: list[str]) -> None:
    """A month is never told finer than it was said."""
    assert replaced("I left on 4 May 2016. It began in October 2015.", Coarseness(date=level)) == said


@pytest.mark.parametrize("words", ["26", "twenty-six years old", "스물여섯 살", "이십육 세"])
def test_an_age_falls_into_a_band_of_the_protocols_width(words: str) -> None:
    """However it was said."""
    assert replaced(f"I was {words}.", Coarseness(age_years=5)) == ["[age 25–29]"]


def test_the_usual_levels_are_the_tables() -> None:
    """A protocol that says nothing gets what the engine does without one."""
    assert coarseness_of(Settings()) == USUAL


@pytest.mark.parametrize("line", ['place_level = "street"', 'date_level = "day"', "age_band = 1"])
def test_a_level_that_there_is_not_is_refused(tmp_path: Path, line: str) -> None:
    """Finer than the table knows is no level, and the message says which there are."""
    (tmp_path / "study.toml").write_text(f"[interviews]\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError) as refusal:
        coarseness_of(read_settings(tmp_path / "study.toml"))
    assert refusal.value.remedy
