"""Coding in a real browser by keyboard alone and by mouse: exact behind wide characters, undone, walked, quick."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from synopticon.model.coding import CodingQuery
from synopticon.workflow.codebook import Tree, change_code, codebook_of, start_codebook
from synopticon.workflow.coding import Mark, give_many
from synopticon.workflow.study import Study

pytestmark = pytest.mark.browser

KEYS = {"v": "technology/video", "s": "basis of knowledge/saw", "j": "site/road"}
TEXT = (
    "A guard 😀 told us of two cameras. He saw them himself.\n"
    "시내 입구에 감시카메라가 두 대 섰다. 아무도 듣지 못했다.\n\n"
    "道路上有摄像头。没有人知道。"
)
ANSWERED_MS = 100


@pytest.fixture
def document(study_folder: Path, ids: dict[str, str]) -> str:
    """The field's usual codes, three of them with keys, and a document in three scripts with a wide character."""
    from datetime import UTC, datetime

    from synopticon.model.capture import Capture, Channel, Claims
    from synopticon.model.digests import sha256_hex
    from synopticon.model.extraction import Extraction, Reading

    capture = Capture(
        "file:three.txt", datetime(2031, 5, 6, tzinfo=UTC), Channel.FILE, digest=sha256_hex(TEXT.encode()),
        size=len(TEXT), claims=Claims(outlet="Inland Daily", title="Three scripts"),
    )  # fmt: skip
    with Study(study_folder) as study:
        start_codebook(study)
        for key, path in KEYS.items():
            change_code(study, replace(Tree(codebook_of(study).codes).find(path), key=key))
        with study.writing() as writer:
            writer.add_capture(capture)
            writer.add_extraction(Extraction(capture.id, Reading(TEXT, "txt", "txt/1", language="en")))
    return capture.id


@pytest.fixture
def at_text(document: str, window: Any) -> Iterator[Any]:
    """The coding page of that document, before the coder ana; the browser has nothing to complain of."""
    page = window.go(f"/code/{document}?coder=ana")
    yield page
    assert window.said == []


def coded(folder: Path, document: str) -> list[tuple[str, str]]:
    """What stands in the study, by place: the words and the code's path."""
    with Study(folder) as study:
        paths = Tree(codebook_of(study).codes).paths
        rows = study.reader.codings(CodingQuery(documents=(document,))).rows
        found = sorted((row.start, row.end, paths[row.code]) for row in rows)
    return [(TEXT[start:end], path) for start, end, path in found]


def press(page: Any, *keys: str) -> None:
    """Keys one after the other."""
    for key in keys:
        page.keyboard.press(key)


def acknowledged(page: Any, number: int) -> None:
    """Wait until the study has answered and so many codings are listed."""
    page.wait_for_function("() => !document.querySelector('.stripes .waiting')")
    page.wait_for_function("n => document.querySelectorAll('.codings > li').length === n", arg=number)


def test_words_are_chosen_and_coded_by_keyboard_alone(at_text: Any, study_folder: Path, document: str) -> None:
    """Sentences, words and characters are chosen by arrows in three scripts and behind a wide character, and coded."""
    press(at_text, "Shift+ArrowDown", "v")
    acknowledged(at_text, 1)
    press(at_text, "ArrowDown", "Control+Shift+ArrowRight", "Control+Shift+ArrowRight", "s")
    acknowledged(at_text, 2)
    press(at_text, "ArrowDown", "ArrowDown", "Shift+ArrowDown", "v")
    acknowledged(at_text, 3)
    press(at_text, "ArrowDown", "ArrowDown", "Shift+ArrowRight", "Shift+ArrowRight", "j", "s")
    acknowledged(at_text, 5)
    assert coded(study_folder, document) == [
        ("A guard 😀 told us of two cameras.", KEYS["v"]),
        ("He saw", KEYS["s"]),
        ("아무도 듣지 못했다.", KEYS["v"]),
        ("没有", KEYS["s"]),
        ("没有", KEYS["j"]),
    ]


def test_words_chosen_by_mouse_over_paragraphs_are_coded(at_text: Any, study_folder: Path, document: str) -> None:
    """A choice that begins behind the wide character and ends in the next paragraph is exact to the code point."""
    at_text.evaluate("""() => {
        const [first, second] = document.querySelectorAll("#text p");
        const at = first.firstChild.data.indexOf("He saw");
        getSelection().setBaseAndExtent(first.firstChild, at, second.firstChild, 5);
    }""")
    assert "characters chosen" in at_text.locator("#chosen-bar").inner_text()
    press(at_text, "s")
    acknowledged(at_text, 1)
    assert coded(study_folder, document) == [("He saw them himself.\n시내 입구", KEYS["s"])]


def test_a_code_without_a_key_is_found_in_the_palette(at_text: Any, study_folder: Path, document: str) -> None:
    """Enter opens the palette; parts of the name find the code, Enter gives it; the next time it is offered first."""
    press(at_text, "Shift+ArrowDown", "Enter")
    at_text.keyboard.type("watch face")
    press(at_text, "Enter")
    acknowledged(at_text, 1)
    press(at_text, "ArrowDown", "Shift+ArrowDown", "Enter", "Enter")
    acknowledged(at_text, 2)
    assert [path for _, path in coded(study_folder, document)] == ["technology/face/live watch-list"] * 2


