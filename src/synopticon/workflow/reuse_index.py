"""An index of echoes that grows: documents join, and only what they change is compared and told anew.

The folder holds `documents.jsonl`, all that was given, line by line; `grams/`, which bodies of text hold which grams;
and `index.db`, everything else, whose transaction makes an increment stand. A killed run leaves the state before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from operator import itemgetter
from pathlib import Path

import numpy as np

from synopticon.errors import DamagedInput, NewerStudy, UnreadableFormat
from synopticon.reuse.documents import Document
from synopticon.reuse.fingerprints import Prints, fingerprint, light_batches
from synopticon.reuse.grams import Hashes
from synopticon.reuse.origins import Card
from synopticon.reuse.relations import METHOD
from synopticon.reuse.tracing import Tell
from synopticon.store.durably import make_folder
from synopticon.store.echoes.lines import Lines
from synopticon.store.echoes.postings import FEW, Postings, digest_gram
from synopticon.store.echoes.tables import TO_VERIFY, Body, Kept, Pair, Tables, is_missing
from synopticon.store.joblock import job_lock
from synopticon.workflow.reuse_first import propose_all
from synopticon.workflow.reuse_kept import First, Order, Shelf, in_turn
from synopticon.workflow.reuse_pairing import ALL, join
from synopticon.workflow.reuse_records import card_text, digest_of, document_from, line_of
from synopticon.workflow.reuse_sums import Sums
from synopticon.workflow.reuse_telling import no_longer_crowded, told_anew

FORMAT = 3
TABLES, DOCUMENTS, GRAMS, EARLIER = "index.db", "documents.jsonl", "grams", "index.json"
DIGEST = 16
"""Bytes of a body's digest that are kept."""
WAITING = "<u8"
IN_TURN = 1 << 16
"""Pairs that are put in an order in which those of a body stand near each other, so that few texts are read twice."""
TOGETHER = 4096
"""Pairs, or bodies whose pairs, are verified at a time."""


def nobody(_stage: str, _steps: int, _total: int | None) -> None:
    """Told, and says nothing."""


