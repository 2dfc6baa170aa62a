"""A corpus in any encoding and any wrapping gives its rows, and what was decided about it is said; rows invented."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest

from synopticon.capture.channels import corpus
from synopticon.capture.corpus_opening import check_mapping, open_corpus
from synopticon.capture.obtained import Asked, Limits, Local
from synopticon.capture.recognising import channel_of
from synopticon.capture.turned_encoding import Turn, turn_of
from synopticon.errors import InputError, UsageError
from synopticon.model.capture import Channel

KO = "가상의 나라 벨다니아에서 새 감시탑이 세워졌다고 지어낸 신문이 전했다"
ZH = "虚构国家的一家报纸报道说，新的监控塔已经建成，居民们感到不安"
JA = "架空の国の新聞によると、新しい監視塔が建てられたということです"
ENCODINGS = [("cp949", KO), ("gb18030", ZH), ("shift_jis", JA), ("utf-16", KO), ("utf-16-le", ZH), ("utf-16-be", JA)]


def written(text: str, kind: str) -> str:
    """Three rows as a table, an array or lines."""
    made = [{"title": f"{number}", "text": f"{text} {number}"} for number in range(3)]
    if kind == "csv":
        return "title,text\r\n" + "".join(f'{row["title"]},"{row["text"]}"\r\n' for row in made)
    lines = [json.dumps(row, ensure_ascii=False) for row in made]
    return "\n".join(lines) if kind == "jsonl" else f"[{','.join(lines)}]"


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("kind", ["csv", "json", "jsonl"])
@pytest.mark.parametrize(("encoding", "text"), ENCODINGS)
def test_a_corpus_in_another_encoding_is_read_and_the_encoding_said(
    tmp_path: Path, told: Any, encoding: str, text: str, kind: str, packed: bool
) -> None:
    """Tables, arrays and lines alike, packed or not; nothing is refused row by row."""
    data = written(text, kind).encode(encoding)
    path = tmp_path / f"rows.{kind}{'.gz' * packed}"
    path.write_bytes(gzip.compress(data) if packed else data)
    assert channel_of(path, {}) is Channel.CORPUS
    items = list(corpus.obtain(Local(path, path.name), told.desk()))[1:]
    assert [json.loads(item.bodies[0])["text"] for item in items] == [f"{text} {number}" for number in range(3)]
    assert any("not UTF-8" in note and "convert the file" in note for note in told.notes)


def test_the_encoding_is_told_from_lines_far_behind_the_beginning(tmp_path: Path) -> None:
    """A table whose first megabyte is plain ASCII is still read by the lines that are not."""
    data = ("title,text\n" + "a,plain words\n" * 80_000 + f"b,{KO}\n" * 5).encode("cp949")
    opened = open_corpus(io.BytesIO(data), "rows.csv", {}, Limits())
    assert opened.encoding == "cp949"
    assert [row.columns["text"] for row in opened.rows][-1] == KO


def turning(kind: str, encoding: str, text: str) -> tuple[bytes, int]:
    """2,000 rows in plain ASCII, then 500 in an old encoding; and where those begin to be none."""
    plain = [{"title": f"{number}", "text": "plain words " * 8} for number in range(2000)]
    foreign = [{"title": "x", "text": f"{text} {number}"} for number in range(500)]
    if kind == "csv":
        lines = ["title,text", *(f'{row["title"]},"{row["text"]}"' for row in plain + foreign), ""]
    else:
        lines = [json.dumps(row, ensure_ascii=False) for row in plain + foreign]
    whole = "\n".join(lines) if kind != "json" else f"[{', '.join(lines)}]"
    return whole.encode(encoding), whole.index(text[0])


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("kind", ["csv", "json", "jsonl"])
@pytest.mark.parametrize(("encoding", "text"), [("cp949", KO), ("gb18030", ZH), ("shift_jis", JA + "表")])
def test_a_corpus_that_turns_to_another_encoding_far_on_is_told_once(
    tmp_path: Path, told: Any, monkeypatch: pytest.MonkeyPatch, encoding: str, text: str, kind: str, packed: bool
) -> None:
    """One sentence for all its rows: how many, from which row and byte on, what it seems to be, and the remedy."""
    monkeypatch.setattr("synopticon.capture.corpus_opening._SEARCHED", 100_000)
    data, offset = turning(kind, encoding, text)
    assert offset > 200_000
    path = tmp_path / f"rows.{kind}{'.gz' * packed}"
    path.write_bytes(gzip.compress(data) if packed else data)
    items = list(corpus.obtain(Local(path, path.name), told.desk(Limits(ratio=10_000))))[1:]
    assert len(items) == 2000
    (note,) = [note for note in told.notes if "not kept" in note]
    seems = "cp932" if encoding == "shift_jis" else encoding
    assert f"500 rows are not UTF-8 and not kept, from row 2,001 on, at byte {offset:,}" in note
    assert f"seems to turn to {seems} there" in note and "Convert all of it to UTF-8" in note
    assert ("unpacked" in note) is packed


def test_a_stray_byte_is_no_other_encoding(tmp_path: Path, told: Any) -> None:
    """Damage in a single row of UTF-8 is told with its byte, and no encoding is invented for it."""
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"text": "a"}\n{"text": "\xff"}\n' + f'{{"text": "{KO}"}}\n'.encode() * 3)
    assert len(list(corpus.obtain(Local(path, path.name), told.desk()))[1:]) == 4
    (note,) = [note for note in told.notes if "not kept" in note]
    assert "1 row is not UTF-8 and not kept, from row 2 on, at byte 24." in note


def test_half_a_letter_between_two_pieces_is_no_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """The offset is exact wherever the pieces in which the file is read are cut."""
    for size in range(1, 9):
        monkeypatch.setattr("synopticon.capture.turned_encoding._CHUNK", size)
        assert turn_of(io.BytesIO(KO.encode())) is None
        turn = turn_of(io.BytesIO(KO.encode() + KO.encode("cp949")))
        assert turn == Turn(len(KO.encode()), "cp949")
        assert turn_of(io.BytesIO("가".encode()[:2])) == Turn(0, None)


def test_a_character_that_cannot_be_decoded_stands_as_a_sign_and_the_row_is_kept() -> None:
    """One broken pair of bytes in a corpus of another encoding costs no row."""
    data = written(KO, "csv").encode("cp949") + b'9,"' + KO.encode("cp949") + b'\xff."\r\n'
    found = list(open_corpus(io.BytesIO(data), "rows.csv", {}, Limits()).rows)
    assert not any(row.broken for row in found)
    assert found[-1].columns["text"] == f"{KO}\ufffd."


@pytest.mark.parametrize("indent", [None, 2])
def test_an_object_around_the_rows_is_opened_and_its_key_said(tmp_path: Path, told: Any, indent: int | None) -> None:
    """`{"articles": [...]}`, as news services answer; a second list is told, so that nothing is passed over unsaid."""
    rows = [{"title": "A", "text": "One [1] {2}."}, {"title": "B", "text": "Two."}]
    path = tmp_path / "answer.json"
    whole = {"status": "ok", "tags": [{"name": "x"}], "articles": rows, "total": 2, "related": [{"text": "Three."}]}
    path.write_text(json.dumps(whole, indent=indent), "utf-8")
    assert channel_of(path, {}) is Channel.CORPUS
    items = list(corpus.obtain(Local(path, path.name), told.desk()))[1:]
    assert [json.loads(item.bodies[0])["title"] for item in items] == ["A", "B"]
    assert any("the list under 'articles'" in note for note in told.notes)
    assert any("another list stands under 'related'" in note for note in told.notes)


@pytest.mark.parametrize(
    "whole",
    [
        {"title": "One article", "text": "Its text.", "comments": [{"text": "A comment."}]},
        {"comments": [{"text": "A comment."}], "text": "Its text."},
        {"a": {"b": {"c": {"d": {"articles": [{"text": "Too deep."}]}}}}},
        {"data": {"article": {"text": "Its text.", "comments": [{"text": "A comment."}]}}},
        {"text": "Its text.", "data": {"comments": [{"text": "A comment."}]}},
        {"data": [{"articles": [{"text": "One of many lists."}]}]},
        {"features": [{"geometry": None}]},
    ],
)
def test_an_object_that_is_no_wrapping_stays_one_document(tmp_path: Path, whole: dict[str, object]) -> None:
    """An article with its comments, a nest too deep or in many lists, and foreign formats are not taken for corpora."""
    path = tmp_path / "one.json"
    path.write_text(json.dumps(whole, indent=1), "utf-8")
    assert channel_of(path, {}) is Channel.FILE
    with pytest.raises(InputError, match="neither JSON with one list") as caught:
        open_corpus(io.BytesIO(path.read_bytes()), path.name, {}, Limits())
    assert "--as file" in (caught.value.remedy or "")


NEST = {
    "meta": {"tags": [{"name": "x"}]},
    "data": {"drafts": [{"text": "Zero."}], "articles": [{"text": "One."}, {"text": "Two."}], "more": [{"text": "3"}]},
    "related": [{"text": "Four."}],
}


def texts(items: list[Any]) -> list[str]:
    """What the rows among these items say."""
    return [json.loads(item.bodies[0])["text"] for item in items[1:]]


@pytest.mark.parametrize("indent", [None, 2])
def test_rows_some_objects_down_are_opened_and_the_other_lists_told(
    tmp_path: Path, told: Any, indent: int | None
) -> None:
    """The first list with texts is taken and named by its keys; each later one is told with how to read it."""
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(NEST, indent=indent), "utf-8")
    assert channel_of(path, {}) is Channel.CORPUS
    assert texts(list(corpus.obtain(Local(path, path.name), told.desk()))) == ["Zero."]
    assert any("the list under 'data.drafts'" in note for note in told.notes)
    for other in ("data.articles", "data.more", "related"):
        assert any(f"{other!r} (read it with --map rows={other})" in note for note in told.notes)


def test_a_person_says_which_of_several_lists_holds_the_rows(tmp_path: Path, told: Any) -> None:
    """`rows` in the mapping names the list, and the columns are mapped as ever."""
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(NEST), "utf-8")
    asked = Asked({"rows": "data.articles"})
    assert channel_of(path, asked.mapping) is Channel.CORPUS
    check_mapping(Local(path, path.name), asked, Limits())
    assert texts(list(corpus.obtain(Local(path, path.name), told.desk(asked=asked)))) == ["One.", "Two."]


def test_lists_without_a_plain_text_are_named_with_the_two_ways_to_say_more() -> None:
    """A refusal says which lists there are, and that the list or the column can be named."""
    data = json.dumps({"data": {"rows": [{"corps": "Un."}]}}, indent=1).encode()
    with pytest.raises(InputError, match=r"lists stand under data\.rows") as caught:
        open_corpus(io.BytesIO(data), "x.json", {}, Limits())
    assert "--map rows=data.rows" in (caught.value.remedy or "")


@pytest.mark.parametrize(
    ("data", "why"), [(json.dumps(NEST).encode(), "data.articles"), (b'[{"text": "One."}]', "in no object")]
)
def test_a_list_that_is_not_there_is_refused_with_those_that_are(data: bytes, why: str) -> None:
    """A wrong `rows` in the mapping is the person's to mend, before anything is kept."""
    with pytest.raises(UsageError, match=r"stands under data\.article ") as caught:
        open_corpus(io.BytesIO(data), "x.json", {"rows": "data.article"}, Limits())
    assert why in (caught.value.why or "")


