"""Witnesses behind a finding: one origin each, hearsay from one person one origin, what may not count set aside."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from synopticon.findings.confidence import Thresholds
from synopticon.findings.testimony import Spoken
from synopticon.findings.weighing import weigh
from synopticon.findings.wording import publishing_text
from synopticon.model.corroboration import Corroboration
from synopticon.model.finding import Basis, Finding, Stance
from synopticon.model.finding import Testified as Brought
from synopticon.model.testimony import Use, WitnessPassage

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def said(
    witness: str,
    basis: Basis = Basis.SAW,
    *,
    told_by: str = "",
    on: str | None = None,
    stance: Stance = Stance.SUPPORTS,
    barred: str = "",
    number: int = 0,
) -> Spoken:
    """An invented passage of an invented witness."""
    passage = WitnessPassage(f"{witness}{number}", f"text {witness}", 0, 4, "Yes.")
    brought = Brought(passage, witness, stance, basis, Use.AGGREGATE, told_by)
    return Spoken(brought, f"witness {witness}", barred, on, told_by)


def weighed(*rows: Spoken) -> Corroboration:
    """What stands behind a finding on these."""
    return weigh([], {}, Thresholds(), testimony=rows)


def test_a_witness_is_one_origin_whatever_number_of_passages() -> None:
    """Three passages of one witness do not corroborate one another."""
    found = weighed(*(said("a", number=number) for number in range(3)), said("b"))
    assert (found.independent_origins, found.witnesses, found.documents, found.echoes) == (2, 2, 0, 0)
    assert found.by_channel == (("testimony", 2),)


def test_first_hand_and_hearsay_are_counted_apart() -> None:
    """Who saw and who was told are never added up."""
    found = weighed(said("a"), said("b", Basis.TOLD, told_by="a guard"), said("c", Basis.UNKNOWN))
    assert "3 witnesses support it: 1 origin first-hand, 2 origins by hearsay or of unknown basis." in found.reasons
    assert "First-hand: 1 origin of 3; 2 report it or do not say how it is known." in found.reasons


def test_a_witness_who_saw_and_was_told_is_first_hand() -> None:
    """The better basis of one witness counts."""
    found = weighed(
        said("a"), said("a", Basis.TOLD, told_by="a guard", number=1), said("b", Basis.TOLD, told_by="a guard")
    )
    assert found.independent_origins == 2


def test_who_was_told_by_one_person_is_one_origin() -> None:
    """Two who heard it from the same guard have not confirmed one another, whatever case the label has."""
    found = weighed(said("a", Basis.TOLD, told_by="the guard"), said("b", Basis.TOLD, told_by="The Guard"), said("c"))
    assert found.independent_origins == 2
    assert any("2 witnesses were told by one person" in reason for reason in found.reasons)


def test_who_was_told_by_another_witness_adds_no_origin() -> None:
    """Hearsay from a witness of the finding is that witness's word, along a chain too; the origin is first-hand."""
    found = weighed(said("a"), said("b", Basis.TOLD, on="a"), said("c", Basis.TOLD, on="b"))
    assert (found.independent_origins, found.witnesses) == (1, 3)
    assert "3 witnesses count as one origin: the others were told by one of them." in found.reasons


def test_a_circle_of_hearsay_is_one_origin() -> None:
    """Two who say that they have it from one another are one origin, and no endless walk."""
    assert weighed(said("a", Basis.TOLD, on="b"), said("b", Basis.TOLD, on="a")).independent_origins == 1


def test_of_several_tellers_the_one_whom_most_share_counts() -> None:
    """A witness told by two people is counted with the larger group."""
    rows = [said("a", Basis.TOLD, told_by="x"), said("a", Basis.TOLD, told_by="y", number=1)]
    rows += [said(name, Basis.TOLD, told_by="y") for name in "bc"]
    assert weighed(*rows, said("d", Basis.TOLD, told_by="x")).independent_origins == 2


def test_the_other_side_is_counted_alike() -> None:
    """Witnesses who speak against it are origins against it."""
    found = weighed(said("a"), said("b", stance=Stance.OPPOSES))
    assert (len(found.supporting), len(found.opposing)) == (1, 1)
    assert "1 independent origin speaks against it: witness b." in found.reasons


def test_what_may_not_count_is_said_and_not_counted() -> None:
    """A recantation is set aside with its reason, once for a witness."""
    found = weighed(said("a", barred="it was taken back"), said("a", barred="it was taken back", number=1), said("b"))
    assert found.independent_origins == 1
    assert found.reasons[0] == "What witness a said does not count: it was taken back."
    assert sum("taken back" in reason for reason in found.reasons) == 1


def test_a_finding_says_how_many_witnesses_told_it() -> None:
    """The sentence of the count names witnesses, and documents where there are any."""
    finding = Finding("F1", 1, "Boxes hang there.", None, "", (), NOON, NOON)
    assert (
        "It rests on 2 independent origins, told by 2 witnesses."
        in publishing_text(finding, weighed(said("a"), said("b"))).sentences
    )


_WITNESSES = st.sampled_from("abcd")
_SPOKEN = st.builds(
    lambda witness, basis, told_by, on, number: said(witness, basis, told_by=told_by, on=on, number=number),
    _WITNESSES,
    st.sampled_from([Basis.SAW, Basis.TOLD, Basis.UNKNOWN]),
    st.sampled_from(["", "x", "y"]),
    st.none() | _WITNESSES,
    st.integers(0, 9),
)


@given(st.lists(_SPOKEN, max_size=12), st.randoms())
def test_the_order_plays_no_part_and_nobody_is_counted_twice(rows: list[Spoken], chance: object) -> None:
    """The same set gives the same answer; origins are never more than witnesses, who stand in one group each."""
    shuffled = list(rows)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    found = weighed(*rows)
    assert found == weighed(*shuffled)
    assert found.independent_origins <= found.witnesses == len({row.brought.witness for row in rows})
    assert sorted(passage for group in found.supporting for passage in group.passages) == sorted(
        row.brought.passage.id for row in rows
    )
