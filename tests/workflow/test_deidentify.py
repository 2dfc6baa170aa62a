"""De-identification of a file: bad input is refused plainly, and nothing of text or record is told or left behind."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from pathlib import Path

import pytest

from synopticon.errors import InputError, NotFound, SynopticonError
from synopticon.interviews.forgetting import REMEMBER_WORDS
from synopticon.workflow.deidentify import deidentify_file

KEY = b"k" * 32
CANARY = "Zyrkhan Obelvaite"


def test_offsets_count_the_mark_and_carriage_returns(tmp_path: Path) -> None:
    """The file is read as it is: byte-order mark and CR are code points before what follows."""
    file = tmp_path / "a.txt"
    file.write_bytes("\ufeffHello.\r\nI am Ri Ok Ran.\r\n".encode())
    (tmp_path / "r.json").write_text('{"names": ["Ri Ok Ran"]}', encoding="utf-8")
    (span,) = deidentify_file(file, tmp_path / "r.json", KEY).spans
    assert file.read_bytes().decode()[span.start : span.end] == "Ri Ok Ran"


def test_the_digest_confirms_nothing_without_the_key(tmp_path: Path) -> None:
    """Two keys give two digests, and neither is the plain one."""
    file = tmp_path / "a.txt"
    file.write_text("yes", encoding="utf-8")
    digests = {deidentify_file(file, None, key).text_digest for key in (KEY, b"other" * 8)}
    assert len(digests) == 2
    assert hashlib.sha256(b"yes").hexdigest() not in digests


@pytest.mark.parametrize(
    ("text", "record"),
    [
        (CANARY.encode("utf-16"), b"{}"),
        (CANARY.encode() + b"\xff\xfe", b"{}"),
        (CANARY.encode() + b"\0", b"{}"),
        (b"", b'{"names": ["' + CANARY.encode()),
        (b"", b'["' + CANARY.encode() + b'"]'),
        (b"", CANARY.encode() + b"\xff"),
        (b"", b'{"names": ' + b"[" * 5_000 + b'"' + CANARY.encode() + b'"' + b"]" * 5_000 + b"}"),
    ],
)
def test_a_refusal_quotes_nothing(tmp_path: Path, text: bytes, record: bytes) -> None:
    """Not UTF-8, binary, no JSON, no object, nested without end: refused, without a word of the file."""
    (tmp_path / "a.txt").write_bytes(text)
    (tmp_path / "r.json").write_bytes(record)
    with pytest.raises(InputError) as refusal:
        deidentify_file(tmp_path / "a.txt", tmp_path / "r.json", KEY)
    told = f"{refusal.value.sentence()} {refusal.value.__cause__!r}"
    assert "Zyrkhan" not in told
    assert refusal.value.remedy


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """What is not there is said to be not there."""
    with pytest.raises(NotFound):
        deidentify_file(tmp_path / "none.txt", None, KEY)


def test_an_empty_file_has_no_spans(tmp_path: Path) -> None:
    """Nothing was said, nothing is proposed."""
    (tmp_path / "a.txt").write_bytes(b"")
    assert deidentify_file(tmp_path / "a.txt", None, KEY).spans == ()


@pytest.mark.parametrize("unit", ["12-", "a.", "AB-", "a@", "가", "one ", "a dot ", "1/2/"])
def test_no_text_stalls_the_detectors(tmp_path: Path, unit: str) -> None:
    """A text that repeats itself for long takes seconds, not hours."""
    (tmp_path / "a.txt").write_text(unit * 8_000, encoding="utf-8")
    begun = time.monotonic()
    deidentify_file(tmp_path / "a.txt", None, KEY)
    assert time.monotonic() - begun < 30


def test_the_command_leaves_nothing_behind_and_tells_nothing(tmp_path: Path) -> None:
    """Without --json nothing printed holds a word of text or record, and no file is left; no argument holds any."""
    (tmp_path / "a.txt").write_text(f"My name is {CANARY}. I was born in Hoeryong.", encoding="utf-8")
    (tmp_path / "r.json").write_text(f'{{"names": ["{CANARY}"]}}', encoding="utf-8")
    before = set(tmp_path.rglob("*"))
    command = [sys.executable, "-m", "synopticon", "deidentify", "a.txt", "--identity", "r.json"]
    done = subprocess.run(
        command, cwd=tmp_path, env={"TMPDIR": str(tmp_path), "PATH": ""}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert not any(word in done.stdout + done.stderr for word in ("Zyrkhan", "Obelvaite", "Hoeryong"))
    assert set(tmp_path.rglob("*")) == before


def test_all_refusals_are_of_our_tree(tmp_path: Path) -> None:
    """A folder in place of a file is refused as plainly."""
    with pytest.raises(SynopticonError):
        deidentify_file(tmp_path, None, KEY)


@pytest.mark.parametrize("refused", [False, True])
def test_no_function_remembers_the_words_afterwards(tmp_path: Path, refused: bool) -> None:
    """Whatever was remembered on the way, of the transcript or of the record, is gone, after a refusal as well."""
    (tmp_path / "a.txt").write_text("Ri Ok Ran said that Ри Ок Ран and 리옥란 are one.", encoding="utf-8")
    (tmp_path / "r.json").write_text('{"names": ["Ri Ok Ran"]}', encoding="utf-8")
    deidentify_file(tmp_path / "a.txt", tmp_path / "r.json", KEY)
    if refused:
        (tmp_path / "a.txt").write_bytes(b"\xff")
        with pytest.raises(InputError):
            deidentify_file(tmp_path / "a.txt", tmp_path / "r.json", KEY)
    assert [function.cache_info().currsize for function in REMEMBER_WORDS] == [0] * len(REMEMBER_WORDS)


def test_no_pattern_made_of_a_record_is_remembered(tmp_path: Path) -> None:
    """Python keeps the patterns that it was asked for last; those hold names and schools."""
    (tmp_path / "a.txt").write_text(
        "저는 리옥란입니다. 옥란이가 말했어요. 만처리 동무가 철수를 봤다.", encoding="utf-8"
    )
    (tmp_path / "r.json").write_text('{"names": ["리옥란"], "schools": ["김책공업종합대학"]}', encoding="utf-8")
    script = (
        "import pathlib, re, sys\n"
        "from synopticon.workflow.deidentify import deidentify_file\n"
        "for _ in range(2):\n"  # the first time, the tables' own patterns push all others out
        "    deidentify_file(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), bytes(32))\n"
        "print(ascii([key for key in re._cache if '김책' in str(key) or '[옥]' in str(key)]))\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "a.txt"), str(tmp_path / "r.json")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "[]"
