"""The public log can be walked and opened by a stranger, and neither length, head nor opening can be bent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from synopticon.model.custody import GENESIS, Act, CustodyEntry
from synopticon.release.commitments import Committed, salt_for
from synopticon.release.evidence import Opened
from synopticon.release.public_log import derive, lines_of, read_log
from synopticon.release.verifying_pack import logged_days

KEY = bytes(32)
ACTS = [
    Act("make-key", "signing-key"),
    Act("collect", "an item", "aa"),
    Act("extract", "an item", "bb"),
    Act("collect-again", "an item", "aa"),
    Act("publish", "edition-1", "cc"),
]


def private() -> list[CustodyEntry]:
    """An invented log, a day an entry."""
    links: list[CustodyEntry] = []
    previous = GENESIS
    for number, act in enumerate(ACTS, 1):
        at = datetime(2026, 11, 1, 23, 59, tzinfo=UTC) + timedelta(days=number)
        links.append(CustodyEntry.seal(number, previous, "somebody", at, act))
        previous = links[-1].entry
    return links


ENTRIES = list(derive(private(), KEY))
DATA = lines_of(ENTRIES)
NAMED = (len(ENTRIES), ENTRIES[-1].entry)


def opened(sequence: int, act: Act) -> Opened:
    """An entry opened with its own salt."""
    return Opened(sequence, act, salt_for(KEY, Committed.ACT, str(ENTRIES[sequence - 1].private)))


def test_what_is_written_is_read_back() -> None:
    """Four of five acts are public, and the chain of the export holds."""
    assert [entry.act for entry in read_log(DATA)] == ["collect", "extract", "collect-again", "publish"]
    assert [entry.entry for entry in read_log(DATA)] == [entry.entry for entry in ENTRIES]


def test_the_first_day_of_obtaining_is_told() -> None:
    """Bytes obtained twice have the earlier day; reading and publishing are no obtaining."""
    every = [opened(1, ACTS[1]), opened(2, ACTS[2]), opened(3, ACTS[3]), opened(4, ACTS[4])]
    assert logged_days(every, DATA, NAMED) == {"aa": "2026-11-03"}


@pytest.mark.parametrize("line", range(4))
def test_a_changed_line_is_named(line: int) -> None:
    """A day changed in any line breaks the chain there."""
    lines = DATA.splitlines(keepends=True)
    lines[line] = lines[line].replace(b"2026-11-0", b"2025-11-0")
    with pytest.raises(ValueError, match=f"line {line + 1} of the log does not follow"):
        read_log(b"".join(lines))


def test_a_shortened_or_rewritten_log_is_not_the_named_one() -> None:
    """A log that holds in itself and ends elsewhere is refused."""
    shorter = b"".join(DATA.splitlines(keepends=True)[:-1])
    other = lines_of(derive([replace(link, at=link.at - timedelta(days=9)) for link in private()], KEY))
    for data in (shorter, other, b""):
        with pytest.raises(ValueError, match="not the one that the manifest names"):
            logged_days([], data, NAMED)


def test_an_entry_opens_only_to_what_it_is() -> None:
    """Another digest, another salt, another act and an entry that is not there are refused."""
    good = opened(1, ACTS[1])
    for bent in (
        replace(good, act=replace(good.act, digest="ff")),
        replace(good, salt=bytes(32)),
        replace(good, sequence=3),
        replace(good, act=replace(good.act, act="extract")),
    ):
        with pytest.raises(ValueError, match="is not what it is opened to"):
            logged_days([bent], DATA, NAMED)
    with pytest.raises(ValueError, match="does not have"):
        logged_days([replace(good, sequence=9)], DATA, NAMED)
