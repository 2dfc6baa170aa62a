"""The gate before every route: only this machine's browser, only this workbench's own pages, only sized requests.

What it protects: the sources and drafts of a study, from other web pages (DNS rebinding, cross-site requests, framing,
probing), from anything on the internet (no page may load or send anything elsewhere), and from the browser's own cache.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from synopticon.errors import InputError, Refused, SynopticonError, Unforeseen
from synopticon.web.refusals import refusal_page
from synopticon.web.session import Sessions

LOG = logging.getLogger(__name__)
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "content-security-policy": CONTENT_POLICY,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), usb=(), payment=(), interest-cohort=()",
}
"""Set on every answer that does not set its own."""

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
WITHOUT_SESSION = ("/enter", "/static/")
BODY_LIMIT = 1_000_000
"""Bytes of an ordinary request's body, read whole before any route sees it; routes that take files stream theirs."""


class Gate:
    """ASGI middleware. port is the one the workbench listens on; streamed are paths that cap their own bodies."""

    def __init__(self, app: ASGIApp, *, sessions: Sessions, port: int, streamed: frozenset[str]) -> None:
        self._app, self._sessions, self._streamed = app, sessions, streamed
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._cookie = cookie_name(port)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer why not. Web sockets have no route here and are closed."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = Headers(scope=scope)
        scope.setdefault("state", {})["session"] = self._sessions.find(self.secret_in(headers))
        outward = _with_headers(send)
        refused = self._refusal(scope, headers)
        if refused is not None:
            status, error = refused
            await refusal_page(Request(scope), error, status)(scope, receive, outward)
            return
        if scope["path"] not in self._streamed:
            body = await _whole_body(receive, headers)
            if body is None:
                await refusal_page(Request(scope), _too_large(), 413)(scope, receive, outward)
                return
            receive = _replayed(body, receive)
        try:
            await self._app(scope, receive, outward)
        except Exception as error:  # noqa: BLE001 - every answer leaves with the headers of this gate
            unforeseen = Unforeseen.of(error, "the workbench failed on this page")
            # Neither the failure's own words nor the address: both may hold what was searched for or read.
            LOG.error("a page: %s", unforeseen.why)
            await refusal_page(Request(scope), unforeseen, 500)(scope, receive, outward)

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, SynopticonError] | None:
        if headers.get("host", "") not in self._hosts:
            return 421, Refused(
                "the study is shown to this machine only",
                why="the request names another host",
                remedy="Open the address that the terminal printed.",
            )
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        # Under `no-referrer` a browser gives the origin of our own forms as "null"; then only its fetch metadata,
        # which no page can forge, tells them from a stranger's.
        ours = origin in (None, f"http://{headers['host']}") or (origin == "null" and site == "same-origin")
        if not ours or site in {"cross-site", "same-site"}:
            return 403, Refused(
                "the study is protected from other pages",
                why="this request comes from a page that is not the workbench",
                remedy="Copy the address into the browser's address bar.",
            )
        if scope["method"] not in SAFE and origin is None and site != "same-origin":
            return 403, Refused(
                "the study is changed from its own pages only",
                why="the request does not say which page it comes from",
                remedy="Use the buttons of the workbench, or the commands of the terminal.",
            )
        if scope["state"]["session"] is None and not self.is_open(scope["path"]):
            return 401, Refused(
                "the study is shown only to the person who started the workbench",
                why="this browser has no session here",
                remedy="Press Enter in the terminal that runs this page; it prints a link that works once.",
            )
        return None

    def secret_in(self, headers: Headers) -> str | None:
        """What a request shows to be let in."""
        return _cookie(headers, self._cookie)

    def is_open(self, path: str) -> bool:
        """Whether a path may be asked for before there is a session."""
        return path.startswith(WITHOUT_SESSION)


def cookie_name(port: int) -> str:
    """Cookies are shared by all ports of a host, so each workbench names its own."""
    return f"synopticon-{port}"


def _cookie(headers: Headers, name: str) -> str | None:
    try:
        morsel = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return None
    return morsel.value if morsel else None


def _with_headers(send: Send) -> Callable[[Message], Awaitable[None]]:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending


async def _whole_body(receive: Receive, headers: Headers) -> bytes | None:
    """The body, or None as soon as it is larger than the limit; it is read before any route sees the request."""
    announced = headers.get("content-length", "0")
    if not announced.isdigit() or int(announced) > BODY_LIMIT:
        return None
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > BODY_LIMIT:
            return None
        if not message.get("more_body", False):
            return bytes(body)


def _replayed(body: bytes, receive: Receive) -> Receive:
    given = False

    async def replaying() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replaying


def _too_large() -> SynopticonError:
    return InputError(
        "the request is too large",
        why=f"at most {BODY_LIMIT:,} bytes are taken here",
        remedy="Collect large files with the command: synopticon collect FILE",
    )
