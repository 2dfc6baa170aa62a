"""Agreement over a study's own codings: who is compared with whom, on what, and what is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from synopticon.errors import NotFound, UsageError
from synopticon.model.capture import Capture, Channel, Claims
from synopticon.model.coding import ActKind, Assignment, CodingAct, Progress, Settlement
from synopticon.model.digests import sha256_hex
from synopticon.model.extraction import Extraction, Reading
from synopticon.workflow.agreement import Asked, agreement, compare
from synopticon.workflow.agreement_told import as_json, counted, differences_of, rows_of
from synopticon.workflow.codebook import start_codebook
from synopticon.workflow.coding import give
from synopticon.workflow.judge import withdraw
from synopticon.workflow.study import Study

TEXT = (
    "The ministry installed two hundred cameras on the ring road. An official said that they read plates. "
    "A fisherman saw technicians replace the lenses. Nobody was told. 카메라가 많다. The road was closed all winter."
)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """A study of an invented country with the field's usual codes."""
    Study.create(tmp_path / "s", title="Veldania (invented)").close()
    now = [datetime(2026, 1, 1, tzinfo=UTC)]

    def clock() -> datetime:
        now[0] += timedelta(seconds=1)
        return now[0]

    with Study(tmp_path / "s", clock=clock) as opened:
        start_codebook(opened)
        yield opened


def add(study: Study, name: str) -> str:
    """One more invented document."""
    text = f"{TEXT}\n{name}"
    capture = Capture(f"file:{name}.txt", study.clock(), Channel.FILE, digest=sha256_hex(text.encode()),
                      size=len(text), claims=Claims(outlet="Courier", title=name))  # fmt: skip
    with study.writing() as writer:
        writer.add_capture(capture)
        writer.add_extraction(Extraction(capture.id, Reading(text, "txt", "txt/1", language="en")))
    return capture.id


def code(study: Study, document: str, coder: str, what: str, words: str) -> None:
    """Give the words a code."""
    start = TEXT.index(words)
    give(study, document, what, start=start, end=start + len(words), coder=coder)


def test_the_figures_rest_on_what_two_coded(study: Study) -> None:
    """Two coders of one document and one of another: the first is compared, the second is told as left out."""
    first, second = add(study, "one"), add(study, "two")
    code(study, first, "ana", "site/station", "the ring road")
    code(study, first, "boris", "site/station", "the ring road")
    code(study, first, "ana", "basis of knowledge/saw", "A fisherman saw technicians")
    code(study, second, "ana", "basis of knowledge/saw", "A fisherman saw technicians")
    answer = agreement(study, Asked())
    rows = {row.label: row for row in rows_of(answer)}
    assert answer.compared.coders == ("ana", "boris")
    assert (len(answer.compared.documents), answer.compared.alone) == (1, 1)
    whole = rows["All codes, as sets"]
    assert whole.units == len("the ring road") + len("A fisherman saw technicians")
    assert rows["Where both gave a code"].units == len("the ring road")
    said = " ".join(counted(answer))
    assert "What nobody coded is not counted" in said
    assert "1 documents that one of them coded alone are left out" in said
    assert not answer.whole


def test_passages_are_sentences_and_borders_do_not_matter_there(study: Study) -> None:
    """A word more or less is a disagreement by characters and none by sentences."""
    document = add(study, "one")
    code(study, document, "ana", "basis of knowledge/saw", "A fisherman saw technicians replace the lenses.")
    code(study, document, "boris", "basis of knowledge/saw", "A fisherman saw technicians replace")
    code(study, document, "ana", "site/station", "Nobody was told.")
    code(study, document, "boris", "site/station", "Nobody was told.")
    code(study, document, "boris", "site/station", "카메라가 많다")
    code(study, document, "ana", "site/station", "카메라가 많다")
    by_sentence = rows_of(agreement(study, Asked(level="passages")))
    by_character = rows_of(agreement(study, Asked()))
    assert by_sentence[0].alpha == 1
    assert by_sentence[0].units == 3
    assert by_character[0].alpha is not None
    assert by_character[0].alpha < 1


def test_a_branch_is_a_scale_with_its_unused_ranks(study: Study) -> None:
    """The codes below one are ranks in the codebook's order, those that nobody gave keep their place."""
    document = add(study, "one")
    for coder, what in (("ana", "ladder/discussed"), ("boris", "ladder/removed")):
        code(study, document, coder, what, "A fisherman saw technicians")
        code(study, document, coder, "ladder/installed", "the ring road")
    answer = agreement(study, Asked(code="ladder", level="passages", scale="interval"))
    assert answer.scale is not None
    assert "researched" in answer.scale.ranks
    ranks = {name: number for number, name in enumerate(answer.scale.ranks)}
    low, middle, high = ranks["discussed"], ranks["installed"], ranks["removed"]
    observed = 2 * (high - low) ** 2
    expected = 2 * ((high - low) ** 2 + 2 * (middle - low) ** 2 + 2 * (high - middle) ** 2)
    assert answer.scale.measured.alpha.value == pytest.approx(1 - 3 * observed / expected)
    assert all(row.label.startswith("ladder") for row in rows_of(answer)[2:])


