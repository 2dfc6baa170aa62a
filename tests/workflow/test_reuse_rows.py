"""Rows of echoes: put together as text, they are what a JSON writer would write."""

from __future__ import annotations

import json

from synopticon.model.reuse import Kind, Member, Reuse, Role, SharedSpan
from synopticon.reuse.tracing import Traced
from synopticon.workflow.reuse_rows import lines_of

SPANS = (SharedSpan(0, 9, 4, 13), SharedSpan(20, 31, 15, 26))
REUSES = (
    Reuse('a "quoted" id', "b\n", Kind.LIGHT, 875, SPANS, ("같은 말", 'with "marks"'), "m/1"),
    Reuse('a "quoted" id', "b\n", Kind.TRANSLATION, 500, SPANS[:1], ("possibly translated",), "m/1"),
)
MEMBERS = (
    Member('a "quoted" id', 'a "quoted" id', Role.ORIGIN, origin_probability=900, reasons=("the first",)),
    Member("b\n", 'a "quoted" id', Role.ECHO, 'a "quoted" id', 'a "quoted" id', None, Kind.LIGHT, 875, ("later",)),
    Member("c", "c", Role.SINGLE),
)


def test_a_row_is_the_text_of_its_json() -> None:
    """To the byte, so that two runs can be compared; quotation marks, line ends and other scripts among them."""
    for name, line in lines_of(Traced(REUSES, MEMBERS, 0, 0, 0)):
        row = json.loads(line)
        assert line == json.dumps(row, ensure_ascii=False).encode() + b"\n" and row["id"] == name


def test_either_side_sees_the_relation_from_its_own() -> None:
    """Here and there change places; the spans with the parent are those of the verified relation."""
    rows = {name: json.loads(line) for name, line in lines_of(Traced(REUSES, MEMBERS, 0, 0, 0))}
    first, second, alone = rows.values()
    assert [span["here"] for span in first["relations"][0]["spans"]] == [[0, 9], [20, 31]]
    assert [span["here"] for span in second["relations"][0]["spans"]] == [[4, 13], [15, 26]]
    assert first["spans"] == [] and second["spans"] == second["relations"][0]["spans"]
    assert (second["score"], second["kind"], second["origin_probability"]) == (0.875, "light", None)
    assert first["origin_probability"] == 0.9 and alone["relations"] == [] and alone["parent"] is None
