"""Why two texts that share words are not one origin all the same: rules, asked in order; the first answer decides.

An agency's notes share a frame, a guest list or a quotation and report different events. The thresholds were chosen on
planted echoes and on the `tune` half of the pairs in benchmarks/reuse/kcna_pairs.jsonl.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from synopticon.model.reuse import Kind
from synopticon.reuse.end_to_end import Aligned
from synopticon.reuse.fillings import strangers, unlike
from synopticon.reuse.grams import weight
from synopticon.reuse.openings import Setting, another_occasion, covered, strangers_in_openings, surroundings
from synopticon.reuse.rarity import COMMONEST, FULL
from synopticon.reuse.slots import NO_GAPS, gaps_between, renamed, slots_between

BINDS: tuple[tuple[float, float], ...] = ((40.0, 0.85), (60.0, 0.8), (100.0, 0.72), (150.0, 0.62), (250.0, 0.5))
"""Share of either text from which a common origin binds two documents, by the rare letters that they share, straight
between the points: a few phrases of an agency's house style can be half of a short text, never of a long one."""
BINDS_ELSEWHERE: tuple[tuple[float, float], ...] = ((40.0, 0.8), (60.0, 0.7), (100.0, 0.6), (150.0, 0.5))
"""The same between two outlets, which share no house style."""
LARGE, LARGE_PART = 1200.0, 0.5
"""Rare letters that no frame explains: from so many on, this share of either text is enough, in whatever order."""
HALF, MOSTLY, MOSTLY_ELSEWHERE = 0.4, 0.7, 0.65
"""Where less than the first of one text is shared, it must be more than the second of the other, or the third between
two outlets: two reports that list the same persons are not copies of each other."""
REPRINT_BEGINS, REPRINT_PART, REPRINT_DENSITY = 0.9, 0.5, 0.85
"""Another outlet's text that begins with so much of its opening in the other's words, in order and hardly changed,
is a shortened reprint with lines of its own from the second share on."""
IN_ORDER, SHUFFLED, SHUFFLED_ELSEWHERE, SHUFFLED_LEAST = 0.8, 0.66, 0.6, 150.0
"""Passages of which less than the first stand in one order bind only from the second on, between two outlets from the
third, and never where they have fewer rare letters than the fourth."""
OWN_LATER, NEARLY_ALL, CLEAN = 0.75, 0.9, 0.97
"""What one outlet reports on another day, or on days that nobody knows, binds from the first share on, from the second
where the order differs: a later enlargement of one statement does, the next round of messages does not. CLEAN: the
density of unchanged words."""
HELD = 0.9
"""A text of which so much stands in the other, word for word, is held by it."""
PART, EXTRACT = 0.1, 300.0
"""Least share of the larger text: what is held by a much larger one among other things (a digest of the week, a
collection of speeches) is not bound to it, or all that it holds would be one family; an extract of so many rare letters
is, unless the larger text is the later one."""
NOTE, NOTE_OPENING = 0.84, 0.65
"""A first note and the full report: so much of the note is held, and so much of either opening told in the other."""
NOTE_OF_THE_DAY, NOTE_TOLD, NOTE_BEGINS = 0.7, 0.9, 0.5
"""Within one outlet and one day: so much of a note is held, with changed words so much, and so much of either opening
is told in the other, where the report knows all names of the note and opens with the same act."""
OPENING, SURELY = 0.6, 150.0
"""Least share of either opening that the other text must tell, times the square of the density, unless the smaller text
is held and has so many rare letters. Another outlet often writes an opening of its own before an agency's words."""
HOST, HOST_OPENING = 0.45, 0.3
"""Another outlet's text of which less is shared, and of whose opening less, quotes; more, and it reprints."""
AROUND, EMBEDDED, CLOSE = 80.0, 0.7, 0.8
"""Letters of its own before and behind what another outlet's text shares, in one piece, from which it is a host that
quotes, if less than the second share of it is shared. CLOSE: share of that piece that must be the other's."""
WHO, WHO_ELSEWHERE = 400.0, 150.0
"""Rare letters in common below which names in the openings decide, within one outlet and between two."""
GUESTS = 0.8
"""Share of either text below which names in the openings of one outlet decide, however much is shared: a guest list and
its titles are longer than what the guests did."""
OTHERS = 2
"""Names of either note on one work that the other does not know, from which others published it."""
SHORT, LONG = 250.0, 400.0
"""Rare letters in common: below the first, names decide; below the second, an outlet's own phrases of another day do
not make a copy."""
NEXT_DAYS, MONTHS = 2, 60
"""Days until a full report, and until the next occasion in the words of the last."""
BARELY = 1.5
"""Times what the commonest letters count, up to which shared words are a boilerplate with some letters at its edges."""
OWN_WORDS, OWN_PART = 40, 0.1
"""Letters of its own from which a text is not just what very many documents hold, within one outlet; where an outlet is
not known, also as a share of what is shared: a reprint may have a line of its own."""
STRANGE = 0.3
"""Share of either text's names and numbers, foreign to the other, from which two texts tell of different things."""


