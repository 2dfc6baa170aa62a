"""`synopticon vault`: the sealed place for what witnesses say and who they are."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from synopticon.cli.output import JsonOption, StudyOption, near, number_of, open_study, print_json, wrapped
from synopticon.cli.passphrase import IdentityOption, PassphraseOption, asking, needed, new_passphrase

if TYPE_CHECKING:
    from synopticon.workflow.vault import Holders

app = typer.Typer(no_args_is_help=True, help="The sealed place for what witnesses say and who they are.")
recipients_app = typer.Typer(no_args_is_help=True, help="Who can open the vault.")
app.add_typer(recipients_app, name="recipients")

Quorum = Annotated[int | None, typer.Option(min=1, metavar="K", help="How many identities it takes from now on.")]
OnePassphrase = Annotated[
    Path | None,
    typer.Option("--passphrase-file", metavar="FILE", help="Read the passphrase from this file's first line."),
]


@app.command("identity")
def identity(
    file: Annotated[Path, typer.Argument(metavar="NEW-FILE", help="The file to write; keep it apart from the study.")],
    passphrase_file: OnePassphrase = None,
    as_json: JsonOption = False,
) -> None:
    """Make an identity, which opens what is sealed to it, in a file that a passphrase protects. No study is needed.

    Each person who holds the vault makes one on their own machine and hands over the recipient that is printed.

    Example: synopticon vault identity ~/keys/mine.identity
    """
    import secrets

    from synopticon.workflow.memory_image import leave_no_image
    from synopticon.workflow.vault_identity import new_identity, refuse_existing

    leave_no_image()
    refuse_existing(file)
    recipient = new_identity(file, new_passphrase(passphrase_file), secrets.token_bytes)
    if as_json:
        print_json({"file": str(file), "recipient": recipient})
        return
    typer.echo(recipient)
    _say(f"Wrote {near(file)}. The line above is its recipient: hand it to whoever makes the vault, it is no secret.")
    _say("Without this file and its passphrase nothing opens. Keep a kit on paper: synopticon vault export-recovery")


@app.command("init")
def init(
    recipient: Annotated[
        list[str],
        typer.Option(
            "--recipient", "-r", metavar="age1…|FILE", help="Who can open it: a recipient or an identity file."
        ),
    ],
    quorum: Annotated[int, typer.Option(min=1, metavar="K", help="How many of them it takes to open it.")] = 1,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make the study's vault, sealed to its recipients. No identity and no passphrase is needed here.

    Example: synopticon vault init --study cameras -r mine.identity -r age1… -r age1… --quorum 2
    """
    from synopticon.workflow.vault import make_vault

    with open_study(study) as opened:
        held = make_vault(opened, recipient, quorum)
    if as_json:
        print_json(asdict(held))
        return
    typer.echo(f"Made the vault. {_who(held)}")
    _say("To undo, while it holds nothing: remove the study's folder vault/.")
    if len(held.recipients) == held.quorum:
        _say("No identity may be lost: with one more recipient, one may. Or print recovery kits and keep them apart.")


