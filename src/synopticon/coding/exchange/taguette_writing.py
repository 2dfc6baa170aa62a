"""A project as the tables of a Taguette project (release 1.5), which Taguette imports; what has no place is told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape

from synopticon.coding.exchange.project import Code, Project, Remark, Selection, Source

REVISION = "db5e31a0233d"
"""The version of Taguette's schema that is written: that of 1.5.2."""
APPLICATION = 0x54677474
"""How SQLite files of Taguette are marked: “Tgtt”."""
_LONGEST = {"document": 50, "project": 50, "tag": 200, "user": 25}
"""Characters that its validate.py allows."""
_LOGIN = re.compile(r"[^a-z0-9._-]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_EPOCH = "1970-01-01 00:00:00.000000"
Cell = str | int | None
Rows = dict[str, list[dict[str, Cell]]]

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "users": {"login": "VARCHAR(30) NOT NULL PRIMARY KEY", "created": "DATETIME NOT NULL",
              "hashed_password": "VARCHAR(192)", "disabled": "BOOLEAN NOT NULL", "password_set_date": "DATETIME",
              "language": "VARCHAR(10)", "email": "VARCHAR(256)", "email_sent": "DATETIME"},
    "projects": {"id": "INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT", "name": "VARCHAR(200) NOT NULL",
                 "description": "TEXT NOT NULL", "created": "DATETIME NOT NULL"},
    "project_members": {"project_id": "INTEGER NOT NULL", "user_login": "VARCHAR(30) NOT NULL",
                        "privileges": "VARCHAR(11) NOT NULL"},
    "documents": {"id": "INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT", "name": "VARCHAR(200) NOT NULL",
                  "description": "TEXT NOT NULL", "filename": "VARCHAR(200) NOT NULL", "created": "DATETIME NOT NULL",
                  "project_id": "INTEGER NOT NULL", "text_direction": "VARCHAR(13) NOT NULL",
                  "contents": "TEXT NOT NULL"},
    "commands": {"id": "INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT", "date": "DATETIME NOT NULL",
                 "user_login": "VARCHAR(30) NOT NULL", "project_id": "INTEGER NOT NULL", "document_id": "INTEGER",
                 "payload": "TEXT NOT NULL"},
    "tags": {"id": "INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT", "project_id": "INTEGER NOT NULL",
             "path": "VARCHAR(200) NOT NULL", "description": "TEXT NOT NULL"},
    "highlights": {"id": "INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT", "document_id": "INTEGER NOT NULL",
                   "start_offset": "INTEGER NOT NULL", "end_offset": "INTEGER NOT NULL", "snippet": "TEXT NOT NULL"},
    "highlight_tags": {"highlight_id": "INTEGER NOT NULL", "tag_id": "INTEGER NOT NULL"},
    "alembic_version": {"version_num": "VARCHAR(32) NOT NULL"},
}  # fmt: skip
"""Its tables and columns."""


def taguette_rows(project: Project) -> tuple[Rows, tuple[Remark, ...]]:
    """The rows of each table. The same project gives the same rows."""
    writing = _Writing(project)
    return writing.rows, tuple(writing.remarks)


