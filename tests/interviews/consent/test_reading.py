"""Consent records are read from TOML and JSON alike; a file that is neither is refused without being repeated."""

from __future__ import annotations

import pytest

from synopticon.errors import InputError
from synopticon.interviews.consent.reading import LARGEST, consent_record

SECRET = "Maro Tesk of Dunmere"


@pytest.mark.parametrize(
    "data",
    [b'purpose = "study"\nday = 2024-03-31\n', b'\xef\xbb\xbf{"purpose": "study", "day": "2024-03-31"}'],
    ids=["toml", "json with a mark"],
)
def test_both_notations_are_read(data: bytes) -> None:
    """The notation is told by the contents, not by a name."""
    assert consent_record(data)["purpose"] == "study"


@pytest.mark.parametrize(
    "data",
    [
        f"purpose = {SECRET}".encode(),
        f'purpose = "a"\npurpose = "{SECRET}"'.encode(),
        f'{{"purpose": {SECRET}}}'.encode(),
        f'{{"{SECRET}": 1, "{SECRET}": 2}}'.encode(),
        f'[["{SECRET}"]]x'.encode(),
        SECRET.encode("utf-16"),
        f'purpose = "{SECRET}'.encode() + b"\xff",
        b"{" * 100_000,
        b"",
        b" \n",
        b"#" * (LARGEST + 1),
        b'{"a":' * 100_000,
    ],
    ids=lambda data: f"{data[:6]!r} {len(data)}",
)
def test_what_is_no_record_is_refused_without_being_repeated(data: bytes) -> None:
    """The message has a place and no word of the witness's record."""
    with pytest.raises(InputError) as refused:
        consent_record(data, "record.toml")
    assert "record.toml" in str(refused.value)
    chain = [refused.value, refused.value.__cause__]
    assert not any(word in f"{error}" for word in SECRET.split() for error in chain if word != "of")
    assert refused.value.__cause__ is None
