"""A browser's profile on disk after a review: history, forms, caches and databases hold no word of it."""

from __future__ import annotations

import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

REASON = "quartzmorningcanary"
SAID = ("Qordemvale", "Zelmira", "Pastoria", "Verrin", REASON, "tavo-46")


def forms(word: str) -> Iterator[bytes]:
    """How a browser may write a word down."""
    for one in (word, word.lower(), word.upper()):
        yield from (one.encode("utf-8"), one.encode("utf-16-le"), one.encode("utf-16-be"))


def contents(path: Path) -> Iterator[bytes]:
    """A file's bytes, and what is in it where it is compressed."""
    data = path.read_bytes()
    yield data
    at = data.find(b"\x1f\x8b\x08")
    while at >= 0:
        with suppress(zlib.error):
            yield zlib.decompressobj(31).decompress(data[at:])
        at = data.find(b"\x1f\x8b\x08", at + 1)


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """Where the browser writes."""
    return tmp_path / "profile"


def test_a_profile_on_disk_keeps_no_word_of_a_review(sealed: Any, command: Any, chromium: Any, profile: Path) -> None:
    """Reading, deciding, typing a reason and closing leave an address without a path and a title without a name; a page
    that is no review shows that the search would have found more.
    """
    running = command(sealed)
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    started = chromium.browser_type.launch_persistent_context(profile, executable_path=program, args=["--no-sandbox"])
    page = started.new_page()
    page.goto("data:text/html,<title>plainlyvisiblecanary</title><p>seen")
    page.goto(running.address)
    page.keyboard.type(running.code)
    page.keyboard.press("Enter")
    page.wait_for_selector(".pair")
    page.keyboard.press("d")
    page.keyboard.type(REASON)
    page.keyboard.press("Enter")
    page.wait_for_selector("#progress >> text=1 of 11 decided")
    page.keyboard.press("/")
    page.keyboard.type("Zelmira")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("Q")
    page.wait_for_selector(".closed")
    started.close()
    files = [path for path in profile.rglob("*") if path.is_file()]
    found = {
        said: [path.name for path in files if any(form in data for data in contents(path) for form in forms(said))]
        for said in SAID
    }
    assert not any(found.values()), found
    assert any(b"plainlyvisiblecanary" in data for path in files for data in contents(path))
    history = sqlite3.connect(next(path for path in files if path.name == "History"))
    addresses = history.execute("select url, title from urls where url like 'http%'").fetchall()
    history.close()
    assert addresses == [(running.address, "Synopticon")]
    codes = (running.code.encode(), running.code.replace("-", "").encode())
    assert not [path.name for path in files for data in contents(path) if any(code in data for code in codes)]
