"""Collect: ask the channels for what was named, seal what they obtain, then read and index it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from synopticon.capture.channels import corpus, feed, file, sitemap, wacz, warc
from synopticon.capture.channels.listing import CHANNELS, ChannelRow
from synopticon.capture.corpus_opening import check_mapping
from synopticon.capture.exchanges import Wanted
from synopticon.capture.local_files import local_files
from synopticon.capture.obtained import Asked, Desk, Limits, Local, Obtained
from synopticon.capture.recognising import channel_of
from synopticon.errors import InputError, UsageError
from synopticon.model.capture import Capture, Channel, Failure
from synopticon.workflow.progress import Progress, Silent
from synopticon.workflow.sealing import Sealing

if TYPE_CHECKING:
    from synopticon.workflow.study import Study

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")

_UNREAD = "Give yourself the permission to read it, or copy it to a sound disk."

OPEN_JOB = "collect.open"
"""The fact that names what a run was asked for, until it is done."""

LOCAL: Mapping[Channel, Callable[[Local, Desk], Iterator[Obtained]]] = {
    Channel.FILE: file.obtain,
    Channel.FEED: feed.obtain,
    Channel.WARC: warc.obtain,
    Channel.WACZ: wacz.obtain,
    Channel.CORPUS: corpus.obtain,
}
"""The channels that make items of files on this machine, in the order in which one run asks them."""


@dataclass(frozen=True, slots=True)
class CollectOptions:
    """How to collect.

    kind: a channel's name that overrides what the content says; mapping: a corpus's field to its column; outlet and
    language: constants where nothing says it; browser: record addresses with Chromium; since: the moment from which a
    resumed run began, whose pages are not fetched again; extract and index: go on with reading and indexing.
    """

    kind: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    outlet: str | None = None
    language: str | None = None
    browser: bool = False
    since: str | None = None
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
    """What one run did: everything it was asked for is either new, here already (again), or failed.

    ids: of the new captures; failures: of this run, whether or not they failed before; notes: sentences that a person
    should read.
    """

    new: int
    again: int
    failed: int
    ids: tuple[str, ...]
    failures: tuple[FailureRow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Targets by the way in which they are obtained."""

    urls: list[str]
    locals: dict[Channel, list[Local]]


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
    plan = _plan(targets, options, say)
    if options.mapping:
        _check_mapping(plan, desk)
    with study.job("collect"):
        study.archive.clear_leftovers()
        with study.writing() as writer:
            writer.set_fact(OPEN_JOB, _job(study, targets, options))
        sealing = Sealing(study)
        try:
            for obtained in _obtained(study, plan, options, desk):
                sealing.add(obtained)
        except KeyboardInterrupt:
            sealing.flush()
            raise
        sealing.finish()
        with study.writing() as writer:
            writer.set_fact(OPEN_JOB, "")
    _go_on(study, options, say, progress)
    tally = sealing.tally
    failures = tuple(_row(capture) for capture in tally.failures.values())
    return Collected(len(tally.new), tally.again, len(failures), tuple(tally.new), failures, tuple(notes))


def channels() -> tuple[ChannelRow, ...]:
    """Every way to obtain sources: what it obtains, an example, and what it needs beyond the core."""
    return CHANNELS


def open_job(study: Study) -> tuple[tuple[str, ...], CollectOptions] | None:
    """What an interrupted run was asked for, or None."""
    fact = study.reader.fact(OPEN_JOB)
    if not fact:
        return None
    job = json.loads(fact)
    return tuple(job["targets"]), CollectOptions(**job["options"])


def _job(study: Study, targets: Sequence[str], options: CollectOptions) -> str:
    whole = [target if _is_address(target) else str(Path(target).resolve()) for target in targets]
    kept = asdict(options) | {"since": options.since or study.clock().isoformat()}
    return json.dumps({"targets": whole, "options": kept}, ensure_ascii=False)


def _desk(study: Study, options: CollectOptions, say: Callable[[str], None], progress: Progress) -> Desk:
    number = study.settings.number
    limits = Limits(
        body=number("collect.max_bytes"),
        container=number("collect.max_archive_bytes"),
        ratio=number("collect.max_archive_ratio"),
        entries=number("collect.max_feed_entries"),
        pictures=number("collect.pictures"),
    )
    asked = Asked(options.mapping, options.outlet, options.language)
    return Desk(study.archive, study.clock, say, progress.stage, progress.advance, limits, asked)


