"""Whatever characters a damaged page brings, the store gives back what it was given, on every database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synopticon.model.capture import Capture, Channel, Claims, Failure, Form, Place
from synopticon.model.custody import Act
from synopticon.model.extraction import Extraction, Reading
from synopticon.model.finding import Basis, Evidence, Finding, Likelihood, Stance
from synopticon.model.item import ItemQuery
from synopticon.model.judgement import Judgement, Verdict
from synopticon.model.passage import Passage
from synopticon.model.reuse import Kind, Member, Reuse, Role, SharedSpan
from synopticon.store.protocols import Store
from synopticon.store.sql.columns import escaped, unescaped
from synopticon.store.sql.days import bounds

ANY = st.characters(codec=None, categories=None) | st.sampled_from("\x00\x1a\ud83d\ude00\udce9가\u1100\u1161%_\\'")
"""Every code point, with a weight on those that databases trip over: NUL, lone surrogates, our own escape."""

words = st.text(ANY, max_size=12)
few = st.none() | words
moments = st.datetimes(
    min_value=datetime(1, 1, 3), max_value=datetime(9999, 12, 29),  # noqa: DTZ001 - hypothesis adds the zone
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=9)), timezone(timedelta(hours=-3, minutes=-30))]),
)  # fmt: skip
facts = st.dictionaries(words, words, max_size=3)
many = st.lists(words, max_size=3).map(tuple)
whole = st.integers(0, 2**62)
claims = st.builds(Claims, few, few, few, many, few, few)
places = st.builds(Place, words, st.sampled_from(Form), whole, st.none() | whole)
captures = st.builds(
    Capture, words, moments, st.sampled_from(Channel), few, few, whole, few, st.none() | places, claims, facts,
    st.none() | st.builds(Failure, words, words), few,
)  # fmt: skip
readings = st.builds(Reading, st.text(ANY, max_size=300), words, words, few, many, few, few, few, few, many, facts)

quick = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@given(st.text(ANY))
@settings(max_examples=300)
def test_escaping_is_undone_exactly_and_leaves_what_databases_hold(text: str) -> None:
    """Escaped text has neither NUL nor surrogates, and unescaping gives the text back."""
    kept = escaped(text)
    assert "\0" not in kept
    kept.encode("utf-8")
    assert unescaped(kept) == text


@given(captures, readings)
@quick
def test_captures_and_readings_come_back_equal(store: Store, capture: Capture, reading: Reading) -> None:
    """A capture and its reading are given back with every character, date and number; so is the item's text."""
    extraction = Extraction(capture.id, reading)
    with store.writing("ada") as writer:
        new = writer.add_capture(capture)
        writer.add_extraction(extraction)
    reader = store.reader()
    if new:
        assert reader.capture(capture.id) == capture
        assert reader.capture(capture.id).collected.isoformat() == capture.collected.isoformat()
    assert reader.extraction(extraction.id) == extraction == reader.current_extraction(capture.id)
    if not capture.container:
        assert reader.item(capture.id).length == len(reading.text)
        assert reader.texts([capture.id]) == {capture.id: reading.text}
        assert reader.items(ItemQuery(text=capture.asked, withdrawn=None, limit=1)).total >= 1


@given(words, moments, facts, words, st.sampled_from(Verdict))
@quick
def test_decisions_and_acts_come_back_equal(
    store: Store, text: str, at: datetime, value: dict[str, str], subject: str, verdict: Verdict
) -> None:
    """A judgement and an act of the log are given back as they were made, and the log's chain holds over them."""
    judgement = Judgement(subject, verdict, text, at, text, value)
    with store.writing(text) as writer:
        new = writer.add_judgement(judgement)
        entry = writer.record(Act(text, subject, text, value))
    assert entry in list(store.reader().custody(subject=subject))
    assert not new or store.reader().judgements(subject)[-1] == judgement
    assert list(store.reader().custody(after=entry.sequence - 1)) == [entry]
    assert entry.holds()


@given(words.filter(bool), words, st.none() | st.sampled_from(Likelihood), moments, few, st.sampled_from(Basis), many)
@quick
def test_findings_and_reuse_come_back_equal(
    store: Store, text: str, note: str, likelihood: Likelihood | None, at: datetime, occurred: str | None,
    basis: Basis, reasons: tuple[str, ...],
) -> None:  # fmt: skip
    """A finding with its passage, and an alignment with its members, are given back as they were."""
    page = Capture("file:page", at, Channel.FILE, digest="d" * 64)
    reading = Extraction(page.id, Reading(text, "txt", "txt/1"))
    evidence = Evidence(Passage.cut(page.id, reading.id, text, 0, len(text)), Stance.OPPOSES, basis, note)
    reuse = Reuse(page.id, page.id, Kind.TRANSLATION, 7, (SharedSpan(0, 1, 2, 3),), reasons, text)
    member = Member(page.id, text, Role.ECHO_OF_UNSEEN, note, text, 5, Kind.QUOTE, 9, reasons)
    with store.writing("ada") as writer:
        writer.add_capture(page)
        writer.add_extraction(reading)
        revision = 1 + max((one.revision for one in store_findings(store) if one.key == "f"), default=0)
        finding = Finding("f", revision, text, likelihood, note, (), at, at, occurred)
        writer.put_finding(finding)
        writer.add_evidence("f", evidence, at)
        writer.replace_reuse([reuse], [member])
    reader = store.reader()
    kept = reader.finding("f")
    assert evidence in kept.evidence
    assert (kept.proposition, kept.likelihood, kept.occurred, kept.changed) == (text, likelihood, occurred, at)
    assert reader.reuses_of([page.id]) == [reuse]
    assert reader.members(text) == [member]


def store_findings(store: Store) -> list[Finding]:
    """The findings so far, asked beside the open transaction."""
    return store.reader().findings(withdrawn=True)


@given(st.text(ANY, max_size=20) | st.dates().map(str) | st.dates().map(lambda day: f"{day:%Y-%m}~/.."))
def test_the_days_of_any_date_are_days_or_nothing(edtf: str) -> None:
    """Whatever stands for a date, its first and last day can be sorted, and the first is not after the last."""
    first, last = bounds(edtf)
    assert first <= last
    assert (first == "") == (last == "")
    for day in filter(None, (first, last)):
        assert len(day) == 10
