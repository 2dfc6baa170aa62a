"""A family of five hundred can be read, opened, walked and judged: what is told alike shares a row."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

SIZE = 500


def rows(text: str) -> list[str]:
    """The words of each row's first link, as they stand in the table."""
    table = text[text.index("<tbody>") : text.index("</tbody>")]
    return [unescape(found).strip() for found in re.findall(r'<a href="[^"]*"[^>]*>(.*?)</a>', table)]


def test_what_is_told_alike_shares_a_row(crowd: Any, large: tuple[Path, list[str]]) -> None:
    """Reprints that changed nothing, and those that changed the same, are a row each, whatever their number."""
    text = crowd.get(f"/families/{large[1][0]}").text
    assert "500 documents" in text
    assert rows(text) == [
        "Telling 0",
        "Telling 1",
        "449 documents that tell it alike",
        "40 documents that tell it alike",
        "9 documents that tell it with changes of their own",
    ]


def test_what_drifted_is_listed_with_its_tellers(crowd: Any, large: tuple[Path, list[str]]) -> None:
    """A row a value: first as the origin tells it, then each change, with how many documents bear it."""
    text = crowd.get(f"/families/{large[1][0]}").text
    table = text[text.index('id="drifted"') : text.index("</section>", text.index('id="drifted"'))]
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in re.findall(r"<tr>(.*?)</tr>", table)[1:]]
    told = [(cell[0], cell[1], cell[4]) for cell in cells]
    assert told[:2] == [("Number", "100", "451"), ("", "120", "40")]
    assert sum(int(cell[4]) for cell in cells) == SIZE


def test_every_document_of_the_picture_is_found_in_the_table(crowd: Any, large: tuple[Path, list[str]]) -> None:
    """Each dot leads to the row in which its document stands, folded or not."""
    text = crowd.get(f"/families/{large[1][0]}").text
    asked = set(re.findall(r'href="#(item-[0-9a-f]+)"', text))
    assert len(asked) == SIZE
    assert asked <= set(re.findall(r'id="(item-[0-9a-f]+)"', text))


def test_a_folded_row_opens_and_so_do_all(crowd: Any, large: tuple[Path, list[str]]) -> None:
    """Its link lists the documents it stands for; another lists every document, and one more folds them again."""
    address = f"/families/{large[1][0]}"
    link = re.search(r'href="(\?open=[0-9a-f]+)#[^"]*">\s*40 documents', crowd.get(address).text)
    assert link
    opened = crowd.get(address + link[1]).text
    assert sum(row.startswith("Telling") for row in rows(opened)) == 2 + 40
    assert "Fold what is told alike" in opened
    assert len(rows(crowd.get(f"{address}?open=all").text)) == SIZE


def test_what_is_judged_has_a_row_of_its_own(crowd: Any, large: tuple[Path, list[str]]) -> None:
    """A judgement is never folded away, and neither are the two texts side by side."""
    first, tenth = large[1][0], large[1][77]
    crowd.post("/families/judge/confirm", {"a": first, "b": tenth, "family": first, "reason": "read"})
    try:
        assert "Telling 77" in rows(crowd.get(f"/families/{first}").text)
    finally:
        crowd.post("/families/judge/clear", {"a": first, "b": tenth, "family": first, "reason": "a trial"})
    text = crowd.get(f"/families/{first}?a={first}&b={large[1][88]}").text
    assert "Telling 88" in rows(text) and "Telling 77" not in rows(text)


def test_pairs_are_walked_through_the_whole_family(crowd: Any, large: tuple[Path, list[str]]) -> None:
    """From the pair shown one comes to the one before and the next, folded rows included; there is an end to it."""
    first, ids = large[1][0], large[1]
    address = f"/families/{first}?a={first}&b="
    text = unescape(crowd.get(address + ids[1]).text)
    assert 'data-press="h"' not in text and 'data-press="l"' in text
    ways = dict(re.findall(r'href="\?a=[0-9a-f]+&b=([0-9a-f]+)#compare" data-press="([hl])"', unescape(
        crowd.get(address + ids[200]).text)))  # fmt: skip
    assert sorted(ways.values()) == ["h", "l"]
    assert set(ways) <= set(ids)


def test_the_page_stays_small(crowd: Any, large: tuple[Path, list[str]]) -> None:
    """Five hundred documents are sent in less than 400 kB."""
    assert len(crowd.get(f"/families/{large[1][0]}").content) < 400_000
