"""The origin tree of a finding for a release, drawn from public names alone: no private id reaches a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from synopticon.errors import NotFound
from synopticon.release.edition import Picture
from synopticon.workflow.family import FamilyMember, FamilyView, family_view
from synopticon.workflow.family_text import sums
from synopticon.workflow.pictures import origin_tree_svg

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

WIDTH = 960


def origin_tree(study: Study, families: Sequence[str], public: Callable[[str], str]) -> Picture | None:
    """One picture over these families; None where none of them has been traced. public: an item's published name."""
    views = []
    for family in dict.fromkeys(families):
        try:
            views.append(_published(family_view(study, family), public))
        except NotFound:
            continue
    if not views:
        return None
    svg = origin_tree_svg(views, width=WIDTH)
    for view in views:
        for member in view.members:
            name = member.item.id
            svg = svg.replace(f'href="#item-{name[:12]}" data-item="{name}"', f'href="#s-{name}"')
    return Picture(svg, sums(views))


def _published(view: FamilyView, public: Callable[[str], str]) -> FamilyView:
    def named(member: FamilyMember) -> FamilyMember:
        parent = public(member.parent) if member.parent else None
        return replace(member, item=replace(member.item, id=public(member.item.id), asked=""), parent=parent)

    return replace(view, members=tuple(map(named, view.members)), tree=tuple(map(named, view.tree)))
