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
    as_json: JsonOption = False,
) -> None:
    """Propose what to replace in a transcript, so that nobody can be traced by it. Nothing is kept or changed.

    Offsets are code points of the file as read. The digest is made with a key that is drawn for this run and
    forgotten, so that it confirms no guess.

    Example: synopticon deidentify interview.srt --identity record.json --json
    """
    import secrets

    from synopticon.workflow.deidentify import deidentify_file

    proposed = deidentify_file(file, identity, secrets.token_bytes(32))
    if as_json:
        print_json(asdict(proposed))
        return
    counts = Counter((span.kind.value, span.severity.value) for span in proposed.spans)
    print_table(("kind", "severity", "places"), [(*key, count) for key, count in sorted(counts.items())])
