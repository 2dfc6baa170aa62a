"""Every rule of the release gate. A new rule is a file beside this one and a row here."""

from __future__ import annotations

from collections.abc import Sequence

from synopticon.errors import UsageError
from synopticon.release.rules import evidence, quotations
from synopticon.release.rules.row import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        name="quotations-verify",
        protects="Readers are protected from words that no source said",
        description="Each quotation stands in its source's text at its place, the archived bytes are those that were "
        "captured, and the source was not withdrawn.",
        example="“cameras at twelve schools” is refused where the text says “cameras at ten schools”.",
        standing=True,
        check=quotations.refusals,
    ),
    Rule(
        name="findings-have-evidence",
        protects="Readers are protected from claims that nothing supports",
        description="Each finding has at least one supporting quotation.",
        example="A finding with contrary quotations only is refused.",
        standing=True,
        check=evidence.refusals,
    ),
)


def named(names: Sequence[str]) -> tuple[Rule, ...]:
    """The rules of these names, in this order. Raises UsageError for an unknown name or a standing rule left out."""
    known = {rule.name: rule for rule in RULES}
    strange = [name for name in names if name not in known]
    missing = [rule.name for rule in RULES if rule.standing and rule.name not in names]
    if strange or missing:
        raise UsageError(
            f"the gate has no rule called {strange[0]}" if strange else f"the rule {missing[0]} cannot be left out",
            where="publish.rules",
            remedy=f"Its rules are: {', '.join(known)}.",
        )
    return tuple(known[name] for name in names)
