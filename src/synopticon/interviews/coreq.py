"""COREQ, the checklist for reports of interviews: its 32 items, what of them the study answers, what a person must.

Tong, Sainsbury, Craig (2007), Consolidated criteria for reporting qualitative research (COREQ), International Journal
for Quality in Health Care 19(6), 349–357. The questions stand here in words of our own, shortened; the numbers are the
paper's. Of nine items the study knows a part itself. What it says of witnesses is coarse by itself: numbers below the
least cell are told as "fewer than", and a breakdown with such a cell not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from statistics import median

SOURCE = "Tong, Sainsbury, Craig (2007), International Journal for Quality in Health Care 19(6), 349–357"
LEAST = 10
"""Fewer witnesses than this are not counted out (DOMAIN: ABS DataLab, ACRO)."""
_MINUTES = 5
"""Lengths of interviews are rounded to so many minutes: an exact one may be looked up in a partner's diary."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the study knows, as numbers. None and empty: it does not know.

    witnesses: whose text was signed. sealed: interviews not yet signed. withdrawn: tombstones. attributes: of each
    coarse fact how many witnesses have which value. asked: of each text, how many turns its first speaker took.
    minutes: of each text with time codes, how long it lasted. coders: who coded witnesses' texts. codes, branches,
    codebook: of the coding tree. quotes, resolved: passages brought to findings verbatim, and how many of them stand
    in the signed text letter for letter. software: the program with its version.
    """

    witnesses: int = 0
    sealed: int = 0
    withdrawn: int = 0
    attributes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    asked: tuple[int, ...] = ()
    minutes: tuple[float, ...] = ()
    coders: int = 0
    codes: int = 0
    branches: tuple[str, ...] = ()
    codebook: int | None = None
    quotes: int = 0
    resolved: int = 0
    software: str = ""


class State(StrEnum):
    """How an item stands."""

    ANSWERED = "answered"
    COMPUTED = "computed"
    WITHHELD = "withheld: safety"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said. withheld: the text is the reason why it is withheld, which is an answer too."""

    text: str
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One item: number, the paper's domain, a name, what it asks, and what computes (a part of) it from the facts.

    usual: the answer where nobody gave another.
    """

    number: int
    domain: str
    name: str
    asks: str
    compute: Callable[[Facts], str | None] | None = None
    usual: Answer | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An item as it stands in one study. computed: what the study says. answer: what a person said, or the usual."""

    item: Item
    state: State
    computed: str | None
    answer: Answer | None


def lines(facts: Facts, answers: Mapping[int, Answer]) -> list[Line]:
    """All 32 items in order. A withheld item without a reason is missing: only a reason is an answer."""
    return [_line(item, facts, answers.get(item.number, item.usual)) for item in ITEMS]


def _line(item: Item, facts: Facts, answer: Answer | None) -> Line:
    computed = item.compute(facts) if item.compute else None
    if answer is None or not answer.text.strip():
        return Line(item, State.COMPUTED if computed else State.MISSING, computed, None)
    if answer.withheld:
        return Line(item, State.WITHHELD, computed, answer)
    return Line(item, State.ANSWERED, computed, answer)


def _few(number: int) -> str:
    return f"{number:,}" if number == 0 or number >= LEAST else f"fewer than {LEAST}"


def _size(facts: Facts) -> str | None:
    return f"{facts.witnesses:,} interviews are in the study." if facts.witnesses else None


def _lost(facts: Facts) -> str | None:
    if not facts.witnesses + facts.withdrawn + facts.sealed:
        return None
    said = f"{_few(facts.withdrawn)} withdrew after the interview; their words and codings were destroyed."
    return said[0].upper() + said[1:]


def _sample(facts: Facts) -> str | None:
    said = []
    for name, values in sorted(facts.attributes.items()):
        if all(count >= LEAST for count in values.values()):
            counts = ", ".join(f"{value} {count:,}" for value, count in sorted(values.items()))
            said.append(f"{name}: {counts}.")
        else:
            said.append(f"{name}: recorded; numbers withheld, since a group has fewer than {LEAST}.")
    return " ".join(said) or None


def _guide(facts: Facts) -> str | None:
    if len(facts.asked) < LEAST:
        return None
    turns = round(median(facts.asked))
    return f"The first speaker of a transcript took {turns} turn{'' if turns == 1 else 's'} in the median interview."


