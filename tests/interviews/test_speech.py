"""A transcript is searched as speech, and every span leads back to the file's own code points."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from synopticon.interviews.speech import speech_of


def test_a_plain_text_is_searched_as_it_is() -> None:
    """Where nothing is composed or left out, offsets are the same."""
    speech = speech_of("Ryang Myong Il\r\nspoke.")
    assert speech.starts is None
    assert list(speech.places(0, 5)) == [(0, 5)]


def test_a_name_over_two_cues_is_two_places() -> None:
    """A cue's number and time code stand in no span, and the name on both sides of them is whole in the speech."""
    text = "1\r\n00:00:01,000 --> 00:00:02,000\r\nKim\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\nOk Ran said\r\n"
    speech = speech_of(text)
    start = speech.text.index("Kim")
    end = speech.text.index(" said")
    assert "-->" not in speech.text
    assert [text[first:last] for first, last in speech.places(start, end)] == ["Kim", "Ok Ran"]


def test_decomposed_hangul_is_composed_and_found_where_it_stands() -> None:
    """A syllable that is three code points in the file is one in the speech, and its span has all three."""
    text = "\ufeff" + unicodedata.normalize("NFD", "저는 김철수입니다")
    speech = speech_of(text)
    at = speech.text.index("김철수")
    ((start, end),) = speech.places(at, at + 3)
    assert unicodedata.normalize("NFC", text[start:end]) == "김철수"


@given(st.text(alphabet=st.sampled_from("aé김\u1100\u1161\u11a8\u0301\u200b\ufeff \r\n1:0,->Ｋ"), max_size=60))
def test_every_place_lies_in_the_file_and_in_order(text: str) -> None:
    """Whatever the text, each character of the speech has its place, and later ones never begin before earlier ones."""
    speech = speech_of(text)
    places = [place for at in range(len(speech.text)) for place in speech.places(at, at + 1)]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)
