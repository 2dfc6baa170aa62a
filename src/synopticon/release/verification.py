"""What a verification answers: four things apart, for each finding, each with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Answer(StrEnum):
    """One answer. Unchecked is not a no: something was not handed in, and the sentence says what."""

    HOLDS = "holds"
    FAILS = "fails"
    UNCHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Check:
    """An answer, the sentence that says it, and for a no the names of what does not hold."""

    answer: Answer
    sentence: str
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingCheck:
    """The four answers for one finding."""

    key: str
    proposition: str
    signed: Check
    quotations: Check
    captures: Check
    time: Check

    @property
    def checks(self) -> tuple[tuple[str, Check], ...]:
        """The four in their order, with the question that each answers."""
        return (
            ("the files are what was signed", self.signed),
            ("each quotation is under the release's root", self.quotations),
            ("the root follows from the captures", self.captures),
            ("when", self.time),
        )


@dataclass(frozen=True, slots=True)
class Verification:
    """All that a verification found.

    faults: everything that does not hold, each naming its file, quotation or leaf; empty where all holds.
    signer: fingerprint of the key under which the signature holds; None where none does. known: whether that key was
    handed in, rather than found inside the release.
    """

    study: str
    notice: str
    edition: int | None
    signer: str | None
    known: bool
    signed: Check
    time: Check
    findings: tuple[FindingCheck, ...]
    faults: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """True where nothing that was checked fails."""
        return not self.faults

    def as_json(self) -> dict[str, Any]:
        """The shape of `verify --json` (docs/proofs.md)."""
        return {
            "holds": self.holds,
            "study": self.study,
            "notice": self.notice,
            "edition": self.edition,
            "signer": {"fingerprint": self.signer, "known": self.known},
            "signed": _check(self.signed),
            "time": _check(self.time),
            "findings": [
                {
                    "key": finding.key,
                    "proposition": finding.proposition,
                    "signed": _check(finding.signed),
                    "quotations": _check(finding.quotations),
                    "captures": _check(finding.captures),
                    "time": _check(finding.time),
                }
                for finding in self.findings
            ],
            "faults": list(self.faults),
        }


def _check(check: Check) -> dict[str, Any]:
    return {"answer": str(check.answer), "sentence": check.sentence, "faults": list(check.faults)}
