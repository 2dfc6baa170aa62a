"""The place for a multilingual model: whoever can fetch one registers it, and its likeness is weighed with the clues.

A package offers one by the entry point group `synopticon.embedders`: a name, and a callable without arguments that
answers an `Embedder`. Nothing is fetched here, and without one the clues decide alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from synopticon.errors import MissingPart
from synopticon.reuse.translations.reading import Texts

GROUP = "synopticon.embedders"
"""The entry point group in which embedders are found."""
PER_DEVIATION = 2.0
"""What a standard deviation of likeness above the usual one of candidates is worth, in nats."""
TOGETHER = 512
"""Texts that are handed to the model together."""
LEAST, MOST = -6.0, 10.0
"""What likeness can take away and add at most."""


class Embedder(Protocol):
    """A model that lays texts of all languages into one space."""

    name: str
    """Name and version, as it stands in reasons and in the summary."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row for each text, the same for the same text, whatever stands beside it."""
        ...


def installed_embedder(name: str | None = None) -> Embedder | None:
    """The embedder of this name, or the first by name; None where none is installed.

    Raises MissingPart where one is asked for by a name that no package offers.
    """
    offered = sorted(entry_points(group=GROUP), key=lambda entry: entry.name)
    chosen = next((entry for entry in offered if name in (None, entry.name)), None)
    if chosen is not None:
        return _made(chosen)
    if name is None:
        return None
    raise MissingPart(
        f"no embedder named {name!r} is installed",
        where=f"entry point group {GROUP}",
        why="a multilingual model is brought by a package of its own",
        remedy="install the package that offers it, or propose translations by clues alone",
    )


def _made(entry: EntryPoint) -> Embedder:
    embedder: Embedder = entry.load()()
    return embedder


def likeness(embedder: Embedder, pairs: Sequence[tuple[str, str]], texts: Texts) -> list[float]:
    """For each pair of ids what the likeness of their texts is worth, in nats, against the usual one of all pairs.

    texts: answers texts by their ids; TOGETHER of them are in memory at a time.
    """
    if not pairs:
        return []
    ids = sorted({name for pair in pairs for name in pair})
    rows = np.concatenate([_embedded(embedder, some, texts(some)) for some in _parts(ids)])
    rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    place = {name: number for number, name in enumerate(ids)}
    left, right = (np.array([place[pair[side]] for pair in pairs]) for side in (0, 1))
    alike = np.einsum("ij,ij->i", rows[left], rows[right])
    usual, spread = float(np.median(alike)), float(alike.std())
    if spread < 1e-6:
        return [0.0] * len(pairs)
    return [float(x) for x in np.clip(PER_DEVIATION * ((alike - usual) / spread - 0.5), LEAST, MOST)]


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[at : at + TOGETHER] for at in range(0, len(ids), TOGETHER))


def _embedded(embedder: Embedder, ids: Sequence[str], texts: Mapping[str, str]) -> NDArray[np.float32]:
    """A row for each text. Raises ValueError for anything else."""
    rows = np.asarray(embedder.embed([texts[name] for name in ids]), np.float32)
    if rows.ndim != 2 or len(rows) != len(ids) or not np.isfinite(rows).all():
        raise ValueError(f"{embedder.name} gave {rows.shape} for {len(ids)} texts, or numbers that are not finite")
    return rows
