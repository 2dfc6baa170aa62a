"""Reading WARC behind damage: what is whole is found, what is lost is named with its place."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synopticon.capture.records import HTTP_RESPONSE, joined, packed, record
from synopticon.capture.warc_reading import Lost, PackedWhole, Record, records

MOMENT = datetime(2026, 1, 2, tzinfo=UTC)
MOST = 1 << 20


def written(count: int, *, plain: bool = False) -> tuple[bytes, tuple[int, ...]]:
    """So many response records, gzipped each or plain, and where each begins."""
    made = []
    for n in range(count):
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>page %d</p>" % n + bytes(range(256)) * n
        made.append(record("response", block, moment=MOMENT, url=f"https://w.test/{n}", content_type=HTTP_RESPONSE))
    if not plain:
        return joined(made)
    parts = [gzip.decompress(one.data) for one in made]
    begins = tuple(sum(map(len, parts[:n])) for n in range(count))
    return b"".join(parts), begins


def read(data: bytes, most: int = MOST) -> tuple[list[Record], list[Lost]]:
    found = list(records(io.BytesIO(data), most=most))
    return [one for one in found if isinstance(one, Record)], [one for one in found if isinstance(one, Lost)]


@pytest.mark.parametrize("plain", [False, True])
def test_every_record_is_found_where_it_lies(plain: bool) -> None:
    """Offsets and lengths lead back to each record alone."""
    data, begins = written(5, plain=plain)
    good, lost = read(data)
    assert not lost and tuple(one.offset for one in good) == begins
    for one in good:
        alone, none = read(data[one.offset : one.offset + one.length])
        assert not none and alone[0].block == one.block


@pytest.mark.parametrize("plain", [False, True])
def test_a_damaged_record_costs_only_itself(plain: bool) -> None:
    """Bytes overwritten in the middle of one record are named by offset, and all others are read."""
    data, begins = written(6, plain=plain)
    damaged = bytearray(data)
    damaged[begins[2] + 4 : begins[2] + 40] = b"\xde\xad\xbe\xef" * 9
    good, lost = read(bytes(damaged))
    assert [one.headers["warc-target-uri"][-1] for one in good] == ["0", "1", "3", "4", "5"]
    assert [(one.offset, one.length) for one in lost] == [(begins[2], begins[3] - begins[2])]


@pytest.mark.parametrize("plain", [False, True])
def test_a_file_cut_in_the_middle_of_a_record_keeps_those_before(plain: bool) -> None:
    """The cut is named with how much came, and nothing of the last record is taken for whole."""
    data, begins = written(4, plain=plain)
    good, lost = read(data[: begins[3] + 150])
    assert len(good) == 3 and [one.offset for one in lost] == [begins[3]]


def test_a_wrong_length_does_not_swallow_the_next_record() -> None:
    """Where Content-Length leads into the middle of something, the record is lost and the next one is found."""
    data, begins = written(4, plain=True)
    head = data.index(b"Content-Length: ", begins[1])
    end = data.index(b"\r\n", head)
    grown = data[:head] + b"Content-Length: 900" + data[end:]
    good, lost = read(grown)
    assert [one.headers["warc-target-uri"][-1] for one in good] == ["0", "2", "3"] and len(lost) == 1


def test_a_file_packed_as_a_whole_is_said_to_be_so() -> None:
    """One gzip stream over many records gives none of them a place."""
    plain, _ = written(3, plain=True)
    with pytest.raises(PackedWhole):
        read(packed(plain))


def test_a_record_too_large_is_passed_over_without_its_bytes() -> None:
    """Its headers are read, its block is not held."""
    data, _ = written(5)
    good, lost = read(data, most=700)
    assert not lost and [one.block is None for one in good] == [False, False, False, True, True]


def test_a_header_without_its_colon_is_passed_over() -> None:
    """A mangled line and what continues it are nothing; the other headers hold."""
    data = b"WARC/1.1\r\nWARC-T\r\n ype: x\r\nWARC-Type: resource\r\n  \r\nContent-Length: 1\r\n\r\nx\r\n\r\n"
    ((record,), lost) = read(data)
    assert (record.kind, record.block, lost) == ("resource", b"x", [])


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2000), st.binary(min_size=1, max_size=60), st.booleans())
def test_no_damage_makes_the_reader_stumble(at: int, junk: bytes, plain: bool) -> None:
    """Whatever is overwritten, reading ends, and records that the damage does not touch are found."""
    data, begins = written(6, plain=plain)
    at = at % len(data)
    damaged = data[:at] + junk + data[at + len(junk) :]
    try:
        good, _ = read(damaged)
    except PackedWhole:
        return
    ends: list[Any] = [*begins[1:], len(data)]
    untouched = {begin for begin, end in zip(begins, ends, strict=True) if end <= at - 4 or begin >= at + len(junk)}
    assert untouched - {begins[-1]} <= {one.offset for one in good} | {begins[-1]}


@given(st.binary(max_size=3000))
def test_anything_at_all_can_be_read_to_its_end(data: bytes) -> None:
    """Bytes that never were a WARC give losses and no error, and every byte is accounted for once."""
    found = list(records(io.BytesIO(data), most=MOST))
    ends = [one.offset + one.length for one in found]
    assert all(isinstance(one, Lost) for one in found) and ends == sorted(ends)
