"""Lay an edition before the gate: findings weighed, facts of sources put into public form, and the private grounds."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from synopticon.capture.payload import payload_of
from synopticon.errors import DamagedStudy, UsageError
from synopticon.model.corroboration import OriginGroup
from synopticon.model.finding import Finding, Stance
from synopticon.model.item import Item
from synopticon.model.passage import Passage
from synopticon.release.commitments import Committed, commit_capture, commit_reading, public_name, salt_for
from synopticon.release.draft import Draft, Grounds
from synopticon.release.edition import Edition, Ground, Origin, Picture, PublicFinding, Quotation, Relation, Source
from synopticon.version import __version__
from synopticon.workflow.drawing import origin_tree, view_of
from synopticon.workflow.family import FamilyView
from synopticon.workflow.find import publishing_text, weigh
from synopticon.workflow.keys import commitment_key
from synopticon.workflow.progress import Progress
from synopticon.workflow.testimony_laying import lay_testimony, public_testimony

if TYPE_CHECKING:
    from synopticon.workflow.study import Study


@dataclass(frozen=True, slots=True)
class Laid:
    """A draft, and what the evidence pack and the pictures need beside it.

    passages: by the quotation's name. items: public name of a source to the item.
    warnings: what the authors should mend in their words.
    """

    draft: Draft
    passages: Mapping[str, Passage]
    items: Mapping[str, str]
    warnings: tuple[str, ...]
    uses: tuple[tuple[str, str], ...] = ()
    """Passage and use of what witnesses said."""


def lay(study: Study, findings: Sequence[Finding], number: int, *, title: str | None, progress: Progress) -> Laid:
    """Make the draft of an edition from these findings."""
    desk = _Desk(study)
    progress.stage("Weighing findings", len(findings))
    public = []
    for finding in findings:
        public.append(desk.finding(finding))
        progress.advance()
    relations = desk.relations()
    said = study.settings.text
    edition = Edition(
        study=title or said("study.title") or study.folder.resolve().name,
        question=said("study.question"),
        notice=said("study.notice"),
        publisher=said("publish.publisher"),
        licence=said("publish.licence"),
        number=number,
        day=study.clock().date().isoformat(),
        program=f"Synopticon {__version__}",
        findings=tuple(public),
        quotations=tuple(desk.quotations.values()),
        sources=tuple(sorted(desk.sources.values(), key=lambda row: (row.published or "~", row.outlet or "~", row.id))),
        relations=relations,
        pictures=desk.pictures,
    )
    told = lay_testimony(study, list(findings))
    names = {row.id: passage for passage, row in desk.quotations.items()}
    passages = {name: desk.passages[passage] for name, passage in names.items()}
    return Laid(
        Draft(
            edition,
            desk.grounds,
            told.grounds,
            told.quoted_before,
            study.settings.number("publish.witness_words"),
            told.pseudonyms,
        ),
        passages,
        {row.id: item for item, row in desk.sources.items()},
        tuple(desk.warnings),
        told.uses,
    )


def chosen(study: Study, keys: Sequence[str] | None) -> list[Finding]:
    """The findings to publish: those named, else all that stand. Raises UsageError where there is none."""
    if keys:
        found = [study.reader.finding(key) for key in dict.fromkeys(keys)]
        gone = [finding.key for finding in found if finding.withdrawn is not None]
        if gone:
            raise UsageError(
                f"finding {gone[0]} was withdrawn and is not published", remedy="Leave it out, or write it anew."
            )
        return found
    found = study.reader.findings()
    if not found:
        raise UsageError(
            "there is no finding to publish",
            remedy="Write one first: synopticon finding add PROPOSITION, and bring it a passage.",
        )
    return found


class _Desk:
    """Gathers what the findings need, each thing once."""

    def __init__(self, study: Study) -> None:
        self._study, self._reader, self._key = study, study.reader, commitment_key(study)
        self.quotations: dict[str, Quotation] = {}
        self.passages: dict[str, Passage] = {}
        self.sources: dict[str, Source] = {}
        self.grounds: dict[str, Grounds] = {}
        self.pictures: dict[str, Picture] = {}
        self.warnings: list[str] = []
        self._damaged: dict[str, str] = {}
        self._relations: dict[tuple[str, str], Relation] = {}

    def finding(self, finding: Finding) -> PublicFinding:
        """The finding as the public may know it."""
        weighed = weigh(self._study, finding.key, published=True)
        # Gaps stand in a box of their own, and the proposition is the heading.
        wording = publishing_text(replace(finding, gaps=""), weighed)
        self.warnings += [f"{finding.key}: {line}" for line in publishing_text(finding, weighed).warnings]
        origins = [(Stance.SUPPORTS, group) for group in weighed.supporting]
        origins += [(Stance.OPPOSES, group) for group in weighed.opposing]
        drawn = [self._view(group) for group in weighed.supporting if not group.witnesses]
        picture = origin_tree(drawn, lambda item: self._source(item).id)
        if picture:
            self.pictures[finding.key] = picture
        return PublicFinding(
            key=finding.key,
            revision=finding.revision,
            proposition=finding.proposition,
            occurred=finding.occurred,
            likelihood=finding.likelihood,
            confidence=weighed.confidence,
            sentences=wording.sentences[1:],
            gaps=finding.gaps,
            reasons=weighed.reasons,
            fragility=weighed.fragility,
            independent_origins=weighed.independent_origins,
            documents=weighed.documents,
            echoes=weighed.echoes,
            by_channel=weighed.by_channel,
            grounds=tuple(
                Ground(self._quotation(evidence.passage), evidence.stance, evidence.basis)
                for evidence in finding.evidence
            ),
            origins=tuple(self._origin(stance, group) for stance, group in origins),
            testimony=public_testimony(finding),
            witnesses=weighed.witnesses,
        )

    def relations(self) -> tuple[Relation, ...]:
        """Every document that the origin trees show, and its place there."""
        return tuple(sorted(self._relations.values(), key=lambda row: (row.family, row.role != "origin", row.source)))

    def _quotation(self, passage: Passage) -> str:
        known = self.quotations.get(passage.id)
        if known:
            return known.id
        reading = self._reader.extraction(passage.extraction).reading
        salt = salt_for(self._key, Committed.READING, passage.extraction)
        source = self._source(passage.item, cited=True)
        made = Quotation(
            f"q{len(self.quotations) + 1}",
            passage.exact,
            source.id,
            commit_reading(salt, reading.extractor, reading.text),
        )
        self.quotations[passage.id], self.passages[passage.id] = made, passage
        self.grounds[made.id] = Grounds(
            text=reading.text,
            start=passage.start,
            end=passage.end,
            damaged=self._damaged.get(passage.item),
            withdrawn=self._reader.item(passage.item).withdrawn,
        )
        return made.id

    def _source(self, item: str, *, cited: bool = False) -> Source:
        """The source of an item. Of a cited one the archived bytes are read again."""
        known = self.sources.get(item)
        if known is None:
            known = self.sources[item] = self._described(self._reader.item(item))
        if cited and known.payload_sha1 is None and item not in self._damaged:
            known = self.sources[item] = replace(known, payload_sha1=self._sha1(item))
        return known

    def _described(self, item: Item) -> Source:
        capture = self._reader.capture(item.id)
        digest = capture.digest or ""
        salt = salt_for(self._key, Committed.CAPTURE, item.id)
        return Source(
            id=public_name(self._key, "source", item.id),
            outlet=item.outlet,
            title=item.title,
            address=public_address(item),
            published=item.published,
            collected=item.collected.date().isoformat(),
            language=item.language,
            media_type=item.media_type,
            channel=item.channel,
            authors=item.authors,
            payload_sha256=digest,
            payload_sha1=None,
            payload_size=capture.size,
            salt=salt.hex(),
            commitment=commit_capture(salt, digest),
        )

    def _sha1(self, item: str) -> str | None:
        try:
            payload = payload_of(self._reader.capture(item), self._study.archive)
        except DamagedStudy as error:
            self._damaged[item] = error.what
            return None
        return hashlib.sha1(payload, usedforsecurity=False).hexdigest()

    def _view(self, group: OriginGroup) -> FamilyView:
        """The origin with all that goes back to it; its rows go into the table of relations too."""
        view, family = view_of(self._study, group), public_name(self._key, "family", group.family)
        for member in view.members:
            source = self._source(member.item.id).id
            parent = self._source(member.parent).id if member.parent else None
            row = Relation(family, source, member.role, parent, member.kind, member.score)
            self._relations[family, source] = row
        return view

    def _origin(self, stance: Stance, group: OriginGroup) -> Origin:
        if stance == Stance.OPPOSES and not group.witnesses:
            self._view(group)
        # Of witnesses the passages, which no two findings share unless they quote the same words.
        family = group.family or " ".join(group.passages)
        return Origin(
            stance=stance,
            label=group.label,
            channel=group.channel,
            first=group.first,
            family=public_name(self._key, "family", family),
            source=self._source(group.origin).id if group.origin else None,
            documents=tuple(self._source(document).id for document in group.documents),
        )


def public_address(item: Item) -> str:
    """Where a reader may look for the document: its address without credentials, or `file:` and a bare name."""
    for address in (item.url, item.asked):
        parts = urlsplit(address or "")
        if parts.scheme in {"http", "https"} and parts.hostname:
            place = parts.netloc.rpartition("@")[2]
            return parts._replace(netloc=place).geturl()
    locator, _, member = item.asked.removeprefix("file:").partition("#")
    name = locator.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return f"file:{name}#{member.rpartition('/')[2]}" if member else f"file:{name}"
