"""Feeds and sitemaps behind addresses lead to the pages that they name, and no further than they should."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from typing import Any

import pytest

from synopticon.capture.channels import feed, linked, sitemap
from synopticon.capture.channels.line import Line
from synopticon.capture.channels.web import Web
from synopticon.capture.exchanges import Wanted
from synopticon.capture.guard import Guard
from synopticon.capture.obtained import Limits, Local
from synopticon.capture.politeness import Politeness
from synopticon.model.capture import Capture, Channel

PAGE = b"<!doctype html><title>Gates</title><p>Six gates were counted.</p>"


def now() -> datetime:
    return datetime.now(UTC)


def web() -> Web:
    line = Line(guard=Guard(("127.0.0.1/32",)), clock=now, timeout=2, most=1_000_000)
    return Web(line, Politeness(0, now, lambda _: None), "Test/1", "ignore", 4, 2)


def captures(
    site: Any, told: Any, path: str, kind: Channel | None = None, limits: Limits = Limits()
) -> dict[str, Capture]:
    """What comes of an address, by the path asked for."""
    desk = told.desk(limits=limits)
    found = linked.obtain([Wanted(site.url(path))], web(), desk, lambda url: None, kind)
    return {one.capture.asked.removeprefix(site.url("")): one.capture for one in found}


def rss(site: Any, *paths: str) -> bytes:
    items = "".join(
        f"<item><title>T {path}</title><link>{site.url(path)}</link><pubDate>Tue, 6 Jan 2026 10:00 GMT</pubDate></item>"
        for path in paths
    )
    return f"<rss version='2.0'><channel><title>Invented Courier</title>{items}</channel></rss>".encode()


def test_a_feed_leads_to_its_pages_with_what_it_claims(site: Any, told: Any) -> None:
    """The feed is a container; its pages are items that carry its claims and name it as their parent."""
    site.give("/feed", rss(site, "/a", "/b", "/a"), headers={"Content-Type": "application/rss+xml"})
    site.give("/a", PAGE)
    found = captures(site, told, "/feed")
    assert found["/feed"].container and found["/feed"].channel is Channel.FEED
    assert found["/a"].claims.title == "T /a" and found["/a"].claims.outlet == "Invented Courier"
    assert (found["/a"].claims.published, found["/a"].parent) == ("2026-01-06", found["/feed"].id)
    assert found["/b"].failure is not None and found["/b"].failure.code == "http-404"
    assert sorted(site.paths()) == ["/a", "/b", "/feed"]


def test_an_index_of_packed_sitemaps_leads_to_pages(site: Any, told: Any) -> None:
    """Index, gzipped sitemap, page: each is captured once."""
    site.give("/i.xml", f"<sitemapindex><sitemap><loc>{site.url('/s.xml.gz')}</loc></sitemap></sitemapindex>".encode())
    listed = f"<urlset><url><loc>{site.url('/a')}</loc></url><url><loc>{site.url('/i.xml')}</loc></url></urlset>"
    site.give("/s.xml.gz", gzip.compress(listed.encode()))
    site.give("/a", PAGE)
    found = captures(site, told, "/i.xml")
    assert {path: one.container for path, one in found.items()} == {"/i.xml": True, "/s.xml.gz": True, "/a": False}
    assert found["/a"].parent == found["/s.xml.gz"].id and len(site.asked) == 3


def test_a_feed_that_has_not_changed_still_leads_to_what_is_missing(site: Any, told: Any) -> None:
    """A feed is asked for whole the second time, too, so that an interrupted run finds the rest."""
    site.give("/feed", rss(site, "/a"), headers={"ETag": '"v1"'})
    site.give("/a", PAGE, headers={"ETag": '"v1"'})
    first = {capture.asked: capture for capture in captures(site, told, "/feed").values()}
    desk = told.desk()
    wanted = [Wanted(site.url("/feed"), known=first[site.url("/feed")])]
    again = list(linked.obtain(wanted, web(), desk, first.get, None))
    assert [one.capture.id for one in again] == [one.id for one in first.values()]
    validators = {path: headers.get("if-none-match") for path, headers in site.asked[2:]}
    assert validators == {"/feed": None, "/a": '"v1"'}


def test_a_feed_taken_for_a_page_is_not_followed(site: Any, told: Any) -> None:
    """--as web keeps the feed itself as the item."""
    site.give("/feed", rss(site, "/a"))
    found = captures(site, told, "/feed", Channel.WEB)
    assert list(found) == ["/feed"] and not found["/feed"].container


def test_a_page_taken_for_a_feed_stays_a_page_and_says_so(site: Any, told: Any) -> None:
    """What cannot be read as a feed is kept all the same."""
    site.give("/page", PAGE)
    found = captures(site, told, "/page", Channel.FEED)
    assert not found["/page"].container and any("kept as a page" in note for note in told.notes)


def test_no_more_entries_are_followed_than_the_protocol_says(site: Any, told: Any) -> None:
    """The rest is named by number."""
    site.give("/feed", rss(site, *(f"/{n}" for n in range(9))))
    assert len(captures(site, told, "/feed", limits=Limits(entries=2))) == 3
    assert any("7 of 9 entries were left out" in note for note in told.notes)


def test_a_chain_of_indexes_ends(site: Any, told: Any) -> None:
    """Sitemaps that name sitemaps without end are followed for a few steps and then left."""
    for n in range(9):
        loc = site.url(f"/{n + 1}.xml")
        site.give(f"/{n}.xml", f"<sitemapindex><sitemap><loc>{loc}</loc></sitemap></sitemapindex>".encode())
    assert len(captures(site, told, "/0.xml")) == 4
    assert any("were not fetched" in note for note in told.notes)


@pytest.mark.parametrize("packed", [False, True])
def test_a_feed_on_this_machine_asks_nobody(site: Any, told: Any, tmp_path: Any, packed: bool) -> None:
    """Its entries are items by what the feed tells of them, and nothing is fetched."""
    data = rss(site, "/a").replace(b"</link>", b"</link><description>Six gates.</description>")
    (tmp_path / "feed.xml").write_bytes(gzip.compress(data) if packed else data)
    container, entry = feed.obtain(Local(tmp_path / "feed.xml", "feed.xml"), told.desk())
    assert container.capture.container and container.capture.asked == "file:feed.xml"
    assert b'"text":"Six gates."' in entry.bodies[0] and entry.capture.claims.url == site.url("/a")
    assert site.asked == [] and any("was not fetched" in note for note in told.notes)


def test_a_sitemap_on_this_machine_names_what_to_fetch(told: Any, tmp_path: Any) -> None:
    """The file is kept, and its addresses are handed on with it as their parent."""
    (tmp_path / "s.xml").write_bytes(b"<urlset><url><loc>https://w.test/a</loc></url></urlset>")
    named: list[Wanted] = []
    (container,) = sitemap.obtain(Local(tmp_path / "s.xml", "s.xml"), told.desk(), named)
    assert [(one.url, one.parent) for one in named] == [("https://w.test/a", container.capture.id)]
