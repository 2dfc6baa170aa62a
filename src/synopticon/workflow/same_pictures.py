"""Same pictures: find which captures show one photograph, keep the groups, and log every change of one."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synopticon.capture.payload import payload_of
from synopticon.errors import DamagedStudy, InputError, MissingPart, NotFound, StorageFailed
from synopticon.extraction.pages.pictures import pictures_named
from synopticon.model.custody import Act
from synopticon.model.digests import canonical_json, digest_of
from synopticon.model.item import Item
from synopticon.model.picture import PREFIX, Picture, PictureDecisions, Shown
from synopticon.reuse.pictures.decoding import Frame, frame_of, small_copy
from synopticon.reuse.pictures.grouping import PictureMember, groups
from synopticon.workflow.progress import Progress, Silent

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

STATE = "pictures.state"
"""A fact of the study: a digest of all that the last comparison rested on."""
METHOD = "pictures/1"
"""Version of the rules; part of the state, so that new rules compare anew."""


@dataclass(frozen=True, slots=True)
class PicturesSummary:
    """What a comparison found.

    pictures: compared. refused: pictures that could not be (damaged, too small, too large). groups: of two or more.
    repeats: pictures beyond the first of each group. same_view: pictures that show the same view as another and were
    not merged. pages: documents that show a picture. changed: groups that are not as they were. again: True where
    nothing had changed and the earlier answer stands.
    """

    pictures: int
    refused: int
    groups: int
    repeats: int
    same_view: int
    pages: int
    changed: int = 0
    again: bool = False


def compare_pictures(study: Study, *, progress: Progress = Silent()) -> PicturesSummary:
    """Compare all pictures of the study; where nothing has changed since the last time, say so and change nothing.

    The new groups replace the old ones in one transaction, with an entry in the custody log for each group that is
    not as it was. Raises MissingPart without the pictures extra, StudyBusy where another comparison is running.
    """
    with study.job("pictures"):
        return _compared(study, progress)


def _compared(study: Study, progress: Progress) -> PicturesSummary:
    items = [item for item in study.reader.all_items() if item.format in ("image", "html")]
    judgements = study.reader.judgements()
    running = hashlib.sha256(METHOD.encode())
    for item in items:
        running.update(canonical_json([item.id, item.format]))
    for judgement in judgements:
        if judgement.subject.startswith(f"{PREFIX}:"):
            running.update(judgement.id.encode())
    state = running.hexdigest()
    before = study.reader.pictures()
    if study.reader.fact(STATE) == state:
        return _summary(before, study.reader.shown(pictures=[picture.item for picture in before]), again=True)
    pictures = [item for item in items if item.format == "image"]
    rows = _rows(study, pictures, PictureDecisions.of(judgements), progress)
    compared = [item for item in pictures if item.id in {row.item for row in rows if not row.refused}]
    shown = list(_shown(study, [item for item in items if item.format == "html"], compared, progress))
    changes = list(changes_between(before, rows))
    progress.stage("Keeping")
    with study.writing() as writer:
        writer.replace_pictures(rows, shown)
        writer.set_fact(STATE, state)
        for act in changes:
            writer.record(act)
        result = digest_of(["pictures", [[row.item, row.group, row.parent, row.kind] for row in rows]])
        writer.record(Act("pictures", state, result, {"method": METHOD, "changed": str(len(changes))}))
    return _summary(rows, shown, changed=len(changes))


def _rows(study: Study, items: Sequence[Item], decided: PictureDecisions, progress: Progress) -> list[Picture]:
    """Every picture with its group, ordered by item; those that cannot be compared with the reason."""
    progress.stage("Reading pictures", len(items))
    frames: dict[str, Frame] = {}
    refused: list[Picture] = []
    for item in items:
        try:
            frames[item.id] = frame_of(payload_of(study.reader.capture(item.id), study.archive), item.asked)
        except (DamagedStudy, StorageFailed, MissingPart):
            raise
        except InputError as error:
            refused.append(Picture(item.id, item.id, "", 0, 0, refused=error.sentence()))
        progress.advance()
    progress.stage("Comparing")
    rows = [_row(member, frames[member.name]) for member in groups(frames, decided)]
    return sorted((*rows, *refused), key=lambda row: row.item)


def _row(member: PictureMember, frame: Frame) -> Picture:
    score = None if member.score is None else round(1000 * member.score)
    return Picture(
        member.name, member.family, frame.digest, frame.width, frame.height, member.parent, member.kind, score,
        member.here, member.there, member.reasons, member.views,
    )  # fmt: skip


def _shown(study: Study, pages: Sequence[Item], pictures: Sequence[Item], progress: Progress) -> Iterator[Shown]:
    """Which page names the address of which picture."""
    by_address: defaultdict[str, set[str]] = defaultdict(set)
    for picture in pictures:
        for address in {picture.asked, picture.url or picture.asked}:
            by_address[address].add(picture.id)
    if not by_address:
        return
    progress.stage("Looking for them on pages", len(pages))
    for page in pages:
        capture = study.reader.capture(page.id)
        named = pictures_named(payload_of(capture, study.archive), capture.obtained or capture.asked)
        found = {picture for address in named for picture in by_address.get(address, ())}
        yield from (Shown(page.id, picture) for picture in sorted(found))
        progress.advance()


def changes_between(before: Sequence[Picture], now: Sequence[Picture]) -> Iterator[Act]:
    """An act of the log for every group of two or more that came, changed or went, with the digest of its members."""
    old, new = _members(before), _members(now)
    for group in sorted(old.keys() | new.keys()):
        had, has = old.get(group, frozenset()), new.get(group, frozenset())
        if had != has:
            details = {"joined": str(len(has - had)), "left": str(len(had - has)), "pictures": str(len(has))}
            yield Act("picture-group", group, digest_of(["picture-group", sorted(has)]), details)


def _members(pictures: Sequence[Picture]) -> Mapping[str, frozenset[str]]:
    members: defaultdict[str, set[str]] = defaultdict(set)
    for picture in pictures:
        members[picture.group].add(picture.item)
    return {group: frozenset(some) for group, some in members.items() if len(some) > 1}


def _summary(rows: Sequence[Picture], shown: Sequence[Shown], changed: int = 0, again: bool = False) -> PicturesSummary:
    sizes = [len(members) for members in _members(rows).values()]
    return PicturesSummary(
        pictures=sum(not row.refused for row in rows),
        refused=sum(bool(row.refused) for row in rows),
        groups=len(sizes),
        repeats=sum(sizes) - len(sizes),
        same_view=sum(bool(row.views) for row in rows),
        pages=len({one.page for one in shown}),
        changed=changed,
        again=again,
    )


def thumbnail(study: Study, item: str, longest: int, beside: str | None = None) -> bytes:
    """A picture of the study drawn anew as a PNG of at most so many pixels: nothing else of the captured file is shown.

    beside: a picture with which it was verified; what both show is framed. Raises NotFound for what is no picture of
    the study, MissingPart without the pictures extra, and InputError where it cannot be unpacked.
    """
    rows = study.reader.pictures_of([item, *([beside] if beside else [])])
    if item not in rows:
        raise NotFound(f"no picture is called {item[:12]}", remedy="List them: synopticon pictures list")
    box = None
    if beside in rows:
        here, there = rows[item], rows[beside]
        box = here.here if here.parent == beside else there.there if there.parent == item else None
    return small_copy(payload_of(study.reader.capture(item), study.archive), longest, item[:12], box)
