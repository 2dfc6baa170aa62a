"""Only the reader's own page is let in; what it is answered leaves nothing behind, and a failure tells nothing."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest

import synopticon.web
from synopticon.interviews.span import Kind
from synopticon.web.review.desk import LENGTH, TRIES
from synopticon.web.review.keys import KEYS
from synopticon.web.review.kinds import KINDS
from synopticon.web.review.routes import ACTS, router
from synopticon.web.review.rows import LONGEST, rows_of

HERE = Path(synopticon.web.__file__).parent
SAID = ("Marta", "Qordemvale", "Zelmira", "Pastoria", "Verrin")
PATHS = (("GET", "/api/sheet"), ("POST", "/api/act"), ("POST", "/api/awake"), ("POST", "/api/close"))


@pytest.mark.parametrize(("method", "path"), PATHS)
def test_nothing_is_answered_without_the_secret(page: Any, method: str, path: str) -> None:
    """Neither without a secret nor with a wrong one, nor with a right one as a cookie."""
    for headers in (
        {"x-review": None},
        {"x-review": "0" * 64},
        {"x-review": None, "cookie": f"x-review={page.secret}"},
    ):
        answer = page.ask(method, path, headers=headers, json={})
        assert answer.status_code == 401
        assert not any(said in answer.text for said in SAID)


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"origin": "http://evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": None},
    ],
)
def test_other_pages_cannot_act(page: Any, headers: dict[str, str | None]) -> None:
    """Another host's name, another origin, and a request that does not say where it comes from are refused."""
    assert page.ask("POST", "/api/act", headers=headers, json={"verb": "undo"}).status_code in (403, 421)


def test_every_answer_asks_to_be_kept_nowhere(page: Any) -> None:
    """No cache, no cookie, no frame, nothing loaded from elsewhere; the open page holds no word of the transcript."""
    for method, path in (("GET", "/"), *PATHS[:1], ("GET", "/nothing"), ("GET", "/parts/js/main.js")):
        answer = page.ask(method, path)
        assert answer.headers["cache-control"] == "no-store"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "set-cookie" not in answer.headers
    shell = page.ask("GET", "/", headers={"x-review": None}).text
    assert "<title>Synopticon</title>" in shell
    assert not any(said in shell for said in (*SAID, "tavo-46"))


def test_a_code_opens_once_and_guesses_void_it(page: Any) -> None:
    """Dashes, blanks and capitals do not matter; a used code is refused, and after some wrong ones every code is."""
    desk = page.app.state.desk
    code = desk.code()
    assert len(code.replace("-", "")) == LENGTH
    entering = {"code": f" {code.upper()} "}
    assert page.ask("POST", "/api/enter", json=entering).status_code == 200
    assert page.ask("POST", "/api/enter", json=entering).status_code == 403
    code = desk.code()
    for _ in range(TRIES):
        assert page.ask("POST", "/api/enter", json={"code": "wrong"}).status_code == 403
    assert page.ask("POST", "/api/enter", json={"code": code}).status_code == 403
    assert page.ask("POST", "/api/enter", json={"code": desk.code()}).status_code == 200


def test_a_second_page_shuts_the_first(page: Any) -> None:
    """What another page decided would not be seen on the first; so the first is answered no more."""
    first = page.secret
    page.enter()
    assert page.ask("GET", "/api/sheet").status_code == 200
    assert page.ask("GET", "/api/sheet", headers={"x-review": first}).status_code == 401


def test_the_sheet_gives_the_transcript_back(page: Any) -> None:
    """The rows are the text, one after the other, and begin with their speakers."""
    sheet = page.ask("GET", "/api/sheet").json()
    assert "".join(text for *_, text in sheet["rows"]).startswith("Interviewer: Where were you")
    assert [text.split(":")[0] for *_, text in sheet["rows"]] == ["Interviewer", "Marta", "Interviewer", "Marta"]
    assert (sheet["total"], sheet["decided"], sheet["reader"]) == (11, 0, "Anna")


def test_an_act_answers_with_what_has_changed_alone(page: Any) -> None:
    """One mark where one was decided, all alike where all were; a covering that is undone is gone."""
    sheet = page.ask("GET", "/api/sheet").json()
    first = sheet["marks"][0]
    change = page.act("accept", mark=first["id"], all=True).json()
    assert [mark["verdict"] for mark in change["marks"]] == ["covered", "covered"]
    assert (change["decided"], change["undo"], change["stands"], change["gone"]) == (2, True, [], [])
    change = page.act("cover", start=13, end=18, kind="other").json()
    assert [mark["replacement"] for mark in change["marks"]] == ["[Name A]"] and len(change["stands"]) == 1
    change = page.act("undo").json()
    assert change["gone"] == [11] and len(change["fallen"]) == 1 and change["redo"]


