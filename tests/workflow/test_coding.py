"""Coding: what is given, changed and taken away can be undone and done again, and nothing is ever overwritten."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synopticon.errors import NotFound, Refused, StudyBusy, UsageError
from synopticon.model.coding import Coding, CodingQuery
from synopticon.model.custody import first_break
from synopticon.workflow.codebook import Tree, codebook_of, retire_code, start_codebook
from synopticon.workflow.coding import Mark, change, give, give_many, redo, remove, undo, whole_coding
from synopticon.workflow.codings_listed import history, listed
from synopticon.workflow.judge import withdraw
from synopticon.workflow.study import Study

from .coding_study import TEXTS, ids, new_study, read_anew, span


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study with a codebook, to be copied."""
    folder = tmp_path_factory.mktemp("coding") / "s"
    study = new_study(folder)
    start_codebook(study)
    study.close()
    return folder


@pytest.fixture
def study(begun: Path, tmp_path: Path) -> Iterator[Study]:
    """A copy of it."""
    shutil.copytree(begun, tmp_path / "s")
    with Study(tmp_path / "s") as opened:
        yield opened


def standing(study: Study) -> tuple[Coding, ...]:
    """All codings that stand."""
    return study.reader.codings(CodingQuery()).rows


def test_a_passage_given_a_code_says_all_of_itself(study: Study) -> None:
    """Document, reading, span, code, coder and the version of the codebook."""
    document = ids(study)["a"]
    start, end = span("a", "cameras", 2)
    coding = give(
        study, document[:12], "technology/plates/read", start=start, end=end, coder="김 연구원", memo=" sure "
    )
    assert standing(study) == (coding,)
    assert (coding.document, coding.start, coding.end, coding.coder) == (document, start, end, "김 연구원")
    assert (coding.version, coding.memo) == (1, "sure")
    item = study.reader.item(document)
    assert coding.reading == item.extraction
    (row,) = listed(study, code="technology").rows
    assert (row.words, row.path) == ("cameras", "technology/plates/read")


def test_codes_may_overlap_and_the_same_again_changes_nothing(study: Study) -> None:
    """Any span may have any number of codes; the same coder gives each once."""
    document = ids(study)["a"]
    first = give(study, document, "video", start=0, end=20)
    give(study, document, "ladder/installed", start=10, end=30)
    again = give(study, document, "video", start=0, end=20)
    assert again == first and len(standing(study)) == 2
    give(study, document, "video", start=0, end=20, coder="ben")
    assert len(standing(study)) == 3


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 4), (-3, 4), (0, 100_000), (100_000, 100_001)])
def test_a_span_that_is_none_is_refused_and_nothing_is_kept(study: Study, start: int, end: int) -> None:
    """Empty, reversed, before the text and behind it."""
    before = study.reader.counts().custody
    with pytest.raises(UsageError, match="span"):
        give(study, ids(study)["a"], "video", start=start, end=end)
    assert standing(study) == () and study.reader.counts().custody == before


def test_unknown_and_retired_codes_unknown_and_withdrawn_documents_are_refused(study: Study) -> None:
    """Each with what to do next."""
    document = ids(study)["a"]
    with pytest.raises(NotFound, match="no code"):
        give(study, document, "telepathy", start=0, end=3)
    with pytest.raises(NotFound):
        give(study, "f" * 64, "video", start=0, end=3)
    retire_code(study, Tree(codebook_of(study).codes).find("video").id)
    with pytest.raises(UsageError, match="retired"):
        give(study, document, "video", start=0, end=3)
    withdraw(study, document, "another company")
    with pytest.raises(Refused, match="withdrawn"):
        give(study, document, "face", start=0, end=3)


def test_a_document_read_anew_since_it_was_opened_takes_no_span_of_its_old_text(study: Study) -> None:
    """A page that was left open does not code other words than it shows."""
    item = study.reader.item(ids(study)["a"])
    read_anew(study, "a", "Put in front. " + TEXTS["a"])
    code = Tree(codebook_of(study).codes).find("video").id
    with pytest.raises(StudyBusy, match="read anew"):
        give_many(study, [Mark(item.id, 0, 3, code, reading=item.extraction)])


def test_nobody_changes_another_coder_s_codings(study: Study) -> None:
    """Neither by changing nor by removing nor by undo."""
    coding = give(study, ids(study)["a"], "video", start=0, end=3, coder="ada")
    with pytest.raises(UsageError, match="ada's"):
        change(study, coding.id, code="face", coder="ben")
    with pytest.raises(UsageError, match="ada's"):
        remove(study, [coding.id], coder="ben")
    assert undo(study, coder="ben").act is None
    assert standing(study) == (coding,)


