"""An index of echoes that grows: documents join, and only what they change is compared and told anew.

The folder holds `documents.jsonl`, all that was given, line by line; `grams/`, which bodies of text hold which grams;
and `index.db`, everything else, whose transaction makes an increment stand. A killed run leaves the state before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from operator import itemgetter
from pathlib import Path

import numpy as np

from synopticon.errors import DamagedInput, NewerStudy, UnreadableFormat
from synopticon.reuse.documents import Document
from synopticon.reuse.fingerprints import Prints, fingerprint, light_batches
from synopticon.reuse.grams import Hashes
from synopticon.reuse.relations import METHOD
from synopticon.reuse.tracing import Tell
from synopticon.store.durably import make_folder
from synopticon.store.echoes.lines import Lines
from synopticon.store.echoes.postings import FEW, Postings
from synopticon.store.echoes.segment import Segment
from synopticon.store.echoes.tables import TO_VERIFY, Body, Kept, Pair, Tables
from synopticon.store.joblock import job_lock
from synopticon.workflow.reuse_kept import Order, Shelf
from synopticon.workflow.reuse_pairing import join
from synopticon.workflow.reuse_records import card_text, digest_of, document_from, line_of
from synopticon.workflow.reuse_sums import Sums
from synopticon.workflow.reuse_telling import no_longer_crowded, told_anew

FORMAT = 2
TABLES, DOCUMENTS, GRAMS, EARLIER = "index.db", "documents.jsonl", "grams", "index.json"
TOGETHER = 4096
"""Pairs, or bodies whose pairs, are verified at a time."""


def nobody(_stage: str, _steps: int, _total: int | None) -> None:
    """Told, and says nothing."""


class Index:
    """An open index: `add` documents, take the rows that `settle` answers, `keep`; as often as is wanted.

    Until `keep`, nothing stands. After an error the index must be opened again.
    Raises DamagedInput, UnreadableFormat, NewerStudy, StorageFailed.
    """

    def __init__(self, folder: Path) -> None:
        """Open the index in a folder, or begin one. Who does so by `opened` is alone with it."""
        self.folder = folder
        make_folder(folder)
        _refuse_earlier(folder)
        self.tables = Tables(folder / TABLES)
        _refuse_later(folder, self.tables.fact("format") or FORMAT)
        self.lines = Lines(folder / DOCUMENTS, self.tables.fact("bytes") or 0)
        names = self.tables.segments()
        self._clear_away(names)
        self.postings = Postings(folder / GRAMS, [Segment(folder / GRAMS / name) for name in names])
        self.shelf = Shelf(self.tables, self.lines)
        self._replaced: list[Segment] = []
        self._named = 0
        self._open()

    def _open(self) -> None:
        for body, grams in self.tables.waiting():
            self.postings.add(body, np.frombuffer(grams, "<u8"))
        self.sums = Sums.of(self.tables.fact("sums"))
        self._next_document, self._next_body = (self.tables.next_number(table) for table in ("documents", "bodies"))
        self._named = max(self._named, self.tables.fact("segments") or 0)
        self._changed: set[int] = set()
        self._moved: set[int] = set()
        self._lost: Counter[int] = Counter()

    def _clear_away(self, names: Sequence[str]) -> None:
        """What a killed run has left."""
        make_folder(self.folder / GRAMS)
        for path in (self.folder / GRAMS).iterdir():
            if path.name not in names:
                path.unlink()

    @property
    def outdated(self) -> bool:
        """Whether the rows were made by other rules than those of this version."""
        return self.tables.fact("method") not in (None, METHOD)

    def renew(self, tell: Tell = nobody) -> None:
        """Take all documents in anew, by the rules of this version; all rows are told again."""
        self._replaced += self.postings.segments
        self.tables.clear()
        self.postings = Postings(self.folder / GRAMS, [])
        self._open()
        place = 0
        for batch in light_batches(map(document_from, self.lines)):
            told = [(one, line_of(one)) for one in batch]
            self._join(told, place)
            place += sum(len(line) for _, line in told)
            tell("fingerprinting", len(batch), None)

    def add(self, documents: Iterable[Document], where: str = "the documents", tell: Tell = nobody) -> int:
        """Take documents in; those that are in the index already, as they are, are passed over.

        Answers how many are new. Raises DamagedInput where a document bears the id of another one.
        """
        new = 0
        for batch in light_batches(documents):
            fresh = self._unknown(batch, where)
            if fresh:
                self._join(fresh, self.lines.append(b"".join(line for _, line in fresh)))
            new += len(fresh)
            tell("fingerprinting", len(batch), None)
        return new

    def _unknown(self, batch: Sequence[Document], where: str) -> list[tuple[Document, bytes]]:
        """Those that are new, with their lines."""
        known = self.tables.digests(document.id for document in batch)
        fresh: dict[str, tuple[Document, bytes]] = {}
        for document in batch:
            line = line_of(document)
            same = known.get(document.id, digest_of(line)) == digest_of(line)
            if not same or fresh.get(document.id, (document, line))[1] != line:
                raise DamagedInput(
                    f"the index holds another document with the id {document.id!r}",
                    where=where,
                    remedy="Give a changed document an id of its own; a document of an index stays as it is.",
                )
            if document.id not in known:
                fresh[document.id] = document, line
        return list(fresh.values())

    def _join(self, batch: Sequence[tuple[Document, bytes]], place: int) -> None:
        """Take in a batch of new documents whose lines stand from this place on."""
        prints = fingerprint([document for document, _ in batch])
        called = self.tables.bodies_called(prints.digests)
        numbers = []
        for digest in prints.digests:
            numbers.append(called[digest].number if digest in called else self._next_body)
            self._next_body += digest not in called
        kept = []
        firsts: dict[int, tuple[Order, Kept]] = {}
        for card, (_, line) in zip(prints.cards, batch, strict=True):
            at, digest = card.body, prints.digests[card.body]
            one = Kept(self._next_document, card.id, digest_of(line), numbers[at], place, len(line), card_text(card))
            kept.append(one)
            self.sums.document(int(prints.letters[at]), bool(prints.comparable[at]), at in firsts or digest in called)
            order = (card.moment.order, -int(prints.letters[at]), digest, card.id), one
            firsts[at] = min(firsts.get(at, order), order, key=itemgetter(0))
            self._next_document += 1
            place += len(line)
        self.tables.add_documents(kept)
        self._changed.update(numbers)
        fresh, moved = self._bodies(prints, numbers, called, firsts)
        self._compare(fresh, moved)

    def _bodies(
        self,
        prints: Prints,
        numbers: Sequence[int],
        called: Mapping[bytes, Body],
        firsts: Mapping[int, tuple[Order, Kept]],
    ) -> tuple[dict[int, Hashes], dict[int, Hashes]]:
        """Keep the bodies; answers the grams of comparable ones that are new, and of those with another first document.

        firsts: by place among the prints, the first of the batch's documents.
        """
        edges = np.searchsorted(prints.owners, np.arange(len(numbers) + 1))
        ranks = self.shelf.ranks(body.number for body in called.values())
        fresh: dict[int, Hashes] = {}
        moved: dict[int, Hashes] = {}
        told = []
        for at, (digest, number) in enumerate(zip(prints.digests, numbers, strict=True)):
            order, first = firsts[at]
            if number in ranks and ranks[number] < order:
                continue
            grams, able = prints.grams[edges[at] : edges[at + 1]], bool(prints.comparable[at])
            told.append(Body(number, digest, int(prints.letters[at]), able, len(grams), first.number))
            if able:
                (moved if number in ranks else fresh)[number] = grams
        self.tables.add_bodies(told)
        self.shelf.forget(ranks)
        self._moved.update(moved)
        return fresh, moved

    def _compare(self, fresh: Mapping[int, Hashes], moved: Mapping[int, Hashes]) -> None:
        """Propose the pairs that these bodies bring, and take out those that they end."""
        for number, grams in fresh.items():
            self.postings.add(number, grams)
        self.tables.add_waiting((number, grams.astype("<u8").tobytes()) for number, grams in fresh.items())
        for pair in join(fresh, moved, self.postings, self.tables, self.shelf.ranks):
            self._found(pair, None)
        if len(self.postings.waiting) >= FEW:
            self._flush()

    def _flush(self) -> None:
        """Make a segment of the newest bodies, and merge where segments are alike in size."""
        self.postings.flush(self._name())
        while old := self.postings.merge(self._name()):
            self._replaced += old
        self.tables.set_segments([segment.path.name for segment in self.postings.segments])

    def _name(self) -> str:
        """A name that no segment bears."""
        self._named += 1
        return f"{self._named:06}.segment"

    def _found(self, before: Pair, now: bytes | None) -> None:
        """Something else is found between two bodies than before."""
        self._changed.update((before.a, before.b))
        if before.found and not now:
            self._lost.update((before.a, before.b))
        self.sums.relation(before.found, -1)
        self.sums.relation(now, 1)

    def settle(self, tell: Tell = nobody) -> Iterator[tuple[str, bytes]]:
        """Compare what is to be compared, and answer the rows that are new or have changed: lines, by id."""
        again = sorted(self._moved)
        for begin in range(0, len(again), TOGETHER):
            part = again[begin : begin + TOGETHER]
            pairs = [pair for pair in self.tables.pairs_of(part) if pair.found != TO_VERIFY]
            done = set(again[:begin])
            self._verify([pair for pair in pairs if done.isdisjoint((pair.a, pair.b))], tell)
        while pairs := self.tables.pairs_to_verify(TOGETHER):
            self._verify(pairs, tell)
        changed = self._changed | no_longer_crowded(self.shelf, self._lost)
        self._changed, self._moved, self._lost = set(), set(), Counter()
        yield from told_anew(self.shelf, changed, self.sums)

    def _verify(self, pairs: Sequence[Pair], tell: Tell) -> None:
        """Look again at what these pairs share."""
        verified = self.shelf.verified(pairs)
        for before, now in zip(pairs, verified, strict=True):
            if now.found != before.found:
                self._found(before, now.found)
        self.tables.set_pairs(verified)
        tell("verifying", len(pairs), None)

    def keep(self) -> None:
        """Make everything stand that was added and told."""
        self.lines.sync()
        own = {"format": FORMAT, "method": METHOD, "bytes": self.lines.size, "segments": self._named}
        self.tables.set_facts({**own, "sums": self.sums.text()})
        self.tables.commit()
        for segment in self._replaced:
            segment.path.unlink(missing_ok=True)
        self._replaced = []

    def check(self) -> None:
        """Read every part of the index but the documents. Raises DamagedInput where one does not hold."""
        self.tables.check()
        for segment in self.postings.segments:
            segment.check()

    def close(self) -> None:
        """Let go of the files; what was not kept is gone."""
        self.tables.close()
        self.lines.close()


@contextmanager
def opened(folder: Path, clock: Callable[[], datetime]) -> Iterator[Index]:
    """Open an index for one increment, or begin one; nobody else can meanwhile.

    Raises StudyBusy, and what Index does.
    """
    make_folder(folder)
    with job_lock(folder, "increment", clock):
        index = Index(folder)
        try:
            yield index
        finally:
            index.close()


def _refuse_earlier(folder: Path) -> None:
    """What the first form of an index left, or an index without its tables, is no empty index."""
    if (folder / TABLES).exists():
        return
    if (folder / EARLIER).exists():
        raise UnreadableFormat(
            "the index was written by an earlier version of Synopticon",
            where=str(folder),
            remedy="Begin an index anew in another folder; its documents are the files in documents/.",
        )
    if (folder / DOCUMENTS).exists() and (folder / DOCUMENTS).stat().st_size:
        raise DamagedInput(f"the index has lost its {TABLES}", where=str(folder), remedy=_FROM_DOCUMENTS)


def _refuse_later(folder: Path, form: object) -> None:
    if not isinstance(form, int) or form > FORMAT:
        raise NewerStudy(
            "the index was written by a later version of Synopticon",
            where=str(folder),
            remedy="Use that version, or begin an index anew in another folder.",
        )


_FROM_DOCUMENTS = f"Begin an index anew in another folder, from this one's {DOCUMENTS}: it holds all that was given."
