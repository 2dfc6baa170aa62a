"""The codebook stays one tree whatever is done to it, and every change says what it did."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synopticon.coding.checking import check_codebook, code_name, coder_name
from synopticon.coding.comparing import changed_and_gone, differences
from synopticon.coding.editing import add, change, merge, move, retire, split
from synopticon.coding.restoring import restored
from synopticon.coding.starting import BASIS, starting_codes
from synopticon.coding.tree import Tree
from synopticon.errors import NotFound, UsageError
from synopticon.model.coding import Code

from .made import NAMES, tree_of

ACTS = st.lists(
    st.tuples(
        st.sampled_from(["add", "rename", "move", "merge", "split", "retire"]),
        st.integers(0, 30),
        st.integers(0, 30),
        NAMES,
    ),
    max_size=25,
)


@given(ACTS)
def test_the_codebook_stays_a_tree_for_any_sequence_of_acts(acts: list[tuple[str, int, int, str]]) -> None:
    """Whatever is asked, in any order, what is accepted leaves one tree: no circle, no lost code, no name twice."""
    numbers = itertools.count()
    codes = add((), [Code(f"id{next(numbers)}", "top")])
    for what, one, other, name in acts:
        chosen, second = codes[one % len(codes)], codes[other % len(codes)]
        before = codes
        try:
            codes = _done(codes, what, chosen, second, name, numbers)
        except UsageError:
            assert codes is before
        tree = check_codebook(codes)
        assert set(tree.paths) == {code.id for code in codes}
        walked = [code.id for _, code in tree.ordered()]
        assert sorted(walked) == sorted(tree.by_id)


def _done(
    codes: tuple[Code, ...], what: str, chosen: Code, second: Code, name: str, numbers: itertools.count[int]
) -> tuple[Code, ...]:
    new = [Code(f"id{next(numbers)}", f"{name} {part}", chosen.id) for part in "ab"]
    match what:
        case "add":
            return add(codes, new[:1])
        case "rename":
            return change(codes, replace(chosen, name=name))
        case "move":
            return move(codes, chosen.id, second.id)
        case "merge":
            return merge(codes, [chosen.id], second.id) if chosen is not second else codes
        case "split":
            return split(codes, chosen.id, new)
        case _:
            return retire(codes, chosen.id)


@given(ACTS, ACTS)
def test_what_a_store_is_told_of_a_change_makes_the_next_version(
    earlier: list[tuple[str, int, int, str]], later: list[tuple[str, int, int, str]]
) -> None:
    """The changed codes over the old ones, without those that are gone, are the new codebook."""
    old, new = _played(earlier), _played(earlier + later)
    changed, gone = changed_and_gone(old, new)
    kept = {code.id: code for code in old if code.id not in gone} | {code.id: code for code in changed}
    assert kept == {code.id: code for code in new}
    assert bool(changed or gone) == (set(old) != set(new))


def _played(acts: list[tuple[str, int, int, str]]) -> tuple[Code, ...]:
    numbers = itertools.count()
    codes = add((), [Code(f"id{next(numbers)}", "top")])
    for what, one, other, name in acts:
        try:
            codes = _done(codes, what, codes[one % len(codes)], codes[other % len(codes)], name, numbers)
        except UsageError:
            continue
    return codes


def test_the_field_s_codebook_holds_to_its_own_rules() -> None:
    """The codes that ship are one tree; each basis of knowledge stands below its own top."""
    numbers = itertools.count()
    codes = starting_codes(lambda: f"id{next(numbers)}")
    tree = check_codebook(codes)
    top = tree.find(BASIS)
    assert [code.name for code in tree.children(top.id)] == ["saw", "did", "was told by", "inferred", "read"]
    ladder = [code.name for code in tree.children(tree.find("ladder").id)]
    assert ladder[0] == "discussed" and ladder[-1] == "removed" and {"powered", "networked"} < set(ladder)
    assert tree.find("live watch-list").parent == tree.find("technology/face").id


def test_a_code_is_found_by_path_end_of_path_id_and_not_by_guess() -> None:
    """Case and blanks do not matter; what two codes are called is refused with both paths."""
    tree = Tree(
        tree_of("video", "video/networked", "ladder", "ladder/networked", "Ladder/powered"[:6] + "/Powered  on")
    )
    assert tree.find("VIDEO/networked").id == "video/networked"
    with pytest.raises(UsageError, match="ladder/networked"):
        tree.find("networked")
    with pytest.raises(NotFound):
        tree.find("net")


def test_a_retired_code_gives_way_to_one_that_is_offered() -> None:
    """After a split, the old name means the code that is still there."""
    codes = tree_of("a", "a/x", "b", "b/x")
    tree = Tree(replace(code, retired=code.id == "a/x") for code in codes)
    assert tree.find("x").id == "b/x"


def test_a_code_cannot_stand_below_itself() -> None:
    """Neither moving nor merging makes a circle."""
    codes = tree_of("a", "a/b", "a/b/c")
    with pytest.raises(UsageError, match="below itself"):
        move(codes, "a", "a/b/c")
    with pytest.raises(UsageError, match="below it"):
        merge(codes, ["a"], "a/b/c")


def test_a_circle_in_a_foreign_codebook_is_refused() -> None:
    """A codebook whose codes stand below each other is no tree."""
    with pytest.raises(UsageError, match="below itself"):
        check_codebook([Code("a", "a", "b"), Code("b", "b", "a")])


@pytest.mark.parametrize(
    ("codes", "why"),
    [
        ([Code("a", "x"), Code("b", "X")], "at that place already"),
        ([Code("a", "x"), Code("a", "y")], "one id"),
        ([Code("a", "x", "gone")], "not there"),
        ([Code("a", "x", key="k"), Code("b", "y", key="k")], "key"),
        ([Code("a", "x", key="kk")], "no key"),
        ([Code("a", "x", colour="red")], "no colour"),
        ([Code("a", " x")], "blanks"),
        ([Code("a", "")], "empty"),
    ],
)
def test_a_bad_codebook_is_refused_with_its_reason(codes: list[Code], why: str) -> None:
    """Names, keys, colours and parents are checked, whoever brings them."""
    with pytest.raises(UsageError, match=why):
        check_codebook(codes)


@pytest.mark.parametrize(
    "name", ["김 연구원", "O’Brien; DROP TABLE codings", "a/b", "né\u0301e", "می\u200cخواهم", "x" * 200]
)
def test_a_name_of_any_script_is_a_name(name: str) -> None:
    """Coders and codes are called what people are called."""
    assert coder_name(f"  {name} ") and code_name(name) == code_name(code_name(name))


@pytest.mark.parametrize("name", ["", "   ", "a\x00b", "a\u202eb", "x" * 201, "\ud800", "settled", "Settled "])
def test_a_name_that_cannot_be_seen_is_refused(name: str) -> None:
    """Control characters, direction marks, lone surrogates, nothing at all, and the name kept for settlements."""
    with pytest.raises(UsageError):
        coder_name(name)


def test_merging_takes_children_along_and_tells_a_clash() -> None:
    """What stood below the merged code stands below the other one; a name twice is refused whole."""
    codes = tree_of("a", "a/x", "b", "b/y")
    assert Tree(merge(codes, ["a"], "b")).paths["a/x"] == "b/x"
    with pytest.raises(UsageError, match="already"):
        merge(tree_of("a", "a/x", "b", "b/x"), ["a"], "b")


def test_a_split_needs_two_and_retires_the_whole() -> None:
    """The parts stand beside the code, which is no longer offered."""
    codes = split(tree_of("a", "a/x"), "a/x", [Code("p", "one"), Code("q", "two")])
    tree = Tree(codes)
    assert tree.by_id["a/x"].retired and tree.paths["p"] == "a/one" and tree.paths["q"] == "a/two"
    with pytest.raises(UsageError, match="at least two"):
        split(tree_of("a"), "a", [Code("p", "one")])


def test_differences_name_each_part() -> None:
    """Added, gone, moved, renamed and reworded codes are told apart."""
    old = tree_of("a", "b", "c")
    new = add(move(change(old[:2], replace(old[0], name="A", definition="means")), "b", "a"), [Code("n", "new")])
    told = {(one.path, one.what) for one in differences(old, new)}
    assert told == {("A", "name"), ("A", "definition"), ("A/b", "moved"), ("new", "added"), ("c", "gone")}


def test_going_back_keeps_a_later_code_that_codings_bear() -> None:
    """Such a code stays, retired, under a name that is free; one without codings goes."""
    wanted = tree_of("a", "b")
    present = (*tree_of("a"), Code("later", "b", None, key="k"), Code("unused", "z"))
    codes, kept = restored(present, wanted, {"later"})
    assert [(code.id, code.name, code.retired, code.key) for code in kept] == [("later", "b (2)", True, None)]
    assert {code.id for code in codes} == {"a", "b", "later"}


def test_ten_thousand_codes_one_below_the_other_are_a_tree() -> None:
    """Neither the number of codes nor their depth is too much."""
    codes = [Code(str(number), f"n{number}", str(number - 1) if number else None) for number in range(10_000)]
    tree = check_codebook(codes)
    assert len(tree.with_descendants("0")) == 10_000
    with pytest.raises(UsageError):
        move(tuple(codes), "0", "9999")


@settings(max_examples=20)
@given(st.permutations(range(6)))
def test_places_follow_a_move(order: list[int]) -> None:
    """Moving siblings one after the other to the end leaves them in that order."""
    codes = tree_of(*"abcdef")
    for number in order:
        codes = move(codes, "abcdef"[number], None)
    assert [code.id for code in Tree(codes).children(None)] == ["abcdef"[number] for number in order]
