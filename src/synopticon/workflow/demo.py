"""Build the demonstration study: invented sources through the real path, every step only where it is still wanting.

A second run finds everything there and changes nothing; an interrupted run goes on where it stopped.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from synopticon.demo.materials import SOURCES, Piece, catalogue, hand_out
from synopticon.demo.plan import Brought, Plan, Planned
from synopticon.errors import DamagedStudy, StudyError
from synopticon.model.item import Item
from synopticon.settings import PROTOCOL, read_settings
from synopticon.store.durably import Draft
from synopticon.workflow.demo_interviews import Interviewed, add_interviews
from synopticon.workflow.progress import Progress, Silent
from synopticon.workflow.study import Study

if TYPE_CHECKING:
    from synopticon.model.finding import Finding
    from synopticon.workflow.verify import Verification

KEY, PACK = "our-key.pem", "evidence.wacz"
"""Beside the releases: the public key as readers would get it elsewhere, and the evidence pack."""


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding as the summary shows it: supporting documents and the independent origins behind them."""

    key: str
    proposition: str
    likelihood: str
    confidence: str
    documents: int
    origins: int
    opposing: int


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """What stands in the demonstration study.

    again: it was whole already, and nothing was changed. left_out: what this run's release does not hold, and why.
    interviewed: None where the plan has no interviews.
    """

    folder: Path
    title: str
    notice: str
    again: bool
    captures: int
    outlets: int
    languages: tuple[tuple[str, int], ...]
    families: int
    echoes: int
    origins: int
    largest: str
    findings: tuple[FindingLine, ...]
    release: Path
    left_out: tuple[str, ...]
    verification: Verification
    seconds: float
    interviewed: Interviewed | None = None


def build_demo(folder: Path, *, progress: Progress = Silent(), plan: Plan = Plan()) -> DemoSummary:
    """Build the demonstration study in folder, or go on building it, or find it whole.

    Raises StudyError where another study is in the folder, StorageFailed, and whatever the verbs raise.
    """
    with _opened(folder, plan) as study:
        begun = study.clock()
        before = study.reader.counts().last_custody
        _collect(study, progress)
        _judge(study, plan, progress)
        _trace(study, progress)
        findings = _find(study, plan, progress)
        interviewed = add_interviews(study, findings, progress) if plan.interviews else None
        release, left_out = _publish(study, progress)
        again = study.reader.counts().last_custody == before
        seconds = (study.clock() - begun).total_seconds()
        return _summary(study, interviewed, release, left_out, again=again, seconds=seconds)


def _opened(folder: Path, plan: Plan) -> Study:
    if not (folder / PROTOCOL).exists():
        Study.create(folder, title=plan.title, question=plan.question, notice=plan.notice).close()
    settings = read_settings(folder / PROTOCOL)
    if settings.text("study.notice") != plan.notice:
        raise StudyError(
            "another study is in this folder",
            where=str(folder),
            why="its protocol does not carry the demonstration's notice",
            remedy="Name a folder of its own: synopticon demo DIR",
        )
    if not settings.words("find.kinds"):
        _name_kinds(folder, plan)
    return Study.open(folder)


def _name_kinds(folder: Path, plan: Plan) -> None:
    """Add to the protocol which kind of source each outlet is; confidence looks at it."""
    rows = "".join(f"  {json.dumps(row, ensure_ascii=False)},\n" for row in plan.kinds)
    with Draft(folder) as draft:
        draft.write((folder / PROTOCOL).read_bytes() + f"\n[find]\nkinds = [\n{rows}]\n".encode())
        draft.keep_as(folder / PROTOCOL, mode=0o644)


def _collect(study: Study, progress: Progress) -> None:
    from synopticon.workflow.collect import CollectOptions, collect

    place = hand_out(study.folder)
    if len(_items(study)) < len(catalogue()):
        collect(study, [str(place)], options=CollectOptions(index=False), progress=progress)


def _items(study: Study) -> dict[str, Item]:
    """The study's items, those that were withdrawn too, by the key of their piece."""
    from synopticon.model.item import ItemQuery

    page = study.reader.items(ItemQuery(withdrawn=None, limit=10_000))
    found = {name: item for item in page.rows for name in (item.asked, item.url) if name and not item.failure}
    pieces = {piece.key: found.get(_asked(piece)) for piece in catalogue()}
    return {key: item for key, item in pieces.items() if item}


def _asked(piece: Piece) -> str:
    """How a capture of the piece names it: the address inside a feed or a crawl, else the file."""
    return piece.url if piece.url and piece.format in ("feed", "warc") else f"file:{piece.file}"


def _item(items: dict[str, Item], key: str) -> Item:
    if key not in items:
        raise DamagedStudy(
            "a source of the demonstration is not in the study",
            where=key,
            remedy=f"If you changed {SOURCES}/, remove the whole folder and run synopticon demo again.",
        )
    return items[key]


