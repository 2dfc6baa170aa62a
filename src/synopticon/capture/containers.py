"""Containers: a file as it was handed in (an archive, a corpus, a feed, a sitemap), kept whole, and what lies in it."""

from __future__ import annotations

from dataclasses import replace

from synopticon.capture.local_files import Contents
from synopticon.capture.obtained import Desk, Local, Obtained
from synopticon.capture.rows import MEDIA_TYPE
from synopticon.model.capture import Capture, Channel, Claims, Place
from synopticon.model.digests import sha256_hex

_ROLE = {"role": "container"}
"""The condition by which the whole study tells a container from an item (model/capture.py reads it)."""


def archived(local: Local, desk: Desk, channel: Channel, media_type: str) -> tuple[Capture, str]:
    """A file of any size as a container, and the blob in which it lies now; its bytes are announced as to be read.

    Raises OSError, InputError where it cannot be read, StorageFailed.
    """
    size = local.path.stat().st_size
    blob = desk.keep.put_file(local.path)
    desk.begin(f"Reading {local.name} (bytes)", size)
    return _container(local, desk, channel, media_type, blob, size, Place(blob)), blob


def held(local: Local, desk: Desk, channel: Channel, media_type: str, found: Contents) -> Obtained:
    """A file whose contents were read as a container, with its bytes to be archived as they are."""
    digest, size = sha256_hex(found.data), len(found.data)
    return Obtained(_container(local, desk, channel, media_type, digest, size, found.place), (found.raw,))


def as_container(obtained: Obtained, channel: Channel) -> Obtained:
    """What was fetched as a page and turned out to name others."""
    capture = obtained.capture
    conditions = {**capture.conditions, **_ROLE}
    return replace(obtained, capture=replace(capture, channel=channel, conditions=conditions))


def inside(container: Capture, payload: bytes, claims: Claims, part: str, conditions: dict[str, str]) -> Obtained:
    """A document that came as fields (a row, an entry). part: its name in the container, where it has no address."""
    digest = sha256_hex(payload)
    capture = Capture(
        asked=claims.url or f"{container.asked}#{part}",
        collected=container.collected,
        channel=container.channel,
        digest=digest,
        size=len(payload),
        media_type=MEDIA_TYPE,
        place=Place(digest),
        claims=claims,
        conditions=conditions,
        parent=container.id,
    )
    return Obtained(capture, (payload,))


def _container(
    local: Local, desk: Desk, channel: Channel, media_type: str, digest: str, size: int, place: Place
) -> Capture:
    return Capture(
        asked=local.locator,
        collected=desk.clock(),
        channel=channel,
        digest=digest,
        size=size,
        media_type=media_type,
        place=place,
        conditions=dict(_ROLE),
    )
