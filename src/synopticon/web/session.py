"""Who may use the workbench: a link that works once, a session for the life of the process, a token for acts."""

from __future__ import annotations

import hashlib
import hmac
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock

TOKEN_BYTES = 32
NOTICES_KEPT = 5


@dataclass(frozen=True, slots=True)
class Undo:
    """How an act is taken back: the verb on the button, where it is posted, and with which fields."""

    verb: str
    action: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Notice:
    """What an act did, said once on the next page; undo where it can be taken back."""

    sentence: str
    undo: Undo | None = None


@dataclass(slots=True)
class Session:
    """One browser. csrf is the token that every changing request must carry."""

    csrf: str
    notices: deque[Notice] = field(default_factory=lambda: deque(maxlen=NOTICES_KEPT))

    def say(self, notice: Notice) -> None:
        """Keep a notice for the next page."""
        self.notices.append(notice)

    def said(self) -> list[Notice]:
        """What is to be said now; afterwards nothing is left to say."""
        said = []
        while self.notices:
            said.append(self.notices.popleft())
        return said

    def may_act(self, token: str | None) -> bool:
        """True where the token is this session's."""
        return token is not None and hmac.compare_digest(self.csrf.encode(), token.encode())


class Sessions:
    """The open links and sessions of one process. Only digests of links and cookies are held, never themselves."""

    def __init__(self, random: Callable[[int], bytes]) -> None:
        self._random = random
        self._lock = Lock()
        self._links: set[str] = set()
        self._open: dict[str, Session] = {}

    def new_link(self) -> str:
        """A token that opens one session, once."""
        token = self._random(TOKEN_BYTES).hex()
        with self._lock:
            self._links.add(_digest(token))
        return token

    def enter(self, token: str) -> str | None:
        """Use a link up: the new session's cookie, or None where the link was never given out or is used."""
        key = _digest(token)
        cookie, csrf = self._random(TOKEN_BYTES).hex(), self._random(TOKEN_BYTES).hex()
        with self._lock:
            if key not in self._links:
                return None
            self._links.remove(key)
            self._open[_digest(cookie)] = Session(csrf)
        return cookie

    def find(self, cookie: str | None) -> Session | None:
        """The session that a cookie opens."""
        return self._open.get(_digest(cookie)) if cookie else None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
