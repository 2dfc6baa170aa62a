"""Another tool's project as a file of another form, without a study: what a study has no place for goes along too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from synopticon.coding.exchange.project import Remark
from synopticon.coding.exchange.qdc import write_qdc
from synopticon.coding.exchange.qdpx import write_qdpx
from synopticon.coding.exchange.readings import Reading
from synopticon.errors import UsageError
from synopticon.store.durably import Draft
from synopticon.workflow.qda_gathering import ORIGIN
from synopticon.workflow.qda_opening import OpeningOptions, open_project

_WRITTEN = (".qdpx", ".qdc")


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
    """Read a file and write it as `.qdpx` or `.qdc`. Raises what `open_project` raises, UsageError, StorageFailed."""
    if out.suffix.lower() not in _WRITTEN:
        raise UsageError(
            "a project is converted to REFI-QDA", where=out.name, remedy=f"Let the name end in {' or '.join(_WRITTEN)}."
        )
    if out.exists() and not replacing:
        raise UsageError("a file of that name is there already", where=str(out), remedy="Add --replace, or rename.")
    opened = open_project(file, options)
    project = replace(opened.project, origin=ORIGIN)
    if out.suffix.lower() == ".qdpx":
        data, remarks = write_qdpx(project)
    else:
        data, remarks = write_qdc(project.codes, project.groups, ORIGIN)
        if project.sources:
            remarks += (Remark("sources", f"documents ({len(project.sources):,}) have no place in a codebook"),)
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
