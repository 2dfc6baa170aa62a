"""The worst input, handed to `collect` at once: each has its reason, and the good ones lose nothing; all invented."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from collections.abc import Mapping

import pytest

from synopticon.model.item import ItemQuery
from synopticon.workflow.collect import Collected, collect
from synopticon.workflow.doctor import examine
from synopticon.workflow.study import Study

PAGE = b"<html><head><title>Gates</title></head><body><p>Six gates were counted in Oster.</p></body></html>"
XML = b'<?xml version="1.0"?><!DOCTYPE %s [<!ENTITY a SYSTEM "file:///etc/passwd">]><%s>&a;</%s>'


def packed(members: Mapping[str, bytes]) -> bytes:
    """A ZIP of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def record(number: int) -> bytes:
    """A WARC record of an invented page."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://w.test/{number}\r\n"
        f"WARC-Date: 2024-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-00000000000{number}>\r\n"
        f"Content-Type: application/http;msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


REFUSED = {
    "bomb.html.gz": (gzip.compress(b"<p>" + b" " * 40_000_000), "hostile-input", "200 times"),
    "bomb.wacz": (packed({"archive/a.warc": b" " * 40_000_000}), "hostile-input", "200 times"),
    "dots.wacz": (packed({"archive/../../a.warc": b""}), "hostile-input", "leads out"),
    "root.wacz": (packed({"/etc/a.warc": b""}), "hostile-input", "leads out"),
    "entities.rss": (XML % ((b"rss",) * 3), "hostile-input", "entities"),
    "entities.xml": (XML % ((b"urlset",) * 3), "hostile-input", "entities"),
    "zero.html": (b"", "input", "empty"),
    "zeros.pdf": (b"\0" * 5000, "input", "empty"),
    "cut.html.gz": (gzip.compress(os.urandom(5000))[:2000], "damaged-input", "breaks off"),
}
"""Files of which nothing is kept: name to bytes, the failure's code, a word of its reason."""
WITHOUT_TEXT = {
    "bomb.docx": packed({"word/document.xml": b" " * 40_000_000}),
    "dots.docx": packed({"word/document.xml": b"<x/>", "../x": b""}),
    "entities.docx": packed({"word/document.xml": XML % ((b"x",) * 3)}),
    "cut.pdf": b"%PDF-1.7\n1 0 obj <<",
    "lie.html": b"\x7fELF\x02\x01\x01\x00" + b"\0" * 64,
}
"""Files that are kept as evidence, and from which no text comes."""


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """A study to collect into."""
    return Study.create(tmp_path_factory.mktemp("bad") / "study")


@pytest.fixture(scope="module")
def collected(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Collected:
    """What one run makes of all of it, a good page in the middle and a file that the disk cannot read."""
    folder = tmp_path_factory.mktemp("input")
    for name, (data, *_) in REFUSED.items():
        (folder / name).write_bytes(data)
    for name, data in {**WITHOUT_TEXT, "good.html": PAGE, "lie.pdf": PAGE + b"<!-- -->"}.items():
        (folder / name).write_bytes(data)
    (folder / "cut.warc").write_bytes(record(1) + record(2) + record(3)[:-60])
    with (folder / "large.html").open("wb") as large:
        large.truncate(500_000_000)
    return collect(study, [str(folder), "/proc/self/mem"])


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_kept_is_a_failed_capture_with_place_and_remedy(collected: Collected, name: str) -> None:
    """Its name, what is wrong, and what to do."""
    _, code, words = REFUSED[name]
    (row,) = [row for row in collected.failures if row.asked == f"file:{name}"]
    assert row.code == code
    assert words in row.reason
    assert name in row.reason
    assert row.reason.rstrip().endswith(".") and row.reason.count(". ") >= 1


def test_a_page_of_500_megabytes_and_a_file_that_the_disk_cannot_read_are_named(collected: Collected) -> None:
    """The limit is named with its setting; what the system says of the file is passed on."""
    reasons = {row.asked: row.reason for row in collected.failures}
    assert "collect.max_bytes" in reasons["file:large.html"]
    assert "cannot be read" in reasons["file:mem"]
    assert len(reasons) == len(REFUSED) + 2


def test_what_gives_no_text_is_kept_and_said(study: Study, collected: Collected) -> None:
    """The bytes are evidence all the same; the run tells the first reasons and counts the rest."""
    items = {item.asked: item for item in study.reader.items(ItemQuery(failed=False, limit=100)).rows}
    for name, data in WITHOUT_TEXT.items():
        item = items[f"file:{name}"]
        assert item.warnings and name in item.warnings[0]
        capture = study.reader.capture(item.id)
        assert capture.place and study.archive.read(capture.place.blob) == data
    assert sum(note.startswith("Kept, but without text") for note in collected.notes) == len(WITHOUT_TEXT)


def test_the_good_ones_are_read_whatever_lies_beside_them(study: Study, collected: Collected) -> None:
    """A page, a page that calls itself PDF, and the two whole records of a WARC that was cut; the loss is told."""
    items = {item.asked: item for item in study.reader.items(ItemQuery(failed=False, limit=100)).rows}
    for name in ("file:good.html", "file:lie.pdf", "https://w.test/1", "https://w.test/2"):
        assert items[name].title == "Gates"
    assert "https://w.test/3" not in items
    assert any("cut.warc" in note and "offset" in note for note in collected.notes)
    assert all(check.ok for check in examine(study, deep=True))
