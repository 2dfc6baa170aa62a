"""Changes of the codebook that move codings: codes merged into one, and going back to an earlier version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from synopticon.coding import editing
from synopticon.coding.restoring import restored
from synopticon.coding.undoing import reverse
from synopticon.errors import UsageError
from synopticon.model.coding import ActKind, Code, Codebook, CodingAct, CodingQuery, Revision
from synopticon.workflow.codebook import Tree, codebook_of, write_codebook
from synopticon.workflow.coding_acts import keep_act

if TYPE_CHECKING:
    from synopticon.store.protocols import Writer
    from synopticon.workflow.study import Study


@dataclass(frozen=True, slots=True)
class Moved:
    """A change of the codebook and how many codings went with it. kept: codes that stay, retired, for their codings."""

    book: Codebook
    codings: int
    kept: tuple[Code, ...] = ()


def merge_codes(study: Study, merged: Sequence[str], into: str) -> Moved:
    """Put codes into another one: their codings bear that code from now on, and the codes are gone from the tree.

    merged, into: as people name them. Raises NotFound, UsageError. Where a coder has given one span both codes, one of
    the two codings is taken away. restore_codebook brings all back.
    """
    moved = 0

    def ids() -> tuple[list[str], str]:
        tree = Tree(codebook_of(study).codes)
        target = tree.find(into).id
        gone = list(dict.fromkeys(tree.find(one).id for one in merged))
        if target in gone:
            raise UsageError("a code cannot be merged into itself", remedy="Name another code with --into.")
        return gone, target

    gone, target = ids()

    def follow(writer: Writer, book: Codebook) -> CodingAct | None:
        nonlocal moved
        revisions = _recoded(study, gone, target, book.version)
        moved = len(revisions)
        return keep_act(study, writer, book.by, ActKind.CODEBOOK, revisions) if revisions else None

    note = f"merged {len(gone)} codes into {target[:12]}"
    book = write_codebook(study, lambda codes: editing.merge(codes, gone, target), note, follow)
    return Moved(book, moved)


def restore_codebook(study: Study, version: int) -> Moved:
    """Put an earlier version in place again, as a new version; codings that later versions moved go back with it.

    A code that came later and has codings stays, retired. Raises NotFound for an unknown version.
    """
    wanted = codebook_of(study, version).codes
    moved = 0
    kept: list[Code] = []

    def edit(codes: tuple[Code, ...]) -> tuple[Code, ...]:
        back = {one.coding.id: one for one in _moved_back(study, version)}
        borne = {row.code for row in study.reader.coding_spans(CodingQuery()) if row.id not in back}
        borne |= {one.coding.code for one in back.values() if one.stands}
        after, stayed = restored(codes, wanted, borne)
        kept.extend(stayed)
        return after

    def follow(writer: Writer, book: Codebook) -> CodingAct | None:
        nonlocal moved
        revisions = _moved_back(study, version)
        moved = len(revisions)
        return keep_act(study, writer, book.by, ActKind.CODEBOOK, revisions) if revisions else None

    return Moved(write_codebook(study, edit, f"version {version} again", follow), moved, tuple(kept))


def _recoded(study: Study, gone: Sequence[str], target: str, version: int) -> list[Revision]:
    found = study.reader.codings(CodingQuery(codes=(*gone, target))).rows
    there = {(one.document, one.reading, one.start, one.end, one.coder) for one in found if one.code == target}
    revisions = []
    for one in found:
        if one.code == target:
            continue
        place = (one.document, one.reading, one.start, one.end, one.coder)
        stands = place not in there
        there.add(place)
        revisions.append(Revision(replace(one, code=target, version=version) if stands else one, stands))
    return revisions


def _moved_back(study: Study, version: int) -> list[Revision]:
    """The codings that versions later than this one moved, as they become when that is taken back, latest first."""
    now: dict[str, Revision] = {}
    for later in reversed(study.reader.codebook_versions()):
        if later.version <= version:
            break
        if later.act is not None:
            changes = study.reader.act_changes(later.act)
            # What an earlier act left must be seen as the later one, just taken back, leaves it.
            seen = [replace(change, now=now.get(change.after.coding.id, change.now)) for change in changes]
            now |= {one.coding.id: one for one in reverse(seen).revisions}
    return list(now.values())
