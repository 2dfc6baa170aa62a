"""Weigh a finding: count origins and not documents, and say why in plain words.

The answer is a pure function of the set of passages, the trace and the thresholds: the order in which evidence was
brought plays no part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from synopticon.findings.confidence import Thresholds, confidence_of
from synopticon.findings.groups import Group, Weighed, by_origin, grouped
from synopticon.findings.measures.kinds import by_kind
from synopticon.findings.measures.listing import MEASURES
from synopticon.findings.origins import Cited, Known, label_of
from synopticon.findings.sources import established, not_overturned, shared
from synopticon.findings.testimony import Spoken, set_aside, spoken_groups
from synopticon.model.corroboration import Confidence, Corroboration
from synopticon.model.finding import Stance


def weigh(
    cited: Sequence[Cited],
    known: Mapping[str, Known],
    thresholds: Thresholds,
    *,
    merging: bool = False,
    testimony: Sequence[Spoken] = (),
) -> Corroboration:
    """What stands behind a finding. known: every cited document and every carrier of cited words. merging: whether the
    protocol counts passages that name one source at one origin, where no person has judged (find.attribution).
    testimony: what witnesses said for and against it.
    """
    standing = [one for one in cited if known[one.evidence.passage.item].item.withdrawn is None]
    heeds = established(merging=merging)
    origins = {stance: by_origin(standing, known, stance) for stance in Stance}
    weighed = Weighed(
        supporting=grouped(origins[Stance.SUPPORTS], known, heeds) + spoken_groups(testimony, Stance.SUPPORTS),
        opposing=grouped(origins[Stance.OPPOSES], known, heeds) + spoken_groups(testimony, Stance.OPPOSES),
        set_aside=_set_aside(cited, known) + set_aside(testimony),
        thresholds=thresholds,
        sources=tuple(found for stance in Stance for found in shared(origins[stance], known, heeds, stance)),
        if_confirmed=len(grouped(origins[Stance.SUPPORTS], known, not_overturned))
        + len(spoken_groups(testimony, Stance.SUPPORTS)),
    )
    confidence, missing = confidence_of(weighed.standing(), thresholds)
    reasons = [*weighed.set_aside]
    for measure in MEASURES:
        reasons += measure.sentences(weighed)
    reasons.append(_confidence_reason(confidence, missing))
    return Corroboration(
        supporting=tuple(group.shown for group in weighed.supporting),
        opposing=tuple(group.shown for group in weighed.opposing),
        by_channel=by_kind(weighed),
        documents=weighed.documents,
        echoes=weighed.echoes,
        confidence=confidence,
        reasons=tuple(reasons),
        fragility=fragility(weighed),
        sources=weighed.sources,
        origins_if_confirmed=weighed.if_confirmed,
        witnesses=weighed.witnesses,
    )


def fragility(weighed: Weighed) -> str:
    """What single loss would take the finding down a level, or to nothing; empty where none would."""
    groups = weighed.supporting
    if not groups:
        return ""
    if len(groups) == 1:
        return f"It rests on one origin alone: {groups[0].shown.label}. Without it nothing supports the finding."
    now, _ = confidence_of(weighed.standing(), weighed.thresholds)
    falls: dict[str, list[Group]] = {}
    for group in groups:
        then, _ = confidence_of(weighed.standing(without=group), weighed.thresholds)
        if then is not now or len(groups) == 2:
            fall = "" if then is now else f", and confidence falls to {then}"
            falls.setdefault(fall, []).append(group)
    rest = "one origin" if len(groups) == 2 else f"{len(groups) - 1} origins"
    return " ".join(f"Without {_any_of(lost, groups)}, it rests on {rest}{fall}." for fall, lost in falls.items())


def _any_of(lost: Sequence[Group], groups: Sequence[Group]) -> str:
    if len(lost) == len(groups):
        return f"any one of its {len(groups)} origins"
    return " or ".join(dict.fromkeys(group.shown.label for group in lost))


def _set_aside(cited: Sequence[Cited], known: Mapping[str, Known]) -> tuple[str, ...]:
    withdrawn = {
        one.evidence.passage.item: known[one.evidence.passage.item].item
        for one in cited
        if known[one.evidence.passage.item].item.withdrawn is not None
    }
    return tuple(
        f"A document that this finding cites was withdrawn and no longer counts: {label_of(item)} ({item.withdrawn})."
        for _, item in sorted(withdrawn.items())
    )


def _confidence_reason(confidence: Confidence, missing: tuple[str, ...]) -> str:
    if not missing:
        return f"Confidence is {confidence}: every condition of the protocol's table is met."
    return f"Confidence is {confidence}: {'; '.join(missing)}."
