"""The file channel: any file is one item, whatever it is called; what cannot be one says why."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest

from synopticon.capture.channels import file
from synopticon.capture.obtained import Limits, Local
from synopticon.capture.payload import payload_of
from synopticon.capture.recognising import channel_of
from synopticon.errors import DamagedStudy, HostileInput, InputError
from synopticon.model.capture import Channel, Form

PAGE = b"<!doctype html><p>Six gates."


def test_a_packed_file_is_kept_packed_and_read_unpacked(tmp_path: Path, told: Any) -> None:
    """The evidentiary bytes are those of the file; the payload is what they hold; damage to either shows."""
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(PAGE))
    (one,) = file.obtain(Local(tmp_path / "a.html.gz", "a.html.gz"), told.desk())
    assert one.bodies == (gzip.compress(PAGE),) and one.capture.media_type == "text/html"
    assert one.capture.place is not None and one.capture.place.form is Form.GZIP
    blob = told.blobs.put(one.bodies[0])
    assert payload_of(one.capture, told.blobs) == PAGE
    told.blobs.kept[blob] = gzip.compress(PAGE + b"!")
    with pytest.raises(DamagedStudy):
        payload_of(one.capture, told.blobs)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", InputError),
        (b"\0" * 50, InputError),
        (b"x" * 1001, InputError),
        (gzip.compress(b"x" * 5000), HostileInput),
        (gzip.compress(b"x" * 500)[:-6], InputError),
    ],
)
def test_what_cannot_be_an_item_says_why(tmp_path: Path, told: Any, data: bytes, error: type[InputError]) -> None:
    """Nothing, only zeros, too much, a bomb, half of something: each is refused with its place."""
    (tmp_path / "x").write_bytes(data)
    with pytest.raises(error) as caught:
        list(file.obtain(Local(tmp_path / "x", "x"), told.desk(limits=Limits(body=1000))))
    assert caught.value.where == "x"


@pytest.mark.parametrize(
    ("data", "name", "channel"),
    [
        (PAGE, "a.warc", Channel.FILE),
        (b"WARC/1.0\r\n", "a.html", Channel.WARC),
        (gzip.compress(b"WARC/1.1\r\n"), "a.warc", Channel.WARC),
        (b"<?xml version='1.0'?><rss version='2.0'>", "a", Channel.FEED),
        (b'{"version": "https://jsonfeed.org/version/1.1"', "a", Channel.FEED),
        (gzip.compress(b"<urlset xmlns='x'>"), "a", Channel.SITEMAP),
        (gzip.compress(b'{"text": "a"}\n{"text": "b"}'), "a", Channel.CORPUS),
        (b'{"text": {', "a.json", Channel.FILE),
        (b"{\\rtf1 words}", "a.rtf", Channel.FILE),
        (b"PK\x03\x04", "a.docx", Channel.FILE),
        (b"PK\x03\x04", "a.wacz", Channel.WACZ),
        (b"", "a", Channel.FILE),
    ],
)
def test_content_decides_the_channel(tmp_path: Path, data: bytes, name: str, channel: Channel) -> None:
    """A name may lie; the first bytes do not."""
    (tmp_path / name).write_bytes(data)
    assert channel_of(tmp_path / name, {}) is channel
