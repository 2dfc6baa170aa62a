"""What a witness said leaves only as the consent has it, and in a form that links nothing. All of it is invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from synopticon.errors import GateRefused
from synopticon.model.testimony import Terms, Use
from synopticon.release.draft import Draft, Told
from synopticon.release.gate import admit
from synopticon.release.word_count import words_in

RULES = ("quotations-verify", "findings-have-evidence")
TEXT = "Witness: I counted twelve of them on the north gate, and nobody had asked for them."
EXACT = "I counted twelve of them"
Drafted = Callable[..., Draft]


def told(**changes: object) -> Told:
    """Testimony that may leave."""
    start = TEXT.index(EXACT)
    made = Told("F2", "p" * 32, "w" * 32, Use.QUOTE, Terms(Use.QUOTE, False, date(2031, 1, 1)), TEXT, start,
                start + len(EXACT), EXACT, ("ada", "bo"))  # fmt: skip
    return replace(made, **changes)


def refused(draft: Draft) -> str:
    """Why the gate refuses it, all in one."""
    with pytest.raises(GateRefused) as caught:
        admit(draft, RULES)
    return f"{caught.value.what} {caught.value.why}"


def test_signed_testimony_within_its_consent_passes(drafted: Drafted) -> None:
    """What two readers signed and the witness allowed leaves, though the protocol names no such rule."""
    released = admit(replace(drafted(), testimony=(told(),), most_words=20), RULES)
    assert "consent-allows" in released.rules


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"terms": Terms(Use.PARAPHRASE, False, None)}, "the consent allows “paraphrase”"),
        ({"terms": Terms(Use.AGGREGATE, False, None), "use": Use.PARAPHRASE}, "the consent allows “aggregate only”"),
        ({"terms": Terms(Use.QUOTE, False, date(2026, 11, 21))}, "the witness's consent has ended"),
        ({"terms": Terms(Use.QUOTE, False, date(2026, 11, 21)), "use": Use.AGGREGATE}, "consent has ended"),
        ({"readers": ("ada", "Ada")}, "not signed by two readers"),
        ({"recanted": True}, "the witness took it back"),
        ({"exact": "I counted thirteen of them"}, "does not stand in the signed text"),
        ({"copies": 1}, "a captured document has the same words"),
        ({"copies": 3}, "3 captured documents have the same words"),
    ],
)
def test_what_the_witness_did_not_allow_is_refused(drafted: Drafted, changes: dict[str, object], why: str) -> None:
    """The gate refuses use beyond consent, after its end, of unsigned, recanted and altered words, and quotes none."""
    said = refused(replace(drafted(), testimony=(told(**changes),), most_words=20))
    assert why in said
    assert "Witnesses are protected" in said
    assert "counted" not in said


def test_the_last_day_of_a_consent_still_counts(drafted: Drafted) -> None:
    """A consent that ends with the day of the edition allows it."""
    last = told(terms=Terms(Use.QUOTE, False, date(2026, 11, 22)))
    assert admit(replace(drafted(), testimony=(last,), most_words=20), RULES)


def test_words_of_one_witness_are_capped_over_all_editions(drafted: Drafted) -> None:
    """What earlier editions quoted of a witness counts, the same passage once, another witness's not."""
    before = (("w" * 32, "q" * 32, "one two three"), ("v" * 32, "r" * 32, "word " * 99), ("w" * 32, "p" * 32, EXACT))
    draft = replace(drafted(), testimony=(told(), told(finding="F1")), quoted_before=before)
    assert admit(replace(draft, most_words=8), RULES)
    assert "8 words of one witness would be public" in refused(replace(draft, most_words=7))


def test_counted_testimony_does_not_wear_out_the_cap(drafted: Drafted) -> None:
    """A witness who is only counted is not quoted."""
    assert admit(replace(drafted(), testimony=(told(use=Use.AGGREGATE),), most_words=0), RULES)


def test_a_pseudonym_in_a_finding_is_refused(drafted: Drafted) -> None:
    """A label that stands beside two statements says that one person made both."""
    draft = replace(drafted(), pseudonyms=frozenset({"cameras"}))
    assert "pseudonym" in refused(draft)


def test_a_finding_that_only_witnesses_support_has_evidence(drafted: Drafted) -> None:
    """A witness who supports a finding is evidence, also without a quotation."""
    draft = drafted()
    findings = tuple(replace(one, grounds=()) if one.key == "F2" else one for one in draft.edition.findings)
    assert admit(replace(draft, edition=replace(draft.edition, findings=findings)), RULES)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("I counted twelve.", 3),
        ("don't well-known", 2),
        ("카메라를 설치했다", 2),
        ("设置了摄像头", 3),
        ("…", 0),
    ],
)
def test_words_are_counted_in_every_script(text: str, count: int) -> None:
    """A cap in words means as much in scripts without blanks."""
    assert words_in(text) == count
