"""What the first visitor would wait for, done beside the start: the study opened and counted, the templates compiled.

Nothing here is answered to anybody, so nothing here may fail loudly either: a study that cannot be opened or searched
is said by the page that asks for it.
"""

from __future__ import annotations

import logging
from threading import Thread

from synopticon.errors import SynopticonError
from synopticon.model.item import ItemQuery
from synopticon.web.desk import Workbench
from synopticon.web.templates import compile_all
from synopticon.workflow.family import family_view
from synopticon.workflow.pictures import origin_tree_svg
from synopticon.workflow.search import search

LOG = logging.getLogger(__name__)
FIRST = ("overview.html",)
"""Compiled before all others: the page that the link opens."""
WALKED = 100_000
"""Items up to which the whole list is walked once, so that its pages lie in memory when somebody restricts it."""

DRAWN = 1_000
"""Documents up to which the largest family, which the overview and the list name first, is drawn once."""


def warming(bench: Workbench) -> Thread:
    """A thread that warms the workbench, started. It ends by itself, and is to be joined before the study is closed."""
    thread = Thread(target=warm, args=(bench,), name="warming", daemon=True)
    thread.start()
    return thread


def warm(bench: Workbench) -> None:
    """Open, count, compile, draw the largest family, walk and search, in the order in which a person comes to it."""
    try:
        reader = bench.studies.shared().reader
        counts = reader.counts()
        largest = reader.families(limit=1).rows
        compile_all(FIRST)
        compile_all()
        for family in largest:
            if family.size <= DRAWN:
                origin_tree_svg(family_view(bench.studies.shared(), family.id))
        if counts.items <= WALKED:
            reader.items(ItemQuery(text="\x01", limit=1))
        search(bench.studies.shared(), "a", limit=1)
    except SynopticonError as error:
        LOG.info("not everything was made ready: %s", error.code)
