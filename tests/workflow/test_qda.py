"""Codings leave a study and come back; another tool's project comes in once and whole. All words are invented."""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from lxml import etree

from synopticon.coding.exchange.guids import guid_of
from synopticon.coding.exchange.project import Case, Code, Coding, Link, Project, Selection, Source, User
from synopticon.coding.exchange.qdpx import write_qdpx
from synopticon.errors import HostileInput, InputError, NotFound, Refused, UnreadableFormat, UsageError
from synopticon.model import coding as model
from synopticon.model.coding import CodedDocument, CodingQuery, DocumentKind, Memo
from synopticon.model.digests import sha256_hex
from synopticon.model.testimony import Standing, Terms, Use, Witness, WorkingText
from synopticon.workflow.codebook import add_code, codebook_of, new_id
from synopticon.workflow.coding import give, remove, undo
from synopticon.workflow.collect import collect
from synopticon.workflow.qda_convert import convert
from synopticon.workflow.qda_export import export_project, exports_holding
from synopticon.workflow.qda_gathering import withheld
from synopticon.workflow.qda_import import import_project
from synopticon.workflow.qda_opening import OpeningOptions, open_project
from synopticon.workflow.study import Study

TEXT = "Two cameras stand at the gate.\nOne of them 🎥 is dark. 감시카메라가 두 대 있다."
PHRASES = ("cameras stand", "stand at the gate", "🎥 is dark", "감시카메라가")


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a study with one document, copied for each test."""
    folder = tmp_path_factory.mktemp("collected")
    (folder / "gate.txt").write_text(TEXT, "utf-8")
    with Study.create(folder / "s") as opened:
        collect(opened, [str(folder / "gate.txt")])
    return folder / "s"


@pytest.fixture
def study(collected: Path, tmp_path: Path) -> Iterator[Study]:
    """A study with one document and nothing coded."""
    shutil.copytree(collected, tmp_path / "s")
    with Study.open(tmp_path / "s") as opened:
        yield opened


@pytest.fixture
def document(study: Study) -> str:
    """The document's id."""
    return next(iter(study.reader.all_items())).id


@pytest.fixture
def coded(study: Study, document: str) -> Study:
    """The study with codes of every kind, codings and memos."""
    video = add_code(study, model.Code("", "video", None, "Cameras.", ("a dome",), "seen", "told", "#1f5f5b", "v"))
    dark = add_code(study, model.Code("", "dark / unlit", video.id, "[Include]\nlines that look like headings"))
    for number, phrase in enumerate(PHRASES):
        start = TEXT.index(phrase)
        give(
            study, document, (video, dark)[number % 2].id, start=start, end=start + len(phrase),
            coder=("ada", "bo")[number % 2], memo="sure\nof it" if number else "",
        )  # fmt: skip
    with study.writing() as writer:
        for kind, about in (("study", ""), ("code", video.id), ("document", document)):
            writer.put_memo(Memo(new_id(study), about, kind, f"on the {kind}", "ada", study.clock()))
    return study


def _state(study: Study) -> tuple[object, ...]:
    """Codes, codings and memos, without the version of the codebook and the moments' last digits."""
    codings = study.reader.codings(CodingQuery()).rows
    memos = study.reader.memos()
    return (
        sorted(codebook_of(study).codes, key=lambda code: code.id),
        sorted([replace(one, version=1) for one in codings], key=lambda one: one.id),
        sorted(memos, key=lambda memo: memo.id),
    )


@pytest.fixture
def other(collected: Path, tmp_path: Path) -> Iterator[Study]:
    """A new study with the same document."""
    shutil.copytree(collected, tmp_path / "other")
    with Study.open(tmp_path / "other") as opened:
        yield opened


def test_a_study_comes_back_from_its_own_project(coded: Study, other: Study, tmp_path: Path) -> None:
    """Codes, rules, codings of several coders and memos are in another study as they were: nothing is lost."""
    done = export_project(coded, tmp_path / "out.qdpx")
    assert (done.codes, done.documents, done.codings, done.memos) == (2, 1, 4, 3)
    taken = import_project(other, tmp_path / "out.qdpx")
    assert _state(other) == _state(coded)
    assert not [remark for remark in taken.remarks if remark.lost]
    assert (taken.codes_new, taken.codings_new, taken.memos_new, taken.missing) == (2, 4, 3, ())


