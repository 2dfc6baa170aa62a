"""`synopticon qda`: hand codings to other coding tools and take theirs in."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated, Any

import typer

from synopticon.cli.output import JsonOption, StudyOption, near, open_study, print_json, progress, wrapped

if TYPE_CHECKING:
    from synopticon.workflow.qda_convert import Converted
    from synopticon.workflow.qda_export import Exported, Remark
    from synopticon.workflow.qda_import import Imported

app = typer.Typer(no_args_is_help=True, help="Exchange codings with other coding tools (REFI-QDA and others).")

_SHOWN = 3
"""Things of one kind that the terminal names; --json has all."""

FormOption = Annotated[
    str | None,
    typer.Option("--as", help="What it is, where its content shall not decide: qdpx, qdc, csv, taguette, qualcoder."),
]
EndsOption = Annotated[
    str | None, typer.Option("--ends", help="Its end offsets: exclusive or inclusive; else told by the file itself.")
]
LinesOption = Annotated[
    str | None, typer.Option("--lines", help="Its line ends count: stored, one or two; else told by the file itself.")
]
UnitsOption = Annotated[
    str | None, typer.Option("--units", help="Its offsets count: points or utf16; else told by the file itself.")
]
ProjectOption = Annotated[str | None, typer.Option("--project", help="Which of several in one file.")]
ReplaceOption = Annotated[bool, typer.Option("--replace", help="Write over a file of that name.")]


@app.command("export")
def export(
    file: Annotated[
        Path, typer.Argument(help="Its ending says the form: .qdpx, .qdc, .csv, .sqlite3.", metavar="FILE")
    ],
    documents: Annotated[
        list[str] | None,
        typer.Option(
            "--documents", "-d", help="Only these (id or pseudonym; again for more); else all that are coded."
        ),
    ] = None,
    permitted_only: Annotated[
        bool, typer.Option("--permitted-only", help="Leave out witnesses' texts that may not be handed on.")
    ] = False,
    replace: ReplaceOption = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the codebook, the coded documents, codings and memos for another tool.

    A witness's text goes out only where two readers signed it and the witness permits sharing.

    Example: synopticon qda export project.qdpx
    """
    from synopticon.workflow.qda_export import export_project

    with open_study(study) as opened:
        done = export_project(opened, file, documents=documents or (), permitted_only=permitted_only, replace=replace)
    if as_json:
        print_json(_json(done) | {"path": str(done.path)})
        return
    _say_exported(done)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A .qdpx, .qdc, .csv, .sqlite3 or .qda.", metavar="FILE")],
    form: FormOption = None,
    ends: EndsOption = None,
    lines: LinesOption = None,
    units: UnitsOption = None,
    project: ProjectOption = None,
    collect: Annotated[
        bool,
        typer.Option("--collect", help="Also take in texts the study lacks, in clear, as media. Never for interviews."),
    ] = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take in codes, codings and memos of a project that another tool wrote.

    Codings are taken of documents that the study has. Interviews of witnesses come in sealed: synopticon interview add.

    Example: synopticon qda import project.qdpx
    """
    from synopticon.workflow.qda_import import import_project
    from synopticon.workflow.qda_opening import OpeningOptions

    options = OpeningOptions(form, ends, lines, units, project)
    with open_study(study) as opened, progress(quiet=as_json) as listener:
        done = import_project(opened, file, options, collect=collect, progress=listener)
    if as_json:
        print_json(_json(done))
        return
    _say_imported(done)


@app.command("convert")
def convert(
    file: Annotated[Path, typer.Argument(help="A .qdpx, .qdc, .csv, .sqlite3 or .qda.", metavar="FILE")],
    out: Annotated[Path, typer.Argument(help="What to write: .qdpx, .qdc or .sqlite3 (Taguette).", metavar="OUT")],
    form: FormOption = None,
    ends: EndsOption = None,
    lines: LinesOption = None,
    units: UnitsOption = None,
    project: ProjectOption = None,
    replace: ReplaceOption = False,
    as_json: JsonOption = False,
) -> None:
    """Write one tool's project for another, its offsets as the standard counts them. No study is needed.

    Example: synopticon qda convert project.sqlite3 project.qdpx
    """
    from synopticon.workflow.qda_convert import convert as run
    from synopticon.workflow.qda_opening import OpeningOptions

    done = run(file, out, OpeningOptions(form, ends, lines, units, project), replacing=replace)
    if as_json:
        print_json(_json(done) | {"path": str(done.path)})
        return
    _say_read(done)
    typer.echo(f"Wrote {near(done.path)}")
    _say(f"It holds {_many(done.codes, 'code')}, {_many(done.documents, 'document')}, {_many(done.codings, 'coding')}.")
    _say_remarks(done.remarks, "Not in the file")


@app.command("forms")
def forms(as_json: JsonOption = False) -> None:
    """List the forms that are written and read.

    Example: synopticon qda forms
    """
    from synopticon.cli.output import print_table
    from synopticon.workflow.qda_opening import FORMS

    if as_json:
        print_json([asdict(row) for row in FORMS])
        return
    rows = [(row.name, _ways(row.read, row.written), row.description, row.holds) for row in FORMS]
    print_table(("FORM", "HERE", "WHAT IT IS", "WHAT IT HOLDS"), rows)


def _json(done: Exported | Imported | Converted) -> dict[str, Any]:
    value = asdict(done)
    remarks = value.pop("remarks", None) or value.pop("lost", [])
    value["lost"] = [remark for remark in remarks if remark["lost"]]
    value["noted"] = [remark for remark in remarks if not remark["lost"]]
    return value


def _say_exported(done: Exported) -> None:
    typer.echo(f"Wrote {near(done.path)}")
    _say(
        f"It holds {_many(done.codes, 'code')}, {_many(done.documents, 'document')}, "
        f"{_many(done.codings, 'coding')}, {_many(done.memos, 'memo')}; {done.size:,} bytes."
    )
    if done.witnesses:
        number = _many(len(done.witnesses), "witness", "witnesses")
        _say(f"In it are the words of {number}: {', '.join(done.witnesses)}.")
        _say("Write down to whom you give it: after a withdrawal every copy must be destroyed.")
    _say_remarks(done.lost, "Not in the file")
    _say("To undo: remove the file.")


def _say_imported(done: Imported) -> None:
    _say_read(done)
    _say(f"Codes: {done.codes_new:,} new, {done.codes_there:,} here already.")
    collected = f", {done.collected:,} of them taken in now" if done.collected else ""
    _say(f"Documents: {done.documents:,} found in the study{collected}; {len(done.missing):,} are not here.")
    _say(f"Codings: {done.codings_new:,} new, {done.codings_there:,} here already. Memos: {done.memos_new:,} new.")
    _say_remarks(done.remarks, "Not taken")
    if done.missing:
        _say("Texts that are not here: collect media with --collect; interviews with synopticon interview add.")
    for coder in done.coders:
        typer.echo(f"To undo the codings of {coder}: synopticon code undo --coder {quote(coder)}")
    if done.before:
        typer.echo(f"To undo the codes: synopticon codebook restore {done.before}")


def _say_read(done: Imported | Converted) -> None:
    _say(f"Read as {done.form}{f', written by {done.tool}' if done.tool else ''}.")
    if (reading := done.reading) is not None:
        ways = f"ends {reading.ends}, line ends {reading.lines}, units {reading.units}"
        _say(f"Offsets: {ways}; {reading.because}.")


def _say_remarks(remarks: Sequence[Remark], title: str) -> None:
    for lost, heading in ((True, title), (False, "Noted")):
        kinds: dict[str, list[Remark]] = {}
        for remark in remarks:
            if remark.lost is lost:
                kinds.setdefault(remark.kind, []).append(remark)
        for ones in kinds.values():
            for remark in ones[:_SHOWN]:
                _say(f"{heading}: {remark.what}{f' ({remark.where})' if remark.where else ''}.")
            if len(ones) > _SHOWN:
                _say(f"{heading}: {len(ones) - _SHOWN:,} more of that kind; --json lists them.")


def _say(sentence: str) -> None:
    """A sentence over lines of 80 cells; names of strangers in it cannot steer the terminal."""
    plain = "".join(sign if unicodedata.category(sign) not in ("Cc", "Cf", "Cs") else " " for sign in sentence)
    for line in wrapped(plain, "", 80):
        typer.echo(line)


def _many(number: int, noun: str, nouns: str | None = None) -> str:
    return f"{number:,} {noun if number == 1 else nouns or f'{noun}s'}"


def _ways(read: bool, written: bool) -> str:
    return ", ".join(word for word, can in (("read", read), ("written", written)) if can)
