"""HTML pages: a piece in the furniture of its outlet (templates/)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from stories import Piece

ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    keep_trailing_newline=True,
)
WORDS = {
    "en": {"more": "More", "source": "Source", "home": "Home"},
    "ko": {"more": "더 보기", "source": "출처", "home": "처음으로"},
    "zh": {"more": "更多", "source": "来源", "home": "首页"},
}
FIELDS = ("language", "title", "url", "shown", "byline", "credit", "dateline", "paragraphs", "slug")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip


def page(piece: Piece) -> bytes:
    """The piece as its outlet's page. Chinese pages of one kind are written in GB 18030, as such pages often are."""
    linked = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": piece.title,
        "datePublished": piece.shown,
        "publisher": {"@type": "Organization", "name": piece.outlet.name},
    }
    item = {
        **{name: getattr(piece, name) for name in FIELDS},
        "day": day(piece.shown, piece.language),
        "minutes": 1 + sum(len(part) for part in piece.paragraphs) // 1000,
        "linked": _script(linked),
    }
    template = ENVIRONMENT.get_template(f"{piece.outlet.page}.html")
    text = template.render(item=item, outlet=piece.outlet, words=WORDS[piece.language])
    return text.encode("gb18030" if piece.outlet.page == "chinese" else "utf-8")


def day(moment: str, language: str) -> str:
    """The day as a person of that language writes it."""
    when = date.fromisoformat(moment[:10])
    if language == "ko":
        return f"{when.year}년 {when.month}월 {when.day}일"
    if language == "zh":
        return f"{when.year}年{when.month}月{when.day}日"
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def _script(value: object) -> Markup:
    return Markup(json.dumps(value, ensure_ascii=False).replace("</", "<\\/"))
