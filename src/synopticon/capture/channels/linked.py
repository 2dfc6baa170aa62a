"""Addresses, and the addresses that the feeds and sitemaps among them name, fetched wave by wave."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from synopticon.capture.archives import GZIP_MAGIC, gunzip
from synopticon.capture.channels.feed import cut
from synopticon.capture.channels.web import Web
from synopticon.capture.containers import as_container
from synopticon.capture.exchanges import Fetched, Wanted
from synopticon.capture.feed_reading import read as read_feed
from synopticon.capture.obtained import Desk, Obtained
from synopticon.capture.recognising import looks_like
from synopticon.capture.sitemap_reading import Sitemap
from synopticon.capture.sitemap_reading import read as read_sitemap
from synopticon.errors import InputError
from synopticon.model.capture import Capture, Channel, Claims

_WAVES = 4
"""An index of sitemaps, a sitemap, a feed, a page: deeper chains are not followed."""


def obtain(
    first: Sequence[Wanted],
    web: Web,
    desk: Desk,
    known: Callable[[str], Capture | None],
    kind: Channel | None,
    since: datetime | None = None,
) -> Iterator[Obtained]:
    """Fetch addresses and what feeds and sitemaps name.

    known: the last capture of an address; kind: a channel that the first addresses are taken for whatever they hold
    (web: nothing is followed); since: pages captured from then on are not fetched again.
    """
    wave, asked = list(first), {one.url for one in first}
    for depth in range(_WAVES):
        wave = left_over(wave, since, desk)
        if not wave:
            return
        desk.begin("Fetching addresses", len(wave))
        following: list[Wanted] = []
        for fetched in web.fetch_all(wave):
            obtained, named = _taken(fetched, desk, kind if depth == 0 else None)
            yield obtained
            desk.done(1)
            for one in named:
                if one.url not in asked:
                    asked.add(one.url)
                    following.append(replace(one, known=known(one.url)))
        wave = following
    if wave:
        desk.say(f"{len(wave):,} addresses lie deeper than {_WAVES} steps and were not fetched.")


def left_over(wave: Sequence[Wanted], since: datetime | None, desk: Desk) -> list[Wanted]:
    """What of a wave a resumed run has still to fetch; pages captured since then are told and left alone."""
    left = [one for one in wave if not _is_done(one.known, since)]
    if len(left) < len(wave):
        desk.say(f"{len(wave) - len(left):,} pages had been fetched before the interruption.")
    return left


def wanted_from_sitemap(sitemap: Sitemap, parent: str, name: str, desk: Desk) -> list[Wanted]:
    """What a sitemap asks for; what was left out or broken is told."""
    if sitemap.total > len(sitemap.addresses):
        rest = sitemap.total - len(sitemap.addresses)
        desk.say(f"{name}: {rest:,} of {sitemap.total:,} addresses were left out (collect.max_feed_entries).")
    if sitemap.broken:
        desk.say(f"{name} is damaged ({sitemap.broken}); the {sitemap.total:,} addresses before that are taken.")
    claims = Claims(outlet=desk.asked.outlet, language=desk.asked.language)
    return [Wanted(url, claims=claims, parent=parent) for url in sitemap.addresses]


def _is_done(known: Capture | None, since: datetime | None) -> bool:
    """True for a page of the very run that is resumed; a feed is read again for what it names."""
    if known is None or since is None or known.container:
        return False
    return known.channel in (Channel.WEB, Channel.BROWSER) and known.collected >= since


def _taken(fetched: Fetched, desk: Desk, kind: Channel | None) -> tuple[Obtained, list[Wanted]]:
    """The capture as what it is, and what it names. A feed that cannot be read stays a page."""
    obtained, data = fetched.obtained, fetched.payload
    if data is None or kind is Channel.WEB:
        return obtained, []
    name = obtained.capture.asked
    try:
        if data.startswith(GZIP_MAGIC):
            data = gunzip(data, most=desk.limits.body, ratio=desk.limits.ratio, where=name)
        taken = kind or looks_like(data)
        if taken is Channel.SITEMAP:
            container = as_container(obtained, taken)
            sitemap = read_sitemap(data, most=desk.limits.entries, where=name)
            return container, wanted_from_sitemap(sitemap, container.capture.id, name, desk)
        if taken is Channel.FEED:
            return _feed(obtained, data, name, desk)
    except InputError as error:
        desk.say(f"{name}: {error.sentence()} It is kept as a page.")
    return obtained, []


def _feed(obtained: Obtained, data: bytes, name: str, desk: Desk) -> tuple[Obtained, list[Wanted]]:
    feed = read_feed(data, most=desk.limits.entries, where=name, url=obtained.capture.obtained or name)
    container = as_container(obtained, Channel.FEED)
    if told := cut(feed, name):
        desk.say(told)
    parent = container.capture.id
    return container, [
        Wanted(entry.claims.url, claims=entry.claims, parent=parent)
        for entry in feed.entries
        if entry.claims.url and entry.claims.url.startswith(("http://", "https://"))
    ]
