"""Sealing: what channels hand over becomes durable in batches, bytes first, then one transaction with its custody."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from synopticon.capture.obtained import Obtained
from synopticon.model.capture import Capture, Channel
from synopticon.model.custody import Act

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

BATCH = 500
"""Captures acknowledged together: what a kill costs at most is obtaining these again."""
_BATCH_BYTES = 32_000_000
_BATCH_SECONDS = 10.0
"""So long, at most, is what was fetched from the web not yet acknowledged."""
_EACH_AGAIN = frozenset({Channel.WEB, Channel.BROWSER})
"""Channels for which each renewed obtaining is a fact of its own: the page still stood there on that day."""


@dataclass
class Tally:
    """What a run did. new: ids of captures that succeeded and were not here before; again: successful ones that were;
    failures: the captures that failed, by their ids, new or not."""

    new: list[str] = field(default_factory=list)
    again: int = 0
    failures: dict[str, Capture] = field(default_factory=dict)


class Sealing:
    """Gathers what was obtained and acknowledges it batch by batch."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._waiting: dict[str, Obtained] = {}
        self._bytes, self._begun = 0, study.clock()
        self._again, self._again_ids = 0, hashlib.sha256()
        self.tally = Tally()

    def add(self, obtained: Obtained) -> None:
        """Take one more; acknowledge the batch where it is full. Raises StorageFailed, StudyBusy."""
        identity = obtained.capture.id
        if obtained.capture.failure:
            self.tally.failures[identity] = obtained.capture
        if identity in self._waiting:
            self.tally.again += obtained.capture.failure is None
            return
        self._waiting[identity] = obtained
        self._bytes += sum(map(len, obtained.bodies))
        late = (self._study.clock() - self._begun).total_seconds() > _BATCH_SECONDS
        if len(self._waiting) >= BATCH or self._bytes >= _BATCH_BYTES or late:
            self.flush()

    def flush(self) -> None:
        """Acknowledge what is waiting: its bytes are durable before the transaction that names them."""
        self._begun = self._study.clock()
        if not self._waiting:
            return
        known = self._study.reader.have_captures(list(self._waiting))
        fresh = {identity: one for identity, one in self._waiting.items() if identity not in known}
        again = {identity: one.capture for identity, one in self._waiting.items() if identity in known}
        bodies = [body for one in fresh.values() for body in one.bodies]
        if bodies:
            self._study.archive.put_many(bodies)
        seen_each = {identity: capture for identity, capture in again.items() if _is_each(capture)}
        if fresh or seen_each:
            with self._study.writing() as writer:
                for identity, one in fresh.items():
                    if writer.add_capture(one.capture):
                        writer.record(Act("collect", identity, one.capture.digest, _details(one.capture)))
                        if one.capture.failure is None:
                            self.tally.new.append(identity)
                for identity, capture in seen_each.items():
                    writer.record(Act("collect-again", identity, capture.digest, _details(capture)))
        for identity, capture in again.items():
            self.tally.again += capture.failure is None
            if identity not in seen_each:
                self._again += 1
                self._again_ids.update(bytes.fromhex(identity))
        self._waiting, self._bytes = {}, 0

    def finish(self) -> None:
        """Acknowledge the rest, and log in one entry what was here already."""
        self.flush()
        if self._again:
            details = {"captures": str(self._again)}
            with self._study.writing() as writer:
                writer.record(Act("collect-again", "collection", self._again_ids.hexdigest(), details))
        self._again, self._again_ids = 0, hashlib.sha256()


def _is_each(capture: Capture) -> bool:
    return capture.channel in _EACH_AGAIN or capture.conditions.get("status") == "304"


def _details(capture: Capture) -> Mapping[str, str]:
    details = {"channel": capture.channel.value}
    if capture.failure:
        details["failure"] = capture.failure.code
    if "status" in capture.conditions:
        details["status"] = capture.conditions["status"]
    return details
