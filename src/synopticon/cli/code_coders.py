"""`synopticon code assign|assignments|done|settle|settlements`: several coders, blind where wanted, and what counts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from synopticon.cli.output import JsonOption, StudyOption, number_of, open_study, print_json, print_table, shortened
from synopticon.errors import UsageError

CoderOption = Annotated[str | None, typer.Option("--coder", help="Who you are; else the study's usual name.")]
DocumentArgument = Annotated[str, typer.Argument(help="The document's id or its beginning.")]


def assign(
    documents: Annotated[list[str], typer.Argument(help="Documents, by id or its beginning.")],
    to: Annotated[list[str], typer.Option("--to", help="A coder; may be given again.")],
    blind: Annotated[bool, typer.Option("--blind", help="Others' codings stay unseen until all are done.")] = False,
    drop: Annotated[bool, typer.Option("--drop", help="Take the assignments back instead.")] = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Assign documents to coders. Blind: nobody sees the others' codings before all have marked the document done.

    Example: synopticon code assign 3fa9c1d2 --to ada --to ben --blind
    """
    from synopticon.workflow.coding_blind import assign as run
    from synopticon.workflow.coding_blind import take_back

    with open_study(study) as opened:
        given = (
            [take_back(opened, document, coder) for document in documents for coder in to]
            if drop
            else run(opened, documents, to, blind=blind)
        )
    if as_json:
        print_json([asdict(one) for one in given])
        return
    typer.echo(f"{'Took back' if drop else 'Gave'} {number_of(len(given), 'assignment')}.")
    typer.echo(f"To undo: the same command {'without' if drop else 'with'} --drop")


def assignments(
    coder: Annotated[str | None, typer.Option("--coder", help="Only this coder's.")] = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """List who codes which document, and how far they are.

    Example: synopticon code assignments --coder ada
    """
    with open_study(study) as opened:
        found = opened.reader.assignments(coder=coder)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    if not found:
        typer.echo("Nothing is assigned. Assign: synopticon code assign DOCUMENT --to NAME")
        return
    print_table(
        ("DOCUMENT", "CODER", "HOW", "STANDING", "SINCE"),
        [(one.document[:12], shortened(one.coder, 20), "blind" if one.blind else "open", one.progress.value,
          f"{one.at:%Y-%m-%d %H:%M}") for one in found],
    )  # fmt: skip


def done(
    document: DocumentArgument,
    not_yet: Annotated[bool, typer.Option("--not-yet", help="You are not done after all.")] = False,
    coder: CoderOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that you are done with a document. Codings made blind do not change from then on.

    Example: synopticon code done 3fa9c1d2 --coder ada
    """
    from synopticon.workflow.coding_blind import mark_done, unseen_by

    with open_study(study) as opened:
        step = mark_done(opened, document, coder=coder, done=not not_yet)
        waiting = unseen_by(opened, step.document, step.coder)
    if as_json:
        print_json(asdict(step))
        return
    typer.echo(f"{step.coder} is {'not yet done' if not_yet else 'done'} with {step.document[:12]}.")
    if waiting and not not_yet:
        typer.echo("Others still code it blind: their codings are shown when all are done.")
    if not_yet:
        typer.echo("To undo: synopticon code done, without --not-yet")
    elif not step.blind or waiting:
        typer.echo("To undo: the same command with --not-yet")
    else:
        typer.echo("All who coded it blind are done: this cannot be taken back.")


def settle(
    codings: Annotated[list[str], typer.Argument(help="The coders' codings of one place, by id or its beginning.")],
    reason: Annotated[str, typer.Option("--reason", "-r", help="Why; it is kept beside them.")],
    code: Annotated[str | None, typer.Option("--code", help="What shall count there.")] = None,
    nothing: Annotated[bool, typer.Option("--nothing", help="None of them shall count.")] = False,
    start: Annotated[
        int | None, typer.Option(help="First character of the settled span; else the first coding's.")
    ] = None,
    end: Annotated[int | None, typer.Option(help="The character after its last.")] = None,
    coder: CoderOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Settle where coders differ. Their own codings stand; the settled one stands beside them, with the reason.

    Example: synopticon code settle 81b2c07e 3fa9c1d2 --code technology/face/1:N --reason "a list is named"
    """
    from synopticon.workflow.coding_settling import settle as run

    if (code is None) != nothing:
        raise UsageError("say what shall count", remedy="Name it with --code CODE, or write --nothing.")
    if (start is None) != (end is None):
        raise UsageError("a span has a start and an end", remedy="Name both --start and --end, or neither.")
    span = (start, end) if start is not None and end is not None else None
    with open_study(study) as opened:
        settlement, _ = run(opened, codings, reason, code=code, span=span, by=coder)
    if as_json:
        print_json(asdict(settlement))
        return
    typer.echo(f"Settled: {'nothing counts' if nothing else code} there.")
    typer.echo("To undo: synopticon code undo")


def settlements(
    document: Annotated[str | None, typer.Argument(help="One document; else all.")] = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what was settled between coders, and why.

    Example: synopticon code settlements 3fa9c1d2
    """
    from synopticon.workflow.coding_documents import whole_document

    with open_study(study) as opened:
        found = opened.reader.settlements(whole_document(opened, document) if document else None)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    if not found:
        typer.echo("Nothing is settled yet. Settle: synopticon code settle CODING … --reason WHY")
        return
    print_table(
        ("DOCUMENT", "SETTLED", "BESIDE", "BY", "REASON"),
        [(one.document[:8], (one.coding or "nothing")[:8], len(one.beside), shortened(one.by, 10),
          shortened(one.reason, 36)) for one in found],
    )  # fmt: skip
