"""Whether the index's files are what the engine wrote: each ends with a checksum of all before it.

A search does not check this, for it would read the whole index; `synopticon doctor` does. Layout of a file's end
(tantivy's `Footer`): JSON with the field "crc", its length and the number 1337, both as 32 bits, little-endian.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from synopticon.store.index_state import Covered

_END = struct.Struct("<II")
_MAGIC = 1337
_CHUNK = 1 << 20


def damaged_files(folder: Path, state: Covered) -> Iterator[str]:
    """Names of the index's files that are not as they were written."""
    for path in sorted((folder / state.generation).iterdir()):
        if not path.name.startswith(".") and path.suffix != ".json" and not _is_whole(path):
            yield path.name


def _is_whole(path: Path) -> bool:
    size = path.stat().st_size
    with path.open("rb") as file:
        if size < _END.size:
            return False
        file.seek(size - _END.size)
        length, magic = _END.unpack(file.read(_END.size))
        body = size - _END.size - length
        if magic != _MAGIC or body < 0:
            return False
        file.seek(body)
        try:
            expected = json.loads(file.read(length))["crc"]
        except (ValueError, KeyError, TypeError):
            return False
        file.seek(0)
        found, left = 0, body
        while left and (chunk := file.read(min(_CHUNK, left))):
            found, left = zlib.crc32(chunk, found), left - len(chunk)
    return bool(found == expected)
