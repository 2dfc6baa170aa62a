"""What a person types is understood, or it is said what was not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synopticon.language.query import All, Either, Filter, Node, Not, Words, parse, wanted


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("camera", Words("camera")),
        ("camera airport", All((Words("camera"), Words("airport")))),
        ("camera AND airport", All((Words("camera"), Words("airport")))),
        ('"face recognition"', Words("face recognition", exact=True)),
        ("「監視 カメラ」", Words("監視 カメラ", exact=True)),
        ("camera OR fence", Either((Words("camera"), Words("fence")))),
        ("a b | c", Either((All((Words("a"), Words("b"))), Words("c")))),
        ("camera -drill", All((Words("camera"), Not(Words("drill"))))),
        ("NOT drill", Not(Words("drill"))),
        ("face-recognition", Words("face-recognition")),
        ("(a | b) c", All((Either((Words("a"), Words("b"))), Words("c")))),
        ("surveil*", Words("surveil", prefix=True)),
        ('outlet:"Veld Courier" 감시', All((Filter("outlet", "Veld Courier"), Words("감시")))),
        ("lang:ko since:2019", All((Filter("language", "ko"), Filter("since", "2019")))),
        ("title:camera", Words("camera", title=True)),
        ("-(a b)", Not(All((Words("a"), Words("b"))))),
        ("", All(())),
    ],
)
def test_a_query_means_what_its_author_meant(typed: str, meant: Node) -> None:
    """Words, phrases, either, without, brackets, beginnings and fields are read."""
    asked = parse(typed)
    assert asked.tree == meant
    assert asked.notes == ()


@pytest.mark.parametrize(
    ("typed", "meant", "said"),
    [
        ('"face recog', Words("face recog", exact=True), "quotation mark was never closed"),
        ("(camera", Words("camera"), "bracket was never closed"),
        ("camera)", Words("camera"), "had no opening one"),
        ("camera OR", Words("camera"), "nothing on one of its sides"),
        ("camera NOT", Words("camera"), "nothing after it"),
        ("camera !!!", Words("camera"), "no letter and no digit"),
        ("colour:red", Words("colour red"), "no field here"),
    ],
)
def test_what_was_not_understood_is_said(typed: str, meant: Node, said: str) -> None:
    """A slip never raises: the rest is understood and a sentence names the slip."""
    asked = parse(typed)
    assert asked.tree == meant
    assert said in " ".join(asked.notes)


@pytest.mark.parametrize("typed", ["(" * 9_999 + "a", "NOT " * 9_999 + "a", "-(" * 9_999 + "a", "a " * 9_999])
def test_a_query_without_end_is_cut_and_said(typed: str) -> None:
    """Ten thousand brackets, signs or words cost no more than a hundred."""
    assert "very long" in " ".join(parse(typed).notes)


@given(st.text(alphabet='ab "()|-*:ORANDNOTtitle감「」（）', max_size=40))
def test_no_query_raises(typed: str) -> None:
    """Whatever is typed has a tree, and its wanted words hold a letter."""
    assert all(word.text for word in wanted(parse(typed).tree))
