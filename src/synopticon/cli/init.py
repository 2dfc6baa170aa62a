"""`synopticon init`: begin a study."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from synopticon.cli.output import JsonOption, near, print_json


def init(
    folder: Annotated[Path, typer.Argument(help="The folder to begin the study in; made if it is not there.")],
    title: Annotated[str, typer.Option(help="What the study is called on its pages.")] = "",
    question: Annotated[str, typer.Option(help="The question that the study answers.")] = "",
    notice: Annotated[str, typer.Option(help="A sentence for every page, e.g. that the country is invented.")] = "",
    database: Annotated[str, typer.Option(help="A PostgreSQL URL; else SQLite in the folder.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Begin a study in a folder.

    The folder is open to you alone; to share it, widen its permissions yourself.

    Example: synopticon init cameras --title "Cameras in Veldania"
    """
    from synopticon.workflow.study import Study

    named = title or folder.resolve().name
    with Study.create(folder, title=named, question=question, notice=notice, database=database) as study:
        whole = study.folder
    if as_json:
        print_json({"study": str(whole)})
        return
    where = near(whole)
    typer.echo(f"Began a study in {where}. Its protocol is {where}/study.toml.")
    typer.echo(f"Next: synopticon collect --study {where} FILE|FOLDER|URL")
    also = ", and empty its database" if database else ""
    typer.echo(f"To undo: remove the folder {where}{also}.")
