"""Groups of pictures as pages and commands show them, and as a count of origins heeds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synopticon.errors import NotFound
from synopticon.model.item import Item, Page
from synopticon.model.judgement import Judgement
from synopticon.model.picture import Picture, PictureDecisions, PictureKind
from synopticon.reuse.pictures.settling import settled
from synopticon.workflow.in_time import moment_of_item

if TYPE_CHECKING:
    from synopticon.store.protocols import Reader
    from synopticon.workflow.study import Study


@dataclass(frozen=True, slots=True)
class PictureMember:
    """A picture with its document's facts and the pages that show it."""

    item: Item
    picture: Picture
    pages: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class PictureGroup:
    """Captures of one photograph: the one after which the group is named first, then by date and id.

    views: pictures outside the group that show the same view as a member and were not merged, each with that member.
    """

    id: str
    members: tuple[PictureMember, ...]
    views: tuple[tuple[Item, str, tuple[str, ...]], ...] = ()

    @property
    def pages(self) -> tuple[Item, ...]:
        """Every page that shows one of them, once."""
        return tuple({page.id: page for member in self.members for page in member.pages}.values())

    def member(self, item: str) -> PictureMember:
        """The member with that item id. Raises NotFound."""
        for member in self.members:
            if member.item.id == item:
                return member
        raise NotFound(f"picture group {self.id[:12]} has no member {item[:12]}")


def picture_groups(study: Study, *, least: int = 2, limit: int = 50, offset: int = 0) -> Page[PictureGroup]:
    """The groups of at least that many pictures, largest first."""
    names = study.reader.picture_groups(least=least, limit=limit, offset=offset)
    return Page(tuple(_groups(study.reader, names.rows)), names.total)


def picture_group(study: Study, name: str) -> PictureGroup:
    """The group that bears this id, or to which the picture with this id belongs. Raises NotFound."""
    found = study.reader.pictures_of([name]).get(name)
    groups = _groups(study.reader, [found.group]) if found and not found.refused else []
    if not groups:
        raise NotFound(f"no picture group is called {name[:12]}", remedy="List them: synopticon pictures list")
    return groups[0]


@dataclass(frozen=True, slots=True)
class PicturePair:
    """Two captures side by side; kind, score (thousandths) and reasons are None or empty where none was verified."""

    a: PictureMember
    b: PictureMember
    kind: PictureKind | None
    score: int | None
    reasons: tuple[str, ...]


def picture_pair(study: Study, a: str, b: str) -> PicturePair:
    """Two pictures with what the last comparison says of the two. Raises NotFound."""
    rows = study.reader.pictures_of([a, b])
    for name in (a, b):
        if name not in rows:
            raise NotFound(f"no picture is called {name[:12]}", remedy="List them: synopticon pictures list")
    one, other = (_groups(study.reader, [rows[name].group])[0].member(name) for name in (a, b))
    tied = next((row for row, to in ((rows[a], b), (rows[b], a)) if row.parent == to), None)
    if tied:
        return PicturePair(one, other, tied.kind, tied.score, tied.reasons)
    seen = dict(rows[a].views).get(b) or dict(rows[b].views).get(a)
    return PicturePair(one, other, PictureKind.SAME_VIEW if seen else None, None, seen or ())


def picture_counts(study: Study) -> tuple[int, int]:
    """How many pictures were compared, and how many could not be."""
    refused = [bool(picture.refused) for picture in study.reader.pictures()]
    return len(refused) - sum(refused), sum(refused)


def same_views(study: Study, limit: int = 50) -> list[tuple[Item, Item, tuple[str, ...]]]:
    """Pairs of pictures that show the same view and stand in two groups, with the reasons; proposals for a person."""
    pictures = {picture.item: picture for picture in study.reader.pictures()}
    pairs = [
        (picture.item, other, reasons)
        for picture in pictures.values()
        for other, reasons in picture.views
        if picture.item < other and other in pictures and pictures[other].group != picture.group
    ][:limit]
    items = study.reader.items_of(sorted({name for one, other, _ in pairs for name in (one, other)}))
    return [(items[one], items[other], reasons) for one, other, reasons in pairs if {one, other} <= items.keys()]


def refused_pictures(study: Study) -> list[tuple[str, str]]:
    """Pictures that could not be compared, each with the reason."""
    return [(picture.item, picture.refused) for picture in study.reader.pictures() if picture.refused]


def _groups(reader: Reader, names: Sequence[str]) -> list[PictureGroup]:
    rows = reader.pictures(names)
    shown = reader.shown(pictures=[row.item for row in rows])
    beyond = {other for row in rows for other, _ in row.views}
    items = reader.items_of(sorted({row.item for row in rows} | {one.page for one in shown} | beyond))
    pages: defaultdict[str, list[Item]] = defaultdict(list)
    for one in shown:
        if one.page in items and items[one.page].withdrawn is None:
            pages[one.picture].append(items[one.page])
    members: defaultdict[str, list[PictureMember]] = defaultdict(list)
    for row in rows:
        if row.item in items and items[row.item].withdrawn is None:
            members[row.group].append(PictureMember(items[row.item], row, tuple(pages[row.item])))
    return [_group(name, members[name], items) for name in names if members[name]]


def _group(name: str, members: Sequence[PictureMember], items: Mapping[str, Item]) -> PictureGroup:
    order = sorted(members, key=lambda one: (one.item.id != name, moment_of_item(one.item).order, one.item.id))
    inside = {member.item.id for member in members}
    views = {
        other: (items[other], member.item.id, reasons)
        for member in order
        for other, reasons in member.picture.views
        if other in items and other not in inside
    }
    return PictureGroup(name, tuple(order), tuple(views.values()))


def groups_now(reader: Reader, items: Iterable[str], judgements: Sequence[Judgement]) -> dict[str, frozenset[str]]:
    """Of each of these pictures all captures of its photograph, as the last comparison and all judgements have it.

    What is no picture, or was not compared, is left out.
    """
    decided = PictureDecisions.of(judgements)
    wanted = {row.group for row in reader.pictures_of(sorted(items)).values()}
    joined = {name for pair in decided.joined for name in pair}
    wanted |= {row.group for row in reader.pictures_of(sorted(joined)).values()} if wanted else set()
    rows = reader.pictures(sorted(wanted))
    verified = [(row.item, row.parent) for row in rows if row.parent]
    group = settled([row.item for row in rows], verified, decided)
    members: defaultdict[str, set[str]] = defaultdict(set)
    for name, head in group.items():
        members[head].add(name)
    return {item: frozenset(members[group[item]]) for item in items if item in group}
