"""A Taguette project (its SQLite file, releases 0.9 to 1.5) as a project: tags, highlights, who made them and when."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from synopticon.coding.exchange.guids import guid_of
from synopticon.coding.exchange.html_text import HtmlText
from synopticon.coding.exchange.moments import moment
from synopticon.coding.exchange.project import MOST_DEPTH, Code, Coding, Project, Remark, Selection, Source, Stamp, User
from synopticon.errors import NotFound, UsageError

if TYPE_CHECKING:
    Row = Mapping[str, str | int | float | None]
    Tables = Mapping[str, Sequence[Row]]

TABLES = {
    "projects": ("id", "name", "description", "created"),
    "documents": ("id", "name", "description", "filename", "created", "project_id", "contents"),
    "tags": ("id", "project_id", "path", "description"),
    "highlights": ("id", "document_id", "start_offset", "end_offset", "snippet"),
    "highlight_tags": ("highlight_id", "tag_id"),
    "commands": ("date", "user_login", "project_id", "payload"),
}
"""What is read of its tables."""
SIGN = frozenset({"projects", "documents", "highlights", "highlight_tags", "tags"})
"""Tables by which such a file is known."""


def read_taguette(tables: Tables, name: str | None = None) -> tuple[Project, tuple[Remark, ...]]:
    """The one project of a file, or that of the name. Raises NotFound, UsageError where there are several."""
    project = _chosen(tables.get("projects", ()), name)
    key, remarks = project["id"], list[Remark]()
    made = _made(tables, key)
    users = {login: User(guid_of(f"taguette user {login}"), login) for login, _ in made.values()}
    codes, guids = _codes([row for row in tables.get("tags", ()) if row["project_id"] == key])
    tags: dict[object, list[object]] = {}
    for row in tables.get("highlight_tags", ()):
        tags.setdefault(row["highlight_id"], []).append(row["tag_id"])
    marks: dict[object, list[Row]] = {}
    for row in tables.get("highlights", ()):
        marks.setdefault(row["document_id"], []).append(row)
    sources = [
        _Document(row, made, users, guids, tags, remarks).source(marks.get(row["id"], ()))
        for row in tables.get("documents", ())
        if row["project_id"] == key
    ]
    return (
        Project(
            name=str(project["name"] or ""),
            origin="Taguette",
            description=str(project.get("description") or "") or None,
            users=tuple(users.values()),
            codes=codes,
            sources=tuple(sources),
        ),
        tuple(remarks),
    )


def _chosen(projects: Sequence[Row], name: str | None) -> Row:
    named = [row for row in projects if name in (None, row["name"])]
    if len(named) == 1:
        return named[0]
    listed = ", ".join(f"“{row['name']}”" for row in projects[:10]) or "none"
    if name is None and projects:
        raise UsageError(
            f"this file holds {len(projects)} projects",
            why=listed,
            remedy="Name one: --project NAME",
        )
    raise NotFound("no one project of that name is in the file", where=name, why=f"it holds {listed}")


def _made(tables: Tables, project: object) -> dict[object, tuple[str, str | None]]:
    """Who made each highlight and when, by its id; Taguette keeps that in its list of commands alone."""
    found: dict[object, tuple[str, str | None]] = {}
    for row in tables.get("commands", ()):
        try:
            payload = json.loads(str(row["payload"]))
        except ValueError:
            continue
        if row["project_id"] == project and isinstance(payload, dict) and payload.get("type") == "highlight_add":
            found.setdefault(payload.get("highlight_id"), (str(row["user_login"]), moment(row["date"])))
    return found


def _codes(tags: Sequence[Row]) -> tuple[tuple[Code, ...], dict[object, str]]:
    """The tags as a tree: a dot in a path leads one level down, as Taguette itself finds tags by their beginning."""
    described = {str(tag["path"]): tag for tag in tags}
    children: dict[str, dict[str, None]] = {}
    for path in described:
        parts = path.split(".")
        if len(parts) > MOST_DEPTH or not all(part.strip() for part in parts):
            parts = [path]
        for depth in range(len(parts)):
            above = ".".join(parts[:depth])
            children.setdefault(above, {})[".".join(parts[: depth + 1])] = None

    def code(path: str, above: str) -> Code:
        tag = described.get(path)
        name = path.removeprefix(f"{above}.") if above else path
        below = tuple(code(child, path) for child in children.get(path, {}))
        about = str(tag["description"] or "") or None if tag else None
        return Code(guid_of(f"taguette tag {path}"), name, about, None, tag is not None, (), below)

    tree = tuple(code(path, "") for path in children.get("", {}))
    return tree, {tag["id"]: guid_of(f"taguette tag {path}") for path, tag in described.items()}


class _Document:
    """One document on its way to a source."""

    def __init__(
        self,
        row: Row,
        made: Mapping[object, tuple[str, str | None]],
        users: Mapping[str, User],
        codes: Mapping[object, str],
        tags: Mapping[object, list[object]],
        remarks: list[Remark],
    ) -> None:
        self._row, self._made, self._users, self._codes, self._tags = row, made, users, codes, tags
        self._remarks = remarks
        self._html = HtmlText(str(row["contents"] or ""))

    def source(self, marks: Sequence[Row]) -> Source:
        """The document's text with its highlights."""
        row, selections = self._row, [found for mark in marks if (found := self._selection(mark))]
        return Source(
            guid_of(f"taguette document {row['id']} {row['name']}"),
            str(row["name"] or ""),
            self._html.text,
            str(row["description"] or "") or None,
            tuple(selections),
            stamp=Stamp(at=moment(row.get("created"))),
        )

    def _selection(self, mark: Row) -> Selection | None:
        text, place = self._html.text, str(self._row["name"])
        start, end = self._html.point(_whole(mark["start_offset"])), None
        if start is not None:
            end = self._html.point(_whole(mark["end_offset"]), end=True)
        told = f"bytes {mark['start_offset']}–{mark['end_offset']}"
        if start is None or end is None or end < start:
            self._remarks.append(Remark("wrong-offsets", f"a highlight at {told} does not lie in its text", place))
            return None
        if not _same(text[start:end], HtmlText(str(mark["snippet"] or "")).text):
            self._remarks.append(
                Remark("quotation", f"a highlight at {told} does not hold the words it quotes", place, lost=False)
            )
        login, at = self._made.get(mark["id"], (None, None))
        by = self._users[login].guid if login is not None else None
        key = f"taguette highlight {self._row['id']} {mark['id']}"
        codings = tuple(
            Coding(guid_of(f"{key} {tag}"), self._codes[tag], by, at)
            for tag in self._tags.get(mark["id"], ())
            if tag in self._codes
        )
        return Selection(guid_of(key), start, end, None, None, codings, (), Stamp(by, at))


def _whole(value: object) -> int:
    return value if isinstance(value, int) else -1


def _same(one: str, other: str) -> bool:
    return "".join(one.split()) == "".join(other.split())
