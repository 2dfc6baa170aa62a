"""Feeds and sitemaps: what they claim is taken down; entities and endless ones do not act."""

from __future__ import annotations

import json

import pytest

from synopticon.capture import feed_reading, sitemap_reading
from synopticon.capture.xml_guard import without_doctype
from synopticon.errors import DamagedInput, HostileInput

RSS = b"""<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Invented//DTD" "http://10.0.0.1/rss.dtd">
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Invented Courier</title>
<language>en</language>
<item><title>Gates &amp; cameras</title><link>https://w.test/1</link><guid>urn:1</guid>
<author>a@w.test (A. Writer)</author>
<pubDate>Tue, 06 Jan 2026 10:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>Six gates were counted.</p><script>x()</script><p>None was lit.</p>]]></content:encoded>
</item>
<item><title>Without a link</title><description>Only this.</description></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Invented</title><entry><title>One</title>
<id>urn:1</id><link href="https://w.test/one"/><updated>2026-01-06T00:00:00Z</updated><author><name>B</name></author>
<content type="html">&lt;p&gt;Words.&lt;/p&gt;</content></entry></feed>"""
BOMB = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<rss><channel><title>&b;</title><item><title>&b;</title></item></channel></rss>"""
THEFT = b'<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>&x;</loc></url></urlset>'


def test_an_rss_feed_tells_what_it_claims() -> None:
    """Titles, links, dates, people and the longest text of each entry, without mark-up and scripts."""
    feed = feed_reading.read(RSS, most=10, where="x")
    first, second = feed.entries
    assert (feed.title, feed.total) == ("Invented Courier", 2)
    assert first.claims.title == "Gates & cameras" and first.claims.url == "https://w.test/1"
    assert (first.claims.published, first.claims.language, first.claims.outlet) == (
        "2026-01-06",
        "en",
        "Invented Courier",
    )
    assert first.text == "Six gates were counted.\nNone was lit."
    assert (second.text, second.claims.url) == ("Only this.", None)


def test_atom_and_json_feeds_are_read_alike() -> None:
    """The three kinds of feed give the same kind of entry."""
    value = {"version": "https://jsonfeed.org/version/1.1", "title": "Invented", "items": [
        {"id": "urn:1", "url": "https://w.test/one", "title": "One", "content_html": "<p>Words.</p>",
         "date_published": "2026-01-06T00:00:00Z", "authors": [{"name": "B"}]}, "not an item"]}  # fmt: skip
    atom = feed_reading.read(ATOM, most=10, where="x")
    as_json = feed_reading.read(json.dumps(value).encode(), most=10, where="x")
    assert atom.entries == as_json.entries
    assert atom.entries[0].claims.authors == ("B",) and atom.entries[0].text == "Words."


@pytest.mark.parametrize(
    ("told", "day", "moment"),
    [
        ("Tue, 06 Jan 2026 10:00:00 GMT", "2026-01-06", "2026-01-06T10:00:00Z"),
        ("Tue, 06 Jan 2026 10:00:00 +0900", "2026-01-06", "2026-01-06T10:00:00+09:00"),
        ("Tue, 06 Jan 2026 03:00:00 +0900", "2026-01-05", "2026-01-05T18:00:00Z"),
        ("Tue, 06 Jan 2026 10:00:00", "2026-01-06", "2026-01-06T10:00:00"),
        ("2026-01-06T10:00:00.25+09:00", "2026-01-06", "2026-01-06T10:00:00+09:00"),
        ("Tue, 06 Jan 2026 00:00:00 GMT", "2026-01-06", None),
        ("2026-01-06", "2026-01-06", None),
        ("soon", None, None),
    ],
)
def test_an_entry_tells_its_moment(told: str, day: str | None, moment: str | None) -> None:
    """The hour stands beside the day that is taken from it, which is the one in UTC; midnight is no hour."""
    feed = RSS.replace(b"Tue, 06 Jan 2026 10:00:00 GMT", told.encode())
    claims = feed_reading.read(feed, most=10, where="x").entries[0].claims
    assert (claims.published, claims.published_at) == (day, moment)


def test_an_entry_of_a_json_feed_tells_its_moment() -> None:
    """Its day is the one that is written, whatever the zone."""
    for told, moment in (("2026-01-06T03:00:00+09:00", "2026-01-06T03:00:00+09:00"), ("2026-01-06", None), (7, None)):
        value = {"items": [{"id": "urn:1", "content_text": "Words.", "date_published": told}]}
        claims = feed_reading.read(json.dumps(value).encode(), most=10, where="x").entries[0].claims
        assert claims.published_at == moment


@pytest.mark.parametrize("data", [BOMB, THEFT])
def test_xml_with_entities_of_its_own_is_refused(data: bytes) -> None:
    """Neither growth without end nor a local file: the document is refused with its reason."""
    with pytest.raises(HostileInput, match="entities"):
        feed_reading.read(data, most=10, where="x")
    with pytest.raises(HostileInput, match="entities"):
        sitemap_reading.read(data, most=10, where="x")


def test_an_article_about_entities_is_no_danger() -> None:
    """Only what stands before the root element can define anything."""
    about = RSS.replace(b"Six gates were counted.", b"Write &lt;!ENTITY x&gt; or <!ENTITY y 'z'>.")
    assert len(feed_reading.read(about, most=10, where="x").entries) == 2


@pytest.mark.parametrize(
    "prolog", [b"<!-- <!ENTITY --><?pi <!ENTITY ?>", b"<!DOCTYPE rss [<!ELEMENT a (b)> ]>", b"\xef\xbb\xbf"]
)
def test_a_harmless_prolog_is_borne(prolog: bytes) -> None:
    """Comments, instructions and a document type without entities stand in nobody's way."""
    assert b"<rss" in without_doctype(prolog + b"\n<rss></rss>", "x")
    assert b"DOCTYPE" not in without_doctype(prolog + b"\n<rss></rss>", "x")


