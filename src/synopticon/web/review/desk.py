"""What the routes of a review share: the review, who may see it, and when it was last looked at."""

from __future__ import annotations

from collections.abc import Callable

from synopticon.errors import Refused
from synopticon.web.session import Sessions
from synopticon.workflow.review import Review


class ReviewDesk:
    """One running review page. clock: seconds that only ever grow. rest: seconds of rest after which it closes."""

    def __init__(
        self, review: Review, port: int, rest: float, random: Callable[[int], bytes], clock: Callable[[], float]
    ) -> None:
        self._review: Review | None = review
        self.port, self.rest = port, rest
        self.sessions = Sessions(random)
        self._clock = clock
        self._seen = clock()

    def link(self) -> str:
        """An address that opens one session, once. What stands behind # is sent nowhere."""
        return f"http://127.0.0.1:{self.port}/#{self.sessions.new_link()}"

    @property
    def review(self) -> Review:
        """The review. Raises Refused once it is closed."""
        if self._review is None:
            raise Refused(
                "the transcript is protected: the review is closed, and nothing of it is in memory",
                remedy="Start it again: synopticon interview review PSEUDONYM. Everything decided is sealed.",
            )
        return self._review

    @property
    def closed(self) -> bool:
        """Whether the transcript was forgotten."""
        return self._review is None

    def seen(self) -> None:
        """A person is there."""
        self._seen = self._clock()

    def rested(self) -> bool:
        """True where nobody was there for the time of rest."""
        return self._clock() - self._seen >= self.rest

    def close(self) -> None:
        """Forget the transcript, the decisions and the keys of the log."""
        if self._review is not None:
            self._review.close()
            self._review = None
