"""The corpus channel: columns find their meaning aloud, rows are told by number, bombs do not unpack."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path
from typing import Any

import pytest

from synopticon.capture.channels import corpus
from synopticon.capture.obtained import Asked, Limits, Local, Obtained
from synopticon.errors import HostileInput, InputError, UsageError
from synopticon.model.capture import Capture


def collected(folder: Path, told: Any, data: bytes, name: str = "rows.json", **kinds: Any) -> list[Obtained]:
    """What the channel makes of a file with these bytes."""
    (folder / name).write_bytes(data)
    return list(corpus.obtain(Local(folder / name, name), told.desk(**kinds)))


def rows_of(items: list[Obtained]) -> list[tuple[Capture, dict[str, Any]]]:
    return [(one.capture, json.loads(one.bodies[0])) for one in items[1:]]


def test_well_known_columns_are_taken_and_said(tmp_path: Path, told: Any) -> None:
    """What was guessed from the columns' names is told, so that a wrong guess is seen."""
    data = json.dumps([{"headline": "Gates", "story_text": "Six.", "link": "https://w.test/1", "date": 1703376000000,
                        "date_str": "2023-12-24", "topic": "x"}]).encode()  # fmt: skip
    ((capture, row),) = rows_of(collected(tmp_path, told, data))
    assert (row["title"], row["text"], row["published"]) == ("Gates", "Six.", "2023-12-24")
    assert row["row"]["topic"] == "x" and row["row"]["date"] == 1703376000000
    assert capture.asked == "https://w.test/1" and capture.claims.published == "2023-12-24"
    assert "headline → title" in told.notes[0]


@pytest.mark.parametrize(
    ("value", "edtf"),
    [(1703376000000, "2023-12-24"), ("1703376000", "2023-12-24"), ("2011-12", "2011-12"), ("soon", None), (None, None)],
)
def test_dates_are_edtf_or_nothing(tmp_path: Path, told: Any, value: object, edtf: str | None) -> None:
    """Moments in seconds and milliseconds, dates as written; what is no date is never guessed."""
    ((capture, _),) = rows_of(collected(tmp_path, told, json.dumps([{"text": "x", "date": value}]).encode()))
    assert capture.claims.published == edtf


def test_a_row_without_an_address_is_known_by_its_number(tmp_path: Path, told: Any) -> None:
    """The file's name and the row's number stand for it."""
    items = collected(tmp_path, told, b'{"text": "a"}\n{"text": "b"}\n', "rows.jsonl")
    assert [one.capture.asked for one in items] == ["file:rows.jsonl", "file:rows.jsonl#row-1", "file:rows.jsonl#row-2"]


def test_blank_rows_are_kept_counted_and_told(tmp_path: Path, told: Any) -> None:
    """A row without text is evidence that the corpus had one."""
    items = collected(tmp_path, told, b'[{"text": " "}, {"text": "b"}, {"text": null}]')
    assert len(items) == 4 and any("2 rows have no text" in note for note in told.notes)


def test_broken_rows_are_told_by_number_and_the_rest_is_kept(tmp_path: Path, told: Any) -> None:
    """The first few are named each, the others counted."""
    data = b"\n".join(b'{"text": "ok"}' if n % 2 else b"broken" for n in range(20))
    items = collected(tmp_path, told, data, "rows.jsonl", asked=Asked({"text": "text"}))
    assert len(items) == 11
    assert any(note.startswith("rows.jsonl, row 1: not kept") for note in told.notes)
    assert any("5 more rows not kept, the last is row 19" in note for note in told.notes)


def test_half_a_character_does_not_lose_a_row(tmp_path: Path, told: Any) -> None:
    """JSON can escape what UTF-8 cannot hold; it is replaced, and the payload is valid UTF-8."""
    items = collected(tmp_path, told, b'[{"text": "a \\ud83d b"}]')
    assert json.loads(items[1].bodies[0].decode("utf-8"))["text"] == "a \ufffd b"


def test_a_mapping_and_constants_are_obeyed(tmp_path: Path, told: Any) -> None:
    """Named columns stand before guesses; constants fill what no column says."""
    asked = Asked({"text": "b", "outlet": "o"}, outlet="Constant", language="ko")
    data = "a;b;o\n1;둘;\n1;셋;칸\n".encode()
    found = rows_of(collected(tmp_path, told, data, "rows.txt", asked=asked))
    assert [(row["text"], row["outlet"], row["language"]) for _, row in found] == [
        ("둘", "Constant", "ko"),
        ("셋", "칸", "ko"),
    ]


def test_a_file_without_a_text_column_says_what_to_do(tmp_path: Path, told: Any) -> None:
    """Its columns are named, and the option that maps them; a field that does not exist is the asker's mistake."""
    with pytest.raises(InputError, match="a, b") as caught:
        collected(tmp_path, told, b"a,b\n1,2\n", "rows.csv")
    assert "--map text=COLUMN" in (caught.value.remedy or "")
    with pytest.raises(UsageError, match="colour"):
        collected(tmp_path, told, b"a,b\n1,2\n", "rows.csv", asked=Asked({"colour": "a"}))


def test_a_packed_corpus_is_read_through_and_a_bomb_is_refused(tmp_path: Path, told: Any) -> None:
    """gzip is undone as it streams; one that grows without end stops the reading."""
    assert len(collected(tmp_path, told, gzip.compress(b'{"text": "a"}\n{"text": "b"}'), "rows.jsonl.gz")) == 3
    with pytest.raises(HostileInput, match="200 times"):
        collected(tmp_path, told, gzip.compress(b'{"text": "a"}\n' + b" " * 40_000_000), "bomb.jsonl.gz")
    with pytest.raises(HostileInput, match="unpacks to more"):
        data = gzip.compress(b'{"text": "a"}\n' * 500)
        collected(tmp_path, told, data, "large.jsonl.gz", limits=Limits(container=1000))


def test_a_packed_corpus_that_breaks_off_keeps_the_rows_before(tmp_path: Path, told: Any) -> None:
    """What could be read is kept, and the break is told."""
    noise = random.Random(1)
    lines = b"".join(b'{"text": "%s"}\n' % noise.randbytes(300).hex().encode() for _ in range(2000))
    items = collected(tmp_path, told, gzip.compress(lines)[:-5000], "rows.jsonl.gz")
    assert 1000 < len(items) < 2001
    assert any("breaks off" in note for note in told.notes)