@pytest.mark.parametrize("data", [b"<!-- never", b"<?xml", b"<!DOCTYPE rss [ <!ELEMENT a '>' "])
def test_a_prolog_without_end_is_damaged(data: bytes) -> None:
    """What never reaches its root element is no document."""
    with pytest.raises(DamagedInput):
        without_doctype(data, "x")


def test_an_outside_doctype_is_never_fetched() -> None:
    """The document type is taken out before any parser sees it."""
    assert b"DOCTYPE" not in without_doctype(RSS, "x") and b"10.0.0.1" not in without_doctype(RSS, "x")


def test_a_feed_without_end_is_cut_and_the_rest_is_counted() -> None:
    """Of 100,000 entries as many are taken as the protocol says, quickly, and the others are counted."""
    items = b"".join(b"<item><title>T%d</title><link>https://w.test/%d</link></item>" % (n, n) for n in range(100_000))
    feed = feed_reading.read(b"<rss><channel><title>X</title>" + items + b"</channel></rss>", most=50, where="x")
    assert (len(feed.entries), feed.total) == (50, 100_000)
    assert feed.entries[-1].claims.title == "T49"


def test_what_is_no_feed_says_so() -> None:
    """A page, nothing, or half a JSON Feed is damaged input."""
    for data in (b"<rss><channel></channel></rss>", b'{"version": "https://jsonfeed.org/version/1"', b"{}"):
        with pytest.raises(DamagedInput):
            feed_reading.read(data, most=10, where="x")


def test_a_sitemap_and_an_index_of_sitemaps_name_addresses() -> None:
    """Images inside an entry are not pages; an index says that it names sitemaps; the rest is counted."""
    head = b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:i="http://w.test/image">'
    urls = b"<url><loc> https://w.test/1 </loc><i:image><i:loc>https://w.test/1.png</i:loc></i:image></url>"
    found = sitemap_reading.read(head + urls + b"<url><loc>https://w.test/2</loc></url></urlset>", most=1, where="x")
    assert (found.addresses, found.total, found.index) == (("https://w.test/1",), 2, False)
    index = b"<sitemapindex><sitemap><loc>https://w.test/s.xml.gz</loc></sitemap></sitemapindex>"
    assert sitemap_reading.read(index, most=9, where="x").index
    cut = sitemap_reading.read(head + urls + b"<url><loc>https://w.te", most=9, where="x")
    assert cut.addresses == ("https://w.test/1",) and cut.broken
