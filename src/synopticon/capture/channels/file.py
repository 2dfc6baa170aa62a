"""The file channel: a file is one item; a gzipped one is read through its packing and kept as it is."""

from __future__ import annotations

from collections.abc import Iterator

from synopticon.capture.archives import GZIP_MAGIC, gunzip
from synopticon.capture.media_types import media_type_of
from synopticon.capture.obtained import Desk, Local, Obtained
from synopticon.errors import InputError
from synopticon.model.capture import Capture, Channel, Claims, Form, Place
from synopticon.model.digests import sha256_hex


def obtain(local: Local, desk: Desk) -> Iterator[Obtained]:
    """The file. Raises InputError where it is empty or too large, HostileInput where it is a bomb."""
    most = desk.limits.body
    with local.path.open("rb") as source:
        data = source.read(most + 1)
    if len(data) > most:
        raise InputError(
            f"the file is larger than {most:,} bytes",
            where=local.name,
            remedy="If it is meant to be so large, raise collect.max_bytes in study.toml.",
        )
    if not data.strip(b"\0\r\n\t "):
        raise InputError("the file is empty", where=local.name, why=f"its {len(data)} bytes hold nothing")
    packed = data.startswith(GZIP_MAGIC)
    payload = gunzip(data, most=most, ratio=desk.limits.ratio, where=local.name) if packed else data
    name = local.name.removesuffix(".gz") if packed else local.name
    capture = Capture(
        asked=local.locator,
        collected=desk.clock(),
        channel=Channel.FILE,
        digest=sha256_hex(payload),
        size=len(payload),
        media_type=media_type_of(payload, name=name),
        place=Place(sha256_hex(data), Form.GZIP if packed else Form.BYTES),
        claims=Claims(outlet=desk.asked.outlet, language=desk.asked.language),
        conditions={"packed": "gzip"} if packed else {},
    )
    yield Obtained(capture, (data,), 1)