@pytest.mark.parametrize(
    "fields",
    [
        {"verb": "publish"}, {"verb": "accept", "mark": 99}, {"verb": "accept", "mark": "Zelmira-Canary"}, {},
        {"verb": "drop", "mark": 0, "reason": ""}, {"verb": "widen", "mark": 0, "start": -9, "end": 10**12},
        {"verb": "cover", "start": 5, "end": 5, "kind": "person"}, {"verb": "reclass", "mark": 0, "kind": "Canary"},
        {"verb": "replace", "mark": 0, "replacement": "Canary" * 999}, {"verb": "replace", "mark": 0},
        {"verb": "agree", "mark": 0}, {"verb": "undo"}, {"verb": "sign"}, {"verb": "x" * 500},
    ],
)  # fmt: skip
def test_a_wrong_act_is_refused_and_changes_nothing(page: Any, fields: dict[str, Any]) -> None:
    """In the one shape of errors, without a word of the transcript or of what was typed at length."""
    answer = page.ask("POST", "/api/act", json=fields)
    assert 400 <= answer.status_code < 500
    assert answer.json()["error"]["what"]
    assert not any(said in answer.text for said in (*SAID, "CanaryCanary", "Zelmira-Canary"))
    assert page.ask("GET", "/api/sheet").json()["decided"] == 0


def test_a_failure_tells_where_and_never_what(page: Any, monkeypatch: Any, caplog: Any) -> None:
    """An error that quotes the transcript is answered and logged by its place alone."""

    def failing(*_: object) -> None:
        raise RuntimeError("Zelmira stayed in Pastoria")

    monkeypatch.setattr(page.app.state.desk.review, "undo", failing)
    answer = page.act("undo")
    assert answer.status_code == 500
    assert not any(said in answer.text + caplog.text for said in SAID)
    assert "RuntimeError" in answer.text


def test_rest_puts_the_transcript_away(page: Any, seconds: Any) -> None:
    """Whoever reads keeps it open; after the time of rest nothing is answered any more."""
    desk = page.app.state.desk
    seconds.now = 599
    assert not desk.rested()
    assert page.ask("POST", "/api/awake").status_code == 204
    seconds.now = 1198
    assert not desk.rested()
    seconds.now = 1199
    assert desk.rested()
    desk.close()
    answer = page.ask("GET", "/api/sheet")
    assert answer.status_code == 403 and "closed" in answer.text
    assert desk.left.total == 11


def test_the_review_page_has_no_other_routes() -> None:
    """What it answers is listed here; none of it publishes, and the workbench serves none of it."""
    routes = {route.path for route in router.routes}
    assert routes == {"/", "/api/enter", "/api/sheet", "/api/act", "/api/awake", "/api/close"}
    assert set(ACTS) == {"accept", "drop", "widen", "reclass", "replace", "cover", "agree", "undo", "redo", "sign"}
    for path in [HERE / "app.py", *(HERE / "routes").glob("*.py")]:
        assert "web.review" not in path.read_text("utf-8"), path.name
    for path in (HERE / "review").glob("*.py"):
        modules = [
            node.module or ""
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.ImportFrom)
        ]
        assert not [name for name in modules if "web.routes" in name or "publish" in name or "web.desk" in name], (
            path.name
        )


# --- tables ------------------------------------------------------------------------------------------------------


def test_every_kind_has_a_letter_of_its_own() -> None:
    """A kind without a letter could not be chosen."""
    assert sorted(kind for _, kind, _ in KINDS) == sorted(Kind)
    assert len({letter for letter, _, _ in KINDS}) == len(KINDS)


def test_every_key_is_heeded() -> None:
    """The list shows the keys that the script knows, each once."""
    script = (HERE / "review" / "static" / "js" / "reading.js").read_text("utf-8")
    table = script[script.index("    ({\n      a:") : script.index("})[key]?.()")]
    known = {found.strip('"') for found in re.findall(r'(?:^|[ ,])("[/?]"|[a-zA-Z]): \(\) =>', table)}
    assert known == {row.key for row in KEYS}
    assert len({row.key for row in KEYS}) == len(KEYS)


def test_no_script_keeps_or_sends_anything() -> None:
    """No storage, no clipboard, no other address than the page's own."""
    for path in (HERE / "review" / "static").rglob("*.*"):
        text = path.read_text("utf-8")
        for word in (
            "localStorage",
            "sessionStorage",
            "indexedDB",
            "document.cookie",
            "clipboard",
            "http://",
            "innerHTML",
        ):
            assert word not in text.replace("http://www.w3.org/2000/svg", ""), path.name


def test_the_review_takes_its_colours_from_the_tokens() -> None:
    """No colour of its own, and no token that is not defined."""
    sheet = (HERE / "review" / "static" / "css" / "review.css").read_text("utf-8")
    known = set(re.findall(r"--([\w-]+):", (HERE / "static" / "css" / "tokens.css").read_text("utf-8")))
    assert not re.findall(r"#[0-9a-f]{3,8}\b(?=[;, )])", sheet)
    assert set(re.findall(r"var\(--([\w-]+)", sheet)) <= known


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("", ()),
        ("\n\n", ()),
        ("no speaker at all", ()),
        ("A: one\n\nB: two\n", (("A", 3, 6), ("B", 11, 14))),
        ("word " * 2_000, (("", 0, 9_999),)),
        ("x" * 5_000, (("", 0, 5_000),)),
    ],
)
def test_rows_give_the_text_back(text: str, turns: tuple[tuple[str, int, int], ...]) -> None:
    """Whatever the turns, no letter is lost or doubled, and no row is too long to be drawn at once."""
    rows = rows_of(text, turns)
    assert "".join(text[row.start : row.end] for row in rows) == text
    assert all(row.end - row.start <= LONGEST for row in rows) and rows
