"""The origin tree as SVG: time to the right, origins full, echoes tinted on their parent, unseen origins hollow.

Colours are CSS variables with the light palette as fall-back, so that one picture serves light and dark pages; there
is no style attribute and no script.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from rich.cells import cell_len

from synopticon.model.reuse import Kind, Role
from synopticon.reuse.moments import MINUTES_A_DAY, Moment, moment_of
from synopticon.workflow.family import FamilyView
from synopticon.workflow.family_member import FamilyMember
from synopticon.workflow.family_text import cut, sums
from synopticon.workflow.in_time import date_told
from synopticon.workflow.svg_parts import INK, MUTED, PAPER, axis, hue, picture, text
from synopticon.workflow.time_scale import Scale, scale_over

ROW, TOP, MARGIN, BRACKET, NOTES, LETTER, NAME = 22, 44, 12, 216, 160, 6.0, 6.9
"""Pixels: a row, above the first, at the edges, for the sums, for the notes beside the last dots, a letter of a note
and of a name."""
NAMES = (132, 320)
"""Pixels for the names of outlets, least and most."""
FOLD_FROM, FOLD_ALL_FROM, FOLD_LEAST = 20, 60, 4
"""From so many members on, so many unchanged copies of one parent and one day share a row. From the second number on,
and where several families stand in one picture, all echoes of one parent and kind do."""
MANY = {Kind.COPY: "copies", Kind.REWRITE: "rewrites", Kind.EXCERPT: "excerpts", Kind.QUOTE: "quotations"}
"""Kinds that are named otherwise where they are many."""
HALO = f' paint-order="stroke" stroke="{PAPER}" stroke-width="4"'


@dataclass(frozen=True, slots=True)
class _Line:
    """One row: a member, several copies folded together, or (group empty) an unseen origin."""

    y: float
    group: tuple[FamilyMember, ...]
    label: str
    note: str


def origin_tree_svg(views: FamilyView | Sequence[FamilyView], *, width: int = 960) -> str:
    """Draw one family, or several under one bracket, on as many rows as they need. width: pixels, at least 560."""
    families = [views] if isinstance(views, FamilyView) else list(views)
    width = max(width, 560)
    moments = [moment_of(member.item.when) for view in families for member in view.members]
    rows: list[list[_Line]] = []
    top = float(TOP)
    for view in families:
        rows.append(list(_lines(view, top, several=len(families) > 1)))
        top = rows[-1][-1].y + ROW * 1.5
    scale = scale_over(moments, _room([line.label for lines in rows for line in lines]), width - BRACKET - NOTES)
    parts: list[str] = []
    for number, (view, lines) in enumerate(zip(families, rows, strict=True)):
        parts.extend(_family(view, lines, scale, hue(number)))
    bottom = top - ROW / 2
    if scale.undated:
        parts.append(text(scale.right + 24, 20, "no date", fill=MUTED, size=11, anchor="middle"))
    words = sums(families)
    ground = [*axis(scale, 26, bottom), *_bracket(words, width - BRACKET + 24, bottom)]
    outlets = dict.fromkeys(outlet for view in families for outlet in view.outlets)
    described = (
        f"{'; '.join(view.title for view in families[:5])}. "
        f"Told by {', '.join(list(outlets)[:12]) or 'unnamed outlets'}."
    )
    return picture("origin-tree", width, int(bottom) + 32, words, described, "".join([*ground, *parts]))


def _room(names: Sequence[str]) -> float:
    """Where the scale begins: as far right as the longest name asks for, within NAMES."""
    wanted = max((cell_len(name) for name in names), default=0) * NAME + 24
    return MARGIN + min(max(wanted, NAMES[0]), NAMES[1])


def _lines(view: FamilyView, top: float, *, several: bool) -> Iterator[_Line]:
    """Rows from the top: the unseen origin if there is one, then the tree."""
    y = top
    root = view.agency or next((member.item.outlet for member in view.tree[:1]), None)
    if view.agency:
        yield _Line(y, (), view.agency, "not collected")
        y += ROW
    crowd = _foldable(view, several=several) if len(view.members) >= FOLD_FROM else {}
    for member in view.tree:
        group = crowd.get(member.item.id)
        if group is None:
            yield _Line(y, (member,), member.item.outlet or "unnamed outlet", _note(member, root))
        elif group[0] is member:
            names = ", ".join(dict.fromkeys(m.item.outlet or "unnamed outlet" for m in group))
            kind = member.kind or Kind.COPY
            yield _Line(y, tuple(group), f"{len(group):,} {MANY.get(kind, kind)}", names)
        else:
            continue
        y += ROW


def _foldable(view: FamilyView, *, several: bool) -> dict[str, list[FamilyMember]]:
    """Echoes without children of their own that may share a row, where there are several: by id, their group."""
    parents, crowded = {member.parent for member in view.members}, several or len(view.members) >= FOLD_ALL_FROM
    groups: dict[tuple[str | None, ...], list[FamilyMember]] = {}
    for member in view.tree:
        alike = crowded or (member.kind is Kind.COPY and not member.drift)
        if alike and member.parent and member.kind and member.item.id not in parents:
            day = None if crowded else member.item.published
            groups.setdefault((member.parent, member.kind, day), []).append(member)
    return {m.item.id: group for group in groups.values() if len(group) >= FOLD_LEAST for m in group}


def _note(member: FamilyMember, root: str | None) -> str:
    """What it is, whom it credits where that is not the root itself, and what it changed first."""
    words = [str(member.kind)] if member.kind else ["origin"] if member.role is Role.ORIGIN else []
    if member.joined:
        words.append("joined by a person")
    if member.agency and member.agency != root:
        words.append(f"credits {member.agency}")
    return ", ".join([*words, *(f"{d.before or '–'} → {d.after or '–'}" for d in member.drift[:1])])


def _family(view: FamilyView, lines: list[_Line], scale: Scale, colour: str) -> Iterator[str]:
    """Branches first, dots above them, words on top."""
    places = {line.group[0].item.id: (_x(line.group[0], scale), line.y) for line in lines if line.group}
    yield f'<g class="family"><title>{escape(view.title)}</title>'
    for line in lines:
        yield from _tie(line, lines[0], places, scale, colour)
    for line in lines:
        yield text(MARGIN, line.y + 4, cut(line.label, int((scale.left - MARGIN - 20) / NAME)))
        if not line.group:
            yield _dot(
                scale.left - 10, line.y, colour, PAPER, f"{line.label}: {line.note}", ' stroke-dasharray="2.5 2"'
            )
            yield text(scale.left + 4, line.y + 4, line.note, fill=MUTED, size=11, more=HALO)
        for member in line.group[:1]:
            yield from _doubt(moment_of(member.item.when), line.y, scale, colour)
            yield _marked(member, line, scale, colour)
        for member in line.group[1:]:
            yield _small(member, line, scale, colour)
        if line.group:
            yield _beside(line, scale)
    yield "</g>"


def _tie(
    line: _Line, top: _Line, places: Mapping[str, tuple[float, float]], scale: Scale, colour: str
) -> Iterator[str]:
    """The branch to a row: from its parent, else dashed from the unseen origin or, as a person joined it, the root."""
    for member in line.group[:1]:
        here = places[member.item.id]
        if member.parent and member.parent in places:
            yield _branch(places[member.parent], here, colour, 1 + 2.5 * (member.score or 0) / 1000)
        elif not top.group:
            yield _branch((scale.left - 10, top.y), here, colour, 1.5, dashed=True)
        elif line is not top:
            yield _branch(places[top.group[0].item.id], here, colour, 1.5, dashed=True)


def _marked(member: FamilyMember, line: _Line, scale: Scale, colour: str) -> str:
    """A member's dot, full for an origin and tinted for an echo, as a link into the page around it."""
    told = f"{line.label}, {date_told(member.item)}: {line.note or member.role}. {member.item.title or ''}"
    full = member.role in (Role.ORIGIN, Role.SINGLE)
    dot = _dot(_x(member, scale), line.y, colour, colour, told, "" if full else ' fill-opacity="0.38"')
    return f'<a href="#item-{member.item.id[:12]}" data-item="{member.item.id}">{dot}</a>'