def test_a_study_comes_back_from_a_taguette_project(coded: Study, other: Study, tmp_path: Path) -> None:
    """Codes, words and coders survive another tool's database; what it cannot hold is told."""
    done = export_project(coded, tmp_path / "out.sqlite3")
    taken = import_project(other, tmp_path / "out.sqlite3")
    assert [(words, coder) for words, coder, _ in _words(other)] == [
        (words, coder) for words, coder, _ in _words(coded)
    ]
    assert (taken.form, taken.codings_new, taken.missing) == ("taguette", 4, ())
    assert {remark.kind for remark in done.lost if remark.lost} == {"no-place", "versions"}


@pytest.mark.parametrize("name", ["out.qdpx", "out.csv", "out.qdc"])
def test_taking_a_file_in_again_adds_nothing(coded: Study, tmp_path: Path, name: str) -> None:
    """What the study wrote itself is known again, thing by thing, in every form."""
    before = _state(coded), len(coded.reader.codebook_versions())
    export_project(coded, tmp_path / name)
    taken = import_project(coded, tmp_path / name)
    assert (_state(coded), len(coded.reader.codebook_versions())) == before
    assert (taken.codes_new, taken.codings_new, taken.memos_new) == (0, 0, 0)


def test_the_same_study_is_the_same_bytes(coded: Study, tmp_path: Path) -> None:
    """Two exports of one state do not differ, so that they can be compared."""
    export_project(coded, tmp_path / "a.qdpx")
    export_project(coded, tmp_path / "b.qdpx")
    assert (tmp_path / "a.qdpx").read_bytes() == (tmp_path / "b.qdpx").read_bytes()


@pytest.mark.corpus
def test_the_project_holds_to_the_schema(coded: Study, tmp_path: Path, shared: Path) -> None:
    """What a study exports is valid against the schema of REFI-QDA 1.5."""
    export_project(coded, tmp_path / "out.qdpx")
    schema = etree.XMLSchema(etree.parse(shared / "data" / "refi" / "Project-mrt2019.xsd"))
    with zipfile.ZipFile(tmp_path / "out.qdpx") as archive:
        schema.assertValid(etree.fromstring(archive.read("project.qde")))


def test_an_import_is_taken_back_coder_by_coder(coded: Study, other: Study, tmp_path: Path) -> None:
    """One undo of a coder takes back all that the import gave under that name."""
    export_project(coded, tmp_path / "out.qdpx")
    taken = import_project(other, tmp_path / "out.qdpx")
    assert taken.coders == ("ada", "bo")
    undo(other, coder="ada")
    assert {one.coder for one in other.reader.codings(CodingQuery()).rows} == {"bo"}


def test_a_coding_that_was_taken_away_comes_back_under_its_id(coded: Study, tmp_path: Path) -> None:
    """An older export brings back what was removed since."""
    export_project(coded, tmp_path / "out.qdpx")
    first = coded.reader.codings(CodingQuery(coders=("ada",))).rows[0]
    remove(coded, [first.id], coder="ada")
    import_project(coded, tmp_path / "out.qdpx")
    assert first.id in {one.id for one in coded.reader.codings(CodingQuery()).rows}


def _file(path: Path, project: Project) -> Path:
    path.write_bytes(write_qdpx(project)[0])
    return path


def _foreign(text: str = TEXT, guid: str = guid_of("s"), coding: str = guid_of("k")) -> Project:
    start = text.index("gate")
    given = Coding(coding, guid_of("c"), guid_of("u"), "2024-05-06T07:08:09Z")
    selection = Selection(guid_of("x"), start, start + 4, None, "by the road", (given,))
    return Project(
        "p",
        "Other 1",
        users=(User(guid_of("u"), "cy"),),
        codes=(Code(guid_of("h"), "places", codable=False, children=(Code(guid_of("c"), "gate", colour="#ABC"),)),),
        sources=(Source(guid, "theirs", text, selections=(selection,)),),
    )


def _words(study: Study, text: str = TEXT) -> list[tuple[str, str, str]]:
    rows = study.reader.codings(CodingQuery()).rows
    return [(text[one.start : one.end], one.coder, one.memo) for one in rows]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_foreign_text_is_the_document_of_the_same_words(study: Study, tmp_path: Path, ends: str) -> None:
    """Sources are found by their text, whatever its line ends; the coding stands on the same words."""
    text = TEXT.replace("\n", ends) + ends
    taken = import_project(study, _file(tmp_path / "a.qdpx", _foreign(text)))
    assert _words(study) == [("gate", "cy", "by the road")]
    assert (taken.documents, taken.missing) == (1, ())
    gate = next(code for code in codebook_of(study).codes if code.name == "gate")
    assert (gate.colour, gate.retired) == ("#aabbcc", False)


