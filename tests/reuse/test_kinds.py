"""Kinds: what binds, what does not, and why; on invented texts."""

from __future__ import annotations

import random

import pytest

from synopticon.model.reuse import BINDING, Kind
from synopticon.reuse.alignment import align
from synopticon.reuse.kinds import Verdict, judge
from synopticon.reuse.moments import UNKNOWN, moment_of
from synopticon.reuse.normalising import normalise
from synopticon.reuse.openings import NOTHING_KNOWN, Setting

WORDS = [
    f"{a}{b}{c}"
    for a in ("mor", "tal", "ven", "sul", "kep")
    for b in ("da", "ri", "no", "be")
    for c in ("k", "st", "l", "m")
]


def story(seed: int, sentences: int = 12) -> list[str]:
    chance = random.Random(seed)
    return [" ".join(chance.choice(WORDS) for _ in range(12)).capitalize() + "." for _ in range(sentences)]


def verdict(a: str, b: str, setting: Setting = NOTHING_KNOWN) -> Verdict | None:
    return judge(align(a, b), normalise(a), normalise(b), setting)


def changed(text: str, rate: float, seed: int = 5) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) if chance.random() < rate else word for word in text.split())


TEXT = " ".join(story(1))


@pytest.mark.parametrize(
    ("later", "kind"),
    [
        ("PORT (Nord) - " + TEXT, Kind.COPY),
        (changed(TEXT, 0.04), Kind.LIGHT),
        (" ".join(story(1)[:5]), Kind.ABRIDGED),
        (TEXT + " " + " ".join(story(2, 8)), Kind.EXPANDED),
        (" ".join(reversed(story(1))), Kind.REWRITE),
        (" ".join(story(2) + story(1)[3:5]), Kind.QUOTE),
    ],
)
def test_a_kind_is_named_for_what_happened(later: str, kind: Kind) -> None:
    """Copy, light edit, abridgement, enlargement, another order, quotation."""
    found = verdict(TEXT, later)
    assert found is not None and found.kind is kind and len(found.reasons) == 2


def test_strangers_have_no_relation() -> None:
    """Two texts without a passage in common are not related at all."""
    assert verdict(TEXT, " ".join(story(9))) is None


def test_the_same_frame_with_other_names_is_a_template() -> None:
    """Who, where, when and how many differ, and nothing else: another event."""
    frame = (
        "The president of the council of {0} received a floral basket from {1} on the occasion of the {2}th "
        "anniversary of the founding of the republic. It was handed over by {1}, ambassador of {0}, at the great "
        "hall on {3}. The president had a cordial talk with {1} and thanked the people of {0} for their good wishes."
    )
    found = verdict(
        frame.format("Veldania", "Mara Holm", 41, "Monday"), frame.format("Norrland", "Jon Berg Olsen", 63, "Friday")
    )
    assert found is not None and found.kind is Kind.TEMPLATE and found.kind not in BINDING


def test_one_number_that_drifted_makes_no_template() -> None:
    """A retelling with another number is still the same story."""
    text = TEXT + " The ministry counted 100 residents."
    found = verdict(text, text.replace("100", "150"))
    assert found is not None and found.kind in BINDING


def test_a_large_collection_does_not_swallow_what_it_holds() -> None:
    """A text that holds a note among thirty stories is a collection: it binds nobody."""
    collection = " ".join(" ".join(story(seed)) for seed in range(30))
    found = verdict(" ".join(story(4)[:3]), collection)
    assert found is not None and found.kind is Kind.QUOTE and "collection" in found.reasons[1]


def test_an_outlets_own_later_report_needs_more() -> None:
    """Half of a text in common binds two outlets; one outlet on another day repeats its own phrases."""
    later = " ".join(story(1)[:7] + story(3)[:5])
    first, second = moment_of("2024-03-01"), moment_of("2024-03-04")
    here, there, undated = (
        verdict(TEXT, later, Setting(False, first, second)),
        verdict(TEXT, later, Setting(True, first, second)),
        verdict(TEXT, later, Setting(True, UNKNOWN, second)),
    )
    assert here is not None and here.kind in BINDING
    assert there is not None and there.kind not in BINDING
    assert undated is not None and undated.kind not in BINDING


