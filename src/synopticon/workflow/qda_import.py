"""Take another tool's project in: codes, codings of documents that are here, memos. Doing it twice adds nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from synopticon.coding.checking import check_codebook
from synopticon.coding.exchange.project import Project, Remark
from synopticon.coding.exchange.qdpx import OURS
from synopticon.coding.exchange.readings import Reading
from synopticon.model.coding import Code
from synopticon.workflow.codebook import write_codebook
from synopticon.workflow.coding_documents import documents_of
from synopticon.workflow.progress import Progress, Silent
from synopticon.workflow.qda_codes import Merging
from synopticon.workflow.qda_documents import match, take_in
from synopticon.workflow.qda_opening import OpeningOptions, open_project
from synopticon.workflow.qda_taking import Taking

if TYPE_CHECKING:
    from synopticon.workflow.study import Study


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file. tool: what wrote it; reading: how its offsets were read; documents: sources that are
    documents of the study, collected: of these, taken in now; missing: titles of sources that are not here; coders:
    under whose names codings were added; before: the codebook's version until now, None where it is still that one;
    remarks: what was lost or done otherwise.
    """

    form: str
    tool: str | None
    reading: Reading | None
    codes_new: int
    codes_there: int
    documents: int
    collected: int
    missing: tuple[str, ...]
    codings_new: int
    codings_there: int
    memos_new: int
    coders: tuple[str, ...]
    before: int | None
    remarks: tuple[Remark, ...]


def import_project(
    study: Study,
    path: Path,
    options: OpeningOptions = OpeningOptions(),
    *,
    collect: bool = False,
    progress: Progress = Silent(),
) -> Imported:
    """Read the file and put what it holds into the study. Raises what `open_project` raises, StudyError.

    collect: also take in texts that the study does not have, as media items. Never for interviews: those come in
    sealed, by `synopticon interview add`.
    """
    opened = open_project(path, options)
    project = opened.project
    there = match(study, project.sources)
    absent = [source for source in project.sources if source.guid not in there]
    takable = [source for source in absent if collect and source.text and source.text.strip()]
    if takable:
        ids = take_in(study, takable, path.name, progress)
        found = documents_of(study, list(ids.values()))
        there |= {guid: found[one] for guid, one in ids.items() if one in found}
    book = study.reader.codebook()
    merging = _codes(study, project, path.name)
    taking = Taking(study, project, there, merging.ids)
    with study.writing() as writer:
        taking.write(writer)
    taking.say_what_is_left()
    missing = tuple(source.name or source.guid for source in project.sources if source.guid not in there)
    return Imported(
        opened.form,
        project.origin,
        opened.reading,
        len(merging.added),
        len(merging.ids) - len(merging.added),
        len(there),
        len([source for source in takable if source.guid in there]),
        missing,
        taking.new,
        taking.again,
        taking.memos,
        tuple(sorted(taking.coders)),
        book.version if book and merging.added else None,
        (*opened.remarks, *merging.remarks, *taking.remarks),
    )


def _codes(study: Study, project: Project, file: str) -> Merging:
    """Put the codes in place as one version of the codebook, which can be taken back like any other."""
    made: list[Merging] = []

    def edit(present: tuple[Code, ...]) -> tuple[Code, ...]:
        merging = Merging(present, ours=(project.origin or "").startswith(OURS))
        merging.add(project.codes)
        made.append(merging)
        after = (*present, *merging.added)
        check_codebook(after)
        return after

    if project.codes:
        write_codebook(study, edit, f"imported from {file}")
    return made[-1] if made else Merging((), ours=False)
