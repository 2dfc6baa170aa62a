"""Witnesses' signed texts are coded as media are; consent, new signatures and withdrawal decide what is left of it."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pyrage")

from synopticon.errors import NotFound
from synopticon.model.coding import CodingQuery
from synopticon.workflow.codebook import start_codebook
from synopticon.workflow.coding import change, give, undo
from synopticon.workflow.coding_anchoring import anchor
from synopticon.workflow.coding_quotations import span_of
from synopticon.workflow.coding_retrieval import Wanted, quotes, retrieve_codings
from synopticon.workflow.codings_listed import UNREADABLE, listed
from synopticon.workflow.interview_withdraw import withdraw

from . import interviewing


def coded(field: interviewing.Field, pseudonym: str) -> dict[str, str]:
    """Two codings of the witness's text by their words; their ids."""
    with field.open() as study:
        start_codebook(study)
        ids = {}
        for code, words in (("video", "a grey box with a lens"), ("was told by", interviewing.HEARD)):
            start, end = span_of(study, pseudonym, quote=words, start=None, end=None)
            ids[words] = give(study, pseudonym, code, start=start, end=end, memo="canary").id
    return ids


def test_codings_move_with_a_text_that_is_signed_anew(tmp_path: Path) -> None:
    """What a later review shifts is found again; what it covers is listed, without its words."""
    field = interviewing.begun(tmp_path)
    pseudonym = field.signed()
    ids = coded(field, pseudonym)
    start = interviewing.TEXT.index("grey box")
    field.review(pseudonym, "ada", lambda review: (review.cover(start, start + 8, "place"), review.sign()))
    field.review(pseudonym, "bo", lambda review: review.sign())
    with field.open() as study:
        (text,) = study.reader.working_texts()
        heard = study.reader.coding(ids[interviewing.HEARD]).coding
        assert text.version == 2 and text.text[heard.start : heard.end] == interviewing.HEARD
        assert [one.coding.id for one in anchor(study).lost] == [ids["a grey box with a lens"]]
        words = {row.coding.id: row.words for row in listed(study).rows}
        assert words == {ids["a grey box with a lens"]: "", ids[interviewing.HEARD]: interviewing.HEARD}


def test_the_end_of_a_consent_withholds_the_words(tmp_path: Path) -> None:
    """The codings stand; no list shows what they cover, and retrieval leaves them out."""
    field = interviewing.begun(tmp_path)
    pseudonym = field.signed(expires="2026-12-31")
    coded(field, pseudonym)
    with field.open() as study:
        assert len(quotes(study, retrieve_codings(study, Wanted()))) == 2
    field.days = 60
    with field.open() as study:
        assert [(row.words, row.withheld) for row in listed(study).rows] == [("", UNREADABLE)] * 2
        assert retrieve_codings(study, Wanted()).rows == ()


def test_a_withdrawal_leaves_no_coding_and_nothing_to_undo(tmp_path: Path) -> None:
    """Codings, their history and memos are gone from the study's every byte, and the log never held them."""
    field = interviewing.begun(tmp_path)
    pseudonym = field.signed()
    ids = coded(field, pseudonym)
    with field.open() as study:
        change(study, ids[interviewing.HEARD], memo="canary again")
        assert not any(act.act.act.startswith("coding-") for act in study.reader.custody())
        withdraw(study, pseudonym)
    with field.open() as study:
        assert study.reader.codings(CodingQuery()).rows == ()
        assert undo(study).act is None
        with pytest.raises(NotFound):
            study.reader.coding(ids[interviewing.HEARD])
    assert not [path for path in field.study.rglob("*") if path.is_file() and b"canary" in path.read_bytes()]
