"""The full-text index: finds every word, and every one or two characters of Chinese, Japanese and Korean.

One document of the index is one item with its whole text, so that "both words", "without that word" and a phrase mean
the document and not a window of it. The index holds no text and no family: snippets are cut from the text itself and
families are joined when asked, so both are exact and a trace leaves the index as it is.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tantivy

from synopticon.errors import StaleIndex
from synopticon.language.dates import edtf_bounds
from synopticon.language.folding import fold
from synopticon.language.query import Filter, Node
from synopticon.store.index_query import compiled
from synopticon.store.index_state import REBUILD, Covered, damaged, read_state

_SWEEPS = 50
_BETWEEN_SWEEPS = 0.02
"""Seconds."""

Members = Callable[[str], Sequence[str]]
"""Answers the items of a family: the one filter that the index itself does not know."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Ids of found items, best first, and how many were found in all."""

    items: tuple[str, ...]
    total: int


class Index:
    """The index in one folder, for reading. It is opened anew when another process has committed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open: tuple[Covered, tantivy.Index, tantivy.Searcher] | None = None

    def covered(self) -> Covered:
        """What the index holds. Raises StaleIndex where there is none or it is damaged."""
        return self._opened()[0]

    def search(
        self, tree: Node, *, members: Members, limit: int, offset: int = 0, among: Sequence[str] | None = None
    ) -> Ranked:
        """Items that the tree finds, best first; limit and offset count items; among restricts to these items.

        Raises StaleIndex where there is no index or it is damaged.
        """
        _, index, searcher = self._opened()
        query = compiled(tree, index.schema, lambda part: _filter(part, index.schema, members))
        if among is not None:
            query = query.and_must_match(tantivy.Query.term_set_query(index.schema, "id", list(among)))
        with _trouble():
            result = searcher.search(query, max(1, limit), offset=offset)
            ids = tuple(str(searcher.doc(address).get_first("id")) for _, address in result.hits)
        return Ranked(ids, int(result.count))  # type: ignore[attr-defined]  # the engine's stub forgot it

    def versions(self) -> Iterator[tuple[str, str]]:
        """The id of every document and the version of it that is indexed."""
        _, _, searcher = self._opened()
        with _trouble():
            result = searcher.search(tantivy.Query.all_query(), max(1, searcher.num_docs))
            for _, address in result.hits:
                document = searcher.doc(address)
                yield str(document.get_first("id")), str(document.get_first("version"))

    def _opened(self) -> tuple[Covered, tantivy.Index, tantivy.Searcher]:
        state = read_state(self.folder)
        if state is None:
            raise StaleIndex("there is no search index yet", remedy=f"Make it: {REBUILD}")
        if self._open is None or self._open[0] != state:
            try:
                self._open = state, *_engine(self.folder, state)
            except StaleIndex:
                # Another process may have put a new generation in place between the two looks.
                newer = read_state(self.folder)
                if newer is None or newer == state:
                    raise
                self._open = newer, *_engine(self.folder, newer)
        return self._open


def _engine(folder: Path, state: Covered) -> tuple[tantivy.Index, tantivy.Searcher]:
    with _trouble(), _openable(folder / state.generation) as generation:
        index = tantivy.Index.open(str(generation))
        searcher = index.searcher()
    if searcher.num_docs != state.documents:
        raise damaged(f"it has {searcher.num_docs} documents where {state.documents} were committed")
    return index, searcher


@contextmanager
def _openable(generation: Path) -> Iterator[Path]:
    """The generation's folder, or where it is read-only one of links to its files: the engine locks what it opens.

    What has been opened stays open when the links are gone.
    """
    if os.access(generation, os.W_OK) or not generation.is_dir():
        yield generation
        return
    links = Path(tempfile.mkdtemp(prefix="synopticon-"))
    try:
        for file in generation.iterdir():
            if file.suffix != ".lock":
                (links / file.name).symlink_to(file.absolute())
        yield links
    finally:
        _swept(links)


def _swept(links: Path) -> None:
    """Takes the links away; the engine's watching thread may put a lock among them meanwhile, so this asks again."""
    for _ in range(_SWEEPS):
        shutil.rmtree(links, ignore_errors=True)
        if not links.exists():
            return
        time.sleep(_BETWEEN_SWEEPS)


@contextmanager
def _trouble() -> Iterator[None]:
    """Turns what the engine raises (a panic is no Exception there) into our own error."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise damaged(str(error)) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise damaged("the engine cannot read its files") from error
        raise


_WHOLE = tantivy.FieldType.Integer


def _filter(part: Filter, schema: tantivy.Schema, members: Members) -> tantivy.Query:
    match part.name:
        case "outlet":
            return tantivy.Query.term_query(schema, "outlet", fold(part.value))
        case "language" | "channel":
            return tantivy.Query.term_query(schema, part.name, part.value.lower())
        case "undated":
            dated = tantivy.Query.exists_query("first")
            return tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, tantivy.Query.all_query()), (tantivy.Occur.MustNot, dated)]
            )
        case "family":
            return tantivy.Query.term_set_query(schema, "id", list(members(part.value)))
        case "since":
            return tantivy.Query.range_query(schema, "last", _WHOLE, edtf_bounds(part.value)[0].toordinal(), None)
        case _:
            return tantivy.Query.range_query(schema, "first", _WHOLE, None, edtf_bounds(part.value)[1].toordinal())
