"""The WARC channel: the archive is kept whole, and each page in it is an item that points to its own record."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader

from synopticon.capture.archives import unpacked
from synopticon.capture.containers import archived
from synopticon.capture.obtained import Desk, Local, Obtained
from synopticon.capture.warc_items import Reading, Region
from synopticon.capture.warc_reading import PackedWhole
from synopticon.errors import DamagedInput
from synopticon.model.capture import Channel


def obtain(local: Local, desk: Desk) -> Iterator[Obtained]:
    """The archive as a container, then its items. Damage is told with its offsets and passed over."""
    container, blob = archived(local, desk, Channel.WARC, "application/warc")
    yield Obtained(container)
    reading = Reading(desk, Channel.WARC, container, {})
    yield from captures_in(Region(desk.keep.open(blob), blob, 0, local.name), reading, desk)
    for sentence in reading.tally.sentences(local.name):
        desk.say(sentence)


def captures_in(region: Region, reading: Reading, desk: Desk) -> Iterator[Obtained]:
    """The items of one WARC; one packed as a whole is unpacked into a blob of its own, so that records have places."""
    with region.source:
        try:
            yield from reading.captures(region)
            return
        except PackedWhole:
            region.source.seek(0)
            limits = desk.limits
            stream = unpacked(region.source, most=limits.container, ratio=limits.ratio, where=region.name)
            blob = desk.keep.put_chunks(_until_damage(stream, desk))
    desk.say(f"{region.name} was packed as a whole; it is also kept unpacked, so that each record has its place.")
    with desk.keep.open(blob) as source:
        yield from reading.captures(Region(source, blob, 0, region.name))


def _until_damage(stream: BufferedReader, desk: Desk) -> Iterator[bytes]:
    try:
        while data := stream.read1(1 << 20):
            yield data
    except DamagedInput as error:
        desk.say(f"{error.sentence()} What was unpacked until there is read.")
