"""REFI-QDA XML to a project. Nothing is passed over in silence: what cannot be taken leaves a remark or is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from synopticon.coding.exchange.guids import canonical, second
from synopticon.coding.exchange.project import (
    MOST_DEPTH,
    Case,
    Code,
    Coding,
    Group,
    Kept,
    Kind,
    Link,
    Project,
    Remark,
    Selection,
    Source,
    Stamp,
    User,
    Value,
    Variable,
)
from synopticon.coding.exchange.refi_names import HELD, MEDIA_SELECTIONS, VALUES

TextOf = Callable[[str, bool], str | None]
"""The text at a path of the file (`internal://…`), and whether it belongs to a thing that is kept whole; None where it
is missing."""
SAFE = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
"""Reads again what was read and kept."""


@dataclass
class Parsing:
    """What goes with one file through its reading: where its texts are, what was seen, and what could not be taken."""

    text_of: TextOf
    remarks: list[Remark] = field(default_factory=list)
    _seen: dict[str, set[str]] = field(default_factory=dict)

    def remark(self, kind: str, what: str, where: str | None = None, *, lost: bool = True) -> None:
        """Note what could not be taken as it stands."""
        self.remarks.append(Remark(kind, what, where, lost))

    def guid(self, element: Any, kind: str) -> str:
        """The element's GUID; a new one, with a remark, where it has none or another of its kind has the same."""
        written = element.get("guid") or ""
        seen = self._seen.setdefault(kind, set())
        guid = canonical(written)
        if guid is None:
            guid = second(f"{kind} {written}", len(seen))
            self.remark("guid", f"a {kind} has no valid GUID; it got one", written or None, lost=False)
        elif guid in seen:
            fresh = second(guid, len(seen))
            self.remark("duplicate-guid", f"a second {kind} bears a GUID; it got one of its own", guid, lost=False)
            guid = fresh
        seen.add(guid)
        return guid

    def unknown(self, element: Any, where: str) -> None:
        """Note an element that REFI-QDA 1.5 does not have here."""
        self.remark("unknown-element", f"<{local(element)}> is not known here and was left out", where)


def local(element: Any) -> str:
    """An element's name without its namespace; empty for comments and the like."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def children(element: Any, name: str) -> Iterator[Any]:
    """The child elements of that name, in any namespace."""
    return (child for child in element if local(child) == name)


def described(element: Any) -> str | None:
    """The text of the element's Description; None where it has none."""
    found = next(children(element, "Description"), None)
    return None if found is None else found.text or ""


def targets(element: Any, name: str) -> tuple[str, ...]:
    """The GUIDs to which the children of that name refer."""
    found = (canonical(child.get("targetGUID") or "") for child in children(element, name))
    return tuple(guid for guid in found if guid)


def stamp(element: Any, by: str = "creatingUser", changed: str = "modifyingUser") -> Stamp:
    """Who made the element and changed it, and when."""
    return Stamp(
        canonical(element.get(by) or ""),
        element.get("creationDateTime"),
        canonical(element.get(changed) or ""),
        element.get("modifiedDateTime"),
    )


def read_codes(parent: Any, parsing: Parsing, depth: int = 0) -> tuple[Code, ...]:
    """The codes below an element, as a tree; codes below MOST_DEPTH levels are left out with a remark."""
    if depth >= MOST_DEPTH:
        if any(children(parent, "Code")):
            parsing.remark("deep-codes", f"codes below {MOST_DEPTH} levels were left out", parent.get("name"))
        return ()
    found = []
    for element in children(parent, "Code"):
        guid = parsing.guid(element, "code")
        found.append(
            Code(
                guid,
                element.get("name") or "",
                described(element),
                element.get("color"),
                (element.get("isCodable") or "true").strip() in ("true", "1"),
                targets(element, "NoteRef"),
                read_codes(element, parsing, depth + 1),
            )
        )
    return tuple(found)


