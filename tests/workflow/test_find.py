"""From captured documents to a weighed finding: origins are counted, not documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from synopticon.errors import NotFound, Refused, UsageError
from synopticon.model.capture import Capture, Channel, Claims
from synopticon.model.corroboration import Confidence
from synopticon.model.digests import sha256_hex
from synopticon.model.extraction import Extraction, Reading
from synopticon.model.finding import Basis, Likelihood
from synopticon.workflow.cite import cite
from synopticon.workflow.find import add_finding, bring, publishing_text, revise, take_back, weigh, withdraw_finding
from synopticon.workflow.judge import clear, confirm, correct, overturn, restore, set_origin, withdraw
from synopticon.workflow.study import Study
from synopticon.workflow.trace import trace

WIRE = (
    "The transport ministry of Veldania has installed two hundred cameras on the ring road of the capital. "
    "An official said on Monday that the cameras read number plates day and night. "
    "The pictures are kept for ninety days in a hall beneath the ministry, according to the same official. "
    "Drivers were not told, and no law names the cameras or says who may look at what they record."
)
OWN = (
    "Our reporter counted eleven masts between the harbour and the grain market on a walk last week. "
    "A fisherman who lives by the third bridge has watched technicians replace the lenses at night. "
    "Residents of the quarter believe that the masts went up during the winter, when the road was closed."
)
CLAIM = "the cameras read number plates day and night"


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """An empty study whose clock goes on by a second at each look."""
    Study.create(tmp_path / "s", title="Veldania (invented)").close()
    now = [datetime(2026, 1, 1, tzinfo=UTC)]

    def clock() -> datetime:
        now[0] += timedelta(seconds=1)
        return now[0]

    with Study(tmp_path / "s", clock=clock) as opened:
        yield opened


@pytest.fixture
def add(study: Study) -> Callable[..., str]:
    """Adds an invented document and answers its id."""

    def add_document(outlet: str, published: str | None, text: str) -> str:
        capture = Capture(
            asked=f"file:{outlet}/{published}.txt",
            collected=study.clock(),
            channel=Channel.FILE,
            digest=sha256_hex(text.encode()),
            size=len(text),
            claims=Claims(outlet=outlet, published=published, title=f"{outlet} story"),
        )
        with study.writing() as writer:
            writer.add_capture(capture)
            writer.add_extraction(Extraction(capture.id, Reading(text, "txt", "txt/1", language="en")))
        return capture.id

    return add_document


@pytest.fixture
def finding(study: Study) -> Callable[..., str]:
    """Adds a finding that rests on the quotation of each document, and answers its key."""

    def add_it(*cited: tuple[str, str], stance: str = "supports", key: str | None = None) -> str:
        key = key or add_finding(study, "Cameras on the ring road of Veldania read number plates.").key
        for item, quote in cited:
            bring(study, key, cite(study, item, quote=quote).id, stance=stance)
        return key

    return add_it


def test_three_passages_of_which_two_are_copies_are_two_origins(
    study: Study, add: Callable[..., str], finding: Callable[..., str]
) -> None:
    """A finding citing three documents, two of them one wire story, reports two origins and not three."""
    wire = add("Veld Wire", "2024-03-01", WIRE)
    copy = add("Harbour Post", "2024-03-02", WIRE)
    own = add("Grain Gazette", "2024-03-05", OWN + " They all say that the cameras read number plates by night.")
    trace(study)
    weighed = weigh(study, finding((wire, CLAIM), (copy, CLAIM), (own, "the cameras read number plates by night")))
    assert weighed.independent_origins == 2
    assert (weighed.documents, weighed.echoes) == (3, 1)
    assert [group.origin for group in weighed.supporting] == [wire, own]
    assert weighed.supporting[0].documents == (wire, copy)
    assert "2 documents go back to one origin: Veld Wire, 2024-03-01." in weighed.reasons
    assert weighed.confidence is Confidence.MODERATE
    assert weighed.fragility.startswith("Without any one of its 2 origins, it rests on one origin")


def test_copies_of_an_uncited_origin_are_one(
    study: Study, add: Callable[..., str], finding: Callable[..., str]
) -> None:
    """Two reprints are one origin even where the story that both repeat is not cited."""
    wire = add("Veld Wire", "2024-03-01", WIRE)
    copies = [add("Harbour Post", "2024-03-02", WIRE), add("Hill Echo", "2024-03-03", WIRE + "\n\n" + OWN)]
    trace(study)
    weighed = weigh(study, finding(*((copy, CLAIM) for copy in copies)))
    assert [group.origin for group in weighed.supporting] == [wire]
    assert weighed.echoes == 1
    assert weighed.confidence is Confidence.LOW
    assert "rests on one origin alone: Veld Wire" in weighed.fragility


def test_an_echos_own_words_are_its_own_and_it_is_said(
    study: Study, add: Callable[..., str], finding: Callable[..., str]
) -> None:
    """Origins are counted for the passage: a reprint's own paragraph has an origin of its own."""
    wire = add("Veld Wire", "2024-03-01", WIRE)
    echo = add("Harbour Post", "2024-03-02", f"{WIRE}\n\n{OWN}")
    trace(study)
    mast = "Our reporter counted eleven masts between the harbour and the grain market"
    weighed = weigh(study, finding((wire, CLAIM), (echo, mast)))
    assert [group.origin for group in weighed.supporting] == [wire, echo]
    assert any("the words cited from it stand in none of them" in reason for reason in weighed.reasons)
    assert weigh(study, finding((wire, CLAIM), (echo, CLAIM))).independent_origins == 1


