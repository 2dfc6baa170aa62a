"""The rule "findings-have-evidence": no finding leaves that nothing supports."""

from __future__ import annotations

from collections.abc import Iterator

from synopticon.model.finding import Stance
from synopticon.model.released import Withholding
from synopticon.release.draft import Draft

NAME = "findings-have-evidence"


def refusals(draft: Draft) -> Iterator[Withholding]:
    """Every finding without a supporting quotation and without a witness who supports it."""
    for finding in draft.edition.findings:
        stances = [one.stance for one in finding.grounds] + [one.stance for one in finding.testimony]
        if Stance.SUPPORTS not in stances:
            opposing = len(stances)
            yield Withholding(
                f"finding {finding.key}",
                NAME,
                f"nothing supports it; {opposing} contrary" if opposing else "it has no evidence",
            )