@dataclass
class _Writing:
    """One project on its way into rows."""

    project: Project
    remarks: list[Remark] = field(default_factory=list)
    rows: Rows = field(default_factory=lambda: {table: [] for table in COLUMNS})

    def __post_init__(self) -> None:
        self._row("alembic_version", version_num=REVISION)
        name = self._short(self.project.name or "project", "project")
        about = self.project.description or ""
        self._row("projects", id=1, name=name, description=about, created=_EPOCH)
        self._logins: dict[str | None, str] = {}
        for user in self.project.users:
            self._logins[user.guid] = self._login(user.name or user.initials or "coder")
        self._logins[None] = self._login("imported")
        self._row("project_members", project_id=1, user_login=self._logins[None], privileges="ADMIN")
        self._tags: dict[str, int] = {}
        self._paths: set[str] = set()
        self._put_tags(self.project.codes, "")
        for source in self.project.sources:
            self._put_source(source)
        self._say_what_is_left()

    def _row(self, table: str, **cells: Cell) -> None:
        self.rows[table].append({**dict.fromkeys(COLUMNS[table]), **cells})

    def _short(self, text: str, what: str) -> str:
        most = _LONGEST[what]
        if len(text) > most:
            self.remarks.append(Remark("name", f"the name of a {what} was cut to {most} characters", text))
        return text[:most]

    def _login(self, name: str) -> str:
        """A name as Taguette allows it, unlike all others."""
        plain = _LOGIN.sub("_", name.lower())[: _LONGEST["user"]] or "coder"
        taken, login, number = {str(row["login"]) for row in self.rows["users"]}, plain, 2
        while login in taken:
            login, number = f"{plain[:20]}-{number}", number + 1
        if login != name:
            self.remarks.append(Remark("name", f"a coder is called “{login}” there", name, lost=False))
        self._row("users", login=login, created=_EPOCH, disabled=0)
        return login

    def _put_tags(self, codes: Iterable[Code], above: str) -> None:
        for code in codes:
            if "." in code.name:
                told = "a dot in a code's name will be read as a level of the tree"
                self.remarks.append(Remark("dot", told, code.name, lost=False))
            path = wanted = self._short(f"{above}{code.name or 'unnamed'}", "tag")
            number = 2
            while path in self._paths:
                path, number = f"{wanted[:190]} ({number})", number + 1
            if code.codable:
                self._paths.add(path)
                self._tags[code.guid] = len(self._tags) + 1
                tag = self._tags[code.guid]
                self._row("tags", id=tag, project_id=1, path=path, description=code.description or "")
            elif code.description:
                self.remarks.append(Remark("heading", "a heading without highlights lost its description", code.name))
            self._put_tags(code.children, f"{path}.")

    def _put_source(self, source: Source) -> None:
        name = source.name or source.guid
        if source.text is None:
            self.remarks.append(Remark("missing-source", "a source has no text", name))
            return
        text = _CONTROL.sub("\ufffd", source.text)
        if text != source.text:
            self.remarks.append(Remark("not-html", "characters that HTML cannot hold were replaced by U+FFFD", name))
        document = len(self.rows["documents"]) + 1
        self._row(
            "documents",
            id=document,
            name=self._short(name, "document"),
            description=source.description or "",
            filename=f"{source.guid}.txt",
            created=_moment(source.stamp.at),
            project_id=1,
            text_direction="LEFT_TO_RIGHT",
            contents=_html(text),
        )
        places = _Bytes(text)
        for selection in source.selections:
            self._put_highlight(document, selection, text, places, name)
        if source.codings:
            self.remarks.append(Remark("whole-source", "codes of a whole text were left out", name))

    def _put_highlight(self, document: int, selection: Selection, text: str, places: _Bytes, name: str) -> None:
        if selection.start == selection.end:
            told = f"an empty selection at {selection.start} was left out"
            self.remarks.append(Remark("empty", told, name))
            return
        start, end = places.at(selection.start), places.at(selection.end)
        highlight, words = len(self.rows["highlights"]) + 1, _html(text[selection.start : selection.end])
        tags: list[int] = []
        by = at = None
        for coding in selection.codings:
            by, at = coding.by or by, coding.at or at
            if coding.code in self._tags and self._tags[coding.code] not in tags:
                tags.append(self._tags[coding.code])
        self._row("highlights", id=highlight, document_id=document, start_offset=start, end_offset=end, snippet=words)
        for tag in tags:
            self._row("highlight_tags", highlight_id=highlight, tag_id=tag)
        payload = {"type": "highlight_add", "highlight_id": highlight, "start_offset": start, "end_offset": end}
        self._row(
            "commands",
            id=len(self.rows["commands"]) + 1,
            date=_moment(at or selection.stamp.at),
            user_login=self._logins.get(by or selection.stamp.by, self._logins[None]),
            project_id=1,
            document_id=document,
            payload=json.dumps({**payload, "tags": tags}),
        )

    def _say_what_is_left(self) -> None:
        project, remarks = (
            self.project,
            sum(1 for source in self.project.sources for one in source.selections if one.description or one.notes),
        )
        for number, what in (
            (remarks, "memos on codings"),
            (len(project.memos), "memos"),
            (len(project.cases), "cases"),
            (len(project.variables), "variables"),
            (sum(1 for code in project.every_code() if code.colour), "colours of codes"),
            (len(project.links) + len(project.groups), "links and sets"),
            (len(project.kept), "pictures, recordings, PDFs or graphs"),
        ):
            if number:
                self.remarks.append(Remark("no-place", f"{number:,} {what} have no place in a Taguette project"))


class _Bytes:
    """Where code points stand when the text's words are counted in bytes; a line end counts one."""

    def __init__(self, text: str) -> None:
        self._marks = [0]
        for at, sign in enumerate(text):
            # Of a Windows line end only the line feed remains.
            gone = sign == "\r" and text[at + 1 : at + 2] == "\n"
            self._marks.append(self._marks[-1] + (0 if gone else len(sign.encode("utf-8", "replace"))))

    def at(self, point: int) -> int:
        """The byte at which the code point begins."""
        return self._marks[point]


def _html(text: str) -> str:
    """Each line a paragraph, with the line ends between them: Taguette counts those, so its text is ours."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first, rest = lines[0], lines[1:]
    return "\n".join([f"<p>{escape(first, quote=False)}</p>", *map(_paragraph, rest)])


def _paragraph(line: str) -> str:
    return f"<p>{escape(line, quote=False)}</p>" if line else ""


def _moment(written: str | None) -> str:
    """As SQLAlchemy reads moments from SQLite; the epoch where none is known."""
    if written is None or len(written) < 19:
        return _EPOCH
    return f"{written[:10]} {written[11:19]}.000000"
