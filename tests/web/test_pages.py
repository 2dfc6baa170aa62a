"""Each page shows what it is for, in a full study and in an empty one."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest

EMPTY = {
    "/": "synopticon collect",
    "/collecting": "synopticon collect",
    "/sources": "synopticon collect",
    "/items": "synopticon collect",
    "/families": "synopticon collect",
    "/search": "synopticon search",
    "/timeline": "synopticon finding add",
    "/codes": "synopticon codebook start",
    "/agreement": "synopticon codebook start",
    "/findings": "synopticon finding add",
    "/release": "synopticon finding add",
    "/custody": "synopticon collect",
}


@pytest.mark.parametrize("path", EMPTY)
def test_an_empty_page_teaches(newcomer: Any, path: str) -> None:
    """A page with nothing to show says what it is for and gives the first command to type."""
    answer = newcomer.get(path)
    assert answer.status_code == 200
    assert EMPTY[path] in answer.text


@pytest.mark.parametrize("path", EMPTY)
def test_every_page_carries_the_notice(newcomer: Any, path: str) -> None:
    """The study's notice stands on every page."""
    assert "Veldania is an invented country." in newcomer.get(path).text


def test_the_overview_counts_origins_apart_from_documents(person: Any) -> None:
    """The first sentence says how many documents, sources and families there are, and what brought nothing."""
    text = person.get("/").text
    assert "3 documents" in text
    assert "3 sources" in text
    assert "1 family" in text
    assert "1 attempt" in text


def test_acts_alike_on_one_day_are_one_line(person: Any) -> None:
    """However acts alternate, the overview names each once a day, with its number."""
    for number in range(2):
        person.post("/findings", {"proposition": f"A fence stands {number}"})
        person.post(f"/findings/F{number + 2}/withdraw", {"reason": "a trial"})
    acts = re.findall(r"<li>([\w-]+), (\d) times", person.get("/").text)
    assert len(acts) == len({act for act, _ in acts}) and ("withdraw-finding", "2") in acts


def test_a_list_is_restricted_and_says_of_how_many(person: Any) -> None:
    """A filter shows what matches and the number of the whole."""
    text = person.get("/items?outlet=Inland+Daily").text
    assert "Fence at the border" in text
    assert "Airport cameras" not in text
    assert "1 of 4" in text


def test_failures_are_shown_with_their_reason(person: Any) -> None:
    """What brought nothing stands in a list of its own, with the reason."""
    assert "the server has no such page" in person.get("/items?state=failed").text


def test_a_list_is_taken_along_whole(person: Any) -> None:
    """CSV and JSON hold every row of the list under its restrictions."""
    rows = list(csv.DictReader(io.StringIO(person.get("/items.csv").content.decode("utf-8-sig"))))
    assert {row["outlet"] for row in rows if not row["failure"]} == {"Veld Courier", "Harbour Post", "Inland Daily"}
    some = person.get("/items.json?outlet=Inland+Daily").json()
    assert [row["title"] for row in some] == ["Fence at the border"]


def test_a_short_id_finds_its_item(person: Any, ids: dict[str, str]) -> None:
    """The first characters of an id are enough, and an unknown id is a page that says so."""
    assert person.get(f"/items/{ids['a.html'][:12]}").status_code == 200
    assert person.get("/items/ffffffffffff").status_code == 404


def test_an_address_with_nonsense_is_refused_in_words(person: Any) -> None:
    """A malformed address gives the one error shape."""
    answer = person.get("/items?page=none")
    assert answer.status_code == 400
    assert "cannot be read" in answer.text


def test_the_gate_is_said_in_plain_words(person: Any) -> None:
    """Before publishing one reads what each rule asks and whom it protects, its name beside it in small print."""
    text = person.get("/release").text
    assert "Each finding has at least one supporting quotation, or a witness who supports it." in text
    assert "Readers are protected from claims that nothing supports." in text
    assert '<span class="mono">findings-have-evidence</span>' in text


def test_a_protocol_with_an_unknown_rule_is_said_on_the_page_of_releases(person: Any, study_folder: Any) -> None:
    """Nothing can be published under a rule that there is not; the page says so and shows what was published."""
    protocol = study_folder / "study.toml"
    protocol.write_text(protocol.read_text("utf-8") + '\n[publish]\nrules = ["no-such-rule"]\n', "utf-8")
    answer = person.get("/release")
    assert answer.status_code == 200
    assert "The gate has no rule called no-such-rule" in answer.text
    assert "Publish these findings" not in answer.text
