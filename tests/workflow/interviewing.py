"""An invented study with interviews, for the tests of their verbs."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from synopticon.vault import age
from synopticon.workflow.consent import read_consent
from synopticon.workflow.interview_add import add_interview
from synopticon.workflow.review_opening import open_review
from synopticon.workflow.study import Study
from synopticon.workflow.vault import make_vault

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
PLAIN = "Every lamp on the long bridge carried a grey box with a lens in it."
REPLACED = "My brother Tomas Veld soldered the boxes in Halverk until March 2019."
KOREAN = "다리 위의 가로등마다 회색 상자가 하나씩 달려 있었습니다."
HEARD = "A guard told me that the pictures are looked at in the old mill."
TEXT = (
    f"Interviewer: What did you see there?\nWitness: {PLAIN} {REPLACED}\n"
    f"Interviewer: And who looks at the pictures?\nWitness: {HEARD} {KOREAN}\n"
)
RECORD = {"names": ["Anna Veld"], "relatives": ["Tomas Veld"], "residences": ["Halverk"]}
SENTENCES = (PLAIN, REPLACED, KOREAN, HEARD)
CONSENT = {
    "purpose": "A study of cameras", "use": "quote verbatim", "recording": "yes", "sharing": "nobody",
    "withdrawal": "through the shelter", "expires": "2031-12-31", "may_know": "nobody", "obtained": "spoken",
    "obtained_by": "the interviewer", "language": "English", "free": True, "capacity": "adult", "day": "2026-01-05",
}  # fmt: skip


@dataclass
class Field:
    """A folder with a study, the identity that opens its vault, and a clock that can be set forward."""

    folder: Path
    days: int = 0

    @property
    def study(self) -> Path:
        """The study's folder."""
        return self.folder / "study"

    @property
    def key(self) -> Path:
        """The identity file."""
        return self.folder / "me.identity"

    def clock(self) -> datetime:
        """Noon, and so many days later."""
        return NOON + timedelta(days=self.days)

    def open(self) -> Study:
        """The study, open."""
        return Study(self.study, clock=self.clock)

    def add(self, text: str = TEXT, **consent: Any) -> str:
        """Seal an interview; answers its pseudonym. The files that were read are removed."""
        paths = [self.folder / name for name in ("talk.txt", "consent.json", "identity.json")]
        for path, words in zip(paths, (text, json.dumps(CONSENT | consent), json.dumps(RECORD)), strict=True):
            path.write_text(words, "utf-8")
        with self.open() as study:
            given = read_consent(paths[1], study.clock().date())
            done = add_interview(study, paths[0], given, identity=paths[2])
        for path in paths:
            path.unlink()
        return done.pseudonym

    def review(self, pseudonym: str, reader: str, act: Callable[[Any], object]) -> None:
        """Open the review as a reader and do something in it."""
        with self.open() as study:
            review = open_review(study, pseudonym, [self.key], lambda _: "", reader)
            act(review)
            review.close()

    def sign(self, pseudonym: str) -> None:
        """Accept every proposal, and let two readers sign."""

        def accept(review: Any) -> None:
            for mark in list(review.sheet.marks):
                review.accept(mark)
            review.sign()

        self.review(pseudonym, "ada", accept)
        self.review(pseudonym, "bo", lambda review: review.sign())

    def signed(self, text: str = TEXT, **consent: Any) -> str:
        """An interview that two readers have signed."""
        pseudonym = self.add(text, **consent)
        self.sign(pseudonym)
        return pseudonym


def begun(folder: Path) -> Field:
    """A new study with a vault."""
    field = Field(folder)
    secret, recipient = age.generate()
    field.key.write_text(secret)
    with Study.create(field.study, title="Veldania (invented)") as study:
        make_vault(study, [recipient])
    return field
