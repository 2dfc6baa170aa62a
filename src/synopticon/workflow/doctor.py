"""Examine a study from its protocol to its last byte, and mend what can be derived again."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from synopticon.errors import StaleIndex, SynopticonError
from synopticon.kernel.building import REMEDY
from synopticon.kernel.library import ENVIRONMENT, NUMPY, find_kernel, way
from synopticon.model.custody import first_break
from synopticon.store.durably import PART, is_leftover
from synopticon.store.index_checking import damaged_files
from synopticon.store.index_state import read_state
from synopticon.workflow.indexing import refresh_index, staleness
from synopticon.workflow.progress import Progress, Silent
from synopticon.workflow.study import Study

ROOM = 500_000_000
"""Free bytes under which a study may soon be unable to keep anything."""

SHOWN = 20
"""Faults of one kind that are named one by one."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check: a short name, whether it holds, what was found, and what to do where it does not hold."""

    name: str
    ok: bool
    sentence: str
    remedy: str | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """One row of the list of checks: name, the faults it finds, what to say where there are none, what to do where
    there are some; deep ones are made only when asked for.
    """

    name: str
    faults: Callable[[Study, Progress], Iterator[str]]
    right: str
    remedy: str
    deep: bool = False


@dataclass(frozen=True, slots=True)
class Mended:
    """What was put right: items derived, blobs found in packs, documents in the search index, leftovers removed."""

    items: int
    packed: int
    indexed: int
    leftovers: tuple[str, ...]


def examine_folder(folder: Path, *, deep: bool = False, progress: Progress = Silent()) -> tuple[Check, ...]:
    """Examine the study in folder, also where it cannot be opened: then that is the only check."""
    try:
        study = Study(folder)
    except SynopticonError as error:
        return (Check("opening", ok=False, sentence=_sentence(error), remedy=error.remedy),)
    with study:
        return examine(study, deep=deep, progress=progress)


def examine(study: Study, *, deep: bool = False, progress: Progress = Silent()) -> tuple[Check, ...]:
    """Every check in turn. deep: read every archived byte again."""
    found = [Check("opening", ok=True, sentence="The protocol can be read and the database opens.")]
    for look in LOOKS:
        if deep or not look.deep:
            found.append(_answer(look, look.faults(study, progress)))
    return (*found, _kernel(), _vault(study.folder))


def mend(study: Study, *, progress: Progress = Silent()) -> Mended:
    """Make anew what is derived: items, the archive's look-up, the search index; and remove leftovers.

    Raises StudyBusy where a job is running.
    """
    with study.job("collect"), study.job("trace"), study.job("publish"):
        leftovers = tuple(_leftovers(study.folder, clear=True))
        items, packed = study.store.mend(), study.archive.packs.rebuild()
        indexed = refresh_index(study, progress=progress, rebuild=True).documents
        return Mended(items, packed, indexed, leftovers)


def _database(study: Study, progress: Progress) -> Iterator[str]:
    progress.stage("Checking the database")
    for fault in study.store.faults():
        progress.advance()
        if fault:
            yield fault


def _custody(study: Study, progress: Progress) -> Iterator[str]:
    progress.stage("Following the custody log")
    if broken := first_break(study.reader.custody()):
        yield f"entry {broken[0]} does not hold: {broken[1]}"


def _archive(study: Study, progress: Progress) -> Iterator[str]:
    counts = study.reader.counts()
    progress.stage("Looking for every captured file", counts.captures)
    seen = ""
    for capture in study.reader.captures():
        progress.advance()
        if capture.place and capture.place.blob != seen:
            seen = capture.place.blob
            if not study.archive.has(seen):
                yield f"{capture.asked}: its bytes ({seen[:12]}…) are not in the archive"
    for name in study.archive.packs.damaged():
        yield f"archive/packs/{name} cannot be opened"


def _payloads(study: Study, progress: Progress) -> Iterator[str]:
    from synopticon.capture.payload import payload_of

    blobs = list(study.archive.digests())
    progress.stage("Reading every archived byte", len(blobs) + study.reader.counts().captures)
    for blob in blobs:
        progress.advance()
        if not study.archive.holds(blob):
            yield f"archived bytes {blob[:12]}… do not have the digest that names them"
    for capture in study.reader.captures():
        progress.advance()
        if capture.place:
            try:
                payload_of(capture, study.archive)
            except SynopticonError as error:
                yield f"{capture.asked}: {_sentence(error)}"


