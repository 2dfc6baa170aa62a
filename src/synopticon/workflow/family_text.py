"""A family's tree in plain text: for the terminal, a mail, a report without pictures."""

from __future__ import annotations

from collections.abc import Sequence

from synopticon.model.reuse import Role
from synopticon.workflow.family import FamilyView
from synopticon.workflow.family_history import Past
from synopticon.workflow.family_member import FamilyMember
from synopticon.workflow.in_time import date_told

WIDEST = 32
"""Columns of a drifted value; a longer one is cut."""
PASTS = 6
"""Events of its history that a family's text tells."""
SIGNS = {Role.ORIGIN: "●", Role.ECHO: "○", Role.SINGLE: "●", Role.ECHO_OF_UNSEEN: "◌"}
"""A full dot is an origin, an open one an echo, a dotted one goes back to an origin that was not collected."""


def sums(views: Sequence[FamilyView]) -> str:
    """The bracket of the origin tree: "47 documents · 3 independent origins"."""
    documents = sum(len(view.members) for view in views)
    unseen = sum(view.agency is not None for view in views)
    text = f"{counted(documents, 'document')} · {counted(len(views), 'independent origin')}"
    return f"{text}, {unseen} of them unseen" if unseen and len(views) > 1 else text + (" (unseen)" if unseen else "")


def counted(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def render_tree_text(view: FamilyView, *, width: int = 80) -> str:
    """The tree, one member a line, no line wider than width where its words allow."""
    lines = [cut(view.title, width)]
    if view.agency:
        lines.append(f"◌ {view.agency}, not collected")
    stems = _stems(view)
    shared = view.days_shared
    for row, stem in zip(view.tree, stems, strict=True):
        lines.append(cut(f"{stem}{SIGNS[row.role]} {label(row, hour=row.item.published in shared)}", width))
    lines.append(f"└ {sums([view])}")
    return "\n".join(lines)


def drift_lines(view: FamilyView, *, width: int = 80) -> list[str]:
    """The facts that drifted, a line a value: what, which, since when, who told it first, and how many followed."""
    from rich.cells import cell_len, set_cell_size

    if not view.drifted:
        return []
    widest = min(WIDEST, max(cell_len(value.text) for fact in view.drifted for value in fact.values))
    lines, shared = ["Drifted in retelling:"], view.days_shared
    for fact in view.drifted:
        for number, value in enumerate(fact.values):
            first = view.member(value.items[0]).item
            more = f", and {len(value.items) - 1:,} more" if len(value.items) > 1 else ""
            told = set_cell_size(cut(value.text, widest), widest)
            who = f"{date_told(first, hour=first.published in shared)}  {first.outlet or 'unnamed outlet'}{more}"
            lines.append(cut(f"  {'' if number else fact.kind:<6}  {told}  {who}", width))
    return lines


def counterpart_lines(view: FamilyView, *, width: int = 80) -> list[str]:
    """Documents that are possibly translations of a member, a line each."""
    lines = ["Possibly translated, counted nowhere until a person joins them:"] if view.counterparts else []
    for row in view.counterparts:
        told = (row.item.id[:8], row.item.published or "no date", row.item.outlet or "unnamed outlet")
        lines.append(cut("  " + "  ".join((*told, row.item.title or "Untitled")), width))
    return lines


def history_lines(history: Sequence[Past], *, width: int = 80) -> list[str]:
    """What traces did to the family, a line each, the latest first; beyond a few, how many there are."""
    lines = ["History, by traces:"] if history else []
    lines += [cut(f"  {past.at:%Y-%m-%d}  {past.sentence}", width) for past in history[:PASTS]]
    if len(history) > PASTS:
        lines.append(f"  and {len(history) - PASTS:,} earlier; --json lists all")
    return lines


def label(row: FamilyMember, *, hour: bool) -> str:
    """Date, outlet, kind and share of a member, in one line. hour: with the hour, where it is known."""
    parts = [date_told(row.item, hour=hour), row.item.outlet or "unnamed outlet"]
    if row.kind is not None and row.score is not None:
        parts.append(f"{row.kind} {row.score / 10:.0f} %")
    if row.joined:
        parts.append("joined by a person")
    if row.agency:
        parts.append(f"credits {row.agency}")
    if row.drift:
        parts.append("; ".join(f"{d.before} → {d.after}" for d in row.drift[:2]))
    return "  ".join(parts)


def cut(text: str, width: int) -> str:
    """The text on one line of at most that many columns; wide characters count for two."""
    from rich.cells import cell_len, set_cell_size

    line = " ".join(text.split("\n"))
    return line if cell_len(line) <= width else set_cell_size(line, width - 1).rstrip() + "…"


def _stems(view: FamilyView) -> list[str]:
    """The branches before each row of the tree."""
    rows = view.tree
    stems = []
    open_at: set[int] = set()
    last = _last_children(rows)
    for row, is_last in zip(rows, last, strict=True):
        stem = "".join("│  " if level in open_at else "   " for level in range(1, row.depth))
        if row.depth:
            stem += "└─ " if is_last else "├─ "
        open_at = {level for level in open_at if level < row.depth}
        if row.depth and not is_last:
            open_at.add(row.depth)
        stems.append(stem)
    return stems


def _last_children(rows: Sequence[FamilyMember]) -> list[bool]:
    """True for each row after which its parent has no further child."""
    seen: set[str | None] = set()
    answer = []
    for row in reversed(rows):
        answer.append(row.parent not in seen)
        seen.add(row.parent)
    return answer[::-1]
