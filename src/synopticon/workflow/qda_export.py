"""Hand what is coded to other tools: a project, a codebook or a table of codings, written whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from synopticon.coding.exchange.project import Code, Remark
from synopticon.coding.exchange.spreadsheet import CodingRow, write_codings
from synopticon.model.coding import DocumentKind
from synopticon.model.custody import Act
from synopticon.model.digests import digest_of, sha256_hex
from synopticon.store.durably import Draft
from synopticon.workflow.qda_gathering import Gathered, gather
from synopticon.workflow.qda_writing import file_of, form_of, left_out

__all__ = ["Exported", "Remark", "export_project", "exports_holding"]

if TYPE_CHECKING:
    from synopticon.workflow.study import Study


_EXPORTS = "qda-exports"
"""The fact that lists files with witnesses' words: name, day, and the random ids of the texts."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written. witnesses: pseudonyms whose texts are in the file; lost: what it cannot say."""

    path: Path
    form: str
    codes: int
    documents: int
    codings: int
    memos: int
    size: int
    witnesses: tuple[str, ...]
    lost: tuple[Remark, ...]


def export_project(
    study: Study, path: Path, *, documents: Sequence[str] = (), permitted_only: bool = False, replace: bool = False
) -> Exported:
    """Write a file whose ending says its form. Raises UsageError, NotFound, Refused, StorageFailed: no file then."""
    form = form_of(path, replacing=replace)
    gathered = gather(study, documents, permitted_only=permitted_only)
    data, remarks = _written(form, gathered)
    texts = form != "qdc"
    witnesses = [one for one in gathered.documents if one.kind is DocumentKind.TESTIMONY and texts]
    with Draft(path.parent) as draft:
        draft.write(data)
        # Before the file has its name: a copy that nobody remembers could not be called back.
        _log(study, path, form, gathered, data, [one.id for one in witnesses])
        draft.keep_as(path, 0o600 if witnesses else 0o644)
    project = gathered.project
    return Exported(
        path,
        form,
        sum(1 for _ in project.every_code()),
        len(project.sources) if texts else 0,
        sum(len(source.selections) for source in project.sources) if texts else 0,
        len(project.memos) if form == "qdpx" else 0,
        len(data),
        tuple(one.case for one in witnesses),
        remarks,
    )


def _written(form: str, gathered: Gathered) -> tuple[bytes, tuple[Remark, ...]]:
    if form == "csv":
        data = write_codings(_rows(gathered))
        return data, (*gathered.remarks, *left_out(gathered.project, ("memos", "cases"), "a table holds codings alone"))
    data, remarks = file_of(gathered.project, form)
    return data, remarks if form == "qdc" else (*gathered.remarks, *remarks)


def _rows(gathered: Gathered) -> list[CodingRow]:
    project = gathered.project
    paths: dict[str, tuple[str, ...]] = {}
    _name_paths(project.codes, (), paths)
    users = {user.guid: user.name or "" for user in project.users}
    return [
        CodingRow(
            document.id,
            selection.start,
            selection.end,
            paths[coding.code],
            source.name or "",
            (source.text or "")[selection.start : selection.end],
            coding.code,
            users.get(coding.by or "", ""),
            coding.at or "",
            selection.description or "",
            coding.guid,
        )
        for document, source in zip(gathered.documents, project.sources, strict=True)
        for selection in source.selections
        for coding in selection.codings
    ]


def _name_paths(codes: Sequence[Code], above: tuple[str, ...], found: dict[str, tuple[str, ...]]) -> None:
    for code in codes:
        found[code.guid] = (*above, code.name)
        _name_paths(code.children, found[code.guid], found)


def exports_holding(study: Study, texts: Collection[str]) -> list[str]:
    """The files, by name and day, in which one of these witnesses' texts left the study: for a withdrawal."""
    return [
        f"{name}, exported on {day}" for name, day, held in json.loads(study.reader.fact(_EXPORTS) or "[]")
        if not set(texts).isdisjoint(held)
    ]  # fmt: skip


def _log(study: Study, path: Path, form: str, gathered: Gathered, data: bytes, texts: Sequence[str]) -> None:
    """Remember that it left. Of a file with witnesses' words no digest is kept: it would confirm a guess of them."""
    digest = digest_of(["qda", form]) if texts else sha256_hex(data)
    details = {"form": form, "codes": str(sum(1 for _ in gathered.project.every_code()))}
    with study.writing() as writer:
        writer.record(Act("qda-export", "codebook", digest, details))
        if texts:
            known = json.loads(study.reader.fact(_EXPORTS) or "[]")
            known.append([path.name, study.clock().date().isoformat(), list(texts)])
            writer.set_fact(_EXPORTS, json.dumps(known, ensure_ascii=False))
