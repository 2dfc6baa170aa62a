"""How many independent origins support the finding, and what was collapsed into them."""

from __future__ import annotations

from synopticon.findings.groups import Group, Weighed
from synopticon.findings.measures.row import many


def sentences(weighed: Weighed) -> tuple[str, ...]:
    """The count, the echoes, what was never traced, and each origin that needs a word of explanation."""
    groups = weighed.supporting
    if not groups:
        return ("No standing evidence supports it.",)
    verb = "supports" if len(groups) == 1 else "support"
    where = f", in {many(weighed.documents, 'document')}" if weighed.documents or not weighed.witnesses else ""
    found = [f"{many(len(groups), 'independent origin')} {verb} it{where}."]
    found += [_echoes(group) for group in groups if group.traced and len(group.shown.documents) > 1]
    for group in (*groups, *weighed.opposing):
        if not group.traced:
            found.append(_untraced(group))
        found += group.reasons
    return tuple(dict.fromkeys(found))


def _echoes(group: Group) -> str:
    return f"{many(len(group.shown.documents), 'document')} go back to one origin: {group.shown.label}."


def _untraced(group: Group) -> str:
    number = len(group.shown.documents)
    if number == 1:
        return "One document was never traced; it may repeat another. Run: synopticon trace"
    return f"{number:,} documents were never traced; together they count as one origin. Run: synopticon trace"
