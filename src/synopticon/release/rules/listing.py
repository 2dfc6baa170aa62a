"""Every rule of the release gate. A new rule is a file beside this one and a row here."""

from __future__ import annotations

from collections.abc import Sequence

from synopticon.errors import UsageError
from synopticon.release.rules import evidence, quotations, testimony
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
        description="Each finding has at least one supporting quotation, or a witness who supports it.",
        example="A finding with contrary quotations only is refused.",
        standing=True,
        check=evidence.refusals,
    ),
    Rule(
        name="consent-allows",
        protects="Witnesses are protected from being used beyond what they allowed, and from being known by it",
        description="What a witness said was signed by two readers, its consent lasts and allows that use, it was not "
        "taken back, stands verbatim in no captured document, no more than publish.witness_words words of one witness "
        "are public, and no pseudonym leaves.",
        example="A quotation is refused where the witness allowed a paraphrase.",
        standing=False,
        check=testimony.refusals,
        always=True,
    ),
)


def named(names: Sequence[str]) -> tuple[Rule, ...]:
    """The rules of these names, in this order, and those that are always asked.

    Raises UsageError for an unknown name or a standing rule left out.
    """
    known = {rule.name: rule for rule in RULES}
    strange = [name for name in names if name not in known]
    missing = [rule.name for rule in RULES if rule.standing and rule.name not in names]
    if strange or missing:
        raise UsageError(
            f"the gate has no rule called {strange[0]}" if strange else f"the rule {missing[0]} cannot be left out",
            where="publish.rules",
            remedy=f"Its rules are: {', '.join(known)}.",
        )
    asked = dict.fromkeys((*names, *(rule.name for rule in RULES if rule.always)))
    return tuple(known[name] for name in asked)
