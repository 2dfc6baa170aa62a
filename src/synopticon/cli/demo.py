"""`synopticon demo`: the demonstration study, built from invented sources, and what it found."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from synopticon.cli.output import JsonOption, near, print_json, progress

if TYPE_CHECKING:
    from synopticon.workflow.demo import DemoSummary, FindingLine
    from synopticon.workflow.demo_interviews import Interviewed
    from synopticon.workflow.verify import Check

WIDTH = 78
PACK = "evidence.wacz"
LANGUAGES = {"en": "English", "ko": "Korean", "zh": "Chinese"}


def demo(
    folder: Annotated[
        Path, typer.Argument(help="The folder to build it in; one that is there is gone on with.")
    ] = Path("demo-study"),
    as_json: JsonOption = False,
) -> None:
    """Build the demonstration study: an invented country, its newspapers, and what can be known of its cameras.

    It takes the whole path once, from captured pages to a verified release. Nothing is fetched from any network. A
    second run changes nothing; an interrupted one goes on where it stopped.

    Example: synopticon demo
    """
    from synopticon.workflow.demo import build_demo

    with progress(quiet=as_json) as shown:
        done = build_demo(folder, progress=shown)
    if as_json:
        rest = {name: value for name, value in asdict(done).items() if name != "verification"}
        print_json(rest | {"verification": done.verification.as_json()})
    else:
        _print(done)
    if not done.verification.holds:
        raise typer.Exit(1)


def _print(done: DemoSummary) -> None:
    typer.echo(f"\n{done.title}")
    _say(done.notice, "")
    if done.again:
        typer.echo("\nThe demonstration study stands already; nothing was changed.")
    languages = ", ".join(f"{count} {LANGUAGES.get(name, name)}" for name, count in done.languages)
    typer.echo(f"\n  {done.captures:>4}  captures from {done.outlets} outlets ({languages})")
    typer.echo(f"  {done.families:>4}  families of two or more, with {done.echoes} echoes in them")
    typer.echo(f"  {done.origins:>4}  independent origins are left when echoes are not counted")
    if done.largest:
        _say(f"The largest family: {done.largest}.", "        ")
    if done.interviewed:
        _print_interviews(done.interviewed)
    typer.echo(f"\n{len(done.findings)} findings")
    for finding in done.findings:
        _print_finding(finding)
    where, release = near(done.folder), near(done.release)
    typer.echo(f"\nThe release {release}")
    for sentence in _verified(done):
        _say(sentence, "        ", first="  ")
    for sentence in done.left_out:
        _say(sentence, "        ", first="  –     ")
    typer.echo(f"\nBuilt in {done.seconds:.0f} s." if not done.again else "")
    typer.echo(f"Look at it:     synopticon serve {where}")
    typer.echo(f"Read it:        {release}/index.html")
    if done.interviewed and not done.interviewed.left_out:
        typer.echo(f"Its witnesses:  synopticon interview list --study {where}")
    typer.echo(f"Check it:       synopticon verify {release} \\")
    typer.echo(f"                    --key {where}/our-key.pem --pack {where}/{PACK}")
    if done.interviewed and not done.interviewed.left_out:
        typer.echo(f"Open its vault: with {where}/{done.interviewed.identity}")
        typer.echo(f"                and the passphrase “{done.interviewed.passphrase}”;")
        typer.echo("                in a real study neither lies beside the vault")
    typer.echo(f"To undo:        remove the folder {where}")


def _print_interviews(done: Interviewed) -> None:
    if done.left_out:
        _say(f"The interviews were left out: {done.left_out}", "        ", first="  –     ")
        return
    typer.echo(f"  {done.signed:>4}  interviews that two readers signed, with {done.codings:,} codings by two coders")
    typer.echo(f"  {done.refused:>4}  interview refused, because its consent had ended")
    typer.echo(f"  {len(done.withdrawn):>4}  witness who withdrew: nothing is left but {', '.join(done.withdrawn)}")
    typer.echo(f"  {done.brought:>4}  passages of witnesses stand behind findings; {done.taken_back} was taken back")


def _print_finding(finding: FindingLine) -> None:
    typer.echo("")
    _say(f"{finding.key}  {finding.proposition}", "      ", first="  ")
    origins = f"{finding.origins} independent origin{'s' if finding.origins != 1 else ''}"
    documents = f"{finding.documents} document{'s' if finding.documents != 1 else ''}"
    against = f"; {finding.opposing} against" if finding.opposing else ""
    typer.echo(f"      {documents}, {origins}{against}")
    typer.echo(f"      Likelihood: {finding.likelihood}.")
    typer.echo(f"      Confidence: {finding.confidence}.")


def _verified(done: DemoSummary) -> list[str]:
    found = done.verification
    quotations = [check.quotations for check in found.findings]
    captures = [check.captures for check in found.findings]
    return [
        f"{_sign([found.signed])}   {found.signed.sentence}",
        f"{_sign(quotations)}   the quotations of {len(quotations)} findings are under the release's root",
        f"{_sign(captures)}   the root follows from the captures in {PACK}",
        f"{_sign([found.time])}   {found.time.sentence}",
        *found.faults,
    ]


def _sign(checks: Sequence[Check]) -> str:
    answers = {str(check.answer) for check in checks}
    return "NO " if "fails" in answers else "yes" if answers == {"holds"} else "–  "


def _say(text: str, indent: str, *, first: str | None = None) -> None:
    typer.echo(textwrap.fill(text, WIDTH, initial_indent=indent if first is None else first, subsequent_indent=indent))
