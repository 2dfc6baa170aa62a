"""Columns that travel from process to process: arrays by name; texts as all their bytes with their ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Columns = Mapping[str, NDArray[Any]]

NONE = b"\xff"
"""Stands for None; no text in UTF-8 holds this byte."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Many texts, end to end in UTF-8. ends: of each."""

    data: NDArray[np.uint8]
    ends: Ints

    @staticmethod
    def of(texts: Iterable[str | None]) -> Texts:
        """The texts of a list."""
        packed = [NONE if text is None else text.encode("utf-8", "surrogatepass") for text in texts]
        ends = np.cumsum(np.array([len(text) for text in packed], np.int64))
        return Texts(np.frombuffer(b"".join(packed), np.uint8), ends)

    @staticmethod
    def within(columns: Columns, name: str) -> Texts:
        """The texts that `named` put among columns."""
        return Texts(columns[name], columns[f"{name}.ends"])

    @staticmethod
    def joined(parts: Sequence[Texts]) -> Texts:
        """The texts of all parts."""
        sizes = np.cumsum([0, *(len(part.data) for part in parts)])
        data = np.concatenate([np.zeros(0, np.uint8), *(part.data for part in parts)])
        ends = [part.ends + size for part, size in zip(parts, sizes, strict=False)]
        return Texts(data, np.concatenate([np.zeros(0, np.int64), *ends]))

    def named(self, name: str) -> dict[str, NDArray[Any]]:
        """As columns of that name."""
        return {name: self.data, f"{name}.ends": self.ends}

    def take(self, rows: Ints) -> Texts:
        """The texts at these places, in this order."""
        sizes = np.diff(self.ends, prepend=0)
        picked = sizes[rows]
        ends = np.cumsum(picked)
        shift = np.repeat(self.ends[rows] - ends, picked)
        return Texts(self.data[np.arange(len(shift)) + shift], ends)

    def optional(self) -> list[str | None]:
        """The texts, None among them."""
        data, begin = self.data.tobytes(), 0
        texts: list[str | None] = []
        for end in self.ends.tolist():
            part = data[begin:end]
            texts.append(None if part == NONE else part.decode("utf-8", "surrogatepass"))
            begin = end
        return texts

    def strings(self) -> list[str]:
        """The texts, where none is None."""
        return [text for text in self.optional() if text is not None]
