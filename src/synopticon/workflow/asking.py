"""Asking the web as the study's protocol wants it: addresses first, then what feeds and sitemaps among them name."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from synopticon.capture.channels.line import Line
from synopticon.capture.channels.linked import left_over, obtain
from synopticon.capture.channels.web import Web
from synopticon.capture.exchanges import Wanted
from synopticon.capture.guard import Guard
from synopticon.capture.obtained import Desk, Obtained
from synopticon.capture.politeness import Politeness
from synopticon.model.capture import Channel, Claims

if TYPE_CHECKING:
    from synopticon.workflow.study import Study


def ask(
    study: Study,
    urls: Sequence[str],
    more: Sequence[Wanted],
    desk: Desk,
    kind: Channel | None,
    since: datetime | None = None,
) -> Iterator[Obtained]:
    """Fetch addresses and what local sitemaps named (`more`). kind: what the addresses are taken for; since: pages
    captured from then on are not fetched again.

    Raises InputError, UsageError where the protocol's settings cannot be meant.
    """
    web = the_web(study)
    if web.line.proxy:
        desk.say("A proxy resolves the names; the address guard sees only how an address is written.")
    latest = study.reader.latest_capture
    claims = Claims(outlet=desk.asked.outlet, language=desk.asked.language)
    first = [*(Wanted(url, latest(url), claims) for url in dict.fromkeys(urls)), *more]
    if kind is not Channel.BROWSER:
        yield from obtain(first, web, desk, latest, kind, since)
        return
    from synopticon.capture.channels.browser import Window

    pages = left_over(first, since, desk)
    desk.begin("Recording pages", len(pages))
    for obtained in Window(web).visit_all(pages):
        yield obtained
        desk.done(1)


def the_web(study: Study) -> Web:
    """The web with the protocol's guard, pauses, limits and proxy."""
    settings = study.settings
    line = Line(
        guard=Guard(settings.words("collect.allow_addresses")),
        clock=study.clock,
        timeout=settings.number("collect.timeout_seconds"),
        most=settings.number("collect.max_bytes"),
        proxy=settings.text("collect.proxy"),
    )
    stopped = threading.Event()
    return Web(
        line=line,
        politeness=Politeness(settings.number("collect.delay_milliseconds") / 1000, study.clock, stopped.wait),
        user_agent=settings.text("collect.user_agent"),
        robots=settings.text("collect.robots"),
        max_redirects=settings.number("collect.max_redirects"),
        parallel=settings.number("collect.parallel"),
        stopped=stopped,
    )
