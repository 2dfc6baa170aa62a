"""A `.qdpx` to a project and back: an archive's members on one side, a project with settled offsets on the other."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from synopticon.coding.exchange.project import Coding, Member, Project, Remark, Selection, Source
from synopticon.coding.exchange.readings import Ends, Lines, Reading, Rulers, Span, Units, choose
from synopticon.coding.exchange.refi_names import FILE, FOLDER, INTERNAL
from synopticon.coding.exchange.refi_reading import Parsing, read_project, with_offsets
from synopticon.coding.exchange.refi_writing import project_xml
from synopticon.errors import DamagedInput
from synopticon.language.decoding import decode, unicode_of

OURS = "Synopticon"
"""How the origin of what is written here begins: its offsets need no guess."""
_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The moment of every member: the same project is the same bytes on every day."""
_BOM = "\ufeff"


class Opened(Protocol):
    """An archive that was found harmless (extraction/containers.py)."""

    def names(self) -> list[str]:
        """The members' names in their order."""

    def read(self, name: str) -> bytes:
        """A member's bytes."""

    def xml(self, name: str) -> Any:
        """A member's root element."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How to read offsets, where the user knows it."""

    ends: Ends | None = None
    lines: Lines | None = None
    units: Units | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A project read from a file: how its offsets were read, and what could not be taken as it stood."""

    project: Project
    reading: Reading
    remarks: tuple[Remark, ...]


def read_qdpx(archive: Opened, asked: Asked = Asked()) -> Taken:
    """The project in an archive. Raises DamagedInput where it holds none, and what the archive raises."""
    name = _project_file(archive.names())
    root = archive.xml(name)
    texts = _Texts(archive, trusted=(root.get("origin") or "").startswith(OURS))
    parsing = Parsing(texts.at)
    if name != FILE:
        parsing.remark("project-file", f"the project stands in {name} and not in {FILE}", lost=False)
    for stray in texts.strays(name):
        parsing.remark("stray-file", f"a file outside {FOLDER}/ was left out", stray)
    project = replace(read_project(root, parsing), members=texts.others(name))
    return settle(project, parsing.remarks, asked)


def settle(project: Project, remarks: Iterable[Remark], asked: Asked = Asked()) -> Taken:
    """The project with all offsets as code points, end exclusive, and references that lead somewhere."""
    ours = (project.origin or "").startswith(OURS)
    spans = [
        Span(source.text, selection.start, selection.end, selection.name)
        for source in (*project.sources, *project.memos)
        if source.text is not None and not ours
        for selection in source.selections
    ]
    reading = choose(spans, project.origin, ends=asked.ends, lines=asked.lines, units=asked.units)
    more: list[Remark] = []
    rulers = Rulers(reading)
    project = _cases_of_codings(project)
    known = {code.guid for code in project.every_code()}
    sources = tuple(_settled(source, rulers, known, more) for source in project.sources)
    held = {
        selection.guid: (selection.start, selection.end)
        for source in sources
        if source.holder is not None
        for selection in source.selections
    }
    project = replace(
        project,
        sources=sources,
        memos=tuple(_settled(source, rulers, known, more) for source in project.memos),
        kept=tuple(with_offsets(one, held) for one in project.kept) if held else project.kept,
    )
    return Taken(project, reading, (*remarks, *more))


def _settled(source: Source, rulers: Rulers, known: set[str], remarks: list[Remark]) -> Source:
    place = source.name or source.guid
    ruler = rulers.of(source.text) if source.text is not None else None
    kept: list[Selection] = []
    for selection in source.selections:
        told = f"{selection.start}–{selection.end}"
        found = (
            ruler.span(selection.start, selection.end, rulers.reading.ends)
            if ruler
            else (selection.start, selection.end)
        )
        if found is None:
            remarks.append(Remark("wrong-offsets", f"a selection at {told} does not lie in its text", place))
            continue
        codings = tuple(coding for coding in selection.codings if coding.code in known)
        remarks.extend(
            Remark("unknown-code", f"a coding at {told} names a code that the file does not have", place)
            for _ in range(len(selection.codings) - len(codings))
        )
        kept.append(replace(selection, start=found[0], end=found[1], codings=codings))
    given = tuple(coding for coding in source.codings if coding.code in known)
    if len(given) < len(source.codings):
        remarks.append(
            Remark("unknown-code", "a coding of a whole text names a code that the file does not have", place)
        )
    return replace(source, selections=tuple(kept), codings=given)


def _cases_of_codings(project: Project) -> Project:
    """Codings whose "code" is a case become that case's selections: so NVivo writes what belongs to a person."""
    cases = {case.guid for case in project.cases} - {code.guid for code in project.every_code()}
    if not cases:
        return project
    belong: dict[str, list[str]] = {}
    whole: dict[str, list[str]] = {}
    sources = []
    for source in project.sources:
        selections = []
        for selection in source.selections:
            for coding in selection.codings:
                belong.setdefault(coding.code, []).append(selection.guid)
            selections.append(replace(selection, codings=_without(selection.codings, cases)))
        for coding in source.codings:
            whole.setdefault(coding.code, []).append(source.guid)
        sources.append(replace(source, selections=tuple(selections), codings=_without(source.codings, cases)))
    return replace(
        project,
        sources=tuple(sources),
        cases=tuple(
            replace(
                case,
                sources=tuple(dict.fromkeys([*case.sources, *whole.get(case.guid, ())])),
                selections=tuple(dict.fromkeys([*case.selections, *belong.get(case.guid, ())])),
            )
            if case.guid in cases & (belong.keys() | whole.keys())
            else case
            for case in project.cases
        ),
    )