def test_a_correction_after_the_trace_is_told_until_the_next_trace(
    study: Study, add: Callable[..., str], finding: Callable[..., str]
) -> None:
    """A date or an origin that a person mended since the trace is said first; a title, which no trace reads, is not."""
    wire, copy = add("Veld Wire", "2024-03-01", WIRE), add("Harbour Post", "2024-03-02", WIRE)
    key = finding((wire, CLAIM), (copy, CLAIM))
    correct(study, copy, {"published": "2024-03-03"}, "before any trace")

    def told() -> bool:
        return weigh(study, key).reasons[0].startswith("The families were traced before the last correction")

    assert not told()
    trace(study)
    correct(study, copy, {"title": "Cameras"}, "misspelt")
    assert not told()
    correct(study, copy, {"published": "2024-02-01"}, "the date line says so")
    assert told()
    trace(study)
    assert not told()
    set_origin(study, wire, "the date line is wrong again")
    assert told()
    trace(study)
    correct(study, copy, {"published": "2024-05-01"}, "a slip")
    correct(study, copy, {"published": "2024-02-01"}, "it was right")
    assert told() and trace(study).again
    assert not told()


def test_documents_that_were_never_traced_are_not_counted_apart(
    study: Study, add: Callable[..., str], finding: Callable[..., str]
) -> None:
    """Before a trace two documents count as one origin at most, and the reasons name the command."""
    key = finding((add("A", "2024", WIRE), CLAIM), (add("B", "2024", OWN), "a fisherman".capitalize()))
    weighed = weigh(study, key)
    assert weighed.independent_origins == 1
    assert any("2 documents were never traced" in reason and "synopticon trace" in reason for reason in weighed.reasons)
    trace(study)
    assert weigh(study, key).independent_origins == 2


