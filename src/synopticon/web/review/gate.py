"""The gate of the review page: the workbench's, but for what opens it. No cookie: the browser keeps nothing on disk.

A code that the terminal shows is typed into the page, which trades it for a session's secret and keeps that in memory
alone: a page that is loaded again has lost it, and asks for a new code. Neither an address nor a program's arguments
ever hold one.
"""

from __future__ import annotations

from starlette.datastructures import Headers

from synopticon.web.security import Gate

HEADER = "x-review"
"""The request header that carries the session's secret; a page of another origin cannot set it."""
_OPEN = frozenset({"/", "/api/enter"})
_STATIC = ("/static/", "/parts/")


class ReviewGate(Gate):
    """As the workbench's gate; the empty page, its scripts and the exchange of a code are all that is open."""

    def secret_in(self, headers: Headers) -> str | None:
        """The session's secret, from the page's own header."""
        return headers.get(HEADER)

    def is_open(self, path: str) -> bool:
        """Nothing of the transcript lies behind these."""
        return path in _OPEN or path.startswith(_STATIC)