def _without(codings: tuple[Coding, ...], cases: set[str]) -> tuple[Coding, ...]:
    return tuple(coding for coding in codings if coding.code not in cases)


def _project_file(names: list[str]) -> str:
    """The member that is the project: `project.qde`, else the only one that ends so at the top (ATLAS.ti)."""
    top = [name for name in names if "/" not in name and name.lower().endswith(".qde")]
    named = [name for name in top if name.lower() == FILE]
    if len(named or top) != 1:
        raise DamagedInput(
            "the archive holds no REFI-QDA project" if not top else "the archive holds several projects",
            why=f"{FILE} at its top is looked for" if not top else ", ".join(top),
            remedy="Export it again as a REFI-QDA project (.qdpx) from the program that made it.",
        )
    return (named or top)[0]


class _Texts:
    """The texts of an archive by the paths under which its XML names them."""

    def __init__(self, archive: Opened, *, trusted: bool) -> None:
        self._archive, self._trusted = archive, trusted
        self._members = {name.replace("\\", "/").casefold(): name for name in archive.names()}
        self._used: set[str] = set()
        self._decoded: dict[str, str] = {}

    def at(self, path: str, held: bool) -> str | None:
        """The text at `internal://…` or at a bare path, as some write it; None where it is missing or lies outside.

        held: it belongs to a thing that is kept whole, so its file travels with the others.
        """
        if "://" in path and not path.startswith(INTERNAL):
            return None
        wanted = path.removeprefix(INTERNAL).lstrip("/")
        name = self._members.get(f"{FOLDER}/{wanted}".casefold())
        if name is None:
            return None
        if not held:
            self._used.add(name)
        # A file that is named a thousand times is unpacked and kept once.
        if name not in self._decoded:
            self._decoded[name] = self._text(self._archive.read(name))
        return self._decoded[name]

    def _text(self, data: bytes) -> str:
        if self._trusted or (unicode_of(data) or "utf-8-sig") == "utf-8-sig":
            try:
                return data.decode("utf-8-sig")
            except UnicodeDecodeError:
                pass
        return decode(data)[0].removeprefix(_BOM)

    def strays(self, project: str) -> list[str]:
        """Files that belong to no project of this kind."""
        return [name for name in self._files(project) if not _path(name)]

    def others(self, project: str) -> tuple[Member, ...]:
        """All other files below `sources/`: pictures, recordings, formatted copies."""
        return tuple(
            Member(path, self._archive.read(name))
            for name in self._files(project)
            if name not in self._used and (path := _path(name))
        )

    def _files(self, project: str) -> list[str]:
        return [name for name in self._archive.names() if name != project and name[-1:] not in ("/", "")]


def _path(name: str) -> str:
    """A member's path below `sources/`; empty for one that lies elsewhere."""
    folder, *path = [part for part in name.split("/") if part not in ("", ".")] or [""]
    return "/".join(path) if folder.casefold() == FOLDER else ""


def write_qdpx(project: Project) -> tuple[bytes, tuple[Remark, ...]]:
    """The archive's bytes and what REFI-QDA cannot say. The same project gives the same bytes."""
    xml, texts, remarks = project_xml(project)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        _put(archive, FILE, xml)
        for path, text in texts:
            # A text that begins with a byte-order mark gets another before it, which every reader takes off.
            marked = _BOM + text if text.startswith(_BOM) else text
            _put(archive, f"{FOLDER}/{path}", marked.encode("utf-8"))
        for member in project.members:
            _put(archive, f"{FOLDER}/{member.path}", member.data)
    return out.getvalue(), remarks


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _MOMENT)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    archive.writestr(info, data)
