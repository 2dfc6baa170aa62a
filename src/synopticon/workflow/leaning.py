"""Leaning: on which photographs cited passages lean, since their document is one or shows one, and who counts as one.

A capture of a photograph is that photograph: all its captures together are one observation, at once. That a page shows
it says less, for its words may know more than the picture: it is proposed, and counts when a person confirms it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from synopticon.findings.trail import Place
from synopticon.model.corroboration import RestsOn
from synopticon.model.item import Item
from synopticon.model.judgement import Judgement, Verdict
from synopticon.workflow.attributing import PICTURE, subject_of
from synopticon.workflow.picture_groups import groups_now

if TYPE_CHECKING:
    from synopticon.store.protocols import Reader

FURNITURE = 10
"""A picture that more pages of one outlet show is a mark of its pages, and no evidence."""

Verdicts = Mapping[str, Mapping[str, Verdict]]


@dataclass(frozen=True, slots=True)
class Leanings:
    """rests: the photographs of each passage. captures: of each cited picture all captures of its photograph. keys: of
    each picture that plays a part, the identity of its photograph as a source.
    """

    rests: Mapping[str, tuple[RestsOn, ...]] = field(default_factory=dict)
    captures: Mapping[str, frozenset[str]] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)

    def sentences(self, cited: Sequence[str]) -> tuple[str, ...]:
        """What is said of a photograph of which several captures are cited. cited: items of the evidence."""
        groups = Counter(self.captures[item] for item in dict.fromkeys(cited) if item in self.captures)
        return tuple(
            f"{count} of the cited documents are captures of one photograph; they count as one observation."
            for count in sorted((count for count in groups.values() if count > 1), reverse=True)
        )


def leanings(reader: Reader, places: Mapping[str, Place], judgements: Sequence[Judgement], on: Verdicts) -> Leanings:
    """The photographs behind passages that stand at these places. on: the standing judgements on attributions."""
    cited = {place.item for place in places.values()}
    named = {name: _named(on.get(name, {})) for name in places}
    shown: defaultdict[str, set[str]] = defaultdict(set)
    for one in reader.shown(pages=sorted(cited)):
        shown[one.page].add(one.picture)
    pictures = cited.union(*shown.values(), *named.values())
    now = groups_now(reader, pictures, judgements)
    if not now:
        return Leanings()
    keys = {item: PICTURE + min(captures) for item, captures in now.items()}
    keys |= {other: keys[item] for item, captures in now.items() for other in captures}
    items = reader.items_of(sorted(keys))
    marks = _furniture(reader, keys)
    rests = {}
    for name, place in places.items():
        seen = {picture for picture in shown[place.item] if keys.get(picture, "") not in marks} | named[name]
        rests[name] = tuple(
            _rest(name, place, items[picture], keys[picture], on.get(name, {}), shown=picture in shown[place.item])
            for picture in sorted(seen & keys.keys() & items.keys() - now.get(place.item, frozenset()))
        )
    return Leanings(rests, {item: now[item] for item in cited & now.keys()}, keys)


def _named(verdicts: Mapping[str, Verdict]) -> set[str]:
    """Pictures on which a person says that a passage leans."""
    return {
        key.removeprefix(PICTURE)
        for key, verdict in verdicts.items()
        if key.startswith(PICTURE) and verdict is Verdict.CONFIRM
    }


def _furniture(reader: Reader, keys: Mapping[str, str]) -> set[str]:
    """Photographs, by their key, that many pages of one outlet show."""
    shown = reader.shown(pictures=sorted(keys))
    pages = reader.items_of(sorted({one.page for one in shown}))
    outlets = Counter(
        (keys[one.picture], pages[one.page].outlet)
        for one in {(keys[row.picture], row.page): row for row in shown}.values()
        if one.page in pages
    )
    return {key for (key, _), count in outlets.items() if count > FURNITURE}


def _rest(
    passage: str, place: Place, picture: Item, key: str, verdicts: Mapping[str, Verdict], *, shown: bool
) -> RestsOn:
    own = PICTURE + picture.id
    return RestsOn(
        subject=subject_of(passage, own),
        passage=passage,
        item=place.item,
        key=key,
        name=f"one photograph ({name_of(picture)})",
        kind="",
        words="The document shows it." if shown else "",
        start=place.start,
        end=place.end,
        lead=False,
        verdict=verdicts.get(own),
        picture=picture.id,
    )


def name_of(picture: Item) -> str:
    """A picture as a person would name it: its title, else its file."""
    return picture.title or picture.asked.removeprefix("file:").rstrip("/").rpartition("/")[2] or picture.asked
