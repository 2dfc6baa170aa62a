"""`synopticon code`: give passages codes, change them, take them back; search, retrieve and count what is coded."""

from __future__ import annotations

from dataclasses import asdict, astuple
from typing import TYPE_CHECKING, Annotated

import typer

from synopticon.cli import code_coders, code_finding, code_memos, code_searching
from synopticon.cli.code_searching import working_as
from synopticon.cli.output import (
    CsvOption,
    JsonOption,
    StudyOption,
    number_of,
    open_study,
    print_csv,
    print_json,
    print_table,
    shortened,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from synopticon.model.coding import Coding
    from synopticon.workflow.coding import Done
    from synopticon.workflow.codings_listed import Listed

app = typer.Typer(no_args_is_help=True, help="Code passages, and find and count what is coded.")

for command in (
    *(code_searching.search, code_searching.accept),
    *(code_finding.find, code_finding.count, code_finding.together, code_finding.basis),
    *(code_coders.assign, code_coders.assignments, code_coders.done, code_coders.settle, code_coders.settlements),
    *(code_memos.memo, code_memos.memos),
):
    app.command(command.__name__)(command)

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


@app.command("change")
def change(
    coding: Annotated[str, typer.Argument(help="The coding's id or its beginning.")],
    code: Annotated[str | None, typer.Option("--code", help="Another code.")] = None,
    start: Annotated[int | None, typer.Option(help="Another first character, from 0.")] = None,
    end: Annotated[int | None, typer.Option(help="The character after the last.")] = None,
    memo: Annotated[str | None, typer.Option("--memo", help="A note on this coding; empty takes it away.")] = None,
    coder: CoderOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give a coding another code, span or memo. It keeps its id and its history.

    Example: synopticon code change 81b2c07e --code technology/face
    """
    from synopticon.errors import UsageError
    from synopticon.workflow.coding import change as run

    if (start is None) != (end is None):
        raise UsageError("a span has a start and an end", remedy="Name both --start and --end, or neither.")
    span = (start, end) if start is not None and end is not None else None
    with open_study(study) as opened:
        changed = run(opened, coding, code=code, span=span, memo=memo, coder=coder)
    _say([changed], f"Coding {changed.id[:12]} is changed.", coder, as_json)


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
    _say(done.codings, f"Took {number_of(len(done.codings), 'coding')} away.", coder, as_json)


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


@app.command("show")
def show(
    coding: Annotated[str, typer.Argument(help="The coding's id or its beginning.")],
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a coding's history: what each act made of it.

    Example: synopticon code show 81b2c07e
    """
    from synopticon.workflow.codings_listed import history

    with open_study(study) as opened:
        found = history(opened, coding)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    print_table(
        ("WHEN", "BY", "ACT", "CODE", "FROM", "TO", "STANDS", "MEMO"),
        [(f"{one.act.at:%Y-%m-%d %H:%M}", shortened(one.act.by, 9), one.act.kind.value, shortened(one.path, 16),
          one.coding.start, one.coding.end, "yes" if one.stands else "no", shortened(one.coding.memo, 10))
         for one in found],
    )  # fmt: skip


@app.command("anchor")
def anchor(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Find codings again by their words where documents were read anew, and list those that cannot be found.

    Example: synopticon code anchor
    """
    from synopticon.workflow.coding_anchoring import anchor as run

    with open_study(study) as opened:
        done = run(opened)
    if as_json:
        lost = [{"words": one.words, **asdict(one.coding)} for one in done.lost]
        print_json({"found": {str(how): number for how, number in done.found.items()}, "lost": lost})
        return
    found = number_of(sum(done.found.values()), "coding")
    typer.echo(f"Found again in the present texts: {found}. Not found: {len(done.lost)}.")
    if done.lost:
        typer.echo("These stand in an earlier reading of their document; give them anew or remove them:")
        print_table(("CODING", "DOCUMENT", "CODER", "WORDS"),
                    [(one.coding.id[:12], one.coding.document[:12], shortened(one.coding.coder, 12),
                      shortened(one.words, 34)) for one in done.lost])  # fmt: skip


@app.command("list")
def list_(
    document: Annotated[str | None, typer.Argument(help="One document; else all.")] = None,
    code: Annotated[str | None, typer.Option("--code", help="Only this code and those below it.")] = None,
    coder: Annotated[str | None, typer.Option("--coder", help="Only this coder's.")] = None,
    viewer: Annotated[str | None, typer.Option("--as", help="Who looks; else the study's usual name.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 50,
    offset: Annotated[int, typer.Option(min=0, help="Leave so many out.")] = 0,
    study: StudyOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """List codings by document and place, with the words they cover.

    Example: synopticon code list 3fa9c1d2 --code technology
    """
    from synopticon.workflow.codings_listed import listed

    with open_study(study) as opened:
        page = listed(opened, document=document, code=code, coder=coder, viewer=viewer, limit=limit, offset=offset)
    if as_json:
        print_json({"total": page.total, "rows": [asdict(row) for row in page.rows]})
        return
    if as_csv:
        print_csv(
            (*_CODING, "path", "words", "withheld"),
            [(*astuple(row.coding), row.path, row.words, row.withheld) for row in page.rows],
        )
        return
    if not page.rows:
        typer.echo("Nothing is coded here. Code: synopticon code give DOCUMENT CODE --quote WORDS")
        return
    head = ("CODING", "DOCUMENT", "FROM", "CODE", "CODER", "WORDS")
    print_table(head, [_row(row) for row in page.rows])
    typer.echo(f"{len(page.rows)} of {number_of(page.total, 'coding')}")


_CODING = ("coding", "document", "reading", "start", "end", "code", "coder", "version", "at", "memo")


def _row(row: Listed) -> tuple[object, ...]:
    words = f"[{row.withheld}]" if row.withheld else row.words
    at = (row.coding.id[:8], row.coding.document[:8], row.coding.start)
    return (*at, shortened(row.path, 20), shortened(row.coding.coder, 8), shortened(words, 24))


def _say(codings: Sequence[Coding], done: str, coder: str | None, as_json: bool) -> None:
    if as_json:
        print_json([asdict(coding) for coding in codings])
        return
    typer.echo(done)
    typer.echo(f"To undo: synopticon code undo{working_as(coder)}")


def _turned(done: Done, what: str, back: str, coder: str | None, as_json: bool) -> None:
    if as_json:
        act = asdict(done.act) if done.act else None
        sides = {"codings": [asdict(one) for one in done.codings], "kept": [asdict(one) for one in done.kept]}
        print_json({"act": act, **sides})
        return
    if done.act is None:
        typer.echo(f"There is nothing to {what}.")
        return
    what_is = "is as it was" if len(done.codings) == 1 else "are as they were"
    typer.echo(f"{what.capitalize()}: {number_of(len(done.codings), 'coding')} {what_is}.")
    if done.kept:
        typer.echo(f"Changed since, and left as they are: {len(done.kept)}.")
    typer.echo(f"To take that back: synopticon code {back}{working_as(coder)}")
