"""Rows of corpora: any chunking gives the same rows, broken ones are numbered, the rest is kept."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synopticon.capture import row_reading
from synopticon.capture.recognising import Shape, shape_of
from synopticon.capture.row_reading import rows

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(), lambda inner: st.lists(inner, max_size=3)
)
OBJECTS = st.lists(st.dictionaries(st.text(), VALUES, max_size=4), max_size=8)


@given(OBJECTS, st.integers(1, 40), st.sampled_from([None, 2]), st.booleans())
def test_an_array_reads_the_same_in_chunks_of_any_size(
    objects: list[dict[str, object]], chunk: int, indent: int | None, ascii_only: bool
) -> None:
    """However the bytes come, the rows are those that were written."""
    data = json.dumps(objects, indent=indent, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
    if not ascii_only and any("\ud800" <= letter <= "\udfff" for letter in json.dumps(objects, ensure_ascii=False)):
        return
    before, row_reading._CHUNK = row_reading._CHUNK, chunk
    try:
        found = list(rows(io.BytesIO(data), Shape.ARRAY))
    finally:
        row_reading._CHUNK = before
    assert [row.columns for row in found] == objects
    assert [row.number for row in found] == list(range(1, len(objects) + 1))
    assert not any(row.broken for row in found)


@pytest.mark.parametrize(
    ("data", "good", "broken"),
    [
        (b'[{"a": 1}, {"a": }, {"a": 3}]', [1, 3], {2: "not JSON"}),
        (b'[{"a": 1}, 17, {"a": 3}]', [1, 3], {2: "not an object"}),
        (b'[{"a": 1}, {"a": "\xff"}, {"a": 3}]', [1, 3], {2: "not UTF-8"}),
        (b'[{"a": 1}, {"a": }]', [1], {2: "not JSON"}),
        (b'[{"a": 1}, {"a": "\x95\x5c 3"}]', [1], {2: "not UTF-8"}),
        (b'[{"a": 1}, {"a": 2}', [1, 2], {3: "breaks off"}),
        (b'[{"a": 1}, {"a": "never ends', [1], {2: "Unterminated", 3: "breaks off"}),
        (b'[{"a": 1}, {"a": ' + b"[" * 100_000 + b"]", [1], {2: "", 3: "breaks off"}),
    ],
)
def test_a_broken_element_does_not_lose_the_others(data: bytes, good: list[int], broken: dict[int, str]) -> None:
    """The number and the reason of each broken element are told; those around it are kept."""
    found = list(rows(io.BytesIO(data), Shape.ARRAY))
    assert [row.columns["a"] for row in found if not row.broken] == good
    assert {row.number for row in found if row.broken} == set(broken)
    assert all(broken[row.number] in row.broken for row in found if row.broken)


def test_broken_lines_are_told_with_their_numbers() -> None:
    """Blank lines are passed over; a line that is no object, no JSON or no UTF-8 is told."""
    data = b'\xef\xbb\xbf{"a": 1}\n\nnot json\n{"a": "\xff"}\n[1]\n{"a": 2}'
    found = list(rows(io.BytesIO(data), Shape.LINES))
    assert [(row.number, row.columns) for row in found if not row.broken] == [(1, {"a": 1}), (6, {"a": 2})]
    assert [row.number for row in found if row.broken] == [3, 4, 5]
    assert "byte 8" in next(row.broken or "" for row in found if row.number == 4)


def test_a_row_with_too_many_or_too_few_columns_is_told() -> None:
    """A table's rows must have the columns of its first line; quoted line breaks are part of a cell."""
    data = b'title,text\nA,"two\nlines"\nB\nC,c,c\nD,d\n'
    found = list(rows(io.BytesIO(data), Shape.TABLE))
    assert [row.columns for row in found if not row.broken] == [
        {"title": "A", "text": "two\nlines"},
        {"title": "D", "text": "d"},
    ]
    assert [row.broken for row in found if row.broken] == [
        "it has 1 columns; the first line names 2",
        "it has 3 columns; the first line names 2",
    ]


def test_numbers_with_a_fraction_keep_their_literal() -> None:
    """1.50 stays 1.50: no float changes what a corpus says, and none disturbs the canonical form."""
    found = next(iter(rows(io.BytesIO(b'{"a": 1.50, "b": NaN, "c": 3}'), Shape.LINES)))
    assert found.columns == {"a": "1.50", "b": "NaN", "c": 3}


@pytest.mark.parametrize(
    ("head", "name", "mapping", "shape"),
    [
        (b'[{"a": 1}]', "x", {}, Shape.ARRAY),
        (b"[]", "x", {}, Shape.ARRAY),
        (b'{"a": 1}\n{"a": 2}\n', "x", {}, Shape.LINES),
        (b'{\n "a": {}\n}', "x.json", {}, None),
        (b"[1, 2]", "x.json", {}, None),
        (b"a,b\n1,2\n", "x.csv", {}, Shape.TABLE),
        (b"a,b\n1,2\n", "x.txt", {}, None),
        (b"a;b\n1;2\n", "x.txt", {"text": "b"}, Shape.TABLE),
        (b"<html>", "x.html", {"text": "b"}, None),
    ],
)
def test_a_corpus_is_known_by_its_content(head: bytes, name: str, mapping: dict[str, str], shape: Shape | None) -> None:
    """Arrays of objects and JSON lines show themselves; a table needs its name or a mapping that fits."""
    assert shape_of(head, name, mapping) is shape
