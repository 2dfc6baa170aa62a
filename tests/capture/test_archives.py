"""The guard before compressed things: bombs, escaping names and links never act."""

from __future__ import annotations

import gzip
import io
import stat
import zipfile
import zlib

import pytest

from synopticon.capture.archives import gunzip, open_zip, read_member
from synopticon.errors import DamagedInput, HostileInput

ROOM = {"most": 1 << 40, "ratio": 200, "where": "x"}


def zipped(*members: tuple[str, bytes], link: bool = False) -> io.BytesIO:
    """A ZIP with these members; the last one a symbolic link where asked for."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if link:
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, data)
    return out


@pytest.mark.parametrize("name", ["../out", "a/../../out", "/etc/passwd", "C:/out", "..\\out", "\\out"])
def test_a_name_that_leads_out_is_refused(name: str) -> None:
    """`..`, absolute names and drive letters, with either slash."""
    with pytest.raises(HostileInput, match="name that leads out"):
        open_zip(zipped((name, b"x")), **ROOM)  # type: ignore[arg-type]


def test_a_link_in_an_archive_is_refused() -> None:
    """A symbolic link could name any file of this machine."""
    with pytest.raises(HostileInput, match="link"):
        open_zip(zipped(("a", b"/etc/passwd"), link=True), **ROOM)  # type: ignore[arg-type]


def test_a_name_given_twice_is_refused() -> None:
    """Two members of one name let two readers see two things."""
    with pytest.warns(UserWarning, match="Duplicate"):
        source = zipped(("a", b"1"), ("a", b"2"))
    with pytest.raises(HostileInput, match="twice"):
        open_zip(source, **ROOM)  # type: ignore[arg-type]


def test_a_zip_bomb_is_refused_before_it_unpacks() -> None:
    """The stated growth is enough to refuse it."""
    with pytest.raises(HostileInput, match="200 times"):
        open_zip(zipped(("a", b"\0" * 20_000_000)), **ROOM)  # type: ignore[arg-type]


def test_a_member_that_lies_about_its_size_is_refused() -> None:
    """A member that holds more than the list says is not read to its end."""
    raw = bytearray(zipped(("a", b"\0" * 5000)).getvalue())
    place = raw.rindex(b"PK\x01\x02") + 24
    raw[place : place + 4] = (10).to_bytes(4, "little")
    archive = open_zip(io.BytesIO(bytes(raw)), **ROOM)  # type: ignore[arg-type]
    with pytest.raises((HostileInput, DamagedInput)):
        read_member(archive, "a", most=1000, where="x")


def test_a_gzip_bomb_is_refused_while_it_unpacks() -> None:
    """Growth is counted as it happens; a small blank file is no bomb."""
    with pytest.raises(HostileInput, match="200 times"):
        gunzip(gzip.compress(b"\0" * 50_000_000), **ROOM)  # type: ignore[arg-type]
    assert len(gunzip(gzip.compress(b"\0" * 2_000_000), **ROOM)) == 2_000_000  # type: ignore[arg-type]
    with pytest.raises(HostileInput, match="more than 1,000 bytes"):
        gunzip(gzip.compress(b"\0" * 2000), most=1000, ratio=200, where="x")


def test_members_behind_each_other_are_one_stream() -> None:
    """gzip files may be laid end to end, with zeros behind them."""
    data = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0" * 100
    assert gunzip(data, **ROOM) == b"one two"  # type: ignore[arg-type]


@pytest.mark.parametrize("cut", [5, 12, 30, -4])
def test_a_gzip_that_breaks_off_is_damaged(cut: int) -> None:
    """The end missing is said; nothing is taken for whole."""
    with pytest.raises(DamagedInput):
        gunzip(gzip.compress(zlib.compress(bytes(range(256)))), **ROOM)[:0] or gunzip(  # type: ignore[arg-type]
            gzip.compress(bytes(range(256)))[:cut],
            **ROOM,  # type: ignore[arg-type]
        )
