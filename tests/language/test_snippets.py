"""A snippet shows why a document was found, at exact offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synopticon.language.query import parse, wanted
from synopticon.language.snippets import WIDTH, snippet


def shown(text: str, query: str) -> list[str]:
    """The highlighted parts."""
    cut = snippet(text, wanted(parse(query).tree))
    assert text[cut.start :].startswith(cut.text)
    return [cut.text[start:end] for start, end in cut.highlights]


@pytest.mark.parametrize(
    ("text", "query", "parts"),
    [
        ("A camera, two Cameras, a camcorder", "camera", ["camera", "Cameras"]),
        ("A camera, two cameras", '"camera"', ["camera"]),
        ("A camera, two cameras", "cam*", ["cam", "cam"]),
        ("Caméra! CAMERA", "camera", ["Caméra", "CAMERA"]),
        ("face-recognition and face", '"face recognition"', ["face-recognition"]),
        ("1,234 cameras", "1234", ["1,234"]),
        ("감시카메라 감시 카메라", "감시카메라", ["감시카메라"]),
        ("감시카메라 감시 카메라", '"감시 카메라"', ["감시카메라", "감시 카메라"]),
        ("監視ｶﾒﾗ", "カメラ", ["ｶﾒﾗ"]),
        ("no drill, camera", "camera -drill", ["camera"]),
        ("Straße", "strasse", ["Straße"]),
        ("<b>camera</b>", "camera", ["camera"]),
    ],
)
def test_highlights_cover_the_found_words_and_no_more(text: str, query: str, parts: list[str]) -> None:
    """Highlights are exact spans of the original, whatever was folded; there is no markup in a snippet."""
    assert shown(text, query) == parts


def test_the_window_holds_most_of_the_words() -> None:
    """Of many places the snippet shows the first one where most of the words meet."""
    text = "camera " + "x " * 400 + "the camera at the airport gate " + "y " * 400 + "airport"
    cut = snippet(text, wanted(parse("camera airport gate").tree))
    assert "camera at the airport gate" in cut.text
    assert cut.cut_before and cut.cut_after
    assert len(cut.text) <= WIDTH + 32


def test_a_document_found_by_its_title_shows_its_beginning() -> None:
    """Without any place in the text the snippet is the text's beginning, nothing highlighted."""
    cut = snippet("The road. " * 60, wanted(parse("camera").tree))
    assert (cut.start, cut.highlights, cut.cut_before, cut.cut_after) == (0, (), False, True)
    assert snippet("", wanted(parse("camera").tree)).text == ""


def test_a_text_of_a_million_characters_is_answered_at_once() -> None:
    """Places are bounded, so that a word that stands everywhere costs no more than a look."""
    assert shown("camera 감시 " * 100_000, "camera 감시")[:2] == ["camera", "감시"]


@given(st.text(alphabet="ab감시 éｶﾞ\u0301\n", max_size=80), st.text(alphabet="ab감시éが", min_size=1, max_size=4))
def test_highlights_lie_within_the_cut_in_order(text: str, query: str) -> None:
    """Whatever the text, highlights are disjoint spans within the snippet."""
    cut = snippet(text, wanted(parse(query).tree), width=20)
    before = 0
    for start, end in cut.highlights:
        assert before <= start < end <= len(cut.text)
        before = end
