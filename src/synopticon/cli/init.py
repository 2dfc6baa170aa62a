"""`synopticon init`: begin a study."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from synopticon.cli.output import JsonOption, print_json


def init(
    folder: Annotated[Path, typer.Argument(help="The folder to begin the study in; made if it is not there.")],
    title: Annotated[str, typer.Option(help="What the study is called on its pages.")] = "",
    question: Annotated[str, typer.Option(help="The question that the study answers.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Begin a study in a folder.

    Example: synopticon init cameras --title "Cameras in Veldania"
    """
    from synopticon.workflow.study import Study

    with Study.create(folder, title=title or folder.resolve().name, question=question) as study:
        where = str(study.folder)
    if as_json:
        print_json({"study": where})
        return
    typer.echo(f"Began a study in {where}. Its protocol is {where}/study.toml.")
    typer.echo(f"Next: synopticon collect --study {where} FILE|FOLDER|URL")
    typer.echo(f"To undo: remove the folder {where}.")
