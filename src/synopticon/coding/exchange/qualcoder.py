"""A QualCoder project (`data.qda`, database versions 1 to 14) as a project, journals and annotations as notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from synopticon.coding.exchange.guids import guid_of
from synopticon.coding.exchange.moments import moment
from synopticon.coding.exchange.project import (
    MOST_DEPTH,
    Case,
    Code,
    Coding,
    Kind,
    Project,
    Remark,
    Selection,
    Source,
    Stamp,
    User,
    Value,
    Variable,
)

if TYPE_CHECKING:
    Row = Mapping[str, str | int | float | None]
    Tables = Mapping[str, Sequence[Row]]

TABLES = {
    "project": ("databaseversion", "date", "memo", "about"),
    "source": ("id", "name", "fulltext", "mediapath", "memo", "owner", "date"),
    "code_cat": ("catid", "name", "memo", "owner", "date", "supercatid"),
    "code_name": ("cid", "name", "memo", "catid", "owner", "date", "color"),
    "code_text": ("cid", "fid", "seltext", "pos0", "pos1", "owner", "date", "memo", "important"),
    "code_image": ("imid", "id", "cid"),
    "code_av": ("avid", "id", "cid"),
    "cases": ("caseid", "name", "memo", "owner", "date"),
    "case_text": ("caseid", "fid", "pos0", "pos1", "memo"),
    "attribute_type": ("name", "memo", "caseOrFile", "valuetype"),
    "attribute": ("name", "attr_type", "value", "id"),
    "annotation": ("anid", "fid", "pos0", "pos1", "memo", "owner", "date"),
    "journal": ("jid", "name", "jentry", "date", "owner"),
    "graph": ("grid", "name"),
    "stored_sql": ("title",),
}
"""What is read of its tables."""
SIGN = frozenset({"project", "source", "code_name", "code_cat", "code_text"})
"""Tables by which such a file is known."""
_WITHOUT_PLACE = (
    ("code_image", "marks", "codings of areas of pictures were left out"),
    ("code_av", "marks", "codings of stretches of recordings were left out"),
    ("graph", "graphs", "graphs were left out"),
    ("stored_sql", "queries", "stored queries were left out"),
)


def read_qualcoder(tables: Tables, name: str) -> tuple[Project, tuple[Remark, ...]]:
    """The project in the tables of a `data.qda`; name: that of its folder."""
    return _Reading(tables).project(name)


class _Reading:
    """One project on its way."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._remarks: list[Remark] = []
        self._users: dict[str, User] = {}
        self._notes: list[Source] = []
        self._of: dict[tuple[str, str], dict[object, list[tuple[int, Row]]]] = {}

    def _belonging(self, table: str, column: str, key: object) -> list[tuple[int, Row]]:
        """The rows of a table with that key in that column, each with its number in the table."""
        if (table, column) not in self._of:
            groups = self._of.setdefault((table, column), {})
            for number, row in enumerate(self._rows(table)):
                groups.setdefault(row[column], []).append((number, row))
        return self._of[table, column].get(key, [])

    def project(self, name: str) -> tuple[Project, tuple[Remark, ...]]:
        """All of it."""
        codes = self._codes()
        variables = tuple(self._variable(row) for row in self._rows("attribute_type"))
        sources = tuple(self._source(row) for row in self._rows("source"))
        cases = tuple(self._case(row) for row in self._rows("cases"))
        for row in self._rows("journal"):
            self._notes.append(self._note(f"journal {row['jid']}", row, "name", "jentry"))
        about = next(iter(self._rows("project")), {})
        for table, kind, sentence in _WITHOUT_PLACE:
            if self._rows(table):
                self._remarks.append(Remark(kind, f"{len(self._rows(table)):,} {sentence}"))
        important = sum(1 for row in self._rows("code_text") if row.get("important"))
        if important:
            self._remarks.append(Remark("important", f"the mark “important” of {important:,} codings was left out"))
        project = Project(
            name=name,
            origin="QualCoder",
            description=_words(about.get("memo")),
            users=tuple(self._users.values()),
            codes=codes,
            variables=variables,
            cases=cases,
            sources=sources,
            memos=tuple(self._notes),
        )
        return project, tuple(self._remarks)

    def _rows(self, table: str) -> Sequence[Row]:
        return self._tables.get(table, ())

    def _user(self, owner: object) -> str | None:
        if not isinstance(owner, str) or not owner:
            return None
        return self._users.setdefault(owner, User(guid_of(f"qualcoder user {owner}"), owner)).guid

    def _codes(self) -> tuple[Code, ...]:
        """Categories hold categories and codes; they themselves are given to nothing."""
        below: dict[object, list[tuple[str, Row]]] = {}
        known = {row["catid"] for row in self._rows("code_cat")}
        for row in self._rows("code_cat"):
            below.setdefault(row.get("supercatid") if row.get("supercatid") in known else None, []).append(("cat", row))
        for row in self._rows("code_name"):
            below.setdefault(row.get("catid") if row.get("catid") in known else None, []).append(("code", row))
        reached: set[object] = set()

        def tree(parent: object, depth: int = 0) -> tuple[Code, ...]:
            found = []
            for kind, row in below.get(parent, []) if depth < MOST_DEPTH else ():
                key = row["catid"] if kind == "cat" else row["cid"]
                if kind == "cat":
                    reached.add(key)
                children = tree(key, depth + 1) if kind == "cat" else ()
                found.append(_code(kind, key, row, children))
            return tuple(found)

        codes = tree(None)
        # Categories in a circle, or below too many others, hang on nothing: each is taken as the top.
        for row in self._rows("code_cat"):
            if row["catid"] not in reached:
                told = "a category lies in itself or below too many others; it was put at the top"
                self._remarks.append(Remark("circle", told, str(row["name"]), lost=False))
                for rows in below.values():
                    rows[:] = [one for one in rows if one[1] is not row]
                below[None] = [("cat", row)]
                codes += tree(None)
        return codes

    def _variable(self, row: Row) -> Variable:
        kind = Kind.FLOAT if row.get("valuetype") == "numeric" else Kind.TEXT
        return Variable(guid_of(f"qualcoder variable {row['name']}"), str(row["name"]), kind, _words(row.get("memo")))

    def _values(self, kind: str, key: object) -> tuple[Value, ...]:
        kinds = {row["name"]: row.get("valuetype") for row in self._rows("attribute_type")}
        return tuple(
            Value(
                guid_of(f"qualcoder variable {row['name']}"),
                Kind.FLOAT if kinds[row["name"]] == "numeric" else Kind.TEXT,
                str(row["value"]),
            )
            for _, row in self._belonging("attribute", "id", key)
            if row["attr_type"] == kind and row["name"] in kinds and row["value"] not in (None, "")
        )

    def _source(self, row: Row) -> Source:
        name, text = str(row["name"] or ""), row.get("fulltext")
        words = text if isinstance(text, str) else None
        if words is None or (row.get("mediapath") and not words):
            self._remarks.append(Remark("media", "a picture or recording has no text here", name))
        selections = [*self._coded(row, words), *self._annotated(row, words), *self._cased(row, words)]
        return Source(
            guid_of(f"qualcoder source {row['id']} {name}"),
            name,
            words,
            _words(row.get("memo")),
            tuple(selections),
            values=self._values("file", row["id"]),
            stamp=Stamp(self._user(row.get("owner")), moment(row.get("date"))),
        )

    def _span(self, row: Row, text: str | None, what: str) -> tuple[int, int] | None:
        start, end = row["pos0"], row["pos1"]
        if isinstance(start, int) and isinstance(end, int) and text is not None and 0 <= start <= end <= len(text):
            return start, end
        self._remarks.append(Remark("wrong-offsets", f"{what} at {start}–{end} does not lie in its text"))
        return None

    def _coded(self, source: Row, text: str | None) -> list[Selection]:
        known, found = {row["cid"] for row in self._rows("code_name")}, []
        for number, row in self._belonging("code_text", "fid", source["id"]):
            span = self._span(row, text, "a coding")
            if span is None:
                continue
            if row["cid"] not in known:
                self._remarks.append(
                    Remark("unknown-code", f"a coding at {span[0]}–{span[1]} names no code of the file")
                )
                continue
            if text is not None and row.get("seltext") not in (None, text[slice(*span)]):
                told = f"a coding at {span[0]}–{span[1]} does not hold the words it quotes"
                self._remarks.append(Remark("quotation", told, str(source["name"]), lost=False))
            by, at = self._user(row.get("owner")), moment(row.get("date"))
            key = f"qualcoder coding {source['id']} {number}"
            coding = Coding(guid_of(f"{key} {row['cid']}"), guid_of(f"qualcoder code {row['cid']}"), by, at)
            found.append(Selection(guid_of(key), *span, None, _words(row.get("memo")), (coding,), (), Stamp(by, at)))
        return found

    def _annotated(self, source: Row, text: str | None) -> list[Selection]:
        found = []
        for _, row in self._belonging("annotation", "fid", source["id"]):
            span = self._span(row, text, "an annotation")
            if span is not None:
                stamp = Stamp(self._user(row.get("owner")), moment(row.get("date")))
                guid = guid_of(f"qualcoder annotation {row['anid']}")
                found.append(Selection(guid, *span, None, _words(row.get("memo")), stamp=stamp))
        return found

    def _cased(self, source: Row, text: str | None) -> list[Selection]:
        """Parts of a source that belong to a case; a whole source is no selection."""
        found = []
        for number, row in self._belonging("case_text", "fid", source["id"]):
            if not _whole(row, text):
                span = self._span(row, text, "a case's part")
                if span is not None:
                    found.append(
                        Selection(guid_of(f"qualcoder case part {number}"), *span, None, _words(row.get("memo")))
                    )
        return found

    def _case(self, row: Row) -> Case:
        sources, selections = [], []
        for number, part in self._belonging("case_text", "caseid", row["caseid"]):
            source = next((one for _, one in self._belonging("source", "id", part["fid"])), None)
            if source is None:
                continue
            text = source.get("fulltext")
            if _whole(part, text if isinstance(text, str) else None):
                sources.append(guid_of(f"qualcoder source {source['id']} {source['name']}"))
            else:
                selections.append(guid_of(f"qualcoder case part {number}"))
        return Case(
            guid_of(f"qualcoder case {row['caseid']}"),
            str(row["name"] or ""),
            _words(row.get("memo")),
            (),
            self._values("case", row["caseid"]),
            tuple(sources),
            tuple(selections),
        )

    def _note(self, key: str, row: Row, title: str, words: str) -> Source:
        stamp = Stamp(self._user(row.get("owner")), moment(row.get("date")))
        return Source(guid_of(f"qualcoder {key}"), _words(row[title]), str(row[words] or ""), stamp=stamp, inline=True)


def _code(kind: str, key: object, row: Row, children: tuple[Code, ...]) -> Code:
    guid, name = guid_of(f"qualcoder {kind} {key}"), str(row["name"] or "")
    return Code(guid, name, _words(row.get("memo")), _words(row.get("color")), kind == "code", (), children)


def _words(value: object) -> str | None:
    return str(value) if value not in (None, "") else None


def _whole(part: Row, text: str | None) -> bool:
    return text is None or (part["pos0"] == 0 and part["pos1"] == len(text))
