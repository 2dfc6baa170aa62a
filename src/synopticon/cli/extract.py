"""`synopticon extract`: read captures of a study, or files without one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from synopticon.cli.output import JsonOption, StudyOption, open_study, print_json, progress


def extract(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders to read without a study; none of them: read the study.", metavar="PATH"),
    ] = None,
    study: StudyOption = None,
    ocr: Annotated[bool, typer.Option("--ocr", help="Also read letters in pictures and scans (ocr extra).")] = False,
    as_json: JsonOption = False,
) -> None:
    """Read text, title, authors, date and language.

    With PATH it reads these files, below folders too, without a study and keeps nothing: one line a document; with
    --json one JSON object a line. Without PATH it reads what the study has collected and not read yet. The exit code
    is 3 where not one of the files could be read.

    Example: synopticon extract reports/ --json
    """
    if paths:
        _read_paths(paths, ocr, as_json)
    else:
        _read_study(study, ocr, as_json)


def _read_paths(paths: list[Path], ocr: bool, as_json: bool) -> None:
    from synopticon.workflow.extract import read_paths

    total = read = 0
    for row in read_paths(paths, ocr=ocr):
        total += 1
        read += bool(row["text"])
        if as_json:
            typer.echo(json.dumps(row, ensure_ascii=False))
        else:
            typer.echo(f"{row['path']}: {row['format']}, {len(row['text']):,} characters, {row['title'] or 'no title'}")
            for warning in row["warnings"]:
                typer.echo(f"  {warning}")
    if not read:
        typer.echo(
            f"None of {total} files could be read; their warnings say why." if total else "There are no files here.",
            err=True,
        )
        raise typer.Exit(3)


def _read_study(folder: Path | None, ocr: bool, as_json: bool) -> None:
    from synopticon.workflow.extract import extract_new
    from synopticon.workflow.search import refresh_index

    with open_study(folder) as study, progress(quiet=as_json) as shown:
        done = extract_new(study, ocr=ocr, progress=shown)
        refresh_index(study, progress=shown)
    if as_json:
        print_json({"read": done.read, "unread": done.unread, "warnings": done.warnings})
        return
    typer.echo(f"Read {done.read:,} captures; {done.unread:,} gave no text; {done.warnings:,} warnings.")
    typer.echo("Nothing was changed that would need undoing: an extraction leaves the captured bytes as they are.")
