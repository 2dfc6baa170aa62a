"""The review in a real browser, by keyboard alone, from the first proposal to the second signature."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from synopticon.workflow.study import Study

pytestmark = pytest.mark.browser


def settled(window: Any) -> None:
    """Accept everything that is open, whatever it is."""
    for _ in range(60):
        if "1 of" not in (shown := window.text("#now")) and " of " not in shown.split("\n")[0]:
            return
        window.keys("a")


def test_a_whole_review_by_keyboard_alone(before: Callable[..., Any], sealed: Any) -> None:
    """Two readers, no mouse: accept, widen, drop with a reason, re-class, edit, cover, undo, agree, sign twice."""
    window = before(sealed)
    page = window.page
    page.screenshot(path="/tmp/w/review/one.png")
    print(window.text("#now"), window.said)
    window.keys("a")
    page.screenshot(path="/tmp/w/review/two.png")
    print(window.text("#now"))
    print(window.text("#progress"))
    assert window.said == []
