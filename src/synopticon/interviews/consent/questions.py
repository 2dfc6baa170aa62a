"""The questions of a consent record, in the order in which they are asked: one row a field, in plain words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from synopticon.interviews.consent.record import NEVER, NOBODY, Obtained, Recording
from synopticon.model.testimony import Use

LONGEST = 4000
"""Characters of one answer; a longer one is a document pasted into the wrong place."""


class Unfit(ValueError):
    """An answer that a field cannot take; its message says why and repeats nothing of the answer."""


@dataclass(frozen=True, slots=True)
class Question:
    """name: the field of the record. asked: in plain words. write: what an answer looks like, for whoever was refused.

    read: turns what stands in a record into the field's value, or raises Unfit. choices: the only answers, where there
    are only some. several: a list of names, which are typed with semicolons between them. optional: may be left out.
    """

    name: str
    asked: str
    write: str
    read: Callable[[Any], object]
    choices: tuple[str, ...] = ()
    several: bool = False
    optional: bool = False


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise Unfit("it is not written as text")
    line = value.strip()
    if not line:
        raise Unfit("it is empty")
    if len(line) > LONGEST:
        raise Unfit(f"it has {len(line):,} characters, and {LONGEST:,} are kept")
    if any(sign != "\n" and sign != "\t" and (sign < " " or "\ud800" <= sign <= "\udfff") for sign in line):
        raise Unfit("it holds characters that are no text")
    return line


def _names(value: Any) -> tuple[str, ...]:
    rows = [value] if isinstance(value, str) else value
    if not isinstance(rows, list) or not rows:
        raise Unfit("it names nobody, and does not say that it is to be nobody")
    names = tuple(dict.fromkeys(_words(row) for row in rows))
    if NOBODY in (name.casefold() for name in names):
        if len(names) > 1:
            raise Unfit(f"it says “{NOBODY}” and names somebody beside it")
        return ()
    return names


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(_words(value))
    except Unfit:
        raise
    except ValueError:
        raise Unfit("it is no day of the calendar") from None


def _end(value: Any) -> date | None:
    return None if isinstance(value, str) and value.strip().casefold() == NEVER else _day(value)


def _free(value: Any) -> bool:
    if isinstance(value, str) and value.strip().casefold() in ("yes", "no"):
        return value.strip().casefold() == "yes"
    if not isinstance(value, bool):
        raise Unfit("it is neither yes nor no")
    return value


def _one_of(kind: type[Use] | type[Recording] | type[Obtained]) -> Callable[[Any], object]:
    def read(value: Any) -> object:
        # Somebody who writes `recording = false` means a plain no.
        said = {True: "yes", False: "no"}.get(value, "") if isinstance(value, bool) else _words(value).casefold()
        try:
            return kind(said)
        except ValueError:
            raise Unfit("it is none of the answers there are") from None

    return read


def _choices(kind: type[Use] | type[Recording] | type[Obtained]) -> tuple[str, ...]:
    return tuple(member.value for member in kind)


QUESTIONS: tuple[Question, ...] = (
    Question("purpose", "What was the witness told that this interview is for?", "one sentence", _words),
    Question(
        "use",
        "What may be done with the words?",
        "one of: quote verbatim, paraphrase, aggregate only",
        _one_of(Use),
        _choices(Use),
    ),
    Question(
        "recording",
        "May the conversation be recorded?",
        "one of: yes, notes only, no",
        _one_of(Recording),
        _choices(Recording),
    ),
    Question(
        "sharing",
        "To whom may the words be handed on?",
        f'a list of names, or "{NOBODY}"',
        _names,
        several=True,
    ),
    Question(
        "withdrawal",
        "How can the witness take the words back, and through whom?",
        "one sentence, so that somebody else could act on it",
        _words,
    ),
    Question(
        "expires",
        "On which day does the consent end?",
        f'a day such as 2031-12-31, or "{NEVER}" where the witness expressly set no end',
        _end,
    ),
    Question(
        "may_know",
        "Who may know that this person was interviewed, beyond those who were there?",
        f'a list of names, or "{NOBODY}"',
        _names,
        several=True,
    ),
    Question(
        "obtained", "How did the witness agree?", "one of: spoken, written", _one_of(Obtained), _choices(Obtained)
    ),
    Question("obtained_by", "Who asked for the consent and heard it given?", "a name or a role", _words),
    Question("language", "In which language was it explained?", "a language, and the interpreter if any", _words),
    Question(
        "free",
        "Was it explained without inducement or pressure, and given freely?",
        "yes or no (true or false in a file)",
        _free,
        ("yes", "no"),
    ),
    Question(
        "capacity",
        "Is the witness of age and able to decide? Who decided with a witness who is not?",
        "a few words, such as: adult, no doubt about capacity",
        _words,
    ),
    Question("day", "On which day was the consent given?", "a day such as 2024-03-31", _day),
    Question("notes", "Was anything else agreed?", "a sentence, or nothing", _words, optional=True),
)
