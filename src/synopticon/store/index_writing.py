"""Writing the index: made anew beside the old one, or brought up to date in place; whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path

import tantivy

from synopticon.language.bigrams import characters, grams
from synopticon.language.dates import edtf_bounds
from synopticon.language.folding import fold
from synopticon.model.digests import digest_of
from synopticon.model.item import Item
from synopticon.store.durably import make_folder
from synopticon.store.index_query import BODY, CHARACTERS, TITLE
from synopticon.store.index_state import Covered, storage_failed, write_state

HEAP_BYTES = 64_000_000
"""Memory of the engine's one writing thread; more documents mean more flushes, not more memory."""

_APART = " \u00b6 "
"""Stands between title and text, so that no phrase runs over from one to the other."""


def version_of(item: Item) -> str:
    """Digest of all that the index keeps of an item: where it has changed, the item is indexed anew."""
    facts = [item.extraction, item.title, item.outlet, item.language, item.published, item.channel]
    return digest_of(["indexed", *facts])[:16]


def make_anew(
    folder: Path,
    documents: Iterable[tuple[Item, str]],
    *,
    custody: int,
    entry: str | None,
    advance: Callable[[], None],
) -> Covered:
    """Build a new generation from every document and put it in place of the one before.

    Raises StorageFailed; the index before stays as it was.
    """
    generation = _next_generation(folder)
    place = folder / generation
    make_folder(place)
    try:
        count = _write(tantivy.Index(_schema(), path=str(place)), documents, (), advance)
    except (OSError, ValueError) as error:
        shutil.rmtree(place, ignore_errors=True)
        raise storage_failed(error if isinstance(error, OSError) else OSError(str(error)), folder) from error
    state = Covered(generation, custody, entry, count)
    write_state(folder, state)
    _sweep(folder, keep=generation)
    return state


def bring_up_to_date(
    folder: Path,
    state: Covered,
    changed: Iterable[tuple[Item, str]],
    gone: Iterable[str],
    *,
    custody: int,
    entry: str | None,
    advance: Callable[[], None],
) -> Covered:
    """Index the changed documents anew and forget those that are gone; where there are none, only the state moves on.

    Raises StorageFailed.
    """
    changed, gone = iter(changed), list(gone)
    first = next(changed, None)
    count = state.documents
    if first is not None or gone:
        try:
            index = tantivy.Index.open(str(folder / state.generation))
            count = _write(index, chain([first] if first else [], changed), gone, advance)
        except (OSError, ValueError) as error:
            raise storage_failed(error if isinstance(error, OSError) else OSError(str(error)), folder) from error
    after = Covered(state.generation, custody, entry, count)
    write_state(folder, after)
    return after


def _write(
    index: tantivy.Index, documents: Iterable[tuple[Item, str]], gone: Iterable[str], advance: Callable[[], None]
) -> int:
    writer = index.writer(HEAP_BYTES, 1)
    for one in gone:
        writer.delete_documents_by_term("id", one)
    for item, text in documents:
        writer.delete_documents_by_term("id", item.id)
        writer.add_document(_document(item, text))
        advance()
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return int(index.searcher().num_docs)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("version", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(BODY, tokenizer_name="whitespace", index_option="position")
    builder.add_text_field(TITLE, tokenizer_name="whitespace", index_option="position")
    builder.add_text_field(CHARACTERS, tokenizer_name="whitespace", index_option="basic")
    for name in ("outlet", "language", "channel"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("first", "last"):
        builder.add_integer_field(name, indexed=True, fast=True)
    return builder.build()


def _document(item: Item, text: str) -> tantivy.Document:
    title, body = fold(item.title or ""), fold(text)
    document = tantivy.Document()
    document.add_text("id", item.id)
    document.add_text("version", version_of(item))
    document.add_text(TITLE, grams(title))
    document.add_text(BODY, grams(title) + _APART + grams(body))
    document.add_text(CHARACTERS, characters(f"{title} {body}"))
    document.add_text("channel", item.channel)
    if item.outlet:
        document.add_text("outlet", fold(item.outlet))
    for tag in _languages(item.language):
        document.add_text("language", tag)
    for name, day in zip(("first", "last"), _days(item.published), strict=False):
        document.add_integer(name, day)
    return document


def _languages(tag: str | None) -> tuple[str, ...]:
    """A tag and its beginning: who asks for zh finds zh-Hant too."""
    if not tag:
        return ()
    whole = tag.lower()
    return tuple(dict.fromkeys((whole, whole.split("-")[0])))


def _days(published: str | None) -> tuple[int, ...]:
    """Ordinals of the first and last day that a date may mean; none for a date that nobody can read."""
    if not published:
        return ()
    try:
        return tuple(day.toordinal() for day in edtf_bounds(published))
    except ValueError:
        return ()


def _next_generation(folder: Path) -> str:
    numbers = [int(path.name[1:]) for path in folder.glob("g*") if path.name[1:].isdigit()]
    return f"g{max(numbers, default=0) + 1}"


def _sweep(folder: Path, *, keep: str) -> None:
    for path in folder.glob("g*"):
        if path.name != keep:
            shutil.rmtree(path, ignore_errors=True)
