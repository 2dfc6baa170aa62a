"""Pictures: well-formed SVG without styles or scripts, whose rows, dots and sums are those of the family."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from xml.etree import ElementTree

from synopticon.model.item import Item
from synopticon.model.reuse import Kind, Role
from synopticon.workflow.family import FamilyMember, FamilyView
from synopticon.workflow.pictures import origin_tree_svg
from synopticon.workflow.svg_parts import without_variables
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


def test_without_variables_only_plain_colours_remain() -> None:
    """A typesetting program gets the light palette."""
    plain = without_variables(origin_tree_svg(family(2)))
    assert "var(" not in plain and "#1c1e21" in plain


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
