"""The worst input: each a message with its place and what to do, none a crash, none a file read or a memory filled."""

from __future__ import annotations

import gzip
import io
import os
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synopticon.errors import DamagedInput, HostileInput, SynopticonError, UnreadableFormat
from synopticon.extraction.containers import parse_xml
from synopticon.extraction.formats import html
from synopticon.extraction.reading import read

Zip = Callable[[Mapping[str, str | bytes]], bytes]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_a_zip_bomb_is_refused_before_it_is_unpacked(zipped: Zip) -> None:
    """A member that grows a thousand times is named and never unpacked."""
    data = zipped({"word/document.xml": b" " * 300_000_000})
    tracemalloc.start()
    with pytest.raises(HostileInput, match="bomb") as caught:
        read(data, name="bomb.docx")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert caught.value.where == "bomb.docx"
    assert caught.value.remedy
    assert peak < 20_000_000


@pytest.mark.parametrize("name", ["../outside.xml", "/etc/passwd", "C:\\windows\\x", "word/../../x", "a\\..\\..\\x"])
def test_a_name_that_leads_out_of_the_archive_is_refused(zipped: Zip, name: str) -> None:
    """Absolute names and names with .. are refused with the name."""
    with pytest.raises(HostileInput, match="leads out"):
        read(zipped({"word/document.xml": f"<w:document {W}/>", name: "x"}), name="escape.docx")


def test_too_many_members_are_refused() -> None:
    """An archive of a hundred thousand empty files is no document."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "x")
        for number in range(20_001):
            archive.writestr(f"{number}", "")
    with pytest.raises(HostileInput, match="more than is unpacked"):
        read(out.getvalue())


def test_a_gzip_bomb_is_refused() -> None:
    """A gzipped file that grows without end is refused at the limit."""
    with pytest.raises(HostileInput, match="bomb"):
        read(gzip.compress(b"a" * 60_000_000), name="bomb.html.gz")


def test_a_gzipped_page_is_read(sentence: str) -> None:
    """A single gzipped file is opened."""
    assert read(gzip.compress(sentence.encode()), name="page.txt.gz").text == sentence


def test_a_gzip_file_that_breaks_off_says_where() -> None:
    """A cut gzip file is damaged, with how much of it was whole."""
    with pytest.raises(DamagedInput, match="breaks off"):
        read(gzip.compress(os.urandom(5000))[:2000])


@pytest.mark.parametrize(
    "prologue",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY p SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_xml_with_entities_or_an_external_type_is_refused(zipped: Zip, prologue: str) -> None:
    """No entity is ever expanded and no document type fetched."""
    document = f"{prologue}<w:document {W}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    with pytest.raises(HostileInput, match="document type"):
        read(zipped({"word/document.xml": document}), name="entities.docx")


def test_entities_hidden_in_utf_16_are_found() -> None:
    """Another encoding does not hide a document type."""
    with pytest.raises(HostileInput, match="document type"):
        parse_xml('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode("utf-16"), "x.xml")


def test_broken_xml_names_its_member(zipped: Zip) -> None:
    """XML that breaks off is damaged, with the member's name."""
    with pytest.raises(DamagedInput, match=r"word/document\.xml"):
        read(zipped({"word/document.xml": f"<w:document {W}><w:body>"}), name="cut.docx")


@pytest.mark.parametrize("data", [b"", b"\x00", b"\x00" * 5000, b" \n\t"])
def test_nothing_is_said_to_be_nothing(data: bytes) -> None:
    """Zero bytes and blank bytes are said to be that."""
    with pytest.raises(UnreadableFormat, match="nothing to read"):
        read(data, name="empty.pdf")