def read_project(root: Any, parsing: Parsing) -> Project:
    """The project under its root element, its offsets still as the file writes them."""
    parts = {local(part): part for part in root if local(part)}
    codes = next(children(parts["CodeBook"], "Codes"), None) if "CodeBook" in parts else None
    sources, kept = _sources(parts.get("Sources", ()), parsing)
    graphs = tuple(_kept(element, parsing) for element in parts.get("Graphs", ()) if local(element))
    for name in parts.keys() - _PARTS:
        parsing.unknown(parts[name], "Project")
    return Project(
        name=root.get("name") or "",
        origin=root.get("origin"),
        description=described(root),
        users=tuple(_user(element, parsing) for element in children(parts.get("Users", ()), "User")),
        codes=read_codes(codes, parsing) if codes is not None else (),
        variables=tuple(_variable(element, parsing) for element in children(parts.get("Variables", ()), "Variable")),
        cases=tuple(_case(element, parsing) for element in children(parts.get("Cases", ()), "Case")),
        sources=sources,
        kept=(*kept, *graphs),
        memos=tuple(_text(element, parsing, "note") for element in children(parts.get("Notes", ()), "Note")),
        links=tuple(_link(element, parsing) for element in children(parts.get("Links", ()), "Link")),
        groups=tuple(_group(element, parsing) for element in children(parts.get("Sets", ()), "Set")),
        notes=targets(root, "NoteRef"),
        stamp=stamp(root, "creatingUserGUID", "modifyingUserGUID"),
        base=root.get("basePath"),
    )


_PARTS = {
    "Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs", "Description", "NoteRef",
}  # fmt: skip


def _user(element: Any, parsing: Parsing) -> User:
    return User(parsing.guid(element, "user"), element.get("name"), element.get("id"))


def _variable(element: Any, parsing: Parsing) -> Variable:
    guid, name, written = parsing.guid(element, "variable"), element.get("name") or "", element.get("typeOfVariable")
    try:
        kind = Kind(written or "")
    except ValueError:
        parsing.remark("variable-type", f"{written!r} is no type of variable; it was read as text", name, lost=False)
        kind = Kind.TEXT
    return Variable(guid, name, kind, described(element))


def _values(element: Any) -> tuple[Value, ...]:
    found = []
    for value in children(element, "VariableValue"):
        variable = next(iter(targets(value, "VariableRef")), None)
        said = next((part for part in value if local(part) in VALUES), None)
        if variable is not None:
            kind = None if said is None else Kind(VALUES[local(said)])
            found.append(Value(variable, kind, "" if said is None else said.text or ""))
    return tuple(found)


def _case(element: Any, parsing: Parsing) -> Case:
    return Case(
        parsing.guid(element, "case"),
        element.get("name"),
        described(element),
        targets(element, "CodeRef"),
        _values(element),
        targets(element, "SourceRef"),
        targets(element, "SelectionRef"),
    )


def _sources(elements: Iterable[Any], parsing: Parsing) -> tuple[tuple[Source, ...], tuple[Kept, ...]]:
    texts: list[Source] = []
    kept: list[Kept] = []
    for element in elements:
        name = local(element)
        if name == "TextSource":
            texts.append(_text(element, parsing, "source"))
        elif name in HELD:
            whole = _kept(element, parsing)
            kept.append(whole)
            for holder in (element, *(part for part in element if local(part) in MEDIA_SELECTIONS)):
                for part in holder:
                    if local(part) in HELD[name]:
                        texts.append(_text(part, parsing, "source", holder=whole.guid))
        elif name:
            parsing.unknown(element, "Sources")
    return tuple(texts), tuple(kept)


