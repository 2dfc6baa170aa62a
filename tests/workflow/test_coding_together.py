"""Several coders: blind double coding, settlements, memos, and codings found again in a new reading."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from synopticon.coding.anchoring import Found
from synopticon.errors import NotFound, Refused, UsageError
from synopticon.model.coding import SETTLED, CodingQuery, Progress
from synopticon.workflow.codebook import start_codebook
from synopticon.workflow.coding import change, give, remove, undo
from synopticon.workflow.coding_anchoring import anchor
from synopticon.workflow.coding_blind import assign, mark_done, take_back, unseen_by
from synopticon.workflow.coding_memos import memo_of, remove_memo, reword_memo, write_memo
from synopticon.workflow.coding_retrieval import Wanted, retrieve_codings
from synopticon.workflow.coding_settling import settle
from synopticon.workflow.codings_listed import listed
from synopticon.workflow.judge import withdraw
from synopticon.workflow.study import Study

from .coding_study import TEXTS, ids, new_study, read_anew, span


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study with a codebook, to be copied."""
    folder = tmp_path_factory.mktemp("together") / "s"
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


def seen(study: Study, viewer: str) -> list[str]:
    """Whose codings that person sees, in lists and in retrieval alike."""
    in_list = [row.coding.coder for row in listed(study, viewer=viewer).rows]
    assert in_list == [row.coder for row in retrieve_codings(study, Wanted(viewer=viewer)).rows]
    return sorted(in_list)


def test_blind_double_coding_from_assignment_to_settlement(study: Study) -> None:
    """Neither sees the other before both are done; then both do, nothing changes any more, and it can be settled."""
    document = ids(study)["a"]
    assert len(assign(study, [document[:10]], ["ada", "ben"], blind=True)) == 2
    assert assign(study, [document], ["ada"], blind=True) == []
    mine = give(study, document, "video", start=0, end=9, coder="ada")
    theirs = give(study, document, "plates/read", start=2, end=11, coder="ben")
    assert (seen(study, "ada"), seen(study, "ben"), seen(study, "eve")) == (["ada"], ["ben"], ["ada", "ben"])
    for who in ("ada", "eve"):
        with pytest.raises(Refused, match="blind"):
            settle(study, [mine.id, theirs.id], "because", code="video", by=who)
    mark_done(study, document, coder="ada")
    assert unseen_by(study, document, "ada") and seen(study, "ada") == ["ada"]
    mark_done(study, document, coder="ada", done=False)
    change(study, mine.id, memo="sure", coder="ada")
    mark_done(study, document, coder="ada")
    assert mark_done(study, document, coder="ben").progress is Progress.DONE
    assert seen(study, "ada") == seen(study, "ben") == ["ada", "ben"]
    for late in (
        lambda: change(study, mine.id, code="face", coder="ada"),
        lambda: remove(study, [mine.id], coder="ada"),
        lambda: give(study, document, "face", start=0, end=2, coder="ada"),
        lambda: undo(study, coder="ada"),
        lambda: mark_done(study, document, coder="ada", done=False),
    ):
        with pytest.raises(Refused):
            late()
    settlement, done = settle(study, [mine.id, theirs.id], " the text names reading ", code="plates/read", by="eve")
    assert settlement.beside == (mine.id, theirs.id) and settlement.reason == "the text names reading"
    assert done.codings[0].coder == SETTLED and (done.codings[0].start, done.codings[0].end) == (0, 9)
    assert seen(study, "eve") == ["ada", "ben", SETTLED]


def test_open_assignments_hide_nothing(study: Study) -> None:
    """Only who codes blind is kept from seeing; an assignment can be taken back."""
    document = ids(study)["a"]
    assign(study, [document], ["ada"])
    give(study, document, "video", start=0, end=9, coder="ben")
    assert seen(study, "ada") == ["ben"]
    assign(study, [document], ["ada"], blind=True)
    assert seen(study, "ada") == []
    take_back(study, document, "ada")
    assert seen(study, "ada") == ["ben"] and study.reader.assignments() == []
    with pytest.raises(NotFound, match="not assigned"):
        mark_done(study, document, coder="ada")


def test_a_settlement_can_be_that_nothing_counts_and_be_undone(study: Study) -> None:
    """The coders' own codings stand in any case."""
    document = ids(study)["a"]
    mine = give(study, document, "video", start=0, end=9, coder="ada")
    settlement, done = settle(study, [mine.id], "a dummy", by="eve")
    assert settlement.coding is None and done.codings == ()
    assert study.reader.settlements(document) == [settlement]
    assert undo(study, coder="eve").act is not None
    assert study.reader.settlements(document) == [] and len(study.reader.codings(CodingQuery()).rows) == 1


