"""A finding: a proposition, the passages for and against it, a likelihood in words, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from synopticon.model.passage import Passage
from synopticon.model.testimony import Use, WitnessPassage


class Likelihood(StrEnum):
    """ICD 203 (2015), D.6.e.(2).(a): one row of terms, never mixed with its synonyms."""

    ALMOST_NO_CHANCE = "almost no chance"
    VERY_UNLIKELY = "very unlikely"
    UNLIKELY = "unlikely"
    ROUGHLY_EVEN = "roughly even chance"
    LIKELY = "likely"
    VERY_LIKELY = "very likely"
    ALMOST_CERTAIN = "almost certain"


PERCENT: dict[Likelihood, tuple[int, int]] = {
    Likelihood.ALMOST_NO_CHANCE: (1, 5),
    Likelihood.VERY_UNLIKELY: (5, 20),
    Likelihood.UNLIKELY: (20, 45),
    Likelihood.ROUGHLY_EVEN: (45, 55),
    Likelihood.LIKELY: (55, 80),
    Likelihood.VERY_LIKELY: (80, 95),
    Likelihood.ALMOST_CERTAIN: (95, 99),
}
"""Lower and upper bound in percent of each term."""


class Stance(StrEnum):
    """Which way a passage points."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"


class Basis(StrEnum):
    """How the speaker knows (DOMAIN.md §2); first-hand (saw, did) and hearsay are never added up."""

    SAW = "saw"
    DID = "did"
    TOLD = "was told by"
    INFERRED = "inferred"
    READ = "read"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage brought to a finding."""

    passage: Passage
    stance: Stance
    basis: Basis
    note: str = ""


@dataclass(frozen=True, slots=True)
class Testified:
    """A passage of a witness's signed text brought to a finding.

    witness: the random id. use: what a release may do with the words, never more than the consent allows. told_by: a
    label of the study's own for the person on whom the witness relies ("the guard of the north gate"), so that two who
    heard it from one person are not counted twice; never published. words: the paraphrase to be published, where the
    use is a paraphrase. recanted: the reason, where the witness took the words back.
    """

    passage: WitnessPassage
    witness: str
    stance: Stance
    basis: Basis
    use: Use
    told_by: str = ""
    words: str = ""
    note: str = ""
    recanted: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A proposition as it stands now. key is short and lasts over revisions; revision counts from 1."""

    key: str
    revision: int
    proposition: str
    likelihood: Likelihood | None
    gaps: str
    evidence: tuple[Evidence, ...]
    created: datetime
    changed: datetime
    occurred: str | None = None
    """EDTF: when what is claimed happened, where the finding says so."""
    withdrawn: str | None = None
    """The reason, if the finding was withdrawn."""
    testimony: tuple[Testified, ...] = ()
    """What witnesses said for and against it."""
