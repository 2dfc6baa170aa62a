"""`synopticon reuse`: echoes in any corpus, without a study."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from synopticon.cli.output import JsonOption, print_json, progress, shortened, wrapped

if TYPE_CHECKING:
    from synopticon.workflow.reuse_explain import Told
    from synopticon.workflow.reuse_families import FamiliesReport

app = typer.Typer(help="Find echoes in any corpus, without a study.", no_args_is_help=True)

PASSAGES = 12
"""Shared passages that are shown; the longest ones."""


class Engine(StrEnum):
    """Where families are found: in this process, in several of this machine, or on a Dask cluster."""

    LOCAL = "local"
    POOL = "pool"
    DASK = "dask"


@app.command()
def families(
    documents: Annotated[
        Path,
        typer.Argument(metavar="DOCS", help="JSON lines: {id, text, title?, url?, outlet?, published?, language?}."),
    ],
    out: Annotated[Path, typer.Option(help="Where to write one row a document, as JSON lines.")],
    engine: Annotated[Engine, typer.Option(help="Where the work is done; the rows are the same.")] = Engine.LOCAL,
    workers: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Processes of pool and dask; else one for each core.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="A Dask cluster that stands, for --engine dask.")
    ] = None,
    work: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where pool and dask keep what is done; else beside OUT.")
    ] = None,
    index: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="A folder that keeps documents from run to run; these join those."),
    ] = None,
    translations: Annotated[
        bool | None,
        typer.Option(help="Propose possible translations, where there are several languages; not with --index."),
    ] = None,
    json_report: Annotated[Path | None, typer.Option(help="Where to write what was found, and what it took.")] = None,
    as_json: JsonOption = False,
) -> None:
    """File documents by origin: a row each, with its family, its parent, and every relation verified on the text.

    A row: {id, family, role, parent, origin, origin_probability, kind, spans, score, reasons, relations}. role is
    origin, echo, single or echo-of-unseen; parent and origin are ids or null; spans are code points, here and there.
    A relation "translation?" is a proposal: the places that answer each other are its spans, and it joins no family.
    A relation stands in the rows of both documents; a row that has more than 1,000 leaves the weakest to the other
    side and says how many. The order of the lines changes nothing. With --index, rows are written for documents that
    are new or whose row has changed, so that the latest row of each id is the state; any split into runs ends where
    one run does. --engine pool divides the work among processes of this machine, dask among those of a cluster; a run
    of theirs that was killed goes on where it was when the same command is given again.

    Example: synopticon reuse families stories.jsonl --out families.jsonl
    """
    from synopticon.workflow.reuse_families import find_families
    from synopticon.workflow.spreading.asking import spreading_of

    spreading = spreading_of(engine, workers, scheduler, work)
    with progress(quiet=as_json) as shown:
        report = find_families(
            documents,
            out,
            index=index,
            translations=translations,
            spreading=spreading,
            report=json_report,
            progress=shown,
        )
    if as_json:
        print_json(asdict(report))
        return
    _print_found(report)
    typer.echo(f"  {report.seconds:.1f} s, {report.peak_mib:,} MiB. Rows: {out}")


def _print_found(report: FamiliesReport) -> None:
    """What a run found."""
    typer.echo(
        f"{report.documents:,} documents, {report.families:,} families of two or more, {report.echoes:,} echoes."
    )
    if report.blank or report.short:
        typer.echo(f"  {report.blank:,} are blank and {report.short:,} too short to be compared; they stand alone.")
    typer.echo(f"  {report.proposed:,} pairs compared on their texts; verified:")
    for kind, count in report.kinds.items():
        typer.echo(f"    {count:,} {kind}")
    if report.unnamed:
        told = (
            f"{report.unnamed:,} of the documents given name neither outlet nor address, and {report.undated:,} no "
            "date: two reports of one outlet in the same words may stand here as one. Give what you know of them."
        )
        for line in wrapped(told, "  "):
            typer.echo(line)
    if report.languages and not report.embedder:
        typer.echo("  Translations were sought by clues alone: no multilingual model is installed.")


@app.command()
def explain(
    a: Annotated[str, typer.Argument(metavar="A", help="A text file; with --documents, an id.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    documents: Annotated[
        Path | None,
        typer.Option(metavar="DOCS", help="JSON lines in which A and B are ids, with their outlets and dates."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Say what two texts share, whether that makes them one origin, why, and what drifted between them.

    A shared passage is shown by its beginning and its end, with its length; each number, date or name that differs
    stands in brackets among its words, first as A and then as B writes it. Of texts in two languages the clues that
    answer each other are told. The texts are read as a trace would read them; two files come without their outlets, by
    which one outlet's own notes are told apart more strictly.

    Example: synopticon reuse explain 17 203 --documents stories.jsonl
    """
    from synopticon.workflow.reuse_explain import explain_pair

    told = explain_pair(a, b, documents)
    if as_json:
        print_json(asdict(told))
        return
    typer.echo(f"{told.verdict} ({told.kind})" if told.kind else told.verdict)
    for reason in told.reasons:
        for line in wrapped(reason):
            typer.echo(line)
    _print_shared(told)
    _print_drift(told)
    _print_translation(told)


