"""`synopticon interview withdraw|recant|expire`: how testimony ends."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from synopticon.cli.interview_known import Pseudonym, many
from synopticon.cli.output import JsonOption, StudyOption, open_study, print_json, print_table, wrapped
from synopticon.errors import UsageError

if TYPE_CHECKING:
    from synopticon.workflow.interview_withdraw import Plan
    from synopticon.workflow.testimony_touched import Touched


def withdraw(
    pseudonym: Pseudonym,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking; there is no way back.")] = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Let a witness take everything back: the key is destroyed, all that was said is purged, a tombstone remains.

    First it is shown what that touches, and what a person must destroy or recall by hand.

    Example: synopticon interview withdraw tavo-46
    """
    from synopticon.workflow.interview_withdraw import plan_withdrawal
    from synopticon.workflow.interview_withdraw import withdraw as run

    with open_study(study) as opened:
        plan = plan_withdrawal(opened, pseudonym)
        if not as_json:
            for line in _plan_lines(plan):
                typer.echo(line)
        if not yes:
            _confirm(pseudonym, as_json)
        done = run(opened, pseudonym)
    if as_json:
        print_json(asdict(done))
        return
    typer.echo(f"{pseudonym} has withdrawn: nothing of what was said is in this study any more.")
    typer.echo("What is listed above as to be done by hand is yours to do. There is no way to undo this.")


def _confirm(pseudonym: str, as_json: bool) -> None:
    if as_json or not sys.stdin.isatty():
        raise UsageError(
            "a withdrawal cannot be undone, and nobody is here to be asked",
            remedy=f"If it is meant: synopticon interview withdraw {pseudonym} --yes",
        )
    if typer.prompt(f"There is no way back. Write the pseudonym to go on ({pseudonym})", default="") != pseudonym:
        raise UsageError("nothing was destroyed: the pseudonym was not written")


def _plan_lines(plan: Plan) -> list[str]:
    lines = [
        f"Withdrawing {plan.pseudonym} destroys the key in {many(plan.vaults, 'vault')} and purges:",
        f"  {many(plan.texts, 'signed text')}, {many(plan.passages, 'passage')}, {many(plan.codings, 'coding')}, "
        "the index of testimony",
    ]
    for number in plan.quoting:
        lines.append(f"  edition {number}, which holds words: a tombstone with its digest takes its place")
    lines += ["It touches these findings:"] if plan.findings else ["No finding leans on it."]
    lines += [f"  {_change(one)}" for one in plan.findings]
    lines.append("A person must destroy or recall:")
    for sentence in plan.by_hand:
        first, *rest = wrapped(sentence, "    ")
        lines += [f"  - {first.strip()}", *rest]
    return lines


def _change(one: Touched) -> str:
    before, after = one.before, one.after
    found = f"{one.key}: {before.supporting} → {after.supporting} origins for it"
    if before.opposing or after.opposing:
        found += f", {before.opposing} → {after.opposing} against"
    return f"{found}; confidence {before.confidence} → {after.confidence}"


def recant(
    pseudonym: Pseudonym,
    reason: Annotated[str, typer.Option("--reason", "-r", help="Why; it is kept, and goes with a withdrawal.")],
    passage: Annotated[str | None, typer.Argument(metavar="PASSAGE", help="The passage taken back.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Take back all that was cut from this interview.")] = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Note that a witness took words back: they stay with the reason, and count in no finding any more.

    Example: synopticon interview recant tavo-46 81b2c07e --reason "it was another town"
    """
    from synopticon.workflow.interview_recant import recant as run

    if (passage is None) == (not everything):
        raise UsageError("one passage or all of them", remedy="Name a passage, or say --all.")
    with open_study(study) as opened:
        done = run(opened, pseudonym, passage, reason)
    if as_json:
        print_json(asdict(done))
        return
    typer.echo(
        f"Taken back: {many(len(done.passages), 'passage')} of {pseudonym}. The reason is kept; nothing counts it."
    )
    for one in done.findings:
        typer.echo(f"  {_change(one)}")
    typer.echo("To undo: cite the words anew, if the witness stands by them after all.")


def expire(
    within: Annotated[int, typer.Option(min=0, metavar="DAYS", help="Also those that end within so many days.")] = 0,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the witnesses whose consent has ended, or soon will. Ended ones count and appear nowhere by the clock.

    Example: synopticon interview expire --within 90
    """
    from synopticon.workflow.interview_terms import ending

    with open_study(study) as opened:
        found, today = ending(opened, within), opened.clock().date()
    rows = [(one.pseudonym, one.terms.expires, one.terms.ended(today)) for one in found]
    if as_json:
        print_json([{"pseudonym": name, "expires": ends, "ended": ended} for name, ends, ended in rows])
        return
    if not rows:
        typer.echo("No consent has ended.")
        return
    print_table(
        ("WITNESS", "UNTIL", "STATE"), [(name, ends, "ended" if ended else "ends") for name, ends, ended in rows]
    )
    typer.echo("Ask for a new one: synopticon interview terms PSEUDONYM --consent RECORD; else withdraw it.")
