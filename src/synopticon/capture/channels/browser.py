"""The browser channel: a page opened in the system's Chromium, with everything that it fetched, as a WACZ.

The browser goes through the gate (channels/gate.py), so that every connection is checked and pinned by the address
guard. Where the protocol names a proxy instead, names are resolved there, and the capture says that we cannot see it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from synopticon.capture.channels.gate import Gate
from synopticon.capture.channels.line import NotObtainedError
from synopticon.capture.channels.tape import NotSeenError, Tape
from synopticon.capture.channels.web import Web
from synopticon.capture.exchanges import Wanted, failed
from synopticon.capture.obtained import Obtained
from synopticon.capture.visits import Visit, captured
from synopticon.errors import GuardRefused, MissingPart
from synopticon.model.capture import Failure

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
BLIND = "The browser went through a proxy, which resolved the names: the guard saw only how addresses are written."
SEEN = "Every connection of the browser went through the address guard, to the address that was checked."
_QUIET_MILLISECONDS = 5000
_VIEWPORT: Any = {"width": 1280, "height": 800}
_TALLEST = 20_000
"""Pixels of the picture's height; a page without end is cut there."""
_ARGUMENTS = (
    "--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--disable-sync",
    "--disable-domain-reliability", "--disable-client-side-phishing-detection", "--no-first-run", "--no-pings",
    "--metrics-recording-only", "--disable-features=IsolateOrigins,site-per-process,OptimizationHints,MediaRouter,"
    "DialMediaRouteProvider,Translate", "--disable-site-isolation-trials", "--block-new-web-contents",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp", "--disable-dev-shm-usage", "--mute-audio",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Window:
    """How pages are opened: with the guard, limits, robots and pauses of the web channel.

    The line's `most` holds for all answers of one page together, its timeout for the page to load.
    """

    web: Web

    def visit_all(self, wanted: Sequence[Wanted]) -> Iterator[Obtained]:
        """Open every address, one after another in one browser. Raises MissingPart where there is none."""
        try:
            from playwright.sync_api import Error, sync_playwright
        except ImportError as error:
            raise MissingPart(
                "the browser channel needs Playwright", remedy="Run: pip install 'synopticon[browser]'"
            ) from error
        program = find_chromium()
        with sync_playwright() as playwright:
            arguments = [*_ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
            line = self.web.line
            with nullcontext() if line.proxy else Gate(line) as gate:
                proxy = _proxy(gate.address if gate else line.proxy)
                try:
                    browser = playwright.chromium.launch(
                        executable_path=program, args=arguments, headless=True, proxy=proxy
                    )
                except Error as error:
                    raise MissingPart(
                        "Chromium does not start on this machine", where=program, why=error.message.splitlines()[0]
                    ) from error
                try:
                    for one in wanted:
                        yield self._visit(browser, one, gate)
                finally:
                    browser.close()

    def _visit(self, browser: Browser, wanted: Wanted, gate: Gate | None) -> Obtained:
        from playwright.sync_api import Error

        conditions = {"browser": f"Chromium {browser.version}", "guard": SEEN if gate else BLIND}
        before = set(gate.problems) if gate else set[str]()
        try:
            self.web.line.guard.target(wanted.url)
            self.web.ask_leave(wanted.url, conditions)
            context = browser.new_context(service_workers="block", accept_downloads=False, viewport=_VIEWPORT)
            try:
                with self.web.turn(wanted.url):
                    visit = self._seen(context.new_page(), wanted, conditions, gate)
                if gate and (away := sorted(set(gate.problems) - before)):
                    conditions["connections not made"] = " ".join(gate.problems[host].reason for host in away[:20])
                return captured(wanted, visit)
            finally:
                context.close()
        except GuardRefused as error:
            failure = Failure("guard", error.sentence())
        except NotSeenError as error:
            failure = error.failure
        except NotObtainedError as error:
            failure = Failure(error.code, error.reason)
        except Error as error:
            failure = _failure(error.message)
            if gate and failure.code == "network":
                failure = gate.problems.get(urlsplit(wanted.url).hostname or "", failure)
        return failed(wanted, self.web.line.clock(), failure, conditions).obtained

    def _seen(self, page: Page, wanted: Wanted, conditions: dict[str, str], gate: Gate | None) -> Visit:
        from playwright.sync_api import Error
        from playwright.sync_api import TimeoutError as TooSlow

        line = self.web.line
        moment = line.clock()
        page.route_web_socket("**", lambda socket: socket.close())
        tape = Tape(line, page.context.new_cdp_session(page), gate.expected if gate else set())
        try:
            answer = page.goto(wanted.url, wait_until="domcontentloaded", timeout=line.timeout * 1000)
        except Error:
            tape.raise_refusal()
            raise
        try:
            page.wait_for_load_state("load", timeout=line.timeout * 1000 / 2)
            page.wait_for_load_state("networkidle", timeout=_QUIET_MILLISECONDS)
        except TooSlow:
            conditions["quiet"] = "The page was still loading things when it was recorded."
        tape.raise_refusal()
        if answer is None or not 200 <= answer.status < 300:
            status = answer.status if answer else 0
            raise NotSeenError(Failure(f"http-{status}", f"The server answered with status {status}."))
        conditions["status"] = str(answer.status)
        if tape.refused:
            conditions["refused requests"] = "; ".join(list(dict.fromkeys(tape.refused))[:20])
        dom = page.content().encode("utf-8", "replace")
        picture, title, url = _picture(page, conditions), page.title(), page.url
        if url in tape.tls:
            conditions["tls"] = tape.tls[url]
        return Visit(url, moment, title, dom, picture, tape.answers_from(gate.servers if gate else {}), conditions)


def find_chromium() -> str:
    """The path of the system's Chromium. Raises MissingPart."""
    for name in PROGRAMS:
        if found := shutil.which(name):
            return found
    raise MissingPart(
        "no Chromium was found on this machine",
        why=f"looked for {', '.join(PROGRAMS)}",
        remedy="Install it with the system's packages; on Debian: apt-get install chromium",
    )


def _proxy(address: str) -> Any:
    """A proxy as Playwright wants it; addresses of this machine go through it, too."""
    parts = urlsplit(address)
    proxy = {"server": f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}", "bypass": "<-loopback>"}
    if parts.username is not None:
        proxy |= {"username": parts.username, "password": parts.password or ""}
    return proxy


def _picture(page: Page, conditions: dict[str, str]) -> bytes | None:
    from playwright.sync_api import Error

    try:
        height = int(page.evaluate("document.documentElement.scrollHeight"))
        if height <= _TALLEST:
            return page.screenshot(full_page=True, animations="disabled", timeout=15_000)
        conditions["picture"] = f"The page is {height:,} pixels high; its picture shows the first {_TALLEST:,}."
        page.set_viewport_size({"width": 1280, "height": _TALLEST})
        return page.screenshot(animations="disabled", timeout=15_000)
    except (Error, ValueError, TypeError) as error:
        conditions["picture"] = f"No picture could be taken: {str(error).splitlines()[0]}"
        return None


def _failure(message: str) -> Failure:
    """Chromium's own words for what went wrong, in ours."""
    line = message.splitlines()[0] if message else ""
    codes = {
        "ERR_NAME_NOT_RESOLVED": ("dns", "The name has no address."),
        "ERR_CONNECTION_REFUSED": ("refused", "No connection could be made."),
        "ERR_TOO_MANY_REDIRECTS": ("redirect-loop", "The address redirects in a circle."),
        "ERR_CERT": ("tls", "The connection cannot be trusted."),
        "ERR_SSL": ("tls", "The connection cannot be trusted."),
        "Download is starting": ("download", "The address gives a file, not a page: collect it without --browser."),
        "Timeout": ("timeout", "The page did not load in time."),
    }
    return next((Failure(*found) for mark, found in codes.items() if mark in line), Failure("network", line))
