"""`synopticon interview`: what witnesses say, from the consent to the signature, and back to nothing."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from synopticon.cli import interview_end, interview_known, interview_review, interview_sign
from synopticon.cli.interview_known import Pseudonym, many, say, terms_sentence
from synopticon.cli.output import JsonOption, StudyOption, open_study, print_json
from synopticon.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from synopticon.workflow.interview_add import Added
    from synopticon.workflow.interview_consent import Consent

app = typer.Typer(no_args_is_help=True, help="Take in what witnesses say, review it, sign it, and let them withdraw.")

ConsentOption = Annotated[
    Path | None,
    typer.Option("--consent", metavar="RECORD", help="The consent record; without it, it is asked field by field."),
]
RecordOption = Annotated[
    Path | None,
    typer.Option("--identity", metavar="RECORD.json", help="Who the witness is, so that every trace is found."),
]
TextOption = Annotated[int | None, typer.Option("--text", help="Of a REFI-QDA project, which text is this witness's.")]
ModelOption = Annotated[list[str] | None, typer.Option("--model", help="A model detector to ask as well.")]


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
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The transcript, or the recording.")],
    consent: ConsentOption = None,
    record: RecordOption = None,
    audio: Annotated[Path | None, typer.Option(help="The recording, if the consent allows one.")] = None,
    text: TextOption = None,
    model: ModelOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Seal an interview under a pseudonym. Nothing is taken in without consent, and nothing of it is in clear on disk.

    Example: synopticon interview add 07.docx --consent 07-consent.toml --identity 07-identity.json
    """
    from synopticon.workflow.consent import read_consent
    from synopticon.workflow.interview_add import add_interview
    from synopticon.workflow.memory_image import leave_no_image

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
    say(f"Sealed as {done.pseudonym}: {', '.join(done.sealed)}.")
    for line in (terms_sentence(done.terms), *done.warnings):
        say(line)
    if done.turns:
        places = many(done.proposals, "place")
        typer.echo(f"{many(done.turns, 'turn')}, language {done.language or 'unknown'}; {places} to review.")
        typer.echo(f"Next: synopticon interview review {done.pseudonym}")
    else:
        typer.echo(f"Next, once it is transcribed: synopticon interview transcript {done.pseudonym} FILE")
    typer.echo("The files that were read still lie in clear where they were:")
    for source in sources:
        typer.echo(f"  {source}")
    say(
        "To remove one from a disk that can be overwritten: shred -u FILE. On flash disks, disks with snapshots and in "
        "backups that does not reach every copy: there only a disk that was encrypted from the start helps."
    )
    typer.echo(f"To undo: synopticon interview withdraw {done.pseudonym}")


@app.command("transcript")
def transcript(
    pseudonym: Pseudonym,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The transcript of the sealed recording.")],
    record: RecordOption = None,
    text: TextOption = None,
    model: ModelOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Seal the transcript of an interview of which only the recording was sealed.

    Example: synopticon interview transcript tavo-46 07.docx --identity 07-identity.json
    """
    from synopticon.workflow.interview_add import add_transcript
    from synopticon.workflow.memory_image import leave_no_image

    leave_no_image()
    with open_study(study) as opened:
        done = add_transcript(opened, pseudonym, file, identity=record, text=text, models=model or ())
    sources = [str(path) for path in (file, record) if path is not None]
    if as_json:
        print_json({**asdict(done), "still_in_clear": sources})
        return
    _say_added(done, sources)


for _verb in (
    *(interview_review.review, interview_sign.sign),
    *(interview_known.show, interview_known.terms, interview_known.describe),
    *(interview_end.withdraw, interview_end.recant, interview_end.expire),
):
    app.command(_verb.__name__)(_verb)
app.command("list")(interview_known.list_)
