"""The tape of a visit: every request of a page is checked before it leaves, every answer is taken down."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from synopticon.capture.channels.line import Line
from synopticon.capture.visits import Answer
from synopticon.errors import GuardRefused
from synopticon.model.capture import Failure

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession

_HARMLESS = ("data:", "blob:", "about:")


class NotSeenError(Exception):
    """A page of which nothing is kept. Stays inside the channel."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.reason)
        self.failure = failure


@dataclass
class Tape:
    """Everything that a page asks for and is answered: checked before it leaves, taken down when it comes."""

    line: Line
    session: CDPSession
    expected: set[str]
    """Hosts that the gate lets through: those of requests that were checked."""
    answers: list[Answer] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    tls: dict[str, str] = field(default_factory=dict)
    size: int = 0
    main_refusal: GuardRefused | None = None
    _hosts: dict[tuple[str, int], GuardRefused | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin to listen."""
        self.session.on("Fetch.requestPaused", self._paused)
        self.session.on("Network.responseReceived", self._received)
        self.session.send("Network.enable")
        stages = [{"urlPattern": "*", "requestStage": stage} for stage in ("Request", "Response")]
        self.session.send("Fetch.enable", {"patterns": stages})

    def raise_refusal(self) -> None:
        """Raise what the guard said of the page itself, or that it was too large."""
        if self.main_refusal:
            raise self.main_refusal
        if self.size > self.line.most:
            reason = f"The page fetched more than {self.line.most:,} bytes; nothing of it was kept."
            raise NotSeenError(Failure("too-large", reason))

    def answers_from(self, servers: Mapping[str, str]) -> list[Answer]:
        """All answers, each with the address of its host that was connected to."""
        return [replace(answer, server=servers.get(urlsplit(answer.url).hostname or "")) for answer in self.answers]

    def _received(self, event: dict[str, Any]) -> None:
        """Note the facts of TLS."""
        response = event["response"]
        if details := response.get("securityDetails"):
            self.tls[response["url"]] = f"{details['protocol']}, {details['cipher']}, issued by {details['issuer']}"

    def _paused(self, event: dict[str, Any]) -> None:
        from playwright.sync_api import Error

        try:
            if not (self._take(event) if "responseStatusCode" in event else self._may_leave(event)):
                self.session.send("Fetch.failRequest", {"requestId": event["requestId"], "errorReason": "AccessDenied"})
                return
            self.session.send("Fetch.continueRequest", {"requestId": event["requestId"]})
        except Error:
            return  # the page went on without waiting for this request

    def _may_leave(self, event: dict[str, Any]) -> bool:
        url = event["request"]["url"]
        if url.startswith(_HARMLESS):
            return True
        try:
            if self.size > self.line.most:
                return False
            self._check(url)
            self.expected.add(urlsplit(url).hostname or "")
        except GuardRefused as refusal:
            self.refused.append(f"{url}: {refusal.why or refusal.what}")
            if event.get("resourceType") == "Document" and not self._answered():
                self.main_refusal = refusal
            return False
        return True

    def _answered(self) -> bool:
        """True once the page itself has come: what is refused later belongs to its frames."""
        return any(200 <= answer.status < 300 for answer in self.answers)

    def _check(self, url: str) -> None:
        target = self.line.guard.target(url)
        place = (target.host, target.port)
        if place not in self._hosts and not self.line.proxy:
            self._hosts[place] = None
            try:
                self.line.guard.checked(target.host, target.port, self.line.resolver)
            except GuardRefused as refusal:
                self._hosts[place] = refusal
            except OSError:
                return  # the browser will say that the name has no address
        known = self._hosts.get(place)
        if known:
            raise known

    def _take(self, event: dict[str, Any]) -> bool:
        """Take an answer down; False where the page has become too large, and should get no more."""
        request, status = event["request"], event["responseStatusCode"]
        headers = [(row["name"], row["value"]) for row in event.get("responseHeaders", [])]
        body = b""
        if status not in (301, 302, 303, 307, 308, 204, 304):
            stated = next((value for name, value in headers if name.lower() == "content-length"), "")
            if stated.isdecimal() and (len(stated) > 18 or int(stated) > self.line.most):
                self.size = self.line.most + 1  # it need not be asked for
            if self.size <= self.line.most:
                came = self.session.send("Fetch.getResponseBody", {"requestId": event["requestId"]})
                body = base64.b64decode(came["body"]) if came["base64Encoded"] else came["body"].encode()
        self.size += len(body)
        answer = Answer(
            request["url"], self.line.clock(), request["method"], request.get("headers", {}), status,
            event.get("responseStatusText") or _phrase(status), headers, body,
        )  # fmt: skip
        self.answers.append(answer)
        return self.size <= self.line.most


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
