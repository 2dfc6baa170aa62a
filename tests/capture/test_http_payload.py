"""HTTP messages inside records: codings are undone, lies about them are survived, bombs are refused."""

from __future__ import annotations

import gzip
import zlib

import brotli
import pytest

from synopticon.capture.http_payload import Message, dechunked, decoded, parse
from synopticon.errors import DamagedInput, HostileInput

TEXT = b"<p>the same words again and again</p>" * 40


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(TEXT)),
        ("x-gzip", gzip.compress(TEXT)),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", zlib.compress(TEXT)[2:-4]),
        ("br", brotli.compress(TEXT)),
        ("identity", TEXT),
        ("gzip", TEXT),
        ("deflate, gzip", gzip.compress(zlib.compress(TEXT))),
    ],
)
def test_every_coding_is_undone(coding: str, body: bytes) -> None:
    """gzip, deflate with and without its wrapping, Brotli, several in turn, and a header that lies."""
    assert decoded(Message(200, {"content-encoding": coding}, body), most=10_000, where="x") == TEXT


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_a_body_that_grows_without_end_is_refused(coding: str) -> None:
    """Unpacking stops at the limit."""
    many = b"\0" * 5_000_000
    body = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}[coding](many)
    with pytest.raises(HostileInput):
        decoded(Message(200, {"content-encoding": coding}, body), most=1_000_000, where="x")


def test_damage_and_unknown_codings_are_said() -> None:
    """A body that cannot be unpacked is damaged, never empty."""
    with pytest.raises(DamagedInput):
        decoded(
            Message(200, {"content-encoding": "gzip"}, gzip.compress(TEXT)[:20] + b"junk" * 9), most=9999, where="x"
        )
    with pytest.raises(DamagedInput, match="compact-by-magic"):
        decoded(Message(200, {"content-encoding": "compact-by-magic"}, TEXT), most=9999, where="x")


def test_chunk_marks_are_taken_out_and_their_absence_is_borne() -> None:
    """Many recorders keep the header and drop the marks."""
    assert dechunked(b"5\r\nhello\r\n6;note=x\r\n world\r\n0\r\n\r\n") == b"hello world"
    assert dechunked(b"<p>no marks here</p>") == b"<p>no marks here</p>"


def test_the_answer_behind_an_interim_one_is_read() -> None:
    """103 Early Hints is not the answer."""
    message = parse(b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nA: 1\r\nA: 2\r\n\r\nbody")
    assert message == Message(200, {"a": "1, 2"}, b"body")
    assert parse(b"not http") is None
