"""All detectors together: what is proposed, what stays readable, and what would stand there."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import EntryPoint

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synopticon.errors import MissingPart
from synopticon.interviews import models
from synopticon.interviews.detectors.listing import DETECTORS
from synopticon.interviews.engine import propose
from synopticon.interviews.hearing import Hearing
from synopticon.interviews.identity import Identity, identity_of
from synopticon.interviews.span import Severity


def covered(text: str, record: dict[str, object] | None = None) -> list[str]:
    """The words that are proposed."""
    return [text[span.start : span.end] for span in propose(text, identity_of(record or {}))]


@pytest.mark.parametrize(
    "row", [row for row in DETECTORS if row.name not in ("identity", "learned", "numbers")], ids=lambda row: row.name
)
def test_every_detector_finds_its_own_example(row: object) -> None:
    """The example that stands in the list is what the detector finds."""
    detector = next(one for one in DETECTORS if one is row)
    text = f"I said: {detector.example}. That is what I know of it."
    found = list(detector.find(Hearing(text, Identity())))
    assert any(8 <= one.start < one.end <= 8 + len(detector.example) for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "I saw Kim Jong Un on television in May.",
        "In March I saw people from Pyongyang at North Korea's border with China.",
        "김정은이 3월에 평양에서 왔습니다.",
        "겨울에는 전기가 없어서 카메라가 꺼졌습니다.",
    ],
)
def test_leaders_months_and_general_places_stay_readable(text: str) -> None:
    """What everybody could have said is not taken out."""
    assert covered(text) == []


def test_a_leader_within_a_finding_stays_and_the_rest_goes() -> None:
    """A kept name parts a finding and never lets the other words of it through."""
    assert covered("I told Kim Jong Un and Ryang Myong Il about it.") == ["Ryang Myong Il"]


def test_somebody_named_once_in_full_is_found_by_the_given_name() -> None:
    """Bystanders are sought again in every spelling, as the witness is."""
    text = "I was watched by Comrade Kang Pyong Chol. Later pyong-chol was promoted."
    assert covered(text) == ["Comrade Kang Pyong Chol", "pyong-chol"]


def test_replacements_are_the_same_for_the_same_person_and_keep_the_sense() -> None:
    """A person has one letter in every spelling; towns, days, ages and jobs become coarser."""
    text = "I am Ri Ok Ran, 리옥란, from Hoeryong. I left on 4 May 2016. I was 34. I worked as a nurse."
    given = {
        text[span.start : span.end]: span.replacement for span in propose(text, identity_of({"names": ["Ri Ok Ran"]}))
    }
    assert given == {
        "Ri Ok Ran": "[Person A]",
        "리옥란": "[Person A]",
        "Hoeryong": "[a place in North Hamgyong Province]",
        "4 May 2016": "[May 2016]",
        "34": "[age 30–39]",
        "a nurse": "[health worker]",
    }


def test_numbers_of_cues_and_time_codes_are_no_spans() -> None:
    """A subtitle's apparatus is not speech."""
    text = "12\n01:02:03,000 --> 01:02:05,500\nthe camera was broken\n"
    assert covered(text) == []


def test_what_the_record_names_is_direct_even_if_a_leader_bears_it() -> None:
    """The record is never overruled by the list of names that stay."""
    spans = propose("My name is Kim Jong Un, like his.", identity_of({"names": ["Kim Jong Un"]}))
    assert [span.severity for span in spans] == [Severity.DIRECT]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("Ka o.,:1209-/@'\n\r\ufeff\u0301김철수이가年"), max_size=120))
def test_spans_lie_in_the_file_in_order_and_apart(text: str) -> None:
    """Whatever the text, spans are in range, not empty, ordered, and never overlap."""
    spans = propose(text, identity_of({"names": ["김철수", "Kao O"], "contacts": ["0120-912-091"]}))
    edges = [edge for span in spans for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


def test_an_empty_text_has_no_spans() -> None:
    """Nothing comes of nothing."""
    assert propose("", Identity()) == []


class _Stub:
    name = "stub 1"

    def find(self, text: str) -> Iterable[tuple[int, int, str]]:
        return [(0, 3, "person"), (2, 10_000, "place")]


def test_a_model_is_asked_by_name_and_clipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a registered model finds is proposed under its name; places outside the text are not."""
    entry = EntryPoint("stub", f"{__name__}:_Stub", models.GROUP)
    monkeypatch.setattr(models, "entry_points", lambda group: [entry])
    monkeypatch.setattr(models, "_loaded", lambda entry: _Stub())
    spans = propose("the man", Identity(), models.load_models(["stub"]))
    assert [(span.start, span.end, span.detectors) for span in spans] == [(0, 3, ("stub 1",))]


def test_a_model_that_is_not_installed_is_named() -> None:
    """Absence is said, with what would bring it; nothing is skipped over."""
    assert models.absent_models() == ["spacy", "presidio", "gliner"]
    with pytest.raises(MissingPart, match="gliner"):
        models.load_models(["gliner"])
