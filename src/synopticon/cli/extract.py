"""`synopticon extract`: read captures of a study, or files without one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from synopticon.cli.output import JsonOption, StudyOption, open_study, print_json, progress


def extract(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders to read without a study; none: read the study.")
    ] = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read text, dates, authors and language.

    With FILE or FOLDER it reads these and keeps nothing: one line a document, with --json one JSON object a line.
    Without, it reads what the study has collected and not read yet.

    Example: synopticon extract reports/ --json
    """
    if paths:
        _read_paths(paths, as_json)
    else:
        _read_study(study, as_json)


def _read_paths(paths: list[Path], as_json: bool) -> None:
    from synopticon.errors import UnreadableFormat
    from synopticon.workflow.extract import read_paths

    total = read = 0
    for row in read_paths(paths):
        total += 1
        read += bool(row["text"])
        if as_json:
            typer.echo(json.dumps(row, ensure_ascii=False))
        else:
            typer.echo(f"{row['path']}: {row['format']}, {len(row['text'])} characters, {row['title'] or 'no title'}")
            for warning in row["warnings"]:
                typer.echo(f"  {warning}")
    if total and not read:
        raise UnreadableFormat(f"none of {total} files could be read", remedy="The warnings above say why.")


def _read_study(folder: Path | None, as_json: bool) -> None:
    from synopticon.workflow.extract import extract_new

    with open_study(folder) as study, progress(quiet=as_json) as shown:
        done = extract_new(study, progress=shown)
    if as_json:
        print_json({"read": done.read, "unread": done.unread, "warnings": done.warnings})
        return
    typer.echo(f"Read {done.read} captures; {done.unread} gave no text; {done.warnings} warnings.")
    typer.echo("To undo: nothing needs undoing; an extraction never changes what was captured.")
