"""A project to REFI-QDA XML that holds to the schema; what XML or the schema cannot say leaves a remark."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from synopticon.coding.exchange.guids import canonical
from synopticon.coding.exchange.project import (
    Case,
    Code,
    Coding,
    Group,
    Kind,
    Link,
    Project,
    Remark,
    Selection,
    Source,
    Stamp,
    Value,
)
from synopticon.coding.exchange.refi_names import INTERNAL, PROJECT, VALUES
from synopticon.coding.exchange.refi_reading import SAFE

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML 1.0 document can hold (production 2)."""
_COLOUR = re.compile(r"#(?:[A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})")
_MOMENT = re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?")
_LEXICAL = {
    Kind.TEXT: re.compile(r".*", re.DOTALL),
    Kind.BOOLEAN: re.compile(r"true|false|1|0"),
    Kind.INTEGER: re.compile(r"[+-]?\d+"),
    Kind.FLOAT: re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"),
    Kind.DATE: re.compile(r"-?\d{4,}-\d\d-\d\d(?:Z|[+-]\d\d:\d\d)?"),
    Kind.DATETIME: _MOMENT,
}
"""How XML Schema writes values of each type (part 2, section 3)."""
_DIRECTIONS = ("Associative", "OneWay", "Bidirectional")
_ELEMENTS = {Kind(kind): element for element, kind in VALUES.items()}


@dataclass
class Writing:
    """One document in the making: its namespace, the text files it names, and what it could not say."""

    namespace: str
    texts: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)

    def add(self, parent: Any, tag: str, text: str | None = None, /, **attributes: str | None) -> Any:
        """A child element; attributes that are None are left out."""
        element = etree.SubElement(parent, f"{{{self.namespace}}}{tag}")
        for key, value in attributes.items():
            if value is not None:
                element.set(key, self.clean(value, f"{tag}/@{key}"))
        if text is not None:
            element.text = self.clean(text, tag)
        return element

    def clean(self, text: str, where: str) -> str:
        """The text without characters that XML cannot hold; a remark says that there were some."""
        if not _NOT_XML.search(text):
            return text
        self.remarks.append(Remark("not-xml", "characters that XML cannot hold were replaced by U+FFFD", where))
        return _NOT_XML.sub("\ufffd", text)

    def only(self, value: str | None, accepted: Callable[[str], object], what: str) -> str | None:
        """The value where the schema accepts it; else None, with a remark."""
        if value is None or accepted(value):
            return value
        self.remarks.append(Remark("not-in-schema", f"{what} cannot be written: {value!r}"))
        return None


def write_codes(parent: Any, codes: Iterable[Code], writing: Writing, *, notes: bool = True) -> None:
    """The codes and all below them. notes: whether the document may refer to notes (a codebook alone may not)."""
    waiting = [(parent, code) for code in codes]
    while waiting:
        above, code = waiting.pop(0)
        element = writing.add(
            above,
            "Code",
            guid=code.guid,
            name=code.name,
            isCodable="true" if code.codable else "false",
            color=writing.only(code.colour, _COLOUR.fullmatch, "a colour"),
        )
        if code.description is not None:
            writing.add(element, "Description", code.description)
        if notes:
            _refer(element, "NoteRef", code.notes, writing)
        waiting[:0] = [(element, child) for child in code.children]


def project_xml(project: Project) -> tuple[bytes, list[tuple[str, str]], tuple[Remark, ...]]:
    """The document, the text files that it names (path below `sources/`, text), and what could not be said."""
    writing = Writing(PROJECT, taken={member.path for member in project.members})
    root = etree.Element(f"{{{PROJECT}}}Project", nsmap={None: PROJECT})
    root.set("name", writing.clean(project.name, "Project/@name"))
    for key, value in (("origin", project.origin), ("basePath", project.base)):
        if value is not None:
            root.set(key, writing.clean(value, f"Project/@{key}"))
    _stamp(root, project.stamp, writing, "creatingUserGUID", "modifyingUserGUID")
    _beginning(root, project, writing)
    _sources(root, project, writing)
    _ending(root, project, writing)
    xml = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return xml, writing.texts, tuple(writing.remarks)


def _beginning(root: Any, project: Project, writing: Writing) -> None:
    if project.users:
        users = writing.add(root, "Users")
        for user in project.users:
            writing.add(users, "User", guid=user.guid, name=user.name, id=user.initials)
    if project.codes:
        write_codes(writing.add(writing.add(root, "CodeBook"), "Codes"), project.codes, writing)
    if project.variables:
        variables = writing.add(root, "Variables")
        for variable in project.variables:
            element = writing.add(
                variables, "Variable", guid=variable.guid, name=variable.name, typeOfVariable=variable.kind.value
            )
            _describe(element, variable.description, writing)
    if project.cases:
        cases = writing.add(root, "Cases")
        for case in project.cases:
            _case(cases, case, writing)


def _sources(root: Any, project: Project, writing: Writing) -> None:
    texts = [source for source in project.sources if source.holder is None]
    kept = [whole for whole in project.kept if whole.tag != "Graph"]
    if texts or kept:
        sources = writing.add(root, "Sources")
        for source in texts:
            _text(sources, "TextSource", source, writing)
        for whole in kept:
            sources.append(etree.fromstring(whole.xml, SAFE))
    if project.memos:
        notes = writing.add(root, "Notes")
        for memo in project.memos:
            _text(notes, "Note", memo, writing)


