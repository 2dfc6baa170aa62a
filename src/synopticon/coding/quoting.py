"""Whether a passage may be quoted: the one function that asks, for every list that shows a document's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from synopticon.model.testimony import Terms, Use

PUBLIC = "public source"
"""The label of words that were published by somebody else."""


@dataclass(frozen=True, slots=True)
class Permission:
    """verbatim: whether the words may be shown in what leaves the study. label: why, beside every quotation."""

    verbatim: bool
    label: str


def permission(terms: Terms | None, on: date) -> Permission:
    """What a document's terms allow on a day; None is a public source.

    A consent that has ended allows nothing, whatever it allowed before.
    """
    if terms is None:
        return Permission(True, PUBLIC)
    if terms.expires is not None and on > terms.expires:
        return Permission(False, f"consent ended {terms.expires.isoformat()}")
    until = f" until {terms.expires.isoformat()}" if terms.expires else ""
    return Permission(terms.allow(Use.QUOTE, on), f"consent: {terms.use.value}{until}")
