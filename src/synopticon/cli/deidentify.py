"""`synopticon deidentify`: what of a transcript could identify somebody."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from synopticon.cli.output import JsonOption, print_json, print_table


def deidentify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A transcript: text or subtitles in UTF-8.")],
    identity: Annotated[
        Path | None,
        typer.Option(metavar="RECORD.json", help="The witness's identity record, whose facts are looked for."),
    ] = None,
    model: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Also ask a model detector that is installed: spacy, presidio, gliner."),
    ] = None,
    study: Annotated[
        Path | None,
        typer.Option("--study", "-s", help="A study whose protocol says how coarse places, dates and ages become."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Propose what to replace in a transcript, so that nobody can be traced by it. Nothing is kept or changed.

    Offsets are code points of the file as read. The digest is made with a key that is drawn for this run and
    forgotten, so that it confirms no guess. Known model detectors that are not installed are named on standard error.

    Example: synopticon deidentify interview.srt --identity record.json --json
    """
    import secrets

    from synopticon.workflow.deidentify import deidentify_file, unasked_models
    from synopticon.workflow.memory_image import leave_no_image

    leave_no_image()
    proposed = deidentify_file(file, identity, secrets.token_bytes(32), model or (), study)
    if absent := unasked_models():
        typer.echo(f"Model detectors that are not installed and were not asked: {', '.join(absent)}.", err=True)
    if as_json:
        print_json(asdict(proposed))
        return
    counts = Counter((span.kind.value, span.severity.value) for span in proposed.spans)
    if not counts:
        typer.echo("Nothing was found. That is no promise that nobody can be traced: read it yourself.")
        return
    print_table(("kind", "severity", "places"), [(*key, count) for key, count in sorted(counts.items())])
    typer.echo("Proposals only; a person decides on each. --json prints where they stand.")
