"""Sums over all documents of an index, kept up with every change, so that nobody has to count them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from synopticon.model.reuse import Kind, Member, Role
from synopticon.reuse.identical import LEAST_IDENTICAL
from synopticon.store.echoes.tables import Kept
from synopticon.workflow.reuse_records import kind_in


@dataclass(slots=True)
class Sums:
    """As in FamiliesReport. kinds: relations by their kind."""

    documents: int = 0
    blank: int = 0
    short: int = 0
    families: int = 0
    echoes: int = 0
    unseen: int = 0
    kinds: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str | None) -> Sums:
        """Sums that `text` has written; none where nothing was."""
        return cls(**json.loads(text)) if text else cls()

    def text(self) -> str:
        """The sums as text."""
        return json.dumps(asdict(self))

    def document(self, letters: int, comparable: bool, known: bool) -> None:
        """A further document. letters: of its body. known: whether the body has other documents."""
        self.documents += 1
        self.blank += not letters
        self.short += bool(letters) and not comparable
        if known and letters >= LEAST_IDENTICAL:
            self._count(Kind.COPY, 1)

    def relation(self, found: bytes | None, sign: int) -> None:
        """A relation that came or went, as the index writes it."""
        if found:
            self._count(kind_in(found), sign)

    def _count(self, kind: str, change: int) -> None:
        self.kinds[kind] = self.kinds.get(kind, 0) + change
        if not self.kinds[kind]:
            del self.kinds[kind]

    def families_of(self, before: Sequence[Kept], now: Sequence[Member]) -> None:
        """Whole families told anew: what was told of their documents, and what is."""
        old = Counter(one.family for one in before if one.family is not None)
        new = Counter(member.family for member in now)
        for sizes, sign in ((old.values(), -1), (new.values(), 1)):
            large = [size for size in sizes if size > 1]
            self.families += sign * len(large)
            self.echoes += sign * (sum(large) - len(large))
        self.unseen += sum(member.role is Role.ECHO_OF_UNSEEN for member in now)
        self.unseen -= sum(one.role == Role.ECHO_OF_UNSEEN for one in before)
