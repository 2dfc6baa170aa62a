"""The hour of publication at the workbench: on an item's page, and in a family where several appeared on one day."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from synopticon.workflow.collect import collect
from synopticon.workflow.study import Study
from synopticon.workflow.trace import trace

STORY = (
    "The harbour office of Veldania has opened a register of all fishing crews, the port captain said. "
    "Each crew must leave fingerprints and a photograph before it may buy diesel or ice at the northern quay."
)
ROWS = (
    ("Veld Courier", "2031-05-01T10:30:00+09:00", STORY),
    ("Harbour Post", "2031-05-01T21:00:00+09:00", STORY + " Nobody had told the crews how long it is kept."),
    ("Inland Daily", "2031-05-03T08:15:00Z", "From our desk. " + STORY),
)


@pytest.fixture
def family(empty_study: Path, tmp_path: Path) -> list[str]:
    """Three invented rows that tell their hours, traced; their ids in their order."""
    corpus = tmp_path / "rows.jsonl"
    rows = ({"outlet": outlet, "published": at, "text": text, "title": "Register"} for outlet, at, text in ROWS)
    corpus.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    with Study(empty_study) as study:
        collect(study, [str(corpus)])
        assert trace(study).families == 1
        return sorted((item.id for item in study.reader.all_items()), key=lambda one: study.reader.item(one).when or "")


def test_a_family_tells_the_hours_of_one_day(family: list[str], newcomer: Any) -> None:
    """Rows of a day that others share say the hour, with the zone in which it was told; the others say the day."""
    text = newcomer.get(f"/families/{family[0]}").text
    dates = re.findall(r'<td class="date">(.*?)</td>', text)
    assert dates == ["1 May 2031, 10:30 +09:00", "1 May 2031, 21:00 +09:00", "3 May 2031"]


def test_an_item_tells_its_hour_and_lists_stay_by_the_day(family: list[str], newcomer: Any) -> None:
    """The facts say all that is known; the list keeps to days; programs get both."""
    assert "1 May 2031, 10:30 +09:00 <span" in newcomer.get(f"/items/{family[0]}").text
    assert "10:30" not in newcomer.get("/items").text
    row = newcomer.get(f"/api/items/{family[0]}").json()
    assert (row["published"], row["published_at"]) == ("2031-05-01", "2031-05-01T10:30:00+09:00")


def test_correcting_the_outlet_keeps_the_hour(family: list[str], newcomer: Any) -> None:
    """The form carries the day along; what was not changed is not corrected."""
    form = {"outlet": "Veld Weekly", "published": "2031-05-01", "reason": "the masthead says so"}
    assert newcomer.post(f"/items/{family[0]}/correct", form).status_code == 303
    row = newcomer.get(f"/api/items/{family[0]}").json()
    assert (row["outlet"], row["published_at"]) == ("Veld Weekly", "2031-05-01T10:30:00+09:00")
