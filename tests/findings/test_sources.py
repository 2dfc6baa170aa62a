"""Passages that rest on one named source: proposed with both counts, counted once when judged, never an origin more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

from hypothesis import example, given
from hypothesis import strategies as st

from synopticon.findings.confidence import Thresholds
from synopticon.findings.origins import Cited, Known
from synopticon.findings.weighing import weigh
from synopticon.findings.wording import publishing_text
from synopticon.model.corroboration import Corroboration, RestsOn
from synopticon.model.finding import Basis, Evidence, Finding, Stance
from synopticon.model.item import Item
from synopticon.model.judgement import Verdict
from synopticon.model.passage import Passage
from synopticon.model.reuse import Member, Role

NAMES = "abcdef"
SOURCES = ("corvane-wire", "ministry-of-roads", "highfen-gazette", "ash-radio", "lower-post")
CONFIRM, OVERTURN = Verdict.CONFIRM, Verdict.OVERTURN


def known(voices: dict[str, str] | None = None, family: dict[str, str] | None = None) -> dict[str, Known]:
    """Six invented documents, each told by itself; voices: whose own document one is."""
    study = {}
    for day, name in enumerate(NAMES, 1):
        item = Item(
            id=name, extraction=f"e{name}", asked=f"file:{name}", url=None, channel="file",
            collected=datetime(2026, 1, 1, tzinfo=UTC), media_type=None, format="txt", title=None,
            outlet=f"Paper {name}", authors=(), published=f"2024-01-{day:02d}", language="en", length=100, family=None,
        )  # fmt: skip
        member = Member(name, (family or {}).get(name, name), Role.SINGLE)
        study[name] = Known(item, member, kind="press", voice=(voices or {}).get(name, f"paper-{name}"))
    return study


def cited(
    name: str,
    *sources: str,
    verdict: Verdict | None = None,
    at: int = 0,
    lead: bool = False,
    stance: Stance = Stance.SUPPORTS,
) -> Cited:
    """A passage of an invented document that names these sources."""
    passage = Passage.cut(name, f"e{name}", "x" * 100, at, at + 10)
    rests = tuple(
        RestsOn(f"attribution:{passage.id}:{key}", passage.id, name, key, key.title(), "", "…", 0, 5, lead, verdict)
        for key in sources
    )
    return Cited(Evidence(passage, stance, Basis.UNKNOWN), frozenset(name), False, rests=rests)


def weighed(*rows: Cited, merging: bool = False, study: dict[str, Known] | None = None) -> Corroboration:
    """What stands behind a finding on these passages."""
    return weigh(rows, study or known(), Thresholds(), merging=merging)


WIRE = "corvane-wire"
THREE = [cited(name, WIRE) for name in "abc"]


def test_a_shared_source_is_proposed_and_not_merged() -> None:
    """Until somebody judges, the count stands, the other count is said, and the words are shown."""
    found = weighed(*THREE)
    assert (found.independent_origins, found.origins_if_confirmed) == (3, 1)
    (source,) = found.sources
    assert (source.name, source.origins, source.counted, source.collected) == ("Corvane-Wire", 3, False, None)
    assert [rest.item for rest in source.rests] == ["a", "b", "c"]
    assert "3 supporting origins name or are one source, Corvane-Wire." in found.reasons
    assert any("3 as it stands, and 1 if they do" in reason for reason in found.reasons)


def test_confirmed_they_are_one_origin_by_name() -> None:
    """Three documents that rest on one agency, which was not collected, are one origin with its name and the reason."""
    found = weighed(*(cited(name, WIRE, verdict=CONFIRM) for name in "abc"))
    (group,) = found.supporting
    assert group.label == "Corvane-Wire, whose own document was not collected"
    assert (group.origin, group.source, group.documents) == (None, "Corvane-Wire", ("a", "b", "c"))
    assert (
        "3 documents rest on Corvane-Wire, which was not collected; they count as one origin, as a person judged."
        in found.reasons
    )
    assert found.sources[0].counted and found.origins_if_confirmed == 1
    assert (found.documents, found.echoes) == (3, 2)


def test_the_protocol_may_merge_but_not_what_stands_elsewhere_and_not_what_a_person_overturned() -> None:
    """With find.attribution = merge an attribution at the words counts, one at the beginning of the text waits."""
    assert weighed(*THREE, merging=True).independent_origins == 1
    assert "as the protocol rules" in " ".join(weighed(*THREE, merging=True).reasons)
    waiting = [cited("a", WIRE), cited("b", WIRE, lead=True)]
    assert weighed(*waiting, merging=True).independent_origins == 2
    assert weighed(*waiting, merging=True).origins_if_confirmed == 1
    parted = [cited("a", WIRE), cited("b", WIRE, verdict=OVERTURN)]
    assert weighed(*parted, merging=True).independent_origins == 2
    assert weighed(*parted, merging=True).origins_if_confirmed == 2


def test_the_sources_own_document_is_the_origin() -> None:
    """Where the source's document is among the evidence, or in the family of what rests on it, it stands for all."""
    study = known({"a": WIRE})
    found = weighed(cited("a"), cited("b", WIRE, verdict=CONFIRM), study=study)
    assert [group.origin for group in found.supporting] == ["a"]
    assert (
        "2 documents rest on Corvane-Wire or are its own; they count as one origin, as a person judged."
        in found.reasons
    )
    kin = known({"f": WIRE}, family={"b": "f"})
    found = weighed(*(cited(name, WIRE, verdict=CONFIRM) for name in "bc"), study=kin)
    assert [group.origin for group in found.supporting] == ["f"]


