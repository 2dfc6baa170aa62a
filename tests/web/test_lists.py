"""Every list is restricted, sorted, shared by its address and taken along in the same way."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from typing import Any

import pytest

LISTS = ("/items", "/families", "/sources", "/findings")


@pytest.mark.parametrize("path", LISTS)
def test_a_list_says_what_can_be_done_with_it(person: Any, path: str) -> None:
    """Its form leads to itself, sorts, and the list is offered as CSV and JSON."""
    text = person.get(path).text
    assert f'<form action="{path}">' in text
    assert '<select name="order">' in text
    assert f'href="{path}.csv"' in text and f'href="{path}.json"' in text


@pytest.mark.parametrize(
    ("address", "rows"),
    [
        ("/families?outlet=Harbour+Post", ["Cameras read faces at the airport"]),
        ("/families?outlet=Inland+Daily", []),
        ("/families?language=en&since=2031-05-02&text=AIRPORT", ["Cameras read faces at the airport"]),
        ("/families?until=2030", []),
        ("/families?least=3", []),
        ("/families?unseen=true", []),
        ("/sources?text=post", ["Harbour Post"]),
        ("/sources?channel=web", []),
        ("/sources?order=outlet", ["Harbour Post", "Inland Daily", "Veld Courier"]),
        ("/sources?order=-outlet", ["Veld Courier", "Inland Daily", "Harbour Post"]),
        ("/sources?failed=true", ["veld.example"]),
        ("/findings?state=withdrawn", []),
        ("/findings?state=bare", []),
        ("/findings?likelihood=likely", []),
        ("/findings?likelihood=none", ["Cameras read faces at the airport of Veldania since 2019"]),
        ("/findings?text=CAMERAS", ["Cameras read faces at the airport of Veldania since 2019"]),
        ("/findings?text=fence", []),
    ],
)
def test_a_list_shows_what_its_address_says_and_takes_the_same_along(
    person: Any, address: str, rows: list[str]
) -> None:
    """The rows of the page, of the CSV and of the JSON are the same; without any, there is a way back."""
    path, _, query = address.partition("?")
    named = {"/families": "title", "/sources": "outlet", "/findings": "proposition"}[path]
    text = person.get(address).text
    shown = [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r'<(?:td|li)[^>]*>\s*<a href="[^"]+">(.*?)</a>', text)]
    walked = shown[: len(rows)]
    assert [unescape(cell).removeprefix("F1 ") for cell in walked] == rows
    assert ("data-walk" in text) == bool(rows)
    assert rows or f'<a href="{path}">Show all of them</a>' in text
    as_csv = csv.DictReader(io.StringIO(person.get(f"{path}.csv?{query}").content.decode("utf-8-sig")))
    assert [row[named] for row in as_csv] == rows
    assert [row[named] for row in person.get(f"{path}.json?{query}").json()] == rows


def test_an_empty_field_of_the_form_restricts_nothing(person: Any) -> None:
    """A form sends every field; what was left empty is no restriction."""
    fields = "text=&outlet=&language=&since=&until=&least=2&order=-size"
    assert "1 of 1 family" in person.get(f"/families?{fields}").text
    assert "Show all</a>" not in person.get(f"/families?{fields}").text
    assert person.get("/sources?text=&channel=&order=-documents").status_code == 200
    assert "1 finding." in person.get("/findings?text=&state=&likelihood=&order=stated").text


def test_findings_are_sorted_and_the_withdrawn_stand_last(person: Any) -> None:
    """By when they were stated or by their passages; what was withdrawn never stands above what holds."""
    person.post("/findings", {"proposition": "A fence stands", "likelihood": "likely"})
    person.post("/findings", {"proposition": "Nobody was told"})
    person.post("/findings/F2/withdraw", {"reason": "a trial"})

    def keys(query: str) -> list[str]:
        return [row["key"] for row in person.get(f"/findings.json{query}").json()]

    assert keys("") == ["F1", "F3", "F2"]
    assert keys("?order=-stated") == ["F3", "F1", "F2"]
    assert keys("?order=-passages") == ["F1", "F3", "F2"]
    assert keys("?order=passages&state=standing") == ["F3", "F1"]
    assert keys("?state=bare") == ["F3"]
    assert keys("?likelihood=likely") == ["F2"]


HEADS = (
    'href="/sources?order=-failed&text=o"',
    'href="/sources?order=outlet&text=o"',
    'href="/sources?order=documents&text=o"',
)
"""The list is sorted by documents, the most first, already."""


def test_a_head_sorts_numbers_from_the_largest_and_words_from_the_first(person: Any) -> None:
    """A click on a column's head keeps the restrictions; a second one turns it round."""
    text = unescape(person.get("/sources?text=o").text)
    assert [head in text for head in HEADS] == [True] * len(HEADS)


@pytest.mark.parametrize("address", ["/families?order=colour", "/families?least=1", "/sources?order=x", "/items.xml"])
def test_an_address_that_cannot_be_meant_is_refused_in_words(person: Any, address: str) -> None:
    """A list is not shown as if the address had said something else."""
    answer = person.get(address)
    assert answer.status_code == 400
    assert "cannot be read" in answer.text
