"""Where a speaker begins: the labels that transcripts put before what somebody says, and which of them to believe.

Signs that need no support: a role (Q, Interviewer, 면담자, 문), a numbered speaker, bold letters with a colon, a time
code behind the name. Any other short name is believed where it recurs, or, written as a name, where others speak so.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from synopticon.interviews.transcripts.clock import BETWEEN, CLOCK
from synopticon.interviews.transcripts.speaker_words import ANNOUNCING, HEADINGS, ROLES

_NUMBER = r"[ _.#-]{0,2}\d{1,3}"


def _either(roles: Iterable[str]) -> str:
    """An alternation of roles, composed and decomposed, as some systems write Korean."""
    both = {form for role in roles for form in (role, unicodedata.normalize("NFD", role))}
    return "|".join(sorted(both, key=len, reverse=True))


_ROLE = _either(ROLES)
_WORD = _either(role for role in ROLES if len(role) > 1 or role in "qa" or not role.isascii())
"""Roles that a full stop may follow: "p." is a page."""
_NAME = r"[^\W\d_][^\n:：*<>\[\]()#|]{0,38}?"
_STAMP = rf"(?:[\[(]\s*{CLOCK}(?:{BETWEEN}{CLOCK})?\s*[\])]|#\d\d:\d\d:\d\d-\d#|{CLOCK}(?![\d:]))"
_LEAD = r"^\ufeff?[ \t\u3000]*(?:#{1,6}[ \t]+|[-–—•>]{1,2}[ \t]+)?"
_LABEL = re.compile(
    rf"{_LEAD}(?:{_STAMP}[ \t]*[-–:]?[ \t]*)?"
    rf"(?:<v(?:\.[\w.]+)?[ \t]+(?P<voice>[^>\n]{{1,60}})>"
    rf"|(?P<bold>\*\*|__)[ \t]*(?P<thick>{_NAME}(?:{_NUMBER})?)[ \t]*(?P<inside>[:：.])?[ \t]*(?P=bold)"
    rf"[ \t]*(?P<behind>{_STAMP})?[ \t]*[:：]?"
    rf"|[\[(<](?P<role>(?:{_ROLE})(?:{_NUMBER})?)[\])>][ \t]*[:：]?"
    rf"|(?P<short>(?:{_ROLE})(?:{_NUMBER})?)[ \t]*(?:{_STAMP})?[ \t]*[:：]"
    rf"|(?P<word>(?:{_WORD})(?:{_NUMBER})?)[ \t]*(?:[.)\]>](?=[ \t])|[-–—](?=[ \t]))"
    rf"|(?P<own>(?:{_WORD})(?:{_NUMBER})?)[ \t]*(?=\r?$)"
    rf"|(?P<name>{_NAME}(?:{_NUMBER})?)[ \t]*(?P<after>{_STAMP})?[ \t]*[:：](?!//)(?!\d)"
    rf"|(?P<lone>{_NAME}(?:{_NUMBER})?)[ \t]+(?P<stamp>{_STAMP})[ \t]*(?=\r?$))"
    r"[ \t]*",
    re.IGNORECASE | re.MULTILINE,
)
_NUMBERED = re.compile(rf"(?:{_ROLE}|s){_NUMBER}", re.IGNORECASE)
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Label:
    """start, end: the label's own place; the words begin at `end`. name: without colon, brackets or stars.

    sure: it needs no support by others. once: it may be believed where others speak so, though it stands but once.
    """

    start: int
    end: int
    name: str
    sure: bool
    once: bool = True


def labels(text: str) -> list[Label]:
    """The labels to believe, in their order."""
    found = list(_candidates(text))
    counts = Counter(label.name.casefold() for label in found)
    kept: list[Label] = []
    # A name before the very first words shows how the whole is written.
    opens = bool(found) and found[0].once and not text[: found[0].start].strip("\ufeff \t\r\n")
    for label in found:
        if label.sure or counts[label.name.casefold()] > 1 or (label.once and (kept or opens)):
            kept.append(label)
    speaking = {label.name.casefold() for label in kept}
    # One name that recurs and is never answered is a heading or a habit of writing.
    return kept if len(speaking) > 1 or any(label.sure for label in kept) else []


def _candidates(text: str) -> Iterator[Label]:
    for found in _LABEL.finditer(text):
        name = next(name for group in _GROUPS if (name := found[group]) is not None).strip(" \t*_")
        if any(found[group] is not None for group in ("voice", "role", "short", "word")):
            yield Label(found.start(), found.end(), name, sure=True)
        elif found["own"] is not None:
            # A line of its own, without any sign: of a subtitle it may be all that was said.
            yield Label(found.start(), found.end(), name, sure=False, once=False)
        elif _could_be_a_name(name):
            stamped = any(found[group] for group in ("behind", "after", "stamp"))
            bold = found["thick"] is not None
            headed = bold and (found["inside"] is not None or found[0].rstrip().endswith((":", "：")))
            sure = stamped or headed or _NUMBERED.fullmatch(name) is not None
            once = not bold and len(name.split()) <= 2 and all(not word[0].islower() for word in name.split())
            yield Label(found.start(), found.end(), name, sure, once)


_GROUPS = ("voice", "thick", "role", "short", "word", "own", "name", "lone")


def _could_be_a_name(name: str) -> bool:
    words = name.split()
    if len(words) > _MOST_WORDS or name.casefold() in HEADINGS or words[0].casefold() in HEADINGS:
        return False
    # A sentence that a colon divides has punctuation, or ends in a verb that announces speech.
    return not any(sign in name for sign in ',;!?"“”…') and words[-1].casefold() not in ANNOUNCING
