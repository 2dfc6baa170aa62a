"""The timeline with uncertain edges: bars that fade where only "by" or "since" is known, publications beneath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from synopticon.language.dates import edtf_bounds
from synopticon.release.edition import Edition

WIDTH, LEFT, RIGHT, ROW = 720, 72, 56, 28
INK, MUTED, LINE = "#1f5f5b", "#5b6068", "#dedbd3"
"""The light palette, as attributes: a style sheet overrides them, a printer without one still draws."""
_FADES = "".join(
    f'<linearGradient id="{name}">'
    + "".join(
        f'<stop class="edge" offset="{offset}" stop-color="{INK}" stop-opacity="{opacity}"/>'
        for offset, opacity in stops
    )
    + "</linearGradient>"
    for name, stops in (
        ("fade-in", ((0, 0), (1, 1))),
        ("fade-out", ((0, 1), (1, 0))),
        ("fade-both", ((0, 0), (0.5, 1), (1, 0))),
    )
)


@dataclass(frozen=True, slots=True)
class Bar:
    """When a finding's fact happened; an open end is one that fades."""

    key: str
    words: str
    first: date
    last: date
    open_left: bool
    open_right: bool


def timeline_svg(edition: Edition) -> str | None:
    """The picture, or None where no finding says when and no source when it was published."""
    published = [day for source in edition.sources if (day := _publication(source.published))]
    begun = [bar for finding in edition.findings if (bar := _bar(finding.key, finding.occurred, ()))]
    if not begun:
        return None
    ticks, far = _near(published, begun)
    bars = [bar for finding in edition.findings if (bar := _bar(finding.key, finding.occurred, ticks))]
    first = min([bar.first for bar in bars] + ticks).year
    last = max([bar.last for bar in bars] + ticks).year + 1
    begin, days = date(first, 1, 1), (date(last, 1, 1) - date(first, 1, 1)).days

    def x(day: date) -> float:
        return LEFT + (day - begin).days / days * (WIDTH - LEFT - RIGHT)

    base = len(bars) * ROW + 12
    parts = [_drawn(bar, number, x(bar.first), x(bar.last)) for number, bar in enumerate(bars)]
    parts += [f'<path class="tick" stroke="{MUTED}" d="M{x(day):.1f} {base}v8"/>' for day in sorted(set(ticks))]
    parts += _at_the_edges(far, begin, base)
    step = max(1, -(-(last - first) // 8))
    for year in range(first, last, step):
        at = x(date(year, 1, 1))
        parts.insert(0, f'<path class="grid" stroke="{LINE}" d="M{at:.1f} 4V{base}"/>')
        parts.append(f'<text x="{at:.1f}" y="{base + 24}" fill="{MUTED}">{year}</text>')
    height = base + 32
    words = "; ".join(f"{bar.key}: {bar.words}" for bar in bars)
    return (
        f'<svg class="timeline" font-size="13" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" aria-labelledby="timeline-title"><title id="timeline-title">When: {escape(words)}. '
        f"Ticks: days on which sources were published.</title><defs>{_FADES}</defs>{''.join(parts)}</svg>"
    )


def _near(published: Sequence[date], bars: Sequence[Bar]) -> tuple[list[date], list[date]]:
    """Publications within the time of the bars and once that time, three years at least, around it; and the others,
    which would squeeze the bars to nothing.
    """
    first, last = min(bar.first for bar in bars), max(bar.last for bar in bars)
    around = max(3 * 366, (last - first).days)
    near = [day for day in published if -around <= (day - first).days and (day - last).days <= around]
    return near, sorted(day for day in published if day not in near)


def _at_the_edges(far: Sequence[date], begin: date, base: float) -> list[str]:
    """How many publications lie before and after the time shown, with their days in the title."""
    before, after = [day for day in far if day < begin], [day for day in far if day >= begin]
    edges = (
        (before, f"‹ {len(before):,} earlier", LEFT - 8, "end"),
        (after, f"{len(after):,} later ›", WIDTH - RIGHT + 4, "start"),
    )
    return [
        f'<g><title>published {", ".join(map(str, days))}</title><text x="{x}" y="{base + 9}" fill="{MUTED}" '
        f'font-size="11" text-anchor="{anchor}">{words}</text></g>'
        for days, words, x, anchor in edges
        if days
    ]


def _drawn(bar: Bar, number: int, left: float, right: float) -> str:
    fill = {(True, True): "fade-both", (True, False): "fade-in", (False, True): "fade-out"}
    y = number * ROW + 8
    name = fill.get((bar.open_left, bar.open_right))
    paint = f'fill="url(#{name})"' if name else f'class="bar" fill="{INK}"'
    return (
        f'<a href="#{escape(bar.key)}"><text x="0" y="{y + 13}" fill="{INK}">{escape(bar.key)}</text></a>'
        f'<rect x="{left:.1f}" y="{y}" width="{max(right - left, 4):.1f}" height="16" rx="2" {paint}>'
        f"<title>{escape(bar.words)}</title></rect>"
    )


def _publication(edtf: str | None) -> date | None:
    try:
        first, last = edtf_bounds(edtf) if edtf else (date.min, date.max)
    except ValueError:
        return None
    return first if (last - first).days < 32 else None


def _bar(key: str, edtf: str | None, ticks: Sequence[date]) -> Bar | None:
    """The bar of an EDTF date; an unknown end reaches two years beyond what is known."""
    if not edtf:
        return None
    try:
        first, last = edtf_bounds(edtf)
    except ValueError:
        return None
    if first == date.min and last == date.max:
        return None
    left, right = first == date.min, last == date.max
    if left:
        first = date(max(last.year - 2, 1), last.month, 1)
    if right:
        last = max([day for day in ticks if day > first], default=date(min(first.year + 2, 9998), first.month, 1))
    vague = "/" not in edtf and ((last - first).days > 27 or edtf[-1] in "?~%")
    return Bar(key, edtf, first, last, left or vague, right or vague)
