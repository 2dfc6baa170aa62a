"""Another tool's project as a file of another form, without a study: what a study has no place for goes along too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from synopticon.coding.exchange.project import Remark
from synopticon.coding.exchange.readings import Reading
from synopticon.store.durably import Draft
from synopticon.workflow.qda_opening import OpeningOptions, open_project
from synopticon.workflow.qda_writing import ORIGIN, file_of, form_of


@dataclass(frozen=True, slots=True)
class Converted:
    """What was read and written. tool: what wrote the file; reading: how its offsets were read; remarks: what was lost
    or done otherwise.
    """

    path: Path
    form: str
    tool: str | None
    reading: Reading | None
    codes: int
    documents: int
    codings: int
    remarks: tuple[Remark, ...]


def convert(file: Path, out: Path, options: OpeningOptions = OpeningOptions(), *, replacing: bool = False) -> Converted:
    """Read a file and write it in another form. Raises what `open_project` raises, UsageError, StorageFailed."""
    form = form_of(out, replacing=replacing, without=("csv",))
    opened = open_project(file, options)
    project = replace(opened.project, origin=ORIGIN)
    data, remarks = file_of(project, form)
    with Draft(out.parent) as draft:
        draft.write(data)
        draft.keep_as(out, 0o600)
    return Converted(
        out,
        opened.form,
        opened.project.origin,
        opened.reading,
        sum(1 for _ in project.every_code()),
        len(project.sources),
        sum(len(selection.codings) for source in project.sources for selection in source.selections),
        (*opened.remarks, *remarks),
    )
