"""Nobody but the person who started the workbench sees or changes the study."""

from __future__ import annotations

from typing import Any

import pytest

from synopticon.web.security import BODY_LIMIT

PAGES = (
    "/",
    "/collecting",
    "/sources",
    "/items",
    "/items/{a.html}",
    "/families",
    "/families/{a.html}",
    "/search",
    "/search?q=camera",
    "/timeline",
    "/findings",
    "/findings/F1",
    "/release",
    "/custody",
)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_answers_and_forbids_everything_from_outside(person: Any, filled: Any, path: str) -> None:
    """Every page carries a policy without `unsafe-`, is not kept by the browser and cannot be framed."""
    answer = person.get(filled(path))
    assert answer.status_code == 200, answer.text
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_needs_what_the_policy_forbids(person: Any, filled: Any, path: str) -> None:
    """No inline style, no inline script, no event attribute, no address of another host."""
    html = person.get(filled(path)).text
    assert " style=" not in html
    assert "<style" not in html
    assert " onclick" not in html
    assert '<script src="/static/' in html
    assert 'src="http' not in html
    assert 'href="http' not in html


def test_a_link_works_once(person: Any) -> None:
    """A used link opens nothing, and says how to get another."""
    link = person.app.state.workbench.link()
    assert person.get(link).status_code == 303
    again = person.get(link)
    assert again.status_code == 403
    assert "used before" in again.text
    assert "set-cookie" not in again.headers


def test_the_cookie_stays_in_the_browser_and_on_this_site(person: Any) -> None:
    """Scripts cannot read it and other sites cannot send it."""
    cookie = person.get(person.app.state.workbench.link()).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


@pytest.mark.parametrize("cookie", [None, "synopticon-8765=00", 'synopticon-8765=;;="', "other=1"])
def test_without_a_session_nothing_is_shown(person: Any, cookie: str | None) -> None:
    """A browser without the session sees no word of the study, and the way to get one."""
    answer = person.get("/items", headers={"cookie": cookie})
    assert answer.status_code == 401
    assert "Veldania" not in answer.text
    assert "Press Enter in the terminal" in answer.text


@pytest.mark.parametrize("host", ["veld.example", "veld.example:8765", "127.0.0.1", "127.0.0.1:80", "[::1]:8765", ""])
def test_another_host_is_refused(person: Any, host: str) -> None:
    """A name that an attacker points at this machine opens nothing (DNS rebinding)."""
    assert person.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://veld.example"},
        {"origin": "null", "sec-fetch-site": None},
        {"origin": "null", "sec-fetch-site": "cross-site"},
        {"origin": "http://localhost:8765"},
        {"origin": "http://127.0.0.1:9000"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_page_is_refused(person: Any, headers: dict[str, str]) -> None:
    """A request made by another page is refused even with the session's cookie."""
    assert person.get("/", headers=headers).status_code == 403


def test_an_act_must_say_where_it_comes_from(person: Any) -> None:
    """A changing request without origin and fetch metadata is refused."""
    answer = person.post("/items", headers={"sec-fetch-site": None})
    assert answer.status_code == 403


def test_our_own_form_is_known_by_its_metadata(person: Any) -> None:
    """Under `no-referrer` the origin of our own forms is "null"; the browser's fetch metadata vouches for them."""
    answer = person.post("/findings", {"proposition": "A fence stands"}, headers={"origin": "null"})
    assert answer.status_code == 303


def test_a_link_followed_from_another_page_is_not_used_up(person: Any) -> None:
    """A link that another page follows is refused before it is exchanged, so the person can still use it."""
    link = person.app.state.workbench.link()
    assert person.get(link, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert person.get(link).status_code == 303


@pytest.mark.parametrize("chunked", [False, True])
def test_a_large_body_is_refused(person: Any, chunked: bool) -> None:
    """A body over the limit is refused, whether or not its length is announced."""

    async def pieces() -> Any:
        for _ in range(3):
            yield b"x" * (BODY_LIMIT // 2)

    body = pieces() if chunked else b"x" * (BODY_LIMIT + 1)
    assert person.ask("POST", "/items", content=body).status_code == 413


def test_an_error_has_one_shape(person: Any) -> None:
    """A page that is not there says what, where and what next; under /api as JSON, for htmx as a fragment."""
    page = person.get("/nowhere")
    assert page.status_code == 404
    assert "There is no such page" in page.text
    answer = person.get("/api/nowhere")
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not-found"
    part = person.get("/nowhere", headers={"hx-request": "true"})
    assert "<html" not in part.text


def test_an_unforeseen_failure_keeps_the_policy_and_the_log_is_told_where_alone(
    person: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A programming error becomes a page with every header; the log gets neither its words nor the address."""
    monkeypatch.setattr("synopticon.web.routes.overview.RECENT", "canary in the failure")
    answer = person.get("/?q=canary+in+the+address")
    assert "web/routes/overview.py:" in caplog.text
    assert "canary" not in caplog.text + answer.text
    assert answer.status_code == 500
    assert "content-security-policy" in answer.headers
    assert "Traceback" not in answer.text


HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.mark.parametrize("path", PAGES)
def test_what_strangers_wrote_is_never_markup(person: Any, filled: Any, ids: dict[str, str], path: str) -> None:
    """Titles, outlets, notes and propositions with tags and quotes come out as the letters they are, pictures too."""
    for name in ("a.html", "b.html"):
        fields = {"title": f"{name} {HOSTILE}", "outlet": f"{name} {HOSTILE}", "reason": HOSTILE}
        assert person.post(f"/items/{ids[name]}/correct", fields).status_code == 303
    person.post("/findings/F1/revise", {"proposition": HOSTILE, "gaps": HOSTILE, "occurred": "2019"})
    page = person.get(filled(path)).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<h1" in page
