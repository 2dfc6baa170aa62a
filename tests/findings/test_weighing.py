"""Weighing: the same answer in any order, numbers that agree with one another, reasons for each."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synopticon.findings.confidence import Standing, Thresholds, confidence_of
from synopticon.findings.measures.listing import MEASURES
from synopticon.findings.origins import Cited, Known
from synopticon.findings.weighing import weigh
from synopticon.model.corroboration import Confidence
from synopticon.model.finding import Basis, Evidence, Stance
from synopticon.model.item import Item
from synopticon.model.passage import Passage
from synopticon.model.reuse import Member, Role

NAMES = "abcdefgh"


def known(name: str, role: Role | None, origin: str | None, day: int | None, kind: str = "media") -> Known:
    """What is known of an invented document."""
    item = Item(
        id=name, extraction=f"e{name}", asked=f"file:{name}", url=None, channel="file",
        collected=datetime(2026, 1, 1, tzinfo=UTC), media_type=None, format="txt", title=None, outlet=f"Paper {name}",
        authors=(), published=f"2024-01-{day:02d}" if day else None, language="en", length=100, family=None,
    )  # fmt: skip
    member = Member(name, origin or name, role, origin=origin) if role else None
    return Known(item, member, "Reuters" if role is Role.ECHO_OF_UNSEEN else None, kind)


def cited(
    name: str, carriers: str, stance: Stance = Stance.SUPPORTS, basis: Basis = Basis.UNKNOWN, at: int = 0
) -> Cited:
    """A passage of an invented document."""
    passage = Passage.cut(name, f"e{name}", "x" * 100, at, at + 10)
    return Cited(Evidence(passage, stance, basis), frozenset(carriers) | {name}, len(carriers) > 1)


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Cited], dict[str, Known]]:
    """Any evidence over eight documents of any role."""
    study = {
        name: known(
            name,
            draw(st.sampled_from([*Role, None])),
            draw(st.sampled_from([None, *NAMES])),
            draw(st.sampled_from([None, 1, 2, 3])),
            draw(st.sampled_from(["media", "research"])),
        )
        for name in NAMES
    }
    for name in draw(st.sets(st.sampled_from(NAMES), max_size=2)):
        study[name] = replace(study[name], item=replace(study[name].item, withdrawn="a mistake"))
    rows = draw(
        st.lists(
            st.builds(
                cited,
                st.sampled_from(NAMES),
                st.text(alphabet=NAMES, max_size=4),
                st.sampled_from(Stance),
                st.sampled_from(Basis),
                st.integers(0, 80),
            ),
            max_size=8,
        )
    )
    return rows, study


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_evidence_plays_no_part(case: tuple[list[Cited], dict[str, Known]], chance: object) -> None:
    """Evidence shuffled in any way weighs the same."""
    rows, study = case
    before = weigh(rows, study, Thresholds())
    shuffled = rows[:]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert weigh(shuffled, study, Thresholds()) == before


@given(cases())
def test_the_numbers_agree_with_one_another(case: tuple[list[Cited], dict[str, Known]]) -> None:
    """Kinds add up to origins, no passage is counted twice, echoes and origins make up the documents."""
    rows, study = case
    weighed = weigh(rows, study, Thresholds())
    assert sum(number for _, number in weighed.by_channel) == weighed.independent_origins
    passages = [passage for group in weighed.supporting for passage in group.passages]
    standing = [one for one in rows if study[one.evidence.passage.item].item.withdrawn is None]
    supporting = [one.evidence.passage.id for one in standing if one.evidence.stance is Stance.SUPPORTS]
    assert sorted(set(passages)) == sorted(set(supporting))
    assert len(set(passages)) == len(passages) or len(set(supporting)) < len(supporting)
    documents = {document for group in weighed.supporting for document in group.documents}
    assert weighed.documents == len(documents)
    assert 0 <= weighed.echoes < max(1, weighed.documents) or weighed.documents == 0
    assert weighed.documents - weighed.echoes <= weighed.independent_origins
    assert all(reason.strip() for reason in weighed.reasons)
    assert bool(weighed.fragility) >= (weighed.independent_origins == 1)


@given(cases())
def test_another_echo_never_adds_an_origin(case: tuple[list[Cited], dict[str, Known]]) -> None:
    """A copy of words that are cited already, from a traced echo, leaves the number of origins as it is."""
    rows, study = case
    supporting = [one for one in rows if one.evidence.stance is Stance.SUPPORTS]
    if not supporting or study[supporting[0].evidence.passage.item].member is None:
        return
    first = supporting[0]
    if study[first.evidence.passage.item].item.withdrawn is not None:
        return
    study = {**study, "z": known("z", Role.ECHO, None, 9)}
    copied = replace(first, carriers=first.carriers | {"z"}, shares_words=True)
    echo = cited("z", "".join(copied.carriers))
    rows = [copied if one is first else one for one in rows]
    before = weigh(rows, study, Thresholds())
    assert weigh([*rows, echo], study, Thresholds()).independent_origins == before.independent_origins


def test_first_hand_and_hearsay_are_told_apart() -> None:
    """One who saw and one who was told are two origins, of which one is first-hand; the two are not added up."""
    study = {name: known(name, Role.SINGLE, None, 1) for name in NAMES}
    weighed = weigh([cited("a", "a", basis=Basis.SAW), cited("b", "b", basis=Basis.TOLD)], study, Thresholds())
    assert "First-hand: 1 origin of 2; 1 reports it or does not say how it is known." in weighed.reasons


@pytest.mark.parametrize(
    ("standing", "level", "missing"),
    [
        (Standing(0, 0, 0, 0), Confidence.LOW, "moderate needs 2 independent origins"),
        (Standing(1, 0, 1, 1), Confidence.LOW, "moderate needs 2 independent origins"),
        (Standing(2, 0, 1, 0), Confidence.MODERATE, "high needs 3 independent origins"),
        (Standing(2, 2, 1, 0), Confidence.LOW, "no more origins speak for it"),
        (Standing(3, 0, 1, 1), Confidence.MODERATE, "high needs 2 kinds of source"),
        (Standing(3, 0, 2, 0), Confidence.MODERATE, "high needs 1 origin with first-hand knowledge"),
        (Standing(5, 1, 2, 2), Confidence.MODERATE, "high allows no contradiction"),
        (Standing(3, 0, 2, 1), Confidence.HIGH, ""),
    ],
)
def test_confidence_comes_from_the_table_with_its_reasons(standing: Standing, level: Confidence, missing: str) -> None:
    """Each level needs all its rows; what is missing is said."""
    reached, reasons = confidence_of(standing, Thresholds())
    assert reached is level
    assert missing in "; ".join(reasons)


@given(st.integers(0, 6), st.integers(0, 6), st.integers(0, 4), st.integers(0, 6))
def test_more_support_never_lowers_confidence(origins: int, opposing: int, kinds: int, first_hand: int) -> None:
    """One more origin for it never lowers the level, one more against it never raises it."""
    order = list(Confidence)

    def level(standing: Standing) -> int:
        return order.index(confidence_of(standing, Thresholds())[0])

    now = Standing(origins, opposing, kinds, first_hand)
    assert level(replace(now, origins=origins + 1)) >= level(now)
    assert level(replace(now, opposing=opposing + 1)) <= level(now)


def test_every_measure_is_described() -> None:
    """Each row of the list has a name of its own, a description, an example and what it needs."""
    assert len({measure.name for measure in MEASURES}) == len(MEASURES)
    assert all(measure.description and measure.example and measure.needs for measure in MEASURES)


def test_two_reports_of_one_outlet_are_said_to_be_one_voice() -> None:
    """Origins that one outlet published are named as its own reports, and others are not."""
    study = {name: known(name, Role.SINGLE, None, day) for name, day in (("a", 1), ("b", 2), ("c", 3))}
    study["b"] = replace(study["b"], item=replace(study["b"].item, outlet="Paper a"))
    weighed = weigh([cited(name, "") for name in "abc"], study, Thresholds())
    assert "2 origins of 3 are one outlet's own reports: Paper a." in weighed.reasons
    assert not any("Paper c" in reason for reason in weighed.reasons if "own reports" in reason)


def test_a_finding_without_evidence_is_not_said_to_be_contradicted() -> None:
    """Where nothing speaks for a finding and nothing against it, only the missing origins are named."""
    _, reasons = confidence_of(Standing(0, 0, 0, 0), Thresholds())
    assert reasons == ("moderate needs 2 independent origins",)
