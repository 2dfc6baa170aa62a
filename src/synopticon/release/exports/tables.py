"""The tables of `data/`, each defined once and written as CSV and as a Frictionless schema.

CSV as in RFC 4180, UTF-8, line feeds. A cell that a spreadsheet would take for a formula gets an apostrophe before it,
because titles and quotations are written by strangers; `proofs.json` has the quotations to the letter.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from synopticon.model.released import Released
from synopticon.release.edition import Edition

Cell = str | int | None


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, its Frictionless type and what it means."""

    name: str
    type: str
    description: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file. foreign: (column, other table, its column)."""

    name: str
    title: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    rows: Callable[[Edition], Iterator[tuple[Cell, ...]]]
    foreign: tuple[tuple[str, str, str], ...] = ()

    @property
    def path(self) -> str:
        """The file's name inside `data/`."""
        return f"{self.name}.csv"


def write_table(table: Table, edition: Released[Edition]) -> bytes:
    """The table as CSV."""
    out = io.StringIO()
    plain, quoted = (
        csv.writer(out, lineterminator="\n", quoting=quoting) for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL)
    )
    plain.writerow([field.name for field in table.fields])
    for row in table.rows(edition.value):
        # Of line ends, the writer quotes its own alone; readers take a lone carriage return for one, too.
        writer = quoted if any(isinstance(cell, str) and "\r" in cell for cell in row) else plain
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue().encode("utf-8")