def test_an_outlets_notes_without_dates_are_not_taken_for_copies() -> None:
    """One outlet's short notes in nearly the same words are one note where they are of one day, and where nobody knows
    the days only as copies.
    """
    note = " ".join(story(6, 4))
    again, day = changed(note, 0.12), moment_of("2024-03-01")
    same_day, undated = verdict(note, again, Setting(True, day, day)), verdict(note, again, Setting(own=True))
    assert same_day is not None and same_day.kind in BINDING
    assert undated is not None and undated.kind is Kind.TEMPLATE and "perhaps on another day" in undated.reasons[-1]
    copied = verdict(note, note + " Read on.", Setting(own=True))
    assert copied is not None and copied.kind in BINDING


def test_words_of_its_own_on_both_sides_make_a_host() -> None:
    """What another outlet sets between words of its own it quotes; alone behind a beginning of its own it reprints."""
    told, own = " ".join(story(1, 4)), story(2, 6)
    amid = " ".join(own[:3]) + " " + told + " " + " ".join(own[3:])
    behind = own[0] + " " + told
    elsewhere, same = Setting(own=False), Setting(own=True)
    kinds = [found.kind for text in (amid, behind) if (found := verdict(told, text, elsewhere))]
    assert len(kinds) == 2 and kinds[0] is Kind.QUOTE and kinds[1] in BINDING
    at_home = verdict(told, amid, same)
    assert at_home is not None and at_home.kind is not Kind.QUOTE


def test_a_text_in_syllables_binds_at_half_the_length() -> None:
    """45 syllables that two outlets share, of 63, are as much as 90 letters of 126."""
    chance = random.Random(3)
    shared, mine, theirs = ("".join(chr(0xAC00 + chance.randrange(11172)) for _ in range(n)) for n in (45, 18, 18))
    found = verdict(shared + mine, shared + theirs, Setting(own=False))
    assert found is not None and found.kind in BINDING


def test_another_name_in_the_opening_is_another_event_within_one_outlet() -> None:
    """One outlet honours two schools in the same words; another outlet's reprint may write a name otherwise."""
    text = "The order of the lamp was awarded to the {} school on Friday. " + TEXT
    one, other = text.format("Marrow"), text.format("Quelmark")
    same, elsewhere = verdict(one, other, Setting(own=True)), verdict(one, other, Setting(own=False))
    assert same is not None and same.kind is Kind.TEMPLATE and "Quelmark" in same.reasons[-1]
    assert elsewhere is not None and elsewhere.kind in BINDING


def test_the_full_report_of_a_note_is_of_its_origin_and_another_act_of_the_day_is_not() -> None:
    """A sentence of the morning and the page of the evening are one; a reception of the same day is another event."""
    who = "Mara Holm, captain of the port of Veldania and"
    note = f"{who} chairman of the harbour council, visited a lamp works on the northern quay managed by Jon Berg."
    report = f"{who} harbour council chairman, visited the works of lamps on the northern quay managed by Jon Berg. "
    feast = f"{who} harbour council chairman, received the workers of the northern quay managed by Jon Berg. "
    day = moment_of("2024-03-01")
    same_day, later = Setting(True, day, day), Setting(True, day, moment_of("2024-03-04"))
    found = verdict(note, report + TEXT + " ".join(story(3)), same_day)
    assert found is not None and found.kind in BINDING
    for text, setting in ((report, later), (feast, same_day)):
        other = verdict(note, text + TEXT + " ".join(story(3)), setting)
        assert other is None or other.kind not in BINDING


def test_a_long_list_of_guests_makes_no_common_origin_within_one_outlet() -> None:
    """One guest, two places of one day: what the outlet repeats is who was there."""
    day = moment_of("2024-03-01")
    guests = " He was accompanied by " + ", ".join(story(4, 14)).replace(".", "")
    told = (
        "Jon Berg, general secretary of the lamp keepers' union and president of its council, visited {} on Thursday."
    )
    one = (
        told.format("the Old Light House, where he bowed to the pictures of all its keepers and lit a lamp,")
        + guests
        + ". "
        + " ".join(story(5, 8))
    )
    other = told.format("Quelmark") + guests + ". " + " ".join(story(6, 8))
    found = verdict(one, other, Setting(True, day, day))
    assert found is not None and found.kind is Kind.TEMPLATE
