"""Consent is read from a person's file by today's date, and its blank form can be printed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from synopticon.errors import InputError, NotFound, UsageError
from synopticon.interviews.consent.questions import QUESTIONS
from synopticon.workflow.consent import answered_consent, consent_form, read_consent

RECORD = """
purpose = "a study of an invented country"
use = "quote verbatim"
recording = "yes"
sharing = "nobody"
withdrawal = "through the invented office"
expires = 2031-12-31
may_know = ["the interviewer's editor"]
obtained = "written"
obtained_by = "the interviewer"
language = "English"
free = true
capacity = "adult"
day = 2024-03-31
"""


def test_a_file_is_read_for_a_day(tmp_path: Path) -> None:
    """A TOML record becomes consent."""
    path = tmp_path / "record.toml"
    path.write_text(RECORD)
    assert read_consent(path, date(2024, 4, 1)).may_know == ("the interviewer's editor",)


def test_a_file_that_is_not_there_or_not_whole_is_told_by_its_place(tmp_path: Path) -> None:
    """The message names the file."""
    with pytest.raises(NotFound, match=r"absent\.toml"):
        read_consent(tmp_path / "absent.toml", date(2024, 4, 1))
    (tmp_path / "short.toml").write_text('purpose = "study"')
    with pytest.raises(InputError, match=r"short\.toml.*use: it is missing"):
        read_consent(tmp_path / "short.toml", date(2024, 4, 1))


def test_no_answer_is_no_consent() -> None:
    """Every question but the last is asked for when nothing was answered."""
    with pytest.raises(InputError) as refused:
        answered_consent({}, date(2024, 4, 1))
    assert all(f"{question.name}: it is missing" in str(refused.value) for question in QUESTIONS[:-1])


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_form_asks_what_the_record_holds(language: str) -> None:
    """Every field and every answer that can be chosen stands on the printed form, which fits a page's width."""
    from rich.cells import cell_len

    form = consent_form(language)
    for question in QUESTIONS:
        assert f"({question.name})" in form
    assert all(choice in form for choice in ("quote verbatim", "paraphrase", "aggregate only", "nobody", "never"))
    assert max(map(cell_len, form.splitlines())) <= 78


def test_a_form_in_another_language_is_refused_with_those_there_are() -> None:
    """The message lists the languages."""
    with pytest.raises(UsageError, match="en, ko"):
        consent_form("../../secret")