def _judge(study: Study, plan: Plan, progress: Progress) -> None:
    from synopticon.workflow.judge import confirm, correct, withdraw

    items = _items(study)
    judged = {judgement.subject for judgement in study.reader.judgements()}
    progress.stage("Judging", len(plan.corrections) + len(plan.withdrawals) + len(plan.confirmations))
    for correction in plan.corrections:
        if f"item:{_item(items, correction.key).id}" not in judged:
            correct(study, items[correction.key].id, correction.facts, correction.reason)
        progress.advance()
    for withdrawal in plan.withdrawals:
        if _item(items, withdrawal.key).withdrawn is None:
            withdraw(study, items[withdrawal.key].id, withdrawal.reason)
        progress.advance()
    for confirmation in plan.confirmations:
        a, b = sorted((_item(items, confirmation.a).id, _item(items, confirmation.b).id))
        if f"reuse:{a}:{b}" not in judged:
            confirm(study, a, b, confirmation.reason)
        progress.advance()


def _trace(study: Study, progress: Progress) -> None:
    from synopticon.workflow.search import refresh_index
    from synopticon.workflow.trace import trace

    trace(study, progress=progress)
    refresh_index(study, progress=progress)


def _find(study: Study, plan: Plan, progress: Progress) -> list[Finding]:
    """The plan's findings with their evidence, in its order."""
    from synopticon.workflow.find import add_finding

    items = _items(study)
    standing = {finding.proposition: finding for finding in study.reader.findings(withdrawn=True)}
    found: list[Finding] = []
    progress.stage("Weighing", len(plan.findings))
    for planned in plan.findings:
        finding = standing.get(planned.proposition) or add_finding(
            study, planned.proposition, likelihood=planned.likelihood, gaps=planned.gaps, occurred=planned.occurred
        )
        _bring(study, finding, planned, items)
        found.append(finding)
        progress.advance()
    return found


def _bring(study: Study, finding: Finding, planned: Planned, items: dict[str, Item]) -> None:
    there = {(evidence.passage.item, evidence.passage.exact) for evidence in finding.evidence}
    for brought in planned.evidence:
        for key in brought.keys:
            if (_item(items, key).id, brought.quote) not in there:
                _bring_one(study, finding.key, brought, items[key])


def _bring_one(study: Study, finding: str, brought: Brought, item: Item) -> None:
    from synopticon.workflow.cite import cite
    from synopticon.workflow.find import bring

    passage = cite(study, item.id, quote=brought.quote)
    bring(study, finding, passage.id, stance=brought.stance, basis=brought.basis, note=brought.note)


def _publish(study: Study, progress: Progress) -> tuple[Path, tuple[str, ...]]:
    from synopticon.workflow.editions import editions
    from synopticon.workflow.keys import public_key
    from synopticon.workflow.publish import publish

    key = study.folder / KEY
    if not key.exists():
        with Draft(study.folder) as draft:
            draft.write(public_key(study).pem)
            draft.keep_as(key, mode=0o644)
    past, pack = editions(study.folder), study.folder / PACK
    if past and pack.exists():
        return past[-1].folder, ()
    pack.unlink(missing_ok=True)
    published = publish(study, evidence=pack, progress=progress)
    return published.folder, published.left_out


def _summary(
    study: Study,
    interviewed: Interviewed | None,
    release: Path,
    left_out: tuple[str, ...],
    *,
    again: bool,
    seconds: float,
) -> DemoSummary:
    from synopticon.workflow.verify import verify

    reader = study.reader
    counts, families = reader.counts(), reader.families(least=2, limit=1)
    languages: dict[str, int] = {}
    for item in reader.all_items():
        languages[item.language or "?"] = languages.get(item.language or "?", 0) + 1
    pack = study.folder / PACK
    return DemoSummary(
        folder=study.folder,
        title=study.settings.text("study.title"),
        notice=study.settings.text("study.notice"),
        again=again,
        captures=counts.captures,
        outlets=counts.outlets,
        languages=tuple(sorted(languages.items(), key=lambda row: -row[1])),
        families=families.total,
        echoes=counts.echoes,
        origins=counts.items - counts.echoes,
        largest=f"{families.rows[0].title} ({families.rows[0].size} documents)" if families.rows else "",
        findings=tuple(_line(study, finding) for finding in reader.findings()),
        release=release,
        left_out=left_out,
        verification=verify(release, key=study.folder / KEY, pack=pack if pack.exists() else None),
        seconds=seconds,
        interviewed=interviewed,
    )


def _line(study: Study, finding: Finding) -> FindingLine:
    from synopticon.workflow.weigh import weigh

    weighed = weigh(study, finding.key)
    return FindingLine(
        key=finding.key,
        proposition=finding.proposition,
        likelihood=finding.likelihood.value if finding.likelihood else "",
        confidence=weighed.confidence.value,
        documents=weighed.documents,
        origins=weighed.independent_origins,
        opposing=len(weighed.opposing),
    )
