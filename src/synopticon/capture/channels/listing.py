"""The channels: every way to obtain sources, in one list. A new one is a row here and a file beside this one."""

from __future__ import annotations

from dataclasses import dataclass

from synopticon.model.capture import Channel


@dataclass(frozen=True, slots=True)
class Row:
    """One channel: what it obtains, an example of what to hand in, and what it needs beyond the core."""

    channel: Channel
    description: str
    example: str
    needs: str = ""


CHANNELS: tuple[Row, ...] = (
    Row(Channel.WEB, "An address, fetched and kept as WARC records", "https://example.org/article"),
    Row(
        Channel.BROWSER,
        "An address as Chromium shows it, kept as a WACZ",
        "--browser https://example.org/article",
        "pip install 'synopticon[browser]' and the system's Chromium",
    ),
    Row(Channel.FEED, "RSS, Atom or JSON Feed, and the pages that it links to", "https://example.org/feed.xml"),
    Row(
        Channel.SITEMAP, "A sitemap or an index of them, and the pages that it names", "https://example.org/sitemap.xml"
    ),
    Row(Channel.FILE, "A file as one item; a folder as its files", "pages/ report.pdf"),
    Row(Channel.WARC, "The pages in a WARC", "crawl.warc.gz"),
    Row(Channel.WACZ, "The pages in a WACZ, its hashes checked", "crawl.wacz"),
    Row(Channel.CORPUS, "The rows of JSON, JSON lines or CSV", "rows.jsonl.gz --map text=body,title=headline"),
)
