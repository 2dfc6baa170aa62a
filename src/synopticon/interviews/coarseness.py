"""How coarse a place, a date and an age become where they are replaced: the study's protocol decides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from synopticon.errors import InputError
from synopticon.settings import PROTOCOL, Settings


class PlaceLevel(StrEnum):
    """What may be told of where something was; each one wider than the one before."""

    COUNTY = "county"
    PROVINCE = "province"
    COUNTRY = "country"


class DateLevel(StrEnum):
    """What may be told of when something was; each one wider than the one before."""

    MONTH = "month"
    SEASON = "season"
    YEAR = "year"


NARROWEST_BAND = 5
WIDEST_BAND = 50


@dataclass(frozen=True, slots=True)
class Coarseness:
    """The finest place and date that a replacement tells, and the years of an age's band."""

    place: PlaceLevel = PlaceLevel.PROVINCE
    date: DateLevel = DateLevel.MONTH
    age_years: int = 10


USUAL = Coarseness()


def coarseness_of(settings: Settings) -> Coarseness:
    """What a study's protocol says. Raises InputError for a level or a band that there is not."""
    place, date = settings.text("interviews.place_level"), settings.text("interviews.date_level")
    for name, value, levels in (("place_level", place, PlaceLevel), ("date_level", date, DateLevel)):
        if value not in list(levels):
            raise InputError(
                f"the protocol's interviews.{name} is no level",
                where=PROTOCOL,
                why=f"it is {value!r}",
                remedy=f"Set one of: {', '.join(levels)}.",
            )
    years = settings.number("interviews.age_band")
    if not NARROWEST_BAND <= years <= WIDEST_BAND:
        raise InputError(
            "the protocol's interviews.age_band is no band",
            where=PROTOCOL,
            why=f"it is {years} years",
            remedy=f"Set {NARROWEST_BAND} to {WIDEST_BAND}.",
        )
    return Coarseness(PlaceLevel(place), DateLevel(date), years)
