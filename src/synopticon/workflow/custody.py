"""Custody: list the log, verify its chain against itself and against what was published, export its public form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from synopticon.errors import UsageError
from synopticon.model.custody import GENESIS, CustodyEntry, first_break
from synopticon.model.digests import canonical_json
from synopticon.release.public_log import PublicEntry, derive, lines_of
from synopticon.workflow.editions import editions
from synopticon.workflow.keys import commitment_key
from synopticon.workflow.whole_folder import write_folder

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

LOG, STAMPED = "public-log.jsonl", "public-log"
"""The exported file, and the subject under which the private log keeps its time stamps."""


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What verifying the log found.

    entries: how many there are. head: the last entry's digest. broken: the first entry that does not hold, and why;
    None where all hold. following: entries after it, which rest on it and are thereby unproven. rewritten: published
    states of the log that no longer follow from it, a sentence each.
    """

    entries: int
    head: str
    broken: int | None = None
    reason: str | None = None
    following: int = 0
    rewritten: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """True where the chain holds and agrees with everything published."""
        return self.broken is None and not self.rewritten


def verify_chain(study: Study) -> ChainReport:
    """Walk the whole log. A chain alone cannot show that its end was cut off: published heads can, and are compared."""
    count, head = 0, GENESIS

    def counted() -> Iterator[CustodyEntry]:
        nonlocal count, head
        for link in study.reader.custody():
            count, head = count + 1, link.entry
            yield link

    links = counted()
    found = first_break(links)
    for _ in links:
        pass
    if found is None:
        return ChainReport(count, head, rewritten=tuple(_rewritten(study)))
    after = sum(1 for _ in study.reader.custody(after=found[0]))
    return ChainReport(count, head, found[0], found[1], after)


def public_log(study: Study) -> Iterator[PublicEntry]:
    """The public form of the study's log, streamed."""
    return derive(study.reader.custody(), commitment_key(study))


def public_head(study: Study) -> tuple[int, str]:
    """Length and last digest of the public log; what a release's manifest names and a time stamp covers."""
    count, head = 0, GENESIS
    for link in public_log(study):
        count, head = link.sequence, link.entry
    return count, head


def export_log(study: Study, folder: Path) -> int:
    """Write the public log into a new folder, with each time stamp of it and the statement that the stamp covers.

    Answers how many entries there are. Raises UsageError where the folder is there already, StorageFailed.
    """
    if folder.exists():
        raise UsageError("there is something of that name already", where=str(folder), remedy="Name another folder.")
    entries = list(public_log(study))
    files = {LOG: lines_of(entries)}
    for link in study.reader.custody(subject=STAMPED):
        length, head = int(link.act.details["entries"]), link.act.details["head"]
        name = f"stamped-{length}.json"
        files[name] = log_statement(length, head)
        files[f"{name}.tsr"] = study.archive.read(link.act.digest or "")
    target = folder.absolute()
    write_folder(target, files, draft=target.with_name(f".{target.name}.draft"))
    return len(entries)


def log_statement(entries: int, head: str) -> bytes:
    """The bytes that a time stamp of the public log covers."""
    return canonical_json({"entries": entries, "head": head, "synopticon_public_log": 1})


def _rewritten(study: Study) -> Iterator[str]:
    published = [edition for edition in editions(study.folder) if edition.log[0]]
    if not published:
        return
    wanted = {edition.log[0] for edition in published}
    heads = {link.sequence: link.entry for link in public_log(study) if link.sequence in wanted}
    for edition in published:
        length, head = edition.log
        if heads.get(length) != head:
            yield (
                f"edition {edition.number} was signed over a public log of {length} entries that this log no longer "
                "gives: entries before it were changed, or its end was cut off"
            )
