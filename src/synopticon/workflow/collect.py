"""Collect: ask the channels for what was named, seal what they obtain, then read and index it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from synopticon.capture.channels import corpus, file, wacz, warc
from synopticon.capture.local_files import local_files
from synopticon.capture.obtained import Asked, Desk, Limits, Local, Obtained
from synopticon.capture.recognising import channel_of
from synopticon.errors import InputError, MissingPart, UsageError
from synopticon.model.capture import Capture, Channel, Failure
from synopticon.workflow.progress import Progress, Silent
from synopticon.workflow.sealing import Sealing

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

OPEN_JOB = "collect.open"
"""The fact that names what a run was asked for, until it is done."""
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")

LOCAL: Mapping[Channel, Callable[[Local, Desk], Iterator[Obtained]]] = {
    Channel.FILE: file.obtain,
    Channel.WARC: warc.obtain,
    Channel.WACZ: wacz.obtain,
    Channel.CORPUS: corpus.obtain,
}
"""The channels that read files of this machine, in the order in which one run asks them."""


@dataclass(frozen=True, slots=True)
class CollectOptions:
    """How to collect.

    kind: a channel's name that overrides what the content says; mapping: a corpus's field to its column; outlet and
    language: constants where nothing says it; follow: fetch what feeds and sitemaps name; extract and index: go on
    with reading and indexing.
    """

    kind: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    outlet: str | None = None
    language: str | None = None
    browser: bool = False
    follow: bool = True
    extract: bool = True
    index: bool = True


@dataclass(frozen=True, slots=True)
class FailureRow:
    """A capture that failed: what was asked, a short code, and the reason."""

    asked: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Collected:
    """What one run did.

    new and failed are disjoint from again: captures that were not here before, successful or not; ids: of the new
    ones, failures among them; failures: every failed capture of this run; notes: sentences a person should read.
    """

    new: int
    again: int
    failed: int
    ids: tuple[str, ...]
    failures: tuple[FailureRow, ...]
    notes: tuple[str, ...]


def collect(
    study: Study, targets: Sequence[str], *, options: CollectOptions = CollectOptions(), progress: Progress = Silent()
) -> Collected:
    """Obtain what the targets name: addresses, files, folders, archives, corpora. What is here already stays as it is.

    Raises UsageError for a target or an option that cannot be meant, StudyError where the study cannot keep what was
    obtained. Anything else that goes wrong with one target is a failed capture with its reason.
    """
    notes: list[str] = []

    def say(sentence: str) -> None:
        notes.append(sentence)
        progress.note(sentence)

    desk = _desk(study, options, say, progress)
    planned = _plan(targets, options, say)
    with study.writing() as writer:
        writer.set_fact(OPEN_JOB, _job(targets, options))
    sealing = Sealing(study, progress)
    for channel, locals_ in planned.items():
        if channel is Channel.FILE:
            progress.stage("Collecting files", len(locals_))
        for local in locals_:
            for obtained in _guarded(channel, local, desk):
                sealing.add(obtained)
    sealing.finish()
    _go_on(study, options, progress)
    with study.writing() as writer:
        writer.set_fact(OPEN_JOB, "")
    tally = sealing.tally
    failures = tuple(_row(capture) for capture in tally.failures.values())
    return Collected(len(tally.new), tally.again, len(failures), tuple(tally.new), failures, tuple(notes))


def open_job(study: Study) -> tuple[tuple[str, ...], CollectOptions] | None:
    """What an interrupted run was asked for, or None."""
    fact = study.reader.fact(OPEN_JOB)
    if not fact:
        return None
    job = json.loads(fact)
    return tuple(job["targets"]), CollectOptions(**job["options"])


def _job(targets: Sequence[str], options: CollectOptions) -> str:
    whole = [target if _ADDRESS.match(target) else str(Path(target).resolve()) for target in targets]
    return json.dumps({"targets": whole, "options": asdict(options)}, ensure_ascii=False)


def _desk(study: Study, options: CollectOptions, say: Callable[[str], None], progress: Progress) -> Desk:
    number = study.settings.number
    limits = Limits(
        body=number("collect.max_bytes"),
        ratio=number("collect.max_archive_ratio"),
        entries=number("collect.max_feed_entries"),
    )
    asked = Asked(options.mapping, options.outlet, options.language)
    return Desk(study.archive, study.clock, say, progress.stage, limits, asked)


def _plan(targets: Sequence[str], options: CollectOptions, say: Callable[[str], None]) -> dict[Channel, list[Local]]:
    if options.kind is not None and options.kind not in set(Channel):
        raise UsageError(
            f"there is no channel called {options.kind}", remedy=f"The channels are: {', '.join(Channel)}."
        )
    planned: dict[Channel, list[Local]] = {channel: [] for channel in LOCAL}
    for target in targets:
        for local in local_files(Path(target), say):
            channel = Channel(options.kind) if options.kind else channel_of(local.path, options.mapping)
            planned[channel].append(local)
    return planned


def _guarded(channel: Channel, local: Local, desk: Desk) -> Iterator[Obtained]:
    """What the channel obtains; what it cannot read is a failed capture with its reason."""
    try:
        yield from LOCAL[channel](local, desk)
    except (InputError, MissingPart) as error:
        capture = Capture(local.locator, desk.clock(), channel, failure=Failure(error.code, error.sentence()))
        yield Obtained(capture, weight=1)
    except OSError as error:
        reason = error.strerror or str(error)
        capture = Capture(local.locator, desk.clock(), channel, failure=Failure("unreadable", reason))
        yield Obtained(capture, weight=1)


def _go_on(study: Study, options: CollectOptions, progress: Progress) -> None:
    from synopticon.workflow.extract import extract_new

    if options.extract:
        extract_new(study, progress=progress)


def _row(capture: Capture) -> FailureRow:
    assert capture.failure is not None
    return FailureRow(capture.asked, capture.failure.code, capture.failure.reason)
