"""Numbers, dates and characters as the workbench writes them."""

from __future__ import annotations

import html

import pytest

from synopticon.web import words


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2024-03-15", "15 March 2024"),
        ("2024-03-15T10:00:00Z", "15 March 2024, 10:00 UTC"),
        ("2024-03-15T10:00+09:00", "15 March 2024, 10:00 +09:00"),
        ("2024-03-15T10", "15 March 2024, 10h"),
        ("2024-03", "March 2024"),
        ("2024", "2024"),
        ("../2019", "by 2019"),
        ("2019/..", "since 2019"),
        ("2020/2023", "2020 to 2023"),
        ("2019~", "about 2019"),
        ("2024-13", "2024-13"),
        ("", "undated"),
        (None, "undated"),
        ("no date", "no date"),
    ],
)
def test_a_date_keeps_its_uncertainty(date: str | None, said: str) -> None:
    """ "by 2019" never becomes "2019", and what is no date stays as it is."""
    assert words.edtf(date) == said


def test_a_text_survives_the_page_character_by_character() -> None:
    """Carriage returns, NUL and lone surrogates come through one for one, so that offsets stay right."""
    text = "a\r\nb\x00c\ud800d<script>&amp;\U0001f600"
    carried = str(words.carried(text))
    assert "\r" not in carried
    assert "<" not in carried
    assert html.unescape(carried.replace("&#13;", "\r")) == "a\r\nb\ufffdc\ufffdd<script>&amp;\U0001f600"
    carried.encode("utf-8")


def test_a_subject_is_named_shortly() -> None:
    """Digests are cut, kinds are kept."""
    assert words.named(f"item:{'a' * 64}") == "item aaaaaaaaaaaa"
    assert words.named(f"reuse:{'a' * 64}:{'b' * 64}") == "reuse aaaaaaaaaaaa and bbbbbbbbbbbb"
    assert words.named("F1") == "F1"


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "1 second"), (59, "59 seconds"), (90, "2 minutes"), (7260, "2 hours 1 minute")]
)
def test_a_time_left_is_no_finer_than_needed(seconds: int, said: str) -> None:
    """Seconds, then minutes, then hours."""
    assert words.duration(seconds) == said
