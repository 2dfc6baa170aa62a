"""The codebook's verbs: every change is a version, codings follow what is merged, and any version can stand again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from synopticon.errors import NotFound, UsageError
from synopticon.model.coding import Code, CodingQuery
from synopticon.workflow.codebook import (
    Tree,
    add_code,
    change_code,
    codebook_of,
    difference,
    move_code,
    retire_code,
    split_code,
    start_codebook,
    write_codebook,
)
from synopticon.workflow.codebook_history import merge_codes, restore_codebook
from synopticon.workflow.coding import change, give, undo
from synopticon.workflow.codings_listed import history
from synopticon.workflow.study import Study

from .coding_study import ids, new_study


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study without a codebook, to be copied."""
    folder = tmp_path_factory.mktemp("codebook") / "s"
    new_study(folder).close()
    return folder


@pytest.fixture
def study(begun: Path, tmp_path: Path) -> Iterator[Study]:
    """A copy of it."""
    shutil.copytree(begun, tmp_path / "s")
    with Study(tmp_path / "s") as opened:
        yield opened


def tree(study: Study) -> Tree:
    """The tree as it is now."""
    return Tree(codebook_of(study).codes)


def borne(study: Study) -> list[str]:
    """The paths of the codes of all standing codings, by place."""
    return [tree(study).path(one.code) for one in study.reader.codings(CodingQuery()).rows]


def test_a_study_without_a_codebook_says_how_to_begin(study: Study) -> None:
    """Both ways are named."""
    with pytest.raises(UsageError, match="codebook start"):
        codebook_of(study)
    with pytest.raises(UsageError, match="no codebook"):
        give(study, ids(study)["a"], "video", start=0, end=1)


def test_the_field_s_codes_are_begun_once(study: Study) -> None:
    """They do not fall on codes that are there; their ids are random, and a version and the log tell of them."""
    book = start_codebook(study)
    assert (book.version, len(book.codes)) == (1, len({code.id for code in book.codes}))
    with pytest.raises(UsageError, match="already"):
        start_codebook(study)
    assert [entry.act.subject for entry in study.reader.custody() if entry.act.act == "codebook"] == ["codebook:1"]


def test_each_change_is_a_version_and_one_that_changes_nothing_is_none(study: Study) -> None:
    """Adding, wording, moving, retiring and splitting: earlier versions are as they were."""
    video = add_code(study, Code("", " video "))
    night = add_code(study, Code("", "night vision", video.id, key="n"))
    change_code(study, replace(night, definition="Sees without light.", colour="#1F5F5B"))
    move_code(study, night.id, None)
    retire_code(study, night.id)
    parts = split_code(study, video.id, ["streets", "rooms"])
    assert [part.name for part in parts] == ["streets", "rooms"]
    assert codebook_of(study).version == 6
    assert {code.name for code in codebook_of(study, 2).codes} == {"video", "night vision"}
    assert [code.name for code in codebook_of(study, 1).codes] == ["video"]
    now = codebook_of(study)
    assert change_code(study, tree(study).by_id[night.id]) and codebook_of(study).version == now.version
    told = [(one.path, one.what) for one in difference(study, 2)]
    assert ("night vision", "moved") in told and ("video", "retired") in told and ("streets", "added") in told
    with pytest.raises(NotFound, match="no version 9"):
        difference(study, 9)


def test_a_refused_change_leaves_no_version(study: Study) -> None:
    """A name twice among siblings, a circle, a key twice."""
    video = add_code(study, Code("", "video", key="v"))
    below = add_code(study, Code("", "below", video.id))
    for bad in (Code("", "VIDEO"), Code("", "x", "nowhere"), Code("", "x", key="v"), Code("", "\x00")):
        with pytest.raises(UsageError):
            add_code(study, bad)
    with pytest.raises(UsageError, match="below itself"):
        move_code(study, video.id, below.id)
    for act in (lambda: move_code(study, "gone", None), lambda: retire_code(study, "gone")):
        with pytest.raises(NotFound, match="gone"):
            act()
    assert codebook_of(study).version == 2


