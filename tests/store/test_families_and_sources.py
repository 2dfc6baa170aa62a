"""The lists of families and of sources are restricted and sorted alike by every store. All texts are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from synopticon.errors import UsageError
from synopticon.model.capture import Capture, Channel, Claims, Failure
from synopticon.model.extraction import Extraction, Reading
from synopticon.model.item import ItemQuery
from synopticon.model.reuse import Member, Role
from synopticon.model.source import Source, SourceQuery
from synopticon.store.protocols import Reader, Store

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)

TOLD = (
    # name, family, role, outlet, published, language, channel, title
    ("a", "a", Role.ORIGIN, "Veld Courier", "2024-01-05", "en", Channel.FEED, "Cameras at the gate"),
    ("b", "a", Role.ECHO, "Harbour Post", "2024-01-07", "en", Channel.WEB, "Gate gets cameras"),
    ("c", "a", Role.ECHO, "Harbour Post", "2024-01-08", "ko", Channel.WEB, "문 앞의 카메라"),
    ("d", "d", Role.ECHO_OF_UNSEEN, "Inland Daily", "2024-02-01", "en", Channel.WEB, "A fence"),
    ("e", "d", Role.ECHO_OF_UNSEEN, "Inland Daily", None, "en", Channel.WEB, "The fence"),
    ("f", "f", Role.SINGLE, "Inland Daily", "2023-12-01", "en", Channel.WEB, "Alone"),
)


@pytest.fixture
def told(store: Store) -> dict[str, str]:
    """Two families and a document alone, and an address that brought nothing; ids by name."""
    ids = {}
    with store.writing("ada") as writer:
        for name, _, _, outlet, published, language, channel, title in TOLD:
            claims = Claims(outlet=outlet, published=published, language=language, title=title)
            page = Capture(f"https://{name}.example/", NOON, channel, digest=f"{ord(name):064x}", claims=claims)
            writer.add_capture(page)
            writer.add_extraction(Extraction(page.id, Reading(f"Text {name}.", "html", "html/1")))
            ids[name] = page.id
        gone = Capture("https://gone.example/", NOON, Channel.WEB, failure=Failure("status-404", "no such page"))
        writer.add_capture(gone)
        writer.add_capture(replace(gone, asked="https://gone.example/2", claims=Claims(outlet="Harbour Post")))
        members = [Member(ids[name], ids[family], role) for name, family, role, *_ in TOLD]
        writer.replace_reuse([], members)
    return ids


def listed(reader: Reader, told: dict[str, str], **asked: object) -> dict[str, int]:
    """The families of a list by the names of their first members, with their sizes."""
    names = {ids: name for name, ids in told.items()}
    page = reader.families(**asked)  # type: ignore[arg-type]
    assert page.total == len(page.rows)
    return {names[row.id]: row.size for row in page.rows}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, "ad"),
        ({"least": 3}, "a"),
        ({"unseen": True}, "d"),
        ({"holding": ItemQuery(outlet="Inland Daily")}, "d"),
        ({"holding": ItemQuery(outlet="Harbour Post")}, "a"),
        ({"holding": ItemQuery(language="ko")}, "a"),
        ({"holding": ItemQuery(since="2024-02")}, "d"),
        ({"holding": ItemQuery(until="2024-01-05")}, "a"),
        ({"holding": ItemQuery(text="FENCE")}, "d"),
        ({"holding": ItemQuery(outlet="Veld Courier", since="2024-01-06")}, ""),
        ({"holding": ItemQuery(text="alone")}, ""),
        ({"order": "size"}, "da"),
        ({"order": "first"}, "ad"),
        ({"order": "-first"}, "da"),
        ({"order": "-last"}, "da"),
        ({"order": "last"}, "ad"),
        ({"order": "outlets"}, "da"),
        ({"order": "-outlets"}, "ad"),
    ],
)
def test_families_are_restricted_and_sorted(
    store: Store, told: dict[str, str], asked: dict[str, object], found: str
) -> None:
    """A family is listed where one document meets everything that is asked; the size counts all of its documents."""
    sizes = {"a": 3, "d": 2}
    assert list(listed(store.reader(), told, **asked).items()) == [(name, sizes[name]) for name in found]


def test_a_page_behind_the_last_family_still_knows_how_many_there_are(store: Store, told: dict[str, str]) -> None:
    """The total is of the whole list, whichever page is asked for."""
    reader = store.reader()
    assert [(len(page.rows), page.total) for page in (reader.families(limit=1), reader.families(offset=9))] == [
        (1, 2),
        (0, 2),
    ]


def test_a_source_is_its_documents_and_what_brought_nothing(store: Store, told: dict[str, str]) -> None:
    """Numbers, channels, languages and days of an outlet stand together; where nothing was obtained there is none."""
    found = store.reader().sources(SourceQuery())
    assert [row.outlet for row in found.rows] == ["Inland Daily", "Harbour Post", "Veld Courier"]
    assert found.rows[1] == Source("Harbour Post", 2, 1, ("web",), ("en", "ko"), "2024-01-07", "2024-01-08")
    assert found.total == 3


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (SourceQuery(text="pOST"), ["Harbour Post"]),
        (SourceQuery(channel="feed"), ["Veld Courier"]),
        (SourceQuery(failed=True), ["Harbour Post", "gone.example"]),
        (SourceQuery(order="-outlet"), ["Veld Courier", "Inland Daily", "Harbour Post"]),
        (SourceQuery(order="-failed", limit=1), ["Harbour Post"]),
        (SourceQuery(offset=2), ["Veld Courier"]),
        (SourceQuery(text="nobody"), []),
    ],
)
def test_sources_are_restricted_and_sorted(
    store: Store, told: dict[str, str], query: SourceQuery, found: list[str]
) -> None:
    """By words of the name, by channel, by attempts that brought nothing; in the order that is asked."""
    assert [row.outlet for row in store.reader().sources(query).rows] == found


def test_an_order_that_does_not_exist_is_refused(store: Store) -> None:
    """The refusal names the orders that there are."""
    with pytest.raises(UsageError, match="no order"):
        store.reader().families(order="colour")
    with pytest.raises(UsageError, match="no order"):
        store.reader().sources(SourceQuery(order="colour"))