def test_who_is_done_with_a_document_has_judged_it_and_blind_ones_wait(study: Study) -> None:
    """A coder who is done with nothing coded disagrees; while somebody codes it blind, the document is left out."""
    document = add(study, "one")
    code(study, document, "ana", "basis of knowledge/saw", "A fisherman saw technicians")

    def step(coder: str, progress: Progress) -> None:
        with study.writing() as writer:
            writer.put_assignment(Assignment(document, coder, True, progress, study.clock(), "lead"))

    step("ana", Progress.DONE)
    step("boris", Progress.ASSIGNED)
    with pytest.raises(UsageError, match="two coders"):
        compare(study, Asked())
    step("boris", Progress.DONE)
    answer = compare(study, Asked())
    assert answer.coders == ("ana", "boris")
    (only,) = differences_of(study, answer, Asked())
    assert [(mark.coder, len(mark.spans)) for mark in only.marks] == [("ana", 1), ("boris", 0)]


def test_half_coded_blind_documents_are_told_and_left_out(study: Study) -> None:
    """A figure over a document that somebody still codes blind would show one what the other does."""
    first, second = add(study, "one"), add(study, "two")
    for document in (first, second):
        for coder in ("ana", "boris"):
            code(study, document, coder, "basis of knowledge/saw", "A fisherman saw technicians")
    with study.writing() as writer:
        writer.put_assignment(Assignment(second, "boris", True, Progress.ASSIGNED, study.clock(), "lead"))
    answer = compare(study, Asked())
    assert (len(answer.documents), answer.unfinished) == (1, 1)


def test_settled_codings_are_no_coder_and_settle_the_disagreement(study: Study) -> None:
    """What was decided between two stands for neither, and their disagreement is told as settled."""
    document = add(study, "one")
    code(study, document, "ana", "basis of knowledge/saw", "A fisherman saw technicians")
    code(study, document, "boris", "basis of knowledge/saw", "A fisherman saw technicians replace")
    (before,) = differences_of(study, compare(study, Asked()), Asked())
    assert (before.settled, before.borders_only, before.letters) == (False, True, len(" replace"))
    assert before.words == "A fisherman saw technicians replace"
    with study.writing() as writer:
        decided = Settlement("5" * 32, document, None, before.codings, "the verb is not needed", "lead", study.clock())
        writer.add_coding_act(CodingAct("6" * 32, "lead", ActKind.SETTLE, study.clock(), document), [], decided)
    (after,) = differences_of(study, compare(study, Asked()), Asked())
    assert after.settled


def test_withdrawn_documents_are_not_compared(study: Study) -> None:
    """What was taken out of the study counts nowhere."""
    first, second = add(study, "one"), add(study, "two")
    for document in (first, second):
        for coder in ("ana", "boris"):
            code(study, document, coder, "basis of knowledge/saw", "A fisherman saw technicians")
    withdraw(study, second, "of another company")
    assert len(compare(study, Asked()).documents) == 1


def test_without_two_coders_there_is_a_sentence_and_no_number(study: Study) -> None:
    """Nobody, one, an unknown name, an unknown level, a scale without a branch: said, with what to do next."""
    with pytest.raises(UsageError, match="nobody has coded"):
        agreement(study, Asked())
    document = add(study, "one")
    code(study, document, "ana", "basis of knowledge/saw", "A fisherman saw technicians")
    with pytest.raises(UsageError, match="only ana"):
        agreement(study, Asked())
    code(study, document, "boris", "basis of knowledge/saw", "A fisherman saw technicians")
    with pytest.raises(NotFound, match="carla"):
        agreement(study, Asked(coders=("ana", "carla")))
    with pytest.raises(UsageError, match="two coders"):
        agreement(study, Asked(coders=("ana", "ana")))
    with pytest.raises(NotFound, match="characters, passages"):
        agreement(study, Asked(level="pages"))
    with pytest.raises(UsageError, match="branch"):
        agreement(study, Asked(scale="ordinal"))
    with pytest.raises(UsageError, match="two codes below"):
        agreement(study, Asked(scale="ordinal", code="basis of knowledge/saw"))
    with pytest.raises(NotFound, match="no scale"):
        agreement(study, Asked(scale="cosmic", code="basis of knowledge"))


def test_one_code_without_variation_is_told_in_words(study: Study) -> None:
    """Where all that was coded carries one code and all agree, alpha is not defined, and says so."""
    document = add(study, "one")
    for coder in ("ana", "boris"):
        code(study, document, coder, "basis of knowledge/saw", "A fisherman saw technicians")
    answer = agreement(study, Asked())
    told = as_json(answer, differences_of(study, answer.compared, Asked()))
    assert [row["alpha"] for row in told["figures"]] == [None, None, None]
    assert all("Not defined" in row["said"] for row in told["figures"])
    assert told["disagreements"] == []


def test_an_answer_is_the_same_each_time(study: Study) -> None:
    """The draws of the intervals are settled: asked twice, the same answer."""
    for number in range(11):
        document = add(study, str(number))
        code(study, document, "ana", "basis of knowledge/saw", "A fisherman saw technicians")
        code(study, document, "boris", "basis of knowledge/saw", "A fisherman saw")
        both = ["ana", "boris"] if number % 3 else ["ana"]
        for coder in both:
            code(study, document, coder, "site/station", "the ring road")
    one, other = agreement(study, Asked()), agreement(study, Asked())
    assert one.whole
    assert one.overall.interval is not None
    assert replace(one.overall, groups=0) == replace(other.overall, groups=0)
