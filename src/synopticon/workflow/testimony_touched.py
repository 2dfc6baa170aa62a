"""Which findings lean on a witness, and how their corroboration stands with and without what was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from synopticon.model.corroboration import Corroboration
from synopticon.model.testimony import Witness
from synopticon.workflow.weigh import weigh

if TYPE_CHECKING:
    from synopticon.workflow.study import Study


@dataclass(frozen=True, slots=True)
class Standing:
    """supporting, opposing: independent origins. confidence: by the protocol's table."""

    supporting: int
    opposing: int
    confidence: str


@dataclass(frozen=True, slots=True)
class Touched:
    """A finding before and after."""

    key: str
    before: Standing
    after: Standing


def touched_findings(study: Study, witness: Witness) -> list[Touched]:
    """Every standing finding that leans on the witness, with and without."""
    keys = study.reader.findings_leaning_on(witness.id)
    standing = {finding.key for finding in study.reader.findings()}
    return [
        Touched(key, _standing(weigh(study, key)), _standing(weigh(study, key, without=witness.id)))
        for key in keys
        if key in standing
    ]


def _standing(weighed: Corroboration) -> Standing:
    return Standing(len(weighed.supporting), len(weighed.opposing), weighed.confidence.value)
