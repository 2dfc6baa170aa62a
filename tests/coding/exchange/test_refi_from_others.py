"""Projects as other tools write them, well or badly: all that can be taken is taken, the rest is told. All invented."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synopticon.coding.exchange.qdpx import Asked, Taken, read_qdpx, write_qdpx
from synopticon.coding.exchange.readings import Ends
from synopticon.errors import DamagedInput, HostileInput
from synopticon.extraction.containers import Container

G = "00000000-0000-0000-0000-0000000000"
CODES = f'<CodeBook><Codes><Code guid="{G}c1" name="camera" isCodable="true"/></Codes></CodeBook>'
Open = Callable[..., Taken]


def _source(selections: str = "", path: str = "internal://s.txt", guid: str = f"{G}51", more: str = "") -> str:
    return f'<TextSource guid="{guid}" name="one" plainTextPath="{path}">{selections}{more}</TextSource>'


def _selection(start: int, end: int, code: str = f"{G}c1", guid: str = f"{G}a1") -> str:
    coding = f'<Coding guid="{guid[:-2]}b{guid[-1]}"><CodeRef targetGUID="{code}"/></Coding>'
    place = f'guid="{guid}" startPosition="{start}" endPosition="{end}"'
    return f"<PlainTextSelection {place}>{coding}</PlainTextSelection>"


def _kinds(taken: Taken) -> list[str]:
    return [remark.kind for remark in taken.remarks]


def test_a_second_thing_of_one_guid_gets_its_own(opened: Open) -> None:
    """Two codes of one GUID stay two codes; references lead to the first, and a remark says so."""
    body = f"""<CodeBook><Codes><Code guid="{G}C1" name="first" isCodable="true"/>
        <Code guid="{{{G}c1}}" name="second" isCodable="true"/></Codes></CodeBook>
        <Sources>{_source(_selection(0, 3))}</Sources>"""
    taken = opened(body, s_txt="The gate")
    first, second = taken.project.codes
    assert first.guid == f"{G}c1" != second.guid
    assert taken.project.sources[0].selections[0].codings[0].code == first.guid
    assert _kinds(taken) == ["duplicate-guid"]


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (5, 2), (0, 99), (99, 100)])
def test_a_span_outside_its_text_is_told_and_not_taken(opened: Open, start: int, end: int) -> None:
    """Offsets that lie in no text leave a remark that names them; the other selections stand."""
    body = CODES + f"<Sources>{_source(_selection(start, end) + _selection(0, 3, guid=f'{G}a2'))}</Sources>"
    taken = opened(body, s_txt="The gate")
    assert [selection.end for selection in taken.project.sources[0].selections] == [3]
    assert _kinds(taken) == ["wrong-offsets"]
    assert f"{start}–{end}" in taken.remarks[0].what


def test_offsets_that_are_no_numbers_are_told(opened: Open) -> None:
    """A selection whose offsets are words is left out with a remark."""
    bad = _selection(0, 3).replace('"0"', '"zero"')
    taken = opened(CODES + f"<Sources>{_source(bad)}</Sources>", s_txt="The gate")
    assert taken.project.sources[0].selections == ()
    assert _kinds(taken) == ["offsets"]


@pytest.mark.parametrize("path", ["internal://t.txt", "relative:///s.txt", "file:///etc/passwd", "internal://../s.txt"])
def test_a_source_that_is_not_in_the_file_is_missing_and_nothing_else(opened: Open, path: str) -> None:
    """A text that is not in the archive is told by its name; its selections are kept as they were written."""
    taken = opened(CODES + f"<Sources>{_source(_selection(0, 3), path)}</Sources>", s_txt="The gate")
    assert taken.project.sources[0].text is None
    assert taken.project.sources[0].selections[0].end == 3
    assert _kinds(taken) == ["missing-source"]


def test_a_coding_of_an_unknown_code_is_told(opened: Open) -> None:
    """A coding that names no code of the file is left out with a remark; its selection stays."""
    taken = opened(CODES + f"<Sources>{_source(_selection(0, 3, code=f'{G}ff'))}</Sources>", s_txt="The gate")
    assert taken.project.sources[0].selections[0].codings == ()
    assert _kinds(taken) == ["unknown-code"]


def test_codings_with_a_case_make_it_the_cases_own(opened: Open) -> None:
    """NVivo writes what belongs to a person as codings with the case; here the case gets the selection."""
    body = CODES + f'<Cases><Case guid="{G}ca" name="a person"/></Cases>'
    whole = f'<Coding guid="{G}b9"><CodeRef targetGUID="{G}ca"/></Coding>'
    taken = opened(body + f"<Sources>{_source(_selection(0, 3, code=f'{G}ca') + whole)}</Sources>", s_txt="The gate")
    case = taken.project.cases[0]
    assert (case.selections, case.sources) == ((f"{G}a1",), (f"{G}51",))
    assert _kinds(taken) == []


def test_what_has_no_text_is_kept_whole_and_goes_out_again(opened: Open) -> None:
    """A PDF with its page areas, its text, and its file come back as they were after writing."""
    coding = f'<Coding guid="{G}d3"><CodeRef targetGUID="{G}c1"/></Coding>'
    place = f'guid="{G}d1" page="1" firstX="0" firstY="0" secondX="9" secondY="9"'
    area = f"<PDFSelection {place}>{coding}</PDFSelection>"
    text = f'<Representation guid="{G}d2" plainTextPath="internal://r.txt">{_selection(4, 8)}</Representation>'
    body = f'<Sources><PDFSource guid="{G}d0" name="plan" path="internal://p.pdf">{area}{text}</PDFSource></Sources>'
    taken = opened(CODES + body, r_txt="The gate", p_pdf=b"%PDF-")
    (kept,), (held,) = taken.project.kept, taken.project.sources
    assert (kept.tag, kept.codings, held.holder, held.text) == ("PDFSource", 1, kept.guid, "The gate")
    again = read_qdpx(Container(write_qdpx(taken.project)[0], "p.qdpx"))
    assert again.project == taken.project


def test_a_transcript_is_a_text_with_its_sync_points(opened: Open) -> None:
    """A recording's transcript selections get the code points of their sync points."""
    points = f'<SyncPoint guid="{G}e1" timeStamp="0" position="4"/><SyncPoint guid="{G}e2" timeStamp="9" position="8"/>'
    coding = f'<Coding guid="{G}b1"><CodeRef targetGUID="{G}c1"/></Coding>'
    selection = (
        f'<TranscriptSelection guid="{G}a1" fromSyncPoint="{G}e1" toSyncPoint="{G}e2">{coding}</TranscriptSelection>'
    )
    transcript = f'<Transcript guid="{G}d2" plainTextPath="internal://r.txt">{points}{selection}</Transcript>'
    body = f'<Sources><AudioSource guid="{G}d0" name="talk">{transcript}</AudioSource></Sources>'
    taken = opened(CODES + body, r_txt="The gate")
    assert [(one.start, one.end) for one in taken.project.sources[0].selections] == [(4, 8)]


