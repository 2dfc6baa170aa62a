"""Whatever bytes come, a reader answers with a value or with an error of ours; nothing else ever escapes."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synopticon.capture import feed_reading, http_payload, sitemap_reading
from synopticon.capture.archives import gunzip, open_zip, read_member
from synopticon.capture.media_types import media_type_of
from synopticon.capture.obtained import Asked
from synopticon.capture.recognising import Shape, looks_like, shape_of
from synopticon.capture.robots import parse as parse_robots
from synopticon.capture.row_reading import rows
from synopticon.capture.rows import document
from synopticon.capture.wacz_checking import examine
from synopticon.capture.warc_reading import Record, records
from synopticon.errors import InputError
from synopticon.language.moments_told import day_told, moment_told

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
WORDS = (
    "<rss>|<channel>|<item>|<title>|</title>|<link>|<entry>|<feed xmlns='x'>|&amp;|<![CDATA[|]]>|<urlset>|<url>|<loc>|"
    "</loc>|<!--|<?xml encoding='utf-7'?>|<dc:date>-1</dc:date>|https://[x/|<pubDate>Tue, 99 Foo 0000</pubDate>"
)
SCRAPS = st.lists(st.sampled_from([*WORDS.encode().split(b"|"), b"\0", b"\xff"]) | st.binary(max_size=6), max_size=14)


@given(SCRAPS)
@settings(deadline=None)
def test_feeds_and_sitemaps(scraps: list[bytes]) -> None:
    """Scraps of feeds in any order."""
    data = b"".join(scraps)
    for read in (feed_reading.read, sitemap_reading.read):
        try:
            read(data, most=5, where="x")
        except InputError:
            continue


@given(VALUES)
def test_json_feeds(items: Any) -> None:
    """Items of any kind."""
    value = {"version": "https://jsonfeed.org/version/1.1", "items": [items, {"id": items, "authors": items}]}
    feed = feed_reading.read(json.dumps(value).encode(), most=5, where="x")
    assert feed.total == 2


@given(st.binary(max_size=400), st.sampled_from(list(Shape)))
def test_corpora(data: bytes, shape: Shape) -> None:
    """Rows of nonsense are broken rows."""
    prefix = {Shape.ARRAY: b"[{", Shape.LINES: b"{", Shape.TABLE: b"a,b\n", Shape.WRAPPED: b'{"": [{'}[shape]
    numbers = [row.number for row in rows(io.BytesIO(prefix + data), shape)]
    assert numbers == sorted(numbers)


@given(st.dictionaries(st.text(max_size=5), VALUES, max_size=4), VALUES)
def test_rows(columns: dict[str, Any], value: Any) -> None:
    """Any row becomes a document of valid UTF-8."""
    made = document(
        {**columns, "t": value}, dict.fromkeys(("text", "title", "url", "authors", "published"), "t"), Asked()
    )
    assert json.loads(made.payload.decode("utf-8"))["row"].keys() >= {"t"}


@pytest.mark.parametrize("value", ["-99999999999999", "99999999999999", "9" * 40, "1e400", "", "  ", 10**400])
def test_moments_out_of_reach_are_no_dates(value: object) -> None:
    """A number that no calendar holds is no date."""
    assert day_told(value) is None or len(day_told(value) or "") == 10
    assert (moment_told(value) or "")[:10] in ("", day_told(value))


@given(st.binary(max_size=300))
def test_messages_and_packed_bytes(data: bytes) -> None:
    """Bodies in any coding, gzip and ZIP of nonsense."""
    message = http_payload.parse(b"HTTP/1.1 200 OK\r\n" + data)
    assert message is not None
    for coding in ("gzip", "deflate", "br", "chunked"):
        try:
            headers = {"content-encoding": coding} if coding != "chunked" else {"transfer-encoding": coding}
            http_payload.decoded(http_payload.Message(200, headers, data), most=1000, where="x")
        except InputError:
            continue
    for unpack in (gunzip, open_zip):
        try:
            unpack(data if unpack is gunzip else io.BytesIO(data), most=1000, ratio=9, where="x")  # type: ignore[operator]
        except InputError:
            continue
    assert media_type_of(data) and looks_like(data) in (None, "feed", "sitemap")
    shape_of(data, "x", {})
    parse_robots(data.decode("latin-1"), "x")


@given(VALUES, VALUES)
def test_lists_of_files(resources: Any, seal: Any) -> None:
    """A WACZ whose own lists hold anything at all is judged in sentences."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("datapackage.json", json.dumps({"resources": [resources, {"path": resources, "stats": seal}]}))
        archive.writestr("datapackage-digest.json", json.dumps({"hash": seal, "signedData": {"domain": seal}}))
        archive.writestr("pages/pages.jsonl", json.dumps(seal) + "\n" + json.dumps({"url": seal, "title": seal}))
    with open_zip(out, most=1 << 20, ratio=200, where="x") as opened:
        assert examine(opened, "x").faults


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_other_compressions_are_refused(method: int) -> None:
    """Only what WACZ uses is unpacked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("a", b"x")
    with pytest.raises(InputError, match="compress"):
        open_zip(out, most=1 << 20, ratio=200, where="x")


def test_numbers_without_end_are_no_lengths() -> None:
    """A Content-Length or a pause that no machine can hold is passed over."""
    head = b"WARC/1.1\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n"
    assert not [one for one in records(io.BytesIO(head), most=99) if isinstance(one, Record)]
    for delay in ("nan", "-inf", "inf", "9" * 5000):
        assert 0 <= parse_robots(f"User-agent: *\nCrawl-delay: {delay}", "x").delay <= 60


def test_a_member_of_a_damaged_archive_is_damaged_input() -> None:
    """A CRC that does not hold is said with the member's name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a", b"invented")
    damaged = io.BytesIO(out.getvalue().replace(b"invented", b"inverted"))
    with pytest.raises(InputError, match="damaged"):
        read_member(open_zip(damaged, most=1 << 20, ratio=200, where="x"), "a", most=99, where="x")
