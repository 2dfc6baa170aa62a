"""`synopticon verify`: check a release offline and say four things apart, for each finding."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from synopticon.cli.output import JsonOption, print_json

if TYPE_CHECKING:
    from synopticon.workflow.verify import Check, Verification

SIGNS = {"holds": "yes", "fails": "NO ", "not checked": "–  "}


def verify(
    release: Annotated[Path, typer.Argument(help="The release's folder.")],
    key: Annotated[
        Path | None, typer.Option("--key", help="The signer's public key, got elsewhere (PEM or OpenSSH .pub).")
    ] = None,
    pack: Annotated[Path | None, typer.Option("--pack", help="The evidence pack, got from the publisher.")] = None,
    tsa_roots: Annotated[
        Path | None, typer.Option("--tsa-roots", help="PEM certificates of time-stamping services that you trust.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Check a release without a network and without a study.

    Ends with 1 where anything that was checked does not hold; every fault is named.

    Example: synopticon verify releases/edition-1 --key their-key.pem --pack evidence.wacz
    """
    from synopticon.workflow.verify import verify as run

    found = run(release, key=key, pack=pack, tsa_roots=tsa_roots)
    if as_json:
        print_json(found.as_json())
    else:
        _print(found)
    if not found.holds:
        raise typer.Exit(1)


def _print(found: Verification) -> None:
    edition = f", edition {found.edition}" if found.edition else ""
    _say(f"{found.study or 'A release that cannot be read'}{edition}", "")
    if found.notice:
        _say(found.notice, "")
    typer.echo("")
    _answer("files", found.signed)
    _answer("time", found.time)
    for finding in found.findings:
        typer.echo("")
        _say(f"{finding.key}  {finding.proposition}", "    ")
        for question, check in finding.checks:
            typer.echo(f"  {SIGNS[check.answer]}  {question}")
        for check in (finding.quotations, finding.captures):
            _say(check.sentence, "       ", first="       ")
    typer.echo("")
    if found.holds:
        typer.echo("What was checked holds.")
        return
    many = len(found.faults)
    typer.echo(f"{many} thing{'' if many == 1 else 's'} do{'es' if many == 1 else ''} not hold:")
    for fault in found.faults:
        _say(fault, "    ", first="  - ")


def _answer(label: str, check: Check) -> None:
    _say(f"{SIGNS[check.answer]}  {label}: {check.sentence}", "     ")


def _say(text: str, indent: str, *, first: str = "") -> None:
    """One paragraph. A release is a stranger's: its words never steer the terminal."""
    plain = "".join(letter if letter.isprintable() else "�" for letter in text.replace("\n", " "))
    typer.echo(
        textwrap.fill(
            plain, 79, initial_indent=first, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )
    )
