"""A judgement: a decision by a rule or a person about a proposal or a fact; append-only, the latest one holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from synopticon.model.digests import digest_of


class Verdict(StrEnum):
    """What was decided."""

    CONFIRM = "confirm"
    OVERTURN = "overturn"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    RESTORE = "restore"
    CLEAR = "clear"
    """Take an earlier judgement back: the subject is as if never judged."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision about one subject.

    subject: "reuse:<a>:<b>" (item ids, a < b), "picture:<a>:<b>" (likewise), "item:<id>",
    "origin:<family member id>" or "attribution:<passage id>:<source's key>".
    value: for CORRECT, the corrected facts (outlet, published, language, title); else empty.
    by: a local name or "rule:<name>"; never published.
    """

    subject: str
    verdict: Verdict
    by: str
    at: datetime
    reason: str
    value: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Digest of the whole decision with its time."""
        return digest_of(
            [
                "judgement",
                self.subject,
                self.verdict,
                dict(self.value),
                self.by,
                self.at.isoformat(),
                self.reason,
            ]
        )