@app.command("status")
def status(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Say who can open the vault, how much it keeps, and what is wrong with it, without opening it.

    Ends with 1 where something is wrong.

    Example: synopticon vault status --study cameras
    """
    from synopticon.workflow.vault import vault_status

    with open_study(study) as opened:
        found = vault_status(opened)
    if as_json:
        print_json(asdict(found))
    else:
        held = "1 witness" if found.witnesses == 1 else f"{found.witnesses:,} witnesses"
        typer.echo(f"{held}, {number_of(found.objects, 'sealed object')}, {found.withdrawn:,} withdrawn.")
        typer.echo(
            f"Opened by {found.quorum} of {len(found.recipients)} recipients; {found.may_be_lost} may be lost. "
            f"Generation {found.generation} of its key."
        )
        for sentence in found.unfinished:
            _say(f"Unfinished: {sentence}.")
        for sentence in found.faults:
            _say(f"Wrong: {sentence}.")
        if not found.faults:
            typer.echo("Every sealed object begins and ends as it should. Whether it opens, only opening tells.")
    if found.faults:
        raise typer.Exit(1)


@recipients_app.command("list")
def list_recipients(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """List who can open the vault.

    Example: synopticon vault recipients list --study cameras
    """
    from synopticon.workflow.vault import holders

    with open_study(study) as opened:
        held = holders(opened)
    if as_json:
        print_json(asdict(held))
        return
    for one in held.recipients:
        typer.echo(one)
    typer.echo(_who(held), err=True)


@recipients_app.command("add")
def add(
    recipient: Annotated[
        str, typer.Argument(metavar="age1…|FILE", help="The recipient, or an identity file that tells it.")
    ],
    identity: IdentityOption = None,
    passphrase_file: PassphraseOption = None,
    quorum: Quorum = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Let one more recipient open the vault. The vault gets a new key, sealed to all of them.

    Example: synopticon vault recipients add age1… --study cameras --identity mine.identity
    """
    from synopticon.workflow.vault import add_recipient

    files, ask = _keys(identity, passphrase_file)
    with open_study(study) as opened:
        held = add_recipient(opened, recipient, files, ask, quorum)
    _changed(held, as_json, "To undo: synopticon vault recipients remove. What the new one has read stays read.")


@recipients_app.command("remove")
def remove(
    recipient: Annotated[
        str, typer.Argument(metavar="age1…|FILE", help="The recipient or its beginning, or an identity file.")
    ],
    identity: IdentityOption = None,
    passphrase_file: PassphraseOption = None,
    quorum: Quorum = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Shut a recipient out, also one that was lost. The vault gets a new key, because that one may know the old one.

    What a removed recipient copied of the vault before stays readable to them.

    Example: synopticon vault recipients remove age1qy… --study cameras --identity mine.identity
    """
    from synopticon.workflow.vault import remove_recipient

    files, ask = _keys(identity, passphrase_file)
    with open_study(study) as opened:
        held = remove_recipient(opened, recipient, files, ask, quorum)
    _changed(
        held,
        as_json,
        "The vault has a new key, because the removed one may know the old one. What was copied of the vault before "
        "stays readable to them: destroy copies and backups that they can reach. "
        "To undo: synopticon vault recipients add",
    )


@app.command("rotate")
def rotate(
    identity: IdentityOption = None,
    passphrase_file: PassphraseOption = None,
    quorum: Quorum = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give the vault a new key for the same recipients. Cut short, it leaves the old key or the new one, whole.

    Example: synopticon vault rotate --study cameras --identity mine.identity
    """
    from synopticon.workflow.vault import rotate as rotate_key

    files, ask = _keys(identity, passphrase_file)
    with open_study(study) as opened:
        held = rotate_key(opened, files, ask, quorum)
    _changed(held, as_json, "The old key is destroyed; there is no undoing, and nothing that needs it.")


@app.command("export-recovery")
def export_recovery(
    identity: Annotated[Path, typer.Argument(metavar="IDENTITY", help="The identity file.")],
    out: Annotated[Path, typer.Option(metavar="KIT.html|.txt", help="The sheet to write; it must not be there yet.")],
    passphrase_file: OnePassphrase = None,
    as_json: JsonOption = False,
) -> None:
    """Write an identity's recovery kit, a sheet to print. Whoever reads it has the identity.

    Example: synopticon vault export-recovery mine.identity --out kit.html
    """
    from synopticon.workflow.vault_identity import export_recovery as export

    _, ask = _keys([identity], [passphrase_file] if passphrase_file else None)
    kit = export(identity, ask, out)
    if as_json:
        print_json({"file": str(out), "recipient": kit.recipient, "check_words": kit.words})
        return
    typer.echo(f"Wrote {near(out)}. Check words: {' '.join(kit.words)}")
    _say("Print it on a printer that keeps no memory, put the sheet away, and destroy the file. It is not sealed.")


@app.command("recover")
def recover(
    file: Annotated[Path, typer.Argument(metavar="NEW-FILE", help="The identity file to write.")],
    typed: Annotated[
        Path | None, typer.Option("--typed", metavar="FILE", help="A file with the groups; else type them here.")
    ] = None,
    passphrase_file: OnePassphrase = None,
    as_json: JsonOption = False,
) -> None:
    """Make an identity file anew from a recovery kit: type the groups as they are printed, an empty line at the end.

    Example: synopticon vault recover mine.identity
    """
    import secrets

    from synopticon.workflow.memory_image import leave_no_image
    from synopticon.workflow.vault_identity import read_kit, refuse_existing
    from synopticon.workflow.vault_identity import recover as recover_identity

    leave_no_image()
    refuse_existing(file)
    kit = read_kit(_typed_lines() if typed is None else typed)
    recover_identity(kit, file, new_passphrase(passphrase_file), secrets.token_bytes)
    if as_json:
        print_json({"file": str(file), "recipient": kit.recipient, "check_words": kit.check_words})
        return
    typer.echo(kit.recipient)
    _say(f"Wrote {near(file)}. The check words must be those on the sheet: {' '.join(kit.check_words)}")


def _keys(identities: list[Path] | None, files: list[Path] | None) -> tuple[list[Path], Callable[[Path], str]]:
    """The identity files and what gives their passphrases, in a process that leaves no image of its memory."""
    from synopticon.workflow.memory_image import leave_no_image

    leave_no_image()
    chosen = needed(identities)
    return chosen, asking(chosen, files)


def _typed_lines() -> str:
    if sys.stdin.isatty():
        _say("Type the groups as they are printed, in one line or more; end with an empty line.")
        _say("What is typed stays in this window until you close it: close it when you are done.")
    lines: list[str] = []
    for line in sys.stdin:
        if not line.strip() and lines:
            break
        lines.append(line)
    return "".join(lines)


def _who(held: Holders) -> str:
    count = len(held.recipients)
    one = "it" if count == 1 else "any one of them" if held.quorum == 1 else f"any {held.quorum} of them together"
    return f"{count} recipient{'' if count == 1 else 's'}; {one} can open it."


def _changed(held: Holders, as_json: bool, undo: str) -> None:
    if as_json:
        print_json(asdict(held))
        return
    typer.echo(f"The vault has its key in generation {held.generation}. {_who(held)}")
    _say(undo)


def _say(sentence: str) -> None:
    """A sentence on standard error, at 80 columns."""
    typer.echo("\n".join(wrapped(sentence, indent="")), err=True)
