"""The web channel: addresses fetched politely, many hosts at once and each host once at a time."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from urllib.parse import urldefrag, urljoin, urlsplit

from synopticon.capture.channels.line import Line, NotObtainedError
from synopticon.capture.exchanges import Exchange, Fetched, Wanted, captured, failed
from synopticon.capture.http_payload import Message, decoded, parse
from synopticon.capture.obtained import Obtained
from synopticon.capture.politeness import LONGEST_WAIT, Politeness, retry_after
from synopticon.capture.robots import EVERYTHING, NOTHING, Robots, by_status, product_of
from synopticon.errors import GuardRefused, InputError, Refused
from synopticon.model.capture import Capture, Failure

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
_TRIES = 3
_ROBOTS_MODES = frozenset({"obey", "record", "ignore"})


@dataclass
class Web:
    """The web as one run sees it. robots: obey, record or ignore; parallel: hosts asked at once."""

    line: Line
    politeness: Politeness
    user_agent: str
    robots: str
    max_redirects: int
    parallel: int
    stopped: threading.Event = field(default_factory=threading.Event)
    _rules: dict[str, Robots | NotObtainedError] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raises InputError for a robots mode that does not exist."""
        if self.robots not in _ROBOTS_MODES:
            raise InputError("collect.robots must be obey, record or ignore", why=f"it is {self.robots!r}")

    def fetch_all(self, wanted: Sequence[Wanted]) -> Iterator[Fetched]:
        """Fetch every address, in the order in which they come back. Closing the iterator stops the rest."""
        lanes: dict[str, list[Wanted]] = {}
        for one in wanted:
            lanes.setdefault(_lane(one.url), []).append(one)
        done: queue.Queue[Fetched | BaseException] = queue.Queue(maxsize=self.parallel)
        with ThreadPoolExecutor(max_workers=max(1, self.parallel)) as pool:
            try:
                for lane in lanes.values():
                    pool.submit(self._walk, lane, done)
                for _ in range(len(wanted)):
                    came = done.get()
                    if isinstance(came, BaseException):
                        raise came
                    yield came
            finally:
                self.stopped.set()
                pool.shutdown(wait=False, cancel_futures=True)
        self.stopped.clear()

    def fetch(self, wanted: Wanted) -> Fetched:
        """Fetch one address with its redirects; whatever goes wrong is a failed capture with its reason."""
        hops: list[Exchange] = []
        conditions = {"user-agent": self.user_agent}
        if self.line.proxy:
            conditions["guard"] = "A proxy resolved the name; which address answered could not be checked."
        try:
            return self._followed(wanted, hops, conditions)
        except GuardRefused as error:
            failure = Failure("guard", error.sentence())
        except ValueError as error:
            failure = Failure("address", f"The address, or one that it redirects to, cannot be read: {error}.")
        except NotObtainedError as error:
            failure = Failure(error.code, error.reason)
            if error.exchange is not None and error.code != "too-large":
                hops.append(error.exchange)
        if hops:
            return captured(wanted, hops, conditions, failure, self.line.most)
        return failed(wanted, self.line.clock(), failure, conditions)

    def _followed(self, wanted: Wanted, hops: list[Exchange], conditions: dict[str, str]) -> Fetched:
        url, seen = urldefrag(wanted.url).url, set[str]()
        while True:
            if url in seen:
                raise NotObtainedError("redirect-loop", f"The address redirects in a circle, back to {url}.")
            if len(seen) > self.max_redirects:
                raise NotObtainedError("redirect-loop", f"There are more than {self.max_redirects} redirects.")
            seen.add(url)
            exchange, message = self._answer(url, wanted.known, conditions)
            if message.status == 304 and wanted.known is not None:
                facts = {**wanted.known.conditions, "status": "304"}
                again = replace(wanted.known, collected=exchange.moment, conditions=facts)
                return Fetched(Obtained(again))
            hops.append(exchange)
            if message.status not in _REDIRECTS or "location" not in message.headers:
                failure = None if 200 <= message.status < 300 else _by_status(message)
                return captured(wanted, hops, conditions, failure, self.line.most)
            url = urldefrag(urljoin(url, message.headers["location"])).url

    def _answer(self, url: str, known: Capture | None, conditions: dict[str, str]) -> tuple[Exchange, Message]:
        """One hop: the guard, robots.txt, the host's turn, and again where the server asks us to come later."""
        self.ask_leave(url, conditions)
        # A feed or sitemap is fetched whole, whether or not it has changed: what it names may be missing here.
        known = known if known is not None and known.obtained == url and not known.container else None
        tries = 0
        while True:
            tries += 1
            with self.turn(url):
                exchange = self.line.ask(url, self._headers(known))
            message = parse(exchange.response)
            if message is None:
                raise NotObtainedError("network", "The server's answer is not HTTP.", exchange)
            wait = retry_after(message.headers.get("retry-after"), self.line.clock())
            if message.status not in _BUSY or wait is None or wait > LONGEST_WAIT or tries == _TRIES:
                return exchange, message
            self.politeness.postpone(self._host(url), wait)

    def ask_leave(self, url: str, conditions: dict[str, str]) -> None:
        """What robots.txt says of an address, put into the conditions. Raises NotObtainedError where it is obeyed and
        forbids it, GuardRefused."""
        if self.robots == "ignore":
            return
        allowed = self._robots(url).allows(url)
        conditions["robots"] = "allows it" if allowed else "forbids it"
        if not allowed and self.robots == "obey":
            raise NotObtainedError("robots", "The site's robots.txt asks not to fetch this address.")

    def turn(self, url: str) -> AbstractContextManager[None]:
        """Hold the address's host for one request; its robots.txt may ask for a longer pause."""
        rules = self._rules.get(_site(url))
        return self.politeness.turn(self._host(url), delay=rules.delay if isinstance(rules, Robots) else 0.0)

    def _host(self, url: str) -> str:
        return self.line.guard.target(url).host

    def _robots(self, url: str) -> Robots:
        site = _site(url)
        if site not in self._rules:
            try:
                self._rules[site] = self._asked_robots(f"{site}/robots.txt", self._host(url))
            except NotObtainedError as error:
                self._rules[site] = error
        found = self._rules[site]
        if isinstance(found, Robots):
            return found
        if self.robots == "record":
            return NOTHING
        # RFC 9309: a robots.txt that cannot be reached closes the whole site.
        raise NotObtainedError(found.code, f"The site's robots.txt could not be asked. {found.reason}")

    def _asked_robots(self, url: str, host: str) -> Robots:
        for _ in range(6):
            try:
                with self.politeness.turn(host):
                    message = parse(self.line.ask(url, self._headers(None)).response)
                if message is None:
                    return NOTHING
                if message.status in _REDIRECTS and "location" in message.headers:
                    url = urljoin(url, message.headers["location"])
                    continue
                body = decoded(message, most=self.line.most, where=url)
            except (InputError, Refused):
                return NOTHING
            return by_status(message.status, body, product_of(self.user_agent))
        return EVERYTHING

    def _headers(self, known: Capture | None) -> dict[str, str]:
        headers = {"User-Agent": self.user_agent, "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
                   "Accept-Encoding": "gzip, deflate", "Connection": "close"}  # fmt: skip
        conditions = known.conditions if known else {}
        if "etag" in conditions:
            headers["If-None-Match"] = conditions["etag"]
        if "last-modified" in conditions:
            headers["If-Modified-Since"] = conditions["last-modified"]
        return headers

    def _walk(self, lane: list[Wanted], done: queue.Queue[Fetched | BaseException]) -> None:
        for wanted in lane:
            if self.stopped.is_set():
                return
            try:
                self._hand_over(self.fetch(wanted), done)
            except Exception as error:  # noqa: BLE001  the thread's own end; raised again in the one that waits
                self._hand_over(error, done)
                return

    def _hand_over(self, one: Fetched | BaseException, done: queue.Queue[Fetched | BaseException]) -> None:
        """Wait for room, unless nobody takes any more."""
        while not self.stopped.is_set():
            try:
                done.put(one, timeout=0.2)
            except queue.Full:
                continue
            return


def _lane(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}"


def _by_status(message: Message) -> Failure:
    said = message.headers.get("retry-after")
    later = f" It asks to come again after {said}." if said else ""
    return Failure(f"http-{message.status}", f"The server answered with status {message.status}.{later}")
