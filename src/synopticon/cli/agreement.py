"""`synopticon agreement`: how far coders agree, how sure that is, what it allows, and where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from synopticon.cli.output import JsonOption, StudyOption, open_study, print_json, print_table, shortened, wrapped

if TYPE_CHECKING:
    from synopticon.workflow.agreement_told import Difference, Row

_LISTED = 40


def agreement(
    code: Annotated[str | None, typer.Option("--code", help="Only this code and those below it.")] = None,
    level: Annotated[str, typer.Option(help="What a unit is: characters or passages (sentences).")] = "characters",
    coders: Annotated[str | None, typer.Option(help="Whom to compare, parted by commas; else all.")] = None,
    document: Annotated[
        list[str] | None, typer.Option("--document", help="Only this document; may be repeated.")
    ] = None,
    scale: Annotated[
        str | None, typer.Option(help="Take the codes below --code as ranks: nominal, ordinal, interval or ratio.")
    ] = None,
    disagreements: Annotated[bool, typer.Option("--disagreements", help="List where they differ instead.")] = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell how far coders agree: Krippendorff's alpha with its interval, percent and kappa, and what it allows.

    Example: synopticon agreement --coders ana,boris --level passages
    """
    from synopticon.workflow.agreement import Asked
    from synopticon.workflow.agreement import agreement as run
    from synopticon.workflow.agreement_told import as_json as told
    from synopticon.workflow.agreement_told import counted, differences_of, rows_of

    names = tuple(name.strip() for name in coders.split(",") if name.strip()) if coders else None
    asked = Asked(code, level, names, tuple(document) if document else None, scale)
    with open_study(study) as opened:
        answer = run(opened, asked)
        different = differences_of(opened, answer.compared, asked)
    if as_json:
        print_json(told(answer, different))
    elif disagreements:
        _list(different)
    else:
        _table(rows_of(answer), counted(answer), different)


def _table(rows: list[Row], counted: list[str], different: list[Difference]) -> None:
    head = ("", "ALPHA", "95%", "PERCENT", "KAPPA", "SHARED", "UNITS")
    print_table(head, [
        (_end_of(row.label, 26), _number(row.alpha), _interval(row), _percent(row.percent), _number(row.kappa),
         _percent(row.shared), f"{row.units:,}")
        for row in rows
    ])  # fmt: skip
    typer.echo("")
    several = [row for row in rows if row.code is None] + [row for row in rows if row.code and len(rows) <= 4]
    for row in several:
        for line in wrapped(f"{row.label}: {row.said}", ""):
            typer.echo(line)
    for row in rows:
        for caution in row.cautions:
            for line in wrapped(f"{row.label}: {caution}", ""):
                typer.echo(line)
    typer.echo("")
    for sentence in counted:
        for line in wrapped(sentence, ""):
            typer.echo(line)
    open_ = sum(not one.settled for one in different)
    typer.echo(f"{len(different):,} disagreements, {open_:,} of them open: synopticon agreement --disagreements")


def _list(different: list[Difference]) -> None:
    if not different:
        typer.echo("No disagreement: all marked the same.")
        return
    head = ("DOCUMENT", "FROM", "TO", "CODE", "MARKED BY", "NOT BY", "WORDS")
    print_table(head, [
        (one.document[:8], one.start, one.end, _end_of(one.path, 20),
         shortened(_names(one, marked=True), 10),
         "borders" if one.borders_only else shortened(_names(one, marked=False), 10), shortened(one.words, 14))
        for one in different[:_LISTED]
    ])  # fmt: skip
    typer.echo(f"{min(len(different), _LISTED):,} of {len(different):,}; all of them with --json")


def _names(one: Difference, *, marked: bool) -> str:
    return ", ".join(mark.coder for mark in one.marks if bool(mark.spans) is marked)


def _end_of(path: str, cells: int) -> str:
    """A path that is too long by its end, where codes of one branch differ."""
    from rich.cells import cell_len

    parts = path.split("/")
    while len(parts) > 1 and cell_len(path) > cells:
        parts = parts[1:]
        path = "/".join(("…", *parts))
    return shortened(path, cells)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.0%}"


def _interval(row: Row) -> str:
    return "–" if row.low is None or row.high is None else f"{row.low:.2f} to {row.high:.2f}"
