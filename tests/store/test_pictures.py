"""What a comparison of pictures found is given back as it was, and the next one takes its place. All is invented."""

from __future__ import annotations

from datetime import UTC, datetime

from synopticon.model.capture import Capture, Channel
from synopticon.model.judgement import Judgement, Verdict
from synopticon.model.picture import Picture, PictureKind, Shown
from synopticon.store.protocols import Store

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def kept(store: Store, *names: str) -> list[str]:
    """The ids of captures with these names."""
    captures = [Capture(f"file:{name}", NOON, Channel.FILE, digest=f"{at:064x}") for at, name in enumerate(names)]
    with store.writing("ada") as writer:
        for capture in captures:
            writer.add_capture(capture)
    return [capture.id for capture in captures]


def test_pictures_come_back_equal_and_a_new_comparison_takes_their_place(store: Store) -> None:
    """Boxes, reasons and same views are kept; nothing of an earlier comparison is left."""
    first, second, third, page = kept(store, "a.jpg", "b.jpg", "c.jpg", "page.html")
    rows = [
        Picture(first, first, "d" * 64, 640, 480, views=((third, ("a person has moved",)),)),
        Picture(second, first, "e" * 64, 320, 240, first, PictureKind.RESIZED, 990, (0, 0, 320, 240), (0, 0, 640, 480),
                ("98% of 200 blocks with structure show the same",)),
        Picture(third, third, "", 0, 0, refused="the picture is too small to be compared"),
    ]  # fmt: skip
    with store.writing("ada") as writer:
        writer.replace_pictures(rows, [Shown(page, first)])
    reader = store.reader()
    assert reader.pictures() == sorted(rows, key=lambda row: row.item)
    assert reader.pictures([third]) == [rows[2]] and reader.pictures([]) == []
    assert reader.pictures_of([second, page]) == {second: rows[1]}
    assert reader.shown(pages=[page]) == reader.shown(pictures=[first, second]) == [Shown(page, first)]
    assert reader.shown(pages=[first]) == []
    with store.writing("ada") as writer:
        writer.replace_pictures(rows[2:], [])
    assert (reader.pictures(), reader.shown(pages=[page])) == ([rows[2]], [])


def test_groups_come_largest_first_without_what_was_withdrawn(store: Store) -> None:
    """A group whose second picture was withdrawn is no group of two."""
    names = kept(store, *"abcdefg")
    groups = [names[0]] * 2 + [names[2]] * 3 + [names[5]] * 2
    with store.writing("ada") as writer:
        writer.replace_pictures(
            [Picture(item, group, "d", 9, 9) for item, group in zip(names, groups, strict=True)], []
        )
        writer.add_judgement(Judgement(f"item:{names[6]}", Verdict.WITHDRAW, "ada", NOON, "another town"))
    reader = store.reader()
    found = reader.picture_groups()
    assert (found.rows, found.total) == ((names[2], names[0]), 2)
    assert reader.picture_groups(limit=1, offset=1).rows == (names[0],)
    assert reader.picture_groups(least=1).total == 3