def test_a_long_nested_list_is_read_piece_by_piece() -> None:
    """Rows come before the file has been read to its end, and all of them come."""
    row = json.dumps({"text": "word " * 200 + KO})
    source = io.BytesIO(f'{{"data": {{"articles": [{", ".join([row] * 3000)}]}}, "total": 3000}}'.encode())
    opened = open_corpus(source, "x.json", {}, Limits())
    next(opened.rows)
    assert source.tell() < 1_000_000 < len(source.getvalue())
    assert sum(not row.broken for row in opened.rows) == 2999


def test_a_mapping_opens_a_wrapping_with_columns_of_its_own(tmp_path: Path) -> None:
    """Where the columns bear no usual names, the mapping shows which list holds the rows."""
    data = json.dumps({"rows": [{"corps": "Un."}]}, indent=1).encode()
    opened = open_corpus(io.BytesIO(data), "x.json", {"text": "corps"}, Limits())
    assert opened.key == ("rows",)
    assert [row.columns for row in opened.rows] == [{"corps": "Un."}]


def test_a_wrong_mapping_is_found_beforehand(tmp_path: Path) -> None:
    """The file, the wrong name and the columns that exist are said; a file that cannot be read is left for later."""
    (tmp_path / "rows.csv").write_text("title,body\nA,B\n", "utf-8")
    with pytest.raises(UsageError, match=r"no column is called txet \(rows.csv\): the columns are title, body"):
        check_mapping(Local(tmp_path / "rows.csv", "rows.csv"), Asked({"text": "txet"}), Limits())
    check_mapping(Local(tmp_path / "rows.csv", "rows.csv"), Asked({"text": "body"}), Limits())
    check_mapping(Local(tmp_path / "gone.csv", "gone.csv"), Asked({"text": "txet"}), Limits())
