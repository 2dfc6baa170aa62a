"""The review in a real browser, by keyboard alone, from the first proposal to the second signature."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from synopticon.workflow.study import Study

pytestmark = pytest.mark.browser


def looked_at(window: Any) -> str:
    """The words of the proposal that is looked at."""
    return window.text("#now .words").strip("“”")


def go_to(window: Any, words: str) -> None:
    """Press n until these words are looked at."""
    for _ in range(30):
        if looked_at(window) == words:
            return
        window.keys("n")
    raise AssertionError("these words are not open")


def left_to_read(window: Any) -> str:
    """The whole right side."""
    return "\n".join(window.page.locator(".made").all_inner_texts())


def test_a_whole_review_by_keyboard_alone(before: Callable[..., Any], sealed: Any) -> None:
    """Two readers and no mouse: every kind of decision, undo, a reason, agreement, and both signatures."""
    window = before(sealed)
    assert looked_at(window) == "Marta"
    window.keys("A")
    assert "2 of 11 decided" in window.text("#progress")
    assert looked_at(window) == "Qordemvale"
    window.keys("w", "Shift+ArrowLeft", "ArrowRight", "ArrowLeft", "Enter")
    assert "I lived [Place A] until" in left_to_read(window)
    assert looked_at(window) == "5 May 2011"
    window.keys("d")
    assert "until 5 May 2011." in left_to_read(window)
    assert looked_at(window) == "Mr. Ilya Verrin"
    window.keys("d")
    window.page.keyboard.type("a character of a novel")
    window.keys("Enter")
    assert "Mr. Ilya Verrin took me" in left_to_read(window)
    window.keys("u")
    assert looked_at(window) == "Mr. Ilya Verrin" and "[Person B] took me" in left_to_read(window)
    window.keys("U", "u", "A")
    go_to(window, "Qordemvale")
    window.keys("r", "o")
    assert "[Organisation A] was cold" in left_to_read(window)
    go_to(window, "Zelmira")
    window.keys("e")
    window.page.keyboard.type("[my aunt]")
    window.keys("Enter")
    assert "stayed with [my aunt]" in left_to_read(window)
    window.keys("/")
    window.page.keyboard.type("river")
    window.keys("Enter")
    window.page.wait_for_function("() => CSS.highlights.has('choosing')")
    window.keys("Shift+ArrowLeft", "Enter", "l")
    assert "over the [Place" in left_to_read(window)
    for _ in range(6):
        window.keys("a")
    assert "Nothing is open" in window.text("#now")
    window.keys("s", "Enter")
    window.page.wait_for_function("() => document.getElementById('standing').textContent === 'signed by Anna'")

    second = before(sealed, "Boris")
    assert looked_at(second) == "5 May 2011" and "left readable by Anna" in second.text("#now")
    second.keys("a")
    assert looked_at(second) == "Zelmira" and "otherwise than proposed. Do you agree?" in second.text("#now")
    second.keys("a", "s", "Enter")
    second.page.wait_for_function("() => document.getElementById('standing').textContent.includes('in the study')")
    with Study(sealed.folder) as study:
        (text,) = study.reader.working_texts()
    assert text.signed == ("Anna", "Boris")
    assert text.text == "".join(second.page.locator(".made").all_text_contents())
    assert window.said == second.said == []


def test_offsets_behind_a_wide_character_stand_right(before: Callable[..., Any], sealed: Any) -> None:
    """Behind an emoji the browser counts otherwise than Python; every mark stands over its own words."""
    window = before(sealed)
    marked = window.page.evaluate("""() => [...document.querySelectorAll("mark.said[data-mark]")].map((mark) => {
        const words = mark.cloneNode(true);
        words.querySelector("sup")?.remove();
        return words.textContent;
    })""")
    assert marked == [
        "Marta", "Qordemvale", "5 May 2011", "Mr. Ilya Verrin", "Qordemvale",
        "Marta", "Zelmira", "Pastoria", "Mr. Ilya Verrin", "Zelmira", "34",
    ]  # fmt: skip


def test_nothing_is_signed_while_something_is_open(before: Callable[..., Any], sealed: Any) -> None:
    """The question says how many are open and offers no signature."""
    window = before(sealed)
    window.keys("s")
    assert "11 places are open" in window.text("#vouched")
    assert window.page.locator("#signing [value=sign]").is_disabled()


def test_escape_leaves_everything_as_it_was(before: Callable[..., Any], sealed: Any) -> None:
    """Neither a question nor a choice of words that is left decides anything."""
    window = before(sealed)
    window.keys(
        "d", "Escape", "e", "Escape", "r", "Escape", "w", "ArrowRight", "Escape", "x", "ArrowRight", "Enter", "Escape"
    )
    assert "0 of 11 decided" in window.text("#progress")
    assert not window.page.evaluate("() => CSS.highlights.has('choosing')")
    window.keys("n")
    assert looked_at(window) == "Qordemvale"


def test_a_refusal_is_told_where_the_question_is(before: Callable[..., Any], sealed: Any) -> None:
    """An empty reason leaves the question open and says what is missing."""
    window = before(sealed)
    window.keys("d", "Enter")
    window.page.wait_for_selector("#asked .refused >> text=without a reason")
    window.page.keyboard.type("a name that everybody knows")
    window.keys("Enter")
    assert "Marta: I lived" in left_to_read(window)


def test_the_queue_can_begin_with_the_riskiest(before: Callable[..., Any], sealed: Any) -> None:
    """By risk all persons come before the first place; by place the text's order holds again."""
    window = before(sealed)
    window.keys("q")
    seen = []
    for _ in range(11):
        seen.append(looked_at(window))
        window.keys("n")
    assert set(seen[:6]) == {"Marta", "Mr. Ilya Verrin", "Zelmira"}
    window.keys("q")
    assert looked_at(window) == "Marta"


