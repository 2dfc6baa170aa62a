"""Openings: arrival and departure in the same words are two events; a rendering and a shortened form are not."""

from __future__ import annotations

import pytest

from synopticon.reuse.alignment import align
from synopticon.reuse.moments import moment_of
from synopticon.reuse.normalising import normalise
from synopticon.reuse.openings import NOTHING_KNOWN, Setting, another_occasion, covered, strangers_in_openings
from synopticon.reuse.readings import Reading

GUESTS = (
    "a delegation of the Norrland Chamber of Fishery, headed by its chairwoman Mara Holm, with the deputy head of the "
    "bureau of harbours Jon Berg and members of the suite"
)
CAME = f"{GUESTS}, arrived here on Monday. They were met at the airport by officials of the ministry."
WENT = f"{GUESTS}, left here on Friday. They were seen off at the airport by officials of the ministry."


def read(text: str) -> Reading:
    return Reading.of(normalise(text))


def why(a: str, b: str, setting: Setting = NOTHING_KNOWN) -> str | None:
    return another_occasion(read(a), read(b), setting)


def test_who_came_and_who_went_are_two_events() -> None:
    """The same guests and offices, and another act."""
    assert "an arrival" in str(why(CAME, WENT)) and "a departure" in str(why(CAME, WENT))


def test_a_report_that_tells_both_is_no_other_event() -> None:
    """A shortened form may begin with the later act; the whole knows both."""
    assert why(CAME + " " + WENT, WENT) is None and why(WENT, CAME + " " + WENT) is None


@pytest.mark.parametrize(
    ("first", "second", "other"),
    [
        ("The council sat on Monday and weighed the matter of the new masts.", "on Friday", True),
        ("The council sat on Monday and weighed the matter of the new masts.", "on the same day", False),
        (
            "위원회가 월요일에 모여 새 기둥 문제를 토의하고 예산 문제와 도로 문제와 항구 문제를 함께 살펴보았다.",
            "금요일",
            True,
        ),
        ("El consejo se ocupó el día 12 de la cuestión de las nuevas torres del puerto.", "el día 19", True),
    ],
)
def test_another_day_is_another_occasion(first: str, second: str, other: bool) -> None:
    """Weekdays and days of the month, where neither text knows the other's."""
    for day in ("on Monday", "월요일", "el día 12"):
        changed = first.replace(day, second)
        if changed != first:
            assert (why(first, changed) is not None) is other


def test_a_weekday_is_the_day_that_it_was() -> None:
    """Monday told on Tuesday is the eleventh told by its number."""
    told = "The council sat {} and weighed the matter of the new masts at length in the great hall."
    published = moment_of("2024-03-12"), moment_of("2024-03-15")
    assert why(told.format("on Monday"), told.format("on March 11"), Setting(None, *published)) is None
    assert why(told.format("on Monday"), told.format("on March 14"), Setting(None, *published)) is not None


def test_persons_unknown_to_the_other_text_are_counted() -> None:
    """A name that stands anywhere in the other text, in whatever spelling, is known."""
    a = "The chairwoman of the council Mara Holm received the ambassador of Norrland Jon Berg in the old hall."
    b = "The chairwoman of the council Mara Holm received the ambassador of Quelmark Ida Stroud in the old hall."
    assert strangers_in_openings(read(a), read(b)) == (3, 3)
    assert strangers_in_openings(read(a), read(a + " " + b)) == (0, 0)


def test_how_much_of_an_opening_the_other_text_tells() -> None:
    """All of it where the texts begin alike, none where one begins with words of its own."""
    shared = (
        "The masts along the northern road were counted again by the harbour office last week and found to be nine."
    )
    own = "Nobody in the village had asked for them, an old fisherman told us over tea while the rain went on and on."
    a, b = shared, f"{own} {shared}"
    begun = covered(align(a, b), read(a), read(b))
    assert begun[0] > 0.95 and begun[1] < 0.1


def test_days_between_two_dates_are_those_that_surely_lie_there() -> None:
    """A day is not an hour, and an unknown date is no distance."""
    assert Setting(True, moment_of("2024-03-01"), moment_of("2024-03-04")).days == 3
    assert Setting(True, moment_of("2024-03-01"), moment_of("2024-03-01")).days == 0
    assert Setting(True, moment_of("2024-03"), moment_of("2024-03-20")).days == 0
    assert Setting(True, moment_of(None), moment_of("2024-03-20")).days == 0