def test_texts_that_are_not_here_are_told_and_taken_in_only_when_asked(study: Study, tmp_path: Path) -> None:
    """A text might be a witness's: it enters the archive in clear only where somebody says so."""
    path = _file(tmp_path / "a.qdpx", _foreign("Nobody at the gate but one."))
    before = len(list(study.reader.all_items()))
    taken = import_project(study, path)
    assert (taken.missing, taken.codings_new) == (("theirs",), 0)
    assert [remark.kind for remark in taken.remarks if remark.lost] == ["missing-document"]
    assert len(list(study.reader.all_items())) == before
    taken = import_project(study, path, collect=True)
    assert (taken.collected, taken.codings_new, taken.missing) == (1, 1, ())
    item = next(item for item in study.reader.all_items() if item.title == "theirs")
    assert item.asked == "file:a.qdpx#theirs"
    again = import_project(study, path, collect=True)
    assert (again.collected, again.codings_new, again.codings_there) == (0, 0, 1)


def test_a_file_overwrites_nobodys_coding(coded: Study, document: str, tmp_path: Path) -> None:
    """A coding with a GUID that is taken gets an id of its own; what stood there stands."""
    victim = coded.reader.codings(CodingQuery(coders=("ada",))).rows[0]
    project = _foreign(guid=guid_of(document), coding=guid_of(victim.id))
    import_project(coded, _file(tmp_path / "a.qdpx", project))
    assert coded.reader.coding(victim.id).coding == victim
    assert ("gate", "cy", "by the road") in _words(coded)


def test_the_studys_own_wording_of_a_code_stays(coded: Study, tmp_path: Path) -> None:
    """A code that is here is not reworded by a file; the remark names it."""
    video = next(code for code in codebook_of(coded).codes if code.name == "video")
    codes = (Code(guid_of(video.id), "cameras", "Other words."), Code(guid_of("n"), "VIDEO", "More."))
    taken = import_project(coded, _file(tmp_path / "a.qdpx", Project("p", codes=codes)))
    assert video in codebook_of(coded).codes
    assert [remark.kind for remark in taken.remarks] == ["wording", "wording"]
    assert taken.codes_new == 0


def test_names_keys_and_colours_are_put_in_order(study: Study, tmp_path: Path) -> None:
    """What the codebook's rules do not allow is mended and told: empty and doubled names, keys given twice."""
    codes = (
        Code(guid_of("1"), " \u200b "),
        Code(guid_of("2"), "a", "[Key]\nk"),
        Code(guid_of("3"), "A", "[Key]\nk"),
        Code(guid_of("4"), "x" * 300, colour="#12345"),
    )
    taken = import_project(study, _file(tmp_path / "a.qdpx", Project("p", "Synopticon 0", codes=codes)))
    assert [code.name for code in codebook_of(study).codes] == ["unnamed", "a", "A (2)", "x" * 200]
    assert [code.key for code in codebook_of(study).codes] == [None, "k", None, None]
    assert {remark.kind for remark in taken.remarks} == {"name", "key"}


def test_notes_links_and_whole_texts_find_their_places(study: Study, tmp_path: Path) -> None:
    """Notes go to what they are about, a link's note to its span, a code of a whole text to all of it."""
    project = _foreign()
    source = project.sources[0]
    bare = Selection(guid_of("y"), 0, 3, None, "only a remark")
    notes = [Source(guid_of(name), name, f"about {name}", inline=True) for name in ("linked", "text", "code", "loose")]
    whole = Coding(guid_of("w"), guid_of("c"), None, None)
    codes = (replace(project.codes[0], notes=(guid_of("code"),)),)
    project = replace(
        project,
        description="The whole.",
        codes=codes,
        sources=(replace(source, selections=(*source.selections, bare), codings=(whole,), notes=(guid_of("text"),)),),
        memos=tuple(notes),
        links=(Link(guid_of("l"), origin=guid_of("linked"), target=guid_of("x")),),
        cases=(Case(guid_of("p"), "a person"),),
    )
    taken = import_project(study, _file(tmp_path / "a.qdpx", project))
    assert ("gate", "cy", "by the road\n\nlinked\n\nabout linked") in _words(study)
    assert (TEXT, "imported", "") in _words(study)
    assert sorted((memo.kind, memo.text) for memo in study.reader.memos()) == [
        ("code", "code\n\nabout code"),
        ("document", "text\n\nabout text"),
        ("document", "“Two” (0–3): only a remark"),
        ("study", "The whole."),
        ("study", "loose\n\nabout loose"),
    ]
    assert [remark.kind for remark in taken.remarks if remark.lost] == ["cases"]


