"""Pictures: well-formed SVG without styles or scripts, whose rows, dots and sums are those of the family."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree

from synopticon.model.item import Item
from synopticon.model.reuse import Kind, Role
from synopticon.reuse.drift import Drift
from synopticon.reuse.facts import FactKind
from synopticon.reuse.lineage import JOINED
from synopticon.workflow.family import FamilyView
from synopticon.workflow.family_member import FamilyMember
from synopticon.workflow.pictures import origin_tree_svg
from synopticon.workflow.timeline import Bar, timeline_svg

SVG = "{http://www.w3.org/2000/svg}"


def item(number: int, outlet: str, published: str | None) -> Item:
    return Item(
        id=f"{number:064x}", extraction=None, asked="file:a", url=None, channel="file", media_type=None, format="txt",
        collected=datetime(2026, 1, 1, tzinfo=UTC), title="Masts <& wires>", outlet=outlet, authors=(),
        published=published, language="en", length=100, family=f"{0:064x}",
    )  # fmt: skip


def family(echoes: int, *, agency: str | None = None) -> FamilyView:
    """An origin (or the first echo of an unseen one) and so many copies of it, the last without a date."""
    role = Role.ECHO_OF_UNSEEN if agency else Role.ORIGIN
    rows = [FamilyMember(item(0, "Alpha", "2024-05-01"), role, None, None, None, (), (), (), agency, 0)]
    for number in range(1, echoes + 1):
        date = None if number == echoes else f"2024-05-{number % 28 + 1:02d}"
        echo = item(number, f"Outlet {number}", date)
        rows.append(FamilyMember(echo, Role.ECHO, rows[0].item.id, Kind.COPY, 990, (), (), (), None, 1))
    return FamilyView(rows[0].item.id, "Masts <& wires>", tuple(rows), tuple(rows), None, None, agency, ())


def test_every_member_is_a_dot_with_its_words() -> None:
    """One linked dot a member with a title; the sums stand in the picture's title."""
    tree = ElementTree.fromstring(origin_tree_svg(family(4)))
    links = tree.findall(f".//{SVG}a")
    assert len(links) == 5 and all(link.find(f".//{SVG}title") is not None for link in links)
    assert tree.findtext(f"{SVG}title") == "5 documents · 1 independent origin"


def test_nothing_in_it_needs_a_looser_policy() -> None:
    """No style attribute or element, no script, no handler, no outside address: a strict CSP lets all of it through."""
    for picture in (origin_tree_svg(family(4)), timeline_svg([Bar("Fence", "2020/..", ("2021",))])):
        assert not re.search(r"<style|\bstyle=|<script|\bon\w+=|href=\"http", picture)


def test_an_unseen_origin_is_hollow_and_dashed() -> None:
    """The agency has a row of its own, drawn in dashes."""
    picture = origin_tree_svg([family(2), family(3, agency="Reuters")])
    assert "Reuters: not collected" in picture and "stroke-dasharray" in picture
    assert "7 documents · 2 independent origins, 1 of them unseen" in picture


def test_five_hundred_copies_fold_into_one_row() -> None:
    """A large family stays usable: copies that hang on one parent share a row that says how many they are."""
    tree = ElementTree.fromstring(origin_tree_svg(family(499)))
    assert int(tree.attrib["height"]) < 200
    assert any(text.text == "499 copies" for text in tree.iter(f"{SVG}text"))


def texts(picture: str) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(picture).iter(f"{SVG}text")]


def test_unchanged_copies_of_one_day_share_a_row_and_changed_ones_do_not() -> None:
    """From twenty members on; the row's dots name every outlet, and one that changed a number keeps its own row."""
    view = family(21)
    day = replace(view.members[1].item, published="2024-05-02")
    same = [replace(one, item=replace(day, id=one.item.id, outlet=one.item.outlet)) for one in view.members[1:]]
    drifted = replace(same[0], drift=(Drift(FactKind.NUMBER, "100", "300", 0, 3, 0, 3),))
    rows = (view.members[0], drifted, *same[1:])
    picture = origin_tree_svg(replace(view, members=rows, tree=rows))
    assert "20 copies" in texts(picture) and "Outlet 1" in texts(picture)
    assert all(f"Outlet {number}" in picture for number in range(1, 22))
    small = replace(view, members=rows[:9], tree=rows[:9])
    assert not any("copies" in text for text in texts(origin_tree_svg(small)))


def test_beside_other_families_echoes_of_one_kind_share_a_row() -> None:
    """Where origins are compared, a crowd of echoes takes a row a kind; each dot keeps its link and its words."""
    view = family(24)
    half = [replace(one, kind=Kind.ABRIDGED) for one in view.members[1:13]]
    rows = (view.members[0], *half, *view.members[13:])
    tree = ElementTree.fromstring(origin_tree_svg([replace(view, members=rows, tree=rows), family(2)]))
    said = [text.text for text in tree.iter(f"{SVG}text")]
    assert "12 abridged" in said and "12 copies" in said
    links = tree.findall(f".//{SVG}a")
    assert len(links) == 28 and all(link.find(f".//{SVG}title") is not None for link in links)


