"""A row as a document: what it claims, and bytes that stay the same from version to version."""

from __future__ import annotations

import pytest

from synopticon.capture.obtained import Asked
from synopticon.capture.rows import Document, complete_mapping, document
from synopticon.model.digests import sha256_hex


def made(row: dict[str, object], *, language: str | None = None) -> Document:
    """The document of an invented row."""
    return document(row, complete_mapping({}, row), Asked(language=language))


@pytest.mark.parametrize(
    ("told", "day", "moment"),
    [
        ("2012-01-03T10:00:00+09:00", "2012-01-03", "2012-01-03T10:00:00+09:00"),
        ("2012-01-03T00:00:00Z", "2012-01-03", "2012-01-03T00:00:00Z"),
        ("2012-01-03 10:00:00.5", "2012-01-03", "2012-01-03T10:00:00"),
        (1325584800, "2012-01-03", "2012-01-03T10:00:00Z"),
        ("2012-01-03", "2012-01-03", None),
        ("3 January 2012, 10:00", "2012-01-03", None),
        ("2012-01", "2012-01", None),
        ("soon", None, None),
        (None, None, None),
    ],
)
def test_a_row_claims_its_day_and_the_moment_beside_it(told: object, day: str | None, moment: str | None) -> None:
    """The day is EDTF as ever; a moment stands beside it where the column tells one of that day."""
    claims = made({"text": "Nine masts stand there.", "date": told}).claims
    assert (claims.published, claims.published_at) == (day, moment)


def test_the_archived_bytes_are_those_of_earlier_versions() -> None:
    """A corpus that is collected again is here already: its rows' payloads know nothing of moments."""
    row = {"headline": "Masts", "body": "Nine masts stand there.", "date": "2012-01-03T10:00:00+09:00", "lang": "en"}
    digest = "dafdc23fda2d7a7b7ebbd4bc29a06b6fcd06055fcae945a19f797058998dc2bd"
    assert sha256_hex(made(row).payload) == digest
