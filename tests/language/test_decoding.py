"""Bytes become the text that was written, whatever encoding it was kept in; sentences invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synopticon.language.decoding import decode, encoding_of, unicode_of

KO = "가상의 나라 벨다니아에서 새 감시탑이 세워졌다고 지어낸 신문이 전했다.\n" * 4
ZH = "虚构国家的一家报纸报道说，新的监控塔已经建成，居民们感到不安。\n" * 4
JA = "架空の国の新聞によると、新しい監視塔が建てられたということです。\n" * 4
RU = "Выдуманная газета сообщает о новых вышках у дороги на север.\n" * 4
EN = "The invented paper of Veldania counts towers along the northern road.\n" * 4


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [KO, ZH, JA, RU, EN])
def test_utf_16_without_a_mark_is_told_by_its_zero_bytes(text: str, encoding: str) -> None:
    """Windows programs leave the mark out; either order of bytes is read in every script."""
    assert decode(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize(("text", "encoding"), [(KO, "cp949"), (ZH, "gb18030"), (JA, "cp932"), (RU, "cp1251")])
def test_the_older_encodings_are_told_from_a_sample(text: str, encoding: str) -> None:
    """A sample that ends within a character is enough, and plain lines between do not hide the others."""
    data = ("title,text\n" * 50 + text).encode(encoding)
    assert encoding_of(data[:-3]) == encoding
    assert encoding_of((EN + KO).encode()[:-3]) == "utf-8"


@pytest.mark.parametrize(
    "data",
    [
        b"\x7fELF\x02\x01\x01\x00" + b"\x00" * 64,
        b"\x00\x00\x00\x18ftypisom" + b"\x00" * 30,
        b"plain words with one stray \x00 zero byte in a long line of single bytes",
        b"\x00" * 100,
        bytes(range(256)) * 8,
    ],
)
def test_zero_bytes_alone_are_no_utf_16(data: bytes) -> None:
    """Programs, films and texts with a stray zero are not taken for it."""
    assert unicode_of(data) is None


@given(st.binary(max_size=300))
def test_any_bytes_decode(data: bytes) -> None:
    """No bytes stop the reading; what cannot be decoded is one sign each time."""
    assert isinstance(decode(data)[0], str)
    assert isinstance(encoding_of(data + b"\xff"), str)
