"""How an act on codings is kept: its revisions and, for media, its place in the custody log, in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from synopticon.coding.checking import coder_name
from synopticon.model.coding import ActKind, Coding, CodingAct, Revision, Settlement
from synopticon.model.custody import Act
from synopticon.model.digests import digest_of
from synopticon.workflow.codebook import new_id

if TYPE_CHECKING:
    from synopticon.store.protocols import Writer
    from synopticon.workflow.study import Study


def coder_of(study: Study, named: str | None) -> str:
    """The coder who works: the one named, else the study's usual name. Raises UsageError for what is no name."""
    return coder_name(named or study.settings.text("study.collector"))


def keep_act(
    study: Study,
    writer: Writer,
    by: str,
    kind: ActKind,
    revisions: Sequence[Revision],
    *,
    of: str | None = None,
    settlement: Settlement | None = None,
) -> CodingAct:
    """Keep one act. The custody log holds acts on media alone: of a witness's text it would keep what a withdrawal
    must destroy.
    """
    touched = {revision.coding.document for revision in revisions} | ({settlement.document} if settlement else set())
    only = next(iter(touched)) if len(touched) == 1 else ""
    act = CodingAct(new_id(study), by, kind, study.clock(), only, of)
    writer.add_coding_act(act, revisions, settlement)
    by_document: defaultdict[str, list[Revision]] = defaultdict(list)
    for revision in revisions:
        by_document[revision.coding.document].append(revision)
    # Whatever is not known as a media item stays out of the log.
    for document in sorted(study.reader.items_of(sorted(touched))):
        log = by_document[document]
        details = {"act": act.id, "codings": str(len(log))}
        writer.record(Act(f"coding-{kind.value}", document, _digest(log, settlement), details))
    return act


def _digest(revisions: Sequence[Revision], settlement: Settlement | None) -> str:
    def row(coding: Coding) -> list[object]:
        return [coding.id, coding.reading, coding.start, coding.end, coding.code, coding.coder, coding.version,
                coding.at.isoformat(), coding.memo]  # fmt: skip

    reason = [settlement.id, settlement.coding, list(settlement.beside), settlement.reason] if settlement else []
    return digest_of(["coding", *([*row(one.coding), one.stands] for one in revisions), reason])
