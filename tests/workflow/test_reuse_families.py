"""Echoes without a study: a row for each document, whatever the order of the lines; bad lines are named."""

from __future__ import annotations

import gzip
import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from synopticon.errors import DamagedInput, NotFound, StorageFailed, SynopticonError, UnreadableFormat, UsageError
from synopticon.workflow import jsonl_corpus
from synopticon.workflow.jsonl_corpus import JsonlCorpus
from synopticon.workflow.reuse_explain import explain_pair
from synopticon.workflow.reuse_families import find_families
from synopticon.workflow.spreading.asking import Spreading

STORY = (
    "The harbour office of Norrland counted nine new masts along the northern road last week. Each of them bears two "
    "lenses and a small grey box, and none has a sign that says whose it is. A fisherman saw the lorry that brought "
    "them; it came by night and left before the ferry. The office would not say who had paid for the masts."
)
OTHER = (
    "A choir from the islands sang in the old theatre of the capital on Sunday evening. The hall was full to the last "
    "row, and the mayor asked for two songs more. The choir will travel on to the lakes and be back before the snow."
)
ROWS = [
    {"id": "wire", "text": STORY, "outlet": "Wire", "published": "2024-03-01"},
    {"id": "copy", "text": "Read more on our site. " + STORY, "outlet": "Gazette", "published": "2024-03-02"},
    {"id": "choir", "text": OTHER, "outlet": "Gazette", "published": "2024-03-02", "title": None},
    {"id": "empty", "text": ""},
]
TRANSLATED = [
    {
        "id": "en",
        "text": "Veldania's harbour office has registered 1,240 crews since 14 March 2024, director Tamara Osei said. "
        "A fine of 350 dollars awaits those who sail without papers. It is to reach 18,600 people by 2026.",
    },
    {
        "id": "ko",
        "text": "벨다니아 항만 사무소는 2024년 3월 14일 이후 선원 1240명을 등록했다고 타마라 오세이 소장이 말했다. "
        "서류 없이 출항하는 사람은 350달러의 벌금을 내야 한다. 2026년까지 1만8600명에 이를 예정이다.",
    },
]
"""The same invented story in two languages; no row says in which."""


