"""Tracing a study: families in the store, the log's entry, and nothing done twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from synopticon.errors import StudyBusy
from synopticon.model.capture import Capture, Channel, Claims
from synopticon.model.digests import sha256_hex
from synopticon.model.extraction import Extraction, Reading
from synopticon.model.reuse import Kind, Role
from synopticon.reuse.translations.proposals import METHOD as TRANSLATIONS
from synopticon.settings import Settings
from synopticon.workflow.judge import clear, confirm, correct, overturn, withdraw
from synopticon.workflow.study import Study
from synopticon.workflow.trace import trace

WIRE = (
    "The harbour office of Veldania has opened a register of all fishing crews, the port captain said on Monday. "
    "Each crew must leave fingerprints and a photograph before it may buy diesel or ice at the northern quay. "
    "The register had been announced two years ago, after a trawler vanished with eleven men near the cape. "
    "Crews from the southern villages said that nobody had told them how long the pictures would be kept."
)
OTHER = (
    "A wind from the plain broke nine masts on the coastal railway and stopped the night train to the border. "
    "Workers cleared the line before dawn, and the first goods wagons passed the level crossing at six. "
    "The railway asked passengers to keep their tickets, which stay valid until the end of the month. "
    "Meteorologists expect the wind to turn on Thursday and to bring rain from the lakes."
)


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
def add(study: Study) -> Callable[[str, str, str], str]:
    """Adds an invented document and answers its id."""

    def add_document(outlet: str, published: str, text: str) -> str:
        capture = Capture(
            asked=f"file:{outlet}/{published}.txt",
            collected=study.clock(),
            channel=Channel.FILE,
            digest=sha256_hex(text.encode()),
            claims=Claims(outlet=outlet, published=published, title=text[:40]),
        )
        with study.writing() as writer:
            writer.add_capture(capture)
            writer.add_extraction(Extraction(capture.id, Reading(text, "txt", "txt/1")))
        return capture.id

    return add_document


Add = Callable[[str, str, str], str]


def test_copies_become_a_family_that_can_be_asked_for(study: Study, add: Add) -> None:
    """A copy and its origin are one family in the store; the summary counts origins, echoes and blank documents."""
    first, second = add("Alpha", "2024-05-01", WIRE), add("Beta", "2024-05-02", "PORT (Nord) - " + WIRE)
    add("Gamma", "2024-05-03", OTHER)
    add("Gamma", "2024-05-04", " – ")
    summary = trace(study)
    assert (summary.documents, summary.blank, summary.families, summary.echoes, summary.origins) == (4, 1, 1, 1, 2)
    assert study.reader.item(first).family == study.reader.item(second).family == first
    row = study.reader.member(second)
    assert row is not None and row.role is Role.ECHO and row.parent == first


def test_a_second_trace_changes_nothing(study: Study, add: Add) -> None:
    """Without news, the earlier answer stands, nothing is written and the log gets no entry."""
    add("Alpha", "2024-05-01", WIRE)
    once = trace(study)
    entries = study.reader.counts().custody
    again = trace(study)
    assert again.again and not once.again and again.origins == once.origins
    assert study.reader.counts().custody == entries


def test_news_makes_it_stale_and_a_trace_current(study: Study, add: Add) -> None:
    """A new document, a withdrawal and a judgement each ask for another trace; a trace answers all."""
    a, b = add("Alpha", "2024-05-01", WIRE), add("Beta", "2024-05-02", WIRE)
    assert trace(study).families == 1
    assert trace(study).again
    overturn(study, a, b, "two agencies, as their editors told us")
    once = trace(study)
    assert once.families == 0 and not once.again
    clear(study, f"reuse:{min(a, b)}:{max(a, b)}", "a mistake of mine")
    assert trace(study).families == 1
    withdraw(study, b, "collected twice")
    assert trace(study).documents == 1


def test_the_log_keeps_the_digest_of_the_answer(study: Study, add: Add) -> None:
    """One act in the log, with the digest of all rows; the same documents in another study give the same digest."""
    add("Alpha", "2024-05-01", WIRE)
    add("Beta", "2024-05-02", WIRE)
    trace(study)
    acts = [entry.act for entry in study.reader.custody() if entry.act.act == "trace"]
    assert len(acts) == 1 and acts[0].digest is not None and acts[0].details["families"] == "1"


def test_two_traces_at_once_are_refused(study: Study) -> None:
    """Another trace on the same study is named as the reason."""
    with study.job("trace"), pytest.raises(StudyBusy, match="another trace"):
        trace(study)


ENGLISH = (
    "Veldania's harbour office has registered 1,240 crews since 14 March 2024, director Tamara Osei said. "
    "A fine of 350 dollars awaits those who sail without papers, and 27 boats were held in Norrland last week. "
    "The register is to reach 18,600 people by 2026."
)
KOREAN = (
    "벨다니아 항만 사무소는 2024년 3월 14일 이후 선원 1240명을 등록했다고 타마라 오세이 소장이 말했다. "
    "서류 없이 출항하는 사람은 350달러의 벌금을 내야 하며 지난주 노를란드에서 배 27척이 억류되었다. "
    "등록부는 2026년까지 1만8600명에 이를 예정이다."
)


def test_a_possible_translation_is_kept_beside_the_families(study: Study, add: Add) -> None:
    """It is told and stored with its evidence; families, parents and origins are those of a trace without it."""
    first, second = add("Alpha", "2024-05-01", ENGLISH), add("Beta", "2024-05-02", KOREAN)
    add("Gamma", "2024-05-03", WIRE)
    add("Delta", "2024-05-04", WIRE)
    study.settings = Settings({"trace.translations": True})
    summary = trace(study)
    assert (summary.translations, summary.languages, summary.embedder, summary.loose) == (1, 2, None, 0)
    relation = next(one for one in study.reader.reuses_of([first]) if {one.a, one.b} == {first, second})
    assert (
        relation.kind is Kind.TRANSLATION and relation.spans and relation.reasons[0].startswith("possibly translated")
    )
    items = [item.id for item in study.reader.all_items()]
    members = [study.reader.member(item) for item in items]
    study.settings = Settings({"trace.translations": False})
    without = trace(study)
    assert not without.again and (without.translations, without.languages) == (0, 0)
    assert members == [study.reader.member(item) for item in items]
    methods = [entry.act.details["method"] for entry in study.reader.custody() if entry.act.act == "trace"]
    assert methods[0] == f"{methods[1]}, {TRANSLATIONS}"


def test_a_confirmed_translation_is_one_origin_and_keeps_its_evidence(study: Study, add: Add) -> None:
    """A person's judgement joins what a trace may only propose; taken back, they are two origins again."""
    study.settings = Settings({"trace.translations": True})
    first, second = add("Alpha", "2024-05-01", ENGLISH), add("Beta", "2024-05-02", KOREAN)
    assert trace(study).origins == 2
    confirm(study, first, second, "read side by side")
    joined = trace(study)
    assert (joined.families, joined.origins, joined.translations) == (1, 1, 1)
    clear(study, f"reuse:{min(first, second)}:{max(first, second)}", "too quick")
    assert trace(study).origins == 2


