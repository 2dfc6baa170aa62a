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
        lines = [f"Traced {_counted(summary.documents, 'document')} in {summary.seconds:.1f} s."]
    lines.append(
        f"  {_counted(summary.families, 'family', 'families')} of two or more, with "
        f"{_counted(summary.echoes, 'echo', 'echoes')}; {_counted(summary.origins, 'independent origin')} in all."
    )
    lines.append(
        f"  Verified on the text: {_counted(summary.copies, 'identical copy', 'identical copies')}, "
        f"{_counted(summary.near, 'near relation')}."
    )
    for number, noun, plural, said in (
        (summary.loose, "quotation or template", "quotations or templates", "binding nobody"),
        (summary.unseen, "origin", "origins", "credited but not collected: unseen"),
        (summary.blank, "document", "documents", "without any text, in no family and no origin"),
        (summary.short, "document", "documents", "too short to be compared but for identity"),
    ):
        if number:
            lines.append(f"  {_counted(number, noun, plural)} {said}.")
    if summary.languages:
        lines.append(f"  {_counted(summary.translations, 'pair')} possibly translated, binding nobody.")
        lines.append(_model(summary.embedder))
    if not summary.again:
        lines.append("To undo: nothing is lost; the families are derived anew by every trace.")
    lines.append("Next: synopticon family")
    return lines


def _counted(number: int, noun: str, plural: str | None = None) -> str:
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def _model(embedder: str | None) -> str:
    """Who was asked beyond the clues that two texts give."""
    if embedder:
        return f"  The multilingual model {embedder} was asked as well."
    return "  No multilingual model is installed; numbers, names and words decided alone."
