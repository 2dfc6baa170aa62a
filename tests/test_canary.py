"""The scanner finds a planted sentence in every coat, or its silence would prove nothing."""

from __future__ import annotations

import gzip
import html
import importlib.util
import json
import sqlite3
import sys
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
import tantivy

ENGLISH = "The lens of the third camera turned after every child in the yard."
KOREAN = "셋째 카메라의 렌즈가 마당의 아이들을 하나하나 따라 돌았습니다."
QUOTED = 'He said "turn it off" & nobody did, <not> even once.'


def _scanner() -> ModuleType:
    spec = importlib.util.spec_from_file_location("canary", Path(__file__).with_name("canary.py"))
    assert spec and spec.loader
    made = importlib.util.module_from_spec(spec)
    sys.modules["canary"] = made
    spec.loader.exec_module(made)
    return made


canary = _scanner()


def literal(data: bytes) -> bytes:
    """An LZ4 block of literals alone."""
    left, size = bytearray(), len(data)
    token = 0xF0 if size >= 15 else size << 4
    left.append(token)
    size -= 15
    while size >= 0:
        left.append(min(size, 255))
        if size < 255:
            break
        size -= 255
    return bytes(left) + data


def frame(data: bytes) -> bytes:
    """An LZ4 frame of one block."""
    block = literal(data)
    return b"\x04\x22\x4d\x18\x60\x40\x00" + len(block).to_bytes(4, "little") + block + bytes(4)


COATS: dict[str, Callable[[bytes], bytes]] = {
    "plain": lambda data: b"\x00\x01" + data + b"\xff",
    "gzip": gzip.compress,
    "gzip inside bytes": lambda data: b"before" + gzip.compress(data) + b"after",
    "zlib": zlib.compress,
    "pdf": lambda data: b"%PDF-1.7\n1 0 obj<</Filter/FlateDecode>>stream\n" + zlib.compress(data) + b"\nendstream",
    "lz4": lambda data: b"head" + frame(data),
    "gzip in gzip": lambda data: gzip.compress(gzip.compress(data)),
    "lz4 in zlib": lambda data: zlib.compress(frame(data)),
    "cut gzip": lambda data: gzip.compress(data * 50)[:-12],
}
WRITTEN: dict[str, Callable[[str], bytes]] = {
    "utf-8": str.encode,
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16 be": lambda text: text.encode("utf-16-be"),
    "decomposed": lambda text: unicodedata.normalize("NFD", text).encode(),
    "json": lambda text: json.dumps(text).encode(),
    "html": lambda text: html.escape(text).encode(),
    "lower case": lambda text: text.lower().encode(),
}


@pytest.mark.parametrize("coat", COATS)
@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("sentence", [ENGLISH, KOREAN, QUOTED])
def test_a_planted_sentence_is_found(tmp_path: Path, coat: str, written: str, sentence: str) -> None:
    """In every coat, in every writing, in every script."""
    (tmp_path / "file.bin").write_bytes(COATS[coat](WRITTEN[written](sentence)))
    assert {one.sentence for one in canary.sightings([tmp_path], [sentence, "Something else was never planted."])} == {
        sentence
    }


def test_a_file_in_a_zip_is_found(tmp_path: Path) -> None:
    """A member of an archive, whatever the archive is called."""
    with zipfile.ZipFile(tmp_path / "project.qdpx", "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("sources/1.txt", KOREAN * 3)
    assert canary.sightings([tmp_path], [KOREAN])


def test_a_name_of_a_file_is_found(tmp_path: Path) -> None:
    """A sentence can stand in a name."""
    (tmp_path / f"{ENGLISH}.txt").write_bytes(b"")
    assert canary.sightings([tmp_path], [ENGLISH])


def test_a_row_that_crosses_pages_is_found(tmp_path: Path) -> None:
    """A database splits a long text over pages; one end of a sentence at least stands whole on one of them."""
    made = sqlite3.connect(tmp_path / "study.db")
    made.execute("CREATE TABLE texts (text TEXT)")
    made.execute("INSERT INTO texts VALUES (?)", ((ENGLISH + " ") * 400,))
    made.commit()
    made.close()
    assert canary.sightings([tmp_path], [ENGLISH])


def test_a_stored_field_of_an_index_is_found(tmp_path: Path) -> None:
    """The index packs what it stores with LZ4, and a deleted document stays in its segment."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("body", stored=True)
    index = tantivy.Index(builder.build(), path=str(tmp_path))
    writer = index.writer(15_000_000, 1)
    writer.add_document(tantivy.Document(body=(ENGLISH + " ") * 30))
    writer.commit()
    writer.wait_merging_threads()
    assert canary.sightings([tmp_path], [ENGLISH])


def test_matches_of_lz4_are_unpacked() -> None:
    """A block with a match that overlaps itself is unpacked as its format says."""
    assert canary.lz4_block(b"\x35abc\x03\x00\x20xy", 14, b"") == (b"abc" + b"abc" * 3 + b"xy", 9)


def test_what_is_absent_is_not_found(tmp_path: Path) -> None:
    """A sentence that shares words with what is there is not taken for it."""
    (tmp_path / "file.txt").write_text("The lens of the second camera turned after nobody in the yard.")
    assert canary.sightings([tmp_path], [ENGLISH]) == []