def _ending(root: Any, project: Project, writing: Writing) -> None:
    if project.links:
        links = writing.add(root, "Links")
        for link in project.links:
            _link(links, link, writing)
    if project.groups:
        groups = writing.add(root, "Sets")
        for group in project.groups:
            _group(groups, group, writing)
    graphs = [whole for whole in project.kept if whole.tag == "Graph"]
    if graphs:
        parent = writing.add(root, "Graphs")
        for whole in graphs:
            parent.append(etree.fromstring(whole.xml, SAFE))
    _describe(root, project.description, writing)
    _refer(root, "NoteRef", project.notes, writing)


def _describe(element: Any, description: str | None, writing: Writing) -> None:
    if description is not None:
        writing.add(element, "Description", description)


def _refer(element: Any, name: str, guids: Iterable[str], writing: Writing) -> None:
    for guid in guids:
        writing.add(element, name, targetGUID=guid)


def _stamp(
    element: Any, stamp: Stamp, writing: Writing, by: str = "creatingUser", changed: str = "modifyingUser"
) -> None:
    for key, value, accepted in (
        (by, stamp.by, canonical),
        ("creationDateTime", stamp.at, _MOMENT.fullmatch),
        (changed, stamp.changed_by, canonical),
        ("modifiedDateTime", stamp.changed_at, _MOMENT.fullmatch),
    ):
        written = writing.only(value, accepted, key)
        if written is not None:
            element.set(key, written)


def _case(parent: Any, case: Case, writing: Writing) -> None:
    element = writing.add(parent, "Case", guid=case.guid, name=case.name)
    _describe(element, case.description, writing)
    _refer(element, "CodeRef", case.codes, writing)
    _values(element, case.values, writing)
    _refer(element, "SourceRef", case.sources, writing)
    _refer(element, "SelectionRef", case.selections, writing)


def _values(parent: Any, values: Iterable[Value], writing: Writing) -> None:
    for value in values:
        element = writing.add(parent, "VariableValue")
        writing.add(element, "VariableRef", targetGUID=value.variable)
        if value.kind is None:
            continue
        kind = value.kind
        if not _LEXICAL[kind].fullmatch(value.text):
            told = f"{value.text!r} is no {kind.value} as the schema writes it; it was written as text"
            writing.remarks.append(Remark("value", told, lost=False))
            kind = Kind.TEXT
        writing.add(element, _ELEMENTS[kind], value.text)


def _text(parent: Any, name: str, source: Source, writing: Writing) -> None:
    element = writing.add(parent, name, guid=source.guid, name=source.name, richTextPath=source.rich)
    inline = source.inline and source.text is not None and not _NOT_XML.search(source.text)
    if source.text is not None and not inline:
        path = f"{source.guid}.txt"
        while path in writing.taken:
            path = f"{path.removesuffix('.txt')}-.txt"
        writing.taken.add(path)
        writing.texts.append((path, source.text))
        element.set("plainTextPath", f"{INTERNAL}{path}")
    _stamp(element, source.stamp, writing)
    _describe(element, source.description, writing)
    if inline:
        writing.add(element, "PlainTextContent", source.text)
    for selection in source.selections:
        _selection(element, selection, writing)
    _codings(element, source.codings, writing)
    _refer(element, "NoteRef", source.notes, writing)
    _values(element, source.values, writing)


def _selection(parent: Any, selection: Selection, writing: Writing) -> None:
    element = writing.add(
        parent,
        "PlainTextSelection",
        guid=selection.guid,
        name=selection.name,
        startPosition=str(selection.start),
        endPosition=str(selection.end),
    )
    _stamp(element, selection.stamp, writing)
    _describe(element, selection.description, writing)
    _codings(element, selection.codings, writing)
    _refer(element, "NoteRef", selection.notes, writing)


def _codings(parent: Any, codings: Iterable[Coding], writing: Writing) -> None:
    for coding in codings:
        element = writing.add(
            parent,
            "Coding",
            guid=coding.guid,
            creatingUser=writing.only(coding.by, canonical, "a coder"),
            creationDateTime=writing.only(coding.at, _MOMENT.fullmatch, "a moment"),
        )
        writing.add(element, "CodeRef", targetGUID=coding.code)
        _refer(element, "NoteRef", coding.notes, writing)


def _group(parent: Any, group: Group, writing: Writing) -> None:
    element = writing.add(parent, "Set", guid=group.guid, name=group.name)
    _describe(element, group.description, writing)
    _refer(element, "MemberCode", group.codes, writing)
    _refer(element, "MemberSource", group.sources, writing)
    _refer(element, "MemberNote", group.notes, writing)


def _link(parent: Any, link: Link, writing: Writing) -> None:
    element = writing.add(
        parent,
        "Link",
        guid=link.guid,
        name=link.name,
        direction=writing.only(link.direction, _DIRECTIONS.__contains__, "a direction"),
        color=writing.only(link.colour, _COLOUR.fullmatch, "a colour"),
        originGUID=link.origin,
        targetGUID=link.target,
    )
    _refer(element, "NoteRef", link.notes, writing)
