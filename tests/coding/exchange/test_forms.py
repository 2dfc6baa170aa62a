"""Codebooks, tables, descriptions and GUIDs come back as they were. Everything is invented."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synopticon.coding.exchange.carrying import Carrying
from synopticon.coding.exchange.code_notes import Notes, described, taken_apart
from synopticon.coding.exchange.guids import canonical, guid_of, id_of
from synopticon.coding.exchange.moments import moment
from synopticon.coding.exchange.project import Code, Group
from synopticon.coding.exchange.qdc import read_qdc, write_qdc
from synopticon.coding.exchange.spreadsheet import CodingRow, read_codings, write_codings
from synopticon.errors import DamagedInput
from synopticon.extraction.containers import parse_xml

LINES = st.lists(st.sampled_from(["[Include]", "[Key]", "\\", "\\[Example]", "cameras", "", "감시 "]), max_size=6)
SAID = LINES.map("\n".join)
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)


@given(st.builds(Notes, SAID, SAID, SAID, st.lists(SAID, max_size=3).map(tuple), st.none() | st.sampled_from("k[\\")))
def test_what_a_code_says_comes_back_from_one_description(notes: Notes) -> None:
    """Definition, rules, examples and key survive, also where they look like the headings between them."""
    assert taken_apart(described(notes)) == notes


def test_a_description_of_another_tool_is_a_definition() -> None:
    """Words without our headings are taken as they are, a backslash in them too."""
    assert taken_apart("Cameras.\nC:\\path") == Notes("Cameras.\nC:\\path")


def test_a_codebook_comes_back_with_its_sets() -> None:
    """A `.qdc` keeps the tree, colours, what is not codable, descriptions and sets."""
    below = Code(guid_of("b"), "<live> & “all”", "line\nline", "#abc", codable=False)
    codes = (Code(guid_of("a"), "camera", None, "#1f5f5b", children=(below,)), Code(guid_of("c"), ""))
    groups = (Group(guid_of("g"), "set", None, (guid_of("a"), guid_of("c"))),)
    data, remarks = write_qdc(codes, groups, "Synopticon 0")
    project, told = read_qdc(parse_xml(data, "a.qdc"))
    assert (project.codes, project.groups, project.origin) == (codes, groups, "Synopticon 0")
    assert (remarks, told) == ((), ())


def test_characters_that_xml_cannot_hold_are_told() -> None:
    """A control character in a name is replaced, and the remark says so."""
    data, remarks = write_qdc((Code(guid_of("a"), "a\x00b", colour="red"),), (), "s")
    assert [remark.kind for remark in remarks] == ["not-in-schema", "not-xml"]
    assert read_qdc(parse_xml(data, "a.qdc"))[0].codes[0].name == "a\ufffdb"


@given(
    st.lists(
        st.builds(
            CodingRow,
            CELLS,
            st.integers(0, 99),
            st.integers(0, 99),
            st.lists(st.text("a>\\ b", min_size=1).filter(lambda name: name == name.strip() != ""), min_size=1).map(
                tuple
            ),
            CELLS,
            CELLS,
        ),
        max_size=3,
    )
)
def test_a_table_of_codings_comes_back(rows: list[CodingRow]) -> None:
    """Any cell survives, whatever it begins with; so do names of codes with the sign between them."""
    assert read_codings(write_codings(rows), "a.csv") == rows


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_no_cell_is_a_formula(cell: str) -> None:
    """A quotation that a spreadsheet would run is written so that it does not."""
    data = write_codings([CodingRow(cell, 0, 1, (cell,), title=cell, quotation=cell)]).decode("utf-8-sig")
    written = next(csv.DictReader(io.StringIO(data, newline="")))
    assert all(written[name] == f"'{cell}" for name in ("document", "code", "title", "quotation"))


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("document,start\n1,2\n", "lacks columns"),
        ("", "lacks columns"),
        ("document,start,end,code\nd,x,2,c\n", "row 2"),
        ("document,start,end,code\nd,1,2,a\nd,1,2,\n", "row 3"),
        (f"document,start,end,code\nd,1,2,{'a>' * 999}a\n", "200 levels"),
    ],
)
def test_a_table_that_is_none_is_told(table: str, told: str) -> None:
    """Missing columns and words in the place of numbers are named with their place."""
    with pytest.raises(DamagedInput, match=told):
        read_codings(table.encode(), "a.csv")


def test_the_quotation_of_a_whole_document_is_read_again() -> None:
    """A cell may be longer than Python's own bound for tables."""
    row = CodingRow("d", 0, 300_000, ("c",), quotation="words " * 50_000)
    assert read_codings(write_codings([row]), "a.csv") == [row]


@given(st.uuids())
def test_a_random_id_is_a_guid_and_back(guid: object) -> None:
    """What is exported under its id is known again by it."""
    assert guid_of(id_of(str(guid))) == str(guid)
    assert canonical(f"{{{str(guid).upper()}}}") == str(guid)


@pytest.mark.parametrize("written", ["", "x", "123e4567-e89b-12d3-a456-42661417400", "{123e4567}"])
def test_what_is_no_guid_is_none(written: str) -> None:
    """Other words are not taken for a GUID."""
    assert canonical(written) is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024-01-02 03:04:05", "2024-01-02T03:04:05"),
        ("2024-01-02T03:04:05.123456", "2024-01-02T03:04:05"),
        ("2024-01-02T03:04:05+09:00", "2024-01-01T18:04:05Z"),
        ("yesterday", None),
        (None, None),
    ],
)
def test_moments_are_read_as_tools_write_them(written: str | None, read: str | None) -> None:
    """A moment with a zone becomes UTC; one without stays as it is."""
    assert moment(written) == read


@pytest.mark.parametrize("there", ["a gate\nand a camera", "a  gate and\ta camera\n", "a gate\r\nand\x0b a camera"])
def test_a_span_is_found_in_a_copy_with_other_blanks(there: str) -> None:
    """Line ends and blanks may differ: the same signs are found."""
    found = Carrying("a gate\r\nand a camera", there).span(2, 11)
    assert found is not None
    assert "".join(there[slice(*found)].split()) == "gateand"


def test_a_span_is_found_by_its_words_where_the_texts_differ() -> None:
    """In a text that was edited the words themselves are looked for, and not guessed where they stand twice."""
    carrying = Carrying("the gate by the river, the gate by the road", "At last: the gate by the river, and no more")
    assert carrying.span(4, 21) == (13, 30)
    assert carrying.span(23, 43) is None