def _small(member: FamilyMember, line: _Line, scale: Scale, colour: str) -> str:
    """A further member of a row, with its own link and words."""
    told = f"{member.item.outlet or 'unnamed outlet'}, {date_told(member.item)}: {member.item.title or ''}"
    place = f'cx="{_x(member, scale):.1f}" cy="{line.y:.1f}" r="2.5"'
    dot = f'<circle {place} fill="{colour}" fill-opacity="0.5"><title>{escape(told)}</title></circle>'
    return f'<a href="#item-{member.item.id[:12]}" data-item="{member.item.id}">{dot}</a>'


def _beside(line: _Line, scale: Scale) -> str:
    """The note, to the right of the dots and of the time that their dates allow; what is cut stands in the title."""
    dots = max(_x(member, scale) for member in line.group)
    x = max(dots, *(_until(moment_of(member.item.when), scale) for member in line.group)) + 11
    words = cut(line.note, max(int((scale.right + NOTES - x) / LETTER), 8))
    return text(x, line.y + 4, words, fill=MUTED, size=11, more=HALO)


def _doubt(moment: Moment, y: float, scale: Scale, colour: str) -> Iterator[str]:
    """A faint bar over the time that the date allows, where it is wider than the dot."""
    if not moment.known:
        return
    low, high = scale.x(moment.earliest), _until(moment, scale)
    if high - low > 10:
        size = f'x="{low:.1f}" y="{y - 2:.1f}" width="{high - low:.1f}" height="4" rx="2"'
        yield f'<rect {size} fill="{colour}" opacity="0.22"/>'


