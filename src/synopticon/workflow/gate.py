"""The rules that a release of this study must pass, for those who want to read them before they publish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synopticon.release.rules.listing import named
from synopticon.release.rules.row import Rule

if TYPE_CHECKING:
    from synopticon.workflow.study import Study


__all__ = ["Rule", "gate_rules"]


def gate_rules(study: Study) -> tuple[Rule, ...]:
    """The rules of the protocol in their order. Raises UsageError where it names one that there is not."""
    return named(study.settings.words("publish.rules"))