def test_what_cannot_be_settled_is_refused(study: Study) -> None:
    """No reason, no coding, two documents, a coding that is gone, one that is settled already."""
    one = give(study, ids(study)["a"], "video", start=0, end=9, coder="ada")
    other = give(study, ids(study)["b"], "video", start=0, end=9, coder="ada")
    gone = give(study, ids(study)["a"], "face", start=0, end=9, coder="ada")
    remove(study, [gone.id], coder="ada")
    _, done = settle(study, [one.id], "so it is", code="video", by="eve")
    for codings, reason in (([one.id], " "), ([], "x"), ([one.id, other.id], "x"), ([gone.id], "x"),
                            ([done.codings[0].id], "x")):  # fmt: skip
        with pytest.raises(UsageError):
            settle(study, codings, reason, code="face", by="eve")
    with pytest.raises(UsageError, match="settled"):
        give(study, ids(study)["a"], "face", start=0, end=9, coder=SETTLED)


def test_memos_are_worded_anew_and_taken_away(study: Study) -> None:
    """On the study, a code, a document; the log names them and holds no word of them."""
    on_code = write_memo(study, "dummies count", kind="code", about="video")
    on_document = write_memo(study, " canary ", kind="document", about=ids(study)["a"][:9], by="ben")
    write_memo(study, "begin with the Korean papers")
    assert [memo.kind for memo in study.reader.memos()] == ["code", "document", "study"]
    assert reword_memo(study, on_code.id[:6], "dummies do not count").id == on_code.id
    assert memo_of(study, on_code.id).text == "dummies do not count"
    remove_memo(study, on_document.id)
    assert len(study.reader.memos()) == 2
    for kind, about, text in (("code", "telepathy", "x"), ("study", "", " "), ("person", "ada", "x")):
        with pytest.raises(UsageError):
            write_memo(study, text, kind=kind, about=about)
    with pytest.raises(NotFound):
        memo_of(study, on_document.id)
    assert "canary" not in repr(list(study.reader.custody()))


def test_codings_are_found_again_in_a_new_reading_and_those_that_are_not_are_listed(study: Study) -> None:
    """Each keeps its id and coder; what went from the text is told with its words, and is still there."""
    document = ids(study)["a"]
    kept = give(study, document, "video", start=span("a", "cameras", 2)[0], end=span("a", "cameras", 2)[1], coder="ada")
    lost = give(study, document, "saw", start=span("a", "saw them")[0], end=span("a", "saw them")[1], coder="ben")
    elsewhere = give(study, ids(study)["b"], "video", start=0, end=9)
    new = "A line in front.\n" + TEXTS["a"].replace("I saw them myself", "Nobody has been there")
    read_anew(study, "a", new)
    done = anchor(study)
    assert done.found == {Found.EXACTLY: 1}
    assert [(one.coding.id, one.words) for one in done.lost] == [(lost.id, "saw them")]
    now = study.reader.coding(kept.id).coding
    assert new[now.start : now.end] == "cameras" and (now.coder, now.start) == ("ada", kept.start + 17)
    assert study.reader.coding(lost.id).coding == lost and study.reader.coding(elsewhere.id).coding == elsewhere
    assert anchor(study, [document]).lost == done.lost
    # The coder's own undo still reaches the coding, and no undo takes the anchoring back.
    undo(study, coder="ada")
    assert {one.id for one in study.reader.codings(CodingQuery()).rows} == {lost.id, elsewhere.id}


def test_a_lost_coding_is_found_when_its_words_come_back(study: Study) -> None:
    """A third reading that has the words again takes the coding up again."""
    document = ids(study)["a"]
    start, end = span("a", "ring road")
    coding = give(study, document, "site/road", start=start, end=end)
    read_anew(study, "a", "Nothing is left of it.")
    assert len(anchor(study).lost) == 1
    read_anew(study, "a", "Again: " + TEXTS["a"])
    assert anchor(study).lost == ()
    assert study.reader.coding(coding.id).coding.start == start + 7


def test_codings_of_a_withdrawn_document_are_left_alone(study: Study) -> None:
    """They stand, are not looked for, and retrieval leaves them out until the document is restored."""
    document = ids(study)["a"]
    give(study, document, "video", start=0, end=9)
    withdraw(study, document, "another company")
    assert anchor(study).lost == () and retrieve_codings(study, Wanted()).rows == ()
    assert len(study.reader.codings(CodingQuery()).rows) == 1