def test_unknown_elements_are_told(opened: Open) -> None:
    """What REFI-QDA does not have is left out with a remark that names it."""
    taken = opened("<Sources><HoloSource/></Sources><Extras/>")
    assert [remark.what for remark in taken.remarks] == [
        "<HoloSource> is not known here and was left out",
        "<Extras> is not known here and was left out",
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp949"])
def test_a_text_in_another_encoding_is_read(opened: Open, encoding: str) -> None:
    """Tools on Windows write texts in their own encodings; the words and their places come out all the same."""
    words = "정문 위에 카메라가 두 대 설치되었다. 감시하는 사람은 없었다고 한다.\r\n"
    body = CODES + f"<Sources>{_source(_selection(6, 10))}</Sources>"
    source = opened(body, s_txt=words.encode(encoding)).project.sources[0]
    assert source.text == words
    assert words[slice(source.selections[0].start, source.selections[0].end)] == "카메라가"


def test_a_project_under_another_name_is_found(packed: Callable[..., bytes]) -> None:
    """ATLAS.ti names the document after the project; one such document is taken, with a remark."""
    xml = '<Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="ATLAS.ti 26"/>'
    taken = read_qdpx(Container(packed({"Trial.qde": xml}), "p.qdpx"))
    assert [(remark.kind, remark.lost) for remark in taken.remarks] == [("project-file", False)]


def test_files_beside_the_project_are_told(packed: Callable[..., bytes]) -> None:
    """What lies outside `sources/` belongs to nothing and is named; odd names bring nothing down."""
    members = {"project.qde": "<Project name='p'/>", "notes.txt": "x", ".": "x", "sources/./a.jpg": "x", "sources": "x"}
    taken = read_qdpx(Container(packed(members), "p.qdpx"))
    assert [remark.where for remark in taken.remarks if remark.kind == "stray-file"] == ["notes.txt", ".", "sources"]
    assert [member.path for member in taken.project.members] == ["a.jpg"]


@pytest.mark.parametrize("members", [{"a.txt": ""}, {"a.qde": "<Project/>", "b.qde": "<Project/>"}])
def test_an_archive_without_one_project_is_refused(packed: Callable[..., bytes], members: dict[str, str]) -> None:
    """None, or several that could be it: the message says which."""
    with pytest.raises(DamagedInput, match="project"):
        read_qdpx(Container(packed(members), "p.qdpx"))


BOMB = (
    '<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<Project xmlns="urn:QDA-XML:project:1.0" name="&b;"/>'
)


@pytest.mark.parametrize(
    "xml",
    [
        BOMB,
        '<!DOCTYPE p SYSTEM "http://example.org/p.dtd"><Project name="p"/>',
        '<!DOCTYPE p [<!ENTITY f SYSTEM "file:///etc/passwd">]><Project name="&f;"/>',
        BOMB.encode("utf-16"),
    ],
)
def test_entities_are_refused_before_they_act(packed: Callable[..., bytes], xml: str | bytes) -> None:
    """Growing entities, other machines' document types and local files in XML refuse the whole file."""
    with pytest.raises(HostileInput):
        read_qdpx(Container(packed({"project.qde": xml}), "p.qdpx"))


def test_codes_that_are_nested_without_end_are_refused(packed: Callable[..., bytes]) -> None:
    """XML deeper than any codebook is damaged input and not an exhausted stack."""
    deep = "<Code guid='x' name='x' isCodable='true'>" * 5000 + "</Code>" * 5000
    xml = f'<Project xmlns="urn:QDA-XML:project:1.0" name="p"><CodeBook><Codes>{deep}</Codes></CodeBook></Project>'
    with pytest.raises(DamagedInput):
        read_qdpx(Container(packed({"project.qde": xml}), "p.qdpx"))


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/evil", "sources/../../evil", "C:\\evil.txt"])
def test_a_name_that_leads_out_is_refused(packed: Callable[..., bytes], name: str) -> None:
    """A member that would be written elsewhere refuses the whole file."""
    with pytest.raises(HostileInput):
        Container(packed({"project.qde": "<Project/>", name: "x"}), "p.qdpx")


def test_a_bomb_is_refused(packed: Callable[..., bytes]) -> None:
    """A source that grows a thousand times is not unpacked."""
    with pytest.raises(HostileInput):
        Container(packed({"project.qde": "<Project/>", "sources/s.txt": b"0" * 50_000_000}), "p.qdpx")


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9])
def test_a_truncated_archive_is_damaged(packed: Callable[..., bytes], kept: float) -> None:
    """A file that breaks off is told to be damaged, wherever it does."""
    whole = packed({"project.qde": "<Project/>", "sources/s.txt": "The gate"})
    with pytest.raises(DamagedInput):
        read_qdpx(Container(whole[: int(kept * len(whole))], "p.qdpx"))