def written(folder: Path, rows: list[dict[str, object]], name: str = "docs.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def answered(folder: Path, rows: list[dict[str, object]]) -> dict[str, dict[str, object]]:
    out = folder / "out.jsonl"
    find_families(written(folder, rows), out)
    return {row["id"]: row for row in map(json.loads, out.read_text(encoding="utf-8").splitlines())}


def test_every_document_has_a_row_with_its_part(tmp_path: Path) -> None:
    """The copy is an echo of the wire story, the choir and the blank stand alone."""
    rows = answered(tmp_path, ROWS)
    assert set(rows) == {"wire", "copy", "choir", "empty"}
    assert rows["copy"]["family"] == rows["wire"]["family"] == "wire" and rows["copy"]["parent"] == "wire"
    assert (rows["wire"]["role"], rows["copy"]["role"], rows["choir"]["role"]) == ("origin", "echo", "single")
    assert rows["choir"]["family"] == "choir" and rows["empty"]["family"] == "empty"
    told = "id family role parent origin origin_probability kind spans score reasons relations"
    assert list(rows["copy"]) == told.split()


def test_spans_are_code_points_of_either_text(tmp_path: Path) -> None:
    """The words at a span are the same words on both sides, seen from either document."""
    rows = answered(tmp_path, ROWS)
    texts = {str(row["id"]): str(row["text"]) for row in ROWS}
    for name in ("wire", "copy"):
        for relation in rows[name]["relations"]:  # type: ignore[attr-defined]
            for span in relation["spans"]:
                here, there = (slice(*span[side]) for side in ("here", "there"))
                assert texts[name][here] == texts[relation["other"]][there]
    assert rows["copy"]["spans"] == rows["copy"]["relations"][0]["spans"]  # type: ignore[index]


def test_the_order_of_the_lines_changes_nothing(tmp_path: Path) -> None:
    """Byte for byte the same answer."""
    answers = set()
    for seed in range(4):
        shuffled = [*ROWS]
        random.Random(seed).shuffle(shuffled)
        find_families(written(tmp_path, shuffled), tmp_path / "out.jsonl")
        answers.add((tmp_path / "out.jsonl").read_bytes())
    assert len(answers) == 1


@pytest.mark.parametrize(
    ("line", "error", "words"),
    [
        (b"{not json}\n", UnreadableFormat, "line 2"),
        (b"[1, 2]\n", UnreadableFormat, "not a JSON object"),
        (b'{"id": 7, "text": "x"}\n', UnreadableFormat, "'id'"),
        (b'{"id": "\\ud800", "text": "x"}\n', UnreadableFormat, "half a character"),
        (b'{"id": "b"}\n', UnreadableFormat, "'text'"),
        (b'{"id": "b", "text": "x", "published": 2024}\n', UnreadableFormat, "'published'"),
        (b'{"id": "a", "text": "x"}\n', DamagedInput, "two rows bear the id"),
        (b'{"id": "b", "text": "\xff\xfe"}\n', UnreadableFormat, "line 2"),
        (b"[" * 100_000 + b"\n", UnreadableFormat, "line 2"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(
    tmp_path: Path, line: bytes, error: type[SynopticonError], words: str
) -> None:
    """What, which line, and what a row looks like; no half of an answer stays."""
    docs = tmp_path / "docs.jsonl"
    docs.write_bytes(b'{"id": "a", "text": "x"}\n' + line)
    with pytest.raises(error, match=words):
        find_families(docs, tmp_path / "out.jsonl")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["docs.jsonl"]


def test_a_report_says_what_was_found_and_what_it_took(tmp_path: Path) -> None:
    """For those who compare runs."""
    find_families(written(tmp_path, ROWS), tmp_path / "out.jsonl", report=tmp_path / "report.json")
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert (report["documents"], report["families"], report["echoes"], report["blank"]) == (4, 1, 1, 1)
    assert report["kinds"] == {"copy": 1} and report["cpu_seconds"] > 0 and report["peak_mib"] > 0


@pytest.mark.parametrize("engine", ["local", "pool", "index"])
def test_it_is_said_how_many_documents_name_nobody(tmp_path: Path, engine: str) -> None:
    """Without outlets one outlet's own notes may stand as one; whoever gave none learns of it, from every engine."""
    named = {"id": "named", "text": OTHER, "url": "https://choirs.example/2024/03/01/isles"}
    found = find_families(
        written(tmp_path, [*ROWS, named]),
        tmp_path / "out.jsonl",
        spreading=Spreading("pool", 1) if engine == "pool" else None,
        index=tmp_path / "ix" if engine == "index" else None,
    )
    assert (found.unnamed, found.undated) == (1, 1)


def test_translations_are_listed_and_change_no_family(tmp_path: Path) -> None:
    """The rows with and without them differ in relations of the kind "translation?" alone."""
    docs = written(tmp_path, [*ROWS, *TRANSLATED])
    found = find_families(docs, tmp_path / "with.jsonl")
    assert (found.kinds, found.languages) == ({"copy": 1, "translation?": 1}, 2)
    assert find_families(docs, tmp_path / "without.jsonl", translations=False).kinds == {"copy": 1}
    rows, plain = (
        [json.loads(line) for line in (tmp_path / name).read_text(encoding="utf-8").splitlines()]
        for name in ("with.jsonl", "without.jsonl")
    )
    proposed = {row["id"]: [one for one in row["relations"] if one["kind"] == "translation?"] for row in rows}
    assert [one["other"] for one in proposed["en"]] == ["ko"] and proposed["en"][0]["spans"]
    assert all("possibly translated" in one["reasons"][0] for one in proposed["ko"])
    for row in rows:
        row["relations"] = [one for one in row["relations"] if one["kind"] != "translation?"]
    assert rows == plain


def test_two_documents_are_explained_as_they_were_judged(tmp_path: Path) -> None:
    """By their ids in a corpus, or as two files."""
    docs = written(tmp_path, ROWS)
    told = explain_pair("copy", "wire", docs)
    assert told.kind == "copy" and told.verdict.startswith("One origin")
    assert all(shared.text == STORY[shared.there[0] : shared.there[1]] for shared in told.shared)
    assert explain_pair("wire", "choir", docs).kind is None
    with pytest.raises(NotFound, match="nobody"):
        explain_pair("wire", "nobody", docs)
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.txt").write_text(STORY.replace("nine new masts", "over ninety new masts"), encoding="utf-8")
    told = explain_pair(str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))
    assert told.kind in ("copy", "light") and [(c.before, c.after) for c in told.drift] == [("nine", "over ninety")]


def test_a_row_lists_no_million_reprints_and_none_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first of very many reprints lists some and says how many the others list; every relation is in some row."""
    monkeypatch.setattr("synopticon.workflow.reuse_rows.MOST_LISTED", 10)
    rows = answered(tmp_path, [{"id": f"{n:03d}", "text": STORY, "published": "2024"} for n in range(40)])
    first = next(row for row in rows.values() if row["role"] == "origin")
    assert len(first["relations"]) == 10  # type: ignore[arg-type]
    assert "29 further relations" in first["reasons"][-1]  # type: ignore[index]
    assert {row["parent"] for row in rows.values()} == {first["id"], None}
    told = {frozenset((name, one["other"])) for name, row in rows.items() for one in row["relations"]}  # type: ignore[attr-defined]
    assert told == {frozenset((first["id"], name)) for name in rows if name != first["id"]}


def test_the_rows_never_replace_what_was_read(tmp_path: Path) -> None:
    """OUT that is DOCS, by its name, a link or a second name, is refused; so is a report that is OUT."""
    docs = written(tmp_path, ROWS)
    before = docs.read_bytes()
    (tmp_path / "link").symlink_to(docs)
    (tmp_path / "second").hardlink_to(docs)
    for name in ("docs.jsonl", "link", "second"):
        with pytest.raises(UsageError, match="replace another file"):
            find_families(docs, tmp_path / name)
    with pytest.raises(UsageError, match="the report would replace"):
        find_families(docs, tmp_path / "new", report=tmp_path / "new")
    with pytest.raises(UsageError, match="outside the index"):
        find_families(docs, tmp_path / "index" / "index.json", index=tmp_path / "index")
    with pytest.raises(NotFound):
        find_families(tmp_path / "nowhere", tmp_path / "new" / "out.jsonl")
    assert docs.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["docs.jsonl", "link", "second"]


def test_a_folder_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    """Neither as OUT nor as DOCS, which are read twice; a device is never renamed away."""
    docs = written(tmp_path, ROWS)
    os.mkfifo(tmp_path / "pipe")
    for name in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(UsageError, match="OUT is no ordinary file"):
            find_families(docs, name)
        with pytest.raises(UnreadableFormat, match="no ordinary file"):
            find_families(name, tmp_path / "out.jsonl")
    assert (tmp_path / "pipe").is_fifo()


def test_a_folder_that_does_not_exist_is_made_and_a_link_is_followed(tmp_path: Path) -> None:
    """The rows stand where the name leads."""
    docs, new = written(tmp_path, ROWS), tmp_path / "far" / "away" / "out.jsonl"
    find_families(docs, new)
    (tmp_path / "link").symlink_to(new)
    rows = new.read_bytes()
    new.write_bytes(b"")
    find_families(docs, tmp_path / "link")
    assert new.read_bytes() == rows and (tmp_path / "link").is_symlink()


def test_what_cannot_be_written_is_known_before_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file stands where OUT's folder should be: said at once, nothing is traced."""
    docs = written(tmp_path, ROWS)
    monkeypatch.setattr(JsonlCorpus, "documents", lambda self: pytest.fail("it began to work"))
    with pytest.raises(StorageFailed):
        find_families(docs, docs / "out.jsonl")


@pytest.mark.parametrize(("name", "unpack"), [("docs.jsonl.gz", "gunzip -c"), ("docs", "> docs.jsonl")])
def test_a_compressed_file_is_refused_with_the_command_that_unpacks_it(tmp_path: Path, name: str, unpack: str) -> None:
    """By its bytes, whatever its name."""
    (tmp_path / name).write_bytes(gzip.compress(json.dumps(ROWS[0]).encode()))
    with pytest.raises(UnreadableFormat, match="compressed") as refusal:
        find_families(tmp_path / name, tmp_path / "out.jsonl")
    assert unpack in str(refusal.value.remedy)


def test_line_ends_and_marks_of_other_systems_change_nothing(tmp_path: Path) -> None:
    """CRLF, a byte order mark and blank lines: the rows of the plain file."""
    docs = written(tmp_path, ROWS)
    find_families(docs, tmp_path / "plain")
    docs.write_bytes(b"\xef\xbb\xbf" + docs.read_bytes().replace(b"\n", b"\r\n\r\n"))
    find_families(docs, tmp_path / "other")
    assert (tmp_path / "plain").read_bytes() == (tmp_path / "other").read_bytes()


def test_an_endless_line_is_refused_before_it_fills_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read no further than the longest line there may be."""
    monkeypatch.setattr(jsonl_corpus, "LONGEST_LINE", 1 << 20)
    docs = tmp_path / "docs.jsonl"
    docs.write_bytes(b'{"id": "a", "text": "x"}\n' + b" " * (1 << 20) + b"\n" + b"x" * (1 << 21))
    with pytest.raises(UnreadableFormat, match=r"more than 1 MiB .*line 2"):
        list(JsonlCorpus(docs).documents())


def test_a_file_that_changes_meanwhile_is_named(tmp_path: Path) -> None:
    """Shortened, or with other rows at the places that were noted: no text is taken for another's."""
    docs = written(tmp_path, ROWS)
    corpus = JsonlCorpus(docs)
    assert len(list(corpus.documents())) == len(ROWS)
    for changed in (docs.read_bytes()[:40], b"\n".join(reversed(docs.read_bytes().splitlines()))):
        docs.write_bytes(changed)
        with pytest.raises(DamagedInput, match="changed while it was read"):
            corpus.texts(["wire", "copy"])


KILLED = """
import os, signal, sys
from pathlib import Path
from synopticon.workflow.progress import Silent
from synopticon.workflow.reuse_families import find_families
from synopticon.workflow.spreading.asking import Spreading

class Killed(Silent):
    def stage(self, name, total=None):
        self.name = name
    def advance(self, steps=1):
        if self.name == "Writing":
            os.kill(os.getpid(), signal.SIGKILL)

find_families(Path(sys.argv[1]), Path(sys.argv[2]), progress=Killed())
"""


def test_a_run_that_is_killed_while_it_writes_leaves_the_earlier_rows(tmp_path: Path) -> None:
    """Whole or not at all; the same command then goes through."""
    docs, out = written(tmp_path, ROWS), tmp_path / "out.jsonl"
    out.write_text("the rows of yesterday\n", encoding="utf-8")
    ended = subprocess.run([sys.executable, "-c", KILLED, docs, out], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert out.read_text(encoding="utf-8") == "the rows of yesterday\n"
    find_families(docs, out)
    assert len(out.read_text(encoding="utf-8").splitlines()) == len(ROWS)
