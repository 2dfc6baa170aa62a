"""Which of many names a word may be, without trying them all: by the consonants that every spelling keeps."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from synopticon.language.names.lattice import FAR, Lattice

_CLASSES = {"k": "kgqкг", "t": "tdcjzsxтдчжцщзсш", "p": "pbfпбф", "n": "nlrнлр", "m": "mм"}
"""Letters that stand for one another between systems. All others come and go, and count for nothing."""
_CLASS_OF = {letter: name for name, letters in _CLASSES.items() for letter in letters}
MOST_KEYS = 5_000


def key_of(word: str) -> str:
    """The classes of a folded word's consonants; one letter more, less or other changes one sign of it at most."""
    return "".join(_CLASS_OF.get(letter, "") for letter in word)


class Index:
    """Lattices by their keys, found by words that are at most one letter away."""

    def __init__(self) -> None:
        self._lattices: list[tuple[Lattice, Hashable]] = []
        self._exact: dict[str, set[int]] = {}
        self._near: dict[str, set[int]] = {}
        self._always: set[int] = set()
        self._answers: dict[tuple[str, int], tuple[tuple[Hashable, int], ...]] = {}
        self.longest = 0

    def add(self, lattice: Lattice, label: Hashable) -> None:
        """Look for this lattice from now on; label: what is answered for it."""
        number = len(self._lattices)
        self._lattices.append((lattice, label))
        self.longest = max(self.longest, lattice.most + 1)
        keys = _keys(lattice)
        if keys is None:
            self._always.add(number)
        for key in keys or ():
            self._exact.setdefault(key, set()).add(number)
            for near in _shortened(key):
                self._near.setdefault(near, set()).add(number)

    def nearest(self, word: str, most: int) -> tuple[tuple[Hashable, int], ...]:
        """Labels of what a folded word may be, each with its distance, which is 0, or 1 where most allows it."""
        if (known := self._answers.get((word, most))) is None:
            known = self._answers[word, most] = tuple(self._search(word, most))
        return known

    def _search(self, word: str, most: int) -> Iterable[tuple[Hashable, int]]:
        key = key_of(word)
        numbers = self._always | self._exact.get(key, set())
        if most:
            numbers.update(number for near in _shortened(key) for number in self._near.get(near, ()))
        for number in sorted(numbers):
            lattice, label = self._lattices[number]
            fits = lattice.least - most <= len(word) <= lattice.most + most
            if fits and (far := lattice.distance(word, most)) < FAR:
                yield label, far


def _keys(lattice: Lattice) -> set[str] | None:
    """The keys of all spellings; None where they are so many that trying the lattice itself is less work."""
    made = {""}
    for part in lattice.parts:
        endings = {key_of(spelling) for spelling in part}
        made = {one + ending for one in made for ending in endings}
        if len(made) > MOST_KEYS:
            return None
    return made


def _shortened(key: str) -> set[str]:
    return {key, *(key[:at] + key[at + 1 :] for at in range(len(key)))}