def test_codings_are_walked_noted_taken_away_and_undone(at_text: Any, study_folder: Path, document: str) -> None:
    """j and k walk, m notes, Delete takes away, u brings back, U takes away again; a letter without a choice codes
    nothing.
    """
    press(at_text, "Shift+ArrowDown", "v", "s")
    acknowledged(at_text, 2)
    press(at_text, "u")
    acknowledged(at_text, 1)
    press(at_text, "U")
    acknowledged(at_text, 2)
    press(at_text, "k", "k", "j")
    assert at_text.locator("#now [data-path]").inner_text() == at_text.locator(".codings a").nth(1).inner_text()
    press(at_text, "m")
    at_text.keyboard.type("a second-hand account?")
    press(at_text, "Control+Enter")
    at_text.wait_for_selector(".memo >> text=a second-hand account?")
    press(at_text, "j", "j", "Delete")
    acknowledged(at_text, 1)
    press(at_text, "u")
    acknowledged(at_text, 2)
    press(at_text, "U")
    acknowledged(at_text, 1)
    press(at_text, "s")
    assert len(coded(study_folder, document)) == 1


def test_overlapping_codings_have_stripes_beside_each_other(at_text: Any) -> None:
    """Two codes on the same words stand in two lanes, at the words' height, each with its sign."""
    press(at_text, "Shift+ArrowDown", "v", "s")
    acknowledged(at_text, 2)
    boxes = at_text.eval_on_selector_all(
        ".stripes button", "all => all.map(one => [one.getBoundingClientRect().left, one.textContent, one.title])"
    )
    assert len({left for left, _, _ in boxes}) == 2
    assert {(sign, title) for _, sign, title in boxes} == {(key, f"{KEYS[key]}, ana") for key in "vs"}
    first = at_text.locator(".stripes button").first.bounding_box()
    words = at_text.locator("#text p").first.bounding_box()
    assert abs(first["y"] - words["y"]) < 12


def test_a_refused_act_leaves_nothing_drawn(window: Any, study_folder: Path, document: str) -> None:
    """Where the study refuses, the reason is said and the stripe that was drawn at once is gone again."""
    page = window.go(f"/code/{document}?coder=ana")
    with Study(study_folder) as study:
        code = Tree(codebook_of(study).codes).find(KEYS["v"])
        change_code(study, replace(code, retired=True))
    press(page, "Shift+ArrowDown", "v")
    page.wait_for_selector("#said >> text=retired")
    assert page.locator(".stripes button").count() == 0
    assert coded(study_folder, document) == []


def test_a_disagreement_is_settled_by_keyboard(window: Any, document: str, study_folder: Path) -> None:
    """j to the disagreement, a number, why, Enter: settled, with the words of the version that was chosen."""
    with Study(study_folder) as study:
        code = Tree(codebook_of(study).codes).find(KEYS["s"]).id
        for coder, end in (("ana", 20), ("boris", 34)):
            give_many(study, [Mark(document, 0, end, code)], coder=coder)
    page = window.go("/agreement")
    page.wait_for_selector("table.figures")
    press(page, "j", "2")
    page.keyboard.type("the sentence is one")
    press(page, "Enter")
    page.wait_for_selector(".done >> text=Settled")
    with Study(study_folder) as study:
        settled = study.reader.codings(CodingQuery(documents=(document,), coders=("settled",))).rows
    assert [(row.start, row.end) for row in settled] == [(0, 34)]
    page.set_viewport_size({"width": 360, "height": 740})
    for path in ("/agreement", "/codes", f"/code/{document}"):
        window.go(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    assert window.said == []


def long_text(words: int) -> str:
    """Invented sentences, some of them Korean."""
    sentences = re.split(r"(?<=[.。])\s*", TEXT.replace("\n", " "))
    lines, size, number = [], 0, 0
    while size < words:
        line = " ".join(sentences[(number + at) % 3] for at in range(5)) + f" {number}."
        lines.append(line)
        size, number = size + len(line.split()), number + 1
    return "\n".join(lines)


def test_each_key_answers_within_a_tenth_of_a_second_on_ten_thousand_words(window: Any, study_folder: Path) -> None:
    """On 10,000 words with 300 codings the page has drawn what a key does, and answers the next, within 100 ms."""
    from datetime import UTC, datetime

    from synopticon.model.capture import Capture, Channel, Claims
    from synopticon.model.digests import sha256_hex
    from synopticon.model.extraction import Extraction, Reading

    text = long_text(10_000)
    capture = Capture("file:long.txt", datetime(2031, 5, 6, tzinfo=UTC), Channel.FILE,
                      digest=sha256_hex(text.encode()), size=len(text), claims=Claims(title="Long"))  # fmt: skip
    with Study(study_folder) as study:
        start_codebook(study)
        tree = Tree(codebook_of(study).codes)
        change_code(study, replace(tree.find(KEYS["s"]), key="s"))
        with study.writing() as writer:
            writer.add_capture(capture)
            writer.add_extraction(Extraction(capture.id, Reading(text, "txt", "txt/1", language="en")))
        step = len(text) // 300
        marks = [Mark(capture.id, at * step, at * step + 90, tree.find(KEYS["v"]).id) for at in range(300)]
        give_many(study, marks, coder="ana")
    page = window.go(f"/code/{capture.id}?coder=ana")
    page.evaluate("""() => { window.took = {}; addEventListener("keydown", (event) => {
        const began = performance.now();
        requestAnimationFrame(() => setTimeout(() => (window.took[event.key] ??= []).push(performance.now() - began)));
    }, { capture: true }); }""")
    keys = ("ArrowDown", "Shift+ArrowDown", "s", "Escape", "Control+ArrowRight", "j", "u", "k")
    for _ in range(6):
        for key in keys:
            press(page, key)
            page.wait_for_timeout(60)
    took = page.evaluate("window.took")
    assert {"ArrowDown", "s", "j", "u"} <= set(took)
    middle = {key: sorted(times)[len(times) // 2] for key, times in took.items()}
    assert max(middle.values()) < ANSWERED_MS, middle