def _duration(facts: Facts) -> str | None:
    if len(facts.minutes) < LEAST:
        return None
    middle = _MINUTES * round(median(facts.minutes) / _MINUTES)
    return f"Median length {middle} minutes, of {len(facts.minutes):,} interviews with time codes."


def _coders(facts: Facts) -> str | None:
    return f"{facts.coders} coded the interviews." if facts.coders else None


def _tree(facts: Facts) -> str | None:
    if facts.codebook is None:
        return None
    branches = ", ".join(facts.branches)
    return f"{facts.codes:,} codes in {len(facts.branches)} branches ({branches}); version {facts.codebook}."


def _software(facts: Facts) -> str | None:
    return f"{facts.software}." if facts.software else None


def _quotes(facts: Facts) -> str | None:
    if not facts.witnesses:
        return None
    return (
        f"{facts.quotes:,} quotations of interviews stand behind findings; {facts.resolved:,} of them are in the "
        "signed transcript letter for letter."
    )


TEAM, DESIGN, ANALYSIS = "Research team and reflexivity", "Study design", "Analysis and findings"
NO_LABELS = Answer("a label would link the quotations of one witness with each other", withheld=True)

ITEMS: tuple[Item, ...] = (
    Item(1, TEAM, "Interviewer", "Who held the interviews?"),
    Item(2, TEAM, "Credentials", "Which degrees or qualifications did they hold?"),
    Item(3, TEAM, "Occupation", "What was their work at the time?"),
    Item(4, TEAM, "Gender", "What is their gender?"),
    Item(5, TEAM, "Experience and training", "What had prepared them for such interviews?"),
    Item(6, TEAM, "Relationship before", "Did they know the participants before the study began?"),
    Item(7, TEAM, "What participants knew", "What were participants told of the interviewers and their aims?"),
    Item(8, TEAM, "Interviewers' standpoint", "Which interests or assumptions of the interviewers are disclosed?"),
    Item(9, DESIGN, "Method and theory", "Which methodological orientation carried the study?"),
    Item(10, DESIGN, "Sampling", "How were participants chosen?"),
    Item(11, DESIGN, "Approach", "How were they approached?"),
    Item(12, DESIGN, "Sample size", "How many took part?", _size),
    Item(13, DESIGN, "Non-participation", "How many refused or dropped out, and why?", _lost),
    Item(14, DESIGN, "Setting", "Where were the interviews held?"),
    Item(15, DESIGN, "Others present", "Was anybody else there?"),
    Item(16, DESIGN, "Description of the sample", "What characterises those who took part?", _sample),
    Item(17, DESIGN, "Interview guide", "Were questions or a guide prepared, and tried out?", _guide),
    Item(18, DESIGN, "Repeat interviews", "Was anybody interviewed more than once?"),
    Item(19, DESIGN, "Recording", "Was sound or picture recorded?"),
    Item(20, DESIGN, "Field notes", "Were notes taken during or after the interviews?"),
    Item(21, DESIGN, "Duration", "How long did the interviews last?", _duration),
    Item(22, DESIGN, "Saturation", "Was it considered when further interviews added nothing new?"),
    Item(23, DESIGN, "Transcripts returned", "Could participants comment on or correct their transcripts?"),
    Item(24, ANALYSIS, "Number of coders", "How many people coded the data?", _coders),
    Item(25, ANALYSIS, "Coding tree", "What is the coding tree?", _tree),
    Item(26, ANALYSIS, "Derivation of themes", "Were themes set beforehand or derived from the data?"),
    Item(27, ANALYSIS, "Software", "Which software managed the data?", _software),
    Item(28, ANALYSIS, "Participants' checking", "Did participants comment on the findings?"),
    Item(29, ANALYSIS, "Quotations", "Are quotations given, each with its participant's label?", _quotes, NO_LABELS),
    Item(30, ANALYSIS, "Data and findings agree", "Do the data that are shown support the findings?"),
    Item(31, ANALYSIS, "Major themes", "Are the major themes clear in the findings?"),
    Item(32, ANALYSIS, "Minor themes", "Are divergent cases or minor themes described?"),
)
