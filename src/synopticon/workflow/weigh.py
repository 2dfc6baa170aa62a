"""Weigh: gather what the study knows of a finding's evidence, and count the origins behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from synopticon.findings.confidence import Thresholds
from synopticon.findings.measures.kinds import UNCLASSIFIED
from synopticon.findings.origins import Cited, Known
from synopticon.findings.trail import NOT_FOLLOWED, Place, Trail
from synopticon.findings.weighing import weigh as weighed
from synopticon.language.folding import fold
from synopticon.model.corroboration import Corroboration, RestsOn
from synopticon.model.finding import Finding
from synopticon.model.item import Item
from synopticon.model.judgement import Judgement, Verdict
from synopticon.model.passage import Passage
from synopticon.model.reuse import Member, Reuse, Role
from synopticon.reuse.credits import credited
from synopticon.settings import Settings
from synopticon.workflow.attributing import key_of, merging, rests_of, verdicts_on
from synopticon.workflow.leaning import Leanings, leanings
from synopticon.workflow.testimony_weighing import spoken_for
from synopticon.workflow.trace import corrected_since

if TYPE_CHECKING:
    from synopticon.store.protocols import Reader
    from synopticon.workflow.study import Study

Pair = frozenset[str]
STALE = "The families were traced before the last correction of a date, an outlet or an origin. Run: synopticon trace"


def weigh(study: Study, key: str, *, without: str | None = None, published: bool = False) -> Corroboration:
    """On how many independent origins the finding rests, with the reasons. Raises NotFound.

    without: a witness whose words are left out, to see what a withdrawal would change. published: witnesses without
    their pseudonyms and without what the study calls those who told them, so that no answer links two of them.
    """
    reader = study.reader
    finding = reader.finding(key)
    judgements = reader.judgements()
    places = _places(reader, [evidence.passage for evidence in finding.evidence])
    leaning = leanings(reader, places, judgements, verdicts_on(judgements))
    cited = _cited(reader, finding, judgements, kinds_of_source(study.settings), places, leaning)
    carriers = {carrier for one in cited for carrier in one.carriers}
    pictures = {rest.picture for one in cited for rest in one.rests if rest.picture}
    known = _known(reader, carriers | pictures, study.settings, leaning)
    rule = merging(study.settings.text("find.attribution"))
    testimony = spoken_for(study, finding, without=without, published=published)
    found = weighed(cited, known, thresholds(study.settings), merging=rule, testimony=testimony)
    said = leaning.sentences([evidence.passage.item for evidence in finding.evidence])
    stale = (STALE,) if corrected_since(reader, judgements) else ()
    return replace(found, reasons=(*stale, *said, *found.reasons))


def thresholds(settings: Settings) -> Thresholds:
    """The protocol's table."""
    return Thresholds(
        settings.number("find.moderate_origins"),
        settings.number("find.high_origins"),
        settings.number("find.high_kinds"),
        settings.number("find.high_first_hand"),
    )


def kinds_of_source(settings: Settings) -> Mapping[str, str]:
    """Kinds of source by folded outlet, as the protocol's find.kinds names them."""
    pairs = (row.partition("=") for row in settings.words("find.kinds"))
    return {fold(outlet.strip()): kind.strip() for outlet, _, kind in pairs if kind.strip()}


def _cited(
    reader: Reader,
    finding: Finding,
    judgements: Sequence[Judgement],
    kinds: Mapping[str, str],
    places: Mapping[str, Place],
    leaning: Leanings,
) -> list[Cited]:
    """The evidence with the documents that carry its words, and the sources that they name."""
    cut, joined = _decided(judgements)
    trail, aligned = _followed(reader, places, cut)
    rests = _rests(reader, places, judgements, kinds)
    return [
        Cited(
            evidence,
            _with_joined(trail.carriers(evidence.passage.id), joined, aligned)
            | leaning.captures.get(evidence.passage.item, frozenset()),
            trail.is_aligned(evidence.passage.item),
            any(evidence.passage.item in pair for pair in cut),
            rests[evidence.passage.id] + leaning.rests.get(evidence.passage.id, ()),
        )
        for evidence in finding.evidence
    ]


