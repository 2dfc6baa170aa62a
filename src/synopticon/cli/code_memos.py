"""`synopticon code memo|memos`: notes on the study, a code or a document."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from synopticon.cli.output import JsonOption, StudyOption, open_study, print_json, wrapped
from synopticon.errors import UsageError

CoderOption = Annotated[str | None, typer.Option("--coder", help="Who writes; else the study's usual name.")]


def memo(
    text: Annotated[str | None, typer.Argument(help="What is to be kept in mind.")] = None,
    code: Annotated[str | None, typer.Option("--code", help="A memo on this code.")] = None,
    document: Annotated[str | None, typer.Option("--document", help="A memo on this document.")] = None,
    reword: Annotated[str | None, typer.Option("--reword", help="Another wording of this memo.")] = None,
    remove: Annotated[str | None, typer.Option("--remove", help="Take this memo away.")] = None,
    coder: CoderOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a memo on the study, a code or a document; reword one, or take one away. Every wording is kept.

    Example: synopticon code memo "dummies count as cameras" --code technology/video
    """
    from synopticon.workflow.coding_memos import remove_memo, reword_memo, write_memo

    if sum(one is not None for one in (code, document, reword, remove)) > 1:
        raise UsageError("a memo is on one thing", remedy="Name one of --code, --document, --reword and --remove.")
    with open_study(study) as opened:
        if remove is not None:
            found = remove_memo(opened, remove)
        elif reword is not None:
            found = reword_memo(opened, reword, text or "", by=coder)
        else:
            kind = "code" if code else "document" if document else "study"
            found = write_memo(opened, text or "", kind=kind, about=code or document or "", by=coder)
    if as_json:
        print_json(asdict(found))
        return
    typer.echo(f"{'Took away' if remove else 'Kept'} memo {found.id[:12]}.")
    if remove:
        typer.echo("To undo: write it again; what it said stays in the study's history.")
    else:
        typer.echo(f"To undo: synopticon code memo --remove {found.id[:12]}")


def memos(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """List the memos on the study, on codes and on documents.

    Example: synopticon code memos
    """
    from synopticon.workflow.codebook import Tree

    with open_study(study) as opened:
        found = opened.reader.memos()
        book = opened.reader.codebook()
    if as_json:
        print_json([asdict(one) for one in found])
        return
    tree = Tree(book.codes if book else ())
    for one in found:
        about = {"study": "the study", "code": tree.path(one.about), "document": one.about[:12]}[one.kind]
        typer.echo(f"{one.id[:12]}  on {about}, {one.by}, {one.at:%Y-%m-%d}")
        for line in wrapped(one.text):
            typer.echo(line)
    if not found:
        typer.echo('There are no memos yet. Write one: synopticon code memo "dummies count"')
