"""The addresses of a page's pictures are found wherever a page may write them. All pages are invented."""

from __future__ import annotations

import pytest

from synopticon.extraction.pages.pictures import MOST, pictures_named

BASE = "https://news.example/2024/story.html"


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ('<img src="a.jpg">', ["https://news.example/2024/a.jpg"]),
        ("<IMG class=x SRC='/a.jpg?w=2&amp;h=3#top'>", ["https://news.example/a.jpg?w=2&h=3"]),
        ('<img data-src="//cdn.example/a.jpg">', ["https://cdn.example/a.jpg"]),
        (
            '<source srcset="a-1.jpg 1x, a,2.jpg 640w">',
            ["https://news.example/2024/a-1.jpg", "https://news.example/2024/a,2.jpg"],
        ),
        ('<meta property="og:image" content="https://news.example/b.png">', ["https://news.example/b.png"]),
        ('<img src="data:image/png;base64,AAAA"><a href="javascript:void(0)">x</a>', []),
        ('<img src="a.jpg"><img src="a.jpg">', ["https://news.example/2024/a.jpg"]),
        ('<img src="https://[broken/">', []),
    ],
)
def test_addresses_are_made_whole(markup: str, found: list[str]) -> None:
    """Relative, lazy, in sets and in metadata; embedded pictures have no address."""
    assert list(pictures_named(markup.encode(), BASE)) == found


def test_a_file_finds_the_pictures_that_lie_beside_it() -> None:
    """A page that was handed in as a file names the files of its folder, with blanks written as %20."""
    named = list(
        pictures_named(b'<img src="../img/the%20square.jpg"><img src="https://x.example/a.jpg">', "file:p/a.html")
    )
    assert named == ["file:img/the square.jpg", "https://x.example/a.jpg"]


def test_a_page_of_nothing_but_addresses_ends() -> None:
    """No more than MOST are taken."""
    page = b"".join(b'<img src="%d.jpg">' % number for number in range(3 * MOST))
    assert len(list(pictures_named(page, BASE))) == MOST