def _rests(
    reader: Reader, places: Mapping[str, Place], judgements: Sequence[Judgement], kinds: Mapping[str, str]
) -> dict[str, tuple[RestsOn, ...]]:
    """The named sources of each passage."""
    items = sorted({place.item for place in places.values()})
    texts, facts, verdicts = reader.texts(items), reader.items_of(items), verdicts_on(judgements)
    return {
        name: rests_of(
            name, place, texts.get(place.item, ""), facts[place.item].language, verdicts.get(name, {}), kinds
        )
        for name, place in places.items()
    }


def _places(reader: Reader, passages: Sequence[Passage]) -> dict[str, Place]:
    """Where each passage stands in its document's current text; the whole text where it was cited from another reading
    and its words are gone from this one.
    """
    items = reader.items_of([passage.item for passage in passages])
    earlier = [passage.item for passage in passages if items[passage.item].extraction != passage.extraction]
    texts = reader.texts(earlier)
    places: dict[str, Place] = {}
    for passage in passages:
        start = passage.start
        if passage.item in texts:
            start = texts[passage.item].find(passage.exact)
        end = start + len(passage.exact)
        if start < 0:
            start, end = 0, max(1, items[passage.item].length)
        places[passage.id] = Place(passage.item, start, end)
    return places


def _followed(reader: Reader, places: Mapping[str, Place], cut: set[Pair]) -> tuple[Trail, set[Pair]]:
    """The trail of all places, without relations that a person overturned; and the pairs of documents it knows of."""
    trail, aligned = Trail(places), set[Pair]()
    while wanted := trail.unexplored():
        reuses = [reuse for reuse in reader.reuses_of(wanted) if _pair(reuse) not in cut]
        aligned |= {_pair(reuse) for reuse in reuses if reuse.kind not in NOT_FOLLOWED}
        trail.learn(wanted, reuses)
    return trail, aligned


def _with_joined(carriers: frozenset[str], joined: Mapping[str, frozenset[str]], aligned: set[Pair]) -> frozenset[str]:
    """Carriers, with documents that a person joined to one of them though they share no words (a translation)."""
    others = {
        other for one in carriers for other in joined.get(one, frozenset()) if frozenset((one, other)) not in aligned
    }
    return carriers | others


def _decided(judgements: Sequence[Judgement]) -> tuple[set[Pair], dict[str, frozenset[str]]]:
    """Pairs of documents that a person set apart, and for each document those that a person joined to it."""
    latest = {judgement.subject: judgement.verdict for judgement in judgements}
    cut, joined = set[Pair](), defaultdict[str, set[str]](set)
    for subject, verdict in latest.items():
        what, _, rest = subject.partition(":")
        one, _, other = rest.partition(":")
        if what == "reuse" and verdict is Verdict.OVERTURN:
            cut.add(frozenset((one, other)))
        elif what == "reuse" and verdict is Verdict.CONFIRM:
            joined[one].add(other)
            joined[other].add(one)
    return cut, {item: frozenset(others) for item, others in joined.items()}


def _known(reader: Reader, items: Iterable[str], settings: Settings, leaning: Leanings) -> dict[str, Known]:
    ids = sorted(items)
    found, members = reader.items_of(ids), reader.members_of(ids)
    origins = {member.origin for member in members.values() if member.origin} - found.keys()
    found |= reader.items_of(sorted(origins))
    members |= reader.members_of(sorted(origins))
    credit = _credits(reader, members.values())
    kinds = kinds_of_source(settings)
    return {
        one: Known(
            item,
            members.get(one),
            credit.get(one),
            _kind(item, credit.get(one), kinds),
            voice=leaning.keys.get(one) or key_of(item.outlet),
            credited=key_of(credit.get(one)),
        )
        for one, item in found.items()
    }


def _credits(reader: Reader, members: Iterable[Member]) -> dict[str, str]:
    """Whom each echo of an unseen origin credits."""
    texts = reader.texts([member.item for member in members if member.role is Role.ECHO_OF_UNSEEN])
    named = ((item, credited(text)) for item, text in texts.items())
    return {item: name for item, name in named if name}


def _kind(item: Item, credit: str | None, kinds: Mapping[str, str]) -> str:
    """The kind of source: of whom the document credits, else of its outlet."""
    for name in (credit, item.outlet):
        if name and fold(name) in kinds:
            return kinds[fold(name)]
    return UNCLASSIFIED


def _pair(reuse: Reuse) -> Pair:
    return frozenset((reuse.a, reuse.b))
