"""Extract in a study: each capture read once, each reading logged, nothing that stops the rest; files without one."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from synopticon.errors import MissingPart, NotFound
from synopticon.extraction import ocr as ocr_part
from synopticon.extraction.reading import read
from synopticon.model.capture import Capture, Channel, Failure, Place
from synopticon.model.digests import sha256_hex
from synopticon.workflow import extract
from synopticon.workflow.extract import Extracted, extract_new, read_paths
from synopticon.workflow.study import Study

SENTENCE = "The ministry of Veldania installed two hundred cameras on the ring road in March."
Keep = Callable[..., str]


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """An empty study of an invented country."""
    with Study.create(tmp_path / "s", title="Veldania (invented)") as opened:
        yield opened


@pytest.fixture
def keep(study: Study) -> Keep:
    """Keeps bytes as a capture of a file and answers its id."""

    def kept(data: bytes, name: str, *, media_type: str | None = None) -> str:
        blob = study.archive.put(data)
        moment = datetime(2026, 1, 1, tzinfo=UTC)
        capture = Capture(f"file:{name}", moment, Channel.FILE, digest=sha256_hex(data), size=len(data),
                          media_type=media_type, place=Place(blob))  # fmt: skip
        with study.writing() as writer:
            writer.add_capture(capture)
        return capture.id

    return kept


def test_each_capture_is_read_once_and_logged(study: Study, keep: Keep) -> None:
    """A second run reads nothing, and the log has one act an extraction, with its id."""
    item = keep(SENTENCE.encode(), "a.txt")
    assert extract_new(study) == Extracted(read=1)
    assert extract_new(study) == Extracted()
    extraction = study.reader.current_extraction(item)
    assert extraction is not None
    assert extraction.reading.text == SENTENCE
    acts = [entry.act for entry in study.reader.custody(subject=item) if entry.act.act == "extract"]
    assert [(act.digest, act.details["extractor"]) for act in acts] == [(extraction.id, "text/1")]


def test_what_cannot_be_read_says_why_and_stops_nothing(study: Study, keep: Keep) -> None:
    """Damaged, empty and unknown captures get a reading without text and a warning; the others are read."""
    broken = [keep(b"%PDF-1.4 broken", "a.pdf"), keep(b"\x00" * 50, "b.bin"), keep(b"\x7fELF\x02\x01\x01\x00", "c.exe")]
    good = keep(SENTENCE.encode(), "z.txt")
    assert extract_new(study) == Extracted(read=1, unread=3, warnings=3)
    for item in broken:
        extraction = study.reader.current_extraction(item)
        assert extraction is not None
        assert extraction.reading.text == ""
        assert extraction.reading.warnings
    assert study.reader.item(good).length == len(SENTENCE)
    assert extract_new(study) == Extracted()


def test_failed_captures_are_left_alone(study: Study) -> None:
    """A capture that obtained nothing is not read."""
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    with study.writing() as writer:
        writer.add_capture(Capture("https://x.example", moment, Channel.WEB, failure=Failure("timeout", "no answer")))
    assert extract_new(study) == Extracted()


def test_a_run_that_is_stopped_goes_on_where_it_was(study: Study, keep: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole batches are kept; the next run reads only the rest."""
    for number in range(5):
        keep(f"{SENTENCE} {number}".encode(), f"{number}.txt")
    monkeypatch.setattr(extract, "BATCH", 2)
    calls = 0

    def stopping(*arguments: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        if calls == 4:
            raise KeyboardInterrupt
        return read(*arguments, **named)

    monkeypatch.setattr(extract, "read", stopping)
    with pytest.raises(KeyboardInterrupt):
        extract_new(study)
    assert study.reader.counts().extractions == 2
    monkeypatch.setattr(extract, "read", read)
    assert extract_new(study) == Extracted(read=3)


def test_ocr_reads_again_only_what_waits_for_it(study: Study, keep: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture waits; with OCR it is read, and text that was read is left alone. Without the part, it is named."""
    keep(SENTENCE.encode(), "a.txt")
    picture = keep(b"\xff\xd8\xff\xda\x00\x02\xff\xd9", "b.jpg")
    assert extract_new(study).unread == 1

    def missing(*_: object) -> object:
        raise ocr_part.missing("b.jpg")

    monkeypatch.setattr("synopticon.extraction.formats.image.opened", missing)
    with pytest.raises(MissingPart, match="ocr extra"):
        extract_new(study, ocr=True)
    monkeypatch.setattr("synopticon.extraction.formats.image.opened", lambda *_: None)
    monkeypatch.setattr("synopticon.extraction.formats.image.text_in", lambda *_: "A sign: cameras ahead")
    assert extract_new(study, ocr=True) == Extracted(read=1)
    extraction = study.reader.current_extraction(picture)
    assert extraction is not None
    assert (extraction.reading.extractor, extraction.reading.text) == ("image/1", "A sign: cameras ahead")
    assert extract_new(study) == Extracted()


def test_the_protocol_bounds_the_text(tmp_path: Path) -> None:
    """extract.max_characters of study.toml cuts a text, and a warning says so."""
    Study.create(tmp_path / "s").close()
    with (tmp_path / "s" / "study.toml").open("a") as out:
        out.write("[extract]\nmax_characters = 20\n")
    with Study(tmp_path / "s") as study:
        blob = study.archive.put(SENTENCE.encode())
        moment = datetime(2026, 1, 1, tzinfo=UTC)
        capture = Capture("file:a", moment, Channel.FILE, digest=blob, size=len(SENTENCE), place=Place(blob))
        with study.writing() as writer:
            writer.add_capture(capture)
        assert extract_new(study) == Extracted(read=1, warnings=1)
        assert study.reader.item(capture.id).length == 20


def test_files_and_folders_without_a_study(tmp_path: Path) -> None:
    """Every file below a folder gives a row with the agreed columns, gzipped ones and unreadable ones too."""
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "a.txt").write_text(SENTENCE)
    (tmp_path / "in" / "b.html.gz").write_bytes(gzip.compress(f"<html><p>{SENTENCE}</p></html>".encode()))
    (tmp_path / "in" / "deep" / "c.pdf").write_bytes(b"%PDF-1.4")
    rows = list(read_paths([tmp_path / "in"]))
    columns = ["path", "title", "text", "authors", "published", "language", "site", "format", "extractor", "warnings"]
    assert [list(row) for row in rows] == [columns] * 3
    assert [Path(row["path"]).name for row in rows] == ["a.txt", "b.html.gz", "c.pdf"]
    assert [row["text"] for row in rows] == [SENTENCE, SENTENCE, ""]
    assert "cannot be opened" in rows[2]["warnings"][0]


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A wrong name is an error, not an empty answer."""
    with pytest.raises(NotFound, match="no such file"):
        list(read_paths([tmp_path / "nothing"]))


def test_a_damaged_web_archive_is_read_around_its_damage(tmp_path: Path) -> None:
    """The records before and behind the damage are read, and the loss is a row of its own."""

    def record(number: int) -> bytes:
        page = f"<html><body><p>{SENTENCE} Page {number}.</p></body></html>".encode()
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://beyl.example/{number}\r\n"
            f"WARC-Date: 2024-03-15T10:00:00Z\r\nContent-Type: application/http;msgtype=response\r\n"
            f"Content-Length: {len(block)}\r\n\r\n"
        )
        return head.encode() + block + b"\r\n\r\n"

    (tmp_path / "a.warc").write_bytes(record(1) + b"#### torn ####" * 20 + record(2))
    rows = list(read_paths([tmp_path / "a.warc"]))
    pages = [row["path"].partition("#")[2] for row in rows if row["text"]]
    assert pages == ["https://beyl.example/1", "https://beyl.example/2"]
    assert any("damaged" in row["warnings"][0] for row in rows if not row["text"])


def test_a_file_past_the_limit_is_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is too large is named with its size and what to do."""
    monkeypatch.setattr("synopticon.workflow.reading_files.LARGEST_FILE", 10)
    (tmp_path / "a.txt").write_text(SENTENCE)
    (row,) = read_paths([tmp_path / "a.txt"])
    assert "too large" in row["warnings"][0]
