"""Retrieval, quotes, counts and coding by search over a small invented study; consent decides what is quoted."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from synopticon.coding.frequencies import NO_BASIS
from synopticon.coding.quoting import PUBLIC, permission
from synopticon.errors import NotFound, UsageError
from synopticon.model.coding import CodedDocument, CodingQuery, DocumentKind, Extent, Relation
from synopticon.model.testimony import Terms, Use
from synopticon.workflow import coding_documents
from synopticon.workflow.codebook import start_codebook
from synopticon.workflow.coding import give, undo
from synopticon.workflow.coding_counts import count_bases, count_codes, count_together
from synopticon.workflow.coding_retrieval import Beside, Wanted, quotes, retrieve_codings
from synopticon.workflow.coding_search import accept, propose
from synopticon.workflow.codings_listed import listed
from synopticon.workflow.study import Study

from .coding_study import TEXTS, ids, new_study, span

GIVEN = (
    ("a", "video", "Two hundred cameras"),
    ("a", "ladder/installed", "cameras stand"),
    ("a", "site/road", "ring road"),
    ("a", "video", "I saw them myself"),
    ("a", "saw", "I saw them myself"),
    ("b", "face", "faces are compared with a list"),
    ("b", "was told by", "My cousin told me that faces"),
    ("b", "constraint/power", "was broken"),
    ("c", "video/networked", "감시카메라"),
    ("c", "constraint/power", "전기"),
)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study with a few codings, to be copied."""
    folder = tmp_path_factory.mktemp("counts") / "s"
    study = new_study(folder)
    start_codebook(study)
    for name, code, words in GIVEN:
        start, end = span(name, words)
        give(study, ids(study)[name], code, start=start, end=end)
    study.close()
    return folder


@pytest.fixture
def study(begun: Path, tmp_path: Path) -> Iterator[Study]:
    """A copy of it."""
    shutil.copytree(begun, tmp_path / "s")
    with Study(tmp_path / "s") as opened:
        yield opened


def words(study: Study, wanted: Wanted) -> list[str]:
    """The words of what is found, document after document by its letter."""
    found = quotes(study, retrieve_codings(study, wanted))
    return [one.words for one in sorted(found, key=lambda one: (one.document.title, one.start))]


def test_retrieval_by_code_case_and_attribute(study: Study) -> None:
    """With what stands below a code or without; by outlet, language, and the beginning of a date."""
    assert words(study, Wanted(("technology",))) == [
        "Two hundred cameras", "I saw them myself", "faces are compared with a list", "감시카메라",
    ]  # fmt: skip
    assert words(study, Wanted(("technology/video",), below=False)) == ["Two hundred cameras", "I saw them myself"]
    assert words(study, Wanted(("video", "face"), attributes={"language": "KO"})) == ["감시카메라"]
    assert words(study, Wanted(("technology",), case="b.example")) == ["faces are compared with a list"]
    assert words(study, Wanted(("technology",), attributes={"published": "2024-03"})) == ["감시카메라"]
    assert words(study, Wanted(("technology",), attributes={"nothing": "x"})) == []
    assert len(words(study, Wanted())) == 10


def test_retrieval_beside_other_codes(study: Study) -> None:
    """Overlap, near, in the same document, and none of these."""

    def beside(relation: Relation, code: str, distance: int = 0, no: bool = False) -> list[str]:
        return words(study, Wanted(("technology",), (Beside(relation, code, distance, no),)))

    assert beside(Relation.OVERLAPS, "basis of knowledge") == ["I saw them myself", "faces are compared with a list"]
    assert beside(Relation.NEAR, "site/road", 20) == ["Two hundred cameras"]
    assert beside(Relation.WITH, "constraint/power") == ["faces are compared with a list", "감시카메라"]
    assert beside(Relation.WITH, "constraint/power", no=True) == ["Two hundred cameras", "I saw them myself"]
    with pytest.raises(UsageError, match="distance"):
        beside(Relation.NEAR, "site/road", -1)
    with pytest.raises(NotFound):
        words(study, Wanted(("telepathy",)))


