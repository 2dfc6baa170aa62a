"""The corpus channel: each row of a JSON array, of JSON lines or of a table is an item; the file itself is archived."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import BinaryIO

from synopticon.capture.containers import archived, inside
from synopticon.capture.corpus_opening import LOOKED_AT, Opened, columns_of, open_corpus, plain
from synopticon.capture.obtained import Desk, Local, Obtained
from synopticon.capture.row_reading import Row
from synopticon.capture.rows import complete_mapping, document
from synopticon.capture.turned_encoding import turn_of
from synopticon.capture.wrapped_rows import named
from synopticon.errors import DamagedInput, InputError
from synopticon.model.capture import Capture, Channel

_TOLD = 5
"""Broken rows that are told one by one; the rest is counted."""


def obtain(local: Local, desk: Desk) -> Iterator[Obtained]:
    """The corpus as a container, then its rows. Raises InputError where it holds no rows with a text."""
    container, blob = archived(local, desk, Channel.CORPUS, "application/octet-stream")
    with desk.keep.open(blob) as source:
        reader = _Reader(local, desk, container, source)
        yield Obtained(container)
        yield from reader.documents()


class _Reader:
    """Reads one corpus and counts what a person should be told."""

    def __init__(self, local: Local, desk: Desk, container: Capture, source: BinaryIO) -> None:
        """Look at the first rows and decide what each column means. Raises InputError, UsageError."""
        self._local, self._desk, self._container, self._source = local, desk, container, source
        self._broken = _Broken()
        self._foreign = _Broken()
        self._blank = self._told = 0
        opened = open_corpus(source, local.name, desk.asked.mapping, desk.limits)
        first = list(islice(opened.rows, LOOKED_AT))
        self._rows = chain(first, opened.rows)
        self._mapping = self._decided(first)
        self._tell_reading(opened)

    def documents(self) -> Iterator[Obtained]:
        """Each row that can be read, in order; then what was lost is told."""
        try:
            for row in self._rows:
                if row.broken:
                    (self._foreign if row.foreign else self._broken).add(row)
                else:
                    yield self._obtained(row)
        except DamagedInput as error:
            self._desk.say(f"{self._local.name}: {error.sentence()} The rows before it are kept.")
        self._tell_losses()

    def _decided(self, first: list[Row]) -> dict[str, str]:
        names = columns_of(iter(first))
        mapping = complete_mapping(self._desk.asked.mapping, names, where=self._local.name) if names else {}
        if "text" not in mapping:
            raise InputError(
                "no column of this corpus is known to hold the text",
                where=self._local.name,
                why=f"the columns are {', '.join(names)}" if names else "no row can be read",
                remedy="Say which: --map text=COLUMN, or --as file to keep it as one document.",
            )
        guessed = [f"{column} → {field}" for field, column in mapping.items() if field not in self._desk.asked.mapping]
        if guessed:
            self._desk.say(f"{self._local.name}: mapped by their names: {', '.join(guessed)}. Change it with --map.")
        return mapping

    def _tell_reading(self, opened: Opened) -> None:
        if opened.encoding:
            self._desk.say(
                f"{self._local.name}: its bytes are not UTF-8; they are read as {opened.encoding}, the likeliest. "
                "If its letters look wrong, convert the file to UTF-8 and collect that."
            )
        if opened.key:
            self._desk.say(f"{self._local.name}: its rows are taken from the list under {named(opened.key)!r}.")

    def _obtained(self, row: Row) -> Obtained:
        made = document(row.columns, self._mapping, self._desk.asked)
        self._blank += made.blank
        here = self._source.tell()
        self._desk.done(here - self._told)
        self._told = here
        number = str(row.number)
        return inside(self._container, made.payload, made.claims, f"row-{number}", {"row": number})

    def _tell_losses(self) -> None:
        name, broken = self._local.name, self._broken
        for row in broken.first:
            self._desk.say(f"{name}, row {row.number}: not kept, {row.broken}.")
        if rest := broken.count - len(broken.first):
            self._desk.say(f"{name}: {rest:,} more rows not kept, the last is row {broken.last:,}.")
        if self._foreign.count:
            self._tell_foreign()
        if self._blank:
            self._desk.say(f"{name}: {self._blank:,} rows have no text; they are kept and never form families.")

    def _tell_foreign(self) -> None:
        """One sentence for all rows in another encoding: there may be as many as the file has."""
        count, first = self._foreign.count, self._foreign.first[0].number
        rows = f"{count:,} rows are" if count > 1 else "1 row is"
        said = f"{self._local.name}: {rows} not UTF-8 and not kept, from row {first:,} on"
        self._source.seek(0)
        with suppress(DamagedInput):  # told where the rows were read
            whole = plain(self._source, self._local.name, self._desk.limits)
            turn = turn_of(whole)
            if turn is not None:
                said += f", at byte {turn.offset:,}{'' if whole is self._source else ' of what is unpacked'}"
            if turn is not None and turn.encoding is not None:
                said += f"; the file seems to turn to {turn.encoding} there"
        self._desk.say(f"{said}. Convert all of it to UTF-8 under the same name and collect it again; nothing doubles.")


@dataclass(slots=True)
class _Broken:
    """Rows that cannot be read: the first few, how many there are, and the number of the last."""

    first: list[Row] = field(default_factory=list)
    count: int = 0
    last: int = 0

    def add(self, row: Row) -> None:
        """Count one more."""
        if len(self.first) < _TOLD:
            self.first.append(row)
        self.count, self.last = self.count + 1, row.number
