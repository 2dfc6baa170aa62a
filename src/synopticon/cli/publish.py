"""`synopticon publish`: write a release that anyone can check."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from synopticon.cli.output import JsonOption, StudyOption, near, open_study, print_json, progress

if TYPE_CHECKING:
    from synopticon.workflow.publish import Published


def publish(
    findings: Annotated[
        list[str] | None, typer.Argument(help="Keys of the findings to publish; else all that stand.", metavar="KEY…")
    ] = None,
    study: StudyOption = None,
    title: Annotated[str | None, typer.Option(help="A title for this edition; else the study's.")] = None,
    evidence: Annotated[
        Path | None, typer.Option("--evidence", help="Also write the evidence pack (WACZ) to this file, apart.")
    ] = None,
    timestamp: Annotated[
        bool, typer.Option("--timestamp", help="Have the service at timestamp.url say when (RFC 3161).")
    ] = False,
    again: Annotated[bool, typer.Option("--again", help="A new edition even where nothing changed.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Pass the release gate and write the next edition to the study's releases folder.

    Where the last edition says the same already, nothing is written.

    Example: synopticon publish --study cameras F1 F3 --evidence evidence.wacz
    """
    from synopticon.workflow.publish import publish as run

    with open_study(study) as opened, progress(quiet=as_json) as listener:
        done = run(
            opened,
            title=title,
            keys=findings,
            evidence=evidence,
            timestamp=timestamp,
            again=again,
            progress=listener,
        )
    if as_json:
        print_json(asdict(done))
        return
    _print(done)


def _print(done: Published) -> None:
    where = near(done.folder)
    if done.new:
        typer.echo(
            f"Published edition {done.number} in {where}: {_many(done.findings, 'finding')}, "
            f"{_many(done.quotations, 'quotation')}, {_many(done.sources, 'source')}."
        )
    else:
        typer.echo(f"Nothing changed since edition {done.number} in {where}; nothing was written.")
    typer.echo(f"Manifest  {done.manifest}")
    typer.echo(f"Signer    {done.signer}")
    if done.evidence:
        typer.echo(f"Evidence  {done.evidence}: whole documents and positions. Give it to those who may have them.")
    for sentence in (*done.left_out, *done.warnings):
        typer.echo(f"Note: {sentence}")
    typer.echo(f"Check it: synopticon verify {where} --key KEY.pem   (synopticon key show > KEY.pem)")
    if done.new:
        typer.echo("To undo: remove the folder. Its number stays taken, and the custody log keeps the act.")


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
