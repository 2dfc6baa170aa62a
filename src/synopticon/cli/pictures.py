"""`synopticon pictures`: which captures of a study show one photograph, and what a person says of that."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from synopticon.cli.judge import ReasonOption
from synopticon.cli.output import JsonOption, StudyOption, open_study, print_json, progress, shortened, wrapped

if TYPE_CHECKING:
    from synopticon.model.judgement import Judgement
    from synopticon.workflow.picture_groups import PictureGroup
    from synopticon.workflow.same_pictures import PicturesSummary

app = typer.Typer(help="Find the same photograph in several captures of a study.", no_args_is_help=True)

PictureArgument = Annotated[str, typer.Argument(metavar="A", help="A picture's item id or its beginning.")]
OtherArgument = Annotated[str, typer.Argument(metavar="B", help="Another one.")]


@app.command()
def compare(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Compare all pictures of the study: one photograph, however cropped, recompressed or flipped, is one group.

    Every merge is verified on the pixels, stands in the custody log, and can be overturned. Pictures of the same view
    in which something differs are listed and never merged. Pages that show a picture are noted.

    Example: synopticon pictures compare --study cameras
    """
    from synopticon.workflow.same_pictures import compare_pictures

    with open_study(study) as opened, progress(quiet=as_json) as shown:
        summary = compare_pictures(opened, progress=shown)
    if as_json:
        print_json(asdict(summary))
        return
    for line in lines_of(summary):
        typer.echo(line)


def lines_of(summary: PicturesSummary) -> list[str]:
    """The summary in plain words."""
    lines = ["Nothing has changed since the last comparison; its answer stands:"] if summary.again else []
    lines.append(
        f"{summary.pictures:,} pictures compared. Photographs in two captures or more: {summary.groups:,}, "
        f"with {summary.repeats:,} repeats."
    )
    for number, said in (
        (summary.same_view, "Pictures that share a view with another and were not merged"),
        (summary.refused, "Pictures that could not be compared (“synopticon pictures list” says why)"),
        (summary.pages, "Documents that show one of the pictures"),
    ):
        if number:
            lines.append(f"  {said}: {number:,}")
    if not summary.again:
        lines.append(f"  Groups that changed, each with an entry in the custody log: {summary.changed:,}")
        lines.append("To undo a merge: synopticon pictures overturn A B --reason WHY")
    lines.append("Next: synopticon pictures list")
    return lines


@app.command("list")
def list_groups(
    limit: Annotated[int, typer.Option(min=1, help="Groups shown at most.")] = 20,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the photographs that stand in two captures or more, what ties them, and the pages that show them.

    Example: synopticon pictures list --study cameras
    """
    from synopticon.workflow.picture_groups import picture_groups, refused_pictures

    with open_study(study) as opened:
        found, refused = picture_groups(opened, limit=limit), refused_pictures(opened)
    if as_json:
        print_json({"total": found.total, "groups": [asdict(row) for row in found.rows], "refused": refused})
        return
    typer.echo(f"Photographs in two captures or more: {found.total:,}")
    for group in found.rows:
        _print_group(group)
    for name, reason in refused:
        for line in wrapped(f"{name[:12]} not compared: {reason}", "  "):
            typer.echo(line)


def _print_group(group: PictureGroup) -> None:
    typer.echo(f"\n{group.id[:12]}  captures: {len(group.members)}, documents that show it: {len(group.pages)}")
    for member in group.members:
        row = member.picture
        tie = f"{row.kind} of {row.parent[:12]}, {(row.score or 0) / 10:.0f} %" if row.parent else "its fullest capture"
        if not row.parent and row.item != group.id:
            tie = "joined by a person"
        typer.echo(f"  {row.item[:12]}  {row.width} x {row.height}  {tie}")
        typer.echo(f"    {shortened(member.item.asked, 74)}")
        for line in wrapped("; ".join(row.reasons), "    ") if row.reasons else ():
            typer.echo(line)


@app.command()
def confirm(
    a: PictureArgument, b: OtherArgument, reason: ReasonOption, study: StudyOption = None, as_json: JsonOption = False
) -> None:
    """Say that two captures show one photograph. Your judgement stands above every later comparison.

    Example: synopticon pictures confirm 3fa9c1d2 81b2c07e --reason "the same negative, retouched"
    """
    from synopticon.workflow.judge import confirm_picture

    with open_study(study) as opened:
        judgement = confirm_picture(opened, a, b, reason)
    _say(judgement, "Confirmed: both show one photograph; findings count it so at once.", as_json)


@app.command()
def overturn(
    a: PictureArgument, b: OtherArgument, reason: ReasonOption, study: StudyOption = None, as_json: JsonOption = False
) -> None:
    """Say that two captures show different photographs. Your judgement stands above every later comparison.

    Example: synopticon pictures overturn 3fa9c1d2 81b2c07e --reason "a minute apart: the lorry has moved"
    """
    from synopticon.workflow.judge import overturn_picture

    with open_study(study) as opened:
        judgement = overturn_picture(opened, a, b, reason)
    _say(judgement, "Overturned: they show different photographs; findings count it so at once.", as_json)


def _say(judgement: Judgement, done: str, as_json: bool) -> None:
    if as_json:
        print_json({"judgement": judgement.id, **asdict(judgement)})
        return
    typer.echo(f"{done} Next: synopticon pictures compare")
    typer.echo(f"To undo: synopticon clear {judgement.subject} --reason WHY")
