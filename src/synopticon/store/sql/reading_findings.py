"""What can be asked of passages, judgements and findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from synopticon.errors import NotFound
from synopticon.model.finding import Evidence, Finding
from synopticon.model.judgement import Judgement
from synopticon.model.passage import Passage
from synopticon.store.sql import rows
from synopticon.store.sql.reading_captures import CaptureReading
from synopticon.store.sql.tables import evidence, findings, judgements, passages
from synopticon.store.sql.testimony_reading import testimony_of

_newest = select(findings.c.key, func.max(findings.c.revision).label("revision")).group_by(findings.c.key).subquery()
_LATEST = select(findings).join(
    _newest, (_newest.c.key == findings.c.key) & (_newest.c.revision == findings.c.revision)
)


class FindingReading(CaptureReading):
    """The Reader's part on what people decided and found."""

    def passage(self, passage: str) -> Passage:
        """One passage."""
        return rows.passage_of(self._one(select(passages).where(passages.c.id == passage), "passage", passage))

    def passages_of(self, item: str) -> list[Passage]:
        """The passages cited from an item, in the order of the text."""
        wanted = select(passages).where(passages.c.item == item).order_by(passages.c.start, passages.c.id)
        with self._database.reading() as connection:
            return [rows.passage_of(row) for row in connection.execute(wanted)]

    def judgements(self, subject: str | None = None) -> list[Judgement]:
        """In the order in which they were made; all of them, superseded ones too."""
        wanted = select(judgements).order_by(judgements.c.seq)
        if subject is not None:
            wanted = wanted.where(judgements.c.subject == subject)
        with self._database.reading() as connection:
            return [rows.judgement_of(row) for row in connection.execute(wanted)]

    def findings(self, *, withdrawn: bool = False) -> list[Finding]:
        """The latest revision of each finding with its standing evidence, in the order of their keys."""
        wanted = _LATEST.order_by(findings.c.key)
        if not withdrawn:
            wanted = wanted.where(findings.c.withdrawn.is_(None))
        with self._database.reading() as connection:
            found = connection.execute(wanted).all()
            keys = [row.key for row in found]
            brought, said = _evidence(connection, keys), testimony_of(connection, keys)
        return [rows.finding_of(row, tuple(brought[row.key]), tuple(said[row.key])) for row in found]

    def finding(self, key: str) -> Finding:
        """The latest revision of a finding with its standing evidence."""
        with self._database.reading() as connection:
            found = connection.execute(_LATEST.where(findings.c.key == key)).one_or_none()
            if found is None:
                raise NotFound(f"there is no finding {key}", remedy="See: synopticon finding list")
            brought, said = _evidence(connection, [key])[key], testimony_of(connection, [key])[key]
            return rows.finding_of(found, tuple(brought), tuple(said))

    def findings_citing(self, item: str) -> list[str]:
        """Keys of standing findings with evidence from that item."""
        joined = select(evidence.c.finding).join(passages, passages.c.id == evidence.c.passage)
        citing = joined.where(passages.c.item == item, evidence.c.taken_back.is_(None))
        wanted = _LATEST.where(findings.c.key.in_(citing), findings.c.withdrawn.is_(None)).order_by(findings.c.key)
        with self._database.reading() as connection:
            return [row.key for row in connection.execute(wanted)]


def _evidence(connection: Connection, keys: Sequence[str]) -> defaultdict[str, list[Evidence]]:
    wanted = select(evidence, passages).join(passages, passages.c.id == evidence.c.passage)
    standing = wanted.where(evidence.c.finding.in_(keys), evidence.c.taken_back.is_(None))
    found: defaultdict[str, list[Evidence]] = defaultdict(list)
    for row in connection.execute(standing.order_by(evidence.c.seq)):
        found[row.finding].append(rows.evidence_of(row))
    return found