def _unfinished(study: Study, progress: Progress) -> Iterator[str]:
    progress.stage("Looking for leftovers")
    yield from (f"{name} is an unfinished file of a process that is no more" for name in _leftovers(study.folder))


def _leftovers(folder: Path, *, clear: bool = False) -> Iterator[str]:
    for path in sorted(folder.rglob(f"*{PART}")):
        if path.is_file() and is_leftover(path, clear=clear):
            yield str(path.relative_to(folder))


def _index(study: Study, progress: Progress) -> Iterator[str]:
    progress.stage("Looking at the search index")
    try:
        state = read_state(study.folder / "index")
    except StaleIndex as error:
        yield _sentence(error)
        return
    if state is None:
        if study.reader.counts().extractions:
            yield "there is no search index yet"
        return
    yield from (f"index/{name} is damaged" for name in damaged_files(study.folder / "index", state))
    if behind := staleness(study, state):
        yield behind.removesuffix(".")


def _kernel() -> Check:
    """By which of two ways echoes are found; both are well, and one is sooner done."""
    try:
        slow = way() == NUMPY
    except SynopticonError as error:
        return Check("kernel", ok=False, sentence=_sentence(error), remedy=error.remedy)
    if not slow:
        return Check("kernel", ok=True, sentence="Echoes are found by the compiled kernel.")
    said = "Echoes are found by NumPy, with the same answer as by the compiled kernel, but later"
    if why := find_kernel().why:
        return Check("kernel", ok=True, sentence=f"{said}: {why}.", remedy=REMEDY)
    return Check("kernel", ok=True, sentence=f"{said}: {ENVIRONMENT} asks for it.")


def _vault(folder: Path) -> Check:
    """Whether a vault is here and can be used. What it holds is for `synopticon vault status`, not for this."""
    if not (folder / "vault").is_dir():
        return Check("vault", ok=True, sentence="No vault is here; all but interviews works without one.")
    if find_spec("pyrage"):
        said = "A vault is here, and pyrage, which it needs. Into it looks: synopticon vault status"
        return Check("vault", ok=True, sentence=said)
    said = "A vault is here; pyrage, which it needs, is not."
    return Check("vault", ok=False, sentence=said, remedy="Install it: pip install 'synopticon[vault]'")


def _room(study: Study, progress: Progress) -> Iterator[str]:
    progress.stage("Looking at the disk")
    free = shutil.disk_usage(study.folder).free
    if free < ROOM:
        yield f"the disk has {free // 1_000_000} MB left"


LOOKS: tuple[Look, ...] = (
    Look("database", _database, "The database is whole, and every id follows from its row.",
         "What can be derived again: synopticon doctor --mend. For the rest, restore the database from a copy."),
    Look("custody", _custody, "The custody log's chain holds from its first entry to its last.",
         "Restore the database from a copy made before that entry was changed; do not write to this one."),
    Look("archive", _archive, "Every captured file is in the archive.",
         "Restore the archive folder from a copy; then: synopticon doctor --deep"),
    Look("bytes", _payloads, "Every archived byte is what it was when it was collected.",
         "Restore these files from a copy of the archive.", deep=True),
    Look("leftovers", _unfinished, "Nothing unfinished lies about.", "Remove them: synopticon doctor --mend"),
    Look("index", _index, "The search index is abreast of the study.", "Make it anew: synopticon doctor --mend"),
    Look("disk", _room, "The disk has room.", "Make room before collecting more."),
)  # fmt: skip


def _answer(look: Look, faults: Iterator[str]) -> Check:
    try:
        found = list(islice(faults, SHOWN))
        more = sum(1 for _ in faults)
    except SynopticonError as error:
        return Check(look.name, ok=False, sentence=_sentence(error), remedy=error.remedy or look.remedy)
    if not found:
        return Check(look.name, ok=True, sentence=look.right)
    said = "; ".join(found) + (f"; and {more} more" if more else "")
    return Check(look.name, ok=False, sentence=f"Found: {said}.", remedy=look.remedy)


def _sentence(error: SynopticonError) -> str:
    where = f" ({error.where})" if error.where else ""
    why = f": {error.why}" if error.why else ""
    return f"{error.what[:1].upper()}{error.what[1:]}{where}{why}."