def test_a_corrected_language_asks_for_another_trace(study: Study, add: Add) -> None:
    """What is a translation of what rests on the languages of the documents."""
    study.settings = Settings({"trace.translations": True})
    first = add("Alpha", "2024-05-01", ENGLISH)
    trace(study)
    correct(study, first, {"language": "nl"}, "a mistake of the collector")
    assert not trace(study).again


@pytest.mark.corpus
def test_the_kcna_crawl_has_as_many_origins_as_its_readers_count(shared: Path) -> None:
    """1,059 distinct texts: exact copies form families, near copies make fewer, blank rows stay out of all."""
    import json

    from synopticon.reuse.documents import Document
    from synopticon.reuse.tracing import trace_documents

    rows = json.loads((shared / "data/state-media/kcna_en_2024-11-11.json").read_text("utf-8"))
    documents = [
        Document(f"{n:04d}", row["story_text"] or "", row["headline"], row["link"], "KCNA", row["date_str"])
        for n, row in enumerate(rows)
    ]
    traced = trace_documents(documents)
    by_text: dict[str, set[str]] = {}
    for document, member in zip(documents, traced.members, strict=True):
        by_text.setdefault(document.text.strip(), set()).add(member.family)
    blank = by_text.pop("")
    assert len(documents) == 2111 and len(blank) == traced.blank == 249
    assert len(by_text) == 1059 and all(len(families) == 1 for families in by_text.values())
    assert 1000 < len({family for families in by_text.values() for family in families}) < 1059
