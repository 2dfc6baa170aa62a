"""The codebook as a tree: paths, descendants, order, and what a person means by a name. Made anew for each version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from synopticon.errors import NotFound, UsageError
from synopticon.model.coding import Code

SEPARATOR = "/"
"""Between the names of a path, as people type it: technology/face/live watch-list."""

LEAST = 8
"""Characters of an id that a person must give at least."""

_LISTED = 6


class Tree:
    """All codes of one version, by id and by place. A parent that is not there counts as the top."""

    def __init__(self, codes: Iterable[Code]) -> None:
        self.by_id = {code.id: code for code in codes}
        self._below: defaultdict[str | None, list[Code]] = defaultdict(list)
        for code in sorted(self.by_id.values(), key=lambda code: (code.place, code.name, code.id)):
            self._below[code.parent if code.parent in self.by_id else None].append(code)
        self.paths: dict[str, str] = {}
        """Each code's path, in the order of the tree; a code on a cycle has none."""
        self._depths: dict[str, int] = {}
        for depth, code in self._walk():
            over = self.paths.get(code.parent or "")
            self.paths[code.id] = code.name if over is None else f"{over}{SEPARATOR}{code.name}"
            self._depths[code.id] = depth

    def children(self, parent: str | None) -> tuple[Code, ...]:
        """The codes below one, or those at the top, in their order."""
        return tuple(self._below.get(parent, ()))

    def ordered(self) -> Iterator[tuple[int, Code]]:
        """Every code with its depth from 0, each before those below it."""
        return ((depth, self.by_id[one]) for one, depth in self._depths.items())

    def with_descendants(self, code: str) -> tuple[str, ...]:
        """The ids of a code and of all below it, in the order of the tree."""
        found, waiting = [], [code]
        while waiting:
            one = waiting.pop()
            found.append(one)
            waiting.extend(child.id for child in reversed(self._below.get(one, ())))
        return tuple(found)

    def path(self, code: str) -> str:
        """A code's path; the id itself where this version does not know it."""
        return self.paths.get(code, code)

    def find(self, said: str) -> Code:
        """The code that an id or its beginning, a path, or the end of a path names; letter case does not matter.

        Raises NotFound where none is so called, UsageError where more than one is.
        """
        if said in self.by_id:
            return self.by_id[said]
        wanted = plain(said)
        whole = [one for one, path in self.paths.items() if plain(path) == wanted]
        found = whole or [one for one, path in self.paths.items() if plain(path).endswith(SEPARATOR + wanted)]
        if not found and len(said) >= LEAST:
            found = [one for one in self.paths if one.startswith(said)]
        if not found:
            raise NotFound(f"no code is called “{said}”", remedy="See: synopticon codebook show")
        # Of codes so called, the ones that are still offered are meant.
        offered = [one for one in found if not self.by_id[one].retired] or found
        if len(offered) > 1:
            shown = ", ".join(f"{self.paths[one]} ({one[:LEAST]})" for one in offered[:_LISTED])
            raise UsageError(
                f"{len(offered)} codes are called “{said}”", why=shown, remedy="Write more of the path, or the id."
            )
        return self.by_id[offered[0]]

    def _walk(self) -> Iterator[tuple[int, Code]]:
        waiting = [(0, code) for code in reversed(self._below[None])]
        while waiting:
            depth, code = waiting.pop()
            yield depth, code
            waiting.extend((depth + 1, child) for child in reversed(self._below.get(code.id, ())))


def plain(name: str) -> str:
    """A name or path as names are compared: letter case and runs of blanks do not matter."""
    return SEPARATOR.join(" ".join(part.split()) for part in name.casefold().split(SEPARATOR))
