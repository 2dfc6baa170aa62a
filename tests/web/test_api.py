"""The JSON routes answer what they say they answer."""

from __future__ import annotations

from typing import Any

import pytest

PATHS = ("/api/counts", "/api/items", "/api/families", "/api/findings", "/api/search?q=camera", "/api/custody")


@pytest.mark.parametrize("path", PATHS)
def test_a_route_answers_json(person: Any, path: str) -> None:
    """Each list answers JSON."""
    answer = person.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"


def test_the_description_names_every_route(person: Any) -> None:
    """OpenAPI describes the JSON routes and no page; no page that draws it is served."""
    paths = person.get("/api/openapi.json").json()["paths"]
    assert {"/api/items/{item}", "/api/families/{family}", "/api/findings/{key}", "/api/custody"} <= set(paths)
    assert all(path.startswith("/api/") for path in paths)
    assert person.get("/docs").status_code == 404


def test_one_item_has_its_text_and_passages(person: Any, ids: dict[str, str]) -> None:
    """An item is answered with its text and what was cited of it, in code points."""
    found = person.get(f"/api/items/{ids['a.html']}").json()
    passage = found["passages"][0]
    assert found["text"][passage["start"] : passage["end"]] == passage["exact"] == "cameras read faces"


def test_one_family_and_one_finding(person: Any, ids: dict[str, str]) -> None:
    """Members and evidence are answered whole."""
    members = person.get(f"/api/families/{ids['a.html']}").json()
    assert {member["item"] for member in members} == {ids["a.html"], ids["b.html"]}
    assert person.get("/api/findings/F1").json()["evidence"][0]["stance"] == "supports"


def test_an_error_is_json_too(person: Any) -> None:
    """What is not there is answered with the one error shape."""
    answer = person.get("/api/findings/F99")
    assert answer.status_code == 404
    assert set(answer.json()["error"]) == {"code", "what", "where", "why", "next"}
