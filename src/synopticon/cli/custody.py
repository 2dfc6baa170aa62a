"""`synopticon custody`: the log of every act on evidence; list it, verify it, export its public form, time-stamp it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from synopticon.cli.output import JsonOption, StudyOption, open_study, print_json, print_table

app = typer.Typer(no_args_is_help=True, help="The custody log: every act on evidence, each bound to all before it.")


@app.command("list")
def list_entries(
    study: StudyOption = None,
    after: Annotated[int, typer.Option(help="Begin behind this entry.")] = 0,
    limit: Annotated[int, typer.Option(help="Show at most so many.")] = 40,
    subject: Annotated[str | None, typer.Option(help="Only acts on the thing with this id.")] = None,
    as_json: JsonOption = False,
) -> None:
    """List the log: who did what to which thing, and when.

    Example: synopticon custody list --study cameras --after 100
    """
    with open_study(study) as opened:
        rows = list(opened.reader.custody(after=after, limit=limit, subject=subject))
    if as_json:
        print_json([asdict(row) for row in rows])
        return
    if not rows:
        typer.echo("No acts here. The log begins with the first: synopticon collect FILE|FOLDER|URL")
        return
    print_table(
        ["entry", "when (UTC)", "who", "act", "on", "digest"],
        [
            [row.sequence, f"{row.at:%Y-%m-%d %H:%M}", row.who, row.act.act, row.act.subject[:12], row.entry[:12]]
            for row in rows
        ],
    )
    if len(rows) == limit:
        typer.echo(f"There may be more: --after {rows[-1].sequence}")


@app.command("verify")
def verify(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Walk the whole chain and name the first entry that does not hold; ends with 1 where one does not.

    Example: synopticon custody verify --study cameras
    """
    from synopticon.workflow.custody import verify_chain

    with open_study(study) as opened:
        report = verify_chain(opened)
    if as_json:
        print_json(asdict(report) | {"holds": report.holds})
    elif report.holds:
        typer.echo(f"All {report.entries} entries hold, each bound to those before it.")
        typer.echo(f"The last one is {report.head}.")
    if report.broken is not None and not as_json:
        typer.echo(f"Entry {report.broken} does not hold: {report.reason}.")
        typer.echo(
            f"The {report.broken - 1} before it hold. The {report.following} after it rest on it and prove nothing."
        )
    for sentence in () if as_json else report.rewritten:
        typer.echo(f"{sentence[:1].upper()}{sentence[1:]}.")
    if not report.holds:
        raise typer.Exit(1)


@app.command("export")
def export(
    folder: Annotated[Path, typer.Argument(help="The folder to write; it must not be there yet.")],
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the log's public form: day, act and a hiding commitment, a line each. Nobody's name, no address, no digest.

    The time stamps that were obtained for it lie beside it.

    Example: synopticon custody export --study cameras public-log/
    """
    from synopticon.workflow.custody import export_log

    with open_study(study) as opened:
        count = export_log(opened, folder)
    if as_json:
        print_json({"folder": str(folder), "entries": count})
        return
    typer.echo(f"Wrote {count} entries to {folder}. To undo: remove the folder.")


@app.command("timestamp")
def timestamp(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Have the service at timestamp.url say when the log's public form stood as it does now (RFC 3161).

    Example: synopticon custody timestamp --study cameras
    """
    from synopticon.workflow.timestamp import stamp_log

    with open_study(study) as opened:
        stamp = stamp_log(opened)
    if as_json:
        print_json(asdict(stamp) | {"statement": stamp.statement.decode("utf-8")})
        return
    typer.echo(f"The public log had {stamp.entries} entries at {stamp.time:%Y-%m-%d %H:%M:%S} UTC, says the service.")
    typer.echo(f"Policy {stamp.policy}; certificate of {stamp.certificate or 'nobody named'}, not yet checked.")
    typer.echo(f"The answer is kept in the archive as {stamp.answer}; custody export takes it along.")
