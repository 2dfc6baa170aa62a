"""What only a browser shows: marks, choosing words, keys, panes that follow each other, and a policy nothing breaks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from synopticon.workflow.study import Study

pytestmark = pytest.mark.browser

STATIC = Path(__file__).parents[2] / "src" / "synopticon" / "web" / "static"


def marked(page: Any, kind: str) -> list[str]:
    """The words that are highlighted as that kind."""
    page.wait_for_function("kind => CSS.highlights.get(kind)?.size > 0", arg=kind)
    script = """kind => [...CSS.highlights.get(kind)].map(r => {
        const range = document.createRange();
        range.setStart(r.startContainer, r.startOffset);
        range.setEnd(r.endContainer, r.endOffset);
        return range.toString();
    })"""
    return list(page.evaluate(script, kind))


PATHS = (
    "/", "/collecting", "/interviews", "/sources", "/items", "/items/{a.html}", "/families", "/families/{a.html}",
    "/search?q=camera", "/timeline", "/findings", "/findings/F1", "/release", "/custody", "/pictures",
)  # fmt: skip


def test_no_page_breaks_its_policy_or_a_narrow_window(window: Any, filled: Any) -> None:
    """No page asks for what its policy forbids, fails in its scripts, or is wider than 360 pixels on a telephone."""
    window.page.set_viewport_size({"width": 360, "height": 740})
    for path in PATHS:
        window.go(filled(path))
        window.page.wait_for_load_state("networkidle")
        assert window.page.evaluate("document.documentElement.scrollWidth") <= 360, path
    assert window.said == []


def test_a_cited_passage_is_marked_exactly(window: Any, ids: dict[str, str]) -> None:
    """The words of the passage are marked, and no others."""
    assert marked(window.go(f"/items/{ids['a.html']}"), "cited") == ["cameras read faces"]


def test_marks_behind_a_wide_character_stand_right(window: Any, ids: dict[str, str], study_folder: Path) -> None:
    """Python counts code points and the browser UTF-16 units; behind an emoji they differ."""
    with Study(study_folder) as study:
        text = study.reader.texts([ids["a.html"]])[ids["a.html"]]
    start = text.index("of the cameras.")
    page = window.go(f"/items/{ids['a.html']}?at={start}-{start + len('of the cameras.')}")
    assert marked(page, "found") == ["of the cameras."]


def test_chosen_words_are_cited_by_keyboard_and_mouse(window: Any, ids: dict[str, str]) -> None:
    """Choosing words over a paragraph's end and behind an emoji opens the form, and citing them marks them."""
    page = window.go(f"/items/{ids['a.html']}")
    page.evaluate("""() => {
        const [, second, third] = document.querySelectorAll("#text p");
        const at = second.firstChild.data.indexOf("of the cameras");
        getSelection().setBaseAndExtent(second.firstChild, at, third.firstChild, 10);
    }""")
    page.keyboard.press("c")
    form = page.locator("#citing")
    form.wait_for(state="visible")
    assert form.locator("blockquote").inner_text() == "of the cameras.\nTravellers"
    form.locator("select[name=finding]").select_option("F1")
    form.locator("text=oppose it").click()
    form.locator("button:has-text('Cite into the finding')").click()
    page.wait_for_selector(".done >> text=opposes the finding")
    assert marked(page, "cited")[-2:] == ["of the cameras.", "Travellers"]


def test_a_list_is_walked_and_places_are_reached_by_keys(window: Any) -> None:
    """j and k move through rows, Enter opens one, g and a letter go to a place, / and ? do what they say."""
    page = window.go("/items")
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") != first
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.textContent") == first
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "seek"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url("**/custody")


def test_a_pair_is_judged_by_keyboard(window: Any, ids: dict[str, str]) -> None:
    """y confirms the pair side by side, says so, and offers to take it back."""
    page = window.go(f"/families/{ids['a.html']}")
    page.keyboard.press("y")
    page.wait_for_selector(".done >> text=Confirmed")
    page.locator(".done button").click()
    page.wait_for_selector(".done >> text=Took the judgement back")
    page.wait_for_load_state()
    page.keyboard.press("n")
    page.wait_for_selector(".done >> text=Overturned")


