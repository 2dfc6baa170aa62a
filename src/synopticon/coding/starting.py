"""The codebook that a study may begin with: the field's usual codes, read from a table that people may read too."""

from __future__ import annotations

import csv
from collections.abc import Callable
from importlib.resources import files

from synopticon.coding.editing import add
from synopticon.coding.tree import SEPARATOR
from synopticon.model.coding import Code

BASIS = "basis of knowledge"
"""The code below which the bases of knowledge stand."""

TABLE = "codebook.tsv"


def starting_codes(new_id: Callable[[], str]) -> tuple[Code, ...]:
    """The codes of the table, each with an id of its own. A row's path names its parent, which stands above it."""
    table = files("synopticon.coding").joinpath("tables", TABLE).read_text("utf-8")
    ids: dict[str, str] = {}
    codes: list[Code] = []
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        over, _, name = row["path"].rpartition(SEPARATOR)
        ids[row["path"]] = new_id()
        codes.append(
            Code(
                id=ids[row["path"]],
                name=name,
                parent=ids[over] if over else None,
                definition=row["definition"],
                include=row["include"],
                exclude=row["exclude"],
                colour=row["colour"] or None,
            )
        )
    return add((), codes)
