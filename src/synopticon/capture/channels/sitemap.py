"""The sitemap channel: a sitemap on this machine is kept, and names addresses for the web channel.

A sitemap behind an address is fetched by the web channel; channels/linked.py then fetches what it names.
"""

from __future__ import annotations

from collections.abc import Iterator

from synopticon.capture.channels.linked import wanted_from_sitemap
from synopticon.capture.containers import held
from synopticon.capture.exchanges import Wanted
from synopticon.capture.local_files import contents
from synopticon.capture.obtained import Desk, Local, Obtained
from synopticon.capture.sitemap_reading import read
from synopticon.model.capture import Channel


def obtain(local: Local, desk: Desk, named: list[Wanted]) -> Iterator[Obtained]:
    """The sitemap as a container; the addresses in it are appended to `named`. Raises InputError."""
    found = contents(local, desk.limits)
    read_out = read(found.data, most=desk.limits.entries, where=local.name)
    container = held(local, desk, Channel.SITEMAP, "application/xml", found)
    yield container
    named += wanted_from_sitemap(read_out, container.capture.id, local.name, desk)
