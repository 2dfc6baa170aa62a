"""Writing WACZ: the same bytes for the same input, valid by our own check, keys as other programs compute them."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from synopticon.capture.cdx import surt
from synopticon.capture.channels import wacz
from synopticon.capture.obtained import Local
from synopticon.capture.payload import payload_of
from synopticon.capture.records import HTTP_RESPONSE, record
from synopticon.capture.wacz_writing import Page, compose

MOMENT = datetime(2026, 1, 2, 3, 4, 5, 678000, tzinfo=UTC)
PAGES = [Page("https://w.test/1", MOMENT, "One"), Page("https://w.test/2", MOMENT)]


def some_records() -> list[bytes]:
    """Two invented pages as response records."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    return [
        record(
            "response", head + b"<p>page %d" % n, moment=MOMENT, url=f"https://w.test/{n}", content_type=HTTP_RESPONSE
        ).data
        for n in (1, 2)
    ]


def test_the_same_input_gives_the_same_bytes() -> None:
    """No clock and no chance enters the file."""
    one, two = io.BytesIO(), io.BytesIO()
    begins = [compose(out, PAGES, iter(some_records()), moment=MOMENT, title="Invented") for out in (one, two)]
    assert one.getvalue() == two.getvalue()
    assert one.getvalue()[begins[0] :].startswith(some_records()[0])


def test_what_is_written_is_read_back_as_valid(tmp_path: Path, told: Any) -> None:
    """Our reader, which checks every hash, finds no fault, both pages and the first one's title."""
    with (tmp_path / "x.wacz").open("w+b") as out:
        compose(out, PAGES, some_records(), moment=MOMENT, more={"extra/note.txt": b"invented"})
    items = list(wacz.obtain(Local(tmp_path / "x.wacz", "x.wacz"), told.desk()))
    container, *pages = [one.capture for one in items]
    assert container.conditions["valid"] == "yes" and told.notes == []
    assert [payload_of(page, told.blobs) for page in pages] == [b"<p>page 1", b"<p>page 2"]
    assert pages[0].claims.title == "One" and pages[0].collected == MOMENT


def test_members_are_stored_and_their_order_is_fixed() -> None:
    """Uncompressed, so that a record has a place in the whole file."""
    out = io.BytesIO()
    compose(out, PAGES, some_records(), moment=MOMENT)
    with zipfile.ZipFile(out) as archive:
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
        assert archive.namelist()[0] == "archive/data.warc.gz"


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://127.0.0.1:8080/a", "1,0,0,127:8080)/a"),
        ("https://www.Example.org/A/?b=1&a=2", "org,example)/a?a=2&b=1"),
        ("http://example.com", "com,example)/"),
        ("http://example.com/?", "com,example)/"),
        ("https://example.com:8443/#part", "com,example:8443)/"),
        ("http://example.com/a%20b?q=%ED%95%9C", "com,example)/a%20b?q=%ed%95%9c"),
        ("http://북한.kr/가?나", "kr,xn--pr3b894b)/%ea%b0%80?%eb%82%98"),
        ("https://e.org/a//b/../c", "org,e)/a/c"),
        ("urn:view:http://e.org/x", "urn:view:http://e.org/x"),
    ],
)
def test_the_index_key_is_what_other_programs_compute(url: str, key: str) -> None:
    """The values are those of the Internet Archive's own surt library."""
    assert surt(url) == key
