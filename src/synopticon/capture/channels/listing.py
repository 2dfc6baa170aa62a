"""The channels: every way to obtain sources, in one list. A new one is a row here and a file beside this one."""

from __future__ import annotations

from dataclasses import dataclass

from synopticon.model.capture import Channel


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """One channel: what it obtains, an example of what to hand in, and what it needs beyond the core."""

    channel: Channel
    description: str
    example: str
    needs: str = ""


CHANNELS: tuple[ChannelRow, ...] = (
    ChannelRow(Channel.WEB, "An address, fetched and kept as WARC records", "https://example.org/article"),
    ChannelRow(
        Channel.BROWSER,
        "An address as Chromium shows it, kept as a WACZ",
        "--browser https://example.org/article",
        "pip install 'synopticon[browser]' and the system's Chromium",
    ),
    ChannelRow(Channel.FEED, "RSS, Atom or JSON Feed, and the pages that it links to", "https://example.org/feed.xml"),
    ChannelRow(
        Channel.SITEMAP, "A sitemap or an index of them, and the pages that it names", "https://example.org/sitemap.xml"
    ),
    ChannelRow(Channel.FILE, "A file as one item; a folder as its files", "pages/ report.pdf"),
    ChannelRow(Channel.WARC, "The pages in a WARC", "crawl.warc.gz"),
    ChannelRow(Channel.WACZ, "The pages in a WACZ, its hashes checked", "crawl.wacz"),
    ChannelRow(Channel.CORPUS, "The rows of JSON, JSON lines or CSV", "rows.jsonl.gz --map text=body,title=headline"),
)
