"""Echoes without a study: a row for each document, whatever the order of the lines; bad lines are named."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from synopticon.errors import DamagedInput, NotFound, SynopticonError, UnreadableFormat
from synopticon.workflow.reuse_explain import explain_pair
from synopticon.workflow.reuse_families import find_families

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