def test_unknown_bytes_are_refused_with_a_remedy() -> None:
    """What no reader knows is named by its first bytes."""
    with pytest.raises(UnreadableFormat, match="7f 45 4c 46") as caught:
        read(b"\x7fELF\x02\x01\x01\x00" + b"\x00" * 64)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("data", "media_type", "name", "expected"),
    [
        (b"<!doctype html><title>T</title><p>A page.", "application/pdf", "a.pdf", "html"),
        (b"%PDF-1.4 ...", "text/html", "a.html", None),
        (b"Only words.", "image/jpeg", "a.jpg", "text"),
        (b"{\\rtf1 x}", "text/plain", "a.txt", "rtf"),
    ],
)
def test_lying_names_and_types_are_not_believed(data: bytes, media_type: str, name: str, expected: str | None) -> None:
    """The contents decide, whatever the name and the server say."""
    if expected is None:
        with pytest.raises(DamagedInput, match="PDF"):
            read(data, media_type=media_type, name=name)
    else:
        assert read(data, media_type=media_type, name=name).format == expected


def test_broken_encodings_are_read_and_said() -> None:
    """A page with a few broken bytes is read as UTF-8, and the loss is counted."""
    answer = read("<p>감시카메라 이야기가 여기에 길게 있다.</p>".encode() + b"\xff\xfe" + b"<p>More.</p>")
    assert "감시카메라" in answer.text
    assert any("could not be decoded" in warning for warning in answer.warnings)


def test_a_page_of_500_megabytes_is_refused_before_parsing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Markup past the limit is refused with its size; the limit is lowered here, as the rule is the same."""
    monkeypatch.setattr(html, "MOST_MARKUP", 10_000)
    with pytest.raises(UnreadableFormat, match="too large") as caught:
        read(b"<html><body>" + b"<p>word</p>" * 2000, name="large.html")
    assert "original stays" in str(caught.value)


def test_embedded_pictures_do_not_count(sentence: str) -> None:
    """A SingleFile page of 40 MB of data URIs is read in seconds, its text whole."""
    picture = b'<img src="data:image/png;base64,' + b"A" * 40_000_000 + b'">'
    page = b"<html><body><article><h1>T</h1>" + picture + f"<p>{sentence * 5}</p></article></body></html>".encode()
    started = time.perf_counter()
    answer = read(page)
    assert sentence in answer.text
    assert time.perf_counter() - started < 10


def test_a_text_of_a_million_characters_is_not_slower_for_each(sentence: str) -> None:
    """Reading ten times the text takes about ten times as long, not a hundred times."""

    def seconds(size: int) -> float:
        data = (sentence + "\n").encode() * (size // 82)
        started = time.perf_counter()
        read(data)
        return time.perf_counter() - started

    seconds(10_000)
    small, large = min(seconds(300_000) for _ in range(3)), min(seconds(3_000_000) for _ in range(3))
    assert large < 40 * small + 0.1


def test_the_longest_kept_text_is_said(sentence: str) -> None:
    """Where a text is cut at the limit, a warning says so."""
    answer = read((sentence * 100).encode(), max_characters=500)
    assert len(answer.text) == 500
    assert "Only the first 500" in answer.warnings[0]


def test_deep_nesting_does_not_crash(sentence: str) -> None:
    """A page nested fifty thousand deep gives text or a message."""
    page = b"<html><body>" + b"<div>" * 50_000 + sentence.encode() + b"</div>" * 50_000
    try:
        assert isinstance(read(page).text, str)
    except SynopticonError as error:
        assert error.sentence()


HEADS = [b"%PDF-1.4\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1", b"\xff\xd8\xff\xe1"]
HEADS += [b"\x1a\x45\xdf\xa3", b"\x00\x00\x00\x18ftypisom", b"From: a\nTo: b\nSubject: c\n\n", b"WEBVTT\n\n", b"<html>"]


@pytest.mark.parametrize("head", [*HEADS, b"\x1f\x8b\x08"])
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rest=st.binary(max_size=400))
def test_damaged_files_of_every_kind_fail_in_our_words(head: bytes, rest: bytes) -> None:
    """Whatever follows a format's first bytes, the answer is a reading or an error of our tree."""
    try:
        read(head + rest, name="damaged")
    except SynopticonError as error:
        assert error.where == "damaged"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_a_text_and_a_page(sentence: str, encoding: str) -> None:
    """Zero bytes alone make no file binary."""
    page = f"<html><head><title>T</title></head><body><p>{sentence * 3}</p></body></html>"
    assert read(sentence.encode(encoding)).text == sentence
    assert read(page.encode(encoding)).format == "html"
