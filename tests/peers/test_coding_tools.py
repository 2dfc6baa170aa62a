"""Coding tools of others open what we write, and we open what they write. The words are invented."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from synopticon.coding.exchange.guids import guid_of
from synopticon.coding.exchange.project import Code, Coding, Project, Selection, Source, User
from synopticon.coding.exchange.qdc import write_qdc
from synopticon.coding.exchange.qdpx import write_qdpx
from synopticon.workflow.qda_export import export_project
from synopticon.workflow.qda_import import import_project
from synopticon.workflow.qda_opening import open_project
from synopticon.workflow.study import Study

pytestmark = pytest.mark.peers
Run = Callable[..., "subprocess.CompletedProcess[str]"]
QC = Path(__file__).parents[2] / ".venv-peers" / "bin" / "qc"
TEXT = "The camera stands at the gate.\nIt was 감시 installed 𠮷 in 2019.\nNobody knew.\n"
CODES = (
    Code(guid_of("video"), "video", "Cameras.", "#1f5f5b", children=(Code(guid_of("networked"), "networked"),)),
    Code(guid_of("told"), "was told"),
)


def _project() -> Project:
    def selection(words: str, code: str) -> Selection:
        start = TEXT.index(words)
        coding = Coding(guid_of(f"{words} {code}"), guid_of(code), guid_of("ada"), "2024-01-02T03:04:05Z")
        return Selection(guid_of(words), start, start + len(words), words, None, (coding,))

    selections = (selection("camera", "video"), selection("감시 installed 𠮷", "networked"), selection("knew", "told"))
    source = Source(guid_of("one"), "one.txt", TEXT, selections=selections)
    return Project("gate", "Synopticon 0", users=(User(guid_of("ada"), "ada"),), codes=CODES, sources=(source,))


def _qc(folder: Path, *arguments: str) -> str:
    """Run qc (qualitative-coding) in a folder; its reader stops at a forgotten breakpoint unless told not to."""
    done = subprocess.run(
        [QC, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONBREAKPOINT": "0"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_qc_opens_our_project_and_we_open_its_own(tmp_path: Path, peer: Run) -> None:
    """qc reads our codes, text, coder and codings; what it exports again opens here with the same tree of codes."""
    (tmp_path / "ours.qdpx").write_bytes(write_qdpx(_project())[0])
    folder = tmp_path / "qc"
    folder.mkdir()
    _qc(folder, "init", "--import", str(tmp_path / "ours.qdpx"))
    assert (folder / "corpus" / "one.txt").read_text("utf-8") == TEXT
    listed = _qc(folder, "codes", "list").split()
    assert [word for word in listed if word != "-"] == ["video", "networked", "was", "told"]
    assert _qc(folder, "codes", "stats").count("1") == 3
    _qc(folder, "export", "theirs.qdpx")
    theirs = open_project(folder / "theirs.qdpx").project
    assert {code.name for code in theirs.every_code()} == {"video", "networked", "was told"}
    assert theirs.sources[0].text == TEXT
    assert [user.name for user in theirs.users] == ["ada"]
    assert sum(len(selection.codings) for selection in theirs.sources[0].selections) == 3


@pytest.mark.corpus
@pytest.mark.slow
def test_the_demonstration_holds_to_the_schema_opens_in_qc_and_comes_back(
    demo: Path, shared: Path, tmp_path: Path, peer: Run
) -> None:
    """All that may be shared of the demonstration is valid REFI-QDA, is read by qc, and is known again here."""
    shutil.copytree(demo, tmp_path / "study")
    out = tmp_path / "demo.qdpx"
    with Study.open(tmp_path / "study") as study:
        done = export_project(study, out, permitted_only=True)
        taken = import_project(study, out)
    assert done.documents >= 10 <= len(done.witnesses)
    assert done.codings >= 100
    assert (taken.codes_new, taken.codings_new, taken.codings_there) == (0, 0, done.codings)
    assert not [remark for remark in taken.remarks if remark.lost]
    schema = etree.XMLSchema(etree.parse(shared / "data" / "refi" / "Project-mrt2019.xsd"))
    with zipfile.ZipFile(out) as archive:
        schema.assertValid(etree.fromstring(archive.read("project.qde")))
    folder = tmp_path / "qc"
    folder.mkdir()
    _qc(folder, "init", "--import", str(out))
    assert len(list((folder / "corpus").iterdir())) == done.documents


READ = """
import json, sys
from pyrefiqda import RefiCodebook, RefiProject
project = RefiProject.load(sys.argv[1], sys.argv[3])
book = RefiCodebook.load(sys.argv[2])
def tree(codes):
    return [[code.name, tree(code.code)] for code in codes]
source = project.sources.text_source[0]
path = RefiProject.resolve_source_path(source.plain_text_path, sys.argv[3])
text = open(path, encoding="utf-8", newline="").read()
spans = [text[one.start_position:one.end_position] for one in source.plain_text_selection]
if len(sys.argv) > 4:
    RefiProject.save(project, sys.argv[4], sys.argv[3] + "/sources")
print(json.dumps([tree(project.code_book.codes.code), tree(book.codes.code), spans]))
"""


def test_pyrefiqda_opens_our_project_and_codebook_and_writes_them_back(tmp_path: Path, peer: Run) -> None:
    """A strict reader made from both schemas finds the tree and the words; its own file holds the same project."""
    project = _project()
    (tmp_path / "ours.qdpx").write_bytes(write_qdpx(project)[0])
    (tmp_path / "ours.qdc").write_bytes(write_qdc(CODES, (), "Synopticon 0")[0])
    (tmp_path / "read.py").write_text(READ, "utf-8")
    done = peer("python", "read.py", "ours.qdpx", "ours.qdc", "unpacked", "theirs.qdpx", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    tree = [["video", [["networked", []]]], ["was told", []]]
    assert json.loads(done.stdout) == [tree, tree, ["camera", "감시 installed 𠮷", "knew"]]
    assert open_project(tmp_path / "theirs.qdpx").project == project


def test_what_nvivo_wrote_opens_here(peer: Run, tmp_path: Path) -> None:
    """A project that NVivo for Mac exported (it travels with qc) opens without loss of codes, sources or files."""
    script = "import qualitative_coding as qc; print(list(qc.__path__)[0])"
    folder = Path(peer("python", "-c", script).stdout.strip())
    opened = open_project(folder / "refi_qda" / "nvivo_project.qdpx")
    assert opened.project.origin == "NVivo for Mac 15.0.0"
    assert len(list(opened.project.every_code())) > 200
    assert [len(source.text or "") for source in opened.project.sources] == [1, 1]
    assert opened.remarks == ()
    assert {member.path[-5:] for member in opened.project.members} >= {".docx"}
