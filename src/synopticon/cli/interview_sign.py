"""`synopticon interview sign`: a reader's signature on a reviewed working text, from the terminal."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from synopticon.cli.interview_known import Pseudonym
from synopticon.cli.output import JsonOption, StudyOption, open_study, print_json
from synopticon.cli.passphrase import IdentityOption, PassphraseOption, asking, needed


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
    from synopticon.workflow.memory_image import leave_no_image

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