def test_echoes_of_one_uncollected_agency_are_one_origin(
    study: Study, add: Callable[..., str], finding: Callable[..., str]
) -> None:
    """Stories in different words that both credit Reuters, which nobody collected, are one origin, named as unseen."""
    one = add("Harbour Post", "2024-03-02", "KESTREL, March 2 (Reuters) - " + WIRE)
    other = add("Hill Echo", "2024-03-03", "KESTREL, March 2 (Reuters) - " + OWN)
    trace(study)
    weighed = weigh(study, finding((one, CLAIM), (other, "A fisherman who lives by the third bridge")))
    assert weighed.independent_origins == 1
    assert weighed.supporting[0].origin is None
    assert weighed.supporting[0].label == "Reuters, whose own document was not collected"


def test_a_withdrawn_document_reaches_the_finding(
    study: Study, add: Callable[..., str], finding: Callable[..., str]
) -> None:
    """Evidence from a withdrawn document does not count and the finding says so; restoring brings it back."""
    one, other = add("A", "2024-01", WIRE), add("B", "2024-02", OWN)
    trace(study)
    key = finding((one, CLAIM), (other, "A fisherman"))
    withdraw(study, one, "collected by mistake")
    weighed = weigh(study, key)
    assert [group.origin for group in weighed.supporting] == [other]
    assert weighed.reasons[0].startswith("A document that this finding cites was withdrawn")
    assert "collected by mistake" in weighed.reasons[0]
    with pytest.raises(Refused, match="collected by mistake"):
        cite(study, one, quote=CLAIM)
    restore(study, one, "it was right after all")
    assert weigh(study, key).independent_origins == 2


def test_a_person_overturns_and_joins(study: Study, add: Callable[..., str], finding: Callable[..., str]) -> None:
    """Overturning a relation parts two origins at once, joining two documents makes them one; clearing undoes it."""
    one, other, third = add("A", "2024-01-01", WIRE), add("B", "2024-02-01", WIRE), add("C", "2024-03-01", OWN)
    trace(study)
    pair = finding((one, CLAIM), (other, CLAIM))
    overturned = overturn(study, other, one, "both were at the briefing")
    assert weigh(study, pair).independent_origins == 2
    trace(study)
    assert weigh(study, pair).independent_origins == 2
    clear(study, overturned.subject, "they were not")
    trace(study)
    assert weigh(study, pair).independent_origins == 1
    told = finding((one, CLAIM), (third, "A fisherman"))
    assert weigh(study, told).independent_origins == 2
    confirm(study, one, third, "C retells A in its own words")
    trace(study)
    assert weigh(study, told).independent_origins == 1


def test_contradiction_is_counted_by_origin_and_caps_confidence(
    study: Study, add: Callable[..., str], finding: Callable[..., str]
) -> None:
    """One opposing origin against one supporting leaves confidence low, and the reasons name it."""
    one, other = add("A", "2024-01", WIRE), add("B", "2024-02", OWN)
    trace(study)
    key = finding((one, CLAIM))
    finding((other, "Residents of the quarter believe"), stance="opposes", key=key)
    weighed = weigh(study, key)
    assert (len(weighed.supporting), len(weighed.opposing)) == (1, 1)
    assert "1 independent origin speaks against it: B, 2024-02." in weighed.reasons
    assert "no more origins speak for it than against it" in weighed.reasons[-1]


def test_kinds_of_source_come_from_the_protocol(
    study: Study, add: Callable[..., str], finding: Callable[..., str], tmp_path: Path
) -> None:
    """find.kinds names the kind of an outlet; without it a source is unclassified."""
    key = finding((add("Veld Wire", "2024-01", WIRE), CLAIM), (add("B", "2024-02", OWN), "A fisherman"))
    trace(study)
    assert weigh(study, key).by_channel == (("unclassified source", 2),)
    protocol = tmp_path / "s" / "study.toml"
    protocol.write_text(protocol.read_text() + '[find]\nkinds = ["veld wire = domestic media", "B = research"]\n')
    with Study(tmp_path / "s") as again:
        assert weigh(again, key).by_channel == (("domestic media", 1), ("research", 1))


