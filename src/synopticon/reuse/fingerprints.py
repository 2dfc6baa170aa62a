"""The first stage of a trace: what is kept of documents without their texts, a card each and a sample of their grams.

A body is a text as comparison sees it; documents with the same body share it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from synopticon.kernel.library import kernel
from synopticon.reuse.common_grams import common_grams, is_common
from synopticon.reuse.compiled import numbering
from synopticon.reuse.credits import credited
from synopticon.reuse.documents import Document
from synopticon.reuse.grams import Hashes, gram_hashes, is_dense, joined, letters_of, whole_grams
from synopticon.reuse.moments import day_of, moment_of
from synopticon.reuse.normalising import Codes, Offsets, normalise_batch
from synopticon.reuse.origins import Card
from synopticon.reuse.sampling import BLUNT, CUT, is_sampled

BATCH, LIGHT = 512, 2_000_000
"""Most documents, and about how many code points, normalised together."""
LONGEST = 2_000_000
"""Code points of a text that are compared; what stands behind them counts for identity only."""
LEAST_GRAMS = 40
"""A body whose different grams count less than this is too short, or too monotonous, to be compared; a gram counts for
the letters for which its first sign stands."""


def light_batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Neighbours few and short enough to be fingerprinted together."""
    batch: list[Document] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.text)
        if len(batch) >= BATCH or size >= LIGHT:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


@dataclass(frozen=True, slots=True)
class Prints:
    """A batch of documents as columns: what is known of them without their texts.

    cards: one a document; a card's body is a place in the columns of bodies. digests: SHA-256 of the normalised texts,
    each once. letters: normalised lengths, a syllable or ideograph as two. comparable: whether there is enough to
    compare. grams, owners: the sampled grams of the comparable bodies, common ones joined with the next, by the upper
    bits of their numbers, and the body to which each belongs; sorted by body and gram, each once.
    """

    cards: tuple[Card, ...]
    digests: tuple[bytes, ...]
    letters: NDArray[np.int64]
    comparable: NDArray[np.bool_]
    grams: Hashes
    owners: NDArray[np.int32]


def fingerprint(documents: Sequence[Document]) -> Prints:
    """The first stage: a batch of documents, light enough to be normalised together, becomes columns."""
    codes, edges = normalise_batch([document.text[:LONGEST] for document in documents])
    places: dict[bytes, int] = {}
    parts: list[Codes] = []
    cards = []
    for number, document in enumerate(documents):
        part = codes[edges[number] : edges[number + 1]]
        digest = hashlib.sha256(part.tobytes() + _beyond(document.text)).digest()
        if digest not in places:
            places[digest] = len(parts)
            parts.append(part)
        cards.append(_card(document, places[digest]))
    codes = np.concatenate([np.zeros(0, np.uint32), *parts])
    edges = np.concatenate([[0], np.cumsum([len(part) for part in parts], dtype=np.int64)])
    comparable, grams, owners = sampled(codes, edges)
    return Prints(tuple(cards), tuple(places), _lengths(codes, edges), comparable, *leads_of(grams, owners))


def _card(document: Document, body: int) -> Card:
    return Card(
        id=document.id,
        body=body,
        length=min(len(document.text), LONGEST),
        outlet=document.outlet,
        url=document.url,
        published=document.published,
        moment=moment_of(document.published or day_of(document.url)),
        credit=credited(document.text),
    )


def _lengths(codes: Codes, edges: Offsets) -> NDArray[np.int64]:
    """For how many letters the signs of each text stand."""
    beyond = np.zeros(len(codes) + 1, np.int64)
    np.cumsum(is_dense(codes), out=beyond[1:])
    return np.diff(edges + beyond[edges])


def sampled(codes: Codes, edges: Offsets) -> tuple[NDArray[np.bool_], Hashes, NDArray[np.int64]]:
    """Whether each of the texts can be compared, and the sampled grams of those that can, with their texts' places.

    codes: of the texts, end to end. edges: between them, one more than there are texts. The grams stand as they do in
    the texts, by their whole numbers.
    """
    if library := kernel():
        return numbering.sampled(library, codes, edges, LEAST_GRAMS)
    size = len(edges) - 1
    owner = np.repeat(np.arange(size), np.diff(edges))
    whole = whole_grams(codes, edges)
    grams, owner, letters = gram_hashes(codes)[whole], owner[whole], letters_of(codes)[whole]
    comparable = np.fromiter(_varied(grams, letters, owner, size), bool, size)
    kept = is_sampled(grams, letters) & comparable[owner]
    return comparable, grams[kept], owner[kept]


def leads_of(grams: Hashes, owner: NDArray[np.int64]) -> tuple[Hashes, NDArray[np.int32]]:
    """What leads from one text to others: sampled grams, sorted by text and number, each once.

    A gram that the frozen table knows is joined with the sampled one behind it: a set phrase leads to thousands of
    texts, the phrase with what follows it to few. A short note of an agency is little else.
    """
    if library := kernel():
        return numbering.leads(library, grams, owner, common_grams()[0])
    leads = grams >> CUT
    followed = np.flatnonzero(is_common(leads[:-1]) & (owner[1:] == owner[:-1]))
    leads[followed] = joined(grams[followed], grams[followed + 1]) >> CUT
    leads >>= BLUNT
    order = np.lexsort((leads, owner))
    leads, owner = leads[order], owner[order]
    once = np.ones(len(leads), bool)
    once[1:] = (leads[1:] != leads[:-1]) | (owner[1:] != owner[:-1])
    return leads[once], owner[once].astype(np.int32)


def _beyond(text: str) -> bytes:
    """What of a very long text is not normalised, as it stands."""
    return text[LONGEST:].encode("utf-8", "surrogatepass")


def _varied(grams: Hashes, letters: NDArray[np.int64], owner: NDArray[np.int64], size: int) -> Iterator[bool]:
    """Whether each owner has enough different grams, among the first of them."""
    edges = np.searchsorted(owner, np.arange(size + 1)).tolist()
    for begin, end in pairwise(edges):
        end = min(end, begin + 4 * LEAST_GRAMS)
        first = dict(zip(grams[begin:end].tolist(), letters[begin:end].tolist(), strict=True))
        yield sum(first.values()) >= LEAST_GRAMS
