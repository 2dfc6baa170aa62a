"""Documents that name one source, in a real study: proposed when weighed, counted as one when a person confirms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from synopticon.errors import UsageError
from synopticon.model.capture import Capture, Channel, Claims, Place
from synopticon.model.digests import sha256_hex
from synopticon.model.extraction import Extraction, Reading
from synopticon.model.judgement import Verdict
from synopticon.workflow.cite import cite
from synopticon.workflow.find import add_finding, bring, publishing_text, weigh
from synopticon.workflow.judge import clear, confirm_attribution, overturn_attribution
from synopticon.workflow.publish import publish
from synopticon.workflow.study import Study
from synopticon.workflow.trace import trace

STORIES = {
    "en": (
        "Highfen Gazette",
        "New masts stand in the north. According to Corvane Wire, two hundred cameras were put up along the river in "
        "March. Nobody asked the fishermen.",
        "two hundred cameras were put up along the river",
    ),
    "ko": (
        "먼바다신문",
        "강은 조용하다. Corvane Wire에 따르면 강변에 카메라 200대가 설치됐다. 어부들은 말이 없다.",
        "카메라 200대가 설치됐다",
    ),
    "ru": (
        "Вестник Марки",
        "Река тиха. По данным Corvane Wire, вдоль реки установили двести камер.",
        "вдоль реки установили двести камер",
    ),
}
WIRE = "CORVANE, 2 March. Two hundred lenses now look at the river, counted by our own man in a boat."


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """An empty study."""
    Study.create(tmp_path / "s", title="Veldania (invented)").close()
    with Study(tmp_path / "s", clock=lambda: datetime(2026, 1, 1, tzinfo=UTC)) as opened:
        yield opened


@pytest.fixture
def add(study: Study) -> Callable[[str, str, str], str]:
    """Adds an invented document and answers its id."""

    def add_document(outlet: str, text: str, language: str) -> str:
        capture = Capture(
            asked=f"file:{outlet}.txt",
            collected=study.clock(),
            channel=Channel.FILE,
            digest=sha256_hex(text.encode()),
            size=len(text.encode()),
            media_type="text/plain",
            place=Place(study.archive.put(text.encode())),
            claims=Claims(outlet=outlet, published="2024-03-01"),
        )
        with study.writing() as writer:
            writer.add_capture(capture)
            writer.add_extraction(Extraction(capture.id, Reading(text, "text", "text/1", language=language)))
        return capture.id

    return add_document


@pytest.fixture
def passages(study: Study, add: Callable[[str, str, str], str]) -> dict[str, str]:
    """F1 on three stories in three languages that name one wire; the passages by language."""
    items = {language: add(outlet, text, language) for language, (outlet, text, _) in STORIES.items()}
    trace(study)
    add_finding(study, "Two hundred cameras watch the river.")
    found = {}
    for language, item in items.items():
        found[language] = cite(study, item, quote=STORIES[language][2]).id
        bring(study, "F1", found[language])
    return found


def test_three_languages_name_one_source(study: Study, passages: dict[str, str]) -> None:
    """Proposed with the words of each document, counted three until judged, and one with its name after."""
    found = weigh(study, "F1")
    assert (found.independent_origins, found.origins_if_confirmed) == (3, 1)
    (source,) = found.sources
    assert (source.name, source.key, source.collected) == ("Corvane Wire", "corvane-wire", None)
    for rest in source.rests:
        text = study.reader.texts([rest.item])[rest.item]
        assert "Corvane Wire" in text[rest.start : rest.end] and "Corvane Wire" in rest.words
    for rest in source.rests:
        confirm_attribution(study, rest.subject, "read in its place")
    judged = weigh(study, "F1")
    assert [group.label for group in judged.supporting] == ["Corvane Wire, whose own document was not collected"]
    assert {rest.verdict for rest in judged.sources[0].rests} == {Verdict.CONFIRM}


def test_a_judgement_is_taken_back_and_the_other_way_parts_them(study: Study, passages: dict[str, str]) -> None:
    """Overturned, a passage counts for itself; cleared, it is a proposal again; earlier judgements stay in the log."""
    subject = f"attribution:{passages['en'][:12]}:Corvane Wire"
    for passage in passages.values():
        confirm_attribution(study, f"attribution:{passage}:corvane-wire", "read")
    overturn_attribution(study, subject, "its own reporter stood there")
    assert weigh(study, "F1").independent_origins == 2
    clear(study, subject, "read again")
    found = weigh(study, "F1")
    assert (found.independent_origins, found.origins_if_confirmed) == (2, 1)
    assert len(study.reader.judgements(f"attribution:{passages['en']}:corvane-wire")) == 3


def test_a_person_may_name_a_source_that_no_rule_found(
    study: Study, add: Callable[[str, str, str], str], passages: dict[str, str]
) -> None:
    """A judgement names a source that the text does not; the source's own document becomes the origin of all."""
    silent = add("Quayside Argus", "It is said on the quay that some two hundred eyes of glass hang there.", "en")
    own = add("Corvane Wire", WIRE, "en")
    trace(study)
    for item, quote in ((silent, "two hundred eyes of glass"), (own, "Two hundred lenses")):
        bring(study, "F1", cite(study, item, quote=quote).id)
    passage = cite(study, silent, quote="two hundred eyes of glass").id
    for one in (*passages.values(), passage):
        confirm_attribution(study, f"attribution:{one}:Corvane Wire", "the editor told us")
    found = weigh(study, "F1")
    assert [group.origin for group in found.supporting] == [own]
    assert found.sources[0].collected == own


def test_the_protocol_may_merge_by_rule(study: Study, passages: dict[str, str]) -> None:
    """With find.attribution = "merge" nobody needs to judge; another word there is refused, and named."""
    protocol = study.folder / "study.toml"
    protocol.write_text(protocol.read_text("utf-8") + '\n[find]\nattribution = "merge"\n', "utf-8")
    with Study(study.folder) as opened:
        found = weigh(opened, "F1")
        assert found.independent_origins == 1
        assert "as the protocol rules for passages that name one source" in " ".join(found.reasons)
    protocol.write_text(protocol.read_text("utf-8").replace('"merge"', '"sometimes"'), "utf-8")
    with Study(study.folder) as opened, pytest.raises(UsageError, match="sometimes"):
        weigh(opened, "F1")


@pytest.mark.parametrize(
    "subject", ["attribution", "attribution:", "attribution:{}", "attribution:{}:", "reuse:{}:x", "attribution:{}:«»"]
)
def test_what_is_no_attribution_is_refused(study: Study, passages: dict[str, str], subject: str) -> None:
    """A subject without a passage or a source is refused with the form that it should have."""
    with pytest.raises(UsageError, match="no attribution"):
        confirm_attribution(study, subject.format(passages["en"]), "why")


def test_an_edition_says_what_is_judged_and_what_is_not(study: Study, passages: dict[str, str]) -> None:
    """The published sentences carry both counts before, the source's name after, and never a reason of a person."""
    before = publishing_text(study.reader.finding("F1"), weigh(study, "F1"))
    assert "Several of these name one source in common (Corvane Wire)." in " ".join(before.sentences)
    for passage in passages.values():
        confirm_attribution(study, f"attribution:{passage}:corvane-wire", "a friend told me so")
    publish(study)
    folder = study.folder / "releases" / "edition-1"
    report = (folder / "index.html").read_text("utf-8")
    assert "Corvane Wire, whose own document was not collected" in report
    assert "3 documents rest on Corvane Wire, which was not collected" in report
    assert not [path for path in folder.rglob("*") if path.is_file() and b"a friend told me" in path.read_bytes()]