def test_a_finding_is_revised_and_never_overwritten(study: Study, add: Callable[..., str]) -> None:
    """Keys are short and last, revisions count up, evidence stays, a withdrawn finding keeps its reason."""
    first = add_finding(study, "  Cameras read\nplates. ", likelihood="likely", occurred="2021/2023")
    assert (first.key, first.revision, first.proposition) == ("F1", 1, "Cameras read plates.")
    passage = cite(study, add("A", "2024", WIRE), quote=CLAIM)
    bring(study, "F1", passage.id[:12], basis=Basis.SAW)
    second = revise(study, "F1", likelihood="very likely", gaps="No plate was seen.")
    assert (second.revision, second.likelihood, second.occurred) == (2, Likelihood.VERY_LIKELY, "2021/2023")
    assert revise(study, "F1", likelihood="very likely").revision == 2
    assert [evidence.basis for evidence in study.reader.finding("F1").evidence] == [Basis.SAW]
    assert take_back(study, "F1", passage.id).evidence == ()
    with pytest.raises(NotFound, match="does not rest on"):
        take_back(study, "F1", passage.id)
    assert withdraw_finding(study, "F1", "it was another road").withdrawn == "it was another road"
    with pytest.raises(UsageError, match="was withdrawn"):
        bring(study, "F1", passage.id)
    assert add_finding(study, "Another.").key == "F2"
    acts = [entry.act.act for entry in study.reader.custody() if entry.act.subject in ("F1", "F2")]
    assert acts == ["find", "bring", "revise", "take-back", "withdraw-finding", "find"]


def test_a_published_finding_says_likelihood_and_confidence_apart(study: Study, add: Callable[..., str]) -> None:
    """Each stands in a sentence of its own, and a proposition that mixes them is warned of."""
    mixed = "We have high confidence that cameras probably read plates. The road is closed."
    finding = add_finding(study, mixed, likelihood="likely")
    wording = publishing_text(finding, weigh(study, finding.key))
    assert "Likelihood: likely (55 to 80 percent)." in wording.sentences
    assert "Confidence: low." in wording.sentences
    assert not [one for one in wording.sentences[1:] if "ikelihood" in one and "onfidence" in one]
    assert "in one sentence: “We have high confidence that cameras probably read plates.”" in wording.warnings[0]
    assert "“probably”" in wording.warnings[1]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("probable", "Say “likely”"),
        ("Highly  improbable", "Say “very unlikely”"),
        ("maybe", "Choose one of: almost no"),
    ],
)
def test_only_the_terms_of_the_standard_are_taken(study: Study, word: str, said: str) -> None:
    """A synonym is refused with the proper term, any other word with the list."""
    with pytest.raises(UsageError, match=said):
        add_finding(study, "Cameras read plates.", likelihood=word)
    assert study.reader.findings() == []


def test_a_quotation_is_exact_or_the_nearest_is_named(study: Study, add: Callable[..., str]) -> None:
    """Other blanks or quotation marks are not guessed away but shown; several occurrences are listed."""
    item = add("A", "2024", "He said: “the cameras\nread plates”. The cameras read faces.")
    assert cite(study, item, quote="read plates").start == 22
    assert cite(study, item, start=22, end=33).id == cite(study, item[:10], quote="read plates").id
    with pytest.raises(NotFound, match=r"--start 9 --end 34"):
        cite(study, item, quote='"The cameras read plates"'.strip())
    with pytest.raises(UsageError, match=r"stands 2 times[^§]*1: …[^§]*2: …[^§]*--occurrence N"):
        cite(study, item, quote="cameras")
    assert cite(study, item, quote="cameras", occurrence=2).start == 40
    with pytest.raises(UsageError, match="not 3"):
        cite(study, item, quote="cameras", occurrence=3)
    with pytest.raises(NotFound, match="letter for letter"):
        cite(study, item, quote="the fence")
    acts = [entry for entry in study.reader.custody() if entry.act.act == "cite"]
    assert len(acts) == 2
