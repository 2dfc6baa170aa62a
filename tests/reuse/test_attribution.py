"""Attributions: invented sentences in five languages, one identity for a source, spans that lie in the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synopticon.reuse.attribution import attributions, resting_on
from synopticon.reuse.cues.listing import TONGUES
from synopticon.reuse.cues.row import Cue, Tongue
from synopticon.reuse.source_names import key_from, source_key

FIXTURES = Path(__file__).parent / "attributions"


def sentences(tag: str) -> list[tuple[frozenset[str], str]]:
    """Invented sentences with the identities of the sources that they name, none for “-”."""
    rows = (line.split("\t") for line in (FIXTURES / f"{tag}.tsv").read_text("utf-8").splitlines())
    return [
        (
            frozenset(key for name in names.split(" | ") if (key := source_key(name))) if names != "-" else frozenset(),
            text,
        )
        for names, text in rows
    ]


CASES = [(tongue.tag, names, text) for tongue in TONGUES for names, text in sentences(tongue.tag)]


@pytest.mark.parametrize(("tag", "named", "text"), CASES, ids=[f"{tag}-{at}" for at, (tag, _, _) in enumerate(CASES)])
def test_an_invented_sentence_names_whom_it_names(tag: str, named: frozenset[str], text: str) -> None:
    """Each named source is found, and nobody else; a source without a name and a pronoun are nobody."""
    assert {one.key for one in attributions(text, tag) if one.key} == named
    assert {one.key for one in attributions(text) if one.key} == named


@pytest.mark.parametrize(
    "names",
    [
        (
            "Yonhap",
            "Yonhap News Agency",
            "the Yonhap news agency",
            "연합뉴스",
            "韩联社",
            "韓聯社",
            "聯合ニュース",
            "Ёнхап",
        ),
        ("KCNA", "Korean Central News Agency (KCNA)", "조선중앙통신", "朝中社", "朝鮮中央通信", "ЦТАК"),
        ("Kim Chol", "Dr. Kim Chol", "Professor Kim Chol", "President Kim Chol", "ＫＩＭ ＣＨＯＬ", "Kim-Chol"),
        ("the Ministry of Roads", "Ministry of Roads", "Ministry of Roads spokesman Orlen Vale"),
        ("«Вестник Марки»", "«Вестника Марки»", "газета «Вестник Марки»"),
        ("Yonhap and Reuters", "Reuters and Yonhap"),
    ],
)
def test_a_source_is_one_however_it_is_written(names: tuple[str, ...]) -> None:
    """Case, width, titles, kinds, brackets, endings and other languages' names lead to one identity."""
    assert len({source_key(name) for name in names}) == 1


def test_two_sources_in_one_breath_are_neither_of_them_alone() -> None:
    """Who rests on two agencies does not rest on one."""
    assert len({source_key(name) for name in ("Yonhap", "Reuters", "Yonhap and Reuters")}) == 3


@pytest.mark.parametrize("name", ["연합뉴스", "Министерства дорог", "Ivan Ivanov", "Иванова", "김철수 교수"])
def test_a_key_stays_itself(name: str) -> None:
    """What a program printed as a key can be given back."""
    key = source_key(name)
    assert key and key_from(key) == key
    assert key_from(name) == key


@given(
    st.lists(
        st.sampled_from([text for _, _, text in CASES] + ["\n", "\n\n", "“", "”", "Ꙩ\u0301", "(AP)", "…"]), max_size=8
    ),
    st.sampled_from(["", " ", "\n"]),
)
def test_spans_lie_in_the_text_and_quote_the_name(parts: list[str], between: str) -> None:
    """Whatever stands beside it: an attribution lies inside its text and its claim, and holds the name as written."""
    text = between.join(parts)
    for one in attributions(text):
        assert 0 <= one.claim_start <= one.start < one.end <= one.claim_end <= len(text)
        assert one.source and one.source in text[one.start : one.end]
        assert one.key is None or key_from(one.key) == one.key


@given(st.text(max_size=300), st.integers(0, 300), st.integers(1, 40))
def test_any_text_is_borne(text: str, start: int, length: int) -> None:
    """No text and no place in it raises, and no source is named twice for one place."""
    rests = resting_on(text, start, start + length)
    assert len({one.attribution.key for one in rests}) == len(rests)


def test_a_name_alone_is_who_was_named_in_full() -> None:
    """A family name after the full name is the same person; where two bear it, it is nobody."""
    one, two = attributions("Anna Brandt said that it rained. It stopped at noon, Brandt said.")
    assert one.key == two.key == "anna-brandt"
    said = attributions("Anna Brandt said so. Karl Brandt said no. It rained, Brandt said.")
    assert [one.key for one in said] == ["anna-brandt", "karl-brandt", None]
    said = attributions("The Ilven Post reported rain. It rains, the Post said.")
    assert [one.key for one in said] == ["ilven-post", "ilven-post"]
    assert [one.key for one in attributions("The Post reported rain.")] == [None]


LETTER = (
    "Corvane Wire reported on Monday that the river is watched. Two hundred cameras were put up. "
    "A boatman said that he saw none. The Highfen Gazette wrote that three were stolen."
)


@pytest.mark.parametrize(
    ("words", "key", "lead"),
    [
        ("the river is watched", "corvane-wire", False),
        ("Two hundred cameras were put up", "corvane-wire", True),
        ("three were stolen", "highfen-gazette", False),
        ("he saw none", None, False),
    ],
)
def test_what_a_passage_rests_on(words: str, key: str | None, lead: bool) -> None:
    """The sentence's own attribution governs it, a nameless one too; without one, that of the beginning."""
    start = LETTER.index(words)
    found = resting_on(LETTER, start, start + len(words), "en")
    assert [(one.attribution.key, one.lead) for one in found] == ([(key, lead)] if key else [])


def test_a_beginning_that_names_two_governs_nothing() -> None:
    """Where the first sentences name two sources, nobody knows which stands behind the rest."""
    text = "Corvane Wire reported rain. The Highfen Gazette wrote of snow. The masts were put up in March."
    start = text.index("The masts")
    assert resting_on(text, start, len(text)) == ()


def test_a_quotation_belongs_to_who_spoke_it() -> None:
    """The claim holds the quotation before “said X” and the sentences of one that is still open."""
    text = "“The gate is shut.” said Anna Brandt. It rained. Karl Heck said: “We left. Nobody stayed.” It rained again."
    one, two = attributions(text, "en")
    assert text[one.claim_start : one.claim_end].startswith("“The gate is shut.”")
    assert text[two.claim_start : two.claim_end].endswith("Nobody stayed.”")


def test_a_long_passage_far_in_a_book_is_found_its_source() -> None:
    """Only the neighbourhood of a passage is read, and its offsets are those of the whole text."""
    text = "It rained in Brenhold all day.\n" * 4000 + "According to Corvane Wire, the river is watched."
    start = text.index("the river")
    (found,) = resting_on(text, start, len(text), "en")
    assert text[found.attribution.start : found.attribution.end] == "According to Corvane Wire"


@pytest.mark.parametrize(
    ("tongue", "row"),
    [(tongue, row) for tongue in TONGUES for row in tongue.cues],
    ids=lambda one: getattr(one, "name", ""),
)
def test_each_rows_example_is_found_by_that_row(tongue: Tongue, row: Cue) -> None:
    """The table's examples are what its patterns find."""
    assert row.name in {one.cue for one in attributions(row.example, tongue.tag) if one.key}
