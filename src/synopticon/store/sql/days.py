"""First and last day of an EDTF date as sortable text, for lists and filters."""

from __future__ import annotations

from synopticon.language.edtf import edtf_bounds


def bounds(edtf: str | None) -> tuple[str, str]:
    """The first and last day that a date may mean, as YYYY-MM-DD; two empty texts for what is no date."""
    try:
        first, last = edtf_bounds(edtf or "")
    except ValueError:
        return "", ""
    return first.isoformat(), last.isoformat()