def _is_address(target: str) -> bool:
    return _ADDRESS.match(target) is not None


def _plan(targets: Sequence[str], options: CollectOptions, say: Callable[[str], None]) -> _Plan:
    if options.kind is not None and options.kind not in set(Channel):
        raise UsageError(
            f"there is no channel called {options.kind}",
            remedy=f"The channels are: {', '.join(row.channel for row in CHANNELS)}.",
        )
    kind = Channel(options.kind) if options.kind else None
    plan = _Plan([], {channel: [] for channel in (*LOCAL, Channel.SITEMAP)})
    for target in targets:
        if _is_address(target):
            if kind not in (None, Channel.WEB, Channel.BROWSER, Channel.FEED, Channel.SITEMAP):
                raise UsageError(f"an address cannot be taken for {kind.value}", where=target)
            plan.urls.append(target)
            continue
        for local in local_files(Path(target), say):
            channel = kind or channel_of(local.path, options.mapping)
            if channel not in plan.locals:
                raise UsageError(f"a file cannot be taken for {channel.value}", where=local.name)
            plan.locals[channel].append(local)
    return plan


def _check_mapping(plan: _Plan, desk: Desk) -> None:
    """A mapping that does not fit is found before anything of the run is kept. Raises UsageError."""
    corpora = plan.locals[Channel.CORPUS]
    if not corpora:
        raise UsageError(
            "a column mapping was given, and nothing that was named is a corpus with such columns",
            remedy="Look at the names of the columns, take the file for a corpus with --as corpus, or leave --map out.",
        )
    for local in corpora:
        check_mapping(local, desk.asked, desk.limits)


def _obtained(study: Study, plan: _Plan, options: CollectOptions, desk: Desk) -> Iterator[Obtained]:
    """Everything that the plan leads to, files before addresses."""
    for channel in LOCAL:
        found = plan.locals[channel]
        if channel is Channel.FILE and found:
            desk.begin("Collecting files", len(found))
        for local in found:
            yield from _guarded(channel, local, desk, LOCAL[channel])
            if channel is Channel.FILE:
                desk.done(1)
    named: list[Wanted] = []
    for local in plan.locals[Channel.SITEMAP]:
        yield from _guarded(Channel.SITEMAP, local, desk, lambda one, at: sitemap.obtain(one, at, named))
    if not plan.urls and not named:
        return
    from synopticon.workflow.asking import ask

    kind = Channel.BROWSER if options.browser else Channel(options.kind) if options.kind else None
    since = datetime.fromisoformat(options.since) if options.since else None
    yield from ask(study, plan.urls, named, desk, kind, since)


def _guarded(
    channel: Channel, local: Local, desk: Desk, obtain: Callable[[Local, Desk], Iterator[Obtained]]
) -> Iterator[Obtained]:
    """What the channel obtains; what it cannot read is a failed capture with its reason."""
    failure: Failure
    try:
        yield from obtain(local, desk)
        return
    except InputError as error:
        failure = Failure(error.code, error.sentence())
    except OSError as error:
        failure = Failure("unreadable", f"{local.name} cannot be read: {error.strerror or error}. {_UNREAD}")
    yield Obtained(Capture(local.locator, desk.clock(), channel, failure=failure))


def _go_on(study: Study, options: CollectOptions, say: Callable[[str], None], progress: Progress) -> None:
    from synopticon.workflow.extract import extract_new
    from synopticon.workflow.indexing import refresh_index

    if options.extract:
        done = extract_new(study, progress=progress)
        for reason in done.reasons:
            say(f"Kept, but without text: {reason}")
        if done.unread > len(done.reasons):
            say(f"{done.unread - len(done.reasons):,} more documents have no text; synopticon items ITEM shows one.")
        if options.index:
            refresh_index(study, progress=progress)


def _row(capture: Capture) -> FailureRow:
    assert capture.failure is not None
    return FailureRow(capture.asked, capture.failure.code, capture.failure.reason)
