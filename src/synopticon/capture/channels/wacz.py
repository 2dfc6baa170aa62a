"""The WACZ channel (1.0, 1.1, 1.2): its hashes are checked, its pages become items, its signature is read soberly."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from synopticon.capture.archives import member_begin, open_zip, refuse_growth
from synopticon.capture.channels.warc import captures_in
from synopticon.capture.containers import archived
from synopticon.capture.obtained import Desk, Local, Obtained
from synopticon.capture.wacz_checking import Examined, examine
from synopticon.capture.warc_items import Reading, Region
from synopticon.capture.window import Window
from synopticon.errors import DamagedInput
from synopticon.model.capture import Capture, Channel


def obtain(local: Local, desk: Desk) -> Iterator[Obtained]:
    """The archive as a container with what its checks said, then its items.

    Where the ZIP has lost its list of members, its records are looked for all the same. Raises DamagedInput where none
    is found, HostileInput.
    """
    container, blob = archived(local, desk, Channel.WACZ, "application/wacz")
    limits = desk.limits
    with desk.keep.open(blob) as source:
        try:
            archive = open_zip(source, most=limits.container, ratio=limits.ratio, where=local.name)
        except DamagedInput as error:
            unlisted = _with(container, {"valid": "no"})
            yield from _salvaged(Region(source, blob, 0, local.name), unlisted, desk, error)
            return
        with archive:
            examined = examine(archive, local.name)
            container = _with(container, examined.conditions)
            yield Obtained(container)
            reading = Reading(desk, Channel.WACZ, container, examined.titles)
            yield from _inner(archive, source, blob, local.name, reading, desk)
    for sentence in (*_sentences(local.name, examined), *reading.tally.sentences(local.name)):
        desk.say(sentence)


def _with(container: Capture, facts: Mapping[str, str]) -> Capture:
    return replace(container, conditions={**container.conditions, **facts})


def _salvaged(region: Region, container: Capture, desk: Desk, error: DamagedInput) -> Iterator[Obtained]:
    """The records that can be found without the ZIP's list, as in a damaged WARC. Raises error where there is none."""
    reading = Reading(desk, Channel.WACZ, container, {})
    found = captures_in(region, reading, desk)
    first = next(found, None)
    if first is None:
        raise error
    yield Obtained(container)
    yield first
    yield from found
    desk.say(f"{error.sentence()} Its records were looked for without the list.")
    for sentence in reading.tally.sentences(region.name):
        desk.say(sentence)


def _inner(
    archive: zipfile.ZipFile, source: BinaryIO, blob: str, name: str, reading: Reading, desk: Desk
) -> Iterator[Obtained]:
    members = [info for info in archive.infolist() if info.filename.lower().endswith((".warc", ".warc.gz"))]
    if not members:
        desk.say(f"{name}: it holds no WARC, so there is nothing to make items of.")
    for info in members:
        place = f"{name}#{info.filename}"
        try:
            region = _region(archive, info, source, blob, place, desk)
            yield from captures_in(region, reading, desk)
        except DamagedInput as error:
            desk.say(f"{name}: {error.sentence()} The other members are read all the same.")


def _region(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: BinaryIO, blob: str, place: str, desk: Desk
) -> Region:
    """A stored member is read where it lies; a compressed one is kept apart, so that its records have places."""
    if info.compress_type == zipfile.ZIP_STORED:
        begin = member_begin(source, info)
        window = io.BufferedReader(Window(desk.keep.open(blob), begin, info.file_size))
        return Region(window, blob, begin, place)
    inner = desk.keep.put_chunks(_unpacked(archive, info, place, desk))
    return Region(desk.keep.open(inner), inner, 0, place)


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: str, desk: Desk) -> Iterator[bytes]:
    """The bytes of a compressed member. Raises DamagedInput, HostileInput where it grows beyond what is allowed."""
    limits, size = desk.limits, 0
    try:
        with archive.open(info) as member:
            while data := member.read(1 << 20):
                size += len(data)
                refuse_growth(size, info.compress_size, most=limits.container, ratio=limits.ratio, where=place)
                yield data
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        raise DamagedInput("a member of the archive is damaged", where=place, why=str(error)) from error


def _sentences(name: str, examined: Examined) -> Iterator[str]:
    if examined.faults:
        yield f"{name} is not a valid WACZ; what can be read of it is kept."
        for fault in examined.faults[:10]:
            yield f"{name}: {fault}"
    if examined.signed:
        yield f"{name}: {examined.conditions['signature']}"