def test_one_file_named_a_thousand_times_is_kept_once(opened: Open) -> None:
    """Sources that all name one large file share its text: such a project takes no more room than its file."""
    body = "".join(_source(guid=f"{G[:-4]}{number:06x}") for number in range(1000))
    texts = [source.text for source in opened(f"<Sources>{body}</Sources>", s_txt="x" * 500_000).project.sources]
    assert len(texts) == 1000
    assert len({id(text) for text in texts}) == 1


def test_ends_that_are_asked_for_are_taken(opened: Open) -> None:
    """The user's word on the end convention decides, and the reading says so."""
    body = CODES + f"<Sources>{_source(_selection(4, 7))}</Sources>"
    taken = opened(body, asked=Asked(ends=Ends.INCLUSIVE), s_txt="The gate")
    assert taken.project.sources[0].selections[0].end == 8
    assert taken.reading.because == "it was asked for"


TAGS = ["Users", "User", "CodeBook", "Codes", "Code", "Variables", "Variable", "Cases", "Case", "VariableValue"]
TAGS += ["VariableRef", "IntegerValue", "Sources", "TextSource", "PDFSource", "Representation", "PDFSelection", "Notes"]
TAGS += ["Note", "PlainTextContent", "PlainTextSelection", "TranscriptSelection", "SyncPoint", "Coding", "CodeRef"]
TAGS += ["NoteRef", "SourceRef", "Links", "Link", "Sets", "Set", "MemberCode", "Graphs", "Graph", "Description"]
NAMES = ["guid", "name", "targetGUID", "startPosition", "endPosition", "plainTextPath", "isCodable", "typeOfVariable"]
WRITTEN = ["", "x", "0", "3", "-9", "9" * 5000, "1.5", f"{G}c1", f"{{{G}c1}}", "internal://s.txt", "true", "Integer"]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_document_however_odd_brings_the_reader_down(data: st.DataObject) -> None:
    """Elements in any order, with any attributes, are read and written again: nothing else than remarks comes of it."""

    def element(depth: int) -> str:
        attributes = data.draw(st.dictionaries(st.sampled_from(NAMES), st.sampled_from(WRITTEN), max_size=4))
        inner = "".join(element(depth + 1) for _ in range(data.draw(st.integers(0, 3 if depth < 4 else 0))))
        tag = data.draw(st.sampled_from(TAGS))
        written = " ".join(f"{name}='{value}'" for name, value in attributes.items())
        return f"<{tag} {written}>{inner or 'word'}</{tag}>"

    body = "".join(element(0) for _ in range(data.draw(st.integers(0, 4))))
    xml = f'<Project xmlns="urn:QDA-XML:project:1.0" name="p">{body}</Project>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("project.qde", xml)
        archive.writestr("sources/s.txt", "The gate 🎥\r\n")
    taken = read_qdpx(Container(out.getvalue(), "p.qdpx"))
    written, _ = write_qdpx(taken.project)
    assert read_qdpx(Container(written, "p.qdpx"), Asked(taken.reading.ends)).project.codes == taken.project.codes
