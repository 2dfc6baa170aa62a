"""The origin tree of a finding for a release, drawn from public names alone: no private id reaches a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from synopticon.errors import NotFound
from synopticon.model.corroboration import OriginGroup
from synopticon.model.reuse import Kind, Role
from synopticon.release.edition import Picture
from synopticon.workflow.family import FamilyView, family_view
from synopticon.workflow.family_member import FamilyMember
from synopticon.workflow.family_text import sums
from synopticon.workflow.in_time import in_time
from synopticon.workflow.pictures import origin_tree_svg

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

WIDTH = 960


def view_of(study: Study, group: OriginGroup) -> FamilyView:
    """The family of an origin, and behind it the cited documents that share with it only the cited words.

    Weighing follows single passages, so that a document can go back to an origin outside its own family.
    """
    if group.source and group.origin is None:
        return _behind_a_source(study, group)
    try:
        view = family_view(study, group.family)
    except NotFound:
        view = FamilyView(group.family, group.label, (), (), group.origin, None, None, ())
    present = {member.item.id for member in view.members}
    head = group.origin or next((member.item.id for member in view.tree), None)
    joined = []
    for document in group.documents:
        if document not in present:
            alone = head in (None, document)
            role, parent, kind = (
                (Role.SINGLE, None, None) if alone else (Role.ECHO, head, None if group.source else Kind.QUOTE)
            )
            item = study.reader.item(document)
            joined.append(FamilyMember(item, role, parent, kind, None, (), (), (), None, 0 if alone else 1))
            head = head or document
    return replace(view, members=(*view.members, *joined), tree=(*view.tree, *joined))


def _behind_a_source(study: Study, group: OriginGroup) -> FamilyView:
    """The families of all documents that rest on a source which was not collected, under that source."""
    members = study.reader.members_of(group.documents)
    families = dict.fromkeys(member.family for member in members.values())
    views = [family_view(study, family) for family in families]
    rows = [_below(member) for view in views for member in view.tree]
    return FamilyView(group.family, group.label, tuple(in_time(rows)), tuple(rows), None, None, group.source, ())


def _below(member: FamilyMember) -> FamilyMember:
    """What stood for an origin goes back to one that was not collected."""
    stood = member.role in (Role.ORIGIN, Role.SINGLE)
    return replace(member, role=Role.ECHO_OF_UNSEEN) if stood else member


def origin_tree(views: Sequence[FamilyView], public: Callable[[str], str]) -> Picture | None:
    """One picture over a finding's origins; None where it has none. public: an item's published name."""
    named = [_published(view, public) for view in views]
    if not named:
        return None
    svg = origin_tree_svg(named, width=WIDTH)
    for view in named:
        for member in view.members:
            name = member.item.id
            svg = svg.replace(f'href="#item-{name[:12]}" data-item="{name}"', f'href="#s-{name}"')
    return Picture(svg, sums(named))


def _published(view: FamilyView, public: Callable[[str], str]) -> FamilyView:
    def named(member: FamilyMember) -> FamilyMember:
        parent = public(member.parent) if member.parent else None
        # Drift shows words of documents that no finding cites; in a release every source's word has its proof. What is
        # published is dated by the day.
        item = replace(member.item, id=public(member.item.id), asked="", published_at=None)
        return replace(member, item=item, parent=parent, drift=(), spans=())

    return replace(view, members=tuple(map(named, view.members)), tree=tuple(map(named, view.tree)))
