"""`synopticon doctor`: is everything in the study as it should be?"""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from synopticon.cli.output import JsonOption, StudyOption, open_study, print_json, progress


def doctor(
    folder: StudyOption = None,
    deep: Annotated[bool, typer.Option("--deep", help="Read every archived byte again; takes its time.")] = False,
    mend: Annotated[bool, typer.Option("--mend", help="First derive again what can be derived.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Examine a study: database, custody log, archive, leftovers, index, disk.

    Ends with 0 where all is well and with 1 where something is not. Only what is derived is ever mended: items,
    the archive's look-up, the search index, unfinished files. Evidence is never changed; a copy restores it.

    Example: synopticon doctor --deep
    """
    from synopticon.workflow.doctor import examine_folder
    from synopticon.workflow.doctor import mend as mend_study
    from synopticon.workflow.study import study_folder

    mended = None
    with progress(quiet=as_json) as told:
        if mend:
            with open_study(folder) as study:
                mended = mend_study(study, progress=told)
        checks = examine_folder(study_folder(folder), deep=deep, progress=told)
    well = all(check.ok for check in checks)
    if as_json:
        put_right = asdict(mended) if mended else None
        print_json({"ok": well, "mended": put_right, "checks": [asdict(check) for check in checks]})
    else:
        if mended:
            typer.echo(
                f"Made anew: {mended.items} items, the places of {mended.packed} packed files, a search index of "
                f"{mended.indexed} documents. Removed {len(mended.leftovers)} leftovers. Nothing needs to be undone."
            )
        for check in checks:
            typer.echo(f"{'well ' if check.ok else 'WRONG'}  {check.name}: {check.sentence}")
            if check.remedy:
                typer.echo(f"       next: {check.remedy}")
    if not well:
        raise typer.Exit(1)