def test_a_quote_stands_between_its_neighbours(study: Study) -> None:
    """Words, what is before and after, the path and the label of its source."""
    (one,) = quotes(study, retrieve_codings(study, Wanted(("site/road",))), around=4)
    assert (one.before, one.words, one.after) == ("the ", "ring road", ". An")
    assert (one.path, one.permission.label, one.permission.verbatim) == ("site/road", PUBLIC, True)


class Witnesses:
    """Another kind of document, as the seam of coding_documents takes it; what it says is invented."""

    kind = DocumentKind.TESTIMONY
    said = "The canary sang at the checkpoint."

    def __init__(self, terms: Terms) -> None:
        self.one = CodedDocument(
            "w" * 32, self.kind, "1", "W-07", "en", len(self.said), "W-07", {"left": "2019"}, terms
        )

    def called(self, study: Study, beginning: str) -> list[str]:
        return [self.one.id] if beginning in ("W-07", self.one.id) else []

    def documents(self, study: Study, ids: Sequence[str]) -> dict[str, CodedDocument]:
        return {self.one.id: self.one} if self.one.id in ids else {}

    def everything(self, study: Study) -> Iterator[CodedDocument]:
        yield self.one

    def texts(self, study: Study, readings: Sequence[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
        return {one: self.said for one in readings if one == (self.one.id, "1")}


@pytest.mark.parametrize(
    ("use", "expires", "shown"),
    [
        (Use.QUOTE, None, True), (Use.QUOTE, date(2999, 1, 1), True), (Use.QUOTE, date(2020, 1, 1), False),
        (Use.PARAPHRASE, None, False), (Use.AGGREGATE, None, False),
    ],
)  # fmt: skip
def test_a_witness_is_quoted_as_far_as_the_consent_goes(
    study: Study, monkeypatch: pytest.MonkeyPatch, use: Use, expires: date | None, shown: bool
) -> None:
    """Without leave, or after its end, no word leaves; the label says why; the passage is counted all the same."""
    monkeypatch.setattr(coding_documents, "SOURCES", (*coding_documents.SOURCES, Witnesses(Terms(use, False, expires))))
    give(study, "W-07", "checkpoint", start=4, end=10)
    (one,) = quotes(study, retrieve_codings(study, Wanted(("checkpoint",), case="w-07", attributes={"left": "2019"})))
    assert (one.words, one.permission.verbatim) == (("canary", True) if shown else ("", False))
    assert not shown or one.before == "The "
    assert "consent" in one.permission.label
    (row,) = listed(study, code="checkpoint").rows
    assert (row.words, bool(row.withheld)) == (("canary", False) if shown else ("", True))
    assert shown or "canary" not in repr((one, row))


def test_nothing_of_a_witness_enters_the_log(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """Acts on a witness's text are kept with the codings, which can be purged, and not in the custody chain."""
    monkeypatch.setattr(
        coding_documents, "SOURCES", (*coding_documents.SOURCES, Witnesses(Terms(Use.QUOTE, False, None)))
    )
    before = study.reader.counts().custody
    coding = give(study, "W-07", "checkpoint", start=4, end=10, memo="canary")
    undo(study)
    assert study.reader.counts().custody == before
    assert len(study.reader.coding_history(coding.id)) == 2


def test_consent_is_told_in_words() -> None:
    """The label names the use and its end."""
    assert permission(Terms(Use.PARAPHRASE, True, date(2030, 1, 2)), date(2029, 1, 1)).label == (
        "consent: paraphrase until 2030-01-02"
    )
    assert permission(Terms(Use.QUOTE, True, date(2030, 1, 2)), date(2030, 1, 3)).label == "consent ended 2030-01-02"


def test_counts_by_coder_case_and_attribute(study: Study) -> None:
    """Cells add up to what was coded; an attribute that no document has is refused with those that they have."""
    counted = count_codes(study, Wanted(("technology",)), "language")
    assert counted.columns == ("en", "ko")
    top = {cell.column: cell.below for cell in counted.cells if counted.tree.path(cell.code) == "technology"}
    assert top == {"en": 3, "ko": 1}
    assert sum(cell.codings for cell in count_codes(study, Wanted(), "coder").cells) == 10
    assert count_codes(study, Wanted(), "case").columns == ("a.example", "b.example", "c.example")
    with pytest.raises(UsageError, match="shoe size"):
        count_codes(study, Wanted(), "shoe size")


def test_no_count_adds_first_hand_and_hearsay(study: Study) -> None:
    """Over the bases of knowledge there is no sum; the table of bases has a column for each and none for all."""
    cells = count_codes(study, Wanted()).cells
    tree = count_codes(study, Wanted()).tree
    assert [cell.below for cell in cells if tree.path(cell.code) == "basis of knowledge"] == []
    bases = count_bases(study, Wanted(("technology",)))
    own = {(tree.path(cell.code), cell.column): cell.codings for cell in bases.cells if cell.codings}
    assert own == {
        ("technology/video", "saw"): 1,
        ("technology/video", NO_BASIS): 1,
        ("technology/video/networked", NO_BASIS): 1,
        ("technology/face", "was told by"): 1,
    }
    assert "all" not in bases.columns and bases.columns[:3] == ("saw", "did", "was told by")
    with pytest.raises(NotFound, match="hearsay"):
        count_bases(study, Wanted(), basis="hearsay")


def test_codes_given_together(study: Study) -> None:
    """By overlapping words and by document; at a depth, with what stands below, but never two bases as one."""
    found, tree = count_together(study, Wanted())
    pairs = {(tree.path(one.a), tree.path(one.b)): (one.spans, one.documents) for one in found}
    assert pairs["technology/video", "ladder/installed"] == (1, 1)
    assert pairs["technology/video", "site/road"] == (0, 1)
    rolled, _ = count_together(study, Wanted(), depth=1)
    named = {(tree.path(one.a), tree.path(one.b)) for one in rolled}
    assert ("technology", "constraint") in named and ("technology", "basis of knowledge/saw") in named


def test_a_search_proposes_and_only_what_is_accepted_is_coded(study: Study) -> None:
    """Proposals are no codings; accepted ones are one act, and one undo takes all of them back."""
    before = study.reader.codings(CodingQuery()).total
    found = propose(study, "camera | 카메라", "analogue")
    assert [one.words for one in found.rows if one.document.id == ids(study)["c"]] == ["카메라"]
    assert len(found.rows) == 4 and study.reader.codings(CodingQuery()).total == before
    done = accept(study, found, [found.rows[1].name])
    assert len(done.codings) == 1
    again = propose(study, "camera | 카메라", "analogue")
    assert [one.coded for one in again.rows] == [False, True, False, False]
    assert len(accept(study, again, None).codings) == 3
    undo(study)
    undo(study)
    assert study.reader.codings(CodingQuery()).total == before


def test_what_nobody_has_seen_is_not_accepted(study: Study) -> None:
    """Neither all of a list that was cut, nor a name that the search does not propose any more."""
    found = propose(study, "camera", "analogue", limit=1)
    assert found.more
    with pytest.raises(UsageError, match="more proposals"):
        accept(study, found, None)
    with pytest.raises(NotFound, match="does not propose"):
        accept(study, found, ["nothing:1-2"])


def test_proposals_can_be_sentences_of_one_document_and_regular_expressions(study: Study) -> None:
    """The sentence that holds the words, each once; a pattern over the texts."""
    found = propose(study, "cameras", "analogue", documents=[ids(study)["a"]], extent=Extent.SENTENCE)
    assert [one.words for one in found.rows] == [f"{sentence.strip()}." for sentence in TEXTS["a"].split(".")[:2]]
    pattern = propose(study, r"\d+대", "analogue", regex=True)
    assert [one.words for one in pattern.rows] == ["200대"]
    with pytest.raises(UsageError, match="regular expression"):
        propose(study, "(", "analogue", regex=True)
    with pytest.raises(NotFound):
        propose(study, "camera", "telepathy")


def test_a_list_shows_the_words_under_each_code(study: Study) -> None:
    """Of one document, one coder, one code with those below, by page."""
    page = listed(study, document=ids(study)["a"], limit=2)
    assert ([row.words for row in page.rows], page.total) == (["Two hundred cameras", "cameras stand"], 5)
    assert listed(study, coder="nobody").total == 0
    assert [row.path for row in listed(study, code="constraint").rows] == ["constraint/power"] * 2
