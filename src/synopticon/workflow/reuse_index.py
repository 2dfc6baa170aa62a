"""An index of documents that grows by increments: what every run was given, and the rows that stand.

The folder holds `documents/NNNNNN.jsonl`, the documents of each increment; `rows-….jsonl`, the rows that stand; and
`index.json`, which names the parts with their digests and is put in place last. A killed run leaves the state before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from synopticon.errors import DamagedInput, NewerStudy, UnreadableFormat
from synopticon.reuse.documents import Document
from synopticon.store.durably import Draft, make_folder
from synopticon.store.joblock import job_lock
from synopticon.workflow.jsonl_corpus import JsonlCorpus

FORMAT = 1
STATE, DOCUMENTS = "index.json", "documents"
_MODE = 0o600
"""The index holds whole documents: they are for their collector's eyes."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the index: its name below the folder, its bytes and their SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class State:
    """What index.json says. method: by which rules the rows were made. rows: None before the first increment."""

    format: int
    method: str
    increments: tuple[Part, ...]
    rows: Part | None


EMPTY = State(FORMAT, "", (), None)


class Index:
    """The documents of all increments as one corpus, and the rows as they stand. Opened by `opened`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.state = _state(folder)
        for part in (*self.state.increments, *([self.state.rows] if self.state.rows else ())):
            _check(folder, part)
        self._parts = [JsonlCorpus(folder / part.name) for part in self.state.increments]
        self._part_of: dict[str, int] = {}
        self._rows = self.state.rows

    def documents(self) -> Iterator[Document]:
        """Every document of every increment."""
        self._part_of = {}
        for number, part in enumerate(self._parts):
            for document in part.documents():
                self._part_of[document.id] = number
                yield document

    def texts(self, ids: Sequence[str]) -> Mapping[str, str]:
        """Texts of documents that `documents` has given."""
        by_part: dict[int, list[str]] = {}
        for name in ids:
            by_part.setdefault(self._part_of[name], []).append(name)
        found: dict[str, str] = {}
        for number, names in by_part.items():
            found.update(self._parts[number].texts(names))
        return found

    def _standing(self) -> dict[str, bytes]:
        """Digests of the rows that stand, by id."""
        if self._rows is None:
            return {}
        with (self.folder / self._rows.name).open("rb") as lines:
            return {json.loads(line)["id"]: hashlib.sha256(line).digest() for line in lines}

    def add(self, documents: Iterable[Document], where: Path) -> int:
        """Take in an increment; documents that are in the index already, as they are, are passed over.

        Returns how many are new; nothing stands before `keep`. Raises DamagedInput where a document bears the id of
        another one.
        """
        known = {document.id: _digest(document) for document in self.documents()}
        name = f"{DOCUMENTS}/{len(self.state.increments) + 1:06}.jsonl"
        new = 0
        with Draft(self.folder) as draft:
            for document in documents:
                digest = _digest(document)
                if document.id not in known:
                    draft.write(json.dumps(asdict(document), ensure_ascii=True).encode() + b"\n")
                    new += 1
                elif known[document.id] != digest:
                    raise DamagedInput(
                        f"the index holds another document with the id {document.id!r}",
                        where=str(where),
                        remedy="Give a changed document an id of its own; a document of an index stays as it is.",
                    )
            if new:
                draft.keep_as(self.folder / name, _MODE)
        if new:
            self.state = State(FORMAT, self.state.method, (*self.state.increments, _part(self.folder, name)), None)
            self._parts.append(JsonlCorpus(self.folder / name))
        return new

    def settle(self, rows: Iterable[tuple[str, bytes]], method: str) -> Iterator[tuple[str, bytes]]:
        """Lay these rows, lines by id, beside those that stand; yields what is new or has changed. Then `keep`."""
        before = self._standing()
        whole = hashlib.sha256()
        with Draft(self.folder) as draft:
            for name, line in rows:
                draft.write(line)
                whole.update(line)
                if before.get(name) != hashlib.sha256(line).digest():
                    yield name, line
            kept = f"rows-{whole.hexdigest()[:16]}.jsonl"
            draft.keep_as(self.folder / kept, _MODE)
        self.state = State(FORMAT, method, self.state.increments, _part(self.folder, kept))

    def keep(self) -> None:
        """Make the documents and rows of this increment stand, and let the rows before go."""
        _write_state(self.folder, self.state)
        for old in self.folder.glob("rows-*.jsonl"):
            if self.state.rows is None or old.name != self.state.rows.name:
                old.unlink()


@contextmanager
def opened(folder: Path, clock: Callable[[], datetime]) -> Iterator[Index]:
    """Open an index for one increment, or begin one; nobody else can meanwhile.

    Raises StudyBusy, DamagedInput where a part is missing or cut short, NewerStudy, UnreadableFormat, StorageFailed.
    """
    make_folder(folder)
    with job_lock(folder, "increment", clock):
        if not (folder / STATE).exists() and not (folder / DOCUMENTS).exists():
            _write_state(folder, EMPTY)
        yield Index(folder)


def _write_state(folder: Path, state: State) -> None:
    with Draft(folder) as draft:
        draft.write(json.dumps(asdict(state), indent=2).encode() + b"\n")
        draft.keep_as(folder / STATE, _MODE)


def _state(folder: Path) -> State:
    path = folder / STATE
    if not path.exists():
        raise DamagedInput("the index has lost its index.json", where=str(folder), remedy=_ANEW)
    try:
        told = json.loads(path.read_bytes())
        newer = told["format"] > FORMAT
        rows = Part(**told["rows"]) if told["rows"] else None
        state = State(told["format"], told["method"], tuple(Part(**part) for part in told["increments"]), rows)
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableFormat("the index cannot be read", where=str(path), why=str(error), remedy=_ANEW) from error
    if newer:
        raise NewerStudy(
            "the index was written by a later version of Synopticon",
            where=str(folder),
            remedy="Use that version, or begin an index anew in another folder.",
        )
    return state


_ANEW = "Begin an index anew in another folder, from the documents that you have."


def _check(folder: Path, part: Part) -> None:
    path = folder / part.name
    if path.is_file() and path.stat().st_size == part.size and _part(folder, part.name) == part:
        return
    why = "it is missing" if not path.is_file() else "it is not what was written"
    raise DamagedInput("a part of the index does not hold", where=str(path), why=why, remedy=_ANEW)


def _part(folder: Path, name: str) -> Part:
    with (folder / name).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Part(name, (folder / name).stat().st_size, digest)


def _digest(document: Document) -> bytes:
    return hashlib.sha256(json.dumps(asdict(document)).encode()).digest()
