"""Attributing: on which named sources cited passages rest by their documents' own words, and what persons judged of it.

Worked out when a finding is weighed, from the texts as they are now; only judgements are kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from synopticon.errors import UsageError
from synopticon.findings.trail import Place
from synopticon.language.folding import fold
from synopticon.model.corroboration import RestsOn
from synopticon.model.judgement import Judgement, Verdict
from synopticon.reuse.attribution import Resting, resting_on
from synopticon.reuse.source_names import known_source, source_key

PREFIX = "attribution"
"""How the subject of a judgement on an attribution begins: attribution:<passage>:<source's key>."""

PICTURE = "picture-"
"""How the key of a photograph as a source begins; an item's id follows."""

PROPOSE, MERGE = "propose", "merge"
"""What the protocol's find.attribution may say."""

LONGEST_WORDS = 400
"""Characters of the naming sentence that a proposal shows."""


def subject_of(passage: str, key: str) -> str:
    """The subject of a judgement on one passage and one source."""
    return f"{PREFIX}:{passage}:{key}"


def merging(mode: str) -> bool:
    """Whether the protocol counts one source as one origin by itself. Raises UsageError for a word it does not know."""
    if mode not in (PROPOSE, MERGE):
        raise UsageError(
            f"the protocol's find.attribution is “{mode}”", remedy=f"Write {PROPOSE} or {MERGE} in study.toml."
        )
    return mode == MERGE


def verdicts_on(judgements: Sequence[Judgement]) -> Mapping[str, Mapping[str, Verdict]]:
    """The standing judgements on attributions: verdicts by source key, by passage."""
    latest: defaultdict[str, dict[str, Verdict]] = defaultdict(dict)
    for judgement in judgements:
        what, _, rest = judgement.subject.partition(":")
        passage, _, key = rest.partition(":")
        if what == PREFIX:
            latest[passage][key] = judgement.verdict
    return {
        passage: {key: verdict for key, verdict in by_key.items() if verdict is not Verdict.CLEAR}
        for passage, by_key in latest.items()
    }


def rests_of(
    passage: str,
    place: Place,
    text: str,
    language: str | None,
    verdicts: Mapping[str, Verdict],
    kinds: Mapping[str, str],
) -> tuple[RestsOn, ...]:
    """The named sources of a passage that stands at this place of the text: those that its document names, and those
    that a person named. kinds: kinds of source by folded name.
    """
    named = [
        _named(passage, place, text, found, verdicts, kinds)
        for found in resting_on(text, place.start, place.end, language)
    ]
    silent = {key for key in verdicts if not key.startswith(PICTURE)} - {rest.key for rest in named}
    return (*named, *(_said(passage, place, key, kinds) for key in sorted(silent) if verdicts[key] is Verdict.CONFIRM))


def _named(
    passage: str, place: Place, text: str, found: Resting, verdicts: Mapping[str, Verdict], kinds: Mapping[str, str]
) -> RestsOn:
    """A source that the document names."""
    one = found.attribution
    name = known_source(fold(one.source)) or one.source
    words = " ".join(text[one.claim_start : one.claim_end].split())
    return RestsOn(
        subject=subject_of(passage, found.key),
        passage=passage,
        item=place.item,
        key=found.key,
        name=name,
        kind=kinds.get(fold(name), ""),
        words=words if len(words) <= LONGEST_WORDS else f"{words[: LONGEST_WORDS - 1]}…",
        start=one.start,
        end=one.end,
        lead=found.lead,
        verdict=verdicts.get(found.key),
    )


def _said(passage: str, place: Place, key: str, kinds: Mapping[str, str]) -> RestsOn:
    """A source that a person names though the document does not."""
    written = key.replace("-", " ")
    name = known_source(written) or written
    return RestsOn(
        subject=subject_of(passage, key),
        passage=passage,
        item=place.item,
        key=key,
        name=name,
        kind=kinds.get(fold(name), ""),
        words="",
        start=place.start,
        end=place.end,
        lead=False,
        verdict=Verdict.CONFIRM,
    )


def key_of(name: str | None) -> str | None:
    """The identity of an outlet as a source; None for none."""
    return source_key(name) if name else None
