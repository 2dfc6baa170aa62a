"""How a finding is said: likelihood and confidence in sentences apart, and a warning where they meet (ICD 203)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from synopticon.model.corroboration import Corroboration
from synopticon.model.finding import PERCENT, Finding, Stance

_LIKELIHOOD = re.compile(
    r"\b(?:almost no chance|(?:un)?likely|likelihood|roughly even|(?:im)?prob(?:able|ably|ability)|remote chance"
    r"|almost certain(?:ly)?|nearly certain(?:ly)?)\b"
    r"|가능성|개연성|확률|것으로 보인다|거의 확실"
    r"|可能性|很可能|极可能|極可能|不太可能|几乎肯定|幾乎肯定|おそらく|ほぼ確実",
    re.IGNORECASE,
)
_CONFIDENCE = re.compile(
    r"\b(?:(?:low|moderate|medium|high) confidence|confiden(?:ce|t|tly))\b"
    r"|확신|신뢰도|信心|置信|把握|確信|信頼度",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])(?:[\"”’)]*)\s+(?=\S)|(?<=[。！？])|\n+")


@dataclass(frozen=True, slots=True)
class Wording:
    """A finding ready to be printed: its sentences in order, and what its author should mend first."""

    sentences: tuple[str, ...]
    warnings: tuple[str, ...]


def publishing_text(finding: Finding, corroboration: Corroboration) -> Wording:
    """The proposition, then its likelihood, then the confidence with its count, each a sentence of its own."""
    sentences = [_ended(finding.proposition)]
    if finding.likelihood:
        low, high = PERCENT[finding.likelihood]
        sentences.append(f"Likelihood: {finding.likelihood} ({low} to {high} percent).")
    sentences.append(f"Confidence: {corroboration.confidence}.")
    sentences.append(counted(corroboration))
    if corroboration.origins_if_confirmed < corroboration.independent_origins:
        sentences.append(undecided(corroboration))
    if finding.gaps.strip():
        sentences.append(f"What is missing: {_ended(finding.gaps)}")
    return Wording(tuple(sentences), (*wording_warnings(finding), *_unjudged(finding, corroboration)))


def wording_warnings(finding: Finding) -> tuple[str, ...]:
    """What in the author's own words goes against the standard: mixed sentences, and a second, rival likelihood."""
    found: list[str] = []
    for part, text in (("proposition", finding.proposition), ("gaps", finding.gaps)):
        found += [
            f"The {part} speaks of likelihood and of confidence in one sentence: “{sentence}” Readers take one for the "
            "other; write two sentences."
            for sentence in mixed_sentences(text)
        ]
    stated = sorted({match[0].lower() for match in _LIKELIHOOD.finditer(finding.proposition)})
    if stated and finding.likelihood:
        words = ", ".join(f"“{word}”" for word in stated)
        found.append(
            f"The proposition says {words} and the finding's likelihood is “{finding.likelihood}”: let only the "
            "likelihood say how likely it is."
        )
    return tuple(found)


def mixed_sentences(text: str) -> tuple[str, ...]:
    """Sentences that speak of likelihood and of confidence at once (English, Korean, Chinese, Japanese)."""
    sentences = (sentence.strip() for sentence in _SENTENCE_END.split(text))
    return tuple(one for one in sentences if _LIKELIHOOD.search(one) and _CONFIDENCE.search(one))


def counted(corroboration: Corroboration) -> str:
    """The count of origins in one sentence."""
    origins, documents, echoes = corroboration.independent_origins, corroboration.documents, corroboration.echoes
    if not origins:
        return "No evidence supports it."
    found = [f"found in {_many(documents, 'document')}"] if documents or not corroboration.witnesses else []
    if corroboration.witnesses:
        found.append(
            "told by 1 witness" if corroboration.witnesses == 1 else f"told by {corroboration.witnesses:,} witnesses"
        )
    text = f"It rests on {_many(origins, 'independent origin')}, {' and '.join(found)}"
    if echoes:
        one = echoes == 1
        text += f"; {_many(echoes, 'document')} {'repeats' if one else 'repeat'} others "
        if any(group.source for group in corroboration.supporting):
            text += f"or {'rests' if one else 'rest'} on the same source "
        text += "and adds none" if one else "and add none"
    if corroboration.opposing:
        text += f". {_many(len(corroboration.opposing), 'independent origin')} "
        text += "speaks against it" if len(corroboration.opposing) == 1 else "speak against it"
    return text + "."


def undecided(corroboration: Corroboration) -> str:
    """The sources that supporting origins name in common, while it is not judged whether all rest on them."""
    names = [one.name for one in corroboration.sources if one.stance == Stance.SUPPORTS and not one.counted]
    one = len(names) == 1
    left = corroboration.origins_if_confirmed
    return (
        f"Several of these name {'one source' if one else 'sources'} in common ({', '.join(names)}). Whether all of "
        f"them rest on {'it' if one else 'these'} was not judged; if they do, "
        f"{_many(left, 'independent origin')} {'remains' if left == 1 else 'remain'}."
    )


def _unjudged(finding: Finding, corroboration: Corroboration) -> tuple[str, ...]:
    now, left = corroboration.independent_origins, corroboration.origins_if_confirmed
    if left >= now:
        return ()
    return (
        "Passages name one source, and whether all of them rest on it was not judged: "
        f"{_many(now, 'origin')} as counted, {left:,} if they do. See them and judge: "
        f"synopticon finding show {finding.key}",
    )


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _ended(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?", "。", "！", "？")) else f"{text}."