def test_a_coding_keeps_its_id_through_changes(study: Study) -> None:
    """Code, span and memo change; the history tells each step."""
    coding = give(study, ids(study)["a"], "video", start=0, end=3)
    change(study, coding.id[:8], code="face")
    change(study, coding.id, span=(2, 9), memo="wider")
    (now,) = standing(study)
    assert (now.id, now.start, now.end, now.memo) == (coding.id, 2, 9, "wider")
    remove(study, [coding.id])
    assert [(step.act.kind.value, step.path, step.stands) for step in history(study, coding.id)] == [
        ("code", "technology/video", True),
        ("change", "technology/face", True),
        ("change", "technology/face", True),
        ("remove", "technology/face", False),
    ]
    with pytest.raises(UsageError, match="taken away"):
        change(study, coding.id, memo="late")
    with pytest.raises(NotFound):
        whole_coding(study, "")


def test_undo_leaves_what_somebody_has_changed_since(study: Study) -> None:
    """The part that was changed again stays; the rest goes back."""
    coding = give(study, ids(study)["a"], "video", start=0, end=3, coder="ada")
    change(study, coding.id, code="face", coder="ada")
    change(study, coding.id, span=(0, 9), coder="ada")
    assert undo(study, coder="ada").codings[0].end == 3
    assert undo(study, coder="ada").codings[0].code == coding.code
    assert undo(study, coder="ada").codings[0].id == coding.id
    assert standing(study) == () and undo(study, coder="ada").act is None
    for _ in range(3):
        redo(study, coder="ada")
    (now,) = standing(study)
    assert (now.end, redo(study, coder="ada").act) == (9, None)


ACTS = st.lists(
    st.tuples(st.sampled_from(["give", "change", "remove", "undo", "redo"]), st.integers(0, 9), st.integers(0, 9),
              st.sampled_from(["ada", "ben"])),
    min_size=1, max_size=10,
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_undo_after_an_act_is_as_if_it_had_not_been(study: Study, acts: list[tuple[str, int, int, str]]) -> None:
    """After every act its undo gives the codings back as they were, and its redo gives them as the act left them."""
    documents = sorted(ids(study).values())
    for what, one, other, who in acts:
        before = standing(study)
        if not _act(study, what, one, other, who, documents):
            continue
        after = standing(study)
        undo(study, coder=who)
        assert standing(study) == before
        redo(study, coder=who)
        assert standing(study) == after
    assert first_break(study.reader.custody()) is None


def _act(study: Study, what: str, one: int, other: int, who: str, documents: list[str]) -> bool:
    """Do something new; False where it turned out to be nothing, or was an undo or redo."""
    own = [coding for coding in standing(study) if coding.coder == who]
    codes = ("video", "face", "saw")
    if what in ("undo", "redo"):
        (undo if what == "undo" else redo)(study, coder=who)
        return False
    if what == "give" or not own:
        before = len(standing(study))
        give(study, documents[one % 3], codes[other % 3], start=one, end=one + other + 1, coder=who)
        return len(standing(study)) > before
    coding = own[one % len(own)]
    if what == "remove":
        remove(study, [coding.id], coder=who)
        return True
    return change(study, coding.id, code=codes[other % 3], memo=str(other), coder=who) != coding


def test_the_log_holds_every_act_on_media(study: Study) -> None:
    """Each act is bound in the chain with its document and a digest, and no word of a memo."""
    document = ids(study)["a"]
    coding = give(study, document, "video", start=0, end=3, memo="canary")
    remove(study, [coding.id])
    undo(study)
    logged = [entry.act for entry in study.reader.custody() if entry.act.subject == document]
    assert [act.act for act in logged[-3:]] == ["coding-code", "coding-remove", "coding-undo"]
    assert all(act.digest for act in logged[-3:]) and "canary" not in repr(logged)
    assert first_break(study.reader.custody()) is None


WRITER = """
import sys
from synopticon.workflow.coding import give
from synopticon.workflow.study import Study
with Study.open(sys.argv[1]) as study:
    for number in range(15):
        give(study, sys.argv[2], "video", start=number, end=number + 2, coder=sys.argv[3])
"""


def test_two_coders_write_at_once_and_nothing_is_lost(study: Study) -> None:
    """Two processes code one document at the same time: every coding of both is there, and the chain holds."""
    document = ids(study)["a"]
    command = [sys.executable, "-c", WRITER, str(study.folder), document]
    writers = [subprocess.Popen([*command, who]) for who in ("ada", "ben")]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0]
    by_coder = [coding.coder for coding in standing(study)]
    assert (by_coder.count("ada"), by_coder.count("ben")) == (15, 15)
    assert first_break(study.reader.custody()) is None
