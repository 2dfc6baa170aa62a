"""The timeline with uncertain edges: a bar for what is claimed to have lasted, fading where only "by" or "since" is
known, and ticks beneath for what was published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from synopticon.reuse.moments import FARTHEST, MINUTES_A_DAY, Moment, moment_of
from synopticon.workflow.family_text import counted, cut
from synopticon.workflow.svg_parts import MUTED, axis, hue, picture, text
from synopticon.workflow.time_scale import Scale, scale_over

ROW, TOP, MARGIN, NAMES, EDGE, FADE, LETTER = 34, 34, 12, 250, 64, 36, 6.9
"""Pixels: a row, above the first, at the edges, for the labels, beside the bars, of a fade, of a letter."""
YEAR = 366 * MINUTES_A_DAY


@dataclass(frozen=True, slots=True)
class Bar:
    """One thing in time.

    occurred: EDTF; an interval's open or unknown end ("../2019": by 2019; "2019/..": since 2019) fades, a single date
    is as long as its uncertainty. published: EDTF dates of the documents that say so.
    """

    label: str
    occurred: str | None
    published: tuple[str, ...] = ()


def timeline_svg(bars: Sequence[Bar], *, width: int = 960) -> str:
    """Draw the bars in the given order, one a row, with publication ticks beneath each. width: pixels.

    Publications far outside the time of the bars would squeeze these to nothing: they are counted at the edge instead.
    """
    width = max(width, 480)
    ends = [_ends(bar.occurred) for bar in bars]
    told = [moment_of(date) for bar in bars for date in bar.published]
    known = [Moment(end, end) for pair in ends for end in pair if end is not None]
    scale = scale_over([*known, *_near(told, known)], NAMES + MARGIN + EDGE, width - MARGIN - EDGE)
    bottom = TOP + ROW * len(bars)
    parts = [*axis(scale, 20, bottom)]
    for number, (bar, pair) in enumerate(zip(bars, ends, strict=True)):
        parts.extend(_bar(bar, pair, TOP + ROW * number, scale, number))
    title = f"{counted(len(bars), 'event')} in time"
    described = "; ".join(f"{bar.label}: {bar.occurred or 'no date'}" for bar in bars[:20])
    return picture("timeline", width, bottom + 30, title, described, "".join(parts))


def _near(told: Sequence[Moment], known: Sequence[Moment]) -> list[Moment]:
    """The publications within the time of the bars and once that time, three years at least, around it."""
    if not known:
        return list(told)
    first, last = min(moment.earliest for moment in known), max(moment.latest for moment in known)
    around = max(3 * YEAR, last - first)
    return [moment for moment in told if first - around <= moment.earliest <= last + around]


def _ends(occurred: str | None) -> tuple[int | None, int | None]:
    """First and last minute; None at an end that is open or not known."""
    first, slash, last = (occurred or "").partition("/")
    if slash:
        return _end(moment_of(first).earliest), _end(moment_of(last).latest)
    moment = moment_of(occurred)
    return _end(moment.earliest), _end(moment.latest)


def _end(minute: int) -> int | None:
    return None if abs(minute) >= FARTHEST - 24 * 60 else minute


def _bar(bar: Bar, ends: tuple[int | None, int | None], y: float, scale: Scale, number: int) -> Iterator[str]:
    first, last = ends
    for line, words in enumerate(_two_lines(bar.label)):
        yield text(MARGIN, y + 9 + 14 * line, words)
    if first is None and last is None:
        yield text(scale.left, y + 9, "no date is known", fill=MUTED, size=11)
    else:
        left = scale.x(first) if first is not None else max(scale.x(last or 0) - 4 * FADE, scale.left - FADE)
        right = scale.x(last) if last is not None else min(left + 4 * FADE, scale.right + FADE)
        yield _faded(left, max(right, left + 3), y, first is None, last is None, number, bar)
    yield from _ticks(bar.published, y, scale)


def _two_lines(label: str) -> list[str]:
    """The label on one line or two, broken between words."""
    room = int(NAMES / LETTER)
    first = cut(label, room).removesuffix("…")
    if len(first) >= len(label):
        return [label]
    head, space, _ = first.rpartition(" ")
    head = head if space and len(head) > len(first) // 2 else first
    return [head, cut(label[len(head) :].strip(), room)]


def _ticks(published: Sequence[str], y: float, scale: Scale) -> Iterator[str]:
    """A tick a publication; those before and after the time shown are counted beside it, their dates in the title."""
    before, after = [], []
    for date in published:
        moment = moment_of(date)
        if not moment.known:
            continue
        if moment.earliest < scale.first:
            before.append(date)
        elif moment.earliest > scale.last:
            after.append(date)
        else:
            x = scale.x(moment.earliest)
            tick = f'<path d="M{x:.1f} {y + 14:.1f}v6" stroke="{MUTED}" stroke-width="1.5">'
            yield f"{tick}<title>{escape(date)}</title></path>"
    for dates, word, x, anchor in (
        (before, f"‹ {len(before):,} earlier", scale.left - 6, "end"),
        (after, f"{len(after):,} later ›", scale.right + 6, "start"),
    ):
        if dates:
            said = text(x, y + 21, word, fill=MUTED, size=10, anchor=anchor)
            yield f"<g><title>published {escape(', '.join(dates))}</title>{said}</g>"


def _faded(left: float, right: float, y: float, open_start: bool, open_end: bool, number: int, bar: Bar) -> str:
    """A bar whose open ends fade to nothing; each has a gradient of its own, named by its row."""
    colour = hue(number)
    name = f"fade-{number}"
    start, end = ("0" if open_start else "1"), ("0" if open_end else "1")
    stops = "".join(
        f'<stop offset="{at}" stop-color="{colour}" stop-opacity="{seen}"/>'
        for at, seen in (("0", start), ("0.5", "1"), ("1", end))
    )
    words = {(True, False): "by", (False, True): "since"}.get((open_start, open_end), "")
    told = " ".join(part for part in (bar.label + ":", words, bar.occurred or "") if part)
    return (
        f'<linearGradient id="{name}">{stops}</linearGradient><rect x="{left:.1f}" y="{y:.1f}" '
        f'width="{right - left:.1f}" height="12" rx="2" fill="url(#{name})"><title>{escape(told)}</title></rect>'
    )