@dataclass(frozen=True, slots=True)
class _Given:
    """A document with its line and the digest of that."""

    document: Document
    line: bytes
    digest: bytes

    @classmethod
    def of(cls, document: Document) -> _Given:
        line = line_of(document)
        return cls(document, line, digest_of(line))


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
        form = self.tables.fact("format") or FORMAT
        _refuse_later(folder, form)
        self._earlier = form < FORMAT
        self.lines = Lines(folder / DOCUMENTS, self.tables.fact("bytes") or 0)
        names = self.tables.segments()
        self._clear_away(names)
        self.postings = Postings(folder / GRAMS, [] if self._earlier else names)
        self.shelf = Shelf(self.tables, self.lines)
        self._replaced: list[Path] = []
        self._named = 0
        self._open()

    def _open(self) -> None:
        waiting = [] if self._earlier else self.tables.waiting()
        self.postings.add([(body, np.frombuffer(grams, WAITING)) for body, grams in waiting])
        self.sums = Sums.of(self.tables.fact("sums"))
        self._next_document, self._next_body = (self.tables.next_number(table) for table in ("documents", "bodies"))
        self._named = max(self._named, self.tables.fact("segments") or 0)
        self._changed: set[int] = set()
        self._moved: set[int] = set()
        self._lost: Counter[int] = Counter()
        self._new: list[Pair] = []
        self._first = not self._next_body

    def _clear_away(self, names: Sequence[str]) -> None:
        """What a killed run has left."""
        make_folder(self.folder / GRAMS)
        for path in (self.folder / GRAMS).iterdir():
            if path.name not in names:
                path.unlink()

    @property
    def outdated(self) -> bool:
        """Whether an earlier version wrote the index, or other rules than those of this version made its rows. Then
        nothing can be added before `renew`.
        """
        return self._earlier or self.tables.fact("method") not in (None, METHOD)

    def renew(self, tell: Tell = nobody) -> None:
        """Take all documents in anew, by the rules of this version; all rows are told again."""
        self._replaced += [self.folder / GRAMS / name for name in self.tables.segments()]
        self.tables.clear()
        self._earlier = False
        self.postings = Postings(self.folder / GRAMS, [])
        self._open()
        place = 0
        for batch in light_batches(map(document_from, self.lines)):
            given = [_Given.of(one) for one in batch]
            self._join(given, place)
            place += sum(len(one.line) for one in given)
            tell("fingerprinting", len(batch), None)

    def add(self, documents: Iterable[Document], where: str = "the documents", tell: Tell = nobody) -> int:
        """Take documents in; those that are in the index already, as they are, are passed over.

        Answers how many are new. Raises DamagedInput where a document bears the id of another one.
        """
        new = 0
        for batch in light_batches(documents):
            fresh = self._unknown(batch, where)
            if fresh:
                self._join(fresh, self.lines.append(b"".join(given.line for given in fresh)))
            new += len(fresh)
            tell("fingerprinting", len(batch), None)
        return new

    def _unknown(self, batch: Sequence[Document], where: str) -> list[_Given]:
        """Those that are new."""
        known = self.tables.digests(document.id for document in batch)
        fresh: dict[str, _Given] = {}
        for document in batch:
            given = _Given.of(document)
            before = known.get(document.id) or (fresh[document.id].digest if document.id in fresh else given.digest)
            if before != given.digest:
                raise DamagedInput(
                    f"the index holds another document with the id {document.id!r}",
                    where=where,
                    remedy="Give a changed document an id of its own; a document of an index stays as it is.",
                )
            if document.id not in known:
                fresh[document.id] = given
        return list(fresh.values())

    def _join(self, batch: Sequence[_Given], place: int) -> None:
        """Take in a batch of new documents whose lines stand from this place on."""
        prints = fingerprint([given.document for given in batch])
        digests = [digest[:DIGEST] for digest in prints.digests]
        letters = prints.letters.tolist()
        called = self._called(digests)
        numbers = []
        for digest in digests:
            numbers.append(called[digest].body.number if digest in called else self._next_body)
            self._next_body += digest not in called
        kept = []
        firsts: dict[int, tuple[Order, Kept, Card]] = {}
        for card, given in zip(prints.cards, batch, strict=True):
            at, size = card.body, len(given.line)
            one = Kept(self._next_document, card.id, given.digest, numbers[at], place, size, card_text(card))
            kept.append(one)
            self.sums.document(letters[at], bool(prints.comparable[at]), at in firsts or digests[at] in called)
            order = (card.moment.order, -letters[at], digests[at], card.id), one, replace(card, body=numbers[at])
            firsts[at] = min(firsts.get(at, order), order, key=itemgetter(0))
            self._next_document += 1
            place += size
        self.tables.add_documents(kept)
        self._changed.update(numbers)
        self._compare(*self._bodies(prints, numbers, {first.body.number: first for first in called.values()}, firsts))

    def _called(self, digests: Sequence[bytes]) -> dict[bytes, First]:
        """Bodies by their digests, of those that are there."""
        grams = np.array([digest_gram(digest) for digest in digests], np.uint64)
        _, _, bodies = self.postings.holders(grams, ALL)
        found = (
            {first.body.digest: first for first in self.shelf.firsts(bodies.tolist()).values()} if len(bodies) else {}
        )
        return {digest: found[digest] for digest in digests if digest in found}

    def _bodies(
        self,
        prints: Prints,
        numbers: Sequence[int],
        known: Mapping[int, First],
        firsts: Mapping[int, tuple[Order, Kept, Card]],
    ) -> tuple[dict[int, Hashes], dict[int, Hashes]]:
        """Keep the bodies; answers the grams of comparable ones that are new, and of those with another first document.

        known: those that were there. firsts: by place among the prints, the first of the batch's documents.
        """
        edges = np.searchsorted(prints.owners, np.arange(len(numbers) + 1)).tolist()
        fresh: dict[int, Hashes] = {}
        moved: dict[int, Hashes] = {}
        told, waiting = [], []
        for at, number in enumerate(numbers):
            order, first, card = firsts[at]
            if number in known and known[number].order < order:
                continue
            grams = prints.grams[edges[at] : edges[at + 1]]
            body = Body(number, order[2], -order[1], len(grams), first.number)
            told.append(body)
            self.shelf.learn(body, first, card)
            if prints.comparable[at]:
                (moved if number in known else fresh)[number] = grams
            if number not in known:
                waiting.append((number, np.append(grams, np.uint64(digest_gram(body.digest)))))
        self.tables.add_bodies(told)
        self.postings.add(waiting)
        self.tables.add_waiting((number, held.astype(WAITING).tobytes()) for number, held in waiting)
        self._moved.update(moved)
        return fresh, moved

    def _compare(self, fresh: Mapping[int, Hashes], moved: Mapping[int, Hashes]) -> None:
        """Propose the pairs that these bodies bring, and take out those that they end; of the first increment, when all
        its bodies are there.
        """
        if self._first:
            self._moved.clear()
            self._flush_many()
            return
        self._keep_new()
        joined = join(fresh, moved, self.postings, self.tables, self.shelf.ranks)
        for pair in joined.gone:
            self._found(pair, None)
        self._new = joined.new
        self._flush_many()

    def _keep_new(self) -> None:
        """Before others join, the pairs of the batch before are kept, so that what others end is seen; those of the
        last one are verified before they are.
        """
        self.tables.set_pairs([Pair(pair.a, pair.b, pair.shared, TO_VERIFY) for pair in self._new])
        self._new = []

    def _flush_many(self) -> None:
        """Where there are many, make a segment of the newest bodies, and merge where segments are alike in size."""
        if self.postings.waiting < FEW:
            return
        self.postings.flush(self._name())
        while old := self.postings.merge(self._name()):
            self._replaced += [segment.path for segment in old]
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
        if self._first:
            self._first = False
            propose_all(self.postings, self.tables, self._next_body)
        again = sorted(self._moved)
        for begin in range(0, len(again), TOGETHER):
            part = again[begin : begin + TOGETHER]
            pairs = [pair for pair in self.tables.pairs_of(part) if pair.found != TO_VERIFY]
            done = set(again[:begin])
            self._verify([pair for pair in pairs if done.isdisjoint((pair.a, pair.b))], tell)
        for begin in range(0, len(self._new), TOGETHER):
            self._verify(self._new[begin : begin + TOGETHER], tell)
        self._new = []
        while pairs := in_turn(self.tables.pairs_to_verify(IN_TURN)):
            for begin in range(0, len(pairs), TOGETHER):
                self._verify(pairs[begin : begin + TOGETHER], tell)
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
        for path in self._replaced:
            path.unlink(missing_ok=True)
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
    if not is_missing(folder / TABLES):
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
