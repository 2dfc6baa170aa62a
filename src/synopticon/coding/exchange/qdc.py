"""A `.qdc` codebook (REFI-QDA codebook 1.0) to codes and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree

from synopticon.coding.exchange.project import Code, Group, Project, Remark
from synopticon.coding.exchange.refi_names import CODEBOOK
from synopticon.coding.exchange.refi_reading import Parsing, children, described, local, read_codes
from synopticon.coding.exchange.refi_writing import Writing, write_codes


def read_qdc(root: Any) -> tuple[Project, tuple[Remark, ...]]:
    """The codebook below its root element, as a project that has codes and sets alone."""
    parsing = Parsing(lambda _path, _held: None)
    codes = next(children(root, "Codes"), None)
    sets = next(children(root, "Sets"), ())
    for part in root:
        if local(part) not in ("Codes", "Sets", ""):
            parsing.unknown(part, "CodeBook")
    groups = tuple(
        Group(
            parsing.guid(element, "set"),
            element.get("name") or "",
            described(element),
            tuple(member.get("guid") or member.get("targetGUID") or "" for member in children(element, "MemberCode")),
        )
        for element in children(sets, "Set")
    )
    project = Project(
        name="",
        origin=root.get("origin"),
        codes=read_codes(codes, parsing) if codes is not None else (),
        groups=groups,
    )
    return project, tuple(parsing.remarks)


def write_qdc(codes: Iterable[Code], groups: Iterable[Group], origin: str) -> tuple[bytes, tuple[Remark, ...]]:
    """The codebook as XML. Notes have no place in it; whoever calls says so where there are any."""
    writing = Writing(CODEBOOK)
    root = etree.Element(f"{{{CODEBOOK}}}CodeBook", nsmap={None: CODEBOOK})
    root.set("origin", origin)
    write_codes(writing.add(root, "Codes"), codes, writing, notes=False)
    held = list(groups)
    if held:
        sets = writing.add(root, "Sets")
        for group in held:
            element = writing.add(sets, "Set", guid=group.guid, name=group.name)
            if group.description is not None:
                writing.add(element, "Description", group.description)
            for guid in group.codes:
                writing.add(element, "MemberCode", guid=guid)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8"), tuple(writing.remarks)
