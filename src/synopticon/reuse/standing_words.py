"""Words that many documents put around words of their own: a boilerplate of this collection, which joins nobody.

Two texts cannot tell whether what they share is one story or a frame. The relations of a document that very many others
share words with can: where they all have the same part of it, it has a part that none of them has, and each has words
of its own, that part is a frame. It is asked of relations that were verified, and of what hangs together by them alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from synopticon.reuse.inheritance import Link, Links
from synopticon.reuse.origins import Card, outlet_of, same_outlet
from synopticon.reuse.proposing import CROWD

OWN_WORDS, OWN_PART = 40, 0.1
"""Code points of its own, and share of what it has in common, from which a text is more than the frame."""

MOST, NEARLY = 0.5, 0.8
"""A frame is what more than the first share of them hold; the second share of what one holds lies in it, and so many of
them have words of their own."""
AGAIN = 8
"""Documents of one outlet, in the mean, from which shared words are no reprints."""

Rows = NDArray[np.int32]
"""Stretches of a text: (begin, end) in code points."""


def standing_words(links: Links, cards: Mapping[int, Card]) -> tuple[Links, dict[int, int]]:
    """The links that bind in spite of such frames; and in how many documents' company a body has lost others.

    cards: of each body's first document.
    """
    framed: dict[int, set[int]] = {}
    for body, near in links.items():
        if len(near) >= CROWD:
            around = _around(body, near, cards)
            for other in around:
                framed.setdefault(body, set()).add(other)
                framed.setdefault(other, set()).add(body)
            _among(around, body, links, cards, framed)
    if not framed:
        return links, {}
    kept = {
        body: {other: link for other, link in near.items() if other not in framed.get(body, ())}
        for body, near in links.items()
    }
    return kept, {body: len(others) for body, others in framed.items()}


def _around(body: int, near: Mapping[int, Link], cards: Mapping[int, Card]) -> list[int]:
    """The bodies with which this one shares nothing but a frame; none where it is no frame."""
    here = cards[body]
    asked = list(near) if _come_back(cards[other] for other in near) else _not_elsewhere(here, near, cards)
    if len(asked) < CROWD:
        return []
    shared = {other: sides(near[other], here) for other in asked}
    frame = _held_by_most([ours for ours, _ in shared.values()], here.length)
    if not _has_own(here.length, int(frame.sum())):
        return []
    within = [other for other, (ours, _) in shared.items() if _lies_in(ours, frame)]
    more = sum(_has_own(cards[other].length, covered(shared[other][1])) for other in within)
    return within if more >= max(CROWD, NEARLY * len(asked)) else []


def _come_back(cards: Iterable[Card]) -> bool:
    """Whether the same outlets carry such words again and again, as nobody reprints one story."""
    outlets = Counter(outlet_of(card) for card in cards)
    return None not in outlets and outlets.total() >= AGAIN * len(outlets)


def _not_elsewhere(here: Card, near: Iterable[int], cards: Mapping[int, Card]) -> list[int]:
    """Those that are not known to be of another outlet: the words of two outlets are a reprint."""
    return [other for other in near if same_outlet(here, cards[other]) is not False]


def _held_by_most(parts: Sequence[Rows], length: int) -> NDArray[np.bool_]:
    """The places of a text that most of these parts of it hold."""
    rows = np.concatenate(parts)
    edges = np.bincount(rows[:, 0], minlength=length + 1) - np.bincount(rows[:, 1], minlength=length + 1)
    return np.cumsum(edges[:length]) > MOST * len(parts)


def _lies_in(rows: Rows, frame: NDArray[np.bool_]) -> bool:
    """Whether nearly all of these stretches lie in the frame; a few words agree by chance."""
    before = np.concatenate([[0], np.cumsum(frame)])
    return bool((before[rows[:, 1]] - before[rows[:, 0]]).sum() >= NEARLY * covered(rows))


def _among(
    around: Iterable[int], body: int, links: Links, cards: Mapping[int, Card], framed: dict[int, set[int]]
) -> None:
    """Of the bodies around a frame, take apart those that share nothing else with each other either."""
    members = set(around)
    for one in sorted(members):
        of_frame = sides(links[one][body], cards[one])[0]
        for other in sorted(links[one].keys() & members):
            ours = sides(links[one][other], cards[one])[0]
            beyond = covered(np.concatenate([ours, of_frame])) - covered(of_frame)
            if beyond < max(OWN_WORDS, OWN_PART * covered(of_frame)):
                framed[one].add(other)
                framed.setdefault(other, set()).add(one)


def _has_own(length: int, shared: int) -> bool:
    """Whether a text has enough words besides so many."""
    return length - shared >= max(OWN_WORDS, OWN_PART * shared)


def sides(link: Link, card: Card) -> tuple[Rows, Rows]:
    """The stretches of a link in the text of this card, and in the other one."""
    rows = np.asarray(link.spans.flat, np.int32).reshape(-1, 4)
    return (rows[:, :2], rows[:, 2:]) if link.first == card.id else (rows[:, 2:], rows[:, :2])


def covered(rows: Rows) -> int:
    """Code points that lie in at least one of the stretches."""
    order = rows[np.argsort(rows[:, 0], kind="stable")]
    reach = np.maximum.accumulate(np.concatenate([[0], order[:, 1]]))
    return int(np.maximum(reach[1:] - np.maximum(order[:, 0], reach[:-1]), 0).sum())
