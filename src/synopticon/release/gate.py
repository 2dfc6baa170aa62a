"""The release gate: what every rule passes becomes a Released edition; else all refusals are listed and nothing leaves.

This is the only place where a Released value is made.
"""

from __future__ import annotations

from collections.abc import Sequence

from synopticon.errors import GateRefused
from synopticon.model.released import Released, Withholding
from synopticon.release.draft import Draft
from synopticon.release.edition import Edition
from synopticon.release.rules.listing import named
from synopticon.release.rules.row import Rule


def admit(draft: Draft, rules: Sequence[str]) -> Released[Edition]:
    """The edition, released, where every named rule passes it.

    Raises GateRefused listing every refusal of every rule, and UsageError for a rule that is not in the list.
    """
    chosen = named(rules)
    refusals = [refusal for rule in chosen for refusal in rule.check(draft)]
    if refusals:
        raise GateRefused(
            f"{_protected(refusals, chosen)}: the gate refused {len(refusals)} "
            f"{'thing' if len(refusals) == 1 else 'things'}",
            why="; ".join(f"{refusal.subject}: {refusal.reason} [{refusal.rule}]" for refusal in refusals),
            remedy="Mend or take back what is named (synopticon finding --help), then publish again.",
        )
    return Released(draft.edition, tuple(rule.name for rule in chosen))


def _protected(refusals: Sequence[Withholding], rules: Sequence[Rule]) -> str:
    """Whom or what the refusing rules protect, each once, in the rules' order."""
    refusing = {refusal.rule for refusal in refusals}
    return "; ".join(dict.fromkeys(rule.protects for rule in rules if rule.name in refusing))