def test_the_shared_words_are_marked_on_both_sides(window: Any, ids: dict[str, str]) -> None:
    """The same words are marked left and right, whatever stands before them."""
    words = marked(window.go(f"/families/{ids['a.html']}"), "shared")
    half = len(words) // 2
    assert "".join(words[:half]) == "".join(words[half:])


def test_one_side_follows_the_other(window: Any, ids: dict[str, str]) -> None:
    """Where the left text is scrolled, the right one follows to the same words."""
    page = window.go(f"/families/{ids['a.html']}")
    page.evaluate("for (const id of ['left', 'right']) document.getElementById(id).style.height = '60px'")
    page.locator("#left").hover()
    page.mouse.wheel(0, 60)
    page.wait_for_function("() => document.getElementById('right').scrollTop > 30")


def test_a_narrow_window_shows_one_text_and_turns_to_the_same_words_of_the_other(
    window: Any, ids: dict[str, str]
) -> None:
    """Below 640 pixels one text has the whole width; the arrow keys turn to the other, which has followed unseen."""
    window.page.set_viewport_size({"width": 360, "height": 740})
    page = window.go(f"/families/{ids['a.html']}")
    left, right = page.locator("#left"), page.locator("#right")
    assert left.is_visible() and not right.is_visible()
    assert left.bounding_box()["width"] > 300
    page.evaluate("for (const id of ['left', 'right']) document.getElementById(id).style.height = '60px'")
    left.hover()
    page.mouse.wheel(0, 60)
    page.wait_for_function("() => document.getElementById('right').scrollTop > 30")
    page.locator("#show-left").focus()
    page.keyboard.press("ArrowRight")
    assert right.is_visible() and not left.is_visible()
    page.set_viewport_size({"width": 1280, "height": 740})
    assert right.is_visible() and left.is_visible()


def test_a_family_of_five_hundred_is_walked_and_judged_by_keys(
    large_window: Any, large: tuple[Path, list[str]]
) -> None:
    """j walks the rows, l lays the next pair side by side and h the one before, y and n judge it; nothing overflows."""
    page = large_window.go(f"/families/{large[1][0]}")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "Telling 1"
    headings = page.locator(".side h3")
    first = headings.all_inner_texts()
    page.keyboard.press("l")
    page.wait_for_url("**b=*")
    second = headings.all_inner_texts()
    assert second[0] == first[0] and second[1] != first[1]
    page.keyboard.press("n")
    page.wait_for_selector(".done >> text=Overturned")
    assert headings.all_inner_texts() == second
    page.locator(".done button").click()
    page.wait_for_selector(".done >> text=Took the judgement back")
    page.wait_for_load_state()
    page.keyboard.press("h")
    page.wait_for_function("() => !document.querySelector('[data-press=h]')")
    assert headings.all_inner_texts() == first
    page.wait_for_load_state()
    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_function("() => document.documentElement.scrollWidth <= 360")
    assert page.evaluate("document.documentElement.scrollHeight") < 6000
    assert large_window.said == []


def test_a_dropped_file_is_collected(window: Any, tmp_path: Path) -> None:
    """Choosing a file, handing it in and collecting it works to the end, with its progress seen."""
    (tmp_path / "new.html").write_text("<html><body><h1>Market</h1><p>Cameras hang over the market.</p></body></html>")
    page = window.go("/collecting")
    page.locator("input[type=file]").set_input_files(tmp_path / "new.html")
    page.locator("button:has-text('Collect these files')").click()
    page.wait_for_selector(".job >> text=1 new", timeout=20_000)
    assert window.said == []


def test_offsets_agree_with_python(window: Any) -> None:
    """The module that turns code points into UTF-16 units and back agrees with Python on mixed texts."""
    texts = ["plain", "감시 카메라", "a\U0001f600b\U0001f600", "\U0001f600", "", "é\u0301\U00020000x"]
    page = window.go("/")
    for text in texts:
        for points in range(len(text) + 1):
            units = len(text[:points].encode("utf-16-le")) // 2
            script = """async ([text, points]) => {
                const { toUnits, toPoints } = await import("/static/js/offsets.js");
                return [toUnits(text, points), toPoints(text, toUnits(text, points))];
            }"""
            assert page.evaluate(script, [text, points]) == [units, points]
