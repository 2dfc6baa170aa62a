"""The file channel: a file is one item; a gzipped one is read through its packing and kept as it is."""

from __future__ import annotations

from collections.abc import Iterator

from synopticon.capture.local_files import contents
from synopticon.capture.media_types import media_type_of
from synopticon.capture.obtained import Desk, Local, Obtained
from synopticon.model.capture import Capture, Channel, Claims, Form
from synopticon.model.digests import sha256_hex


def obtain(local: Local, desk: Desk) -> Iterator[Obtained]:
    """The file. Raises InputError where it is empty or too large, HostileInput where it is a bomb."""
    found = contents(local, desk.limits)
    packed = found.place.form is Form.GZIP
    capture = Capture(
        asked=local.locator,
        collected=desk.clock(),
        channel=Channel.FILE,
        digest=sha256_hex(found.data),
        size=len(found.data),
        media_type=media_type_of(found.data, name=local.name.removesuffix(".gz") if packed else local.name),
        place=found.place,
        claims=Claims(outlet=desk.asked.outlet, language=desk.asked.language),
        conditions={"packed": "gzip"} if packed else {},
    )
    yield Obtained(capture, (found.raw,))
