"""What a channel hands over, and what it is given to work with: the one interface of all channels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from synopticon.model.capture import Capture


@dataclass(frozen=True, slots=True)
class Obtained:
    """A capture whose bytes may not be in the archive yet.

    bodies: bytes to be archived before the capture is acknowledged; the capture's place names one of them, or a blob
        that the channel has archived already.
    """

    capture: Capture
    bodies: tuple[bytes, ...] = ()


class Keeper(Protocol):
    """What a channel may do with the archive: keep a whole file or what it unpacks, read it back.

    Unpacked bytes go straight there: on the machine's shared disk of temporary files they would outlast a kill.
    """

    def put_file(self, path: Path) -> str:
        """Keep a file's bytes and answer their SHA-256."""
        ...

    def put_chunks(self, chunks: Iterable[bytes]) -> str:
        """Keep bytes that come piece by piece and answer their SHA-256."""
        ...

    def open(self, blob: str) -> BinaryIO:
        """A seekable stream over a whole blob."""
        ...


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a thing may be before it is refused; all in bytes except the ratio and the entries.

    pictures: bytes from which a picture inside a web archive becomes an item; 0 leaves all of them inside.
    """

    body: int = 100_000_000
    container: int = 50_000_000_000
    ratio: int = 200
    entries: int = 10_000
    pictures: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person who collects said about what is collected.

    mapping: the item's field (text, title, url, published, outlet, language, authors) to the corpus's column; `rows`
        to the list in a JSON object that holds the rows.
    outlet, language: constants where no column says it.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    outlet: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """What every channel is given: the archive, the limits, the clock, what was asked, and somebody who listens.

    say: told a sentence that a person should read even when all goes well.
    begin: told what is done now and how much of it there is (None: not known); done: how much of it has been done.
    """

    keep: Keeper
    clock: Callable[[], datetime]
    say: Callable[[str], None]
    begin: Callable[[str, int | None], None]
    done: Callable[[int], None]
    limits: Limits = Limits()
    asked: Asked = Asked()


@dataclass(frozen=True, slots=True)
class Local:
    """A file on this machine, and the name under which it is known: its path inside the folder handed in."""

    path: Path
    name: str

    @property
    def locator(self) -> str:
        """What a capture of it is said to have asked for."""
        return f"file:{self.name}"