def test_what_a_person_joined_hangs_on_the_root_by_a_dashed_line() -> None:
    """A translation shares no words and still has its edge, and the reason beside it."""
    view = family(1)
    joined = replace(view.members[1], parent=None, kind=None, reasons=(f"{JOINED}: translated",))
    picture = origin_tree_svg(replace(view, members=(view.members[0], joined), tree=(view.members[0], joined)))
    assert 'stroke-dasharray="3 3"' in picture and "joined by a person" in texts(picture)


def test_the_sums_have_room_and_long_outlets_too() -> None:
    """No line beside the bracket is longer than its room; an outlet of 40 letters stands whole."""
    view = family(3, agency="Reuters")
    name = "Proceedings of Veldan Technical Academies"
    rows = (replace(view.members[0], item=replace(view.members[0].item, outlet=name)), *view.members[1:])
    said = texts(origin_tree_svg(replace(view, members=rows, tree=rows)))
    assert {"4 documents", "1 independent origin", "(unseen)", name} <= set(said)


def test_notes_stand_right_of_their_dots_within_the_picture() -> None:
    """No note lies on the line that leads to its dot, nor beneath the bracket."""
    tree = ElementTree.fromstring(origin_tree_svg(family(9), width=960))
    dots = {circle.attrib["cy"]: float(circle.attrib["cx"]) for circle in tree.iter(f"{SVG}circle")}
    notes = [text for text in tree.iter(f"{SVG}text") if text.text in ("origin", "copy")]
    assert len(notes) == 10
    for note in notes:
        row = f"{float(note.attrib['y']) - 4:.1f}"
        assert dots[row] < float(note.attrib["x"]) < 720 and note.attrib["text-anchor"] == "start"


def test_one_old_publication_does_not_squeeze_the_bars() -> None:
    """What was published far outside the bars' time is counted at the edge with its date, and the bar stays wide."""
    picture = timeline_svg([Bar("a", "2019/2022", ("1953-03", "2020", "2041-05-01"))])
    assert {"‹ 1 earlier", "1 later ›"} <= set(texts(picture))
    assert "published 1953-03" in picture and "published 2041-05-01" in picture
    rect = next(ElementTree.fromstring(picture).iter(f"{SVG}rect"))
    assert float(rect.attrib["width"]) > 400
    near = timeline_svg([Bar("a", "2019/2022", ("2018", "2023"))])
    assert not any("earlier" in text or "later" in text for text in texts(near))


def test_a_long_label_is_broken_between_words() -> None:
    """Two lines hold it; only what does not fit on them is cut."""
    said = texts(timeline_svg([Bar("F1 Cameras were installed in schools and workplaces", "2020")]))
    assert {"F1 Cameras were installed in", "schools and workplaces"} <= set(said)


def test_every_colour_has_one_to_fall_back_on() -> None:
    """Where no stylesheet names the colours, a picture wears the light palette."""
    for svg in (origin_tree_svg(family(2)), timeline_svg([Bar("a", "2020")])):
        variables = re.findall(r"var\([^)]*\)?", svg)
        assert variables and all(re.fullmatch(r"var\(--[\w-]+, #[0-9a-f]{6}\)", one) for one in variables)


def test_open_ends_fade_and_known_ends_do_not() -> None:
    """A bar since 2019 fades at its end, one by 2021 at its beginning; no date is said in words."""
    picture = timeline_svg([Bar("a", "2019/.."), Bar("b", "../2021"), Bar("c", "2020"), Bar("d", None)])
    opacities = [
        tuple(stop.attrib["stop-opacity"] for stop in gradient)
        for gradient in ElementTree.fromstring(picture).iter(f"{SVG}linearGradient")
    ]
    assert opacities == [("1", "1", "0"), ("0", "1", "1"), ("1", "1", "1")]
    assert "no date is known" in picture


def test_nothing_to_draw_is_still_a_picture() -> None:
    """No bars, or a family without any date, make a picture all the same."""
    assert ElementTree.fromstring(timeline_svg([])).tag == f"{SVG}svg"
    lone = FamilyMember(item(1, "Alpha", None), Role.SINGLE, None, None, None, (), (), (), None, 0)
    view = FamilyView(lone.item.id, "Alone", (lone,), (lone,), None, None, None, ())
    assert "1 document · 1 independent origin" in origin_tree_svg(view)


def test_a_family_of_one_morning_stands_on_a_scale_that_names_the_day() -> None:
    """Minutes apart, the dots keep their order, and the axis says of which day its hours are."""
    told = family(2)
    hours = ("2024-05-01T09:00Z", "2024-05-01T18:20+09:00", "2024-05-01T09:50Z")
    rows = tuple(
        replace(row, item=replace(row.item, published="2024-05-01", published_at=at))
        for row, at in zip(told.members, hours, strict=True)
    )
    tree = ElementTree.fromstring(origin_tree_svg(replace(told, members=rows, tree=rows)))
    dots = [float(dot.attrib["cx"]) for dot in tree.findall(f".//{SVG}a//{SVG}circle[@fill='var(--paper, #fbfaf7)']")]
    assert dots == sorted(dots) and len(set(dots)) == 3
    assert [text for text in tree.itertext() if text.startswith(("2024-05-01 06:00", "12:00"))] == [
        "2024-05-01 06:00", "12:00",
    ]  # fmt: skip
    assert "2024-05-01 18:20 +09:00" in "".join(tree.itertext())
