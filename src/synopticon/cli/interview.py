"""`synopticon interview`: what witnesses say, from the consent to the signature, and back to nothing."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from synopticon.cli import interview_end, interview_review
from synopticon.cli.output import JsonOption, StudyOption, open_study, print_json, print_table, wrapped
from synopticon.cli.passphrase import IdentityOption, PassphraseOption, asking, needed
from synopticon.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from synopticon.model.testimony import Terms, Witness
    from synopticon.workflow.interview_add import Added
    from synopticon.workflow.interview_consent import Consent
    from synopticon.workflow.interview_terms import Row

app = typer.Typer(no_args_is_help=True, help="Take in what witnesses say, review it, sign it, and let them withdraw.")

Pseudonym = Annotated[str, typer.Argument(metavar="PSEUDONYM", help="As synopticon interview list shows it.")]
ConsentOption = Annotated[
    Path | None,
    typer.Option("--consent", metavar="RECORD", help="The consent record; without it, it is asked field by field."),
]


@app.command("consent-form")
def consent_form(
    language: Annotated[str, typer.Option("--language", help="en or ko.")] = "en",
) -> None:
    """Print the consent form, to be read aloud before anything else and filled in by hand.

    Example: synopticon interview consent-form --language ko > form.txt
    """
    from synopticon.workflow.consent import consent_form as form

    typer.echo(form(language), nl=False)


@app.command("add")
def add(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The transcript: text, Word, Hangul, subtitles, …")],
    consent: ConsentOption = None,
    record: Annotated[
        Path | None,
        typer.Option("--identity", metavar="RECORD.json", help="Who the witness is, so that every trace is found."),
    ] = None,
    audio: Annotated[Path | None, typer.Option(help="The recording, if the consent allows one.")] = None,
    text: Annotated[int | None, typer.Option(help="Of a REFI-QDA project, which text is this witness's.")] = None,
    model: Annotated[list[str] | None, typer.Option(help="A model detector to ask as well.")] = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Seal an interview under a pseudonym. Nothing is taken in without consent, and nothing of it is in clear on disk.

    Example: synopticon interview add 07.docx --consent 07-consent.toml --identity 07-identity.json
    """
    from synopticon.workflow.consent import read_consent
    from synopticon.workflow.interview_add import add_interview
    from synopticon.workflow.review_process import leave_no_image

    leave_no_image()
    with open_study(study) as opened:
        today = opened.clock().date()
        given = read_consent(consent, today) if consent else _asked(today, as_json)
        done = add_interview(opened, file, given, identity=record, audio=audio, text=text, models=model or ())
    sources = [str(path) for path in (file, record, consent, audio) if path is not None]
    if as_json:
        print_json({**asdict(done), "still_in_clear": sources})
        return
    _say_added(done, sources)


def _asked(today: date, as_json: bool) -> Consent:
    from synopticon.workflow.interview_consent import ask_consent

    if as_json or not sys.stdin.isatty():
        raise UsageError(
            "nothing of a witness is taken in without consent",
            remedy="Give the record: --consent RECORD (synopticon interview consent-form prints one to fill in)",
        )

    def answer(asked: str, write: str) -> str:
        return str(typer.prompt(f"{asked}\n  {write}\n ", default="", show_default=False))

    return ask_consent(today, answer, lambda why: typer.echo(f"  {why}"))


def _say_added(done: Added, sources: list[str]) -> None:
    typer.echo(f"Sealed as {done.pseudonym}: {', '.join(done.sealed)}.")
    for line in (_terms(done.terms), *done.warnings):
        _say(line)
    typer.echo(f"{done.turns:,} turns, language {done.language or 'unknown'}; {done.proposals:,} places to review.")
    typer.echo(f"Next: synopticon interview review {done.pseudonym}")
    typer.echo("The files that were read still lie in clear where they were:")
    for source in sources:
        typer.echo(f"  {source}")
    _say(
        "To remove one from a disk that can be overwritten: shred -u FILE. On flash disks, disks with snapshots and in "
        "backups that does not reach every copy: there only a disk that was encrypted from the start helps."
    )
    typer.echo(f"To undo: synopticon interview withdraw {done.pseudonym}")


@app.command("list")
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
    rows = [(row.witness.pseudonym, row.witness.standing, row.witness.terms.use, _until(row)) for row in found.rows] + [
        (stone.pseudonym, "withdrawn", "–", stone.day.isoformat()) for stone in found.withdrawn
    ]
    print_table(("WITNESS", "STANDING", "ALLOWS", "UNTIL"), rows)


@app.command("show")
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
    _say(_terms(witness.terms))
    for name, value in witness.attributes:
        typer.echo(f"  {name}: {value}")
    if found.text:
        typer.echo(f"Signed text {found.text[:12]}, version {found.version}, {found.turns:,} turns.")
    typer.echo(f"{found.passages} passages cut, {found.recanted} of them taken back.")
    typer.echo(f"Findings that lean on it: {', '.join(found.findings) or 'none'}.")


@app.command("terms")
def terms(
    pseudonym: Pseudonym,
    consent: ConsentOption = None,
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
    _say(_terms(witness.terms))
    if consent:
        typer.echo("The record before it stays sealed beside it. To undo: give its record again.")


@app.command("sign")
def sign(
    pseudonym: Pseudonym,
    reader: Annotated[str, typer.Option("--reader", help="Who signs, by a local name; it is never published.")],
    identity: IdentityOption = None,
    passphrase_file: PassphraseOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Sign a reviewed working text. With a second reader's signature it goes into the study, and not before.

    Example: synopticon interview sign tavo-46 --reader ada -i ada.identity
    """
    from synopticon.workflow.interview_sign import State, sign_interview
    from synopticon.workflow.review_process import leave_no_image

    leave_no_image()

    def tell(state: State) -> None:
        if not as_json:
            signed = ", ".join(state.readers) or "nobody"
            typer.echo(f"{state.decided:,} places decided, {state.open:,} open; signed by {signed}.")

    files = needed(identity)
    with open_study(study) as opened:
        done = sign_interview(opened, pseudonym, files, asking(files, passphrase_file), reader, tell)
    if as_json:
        print_json(asdict(done))
        return
    if done.text:
        typer.echo(f"Two readers have signed {pseudonym}: its working text {done.text[:12]} is in the study now.")
        typer.echo(f'Cite from it: synopticon cite {pseudonym} --quote "words of the text"')
        typer.echo(f"To undo: synopticon interview withdraw {pseudonym}")
        return
    typer.echo(f"{done.reader} has signed {pseudonym}. A second reader, another person, must sign before it leaves.")
    typer.echo("To undo: any new decision in the review takes the signature off again.")


for _verb in (interview_review.review, interview_end.withdraw, interview_end.recant, interview_end.expire):
    app.command(_verb.__name__)(_verb)


def _row(row: Row) -> dict[str, Any]:
    return {**_values(row.witness), "ended": row.ended}


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


def _terms(terms: Terms) -> str:
    end = f"until {terms.expires.isoformat()}" if terms.expires else "with no end set"
    sharing = "may be handed on to those named" if terms.sharing else "may be handed on to nobody"
    return f"The consent allows: {terms.use}, {end}; the words {sharing}."


def _say(sentence: str) -> None:
    for line in wrapped(sentence, ""):
        typer.echo(line)
