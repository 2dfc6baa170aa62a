"""What the routes of a review share: the review, who may see it, and when it was last looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from synopticon.errors import Refused
from synopticon.web.session import Sessions
from synopticon.workflow.review import Review

LETTERS = "abcdefghjkmnpqrstvwxyz23456789"
"""Of a code: none of them is taken for another when it is read aloud or typed."""
LENGTH = 12
"""Letters of a code: 58 bits, for one use, against so many tries."""
TRIES = 5
"""Wrong codes after which all that were given out are void."""


@dataclass(frozen=True, slots=True)
class Left:
    """How far a review had come when it was closed: decided of total, and whose signatures stood."""

    decided: int
    total: int
    signed: tuple[str, ...]


class OneSession(Sessions):
    """Sessions of which only the last one is open: a page left behind would show what stands no more."""

    def enter(self, token: str) -> str | None:
        """Open a session, and shut the one before."""
        self._open.clear()
        return super().enter(token)


class ReviewDesk:
    """One running review page. clock: seconds that only ever grow. rest: seconds of rest after which it closes."""

    def __init__(
        self, review: Review, port: int, rest: float, random: Callable[[int], bytes], clock: Callable[[], float]
    ) -> None:
        self._review: Review | None = review
        self.port, self.rest = port, rest
        self.sessions = OneSession(random)
        self._random, self._clock = random, clock
        self._codes: set[str] = set()
        self._tries = 0
        self._seen = clock()
        self.left: Left | None = None

    @property
    def address(self) -> str:
        """Where the page is; it asks for a code."""
        return f"http://127.0.0.1:{self.port}/"

    def code(self) -> str:
        """A new code, which opens one session, once."""
        drawn = int.from_bytes(self._random(16), "big")
        letters = "".join(LETTERS[drawn // len(LETTERS) ** place % len(LETTERS)] for place in range(LENGTH))
        self._codes.add(letters)
        self._tries = 0
        return "-".join(letters[at : at + 4] for at in range(0, LENGTH, 4))

    def enter(self, code: str) -> str:
        """The secret of a new session. Raises Refused for a code that is wrong, was used, or became void."""
        letters = "".join(letter for letter in code.lower() if letter in LETTERS)
        if letters not in self._codes:
            self._tries += 1
            if self._tries >= TRIES:
                self._codes.clear()
            raise Refused(
                "the review is shown only to the person who started it",
                why="this code was used before, or was never given out",
                remedy="Press Enter in the terminal that runs the review; it prints a new one.",
            )
        self._codes.remove(letters)
        secret = self.sessions.enter(self.sessions.new_link())
        assert secret is not None
        return secret

    @property
    def review(self) -> Review:
        """The review. Raises Refused once it is closed, or the witness has withdrawn."""
        if self.withdrawn:
            self.close()
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

    @property
    def withdrawn(self) -> bool:
        """Whether the witness has withdrawn while the page was open."""
        return self._review is not None and self._review.withdrawn

    def seen(self) -> None:
        """A person is there."""
        self._seen = self._clock()

    def rested(self) -> bool:
        """True where nobody was there for the time of rest."""
        return self._clock() - self._seen >= self.rest

    def close(self) -> None:
        """Forget the transcript, the decisions and the keys of the log; how far it came is remembered."""
        if self._review is not None:
            sheet = self._review.sheet
            self.left = Left(sheet.decided, len(sheet.marks), sheet.signed)
            self._review.close()
            self._review = None
