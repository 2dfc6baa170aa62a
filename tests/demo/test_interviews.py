"""The invented interviews: forty, various, with consent of every kind, and labelled for de-identification."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from synopticon.coding.starting import starting_codes
from synopticon.coding.tree import Tree
from synopticon.demo.interviews import (
    EXPIRED,
    RECANTED,
    TESTIMONY,
    WITHDRAWN,
    Interview,
    interviews,
    place_of,
)
from synopticon.interviews.consent.examining import Wrong, consent_of, faults_of
from synopticon.interviews.consent.reading import consent_record
from synopticon.interviews.consent.record import Recording
from synopticon.interviews.identity import identity_of
from synopticon.interviews.transcripts.transcript import Transcript
from synopticon.model.testimony import Use
from synopticon.workflow.read_transcript import read_transcript

TODAY = date(2024, 6, 1)
ALL = interviews()
LABELS = Path(__file__).parents[2] / "demo-materials" / "interviews" / "labels.jsonl"
CODES = Tree(starting_codes(iter(f"{number:032x}" for number in range(1000)).__next__))
BASES = {"saw", "did", "was told by", "inferred", "basis of knowledge/read"}


def transcript(interview: Interview) -> Transcript:
    """The interview's transcript as it is read."""
    read = read_transcript(interview.file.read_bytes(), interview.file.name)
    assert isinstance(read, Transcript)
    return read


def test_there_are_forty_in_two_languages_and_eight_formats_and_they_are_small() -> None:
    """Twenty English, twenty Korean, in every kind of file that matters, under 600 kB with all records."""
    assert [one.language for one in ALL].count("en") == [one.language for one in ALL].count("ko") == 20
    assert {one.file.suffix for one in ALL} == {".txt", ".md", ".srt", ".vtt", ".docx", ".odt", ".hwpx"}
    assert sum(path.stat().st_size for path in ALL[0].file.parent.iterdir()) < 600_000


@pytest.mark.parametrize("interview", ALL, ids=lambda one: one.key)
def test_each_reads_as_a_conversation_of_its_own(interview: Interview) -> None:
    """It is long enough, in its language, in turns where its file says who speaks, and says that it is invented."""
    read = transcript(interview)
    assert read.language == interview.language
    words = len(read.text.split())
    assert words >= (300 if interview.language == "en" else 180)
    if interview.file.suffix != ".srt":
        assert len(read.turns) > 10
    said = unicodedata.normalize("NFC", read.text)
    assert "invented" in said or "지어낸" in said or interview.file.suffix == ".vtt"
    assert identity_of(json.loads(interview.identity.read_text("utf-8"))).facts


def test_no_two_texts_are_alike() -> None:
    """No sentence of eight words stands in two of the forty texts, but for the line that says they are invented."""
    seen: dict[str, str] = {}
    for one in ALL:
        words = transcript(one).text.split()[20:]
        for gram in {" ".join(words[at : at + 8]) for at in range(len(words) - 7)}:
            assert seen.setdefault(gram, one.key) == one.key, gram


def test_consent_is_of_every_kind_and_one_has_ended() -> None:
    """All uses, all kinds of recording, limits and none, sharing and none; exactly one record is refused, as ended."""
    records = {one.key: consent_record(one.consent.read_bytes()) for one in ALL}
    faults = {key: faults_of(record, TODAY) for key, record in records.items()}
    assert {key: [fault.kind for fault in found] for key, found in faults.items() if found} == {
        EXPIRED: [Wrong.EXPIRED]
    }
    consents = [consent_of(record, TODAY) for key, record in records.items() if key != EXPIRED]
    assert {one.use for one in consents} == set(Use)
    assert {one.recording for one in consents} == set(Recording)
    assert {one.expires is None for one in consents} == {True, False}
    assert {bool(one.sharing) for one in consents} == {True, False}


@pytest.mark.parametrize("interview", [one for one in ALL if one.key != EXPIRED], ids=lambda one: one.key)
def test_every_coding_finds_its_words_and_its_codes(interview: Interview) -> None:
    """Quotations stand in the transcript once, and codes are the starting codebook's; each coder gives some."""
    text = transcript(interview).text
    for planned in interview.codings:
        start, end = place_of(planned.quote, text)
        assert 0 <= start < end <= len(text)
        for code in planned.codes:
            assert CODES.find(code)
    assert {coder for planned in interview.codings for coder in planned.coders} == {"A", "B"}


def test_coders_differ_sometimes_and_bases_of_knowledge_are_told_apart() -> None:
    """There is something to settle, and first-hand accounts stand beside hearsay and inference."""
    planned = [coding for one in ALL for coding in one.codings]
    alone = sum(len(coding.coders) == 1 for coding in planned)
    assert 0.15 < alone / len(planned) < 0.5
    codes = [code for coding in planned for code in coding.codes]
    assert all(codes.count(basis) >= 10 for basis in BASES)


def test_the_plan_names_what_is_there() -> None:
    """Who withdraws, who takes words back, and all testimony brought to findings stand in the materials."""
    by_key = {one.key: one for one in ALL}
    assert WITHDRAWN in by_key and WITHDRAWN != EXPIRED
    for brought in (*TESTIMONY, *RECANTED):
        assert place_of(brought.quote, transcript(by_key[brought.interview]).text)
    assert WITHDRAWN in {brought.interview for brought in TESTIMONY}


def test_labels_are_of_the_transcripts_as_they_are_read() -> None:
    """Each labelled text is the text of the transcript's file, and every span holds the words it says."""
    rows = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]
    assert [row["key"] for row in rows] == [one.key for one in ALL]
    for row, one in zip(rows, ALL, strict=True):
        data = one.file.read_bytes()
        packed = data.startswith(b"PK")
        assert row["text"] == (transcript(one).text if packed else data.decode("utf-8"))
        for entity in row["entities"]:
            assert row["text"][entity["start_offset"] : entity["end_offset"]] == entity["span_text"]
    direct = sum(entity["identifier_type"] == "DIRECT" for row in rows for entity in row["entities"])
    assert direct > 200
