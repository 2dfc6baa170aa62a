"""Every file that a release says its edition in. A new export is a file beside this one and a row here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from synopticon.model.released import Released
from synopticon.release.edition import Edition
from synopticon.release.exports import citations, data_package, followthemoney, page, readme
from synopticon.release.exports.tables import TABLES, write_table


@dataclass(frozen=True, slots=True)
class Export:
    """One file: its path in the release, what it is, for whom, its media type and how it is written."""

    path: str
    title: str
    example: str
    media_type: str
    write: Callable[[Released[Edition]], bytes]


EXPORTS: tuple[Export, ...] = (
    Export("index.html", "The report, one self-contained page", "Open it in a browser.", "text/html", page.write),
    Export("README.txt", "How to check this release", "Read it first.", "text/plain", readme.write),
    *(
        Export(f"data/{table.path}", table.title, f"Open {table.path} in a spreadsheet.", "text/csv",
               partial(write_table, table))
        for table in TABLES
    ),
    Export("data/datapackage.json", "The tables' description (Frictionless Data Package)",
           "frictionless validate data/datapackage.json", "application/json", data_package.write),
    Export("findings.ftm.jsonl", "The findings as FollowTheMoney entities",
           "Load it into OpenAleph or yente.", "application/x-ndjson", followthemoney.write),
    Export("findings.ftm.loss.json", "What FollowTheMoney cannot say of them",
           "Read it before relying on the entities.", "application/json", followthemoney.write_loss),
    Export("citations.json", "The sources as CSL-JSON", "Import it into Zotero.",
           "application/vnd.citationstyles.csl+json", citations.write_csl),
    Export("citations.bib", "The sources as BibTeX", "Use it from LaTeX.", "application/x-bibtex",
           citations.write_bibtex),
)  # fmt: skip
