"""Where a file that began as UTF-8 turns to another encoding, and which one that seems to be."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import BinaryIO

from synopticon.language.decoding import SAMPLE, encoding_of

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Turn:
    """offset: of the first byte that is not UTF-8, from 0; encoding: what follows seems to be, None where it is mere
    damage in UTF-8.
    """

    offset: int
    encoding: str | None


def turn_of(source: BinaryIO) -> Turn | None:
    """Read from the source's beginning up to the turn; None where all of it is UTF-8. Raises DamagedInput."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    passed = 0
    while True:
        data, waiting = source.read(_CHUNK), decoder.getstate()[0]
        try:
            decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            # Half a letter may have been waiting from the chunk before.
            following = (waiting + data)[error.start :]
            seems = encoding_of(following + source.read(max(0, SAMPLE - len(following))))
            return Turn(passed - len(waiting) + error.start, None if seems.startswith("utf-8") else seems)
        if not data:
            return None
        passed += len(data)