def test_two_documents_of_the_source_stay_two() -> None:
    """An outlet that speaks twice has two origins; what rests on it is counted at the one that came before."""
    study = known({"a": WIRE, "c": WIRE, "f": WIRE})
    found = weighed(cited("a"), cited("c"), cited("d", WIRE, verdict=CONFIRM), cited("f"), study=study)
    assert [set(group.documents) for group in found.supporting] == [{"a"}, {"c", "d"}, {"f"}]
    assert weighed(cited("a"), cited("c", WIRE), study=study).sources == ()


def test_a_chain_is_one_place_and_strangers_are_not_glued() -> None:
    """“The wire, citing the ministry” joins both; a document with a passage from each joins them to neither."""
    chain = [cited("a", WIRE, "ministry-of-roads", verdict=CONFIRM), cited("b", WIRE, verdict=CONFIRM),
             cited("c", "ministry-of-roads", verdict=CONFIRM)]  # fmt: skip
    assert weighed(*chain).independent_origins == 1
    apart = [cited("a", WIRE, verdict=CONFIRM), cited("a", "ministry-of-roads", verdict=CONFIRM, at=50),
             cited("b", WIRE, verdict=CONFIRM), cited("c", "ministry-of-roads", verdict=CONFIRM)]  # fmt: skip
    assert weighed(*apart).independent_origins == 2


def test_sources_that_rest_on_each_other_are_one_place() -> None:
    """The wire by the ministry and the ministry by the wire are one origin, by the name of whoever spoke first."""
    study = known({"a": WIRE, "d": "ministry-of-roads"})
    circle = [cited("a", "ministry-of-roads", verdict=CONFIRM), cited("d", WIRE, verdict=CONFIRM)]
    (group,) = weighed(*circle, study=study).supporting
    assert (group.source, group.origin, group.documents) == ("Corvane-Wire", "a", ("a", "d"))


def test_what_rests_on_a_source_rests_on_the_sources_source() -> None:
    """A paper by the ministry, whose own words rest on the wire, is counted at the wire."""
    study = known({"a": "ministry-of-roads"})
    rows = [cited("a", WIRE, verdict=CONFIRM), cited("b", "ministry-of-roads", verdict=CONFIRM)]
    (group,) = weighed(*rows, study=study).supporting
    assert group.label == "Corvane-Wire, whose own document was not collected"
    assert (group.source, group.documents) == ("Corvane-Wire", ("a", "b"))


def test_the_fewest_origins_remain() -> None:
    """Who rests on several sources is counted where that leaves the fewest, also where others share another more."""
    rows = [cited("a", "ash-radio"), cited("a", WIRE, at=50), cited("b", WIRE), cited("c", "ash-radio"),
            cited("c", "ministry-of-roads", at=50), cited("d", "ministry-of-roads")]  # fmt: skip
    found = weighed(*rows, merging=True)
    assert [set(group.documents) for group in found.supporting] == [{"a", "b"}, {"c", "d"}]


def test_what_a_document_says_of_its_own_keeps_it_an_origin() -> None:
    """A paper that repeats the wire and saw for itself stands beside the wire."""
    rows = [cited("a", WIRE, verdict=CONFIRM), cited("a", at=50), cited("b", WIRE, verdict=CONFIRM)]
    assert weighed(*rows).independent_origins == 2


def test_both_sides_are_counted_alike() -> None:
    """Two that speak against it on one source are one origin against it."""
    rows = [cited(name, WIRE, verdict=CONFIRM, stance=Stance.OPPOSES) for name in "ab"]
    assert len(weighed(*rows).opposing) == 1