class Compared:
    """An aligned pair, the second text read as the later one.

    figures: how much the two share. gaps: the narrow places at which they differ within what they share; found for many
    pairs at once, of those that no rule of FIRST_RULES tells apart.
    """

    __slots__ = ("_openings", "a", "aligned", "b", "figures", "found", "gaps", "setting")

    def __init__(self, aligned: Aligned, setting: Setting) -> None:
        self.aligned, self.setting = aligned, setting
        self.found, self.a, self.b, _ = aligned
        self.figures = self.found.figures
        self.gaps = NO_GAPS
        self._openings: tuple[float, float] | None = None

    @property
    def openings(self) -> tuple[float, float]:
        """How much of either opening the other text tells."""
        if self._openings is None:
            self._openings = covered(self.found, self.a, self.b)
        return self._openings

    @property
    def least(self) -> float:
        """The share of the text that is covered less."""
        return min(self.figures.share_a, self.figures.share_b)

    @property
    def held(self) -> float:
        """The share of the shorter text that stands in the other word for word."""
        return self.figures.same_a if len(self.a) <= len(self.b) else self.figures.same_b

    @property
    def elsewhere(self) -> bool:
        """True where two different outlets published them; not where one of them is unknown."""
        return self.setting.own is False

    @property
    def own_later(self) -> bool:
        """True where one outlet published both, and nothing says that it was on one day."""
        setting = self.setting
        return setting.own is True and (setting.days > 0 or not (setting.first.known and setting.second.known))

    @property
    def nearly_the_same(self) -> bool:
        """True where both are covered, in the same words."""
        return self.least >= NEARLY_ALL and self.figures.density >= CLEAN


Answer = tuple[Kind, str]
Rule = Callable[[Compared], Answer | None]


def told_apart(pairs: Sequence[Compared]) -> list[Answer | None]:
    """Why each pair is not of one origin, with the kind of its relation; None where it is."""
    answers = [_first_answer(FIRST_RULES, pair) for pair in pairs]
    closer = [place for place, answer in enumerate(answers) if answer is None]
    gaps = gaps_between([pairs[place].aligned for place in closer])
    for place, pair_gaps in zip(closer, gaps, strict=True):
        pairs[place].gaps = pair_gaps
        answers[place] = _first_answer(CLOSER_RULES, pairs[place])
    return answers


def _first_answer(rules: Sequence[Rule], pair: Compared) -> Answer | None:
    for rule in rules:
        answer = rule(pair)
        if answer is not None:
            return answer
    return None


def _too_little(pair: Compared) -> Answer | None:
    most = max(pair.figures.share_a, pair.figures.share_b)
    if most >= _enough(pair) or (most >= REPRINT_PART and _reprinted_from_the_start(pair)) or _reports_the_note(pair):
        return None
    return Kind.QUOTE, "too little of either text for a common origin of the whole: a quotation or a shared passage"


