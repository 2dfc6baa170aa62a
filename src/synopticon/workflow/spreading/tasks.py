"""A task: one stage on a part of a collection. Its shard is named after all that the answer rests on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from synopticon.reuse.relations import METHOD
from synopticon.workflow.spreading.columns import Columns
from synopticon.workflow.spreading.shards import Shards

FORMAT = 2
"""Counted up when a shard holds other columns."""


@dataclass(frozen=True, slots=True)
class Run:
    """What all tasks of a run share: the file of documents, the working folder, and the method of who began it."""

    documents: str
    folder: str
    method: str = METHOD

    def shards(self) -> Shards:
        """The run's shards."""
        return Shards(Path(self.folder))


@dataclass(frozen=True, slots=True)
class Task:
    """given: small values, names of other shards among them. columns: what comes along. about: its name in errors."""

    stage: str
    given: Mapping[str, Any]
    columns: Columns = field(default_factory=dict)
    about: str = ""

    @property
    def name(self) -> str:
        """Of the shard: the stage, and a digest of the method, the values and the columns. The place of the file of
        documents is not in it; what it holds is, by the names of the first shards.
        """
        running = hashlib.sha256(json.dumps([FORMAT, METHOD, self.stage, self.given], sort_keys=True).encode())
        for column in sorted(self.columns):
            values = np.ascontiguousarray(self.columns[column])
            running.update(f"{column} {values.dtype.str} {values.shape}".encode())
            running.update(values.tobytes())
        return f"{self.stage}-{running.hexdigest()[:32]}"