def _terms(sharing: bool = True, days: int | None = None, today: date = date(2026, 1, 1)) -> Terms:
    return Terms(Use.QUOTE, sharing, None if days is None else today + timedelta(days))


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        (_terms(), None),
        (_terms(days=0), None),
        (_terms(days=-1), "consent expired"),
        (_terms(sharing=False), "did not permit"),
        (None, "not known"),
    ],
)
def test_a_witnesss_text_leaves_only_as_far_as_consent_reaches(terms: Terms | None, told: str | None) -> None:
    """Sharing must be permitted and consent must last; an item of media has no such terms."""
    document = CodedDocument("d", DocumentKind.TESTIMONY, "1", "witness K", "en", 3, "K", terms=terms)
    reason = withheld(document, date(2026, 1, 1))
    assert (told is None and reason is None) or (told is not None and reason is not None and told in reason)
    assert withheld(replace(document, kind=DocumentKind.ITEM, terms=None), date(2026, 1, 1)) is None


def _witness(study: Study, pseudonym: str, *, sharing: bool) -> WorkingText:
    """A witness whose text two readers have signed."""
    witness = Witness(new_id(study), pseudonym, Terms(Use.QUOTE, sharing, None), Standing.SIGNED)
    text = WorkingText(new_id(study), witness.id, 1, "en", f"{pseudonym} saw the gate.", (), ("r", "s"))
    with study.writing() as writer:
        writer.add_witness(witness, study.random(32))
        writer.put_working_text(text, [])
    return text


@pytest.mark.parametrize("name", ["out.qdpx", "out.csv"])
def test_a_text_that_may_not_be_shared_refuses_the_file_by_name(coded: Study, tmp_path: Path, name: str) -> None:
    """The refusal names the pseudonym, no file is left, and leaving such texts out has to be said."""
    open_one, closed = _witness(coded, "OPEN", sharing=True), _witness(coded, "CLOSED", sharing=False)
    for text in (open_one, closed):
        give(coded, text.id, "video", start=0, end=4)
    with pytest.raises(Refused, match="CLOSED") as refused:
        export_project(coded, tmp_path / name)
    assert "OPEN" not in refused.value.sentence()
    assert not (tmp_path / name).exists()
    done = export_project(coded, tmp_path / name, permitted_only=True)
    data = b"".join(_contents(tmp_path / name))
    assert b"OPEN saw the gate." in data or b"OPEN" in data
    assert b"CLOSED" not in data
    assert done.witnesses == ("OPEN",)
    assert [remark.where for remark in done.lost if remark.kind == "consent"] == ["CLOSED"]
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o600


def _contents(path: Path) -> list[bytes]:
    if path.suffix != ".qdpx":
        return [path.read_bytes()]
    with zipfile.ZipFile(path) as archive:
        return [archive.read(name) for name in archive.namelist()]


def test_named_documents_alone_go_out(coded: Study, document: str, tmp_path: Path) -> None:
    """Naming a document leaves all others where they are; a witness is named by the pseudonym."""
    _witness(coded, "OPEN", sharing=True)
    done = export_project(coded, tmp_path / "out.qdpx", documents=["OPEN"])
    assert (done.documents, done.witnesses) == (1, ("OPEN",))
    done = export_project(coded, tmp_path / "media.qdpx", documents=[document[:12]])
    assert (done.documents, done.witnesses) == (1, ())


def test_a_file_that_is_there_is_not_written_over(coded: Study, tmp_path: Path) -> None:
    """Another file of that name stays as it is unless --replace says otherwise; unknown endings are refused."""
    (tmp_path / "out.qdpx").write_text("mine")
    with pytest.raises(UsageError, match="there already"):
        export_project(coded, tmp_path / "out.qdpx")
    assert (tmp_path / "out.qdpx").read_text() == "mine"
    export_project(coded, tmp_path / "out.qdpx", replace=True)
    with pytest.raises(UsageError, match="not written here"):
        export_project(coded, tmp_path / "out.nvpx")


