"""Search a study: every document that holds the words, grouped by family, none dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from synopticon.errors import StaleIndex, UsageError
from synopticon.language.dates import edtf_bounds
from synopticon.language.query import All, Asked, Either, Filter, Node, Not, Words, parse, wanted
from synopticon.language.snippets import Snippet, snippet
from synopticon.model.item import Item
from synopticon.model.reuse import Role
from synopticon.workflow.hints import hints
from synopticon.workflow.in_time import moment_of_item
from synopticon.workflow.indexing import IndexSummary, refresh_index, staleness
from synopticon.workflow.testimony_search import TestimonyRow, search_testimony

if TYPE_CHECKING:
    from synopticon.store.index import Index
    from synopticon.store.protocols import Reader
    from synopticon.workflow.study import Study

__all__ = ["IndexSummary", "Results", "Row", "refresh_index", "search"]


@dataclass(frozen=True, slots=True)
class Row:
    """One family (or one document without any) among the results.

    item: the family's origin where that was found, else its best-ranked found document; snippet: where and why.
    copies: the family's other documents that were found, oldest first.
    family_size: all its documents in the study, found or not.
    """

    item: Item
    snippet: Snippet
    copies: tuple[Item, ...]
    family: str | None
    family_size: int


@dataclass(frozen=True, slots=True)
class Results:
    """An answer. total counts documents over all pages; more says whether rows follow behind this page.

    testimony: witnesses whose signed texts hold the words, on the first page; they belong to no family.

    stale: a sentence with the command where the study has changed since the index was made.
    notes: what of the query was not understood or left something out, a sentence each.
    """

    query: str
    rows: tuple[Row, ...]
    total: int
    more: bool
    stale: str | None
    notes: tuple[str, ...]
    testimony: tuple[TestimonyRow, ...] = ()


def search(
    study: Study,
    query: str,
    *,
    outlet: str | None = None,
    language: str | None = None,
    since: str | None = None,
    until: str | None = None,
    channel: str | None = None,
    family: str | None = None,
    limit: int = 20,
    offset: int = 0,
) -> Results:
    """Documents that hold the query's words and meet the restrictions; limit and offset count rows.

    The query's language: language/query.py. since and until are EDTF; a document whose date may lie within is found.
    Raises StaleIndex where there is no index or it is damaged, UsageError for a restriction that means nothing.
    """
    asked = parse(query)
    given = {"outlet": outlet, "language": language, "since": since, "until": until, "channel": channel,
             "family": family}  # fmt: skip
    filters = tuple(Filter(name, value) for name, value in given.items() if value)
    if asked.tree == All(()) and not asked.notes and not filters:
        raise UsageError("nothing was asked", remedy='Name a word, for example: synopticon search "camera"')
    tree: Node = All((asked.tree, *filters)) if filters else asked.tree
    _check(tree)
    if asked.tree == All(()) and not filters:
        return Results(query, (), 0, False, None, asked.notes)
    told = () if offset else search_testimony(study, tree, asked)
    try:
        return replace(_Search(study, tree).page(query, asked, limit, offset), testimony=told)
    except StaleIndex:
        if study.reader.counts().captures or not study.reader.working_texts():
            raise
        # A study of interviews alone has no index of documents, and needs none.
        return Results(query, (), 0, False, None, asked.notes, told)


@lru_cache(maxsize=8)
def _index(folder: Path) -> Index:
    """One open index a folder: it notices by itself when another process has committed."""
    from synopticon.store.index import Index

    return Index(folder)


class _Search:
    """One search over one study."""

    def __init__(self, study: Study, tree: Node) -> None:
        self.study, self.tree = study, tree
        self.reader: Reader = study.reader
        self.index = _index((study.folder / "index").resolve())

    def page(self, query: str, asked: Asked, limit: int, offset: int) -> Results:
        """The rows of one page and the count of all documents."""
        heads, total = self._heads(offset + limit + 1)
        shown = heads[offset : offset + limit]
        families = self._families(shown)
        leading = [_leading(item, families) for item in shown]
        texts, words = self.reader.texts([item.id for item in leading]), wanted(asked.tree)
        rows = tuple(_row(item, snippet(texts.get(item.id, ""), words), families) for item in leading)
        stale = staleness(self.study, self.index.covered())
        notes = (*asked.notes, *hints(self.tree, total, self.count, self.reader.outlets))
        return Results(query, rows, total, len(heads) > offset + limit, stale, notes)

    def count(self, tree: Node) -> int:
        """How many documents a tree finds."""
        return self.index.search(tree, members=self._members, limit=1).total

    def _heads(self, enough: int) -> tuple[list[Item], int]:
        """The best document of each family, best first, until there are enough; and the count of all documents."""
        heads: list[Item] = []
        families: set[str] = set()
        seen, total, step = 0, 1, enough + 10
        while len(heads) < enough and seen < total:
            found = self.index.search(self.tree, members=self._members, limit=step, offset=seen)
            total = found.total
            for item in self._items(found.items):
                if item.family is None or item.family not in families:
                    heads.append(item)
                    families.add(item.family or item.id)
            seen, step = seen + step, step * 2
        return heads, total

    def _families(self, heads: Sequence[Item]) -> dict[str, _Family]:
        """The families of more than one to which these documents belong."""
        members = {item.family: self.reader.members(item.family) for item in heads if item.family}
        families = {
            family: _Family(len(rows), frozenset(row.item for row in rows if row.role is Role.ORIGIN))
            for family, rows in members.items()
            if len(rows) > 1
        }
        everyone = [row.item for family in families for row in members[family]]
        if everyone:
            found = self.index.search(self.tree, members=self._members, limit=len(everyone), among=everyone)
            for item in sorted(self._items(found.items), key=lambda item: (moment_of_item(item).order, item.id)):
                if item.family in families:
                    families[item.family].found.append(item)
        return families

    def _items(self, ids: Sequence[str]) -> list[Item]:
        """The items, without those that left the study since the index was made."""
        found = self.reader.items_of(ids)
        return [found[one] for one in ids if one in found and found[one].withdrawn is None]

    def _members(self, family: str) -> Sequence[str]:
        members = self.reader.members(family) or self.reader.members(self.reader.whole_id("family", family))
        return [member.item for member in members]


@dataclass(frozen=True, slots=True)
class _Family:
    """How many documents a family has, its origin (or none), and those that were found, oldest first."""

    size: int
    origin: frozenset[str] = frozenset()
    found: list[Item] = field(default_factory=list)


def _leading(item: Item, families: Mapping[str, _Family]) -> Item:
    """The document that stands for a row: its family's origin, where it was found."""
    family = families.get(item.family or "", _Family(1))
    return next((one for one in family.found if one.id in family.origin), item)


def _row(item: Item, cut: Snippet, families: Mapping[str, _Family]) -> Row:
    family = families.get(item.family or "", _Family(1))
    return Row(item, cut, tuple(copy for copy in family.found if copy.id != item.id), item.family, family.size)


def _check(tree: Node) -> None:
    """Refuse a restriction by a date that nobody can read. Raises UsageError."""
    match tree:
        case Filter(name, value) if name in ("since", "until"):
            try:
                edtf_bounds(value)
            except ValueError as error:
                raise UsageError(
                    f"“{value}” after {name} is no date that can be read",
                    remedy=f"Write a year, a month or a day, for example: {name}:2021-06",
                ) from error
        case Filter() | Words():
            return
        case Not(part):
            _check(part)
        case All(parts) | Either(parts):
            for part in parts:
                _check(part)