def _enough(pair: Compared) -> float:
    """The share of either text that must be covered for a common origin."""
    figures = pair.figures
    if figures.shared >= LARGE:
        return LARGE_PART
    shuffled = figures.in_order < IN_ORDER
    return max(
        _between(BINDS_ELSEWHERE if pair.elsewhere else BINDS, figures.shared),
        (MOSTLY_ELSEWHERE if pair.elsewhere else MOSTLY) if pair.least < HALF else 0.0,
        (SHUFFLED_ELSEWHERE if pair.elsewhere else SHUFFLED) if shuffled else 0.0,
        2.0 if shuffled and figures.shared < SHUFFLED_LEAST else 0.0,
        (NEARLY_ALL if shuffled else OWN_LATER) if pair.own_later else 0.0,
    )


def _reprinted_from_the_start(pair: Compared) -> bool:
    """True where another outlet's shorter text begins as the other one tells it: who quotes begins with own words."""
    figures = pair.figures
    if not pair.elsewhere or figures.in_order < IN_ORDER or figures.density < REPRINT_DENSITY:
        return False
    return pair.openings[0 if len(pair.a) <= len(pair.b) else 1] >= REPRINT_BEGINS


def _between(points: tuple[tuple[float, float], ...], at: float) -> float:
    """The height at a place of the straight line through these points; beyond them that of the first or the last."""
    if at <= points[0][0]:
        return points[0][1]
    for (left, low), (right, high) in pairwise(points):
        if at <= right:
            return low + (high - low) / (right - left) * (at - left)
    return points[-1][1]


def _among_other_things(pair: Compared) -> Answer | None:
    if pair.least >= PART:
        return None
    first_note = (pair.held >= NOTE and min(pair.openings) >= NOTE_OPENING) or _reports_the_note(pair)
    collected_later = len(pair.b) > len(pair.a) and pair.setting.days > 0
    if first_note or (pair.held >= HELD and pair.figures.shared >= EXTRACT and not collected_later):
        return None
    return Kind.QUOTE, "one text holds the other as a small part among other things: a collection, or a long quotation"


def _reports_the_note(pair: Compared) -> bool:
    """True where one text is the full report of what the other, a note of the same day, says in a sentence."""
    setting, figures = pair.setting, pair.figures
    if not setting.own or setting.days > 0 or not (setting.first.known and setting.second.known):
        return False
    note, report, told = pair.a, pair.b, figures.share_a
    if len(note) > len(report):
        note, report, told = pair.b, pair.a, figures.share_b
    if pair.held < NOTE_OF_THE_DAY or told < NOTE_TOLD or min(pair.openings) < NOTE_BEGINS:
        return False
    begins_otherwise = unlike(report.first_names - note.names, note.names)
    unknown = unlike(note.names - report.names, report.names)
    return note.acts[:1] == report.acts[:1] and not unknown and len(begins_otherwise) <= 1


def _boilerplate(pair: Compared) -> Answer | None:
    if pair.elsewhere:
        return None
    equal = int(pair.found.runs[:, 2].sum())
    own = min(len(pair.a), len(pair.b)) - equal
    rare = pair.figures.shared * FULL > BARELY * COMMONEST * equal
    if own < OWN_WORDS or rare:
        return None
    if pair.setting.own is None and own < OWN_PART * equal:
        return None
    return Kind.TEMPLATE, "all that they share stands in very many documents: a boilerplate around words of their own"


def _opening_untold(pair: Compared) -> Answer | None:
    surely = pair.figures.shared >= LARGE or (pair.held >= HELD and pair.figures.shared >= SURELY)
    if pair.elsewhere or pair.least < PART or surely or min(pair.openings) >= OPENING * pair.figures.density**2:
        return None
    return Kind.TEMPLATE, "one opening is not told in the other text: they share persons or phrases, not the event"


def _quoted_elsewhere(pair: Compared) -> Answer | None:
    if not pair.elsewhere or pair.least >= HOST or pair.figures.shared >= LARGE:
        return None
    larger_first = len(pair.a) > len(pair.b)
    excerpted = larger_first and pair.setting.first.surely_before(pair.setting.second)
    if excerpted or pair.openings[0 if larger_first else 1] >= HOST_OPENING:
        return None
    return Kind.QUOTE, "the larger text begins with words of its own and is mostly its own: it quotes the other"


