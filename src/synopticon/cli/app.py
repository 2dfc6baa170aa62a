"""The command line's front door: every command in its order, one way to fail, one way to say so.

Command modules import what they need inside their functions, so that `--help` is quick.
"""

from __future__ import annotations

import json
import sys
from typing import NoReturn

import typer

from synopticon.cli import (
    agreement,
    code,
    codebook,
    collect,
    coreq,
    custody,
    deidentify,
    demo,
    doctor,
    extract,
    family,
    finding,
    init,
    interview,
    items,
    judge,
    key,
    passage,
    pictures,
    publish,
    qda,
    reuse,
    search,
    serve,
    trace,
    vault,
    verify,
)
from synopticon.cli.output import plain_errors
from synopticon.errors import SynopticonError, Unforeseen
from synopticon.version import __version__

app = typer.Typer(
    name="synopticon",
    help="An evidence workbench for people who study surveillance: the many watching the few.",
    epilog="Exit codes: 0 done, 1 a check says no, 2 asked wrongly, 3 unreadable input, 4 trouble with the study, "
    "5 a part is missing, 6 refused, 7 nothing obtained, 70 a fault of the program, 130 interrupted.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

BEGIN, GATHER, WEIGH, PUBLISH, KEEP = "Begin", "Gather and read", "Weigh", "Publish and verify", "Keep"
CODE = "Code"

app.command("init", rich_help_panel=BEGIN)(init.init)
app.command("demo", rich_help_panel=BEGIN)(demo.demo)
app.command("collect", rich_help_panel=GATHER)(collect.collect)
app.command("extract", rich_help_panel=GATHER)(extract.extract)
app.command("items", rich_help_panel=GATHER)(items.items)
app.command("search", rich_help_panel=GATHER)(search.search)
app.command("deidentify", rich_help_panel=GATHER)(deidentify.deidentify)
app.add_typer(interview.app, name="interview", rich_help_panel=GATHER)
app.command("trace", rich_help_panel=WEIGH)(trace.trace)
app.command("family", rich_help_panel=WEIGH)(family.family)
app.add_typer(pictures.app, name="pictures", rich_help_panel=WEIGH)
app.command("cite", rich_help_panel=WEIGH)(passage.cite)
app.add_typer(passage.app, name="passage", rich_help_panel=WEIGH)
app.add_typer(finding.app, name="finding", rich_help_panel=WEIGH)
app.add_typer(codebook.app, name="codebook", rich_help_panel=CODE)
app.add_typer(code.app, name="code", rich_help_panel=CODE)
app.add_typer(qda.app, name="qda", rich_help_panel=CODE)
app.command("agreement", rich_help_panel=CODE)(agreement.agreement)
app.add_typer(coreq.app, name="coreq", rich_help_panel=CODE)
for decide in (judge.correct, judge.withdraw, judge.restore, judge.confirm, judge.overturn, judge.clear):
    app.command(decide.__name__, rich_help_panel=WEIGH)(decide)
app.add_typer(reuse.app, name="reuse", rich_help_panel=WEIGH)
app.command("serve", rich_help_panel=WEIGH)(serve.serve)
app.command("publish", rich_help_panel=PUBLISH)(publish.publish)
app.command("verify", rich_help_panel=PUBLISH)(verify.verify)
app.add_typer(key.app, name="key", rich_help_panel=PUBLISH)
app.add_typer(vault.app, name="vault", rich_help_panel=KEEP)
app.add_typer(custody.app, name="custody", rich_help_panel=KEEP)
app.command("doctor", rich_help_panel=KEEP)(doctor.doctor)


@app.callback(invoke_without_command=True)
def root(
    version: bool = typer.Option(False, "--version", help="Print the version and end.", is_eager=True),
) -> None:
    """Options that stand before every command."""
    if version:
        typer.echo(f"synopticon {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command line; errors of our tree become one message and their exit code."""
    try:
        app()
    except SynopticonError as error:
        _fail(error)
    except KeyboardInterrupt:
        typer.echo("Stopped. What was acknowledged is kept; the same command goes on from there.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:  # noqa: BLE001 - a traceback may quote a source, and would end with "a check says no"
        _fail(Unforeseen.of(error, "the command failed"))


def _fail(error: SynopticonError) -> NoReturn:
    if "--json" in sys.argv[1:]:
        typer.echo(json.dumps(error.as_json(), ensure_ascii=False))
    plain_errors(error)
    sys.exit(error.exit_code)
