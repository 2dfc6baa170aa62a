"""Taguette's documents: HTML to the text one reads, and byte offsets into its words to code points of that text.

Taguette stores sanitised HTML and counts UTF-8 bytes of its text, tags left out (its extract.py). Where two blocks have
no line end between them, one is put in here, and counts nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from html.parser import HTMLParser

_BLOCKS = frozenset(
    [
        *("p", "br", "blockquote", "pre", "caption", "div", "hr", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td"),
    ]
)
_IN_HEAD = " \t\n\f"


class HtmlText(HTMLParser):
    """The text of an HTML document, and where each byte of its words stands in it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._starts: list[tuple[int, int, str]] = []
        self._bytes = self._points = 0
        self._begun = self._parted = False
        self._fresh_pre = False
        self.feed(html.replace("\r\n", "\n").replace("\r", "\n"))
        self.close()
        self.text = "".join(self._pieces)

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        """A block begins on a line of its own."""
        self._begun = True
        self._part(tag)
        self._fresh_pre = tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        """What follows a block begins on a line of its own."""
        self._part(tag)
        self._fresh_pre = False

    def handle_data(self, data: str) -> None:
        """Words; blanks before the first tag belong to no body, nor the line end that opens a `pre` (HTML, 13.2.6)."""
        if not self._begun:
            data = data.lstrip(_IN_HEAD)
        if self._fresh_pre:
            data = data.removeprefix("\n")
        self._fresh_pre = False
        if not data:
            return
        self._begun = True
        if self._parted and self._pieces and "\n" not in self._pieces[-1][-1] + data[0]:
            self._pieces.append("\n")
            self._points += 1
        self._parted = False
        self._starts.append((self._bytes, self._points, data))
        self._pieces.append(data)
        self._bytes += len(data.encode("utf-8"))
        self._points += len(data)

    def _part(self, tag: str) -> None:
        self._parted = self._parted or tag in _BLOCKS

    def point(self, offset: int, *, end: bool = False) -> int | None:
        """The code point at a byte offset, after a character that it cuts; None outside.

        Between two blocks an end is that of the first and a start that of the second.
        """
        if not 0 <= offset <= self._bytes or not self._starts:
            return 0 if offset == 0 else None
        at = bisect_right(self._starts, offset - 1 if end and offset else offset, key=lambda start: start[0]) - 1
        begin, points, data = self._starts[at]
        ahead = data.encode("utf-8")[: offset - begin]
        whole = ahead.decode("utf-8", "ignore")
        return points + len(whole) + (len(whole.encode("utf-8")) < len(ahead))