def _print_shared(told: Told) -> None:
    """The longest shared passages in the order of A."""
    if not told.shared:
        return
    longest = sorted(told.shared, key=lambda passage: len(passage.text), reverse=True)[:PASSAGES]
    typer.echo("Shared, with the length of each passage in characters:")
    for passage in sorted(longest, key=lambda passage: passage.here):
        typer.echo(f"  {len(passage.text):>6,}  {_ends(passage.text, 68)}")
    if rest := len(told.shared) - len(longest):
        typer.echo(f"          and {rest:,} shorter")


def _print_drift(told: Told) -> None:
    """Each change, and the words on both sides in which it stands."""
    if told.drift:
        typer.echo("Drifted:")
    for change in told.drift:
        typer.echo(f"  {shortened(f'{change.kind}: {change.before} → {change.after}', 76)}")
        typer.echo(f"    A  {shortened(change.here_around, 72)}")
        typer.echo(f"    B  {shortened(change.there_around, 72)}")


def _print_translation(told: Told) -> None:
    """The clues of two languages, the most telling first, as the reasons name them."""
    found = told.translation
    if found is None:
        return
    said = "a trace proposes it" if found.proposed else "a trace does not propose it"
    line = f"As a translation ({' / '.join(found.languages)}): probability {found.probability:.2f}; {said}."
    for part in (*wrapped(line), *(inner for reason in found.reasons for inner in wrapped(reason, "  "))):
        typer.echo(part)


def _ends(text: str, cells: int) -> str:
    """A text on one line: whole where it fits, else its beginning and its end."""
    from rich.cells import cell_len

    line = " ".join(text.split())
    if cell_len(line) <= cells:
        return line
    end = line[-(cells // 4) :]
    while cell_len(end) > cells // 4:
        end = end[1:]
    end = end.partition(" ")[2] or end
    return f"{shortened(line, cells - cell_len(end) - 1)} {end}"


@app.command()
def pictures(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE|FOLDER...", help="Pictures, and folders with pictures.")],
    as_json: JsonOption = False,
) -> None:
    """Find the same photograph in several pictures: recompressed, resized, cropped or mirrored.

    Every relation is verified on the pixels. A family is named after the picture that most others match, then the
    largest; it is not said to be the first. Pictures of the same view in which something differs are listed and never
    merged. A row: {path, width, height, family, parent, kind, score, reasons, boxes, same_view}; boxes hold what both
    show as left, top, right, bottom in pixels, here and in the parent.

    Example: synopticon reuse pictures photographs/ --json
    """
    from synopticon.workflow.reuse_pictures import find_pictures

    with progress(quiet=as_json) as shown:
        report = find_pictures(paths, progress=shown)
    if as_json:
        print_json(asdict(report))
        return
    typer.echo(
        f"{len(report.pictures):,} pictures, {report.families:,} shown twice or more, {report.repeats:,} repeats."
    )
    _print_shown_twice(report.pictures)
    for passed in report.passed_over:
        for line in wrapped(f"not compared: {passed['reason']}", "  "):
            typer.echo(line)
    if report.others:
        typer.echo(f"  files that are no pictures: {report.others:,}")


def _print_shown_twice(rows: list[dict[str, Any]]) -> None:
    """The repeats below the picture they show, then what shows the same view and was not merged."""
    for row in sorted(rows, key=lambda row: (row["family"], row["path"])):
        if row["parent"]:
            typer.echo(f"  {row['path']}\n    {row['kind']} of {row['parent']}, agreement {row['score']:.2f}")
            for line in wrapped("; ".join(row["reasons"]), "    "):
                typer.echo(line)
    for row in rows:
        for view in row["same_view"]:
            if row["path"] < view["path"]:
                typer.echo(f"  not merged: {row['path']}\n    and {view['path']} show the same view")
