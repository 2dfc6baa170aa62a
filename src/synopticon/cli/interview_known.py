"""`synopticon interview list|show|terms|describe`: what the study knows of its witnesses, without a word of theirs."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from synopticon.cli.output import JsonOption, StudyOption, open_study, print_json, print_table, wrapped

if TYPE_CHECKING:
    from synopticon.model.testimony import Terms, Witness
    from synopticon.workflow.interview_terms import Row

Pseudonym = Annotated[str, typer.Argument(metavar="PSEUDONYM", help="As synopticon interview list shows it.")]


def describe(
    pseudonym: Pseudonym,
    facts: Annotated[
        list[str], typer.Argument(metavar="NAME=VALUE…", help="Coarse facts, in bands; empty: take it away.")
    ],
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Set coarse facts of a witness, by which cases are compared. They stand in the study in clear.

    Example: synopticon interview describe tavo-46 left=2015–2019 "job=public service"
    """
    from synopticon.workflow.interview_terms import describe as run

    with open_study(study) as opened:
        witness = run(opened, pseudonym, facts)
    if as_json:
        print_json(_values(witness))
        return
    for name, value in witness.attributes:
        typer.echo(f"{name}: {value}")
    typer.echo("Together such facts can make somebody known. To undo: give the fact again, or with an empty value.")


def list_(
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the witnesses by pseudonym, with what each allowed and how far the interview has come.

    Example: synopticon interview list --study cameras
    """
    from synopticon.workflow.interview_terms import list_interviews

    with open_study(study) as opened:
        found = list_interviews(opened)
    if as_json:
        print_json(
            {
                "interviews": [_row(row) for row in found.rows],
                "withdrawn": [
                    {"pseudonym": stone.pseudonym, "day": stone.day.isoformat()} for stone in found.withdrawn
                ],
            }
        )
        return
    if not found.rows and not found.withdrawn:
        typer.echo("There is no interview yet. Seal one: synopticon interview add FILE --consent RECORD")
        return
    rows = [(row.witness.pseudonym, _standing(row), str(row.witness.terms.use), _until(row)) for row in found.rows]
    rows += [(stone.pseudonym, "withdrawn", "–", stone.day.isoformat()) for stone in found.withdrawn]
    print_table(("WITNESS", "STANDING", "ALLOWS", "UNTIL"), rows)


def show(pseudonym: Pseudonym, study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Show what the study knows of one witness, without a word of theirs.

    Example: synopticon interview show tavo-46
    """
    from synopticon.workflow.interview_terms import show_interview

    with open_study(study) as opened:
        found = show_interview(opened, pseudonym)
    if as_json:
        rest = {name: value for name, value in asdict(found).items() if name != "row"}
        print_json({**_row(found.row), **rest})
        return
    witness = found.row.witness
    typer.echo(f"{witness.pseudonym}: {witness.standing}")
    say(terms_sentence(witness.terms))
    for name, value in witness.attributes:
        typer.echo(f"  {name}: {value}")
    if found.text:
        typer.echo(f"Signed text {found.text[:12]}, version {found.version}, {many(found.turns, 'turn')}.")
    typer.echo(f"{many(found.passages, 'passage')} cut, {found.recanted} taken back.")
    typer.echo(f"Findings that lean on it: {', '.join(found.findings) or 'none'}.")


def terms(
    pseudonym: Pseudonym,
    consent: Annotated[
        Path | None,
        typer.Option("--consent", metavar="RECORD", help="A new record in the place of the old one."),
    ] = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what a witness allows; with --consent, put a new record in the place of the one before.

    Example: synopticon interview terms tavo-46 --consent renewed.toml
    """
    from synopticon.workflow.consent import read_consent
    from synopticon.workflow.interview_terms import new_terms

    with open_study(study) as opened:
        witness = opened.reader.witness(pseudonym)
        if consent:
            witness = new_terms(opened, pseudonym, read_consent(consent, opened.clock().date()))
    if as_json:
        print_json(_values(witness))
        return
    say(terms_sentence(witness.terms))
    if consent:
        typer.echo("The record before it stays sealed beside it. To undo: give its record again.")


def _row(row: Row) -> dict[str, Any]:
    return {**_values(row.witness), "ended": row.ended, "whole": row.whole}


def _standing(row: Row) -> str:
    # An interrupted `add`: what was sealed of it has this name, and can be withdrawn by it.
    return "not whole: withdraw it, and add it again" if row.whole is False else row.witness.standing


def _values(witness: Witness) -> dict[str, Any]:
    return {
        "pseudonym": witness.pseudonym,
        "standing": witness.standing,
        "use": witness.terms.use,
        "sharing": witness.terms.sharing,
        "expires": witness.terms.expires.isoformat() if witness.terms.expires else None,
        "attributes": dict(witness.attributes),
    }


def _until(row: Row) -> str:
    ends = row.witness.terms.expires
    if ends is None:
        return "no end set"
    return f"{ends.isoformat()}, ended" if row.ended else ends.isoformat()


def terms_sentence(terms: Terms) -> str:
    """What a consent allows, in one sentence."""
    end = f"until {terms.expires.isoformat()}" if terms.expires else "with no end set"
    sharing = "may be handed on to those named" if terms.sharing else "may be handed on to nobody"
    return f"The consent allows: {terms.use}, {end}; the words {sharing}."


def many(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def say(sentence: str) -> None:
    """Print a sentence over lines of a terminal's width."""
    for line in wrapped(sentence, ""):
        typer.echo(line)
