"""The Python API: a study with the verbs as methods, for people who write a few lines of Python.

Each method calls the verb of the same name; what needs more than a few lines is in the verb's own file.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from synopticon.model.corroboration import Corroboration
from synopticon.model.finding import Finding, Stance
from synopticon.model.item import Item, ItemQuery, Page
from synopticon.model.passage import Passage
from synopticon.workflow import study
from synopticon.workflow.cite import cite as _cite
from synopticon.workflow.collect import Collected
from synopticon.workflow.collect import collect as _collect
from synopticon.workflow.find import add_finding, bring
from synopticon.workflow.progress import Progress, Silent
from synopticon.workflow.publish import Published
from synopticon.workflow.publish import publish as _publish
from synopticon.workflow.search import Results
from synopticon.workflow.search import search as _search
from synopticon.workflow.trace import TraceSummary
from synopticon.workflow.trace import trace as _trace
from synopticon.workflow.weigh import weigh as _weigh


class Study(study.Study):
    """An open study that can be worked with: `Study.create(folder)`, `Study.open(folder)`, then its verbs."""

    def collect(self, *targets: str | os.PathLike[str], progress: Progress = Silent()) -> Collected:
        """Obtain addresses, files, folders, archives or corpora, read them and make them searchable."""
        return _collect(self, [os.fspath(target) for target in targets], progress=progress)

    def trace(self, *, progress: Progress = Silent()) -> TraceSummary:
        """File echoes in families and name their origins."""
        return _trace(self, progress=progress)

    def items(self, query: ItemQuery = ItemQuery()) -> Page[Item]:
        """The documents that a filter lets through."""
        return self.reader.items(query)

    def search(self, query: str, *, limit: int = 20) -> Results:
        """Documents that contain the words, grouped by family; `workflow.search.search` has every filter."""
        return _search(self, query, limit=limit)

    def cite(self, item: str, quote: str, *, occurrence: int | None = None) -> Passage:
        """Keep a passage of an item. Raises NotFound where the quotation does not stand there, UsageError where it
        stands more than once and no occurrence is named.
        """
        return _cite(self, item, quote=quote, occurrence=occurrence)

    def find(
        self,
        proposition: str,
        *,
        likelihood: str | None = None,
        supports: Iterable[Passage] = (),
        opposes: Iterable[Passage] = (),
    ) -> Finding:
        """State a finding and bring passages for and against it; the key of the answer names it from then on."""
        finding = add_finding(self, proposition, likelihood=likelihood)
        for stance, passages in ((Stance.SUPPORTS, supports), (Stance.OPPOSES, opposes)):
            for passage in passages:
                finding = bring(self, finding.key, passage.id, stance=stance)
        return finding

    def weigh(self, key: str) -> Corroboration:
        """On how many independent origins a finding rests, and why."""
        return _weigh(self, key)

    def publish(self, *, title: str | None = None, progress: Progress = Silent()) -> Published:
        """Pass the gate and write the next edition. Raises GateRefused with every reason."""
        return _publish(self, title=title, progress=progress)