def test_the_browser_keeps_nothing(before: Callable[..., Any], sealed: Any) -> None:
    """No cookie, no storage, no cache that tells, no code in the address, no name in the title."""
    window = before(sealed)
    page = window.page
    assert page.evaluate("() => [document.cookie, localStorage.length, sessionStorage.length, location.href]") == [
        "", 0, 0, window.desk.address,
    ]  # fmt: skip
    assert page.evaluate("async () => (await indexedDB.databases()).length + (await caches.keys()).length") == 0
    assert page.title() == "Synopticon"
    assert page.context.cookies() == []
    assert page.evaluate("() => [...document.querySelectorAll('input')].every((one) => one.autocomplete === 'off')")
    page.reload()
    page.wait_for_selector("#door")
    assert "Marta" not in page.content()


def test_a_wrong_code_opens_nothing(before: Callable[..., Any], sealed: Any) -> None:
    """The door says so; the right code opens it by keyboard."""
    window = before(sealed)
    page = window.page
    page.reload()
    page.keyboard.type("abcd-efgh-jkmn")
    page.keyboard.press("Enter")
    page.wait_for_selector("#shut >> text=never given out")
    page.locator("#code").fill(window.desk.code())
    page.keyboard.press("Enter")
    page.wait_for_selector(".pair")


def test_the_page_puts_the_transcript_away_after_a_rest(before: Callable[..., Any], sealed: Any) -> None:
    """Where nobody is there the page empties itself, and the process forgets and ends."""
    window = before(sealed, rest=2)
    window.page.wait_for_selector(".closed", timeout=8_000)
    assert "Qordemvale" not in window.page.content()
    for _ in range(40):
        if window.desk.closed:
            break
        window.page.wait_for_timeout(100)
    assert window.desk.closed


def test_closing_forgets_at_once(before: Callable[..., Any], sealed: Any) -> None:
    """Q ends the review on the page and in the process."""
    window = before(sealed)
    window.page.keyboard.press("Q")
    window.page.wait_for_selector(".closed")
    assert window.desk.closed and window.desk.left.total == 11
    assert "Qordemvale" not in window.page.content()


@pytest.mark.parametrize("width", [360, 768, 1280, 2560])
def test_the_page_fits_every_window(before: Callable[..., Any], sealed: Any, width: int) -> None:
    """Nothing is wider than the window, and what is looked at is not hidden by the margin."""
    window = before(sealed)
    page = window.page
    page.set_viewport_size({"width": width, "height": 740})
    for _ in range(10):
        window.keys("n")
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        box = page.locator("mark.at").first.bounding_box()
        margin = page.locator(".margin").bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= (margin["y"] if width < 1000 else 740)
    assert window.said == []


def test_a_screen_reader_is_told_what_is_looked_at(before: Callable[..., Any], sealed: Any) -> None:
    """Every button has a name and its key, the proposal is a live region, and the reading area takes the keys."""
    window = before(sealed)
    page = window.page
    told = page.locator("#now").get_attribute("aria-live"), page.locator("#main").get_attribute("role")
    assert told == ("polite", "application")
    names = page.evaluate("""() => [...document.querySelectorAll(".acts button")].map(
        (button) => [button.textContent.trim(), button.getAttribute("aria-keyshortcuts"), button.title]
    )""")
    assert len(names) > 15 and all(all(name) for name in names)
    assert page.evaluate("() => document.activeElement.id") == "main"