def _amid_own_words(pair: Compared) -> Answer | None:
    if not pair.elsewhere or pair.figures.shared >= LARGE:
        return None
    first, second = pair.setting.first, pair.setting.second
    hosts = [(0, pair.a, pair.figures.share_a)] if not first.surely_before(second) else []
    hosts.append((1, pair.b, pair.figures.share_b))
    for side, text, share in hosts:
        if share > EMBEDDED:
            continue
        before, within, behind = surroundings(pair.found, side, text)
        if min(before, behind) * weight(text.codes) >= AROUND and share >= CLOSE * within:
            return (
                Kind.QUOTE,
                "one text has words of its own before what they share and behind it: it quotes the other",
            )
    return None


def _another_occasion(pair: Compared) -> Answer | None:
    why = another_occasion(pair.a, pair.b, pair.setting)
    return (Kind.TEMPLATE, why) if why else None


def _others_named(pair: Compared) -> Answer | None:
    figures = pair.figures
    a_guest_list = pair.setting.own and max(figures.share_a, figures.share_b) < GUESTS
    much = figures.shared >= (WHO_ELSEWHERE if pair.elsewhere else WHO) and not a_guest_list
    if much or pair.held >= HELD:
        return None
    ours, theirs = strangers_in_openings(pair.a, pair.b)
    if min(ours, theirs) < 1 or ours + theirs < 3:
        return None
    return Kind.TEMPLATE, "the openings name others: the same frame, another event"


def _published_elsewhere(pair: Compared) -> Answer | None:
    if pair.a.publishers is None or pair.b.publishers is None:
        return None
    ours = unlike(pair.a.publishers - pair.b.names, pair.b.names)
    theirs = unlike(pair.b.publishers - pair.a.names, pair.a.names)
    if min(len(ours), len(theirs)) < OTHERS:
        return None
    return Kind.TEMPLATE, "two notes on one work, which others published at another place: two events"


def _opening_renamed(pair: Compared) -> Answer | None:
    names = renamed(pair.gaps, pair.a, pair.b) if pair.setting.own else None
    if names is None:
        return None
    return Kind.TEMPLATE, f"one opening names {names[0]} where the other names {names[1]}: the same words on another"


def _slots_differ(pair: Compared) -> Answer | None:
    slots = slots_between(pair.gaps, pair.a, pair.b)
    if not slots.tell_a_template(pair.figures.shared):
        return None
    return Kind.TEMPLATE, f"the same frame with other names, numbers or days at {slots.slots} places: another event"


def _own_next_round(pair: Compared) -> Answer | None:
    figures, days = pair.figures, pair.setting.days
    if not pair.own_later or pair.nearly_the_same:
        return None
    if days > MONTHS:
        return Kind.TEMPLATE, "the same outlet months later: the next occasion, in the words of the last"
    report_follows = pair.held >= CLEAN and min(pair.openings) >= CLEAN and days <= NEXT_DAYS
    if figures.shared >= LONG or report_follows:
        return None
    when = "on another day" if days else "perhaps on another day"
    return Kind.TEMPLATE, f"the same outlet {when}: a report of its own, in its own phrases"


def _strangers(pair: Compared) -> Answer | None:
    reprinted = pair.elsewhere and pair.held >= HELD
    if pair.figures.shared >= SHORT or reprinted or strangers(pair.a.names, pair.b.names) < STRANGE:
        return None
    return Kind.TEMPLATE, "either text has names, days or numbers that the other does not know: another event"


FIRST_RULES: tuple[Rule, ...] = (
    _too_little,
    _among_other_things,
    _boilerplate,
    _opening_untold,
    _quoted_elsewhere,
    _amid_own_words,
    _another_occasion,
    _others_named,
    _published_elsewhere,
)
"""In the order in which they are asked; the cheap ones first."""
CLOSER_RULES: tuple[Rule, ...] = (
    _opening_renamed,
    _slots_differ,
    _own_next_round,
    _strangers,
)
"""Asked thereafter, in this order, of the pairs of which the first give no answer: for these the gaps are known."""
