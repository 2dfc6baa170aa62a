"""Normalising: one form for each letter, and every one of them leads back to its place in the original."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from synopticon.reuse.normalising import normalise, normalise_batch


def plainly(text: str) -> str:
    """An independent oracle: the same rule written with the standard library alone, a character at a time."""
    composed = unicodedata.normalize("NFC", text)
    folded = (unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", c).casefold()) for c in composed)
    kept = (c for part in folded for c in part)
    ignored = {*range(0xFE00, 0xFE10), 0x034F}
    return "".join(
        c
        for c in kept
        if unicodedata.category(c)[0] in "LN" or (unicodedata.category(c) in ("Mn", "Mc") and ord(c) not in ignored)
    )


def as_text(codes: object) -> str:
    return "".join(map(chr, codes.tolist()))  # type: ignore[attr-defined]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_the_letters_are_those_of_the_rule(text: str) -> None:
    """The vectorised table gives what the rule gives, for any text."""
    composed = unicodedata.is_normalized("NFC", text)
    expected = plainly(text)
    assert as_text(normalise(text).codes) == expected or not composed
    assert as_text(normalise_batch([text, text])[0]) == expected * 2


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_every_letter_leads_back_to_its_place(text: str) -> None:
    """Offsets rise, stay inside the original, and the original at that place normalises to the letter."""
    found = normalise(text)
    for code, start, end in zip(found.codes.tolist(), found.starts.tolist(), found.ends.tolist(), strict=True):
        assert 0 <= start < end <= len(text)
        assert chr(code) in as_text(normalise(text[start:end]).codes)
    assert sorted(found.starts.tolist()) == found.starts.tolist()


def test_case_width_ligatures_and_composition_do_not_matter() -> None:
    """Full width, ligatures, sharp s, decomposed accents and conjoining jamo meet their ordinary forms."""
    for one, other in (("ＣＡＦＥ", "cafe"), ("ﬁle", "FILE"), ("Straße", "STRASSE"), ("Cafe\u0301", "café")):
        assert as_text(normalise(one).codes) == as_text(normalise(other).codes)
    assert as_text(normalise("\u1112\u1161\u11ab").codes) == "한"


def test_blanks_punctuation_and_invisible_characters_are_left_out() -> None:
    """Line breaks, quotation marks, soft hyphens, zero-width joiners and emoji leave nothing behind."""
    assert as_text(normalise("“So\u00adlar”\n\u200d – 🚀 power…").codes) == "solarpower"


def test_a_span_is_cut_from_the_original_with_its_punctuation() -> None:
    """A span runs from the start of its first letter to the end of its last one."""
    text = "(서울=연합뉴스) A café, at 9 a.m."
    found = normalise(text)
    begin = as_text(found.codes).index("acafé")
    assert text[slice(*found.span(begin, begin + 5))] == "A café"


def test_lone_surrogates_do_no_harm() -> None:
    """A text that cannot be written as UTF-8 is normalised all the same."""
    assert as_text(normalise("a\ud800b").codes) == "ab"
