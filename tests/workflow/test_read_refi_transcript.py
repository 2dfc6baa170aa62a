"""Transcripts are taken out of REFI-QDA projects with their times; what is wrong with a project is told. Invented."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from synopticon.errors import DamagedInput, HostileInput, UsageError
from synopticon.interviews.transcripts.transcript import Transcript
from synopticon.workflow.read_transcript import read_transcript

GUID = "00000000-0000-0000-0000-00000000000{}"
TEXT = "Q: where\nMaro: 강가에서 🌉 we met\nQ: when\n"


def project(sources: str, **files: str) -> bytes:
    """A project with these sources, and files below sources/ by their names without ending."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        head = '<Project xmlns="urn:QDA-XML:project:1.0" name="invented">'
        archive.writestr("project.qde", f"{head}<Sources>{sources}</Sources></Project>")
        for name, text in files.items():
            archive.writestr(f"sources/{name}.txt", text)
    return out.getvalue()


def audio(inside: str, path: str = "") -> str:
    """An audio source with one transcript."""
    attribute = f'plainTextPath="{path}"' if path else ""
    return (
        f'<AudioSource guid="{GUID.format(1)}" name="Maro Tesk">'
        f'<Transcript guid="{GUID.format(2)}" {attribute}>{inside}</Transcript></AudioSource>'
    )


def points(*pairs: tuple[object, object]) -> str:
    """Sync points from pairs of position and time."""
    return "".join(
        f'<SyncPoint guid="{GUID.format(3)[:-2]}{number:02}" position="{at}" timeStamp="{stamp}"/>'
        for number, (at, stamp) in enumerate(pairs, 10)
    )


def read(data: bytes, source: int | None = None) -> Transcript:
    """The transcript in data."""
    found = read_transcript(data, "project.qdpx", source)
    assert isinstance(found, Transcript)
    return found


def test_a_transcript_comes_with_speakers_and_times() -> None:
    """Positions count code points, so that letters beyond the first plane move nothing."""
    last = TEXT.rindex("Q:")
    found = read(project(audio(points((0, 0), (9, 4000), (last, 9500)), "internal://a.txt"), a=TEXT))
    assert found.text == TEXT
    assert [(turn.speaker, turn.begins) for turn in found.turns] == [("Q", 0), ("Maro", 4000), ("Q", 9500)]
    assert found.format == "refi-qda"


def test_text_within_the_project_is_read() -> None:
    """PlainTextContent serves as well as a file."""
    inline = f'<TextSource guid="{GUID.format(1)}" name="x"><PlainTextContent>{TEXT}</PlainTextContent></TextSource>'
    assert read(project(inline)).text == TEXT


def test_of_several_texts_one_must_be_named_by_number() -> None:
    """The choice is offered without the sources' names, which may be the witnesses'."""
    data = project(audio("", "internal://a.txt") + audio("", "internal://b.txt"), a=TEXT, b="Q: other\nA: yes\n")
    with pytest.raises(UsageError) as refused:
        read(data)
    assert "1 (" in str(refused.value) and "2 (" in str(refused.value) and "Maro" not in str(refused.value)
    assert read(data, 2).text.startswith("Q: other")
    assert any("GUIDs stand more than once" in warning for warning in read(data, 2).warnings)
    with pytest.raises(UsageError, match="no text of that number"):
        read(data, 3)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (audio("", "internal://absent.txt"), "missing from the project"),
        (audio("", "relative:///etc/a.txt"), "outside the project"),
        (audio(""), "no plain text"),
        (audio("<PlainTextContent>x</PlainTextContent>", "internal://a.txt"), "which one counts is unknown"),
        ("", "no transcript"),
    ],
    ids=lambda value: value[-30:],
)
def test_a_project_without_a_readable_text_is_refused_with_the_reason(source: str, reason: str) -> None:
    """The reason names the source by number, never by its name."""
    with pytest.raises(DamagedInput, match=reason) as refused:
        read(project(source, a=TEXT))
    assert "Maro" not in str(refused.value)


def test_wrong_sync_points_are_left_out_and_told() -> None:
    """Points beyond the text, negative or without time move no turn."""
    wrong = points((len(TEXT) + 1, 100), (-1, 5), ("x", 5), (0, "soon"), (0, 700))
    found = read(project(audio(wrong, "internal://a.txt"), a=TEXT))
    assert found.turns[0].begins == 700
    assert any(warning.startswith("4 sync points") for warning in found.warnings)


def test_entities_and_escapes_are_refused() -> None:
    """A project that defines entities is not read."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("project.qde", '<!DOCTYPE x [<!ENTITY a "b">]><Project/>')
    with pytest.raises(HostileInput):
        read(out.getvalue())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("project.qde", "<Project/>")
        archive.writestr("../../escape.txt", "x")
    with pytest.raises(HostileInput):
        read(out.getvalue())


@pytest.mark.corpus
def test_the_project_of_these_tests_follows_the_published_schema(shared: Path) -> None:
    """What is read here is what the standard describes, and no invention of ours."""
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(shared / "data" / "refi" / "Project-mrt2019.xsd"))
    with zipfile.ZipFile(io.BytesIO(project(audio(points((0, 0), (9, 4000)), "internal://a.txt"), a=TEXT))) as archive:
        schema.assertValid(etree.fromstring(archive.read("project.qde")))
