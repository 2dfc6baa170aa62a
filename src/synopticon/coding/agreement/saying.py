"""What an alpha means, in plain words with its limits: the sentence that stands beside every number."""

from __future__ import annotations

from synopticon.coding.agreement.measuring import Measured

RELY, TENTATIVE = 0.800, 0.667
"""Krippendorff's customary limits (Content Analysis, 4th ed. 2019, 12.4); conventions, no laws."""
_FEW_TO_COMPARE = 0.95
"""If more than this share of what was judged has one and the same value, alpha has little to set chance against."""


def verdict(measured: Measured) -> str:
    """One or two sentences: what may be concluded, judged by the lower end of the interval, as its author advises."""
    if measured.alpha.value is None:
        return f"Not defined: {measured.alpha.undefined}."
    if measured.interval is None:
        return f"{_standing(measured.alpha.value)} No interval: too little to draw from."
    low, high = measured.interval.low, measured.interval.high
    if _step(low) == _step(high):
        return _standing(low)
    said = f"By the interval's lower end, {low:.2f}, {_lowered(_standing(low))}"
    return f"{said} The upper end, {high:.2f}, would allow more."


def cautions(measured: Measured) -> list[str]:
    """What else to know of a figure: nearly all that was counted carries the code, or draws had to be left out."""
    said = []
    if measured.alpha.value is not None and measured.marked:
        # A unit that only one coder judged is in `marked` and not in `units`; that only makes the caution come sooner.
        share = max(measured.marked) / max(measured.units, 1)
        if share > _FEW_TO_COMPARE:
            said.append("Nearly all that was coded carries this code: alpha has little to compare with, see “shared”.")
    if measured.interval is not None and measured.interval.bare:
        left, of = measured.interval.bare, measured.interval.times
        said.append(f"{left:,} of {of:,} draws held nothing that varies and were left out of the interval.")
    return said


def _lowered(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def _step(value: float) -> int:
    return (value >= TENTATIVE) + (value >= RELY)


def _standing(value: float) -> str:
    """What a value, or the lower end of an interval, allows."""
    if value <= 0:
        return "No better than chance: the definition needs work before anything is counted by it."
    return (
        f"Below {TENTATIVE}: settle the disagreements and sharpen the definition before relying on it.",
        f"Between {TENTATIVE} and {RELY:.3f}: enough for tentative conclusions, said to be so.",
        f"At least {RELY:.3f}: may be relied on.",
    )[_step(value)]