def test_the_published_sentences_say_what_is_not_judged() -> None:
    """Both counts stand in the finding's sentences and in a warning to its author; judged, neither does."""
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    finding = Finding("F1", 1, "A river is watched.", None, "", (), moment, moment)
    said = publishing_text(finding, weighed(*THREE))
    assert "Several of these name one source in common (Corvane-Wire)." in " ".join(said.sentences)
    assert "3 origins as counted, 1 if they do." in " ".join(said.warnings)
    judged = publishing_text(finding, weighed(*(cited(name, WIRE, verdict=CONFIRM) for name in "abc")))
    assert judged.warnings == ()
    assert judged.sentences[-1] == (
        "It rests on 1 independent origin, found in 3 documents; 2 documents repeat others or rest on the same source "
        "and add none."
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Cited], dict[str, Known]]:
    """Any passages of six documents on three sources, judged or not, of which some documents are a source's own."""
    voices = draw(st.dictionaries(st.sampled_from(NAMES), st.sampled_from(SOURCES), max_size=3))
    rows = draw(
        st.lists(
            st.builds(
                lambda name, sources, verdict, at, lead, stance: cited(
                    name, *sorted(sources), verdict=verdict, at=at, lead=lead, stance=stance
                ),
                st.sampled_from(NAMES),
                st.sets(st.sampled_from(SOURCES), max_size=2),
                st.sampled_from([None, CONFIRM, OVERTURN]),
                st.integers(0, 80),
                st.booleans(),
                st.sampled_from(Stance),
            ),
            max_size=9,
            unique_by=lambda one: one.evidence.passage.id,
        )
    )
    return rows, known(voices)


IN_A_CIRCLE = [cited("a", "ministry-of-roads", at=1), cited("d", WIRE, lead=True)]
AT_ANOTHER = [cited("a", WIRE), cited("a", "ash-radio", at=50), cited("b", WIRE), cited("c", "highfen-gazette"),
              cited("c", "lower-post", at=50), cited("d", "lower-post"), cited("e"),
              cited("e", "ash-radio", "highfen-gazette", at=50, lead=True)]  # fmt: skip


@example((IN_A_CIRCLE, known({"a": WIRE, "d": "ministry-of-roads"})), True, Random(0))
@example((AT_ANOTHER, known()), True, Random(0))
@given(cases(), st.booleans(), st.randoms(use_true_random=False))
def test_an_attribution_never_adds_an_origin_whatever_the_order(
    case: tuple[list[Cited], dict[str, Known]], merging: bool, chance: object
) -> None:
    """Named sources only put origins together; every passage stays, once; order plays no part; both counts agree."""
    rows, study = case
    found = weigh(rows, study, Thresholds(), merging=merging)
    bare = weigh([replace(row, rests=()) for row in rows], study, Thresholds())
    assert found.origins_if_confirmed <= found.independent_origins <= bare.independent_origins
    assert bool(found.independent_origins) == bool(bare.independent_origins)
    passages = [one for group in (*found.supporting, *found.opposing) for one in group.passages]
    assert sorted(passages) == sorted(row.evidence.passage.id for row in rows)
    shuffled = rows[:]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert weigh(shuffled, study, Thresholds(), merging=merging) == found


@given(cases())
def test_without_a_judgement_and_a_rule_nothing_is_merged(case: tuple[list[Cited], dict[str, Known]]) -> None:
    """Proposals change no count."""
    rows, study = case
    open_ = [replace(row, rests=tuple(replace(rest, verdict=None) for rest in row.rests)) for row in rows]
    bare = weigh([replace(row, rests=()) for row in rows], study, Thresholds())
    found = weigh(open_, study, Thresholds())
    assert [group.documents for group in found.supporting] == [group.documents for group in bare.supporting]
    assert all(not source.counted for source in found.sources)


def test_who_credits_an_agency_and_who_cites_it_rest_on_one() -> None:
    """A credit line's unseen origin is the very source that another document names in a sentence."""
    study = known()
    member = Member("a", "a", Role.ECHO_OF_UNSEEN)
    study["a"] = replace(study["a"], member=member, credits="Corvane-Wire", credited=WIRE)
    rows = [cited("a"), cited("b", WIRE)]
    assert weighed(*rows, study=study).origins_if_confirmed == 1
    (group,) = weighed(rows[0], cited("b", WIRE, verdict=CONFIRM), study=study).supporting
    assert (group.origin, group.label) == (None, "Corvane-Wire, whose own document was not collected")
