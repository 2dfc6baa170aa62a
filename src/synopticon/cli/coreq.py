"""`synopticon coreq`: the checklist for reports of interviews, half of it computed, the rest asked once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from synopticon.cli.output import JsonOption, StudyOption, near, open_study, print_json, wrapped

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

app = typer.Typer(no_args_is_help=True, help="The checklist for reports of interviews (COREQ).")


@app.command("show")
def show(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Show all 32 items: what the study answers itself, what somebody said, what is missing.

    Example: synopticon coreq show
    """
    from synopticon.workflow import coreq

    with open_study(study) as opened:
        found = coreq.checklist(opened)
    if as_json:
        print_json(coreq.as_json(found))
        return
    for line in found:
        typer.echo(f"{line.item.number:>2}  {line.item.name} ({line.state.value})")
        for sentence in coreq.said(line) if line.state.value != "missing" else [line.item.asks]:
            for row in wrapped(sentence, "    "):
                typer.echo(row)
    missing = [line.item.number for line in found if line.state.value == "missing"]
    if missing:
        typer.echo(f"\n{len(missing)} of {len(found)} are missing. To answer them in turn: synopticon coreq answer")


@app.command("answer")
def answer(
    number: Annotated[
        int | None, typer.Argument(help="The item's number; without one all missing ones in turn.")
    ] = None,
    text: Annotated[str | None, typer.Argument(help="What the report says of it.")] = None,
    withheld: Annotated[
        str | None, typer.Option("--withheld", help="Withhold it for somebody's safety, for this reason.")
    ] = None,
    clear: Annotated[bool, typer.Option("--clear", help="Take an answer back.")] = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer an item once; it is kept in the study and printed with the checklist. Name nobody who may come to harm.

    Example: synopticon coreq answer 14 "In a third country, in rooms of the partner."
    """
    from synopticon.errors import UsageError
    from synopticon.workflow import coreq

    with open_study(study) as opened:
        if number is None:
            if as_json or text is not None or withheld is not None or clear:
                raise UsageError("which item is meant?", remedy='Name it: synopticon coreq answer 14 "TEXT"')
            _ask(opened)
            return
        if sum((text is not None, withheld is not None, clear)) != 1:
            raise UsageError(
                "an item gets an answer, or a reason why it is withheld, or is cleared",
                remedy=f'For example: synopticon coreq answer {number} "TEXT"',
            )
        line = coreq.answer(opened, number, withheld or text or "", withheld=withheld is not None)
    if as_json:
        print_json(coreq.as_json([line])["items"][0])
        return
    typer.echo(f"Item {number}, {line.item.name}: {line.state.value}.")
    if not clear:
        typer.echo(f"To undo: synopticon coreq answer {number} --clear")


@app.command("export")
def export(
    file: Annotated[Path, typer.Argument(help="Where to; .md or .json.")],
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the checklist to a file. No rule of the release gate reads it: read it yourself before you hand it on.

    Example: synopticon coreq export coreq.md
    """
    from synopticon.workflow import coreq

    with open_study(study) as opened:
        told = coreq.as_json(coreq.write_checklist(opened, file))
    if as_json:
        print_json({"file": str(file), **told})
        return
    typer.echo(f"Wrote {near(file.absolute())}; {len(told['missing'])} of {len(told['items'])} items are missing.")
    typer.echo("It has not passed the release gate: read it before you hand it on.")


def _ask(study: Study) -> None:
    """Each missing item in turn; an empty line leaves it."""
    from synopticon.workflow import coreq

    missing = [line.item for line in coreq.checklist(study) if line.state.value == "missing"]
    if not missing:
        typer.echo("Every item has an answer.")
    for item in missing:
        question = f"{item.number}. {item.asks}\n  (empty leaves it; “withheld: WHY” withholds it)"
        said = typer.prompt(question, default="", show_default=False).strip()
        head, colon, reason = said.partition(":")
        if colon and head.strip().casefold() == "withheld":
            coreq.answer(study, item.number, reason, withheld=True)
        elif said:
            coreq.answer(study, item.number, said)
