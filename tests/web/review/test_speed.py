"""How soon a key of the review answers, on ten thousand words with two thousand proposals, in a real browser."""

from __future__ import annotations

import json
import random
import statistics
from collections.abc import Callable
from typing import Any

import pytest

from synopticon.interviews.span import Kind, Proposal, Severity

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST = 100
"""Milliseconds."""
MEASURE = """async ([key, shift]) => {
    const frame = () => new Promise(requestAnimationFrame);
    const task = () => new Promise((done) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = done;
        channel.port2.postMessage(0);
    });
    const pressed = new KeyboardEvent("keydown", { key, shiftKey: shift, bubbles: true, cancelable: true });
    const at = performance.now();
    document.getElementById("main").dispatchEvent(pressed);
    await frame();
    await task();
    const painted = performance.now() - at;
    while (document.getElementById("saved").textContent === "sealing…") await task();
    await frame();
    await task();
    return [painted, performance.now() - at];
}"""
"""Milliseconds until the page has answered, and until what was done is sealed and shown so."""


def long_interview() -> tuple[str, tuple[Proposal, ...]]:
    """10,000 invented words in 200 turns, with 2,000 proposals."""
    drawn = random.Random(7)
    words = ("road", "night", "they", "went", "house", "winter", "Corin", "Bera", "Aldous", "river")
    text, proposals = "", []
    for turn in range(200):
        text += "Interviewer: " if turn % 2 else "Witness: "
        for number in range(50):
            word = drawn.choice(words)
            if number % 5 == 0:
                kind = drawn.choice((Kind.PERSON, Kind.PLACE, Kind.DATE, Kind.OCCUPATION))
                severity = Severity.DIRECT if kind is Kind.PERSON else Severity.QUASI
                label = f"[{kind.value.title()} {drawn.choice('ABCDEF')}]"
                proposals.append(Proposal(len(text), len(text) + len(word), kind, severity, ("test",), label))
            text += word + " "
        text = text[:-1] + ".\n"
    return text, tuple(proposals)


def test_each_key_answers_at_once_on_ten_thousand_words(
    before: Any, command: Any, turns_of: Callable[..., Any], interviewed: Callable[..., Any], record_property: Any
) -> None:
    """Every key is answered on the page within 100 ms; beside that it is told how long the sealing of each took."""
    text, proposals = long_interview()
    running = command(interviewed(text, turns_of(text), proposals))
    window = before.opened(running.address, running.code)
    figures = {}
    for key in ("n", "p", "j", "k", "a", "A", "d", "u", "U", "q"):
        runs = []
        for _ in range(15):
            while key == "d" and "names by itself" in window.text("#now"):
                window.keys("n")
            runs.append(window.page.evaluate(MEASURE, [key, key.isupper()]))
        figures[key] = summed(runs)
    window.keys("w")
    figures["w →"] = summed([window.page.evaluate(MEASURE, ["ArrowRight", False]) for _ in range(15)])
    record_property("milliseconds", json.dumps(figures))
    print(json.dumps(figures))  # noqa: T201 - seen with -s
    assert all(painted < MOST for painted, _, _ in figures.values()), figures
    assert window.said == []


def test_ten_thousand_turns_are_answered_as_soon(
    before: Any, command: Any, turns_of: Callable[..., Any], interviewed: Callable[..., Any]
) -> None:
    """A transcript ten times as long, with 5,000 proposals, opens, and its keys answer within 100 ms."""
    drawn = random.Random(8)
    text, proposals = "", []
    for turn in range(10_000):
        text += "Interviewer: " if turn % 2 else "Witness: "
        if turn % 2 == 0:
            proposals.append(
                Proposal(len(text), len(text) + 5, Kind.PERSON, Severity.DIRECT, ("test",), f"[Person {turn % 9}]")
            )
        text += "Corin " + " ".join(drawn.choice(("road", "night", "they", "went")) for _ in range(9)) + "\n"
    running = command(interviewed(text, turns_of(text), tuple(proposals)))
    window = before.opened(running.address, running.code)
    for key in ("n", "a", "k"):
        painted, _, _ = summed([window.page.evaluate(MEASURE, [key, False]) for _ in range(9)])
        assert painted < MOST, key
    assert "9 of 5,000 decided" in window.text("#progress")
    assert window.said == []


def summed(runs: list[list[float]]) -> tuple[int, int, int]:
    """Milliseconds: median and worst until the page answered, median until it was sealed."""
    painted, sealed = zip(*runs, strict=True)
    return round(statistics.median(painted)), round(max(painted)), round(statistics.median(sealed))