def test_codings_follow_a_merge_and_go_back_with_it(study: Study) -> None:
    """A span that bears both codes of one coder keeps one coding; going back restores every coding as it was."""
    start_codebook(study)
    document = ids(study)["a"]
    give(study, document, "border/fence", start=0, end=9)
    give(study, document, "border/thermal", start=0, end=9)
    give(study, document, "border/thermal", start=0, end=9, coder="ben")
    give(study, document, "border/sensor", start=20, end=29)
    before = study.reader.codings(CodingQuery()).rows
    moved = merge_codes(study, ["border/fence", "border/thermal"], "border/sensor")
    assert (moved.codings, moved.book.version) == (3, 2)
    assert borne(study) == ["technology/border/sensor"] * 3
    with pytest.raises(NotFound):
        tree(study).find("border/fence")
    back = restore_codebook(study, 1)
    assert (back.codings, back.book.version) == (3, 3)
    assert study.reader.codings(CodingQuery()).rows == before
    again = restore_codebook(study, 2)
    assert again.codings == 3 and borne(study) == ["technology/border/sensor"] * 3
    restore_codebook(study, 1)
    assert study.reader.codings(CodingQuery()).rows == before


def test_two_merges_one_upon_the_other_go_back_together(study: Study) -> None:
    """Each coding finds its first code again, and what a coder changed since stays."""
    start_codebook(study)
    document = ids(study)["a"]
    first = give(study, document, "border/fence", start=0, end=9)
    second = give(study, document, "border/fence", start=10, end=19)
    merge_codes(study, ["border/fence"], "border/thermal")
    merge_codes(study, ["border/thermal"], "border/sensor")
    change(study, second.id, code="technology/video")
    restore_codebook(study, 1)
    assert borne(study) == ["technology/border/fence", "technology/video"]
    assert study.reader.coding(first.id).coding == first


def test_undo_of_a_coding_reaches_behind_a_merge(study: Study) -> None:
    """A merge is on nobody's pile: a coder's undo takes the coding away, whatever it is called by now."""
    start_codebook(study)
    give(study, ids(study)["a"], "border/fence", start=0, end=9)
    merge_codes(study, ["border/fence"], "border/sensor")
    assert undo(study).act is not None and borne(study) == []


def test_going_back_keeps_a_later_code_with_codings(study: Study) -> None:
    """It stays, retired; one that nothing bears is gone."""
    start_codebook(study)
    late = add_code(study, Code("", "late"))
    add_code(study, Code("", "unused"))
    give(study, ids(study)["a"], "late", start=0, end=9)
    moved = restore_codebook(study, 1)
    assert [code.id for code in moved.kept] == [late.id]
    assert borne(study) == ["late"] and tree(study).by_id[late.id].retired
    with pytest.raises(NotFound):
        tree(study).find("unused")


def test_going_back_behind_a_merge_into_a_later_code_leaves_nothing_of_it(study: Study) -> None:
    """The codings go back to their code; the later one, which nothing bears any more, is gone."""
    start_codebook(study)
    coding = give(study, ids(study)["a"], "border/fence", start=0, end=9)
    add_code(study, Code("", "late"))
    merge_codes(study, ["border/fence"], "late")
    assert [step.path for step in history(study, coding.id)] == ["technology/border/fence", "late"]
    moved = restore_codebook(study, 1)
    assert (moved.kept, borne(study)) == ((), ["technology/border/fence"])


def test_a_merge_into_itself_and_into_one_below_is_refused(study: Study) -> None:
    """Nothing is changed by it."""
    start_codebook(study)
    with pytest.raises(UsageError, match="itself"):
        merge_codes(study, ["border/fence"], "border/fence")
    with pytest.raises(UsageError, match="below it"):
        merge_codes(study, ["technology/border"], "border/fence")
    assert codebook_of(study).version == 1


def test_ten_thousand_codes_of_another_program_can_be_kept(study: Study) -> None:
    """They come in at once, as one version, and are read again as they were."""
    codes = tuple(Code(f"{number:032x}", f"code {number}", place=number) for number in range(10_000))
    assert write_codebook(study, lambda _: codes, "from another program").version == 1
    assert codebook_of(study).codes == codes
    give(study, ids(study)["a"], "code 9999", start=0, end=9)
    with pytest.raises(UsageError, match="one id"):
        write_codebook(study, lambda _: (*codes, replace(codes[0], name="another")), "twice")
