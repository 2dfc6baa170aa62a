"""The feed channel: a feed on this machine is kept, and its entries are items by what the feed itself says of them.

A feed behind an address is fetched by the web channel; channels/linked.py then fetches what its entries name.
"""

from __future__ import annotations

from collections.abc import Iterator

from synopticon.capture.containers import held, inside
from synopticon.capture.feed_reading import Feed, read
from synopticon.capture.local_files import contents
from synopticon.capture.media_types import media_type_of
from synopticon.capture.obtained import Desk, Local, Obtained
from synopticon.capture.rows import payload
from synopticon.model.capture import Channel


def obtain(local: Local, desk: Desk) -> Iterator[Obtained]:
    """The feed as a container, then an item for each entry; nothing is fetched. Raises InputError."""
    found = contents(local, desk.limits)
    feed = read(found.data, most=desk.limits.entries, where=local.name)
    container = held(local, desk, Channel.FEED, media_type_of(found.data, name=local.name), found)
    desk.begin(f"Reading {local.name}", len(feed.entries))
    yield container
    for entry in feed.entries:
        made = payload(entry.claims, entry.text, {"id": entry.key})
        yield inside(container.capture, made, entry.claims, entry.key, {"entry": entry.key})
        desk.done(1)
    desk.say(f"{local.name}: its entries are kept as the feed tells them; what they link to was not fetched.")
    if told := cut(feed, local.name):
        desk.say(told)


def cut(feed: Feed, name: str) -> str | None:
    """What to say where a feed has more entries than are taken."""
    rest = feed.total - len(feed.entries)
    return f"{name}: {rest:,} of {feed.total:,} entries were left out (collect.max_feed_entries)." if rest > 0 else None