def _until(moment: Moment, scale: Scale) -> float:
    """The pixel at which the faint bar of a date ends: a little over a year at most."""
    return scale.x(min(moment.latest, moment.earliest + 400 * MINUTES_A_DAY)) if moment.known else 0.0


def _x(member: FamilyMember, scale: Scale) -> float:
    moment = moment_of(member.item.when)
    return scale.x(moment.earliest) if moment.known else scale.right + 24


def _dot(x: float, y: float, colour: str, fill: str, told: str, more: str = "") -> str:
    place = f'cx="{x:.1f}" cy="{y:.1f}" r="6"'
    return (
        f'<g><circle {place} fill="{PAPER}"/><circle {place} fill="{fill}" stroke="{colour}" stroke-width="1.5"{more}/>'
        f"<title>{escape(told)}</title></g>"
    )


def _branch(
    start: tuple[float, float], end: tuple[float, float], colour: str, thick: float, *, dashed: bool = False
) -> str:
    """Down from the parent, then along to the child."""
    (x, y), (to_x, to_y) = start, end
    bend = min(8.0, abs(to_x - x), abs(to_y - y))
    turn = x + (bend if to_x >= x else -bend)
    way = f"M{x:.1f} {y:.1f}V{to_y - bend:.1f}Q{x:.1f} {to_y:.1f} {turn:.1f} {to_y:.1f}H{to_x:.1f}"
    dash = ' stroke-dasharray="3 3"' if dashed else ""
    return f'<path d="{way}" fill="none" stroke="{colour}" stroke-opacity="0.55" stroke-width="{thick:.1f}"{dash}/>'


def _bracket(words: str, x: float, bottom: float) -> Iterator[str]:
    """The sums beside a bracket over all rows; in a tall picture they stand where the eye begins."""
    yield f'<path d="M{x} {TOP - 8}h8V{bottom:.0f}h-8" fill="none" stroke="{INK}" stroke-width="1"/>'
    middle = min((TOP + bottom) / 2, 200)
    for number, part in enumerate(words.replace(", ", " · ").replace(" (", " · (").split(" · ")):
        weight = ' font-weight="600"' if number == 1 else ""
        yield text(x + 18, middle + 18 * number, part, size=13, more=weight)
