"""Which findings lean on a witness, and how their corroboration stands with and without what was said."""

from __future__ import annotations

from collections.abc import Sequence
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
    before, after = standings(study, keys), standings(study, keys, without=witness.id)
    return [Touched(key, before[key], after[key]) for key in before]


def standings(study: Study, keys: Sequence[str], *, without: str | None = None) -> dict[str, Standing]:
    """How those of these findings stand that were not withdrawn. without: a witness to leave out."""
    here = {finding.key for finding in study.reader.findings()}
    return {key: _standing(weigh(study, key, without=without)) for key in keys if key in here}


def _standing(weighed: Corroboration) -> Standing:
    return Standing(len(weighed.supporting), len(weighed.opposing), weighed.confidence.value)
