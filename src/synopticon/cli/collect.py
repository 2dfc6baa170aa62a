"""`synopticon collect`: obtain sources and keep them as evidence."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, replace
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Annotated

import typer

from synopticon.cli.output import JsonOption, StudyOption, open_study, print_json, print_table, progress
from synopticon.errors import InputError, NetworkFailed, UsageError

if TYPE_CHECKING:
    from synopticon.workflow.collect import Collected

_SHOWN = 10
"""Failures shown before the rest is only counted."""


def collect(
    targets: Annotated[
        list[str] | None, typer.Argument(help="Addresses, files, folders, archives, corpora.", metavar="TARGET…")
    ] = None,
    study: StudyOption = None,
    map_: Annotated[
        list[str] | None,
        typer.Option(
            "--map", help="A corpus's columns: text=story_text,title=headline; may be repeated. rows=a.b names a list."
        ),
    ] = None,
    map_file: Annotated[Path | None, typer.Option(help='A TOML file with such lines: text = "story_text".')] = None,
    outlet: Annotated[str | None, typer.Option(help="The outlet, where nothing says it.")] = None,
    language: Annotated[str | None, typer.Option(help="The language (BCP 47), where nothing says it.")] = None,
    kind: Annotated[
        str | None, typer.Option("--as", help="Take every target for a web, feed, sitemap, file, warc, wacz or corpus.")
    ] = None,
    browser: Annotated[bool, typer.Option("--browser", help="Record addresses with Chromium.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the run that was interrupted.")] = False,
    failures: Annotated[bool, typer.Option("--failures", help="Show every failure of this run.")] = False,
    list_channels: Annotated[bool, typer.Option("--channels", help="List the ways to obtain sources.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Obtain sources and keep them as evidence; what is here already stays as it is.

    Example: synopticon collect --study cameras pages/ crawl.wacz rows.json --map text=body,title=headline
    """
    from synopticon.workflow.collect import CollectOptions, open_job
    from synopticon.workflow.collect import collect as run

    if list_channels:
        _print_channels(as_json)
        return
    options = CollectOptions(
        kind=kind, mapping=_mapping(map_ or [], map_file), outlet=outlet, language=language, browser=browser
    )
    with open_study(study) as opened:
        asked = tuple(targets or ())
        if resume:
            job = open_job(opened)
            if job is None:
                raise UsageError("no run was interrupted here", remedy="Name what to collect.")
            asked, options = job
        if not asked:
            raise UsageError("nothing was named", remedy="Name addresses, files or folders; --help shows an example.")
        with progress(quiet=as_json) as listener:
            done = run(opened, asked, options=options, progress=listener)
        where = f" --study {study}" if study else ""
    if as_json:
        print_json(asdict(replace(done, failures=())) | {"failures": [asdict(row) for row in done.failures]})
    else:
        _print(done, where, failures)
    if done.failed and not done.new and not done.again:
        raise typer.Exit(NetworkFailed.exit_code)


def _print_channels(as_json: bool) -> None:
    from synopticon.workflow.collect import channels

    if as_json:
        print_json([asdict(row) for row in channels()])
        return
    for row in channels():
        typer.echo(f"{row.channel.value:8} {row.description}.")
        typer.echo(f"{'':8} Example: {row.example}")
        if row.needs:
            typer.echo(f"{'':8} Needs: {row.needs}")


def _print(done: Collected, where: str, everything: bool) -> None:
    typer.echo(f"{done.new:,} new, {done.again:,} here already, {done.failed:,} failed.")
    shown = done.failures if everything else done.failures[:_SHOWN]
    if shown:
        typer.echo("")
        print_table(("reason", "asked for"), [(row.code, row.asked) for row in shown])
        typer.echo("")
        for sentence in dict.fromkeys(row.reason for row in shown):
            typer.echo(fill(sentence, 78, initial_indent="  ", subsequent_indent="    ", break_long_words=False))
        if len(shown) < done.failed:
            typer.echo(f"And {done.failed - len(shown):,} more: synopticon items{where} --failed")
    if done.new:
        typer.echo(f"Next: synopticon trace{where}, then synopticon search{where} WORDS")
        typer.echo(f"To undo one: synopticon withdraw{where} {done.ids[0][:12]} --reason WHY")


def _mapping(pairs: list[str], path: Path | None) -> dict[str, str]:
    mapping: dict[str, str] = {}
    if path is not None:
        try:
            mapping = {field: str(column) for field, column in tomllib.loads(path.read_text("utf-8")).items()}
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise InputError("the file of columns cannot be read", where=path.name, why=str(error)) from error
    for pair in ",".join(pairs).split(",") if pairs else ():
        field, sign, column = pair.partition("=")
        if not sign or not field.strip() or not column.strip():
            raise UsageError(f"--map cannot be read at {pair!r}", remedy="Write it as field=column,field=column.")
        mapping[field.strip()] = column.strip()
    return mapping
