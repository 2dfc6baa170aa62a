"""`synopticon code`: give passages codes, change them, take them back; search, retrieve and count what is coded."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from synopticon.cli.output import JsonOption, StudyOption, open_study, print_json, print_table, shortened

if TYPE_CHECKING:
    pass

app = typer.Typer(no_args_is_help=True, help="Code passages, and find and count what is coded.")

CoderOption = Annotated[str | None, typer.Option("--coder", help="Who codes; else the study's usual name.")]
DocumentArgument = Annotated[str, typer.Argument(help="The document's id or its beginning.")]
EachCodingArgument = Annotated[list[str], typer.Argument(help="A coding's id or its beginning; several may be named.")]


@app.command("give")
def give(
    document: DocumentArgument,
    code: Annotated[str, typer.Argument(help="The code's path, the end of it, or its id.")],
    quote: Annotated[str | None, typer.Option("--quote", "-q", help="Words of the text, letter for letter.")] = None,
    start: Annotated[int | None, typer.Option(help="Instead of a quotation: first character, from 0.")] = None,
    end: Annotated[int | None, typer.Option(help="The character after the last.")] = None,
    occurrence: Annotated[int | None, typer.Option(min=1, help="Which one, where the words stand there often.")] = None,
    memo: Annotated[str, typer.Option("--memo", help="A note on this coding.")] = "",
    coder: CoderOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give a passage of a document a code.

    Example: synopticon code give 3fa9c1d2 technology/video --quote "two hundred cameras"
    """
    from synopticon.workflow.coding import give as run
    from synopticon.workflow.coding_quotations import span_of

    with open_study(study) as opened:
        span = span_of(opened, document, quote=quote, start=start, end=end, occurrence=occurrence)
        coding = run(opened, document, code, start=span[0], end=span[1], coder=coder, memo=memo)
    _say([coding], f"Coded characters {coding.start:,} to {coding.end:,} as {code}.", coder, as_json)


@app.command("remove")
def remove(
    codings: EachCodingArgument, coder: CoderOption = None, study: StudyOption = None, as_json: JsonOption = False
) -> None:
    """Take codings away; their history stays.

    Example: synopticon code remove 81b2c07e
    """
    from synopticon.workflow.coding import remove as run

    with open_study(study) as opened:
        done = run(opened, codings, coder=coder)
    _say(done.codings, f"Took {len(done.codings)} codings away.", coder, as_json)


@app.command("undo")
def undo(
    document: Annotated[str | None, typer.Option("--document", help="The last act on this document alone.")] = None,
    coder: CoderOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take back your last act on codings. What others did stays.

    Example: synopticon code undo
    """
    from synopticon.workflow.coding import undo as run

    with open_study(study) as opened:
        done = run(opened, coder=coder, document=document)
    _turned(done, "undo", "redo", coder, as_json)


@app.command("redo")
def redo(
    document: Annotated[str | None, typer.Option("--document", help="The last act on this document alone.")] = None,
    coder: CoderOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Do again what you took back last.

    Example: synopticon code redo
    """
    from synopticon.workflow.coding import redo as run

    with open_study(study) as opened:
        done = run(opened, coder=coder, document=document)
    _turned(done, "redo", "undo", coder, as_json)


@app.command("list")
def list_(
    document: Annotated[str | None, typer.Argument(help="One document; else all.")] = None,
    code: Annotated[str | None, typer.Option("--code", help="Only this code and those below it.")] = None,
    coder: Annotated[str | None, typer.Option("--coder", help="Only this coder's.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 50,
    offset: Annotated[int, typer.Option(min=0, help="Leave so many out.")] = 0,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """List codings by document and place, with the words they cover.

    Example: synopticon code list 3fa9c1d2 --code technology
    """
    from synopticon.workflow.codings_listed import listed

    with open_study(study) as opened:
        page = listed(opened, document=document, code=code, coder=coder, limit=limit, offset=offset)
    if as_json:
        print_json({"total": page.total, "rows": [asdict(row) for row in page.rows]})
        return
    if not page.rows:
        typer.echo("Nothing is coded here. Code: synopticon code give DOCUMENT CODE --quote WORDS")
        return
    head = ("CODING", "DOCUMENT", "FROM", "CODE", "CODER", "WORDS")
    print_table(head, [(row.coding.id[:8], row.coding.document[:8], row.coding.start, shortened(row.path, 20),
                        shortened(row.coding.coder, 8), shortened(row.words, 24)) for row in page.rows])  # fmt: skip
    typer.echo(f"{len(page.rows)} of {page.total:,} codings")


def _say(codings: Any, done: str, coder: str | None, as_json: bool) -> None:
    if as_json:
        print_json([asdict(coding) for coding in codings])
        return
    typer.echo(done)
    typer.echo(f"To undo: synopticon code undo{_as(coder)}")


def _turned(done: Any, what: str, back: str, coder: str | None, as_json: bool) -> None:
    if as_json:
        act = asdict(done.act) if done.act else None
        sides = {"codings": [asdict(one) for one in done.codings], "kept": [asdict(one) for one in done.kept]}
        print_json({"act": act, **sides})
        return
    if done.act is None:
        typer.echo(f"There is nothing to {what}.")
        return
    typer.echo(f"{what.capitalize()}: {len(done.codings)} codings are as they were.")
    if done.kept:
        typer.echo(f"{len(done.kept)} others were changed since, and stay as they are.")
    typer.echo(f"To take that back: synopticon code {back}{_as(coder)}")


def _as(coder: str | None) -> str:
    from shlex import quote

    return f" --coder {quote(coder)}" if coder else ""
