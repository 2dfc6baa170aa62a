"""Possible translations at the workbench: seen on both pages, laid beside each other, joined by a person alone."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from synopticon.model.capture import Capture, Channel, Claims
from synopticon.model.digests import sha256_hex
from synopticon.model.extraction import Extraction, Reading
from synopticon.workflow.study import Study
from synopticon.workflow.trace import trace

ENGLISH = (
    "Veldania's harbour office has registered 1,240 crews since 14 March 2024, director Tamara Osei said. "
    "A fine of 350 dollars awaits those who sail without papers, and 27 boats were held in Norrland last week. "
    "The register is to reach 18,600 people by 2026."
)
KOREAN = (
    "벨다니아 항만 사무소는 2024년 3월 14일 이후 선원 1240명을 등록했다고 타마라 오세이 소장이 말했다. "
    "서류 없이 출항하는 사람은 350달러의 벌금을 내야 하며 지난주 노를란드에서 배 27척이 억류되었다. "
    "등록부는 2026년까지 1만8600명에 이를 예정이다."
)


@pytest.fixture
def pair(empty_study: Path) -> tuple[Path, str, str]:
    """A traced study of an invented report in English and in Korean: its folder and both ids."""
    ids = []
    with (empty_study / "study.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[trace]\ntranslations = true\n")
    with Study(empty_study) as study:
        for outlet, language, text in (("Veld Courier", "en", ENGLISH), ("Baeil Sinmun", "ko", KOREAN)):
            data = text.encode()
            capture = Capture(
                f"file:{language}.txt",
                study.clock(),
                Channel.FILE,
                digest=sha256_hex(data),
                claims=Claims(outlet=outlet, published="2031-05-01", title=f"Register ({language})"),
            )
            with study.writing() as writer:
                writer.add_capture(capture)
                writer.add_extraction(Extraction(capture.id, Reading(text, "txt", "txt/1", language=language)))
            ids.append(capture.id)
        assert trace(study).translations == 1
    return empty_study, ids[0], ids[1]


def test_both_pages_name_the_counterpart(pair: tuple[Path, str, str], newcomer: Any) -> None:
    """The item's page and its family's page list it, apart from what shares words, and lead to both texts."""
    _, english, korean = pair
    item = newcomer.get(f"/items/{english}").text
    assert "Possibly translated" in item and "Shares its words with" not in item and "Korean" in item
    family = newcomer.get(f"/families/{english}").text
    link = re.search(r'href="(\?a=[^"#]*)#compare">Register \(ko\)', family)
    assert link and unescape(link[1]) == f"?a={english}&b={korean}"


def test_the_clues_are_marked_on_both_sides(pair: tuple[Path, str, str], newcomer: Any) -> None:
    """Side by side, each clue is cut from both texts; nothing is said to be shared or to have drifted."""
    _, english, korean = pair
    page = newcomer.get(f"/families/{english}?a={english}&b={korean}").text
    marks = {
        side: json.loads(unescape(found))
        for side, found in re.findall(r'id="(left|right)-marks">(.*?)</script>', page, re.DOTALL)
    }
    answered = {
        (ENGLISH[left[1] : left[2]], KOREAN[right[1] : right[2]])
        for left in marks["left"]
        for right in marks["right"]
        if left[3] == right[3]
    }
    assert {("1,240", "1240"), ("18,600", "1만8600"), ("350", "350")} <= answered
    assert "that answer each other are marked" in page
    assert "Changed in retelling:" not in page and "of the shorter text is shared" not in page


def test_a_person_joins_them_and_takes_it_back(pair: tuple[Path, str, str], newcomer: Any) -> None:
    """Confirmed, the next trace puts both into one family, still with the clues; overturned, it does not."""
    folder, english, korean = pair
    fields = {"a": english, "b": korean, "family": english, "reason": "read side by side"}
    newcomer.post("/families/judge/confirm", fields)
    assert "confirmed" in newcomer.get(f"/families/{english}").text
    with Study(folder) as study:
        assert trace(study).families == 1
    page = newcomer.get(f"/families/{english}").text
    assert "joined by a person" in page and 'id="translations"' not in page and "2 documents" in page
    assert "that answer each other are marked" in page
    newcomer.post("/families/judge/clear", fields)
    newcomer.post("/families/judge/overturn", fields)
    with Study(folder) as study:
        assert trace(study).families == 0
    assert "overturned" in newcomer.get(f"/families/{english}").text
