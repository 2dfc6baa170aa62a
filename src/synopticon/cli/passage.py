"""`synopticon cite` and `synopticon passage`: quotations cut from documents, and whether they still stand there."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from synopticon.cli.output import JsonOption, StudyOption, open_study, print_json, print_table, shortened
from synopticon.model.testimony import WitnessPassage

if TYPE_CHECKING:
    from synopticon.model.item import Item
    from synopticon.model.passage import Passage
    from synopticon.workflow.testimony_cite import Told

app = typer.Typer(no_args_is_help=True, help="Show, list and verify cited passages.")


def cite(
    item: Annotated[str, typer.Argument(help="The document's id or its beginning, or a witness's pseudonym.")],
    quote: Annotated[str | None, typer.Option("--quote", "-q", help="Words of the text, letter for letter.")] = None,
    start: Annotated[int | None, typer.Option(min=0, help="Instead of a quotation: first character, from 0.")] = None,
    end: Annotated[int | None, typer.Option(min=0, help="The character after the last.")] = None,
    occurrence: Annotated[int | None, typer.Option(min=1, help="Which one, where the words stand there often.")] = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Keep a passage of a document and print its id.

    Example: synopticon cite 3fa9c1d2 --quote "two hundred cameras"
    """
    from synopticon.workflow.testimony_cite import cite_any as run

    with open_study(study) as opened:
        passage = run(opened, item, quote=quote, start=start, end=end, occurrence=occurrence)
    if as_json:
        print_json({"passage": passage.id, **asdict(passage)})
        return
    typer.echo(passage.id)
    typer.echo(f"Bring it to a finding: synopticon finding bring F1 {passage.id[:12]}", err=True)
    typer.echo("To undo: nothing is needed; a passage that no finding uses is never published.", err=True)


@app.command("show")
def show(
    passage: Annotated[str, typer.Argument(help="The passage's id or its beginning.")],
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a passage between the words around it.

    Example: synopticon passage show 81b2c07e
    """
    from synopticon.workflow.testimony_cite import found_passage, told_by_witness

    with open_study(study) as opened:
        found = found_passage(opened, passage)
        lines = (
            _told_lines(told_by_witness(opened, found))
            if isinstance(found, WitnessPassage)
            else _lines(found, opened.reader.item(found.item))
        )
    if as_json:
        print_json({"passage": found.id, **asdict(found)})
        return
    for line in lines:
        typer.echo(line)


def _lines(found: Passage, item: Item) -> list[str]:
    return [
        f"passage  {found.id}",
        f"item     {found.item[:12]}  {item.outlet or item.title or item.asked}, {item.published or 'undated'}",
        f"place    characters {found.start:,} to {found.end:,}",
        f"…{found.prefix}[{found.exact}]{found.suffix}…",
    ]


def _told_lines(told: Told) -> list[str]:
    found = told.passage
    return [
        f"passage  {found.id}",
        f"witness  {told.pseudonym}",
        f"place    characters {found.start:,} to {found.end:,} of the signed text",
        f"…{told.before}[{found.exact}]{told.after}…",
    ]


@app.command("list")
def list_(
    item: Annotated[str, typer.Argument(help="The document's id or its beginning, or a witness's pseudonym.")],
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the passages cited from a document, in the order of its text.

    Example: synopticon passage list 3fa9c1d2
    """
    from synopticon.workflow.testimony_cite import passages_in

    with open_study(study) as opened:
        found = passages_in(opened, item)
    if as_json:
        print_json([{"passage": one.id, **asdict(one)} for one in found])
        return
    if not found:
        typer.echo(f'Nothing was cited from it yet. Cite: synopticon cite {item} --quote "words of the text"')
        return
    print_table(("PASSAGE", "FROM", "TO", "QUOTATION"), [_row(one) for one in found])


def _row(passage: Passage | WitnessPassage) -> tuple[str, int, int, str]:
    return passage.id[:12], passage.start, passage.end, shortened(passage.exact, 46)


@app.command("verify")
def verify(
    passage: Annotated[str, typer.Argument(help="The passage's id or its beginning.")],
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check that a passage still stands, letter for letter, in the text it was cited from.

    Example: synopticon passage verify 81b2c07e
    """
    from synopticon.workflow.testimony_cite import verify_any

    with open_study(study) as opened:
        found = verify_any(opened, passage)
    if as_json:
        print_json({"passage": found.id, "holds": True})
        return
    typer.echo("It stands in the text it was cited from, at that place, letter for letter.")
