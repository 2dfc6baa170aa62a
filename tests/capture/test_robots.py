"""robots.txt by RFC 9309: its own examples, wild cards, and files in any state."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synopticon.capture.robots import EVERYTHING, NOTHING, by_status, parse, product_of

RULES = """
User-agent: *
Disallow: /private
Allow: /private/but-open
Disallow: /*.pdf$
Disallow: /search?q=
Crawl-delay: 4

User-agent: Other
User-agent: Synopticon
Disallow: /only-for-us
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True), ("/private", False), ("/private/x", False), ("/private/but-open/x", True), ("/a/b.pdf", False),
        ("/a/b.pdf?x", True), ("/search?q=x", False), ("/search", True), ("/%70rivate", False), ("/only-for-us", True),
    ],
)  # fmt: skip
def test_the_longest_matching_rule_wins(path: str, allowed: bool) -> None:
    """A longer rule beats a shorter one, whatever their order; wild cards and the end mark work."""
    assert parse(RULES, "Nobody").allows(f"https://w.test{path}") is allowed


def test_a_group_that_names_us_replaces_the_one_for_everyone() -> None:
    """Several names may stand over one group; ours is found whatever its case."""
    ours = parse(RULES, "synopticon")
    assert not ours.allows("https://w.test/only-for-us")
    assert ours.allows("https://w.test/private")
    assert (ours.delay, parse(RULES, "Nobody").delay) == (0.0, 4.0)


def test_the_servers_state_decides_where_there_is_no_file() -> None:
    """404 opens the site, trouble closes it, a page in place of the file has no rules."""
    assert by_status(404, b"", "x") is EVERYTHING
    assert by_status(503, b"", "x") is NOTHING
    assert not NOTHING.allows("https://w.test/any")
    assert by_status(200, b"<html>\xff\xfe no rules", "x").allows("https://w.test/")


def test_the_product_token_is_the_beginning_of_the_user_agent() -> None:
    """Synopticon/0.1 (…) is asked about as Synopticon."""
    assert product_of("Synopticon/0.1 (research archive)") == "Synopticon"


@given(st.text(), st.text())
def test_no_file_makes_it_stumble(text: str, path: str) -> None:
    """Whatever stands in the file, an answer comes."""
    assert parse(text, "x").allows(f"https://w.test/{path}") in (True, False)
