"""What every command shares: the study and json options, tables that paste into a mail, progress, and refusals."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from synopticon.errors import SynopticonError

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from synopticon.workflow.progress import Progress
    from synopticon.workflow.study import Study

StudyOption = Annotated[
    Path | None,
    typer.Option("--study", "-s", envvar="SYNOPTICON_STUDY", help="The study's folder; else the current folder."),
]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print comma-separated values for a spreadsheet.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def open_study(folder: Path | None) -> Study:
    """The study named by the option, the environment or the current folder."""
    from synopticon.workflow.study import Study

    return Study.open(folder)


def print_json(value: Any) -> None:
    """One JSON value on standard output, readable and in the writer's own script."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def print_table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A plain table: columns padded by blanks as wide characters really are, no frames, no colour."""
    from rich.cells import cell_len

    cells = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(cell_len(row[column]) for row in cells) for column in range(len(head))]
    for number, row in enumerate(cells):
        line = "  ".join(cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True))
        typer.echo(line.rstrip())
        if number == 0:
            typer.echo("  ".join("-" * width for width in widths))


def print_csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Comma-separated values with a line of names, as RFC 4180 has them; what a spreadsheet would take for a formula
    gets an apostrophe before it.
    """
    import csv
    import sys

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for cell in row])


def number_of(number: int, what: str) -> str:
    """A number with its noun: 1 coding, 2 codings."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def near(path: Path) -> str:
    """A path as a person here would type it: from the current folder where it lies below that."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def plain_errors(error: SynopticonError) -> None:
    """Say on standard error what failed, where, why and what to do next, a line each."""
    typer.echo(f"{error.what[:1].upper()}{error.what[1:]}.", err=True)
    for label, text in (("where", error.where), ("why", error.why), ("next", error.remedy)):
        if text:
            typer.echo(f"  {label}: {text}", err=True)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Progress]:
    """A progress bar with the time left on standard error; silent for programs and where nobody looks."""
    from synopticon.workflow.progress import Silent

    if quiet:
        yield Silent()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as RichProgress

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with RichProgress(*columns, console=Console(stderr=True)) as bars:
        yield _Shown(bars)


class _Shown:
    """Turns what a verb tells into bars."""

    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._task: TaskID | None = None

    def stage(self, what: str, total: int | None = None) -> None:
        """Finish the bar before and begin a new one."""
        if self._task is not None:
            self._bars.stop_task(self._task)
        self._task = self._bars.add_task(what, total=total)

    def advance(self, steps: int = 1) -> None:
        """Move the bar."""
        if self._task is not None:
            self._bars.advance(self._task, steps)

    def note(self, sentence: str) -> None:
        """Print a line above the bars."""
        self._bars.console.print(sentence, markup=False, highlight=False)


def shortened(text: str | None, cells: int) -> str:
    """Text on one line of at most so many terminal cells (a Korean letter takes two), cut with an ellipsis."""
    from rich.cells import cell_len, set_cell_size

    line = " ".join((text or "").split())
    return line if cell_len(line) <= cells else set_cell_size(line, cells - 1).rstrip() + "…"


def wrapped(text: str, indent: str = "   ", cells: int = 78) -> list[str]:
    """Text over lines of at most so many terminal cells, each indented; what has no blanks is cut between letters."""
    from rich.cells import cell_len, chop_cells

    width = cells - len(indent)
    lines, line = [], ""
    for piece in (piece for word in text.split() for piece in chop_cells(word, width)):
        if line and cell_len(line) + 1 + cell_len(piece) > width:
            lines.append(line)
            line = piece
        else:
            line = f"{line} {piece}" if line else piece
    return [indent + one for one in [*lines, line] if one]
