"""`synopticon code search|accept`: words propose passages; a person says which are coded."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from synopticon.cli.output import JsonOption, StudyOption, number_of, open_study, print_json, wrapped
from synopticon.model.coding import Extent

if TYPE_CHECKING:
    from synopticon.workflow.coding_search import Proposals
    from synopticon.workflow.study import Study


QueryArgument = Annotated[str, typer.Argument(help="The words, or with --regex a regular expression.")]
CodeOption = Annotated[str, typer.Option("--code", help="The code that is proposed.")]
RegexOption = Annotated[bool, typer.Option("--regex", help="The query is a regular expression.")]
DocumentsOption = Annotated[list[str] | None, typer.Option("--document", help="Only in it; may be given again.")]
AroundOption = Annotated[Extent, typer.Option("--around", help="Code the words, or all of what holds them.")]
LimitOption = Annotated[int, typer.Option("--limit", min=1, help="At most so many proposals.")]
CoderOption = Annotated[str | None, typer.Option("--coder", help="Who codes; else the study's usual name.")]


def search(
    query: QueryArgument,
    code: CodeOption,
    regex: RegexOption = False,
    documents: DocumentsOption = None,
    around: AroundOption = Extent.MATCH,
    limit: LimitOption = 200,
    coder: CoderOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Propose passages for a code by their words. Nothing is coded: accept what you have looked at.

    Example: synopticon code search "camera OR CCTV" --code technology/video --around sentence
    """
    with open_study(study) as opened:
        found = _propose(opened, query, code, regex, documents, around, limit, coder)
    if as_json:
        rows = [{"name": one.name, "document": one.document.id, "start": one.start, "end": one.end,
                 "before": one.before, "words": one.words, "after": one.after, "coded": one.coded}
                for one in found.rows]  # fmt: skip
        print_json({"code": found.code, "more": found.more, "rows": rows})
        return
    for one in found.rows:
        typer.echo(f"{one.name}{'  (coded already)' if one.coded else ''}")
        for line in wrapped(f"…{one.before}[{one.words}]{one.after}…"):
            typer.echo(line)
    new = sum(not one.coded for one in found.rows)
    more = "; there are more, see --limit" if found.more else ""
    typer.echo(f"{number_of(new, 'proposal')}, {len(found.rows) - new} coded already{more}.")
    if new:
        typer.echo("To accept: synopticon code accept, with the same words and options,")
        typer.echo("and --only NAME for each that you mean, or --all.")


def accept(
    query: QueryArgument,
    code: CodeOption,
    only: Annotated[list[str] | None, typer.Option("--only", help="A proposal's name; may be given again.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="All that the search proposes.")] = False,
    regex: RegexOption = False,
    documents: DocumentsOption = None,
    around: AroundOption = Extent.MATCH,
    limit: LimitOption = 200,
    coder: CoderOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Code proposals of a search that you have looked at, by their names or all. One undo takes all of them back.

    Example: synopticon code accept "camera OR CCTV" --code technology/video --only 3fa9c1d28e01:120-126
    """
    from synopticon.errors import UsageError
    from synopticon.workflow.coding_search import accept as run

    if everything == bool(only):
        raise UsageError("say which proposals are accepted", remedy="Name them with --only NAME, or write --all.")
    with open_study(study) as opened:
        found = _propose(opened, query, code, regex, documents, around, limit, coder)
        done = run(opened, found, None if everything else only, coder=coder)
    if as_json:
        print_json([asdict(coding) for coding in done.codings])
        return
    typer.echo(f"Coded {number_of(len(done.codings), 'passage')} as {code}.")
    if done.act:
        typer.echo(f"To undo: synopticon code undo{working_as(coder)}")


def working_as(coder: str | None) -> str:
    """The option by which the next command works under the same name, as a shell takes it."""
    from shlex import quote

    return f" --coder {quote(coder)}" if coder else ""


def _propose(
    study: Study,
    query: str,
    code: str,
    regex: bool,
    documents: list[str] | None,
    around: Extent,
    limit: int,
    coder: str | None,
) -> Proposals:
    from synopticon.workflow.coding_search import propose

    return propose(study, query, code, regex=regex, documents=documents or (), extent=around, coder=coder, limit=limit)
