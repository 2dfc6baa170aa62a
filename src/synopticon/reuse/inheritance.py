"""Where the texts of one family stand in each other, place by place: what each has of another, and what of its own."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synopticon.model.reuse import Kind
from synopticon.model.spans import Spans

CLOSEST = 12
"""Other texts of a family with which a text is compared place by place: those that hold most of it."""
FINEST = 1 << 14
"""Places into which a text is divided at most; in a longer one a place is several code points."""
READING = 4
"""Code points from which a stretch is a reading of its own: below it, letters agree by chance."""
OMITTED = 12
"""Code points that a text must have left out between two others for that to be an omission."""
REMEMBERED = 1 << 11
"""Comparisons that are kept at a time."""

NONE = Spans.of(())
Mask = NDArray[np.bool_]
"""Of the places of one text, some."""


@dataclass(frozen=True, slots=True)
class Link:
    """A verified relation between two bodies as one of them sees it.

    inherited: the share of its text, what is common to very many bodies left out, that stands word for word in the
    other one. spans: the equal words, in code points; first: the document to which their first side belongs.
    """

    kind: Kind
    score: int
    inherited: float
    spans: Spans = NONE
    first: str = ""


Links = Mapping[int, Mapping[int, Link]]
"""By the body that sees, then by the other; both directions are there, each with its own shares."""


class Texts:
    """The texts of one family, compared where that is asked for.

    lengths: code points, by body, in the family's order. body_of: of the documents that links name. Two texts between
    which nothing was verified share nothing.
    """

    def __init__(self, lengths: Mapping[int, int], links: Links, body_of: Mapping[str, int]) -> None:
        self.bodies = tuple(lengths)
        self._lengths, self._links, self._body_of = lengths, links, body_of
        self._places = {body: place for place, body in enumerate(self.bodies)}
        self._near: dict[int, tuple[int, ...]] = {}
        self._held: dict[tuple[int, int], Mask] = {}

    def near(self, body: int) -> tuple[int, ...]:
        """The texts of the family that hold most of this one, most first; the earlier in the family where equal."""
        if body not in self._near:
            links = self._links.get(body, {})
            known = [other for other in links if other in self._places]
            known.sort(key=lambda other: (-links[other].inherited, self._places[other]))
            self._near[body] = tuple(known[:CLOSEST])
        return self._near[body]

    def link(self, body: int, other: int) -> Link | None:
        """What was verified between the two."""
        return self._links.get(body, {}).get(other)

    def inherited(self, body: int, other: int) -> float:
        """The share of this text that stands in the other."""
        link = self.link(body, other)
        return link.inherited if link else 0.0

    def held(self, body: int, other: int) -> Mask:
        """The places of this text that stand in the other."""
        found = self._held.get((body, other))
        if found is None:
            if len(self._held) >= REMEMBERED:
                self._held.clear()
            found = self._held[body, other] = self._compared(body, other)
        return found

    def _compared(self, body: int, other: int) -> Mask:
        spans, step = self._spans(body, other), self.step(body)
        mask = self.nothing(body)
        size = len(mask) + 1
        begins, ends = np.minimum(spans[:, 0] // step, size - 1), np.minimum(-(-spans[:, 1] // step), size - 1)
        open_at = np.cumsum(np.bincount(begins, minlength=size) - np.bincount(ends, minlength=size))
        return np.asarray(open_at[: len(mask)] > 0) if len(spans) else mask

    def _spans(self, body: int, other: int) -> NDArray[np.int32]:
        """The equal words of the two texts, as rows of (begin here, end here, begin there, end there)."""
        link = self.link(body, other)
        if link is None:
            return np.zeros((0, 4), np.int32)
        rows = np.asarray(link.spans.flat, np.int32).reshape(-1, 4)
        return rows if self._body_of.get(link.first) == body else rows[:, [2, 3, 0, 1]]

    def held_by_any(self, body: int, others: Iterable[int]) -> Mask:
        """The places of this text that stand in at least one of the others."""
        mask = self.nothing(body)
        for other in others:
            mask |= self.held(body, other)
        return mask

    def covered(self, body: int) -> float:
        """The share of the other texts that stands in this one, in the mean; 1 where there is no other."""
        shares = (self._links[other][body].inherited for other in self._links.get(body, ()) if other in self._places)
        return math.fsum(shares) / (len(self.bodies) - 1) if len(self.bodies) > 1 else 1.0

    def own(self, body: int) -> int:
        """The code points of this text that stand in no other."""
        return int((~self.held_by_any(body, self.near(body))).sum()) * self.step(body)

    def nothing(self, body: int) -> Mask:
        """None of the places of this text."""
        return np.zeros(-(-self._lengths[body] // self.step(body)), np.bool_)

    def step(self, body: int) -> int:
        """Code points that one place of this text is."""
        return max(1, -(-self._lengths[body] // FINEST))

    def readings(self, body: int, mask: Mask) -> int:
        """In how many stretches of a reading's length these places stand."""
        return int((stretches(mask) * self.step(body) >= READING).sum())

    def omissions(self, body: int, other: int) -> int:
        """How often this text leaves out what stands before or between what it took from the other one.

        What is replaced by at least half as much is no omission, nor is an end that was cut off: an editor who
        shortens cuts there, whomever he copies.
        """
        spans = self._spans(body, other)
        here, till, there, done = spans[np.argsort(spans[:, 2], kind="stable")].T
        left_out = there - np.concatenate([[0], done[:-1]])
        instead = here - np.concatenate([[0], till[:-1]])
        return int(((left_out >= OMITTED) & (instead >= 0) & (2 * instead < left_out)).sum()) if len(spans) else 0


def stretches(mask: Mask) -> NDArray[np.int64]:
    """The lengths of the stretches in which the places of a mask stand."""
    edges = np.flatnonzero(np.diff(mask, prepend=False, append=False))
    return edges[1::2] - edges[::2]