def _kept(element: Any, parsing: Parsing) -> Kept:
    guid = parsing.guid(element, local(element))
    texts = HELD.get(local(element), ())
    codings = sum(
        1
        for part in element.iter()
        if local(part) == "Coding" and not any(local(above) in texts for above in part.iterancestors())
    )
    xml = etree.tostring(element, method="c14n", exclusive=True, with_tail=False)
    return Kept(local(element), guid, element.get("name"), xml, codings)


def with_offsets(kept: Kept, offsets: Mapping[str, tuple[int, int]]) -> Kept:
    """The thing with these offsets, by GUID, in the selections of its text."""
    root, changed = etree.fromstring(kept.xml, SAFE), False
    for part in root.iter():
        guid = canonical(part.get("guid") or "") or ""
        if local(part) == "PlainTextSelection" and guid in offsets:
            start, end = (str(offset) for offset in offsets[guid])
            changed = changed or (part.get("startPosition"), part.get("endPosition")) != (start, end)
            part.set("startPosition", start)
            part.set("endPosition", end)
    return replace(kept, xml=etree.tostring(root, method="c14n", exclusive=True)) if changed else kept


def _text(element: Any, parsing: Parsing, kind: str, holder: str | None = None) -> Source:
    guid, name, path = parsing.guid(element, kind), element.get("name"), element.get("plainTextPath")
    content = next(children(element, "PlainTextContent"), None)
    if path and content is not None:
        parsing.remark("two-texts", f"a {kind} has its text twice; the file was taken", name or guid, lost=False)
    text = parsing.text_of(path, holder is not None) if path else None
    if text is None and content is not None:
        text = content.text or ""
    elif text is None and path:
        parsing.remark("missing-source", f"the text of a {kind} is not in the file", name or path)
    return Source(
        guid,
        name,
        text,
        described(element),
        tuple(_selections(element, parsing)),
        _codings(element, parsing),
        targets(element, "NoteRef"),
        _values(element),
        stamp(element),
        element.get("richTextPath"),
        inline=content is not None and not path,
        holder=holder,
    )


def _selections(element: Any, parsing: Parsing) -> Iterator[Selection]:
    points = {canonical(point.get("guid") or ""): point.get("position") for point in children(element, "SyncPoint")}
    for part in element:
        if local(part) == "PlainTextSelection":
            begins, ends = part.get("startPosition"), part.get("endPosition")
        elif local(part) == "TranscriptSelection":
            begins, ends = (points.get(canonical(part.get(side) or "")) for side in ("fromSyncPoint", "toSyncPoint"))
        else:
            continue
        try:
            start, end = int(begins), int(ends)
        except (TypeError, ValueError):
            parsing.remark(
                "offsets", f"a selection has no whole numbers as offsets ({begins}, {ends})", part.get("name")
            )
            continue
        yield Selection(
            parsing.guid(part, "selection"),
            start,
            end,
            part.get("name"),
            described(part),
            _codings(part, parsing),
            targets(part, "NoteRef"),
            stamp(part),
        )


def _codings(element: Any, parsing: Parsing) -> tuple[Coding, ...]:
    found = []
    for part in children(element, "Coding"):
        code = next(iter(targets(part, "CodeRef")), None)
        if code is None:
            parsing.remark("coding", "a coding names no code", element.get("name"))
            continue
        made = stamp(part)
        found.append(Coding(parsing.guid(part, "coding"), code, made.by, made.at, targets(part, "NoteRef")))
    return tuple(found)


def _group(element: Any, parsing: Parsing) -> Group:
    return Group(
        parsing.guid(element, "set"),
        element.get("name") or "",
        described(element),
        targets(element, "MemberCode"),
        targets(element, "MemberSource"),
        targets(element, "MemberNote"),
    )


def _link(element: Any, parsing: Parsing) -> Link:
    return Link(
        parsing.guid(element, "link"),
        element.get("name"),
        element.get("direction"),
        element.get("color"),
        canonical(element.get("originGUID") or ""),
        canonical(element.get("targetGUID") or ""),
        targets(element, "NoteRef"),
    )
