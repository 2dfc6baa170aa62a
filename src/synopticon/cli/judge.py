"""`synopticon correct|withdraw|restore|confirm|overturn|clear`: what a person decides, with the reason."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from synopticon.cli.output import JsonOption, StudyOption, open_study, print_json

if TYPE_CHECKING:
    from synopticon.model.judgement import Judgement

ItemArgument = Annotated[str, typer.Argument(help="The document's id or its beginning.")]
RelatedArgument = Annotated[
    str, typer.Argument(help="A document, or attribution:PASSAGE:SOURCE as a finding shows it.")
]
OtherArgument = Annotated[str | None, typer.Argument(help="The other document; none beside an attribution.")]
ReasonOption = Annotated[str, typer.Option("--reason", "-r", help="Why; it is kept for good and never published.")]


def correct(
    item: ItemArgument,
    reason: ReasonOption,
    outlet: Annotated[str | None, typer.Option(help="Who speaks.")] = None,
    published: Annotated[str | None, typer.Option(help="When it was published (EDTF, e.g. 2024-03-15).")] = None,
    language: Annotated[str | None, typer.Option(help="Its language (BCP 47, e.g. ko).")] = None,
    title: Annotated[str | None, typer.Option(help="Its title.")] = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Correct a wrong date, outlet, language or title.

    Example: synopticon correct 3fa9c1d2 --published 2024-03-15 --reason "the date line says so"
    """
    from synopticon.workflow.judge import correct as run

    given = {"outlet": outlet, "published": published, "language": language, "title": title}
    facts = {name: fact for name, fact in given.items() if fact is not None}
    with open_study(study) as opened:
        judgement = run(opened, item, facts, reason)
    changed = ", ".join(f"{name} is now {fact}" for name, fact in judgement.value.items())
    _say(judgement, f"Corrected item {_short(judgement)}: {changed}.", _clearing(judgement), as_json)


def withdraw(item: ItemArgument, reason: ReasonOption, study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Take a mistaken document out of lists, search, trace and every count. Its bytes and its history stay.

    Example: synopticon withdraw 3fa9c1d2 --reason "the page of another company of the same name"
    """
    from synopticon.workflow.judge import withdraw as run

    with open_study(study) as opened:
        judgement = run(opened, item, reason)
        citing = opened.reader.findings_citing(judgement.subject.removeprefix("item:"))
    touched = f" Findings that cite it no longer count it: {', '.join(citing)}." if citing else ""
    undo = f"synopticon restore {_short(judgement)} --reason WHY"
    _say(judgement, f"Withdrew item {_short(judgement)}.{touched}", undo, as_json)


def restore(item: ItemArgument, reason: ReasonOption, study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Bring a withdrawn document back.

    Example: synopticon restore 3fa9c1d2 --reason "it was the right company"
    """
    from synopticon.workflow.judge import restore as run

    with open_study(study) as opened:
        judgement = run(opened, item, reason)
    undo = f"synopticon withdraw {_short(judgement)} --reason WHY"
    _say(judgement, f"Restored item {_short(judgement)}.", undo, as_json)


def confirm(
    a: RelatedArgument,
    reason: ReasonOption,
    b: OtherArgument = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that two documents go back to one origin, or that a passage rests on the source that it names.

    Your judgement stands above every later trace.

    Example: synopticon confirm 3fa9c1d2 81b2c07e --reason "the same report, translated"
    """
    from synopticon.workflow.judge import confirm as run
    from synopticon.workflow.judge import confirm_attribution

    with open_study(study) as opened:
        judgement = run(opened, a, b, reason) if b else confirm_attribution(opened, a, reason)
    if b is None:
        said = "Confirmed: the passage rests on that source; findings count it so at once."
        _say(judgement, said, _clearing(judgement), as_json)
        return
    _say(judgement, "Confirmed: both go back to one origin. Next: synopticon trace", _clearing(judgement), as_json)


def overturn(
    a: RelatedArgument,
    reason: ReasonOption,
    b: OtherArgument = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that two documents do not depend on each other, or that a passage does not rest on the source that it names.

    Example: synopticon overturn 3fa9c1d2 81b2c07e --reason "both reporters were in the room"
    """
    from synopticon.workflow.judge import overturn as run
    from synopticon.workflow.judge import overturn_attribution

    with open_study(study) as opened:
        judgement = run(opened, a, b, reason) if b else overturn_attribution(opened, a, reason)
    if b is None:
        said = "Overturned: the passage does not rest on that source; findings count it so at once."
        _say(judgement, said, _clearing(judgement), as_json)
        return
    _say(judgement, "Overturned: neither depends on the other. Next: synopticon trace", _clearing(judgement), as_json)


def clear(
    subject: Annotated[str, typer.Argument(help="The subject as its judgement names it, e.g. item:3fa9… whole.")],
    reason: ReasonOption,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take all judgements on a subject back: it is as if never judged, and the log keeps what was.

    Example: synopticon clear item:ID --reason "the date line was right"
    """
    from synopticon.workflow.judge import clear as run

    with open_study(study) as opened:
        judgement = run(opened, subject, reason)
    _say(judgement, f"Cleared the judgements on {subject}.", "judge it again", as_json)


def _short(judgement: Judgement) -> str:
    return judgement.subject.removeprefix("item:")[:12]


def _clearing(judgement: Judgement) -> str:
    from shlex import quote

    return f"synopticon clear {quote(judgement.subject)} --reason WHY"


def _say(judgement: Judgement, done: str, undo: str, as_json: bool) -> None:
    if as_json:
        print_json({"judgement": judgement.id, **asdict(judgement)})
        return
    typer.echo(done)
    typer.echo(f"To undo: {undo}")
