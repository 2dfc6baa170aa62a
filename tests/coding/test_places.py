"""Words found again, searched for and widened: offsets are code points of the text as it stands."""

from __future__ import annotations

import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from synopticon.coding.anchoring import Anchoring, Found
from synopticon.coding.checking import check_span
from synopticon.coding.matching import expression_in, words_in
from synopticon.coding.widening import widened
from synopticon.errors import UsageError
from synopticon.model.coding import Extent

TEXT = (
    "Two hundred cameras stand on the ring road. An official said that the cameras read plates.\n\n"
    "감시카메라 200대가 순환도로에 설치되었다. A camera at the gate was broken."
)
WORDS = st.sampled_from(["camera", "cameras", "gate", "read", "plates", "감시", "200대", "the", "a", "on", "said"])
SENTENCES = st.lists(WORDS, min_size=6, max_size=30).map(" ".join)


@given(SENTENCES, SENTENCES, SENTENCES, st.data())
def test_words_found_again_are_the_same_words(before: str, text: str, after: str, data: st.DataObject) -> None:
    """Whatever is put before or behind, a coding that is found stands on the very words that it covered."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    new = f"{before}\n{text}\n{after}"
    place = Anchoring(text, new).anchor(start, end)
    if place is not None and place.found is Found.EXACTLY:
        assert new[place.start : place.end] == text[start:end]


@given(SENTENCES, st.data())
def test_a_text_that_stayed_leaves_every_coding_where_it_was(text: str, data: st.DataObject) -> None:
    """The same text, or one with something added behind, moves nothing."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert Anchoring(text, text).anchor(start, end) is not None
    place = Anchoring(text, text + " More.").anchor(start, end)
    assert place is not None and (place.start, place.end) == (start, end)


def at(words: str, nth: int = 1) -> tuple[int, int]:
    """The span of the nth place of these words in TEXT."""
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def test_context_tells_one_place_from_another() -> None:
    """Of words that stand twice, the place with the same neighbours is meant."""
    new = "Something was put in front. " + TEXT
    for nth in (1, 2):
        place = Anchoring(TEXT, new).anchor(*at("cameras", nth))
        assert place is not None and place.start == at("cameras", nth)[0] + 28


@pytest.mark.parametrize(
    "new",
    [
        "Nothing of it is left.",
        "the cameras of others, elsewhere",
        TEXT.replace("the cameras read", "the lorries read"),
    ],
)
def test_words_that_went_are_not_guessed_at(new: str) -> None:
    """A short word that stands somewhere else now, in other company, is not the word that was coded."""
    assert Anchoring(TEXT, new).anchor(*at("cameras", 2)) is None


def test_words_are_found_though_blanks_and_case_changed() -> None:
    """Told as nearly the same; words that stand twice so are not told apart, and not found."""
    new = TEXT.replace("An official said that", "AN OFFICIAL  SAID\nTHAT")
    place = Anchoring(TEXT, new).anchor(*at("An official said that"))
    assert place is not None and place.found is Found.NEARLY
    assert new[place.start : place.end] == "AN OFFICIAL  SAID\nTHAT"
    assert Anchoring(TEXT, new + " an official said that").anchor(*at("An official said that")) is None


def test_words_that_stand_twice_alike_are_not_chosen_between() -> None:
    """Where the context cannot tell, nobody does."""
    line = "The cameras read plates day and night, an official said on Monday in the capital.\n"
    assert Anchoring(line, line * 3).anchor(4, 11) is not None
    middle = "x" * 40 + line
    assert Anchoring(middle, "y" * 40 + line + "z" * 40 + line).anchor(44, 51) is None


@pytest.mark.parametrize("span", [(5, 5), (7, 3), (-1, 4), (0, 10_000)])
def test_a_span_that_is_none_is_refused(span: tuple[int, int]) -> None:
    """Empty, reversed and outside the text: each with its reason, and never found again either."""
    with pytest.raises(UsageError, match="span"):
        check_span(*span, len(TEXT), "document d")
    assert Anchoring(TEXT, TEXT + "!").anchor(*span) is None


def test_words_are_searched_as_the_search_does() -> None:
    """Singular and plural, Korean within words, and a whole query that must be met."""
    assert [TEXT[a:b] for a, b in words_in("camera", [TEXT])[0]] == ["cameras", "cameras", "camera"]
    assert [TEXT[a:b] for a, b in words_in("카메라", [TEXT])[0]] == ["카메라"]
    assert words_in("camera -gate", [TEXT]) == [[]]
    assert words_in("camera -harbour", [TEXT])[0] != []
    assert words_in("camera harbour", [TEXT]) == [[]]
    assert words_in("camera | harbour", [TEXT])[0] != []


@pytest.mark.parametrize("query", ["", "   ", "language:ko camera", "-camera"])
def test_a_query_without_words_is_refused(query: str) -> None:
    """So is one with filters: where to look is said otherwise."""
    with pytest.raises(UsageError):
        words_in(query, [TEXT])


def test_a_regular_expression_finds_spans_and_no_emptiness() -> None:
    """Letter case does not matter; a match of nothing is no place to code."""
    assert [TEXT[a:b] for a, b in expression_in(r"[a-z]+ hundred", [TEXT, ""])[0]] == ["Two hundred"]
    assert expression_in(r"x*", [TEXT]) == [[]]
    assert expression_in("a", ["\ud800a", "a\x00a"]) == [[(1, 2)], [(0, 1), (2, 3)]]


@pytest.mark.parametrize("pattern", ["(", "", "a{9,1}", "(?P<a>x)(?P<a>y)", "x" * 2_001])
def test_what_is_no_regular_expression_is_refused(pattern: str) -> None:
    """With the reason, before anything runs."""
    with pytest.raises(UsageError, match="regular expression"):
        expression_in(pattern, [TEXT])


def test_a_pattern_that_would_never_end_is_stopped() -> None:
    """Nested repetitions do not hang the program."""
    begun = time.monotonic()
    with pytest.raises(UsageError, match="too long"):
        expression_in("(a+)+$", ["a" * 60 + "!"], seconds=0.7)
    assert time.monotonic() - begun < 5


@given(SENTENCES, st.data(), st.sampled_from(list(Extent)))
def test_widening_holds_what_was_found(text: str, data: st.DataObject, extent: Extent) -> None:
    """A sentence or paragraph around words covers them and begins and ends without blanks."""
    text = text.replace(" said", ". Said\n")
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assume(text[start:end].strip() == text[start:end] != "")
    ((first, last),) = widened(text, [(start, end)], extent)
    assert first <= start and end <= last
    assert text[first:last].strip() == text[first:last]


def test_words_widen_to_sentence_and_paragraph() -> None:
    """Two finds in one sentence are one proposal."""
    found = words_in("cameras | plates", [TEXT])[0]
    sentences = [TEXT[a:b] for a, b in widened(TEXT, found, Extent.SENTENCE)]
    assert sentences[1] == "An official said that the cameras read plates."
    assert len(widened(TEXT, found, Extent.PARAGRAPH)) == 2
