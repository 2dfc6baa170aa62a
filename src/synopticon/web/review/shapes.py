"""What the page is sent: the whole review once, and after each act only what has changed."""

from __future__ import annotations

from typing import Any

from synopticon.web.review.rows import rows_of
from synopticon.workflow.review import Review
from synopticon.workflow.review_sheet import Sheet, Shown


def whole(review: Review) -> dict[str, Any]:
    """Everything that the page shows."""
    text, sheet = review.text, review.sheet
    return {
        "rows": [[row.start, row.end, text[row.start : row.end]] for row in rows_of(text, review.turns)],
        "marks": [_mark(mark) for mark in sheet.marks.values()],
        "stands": [_stands(sheet, start) for start in sheet.replaced],
        **_standing(review),
    }


def changed(before: Sheet, review: Review) -> dict[str, Any]:
    """What is otherwise than on the sheet before. gone: numbers of marks; fallen: where a replacement began."""
    after = review.sheet
    return {
        "marks": [_mark(mark) for number, mark in after.marks.items() if before.marks.get(number) is not mark],
        "gone": [number for number in before.marks if number not in after.marks],
        "stands": [_stands(after, start) for start, one in after.replaced.items() if before.replaced.get(start) != one],
        "fallen": [start for start in before.replaced if start not in after.replaced],
        **_standing(review),
    }


def _standing(review: Review) -> dict[str, Any]:
    sheet = review.sheet
    return {
        "reader": sheet.reader,
        "decided": sheet.decided,
        "open": sheet.open,
        "total": len(sheet.marks),
        "undo": sheet.can_undo,
        "redo": sheet.can_redo,
        "signed": sheet.signed,
        "standing": review.kept.standing.value,
    }


def _mark(mark: Shown) -> dict[str, Any]:
    return {
        "id": mark.id,
        "start": mark.start,
        "end": mark.end,
        "kind": mark.kind,
        "direct": mark.severity == "direct",
        "verdict": mark.verdict,
        "replacement": mark.replacement,
        "detectors": mark.detectors,
        "reason": mark.reason,
        "by": mark.by,
        "open": mark.open,
        "risk": mark.risk[0] * 100 + mark.risk[1] * 50 + mark.risk[2],
        "same": mark.same,
        "loosened": mark.loosened,
    }


def _stands(sheet: Sheet, start: int) -> list[Any]:
    end, words, marks = sheet.replaced[start]
    return [start, end, words, marks]