def test_a_study_without_codes_exports_nothing(study: Study, tmp_path: Path) -> None:
    """There is nothing to hand over, and the message says how to begin."""
    with pytest.raises(UsageError, match="codebook start"):
        export_project(study, tmp_path / "out.qdpx")
    assert not (tmp_path / "out.qdpx").exists()


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.qdpx", b"PK\x03\x04 broken", InputError),
        ("a.qdpx", b"", InputError),
        ("a.txt", b"just words", UnreadableFormat),
        ("a.qde", b'<Project xmlns="urn:QDA-XML:project:1.0"/>', UnreadableFormat),
        ("a.qdc", b'<!DOCTYPE c [<!ENTITY a "b">]><CodeBook>&a;</CodeBook>', HostileInput),
        ("a.db", b"SQLite format 3\x00" + b"\x00" * 100, InputError),
    ],
)
def test_bad_files_leave_the_study_as_it_was(
    coded: Study, tmp_path: Path, name: str, data: bytes, error: type[Exception]
) -> None:
    """A damaged or hostile file is named, and nothing of it is kept."""
    before = _state(coded)
    (tmp_path / name).write_bytes(data)
    with pytest.raises(error):
        import_project(coded, tmp_path / name)
    assert _state(coded) == before


def test_what_cannot_be_meant_is_told(coded: Study, tmp_path: Path) -> None:
    """A missing file and unknown words for forms and conventions are refused with what there is."""
    with pytest.raises(NotFound):
        import_project(coded, tmp_path / "none.qdpx")
    with pytest.raises(UsageError, match="qualcoder"):
        open_project(tmp_path / "none.qdpx", OpeningOptions(form="nvivo"))
    with pytest.raises(UsageError, match="exclusive, inclusive"):
        open_project(tmp_path / "none.qdpx", OpeningOptions(ends="open"))


def test_a_database_of_another_tool_is_known_by_its_tables(study: Study, tmp_path: Path) -> None:
    """A QualCoder folder comes in under the name of its folder; a strange database is refused."""
    folder = tmp_path / "mine.qda"
    folder.mkdir()
    with sqlite3.connect(folder / "data.qda") as made:
        made.executescript(
            f"""CREATE TABLE project (databaseversion, memo); INSERT INTO project VALUES ('v14', '');
            CREATE TABLE source (id, name, fulltext, mediapath, memo, owner, date);
            INSERT INTO source VALUES (1, 'one', '{TEXT}', NULL, '', 'ada', '');
            CREATE TABLE code_cat (catid, name, supercatid); CREATE TABLE code_name (cid, name, memo, catid, color);
            INSERT INTO code_name VALUES (1, 'gate', '', NULL, '#ff0000');
            CREATE TABLE code_text (cid, fid, seltext, pos0, pos1, owner, date, memo);
            INSERT INTO code_text VALUES (1, 1, 'gate', 25, 29, 'ada', '2024-01-02 03:04:05', 'm');"""
        )
    made.close()
    taken = import_project(study, folder)
    assert (taken.form, taken.tool, _words(study)) == ("qualcoder", "QualCoder", [("gate", "ada", "m")])
    converted = convert(folder, tmp_path / "out.qdpx")
    assert (converted.codes, converted.documents, converted.codings) == (1, 1, 1)
    assert open_project(tmp_path / "out.qdpx").project.sources[0].selections[0].description == "m"
    with sqlite3.connect(tmp_path / "strange.db") as strange:
        strange.execute("CREATE TABLE t (a)")
    strange.close()
    with pytest.raises(UnreadableFormat, match="Taguette"):
        open_project(tmp_path / "strange.db")


def test_the_log_says_that_codings_left(coded: Study, tmp_path: Path) -> None:
    """Each export is an entry of the custody chain; with witnesses' words in the file no digest of it is kept."""
    export_project(coded, tmp_path / "a.qdpx")
    _witness(coded, "OPEN", sharing=True)
    export_project(coded, tmp_path / "b.qdpx", documents=["OPEN"])
    first, second = [entry.act for entry in coded.reader.custody() if entry.act.act == "qda-export"]
    assert first.digest == sha256_hex((tmp_path / "a.qdpx").read_bytes())
    assert second.digest != sha256_hex((tmp_path / "b.qdpx").read_bytes())


def test_files_with_a_witnesss_words_are_known_by_name(coded: Study, tmp_path: Path) -> None:
    """A withdrawal can name the files that have to be destroyed by hand; files of media alone are none of them."""
    text, other = _witness(coded, "OPEN", sharing=True), _witness(coded, "TOO", sharing=True)
    export_project(coded, tmp_path / "media.qdpx")
    export_project(coded, tmp_path / "one.qdpx", documents=["OPEN"])
    export_project(coded, tmp_path / "both.csv", documents=["OPEN", "TOO"])
    export_project(coded, tmp_path / "codes.qdc", documents=["OPEN"])
    day = coded.clock().date().isoformat()
    assert exports_holding(coded, [other.id]) == [f"both.csv, exported on {day}"]
    assert exports_holding(coded, [text.id]) == [f"one.qdpx, exported on {day}", f"both.csv, exported on {day}"]
