"""`synopticon trace`: which documents echo which."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from synopticon.cli.output import JsonOption, StudyOption, open_study, print_json, progress

if TYPE_CHECKING:
    from synopticon.workflow.trace import TraceSummary


def trace(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Find echoes: file copies, rewrites and excerpts of one origin in families.

    Every relation is verified on the text. Confirm or overturn what it finds with `synopticon family`; your
    judgement stands above every later run.

    Example: synopticon trace --study cameras
    """
    from synopticon.workflow.trace import trace as run

    with open_study(study) as opened, progress(quiet=as_json) as shown:
        summary = run(opened, progress=shown)
    if as_json:
        print_json(asdict(summary))
        return
    for line in lines_of(summary):
        typer.echo(line)


def lines_of(summary: TraceSummary) -> list[str]:
    """The summary in plain words."""
    if summary.again:
        lines = ["Nothing has changed since the last trace; its answer stands:"]
    else:
        lines = [f"Traced {summary.documents:,} documents in {summary.seconds:.1f} s."]
    lines.append(
        f"  {summary.families:,} families of two or more, with {summary.echoes:,} echoes; "
        f"{summary.origins:,} independent origins in all."
    )
    lines.append(f"  {summary.copies:,} identical copies, {summary.near:,} near relations, verified on the text.")
    if summary.loose:
        lines.append(f"  {summary.loose:,} quotations or shared templates, which bind nobody.")
    if summary.unseen:
        lines.append(f"  {summary.unseen:,} origins were credited but not collected: they stay unseen.")
    if summary.blank:
        lines.append(f"  {summary.blank:,} documents without any text are in no family and no origin.")
    if summary.short:
        lines.append(f"  {summary.short:,} documents are too short to be compared but for identity.")
    if not summary.again:
        lines.append("To undo: nothing is lost; the families are derived anew by every trace.")
    lines.append("Next: synopticon family")
    return lines