def guarded(text: str) -> str:
    """The text as it may stand in a cell: nothing that a spreadsheet would run."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def _findings(edition: Edition) -> Iterator[tuple[Cell, ...]]:
    for row in edition.findings:
        yield (row.key, row.revision, row.proposition, row.occurred, row.likelihood, row.confidence,
               row.independent_origins, row.documents, row.echoes, row.witnesses, row.gaps or None)  # fmt: skip


def _quotations(edition: Edition) -> Iterator[tuple[Cell, ...]]:
    quotations = {row.id: row for row in edition.quotations}
    for finding in edition.findings:
        for ground in finding.grounds:
            quotation = quotations[ground.quotation]
            yield finding.key, quotation.id, ground.stance, ground.basis, quotation.source, quotation.exact


def _testimony(edition: Edition) -> Iterator[tuple[Cell, ...]]:
    for finding in edition.findings:
        for number, row in enumerate(finding.testimony, 1):
            yield finding.key, number, row.stance, row.basis, row.use, row.words or None


def _sources(edition: Edition) -> Iterator[tuple[Cell, ...]]:
    for row in edition.sources:
        yield (row.id, row.outlet, row.title, row.address, row.published, row.collected, row.language, row.media_type,
               row.channel, row.payload_sha256, row.payload_size)  # fmt: skip


def _origins(edition: Edition) -> Iterator[tuple[Cell, ...]]:
    for finding in edition.findings:
        for number, row in enumerate(finding.origins, 1):
            yield (finding.key, number, row.stance, row.label, row.channel, row.first, row.family, row.source,
                   len(row.documents))  # fmt: skip


def _relations(edition: Edition) -> Iterator[tuple[Cell, ...]]:
    for row in edition.relations:
        yield (row.family, row.source, row.role, row.parent, row.kind, row.score)


TABLES: tuple[Table, ...] = (
    Table(
        "findings", "Findings: one row a proposition", ("finding",),
        (
            Field("finding", "string", "The finding's key; it lasts over editions.", required=True),
            Field("revision", "integer", "How often the finding has been written anew, from 1.", required=True),
            Field("proposition", "string", "What is claimed.", required=True),
            Field("occurred", "string", "When it happened, as EDTF; empty where the finding does not say."),
            Field("likelihood", "string", "A term of ICD 203; empty where none was given."),
            Field("confidence", "string", "low, moderate or high, from the protocol's table.", required=True),
            Field("independent_origins", "integer", "Supporting origins, none from another.", required=True),
            Field("documents", "integer", "Supporting documents, echoes included.", required=True),
            Field("echoes", "integer", "Supporting documents that add no origin.", required=True),
            Field("witnesses", "integer", "Supporting witnesses.", required=True),
            Field("gaps", "string", "What is missing or not known."),
        ),
        _findings,
    ),
    Table(
        "quotations", "Quotations: one row for each time that a finding cites one", ("finding", "quotation"),
        (
            Field("finding", "string", "The finding that cites it.", required=True),
            Field("quotation", "string", "Its name in this release and in proofs.json.", required=True),
            Field("stance", "string", "supports or opposes.", required=True),
            Field("basis", "string", "How the speaker knows: saw, did, was told by, …", required=True),
            Field("source", "string", "The document that is quoted.", required=True),
            Field("exact", "string", "The quoted characters.", required=True),
        ),
        _quotations,
        (("finding", "findings", "finding"), ("source", "sources", "source")),
    ),
    Table(
        "testimony", "Testimony: one row for each time that a finding leans on a witness", ("finding", "testimony"),
        (
            Field("finding", "string", "The finding.", required=True),
            Field("testimony", "integer", "Number within the finding; it is nobody's.", required=True),
            Field("stance", "string", "supports or opposes.", required=True),
            Field("basis", "string", "How the witness knows: saw, did, was told by, …", required=True),
            Field("use", "string", "quote verbatim, paraphrase, or aggregate only (counted).", required=True),
            Field("words", "string", "The words; empty where the witness is only counted."),
        ),
        _testimony,
        (("finding", "findings", "finding"),),
    ),
    Table(
        "sources", "Sources: cited documents, and those of their families that the origin trees show", ("source",),
        (
            Field("source", "string", "A name for the document, the same in every edition.", required=True),
            Field("outlet", "string", "Who published it."),
            Field("title", "string", "Its title."),
            Field("address", "string", "Where it was found; `file:` and a bare name for a file.", required=True),
            Field("published", "string", "When it was published, as EDTF; empty where it does not say."),
            Field("collected", "date", "The day on which it was captured (UTC).", required=True),
            Field("language", "string", "BCP 47."),
            Field("media_type", "string", "As the server or the bytes say."),
            Field("channel", "string", "How it was obtained.", required=True),
            Field("payload_sha256", "string", "SHA-256 of the captured bytes.", required=True),
            Field("payload_size", "integer", "Their number.", required=True),
        ),
        _sources,
    ),
    Table(
        "origins", "Origins: one row for each independent origin behind a finding", ("finding", "origin"),
        (
            Field("finding", "string", "The finding.", required=True),
            Field("origin", "integer", "Number within the finding.", required=True),
            Field("stance", "string", "supports or opposes.", required=True),
            Field("label", "string", "Outlet and date, as a person would name it.", required=True),
            Field("channel", "string", "The kind of source.", required=True),
            Field("first", "string", "When it first appeared, as EDTF."),
            Field("family", "string", "The family of documents that share it.", required=True),
            Field("source", "string", "The origin itself; empty where it was not collected."),
            Field("documents", "integer", "Cited documents that go back to it.", required=True),
        ),
        _origins,
        (("finding", "findings", "finding"), ("source", "sources", "source")),
    ),
    Table(
        "relations", "Relations: each document's place in its family", ("family", "source"),
        (
            Field("family", "string", "The family.", required=True),
            Field("source", "string", "The document.", required=True),
            Field("role", "string", "origin, echo, single or echo-of-unseen.", required=True),
            Field("parent", "string", "The document from which it was taken."),
            Field("kind", "string", "What it is to its parent: copy, light, …; quote: only the cited words."),
            Field("score", "integer", "Share of the shorter text that both have, in thousandths."),
        ),
        _relations,
        (("source", "sources", "source"), ("parent", "sources", "source")),
    ),
)  # fmt: skip
