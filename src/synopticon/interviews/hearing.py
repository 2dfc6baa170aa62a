"""What every detector is given: the words of a transcript, and how they are told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from synopticon.interviews.identity import Identity

_ACTS = (
    "am was m ve d ll had have did do don didn saw see went go think know knew could can cannot would will said "
    "told heard "
    "left live lived worked work met never just also got still believe remember want wanted crossed studied sold "
    "became "
    "grew came used hope hear wrote write call called took made only"
)
_FIRST_PERSON = re.compile(rf"\b(?:[Mm]y|[Mm]e|[Ii](?=['’\s]+(?:{'|'.join(_ACTS.split())})\b))\b")
"""I, where it does something: in small letters it also numbers paragraphs."""
_ENGLISH_WORD = re.compile(r"[A-Za-z]+")
_HANGUL = re.compile(r"[가-힣]")
_OWN_ACCOUNT = 0.008
"""The share of first-person words from which a text is an account of one's own; 113 judgments have .0016 at most."""


@dataclass(frozen=True)
class Hearing:
    """text: what was said, as `speech_of` gives it. identity: what is known of the witness; empty where nothing is."""

    text: str = field(repr=False)
    identity: Identity

    @cached_property
    def low(self) -> str:
        """The text in small letters, letter for letter."""
        return "".join(small if len(small := letter.lower()) == 1 else letter for letter in self.text)

    @cached_property
    def has_case(self) -> bool:
        """True where capitals say something: English text in which sentences and names have them."""
        letters = sum(map(str.isalpha, self.text))
        return 100 * sum(map(str.isupper, self.text)) > letters

    def opens_sentence(self, at: int) -> bool:
        """True where what stands at an offset begins a sentence, a turn or a paragraph, and has a capital anyhow."""
        before = self.text[max(0, at - 12) : at]
        bare = before.rstrip(" \t\r\n\"'“”‘’«»([<>-–—*_#")
        return not bare or bare[-1] in ".!?:…;)]" or before[len(bare) :].count("\n") > 1

    @cached_property
    def in_english(self) -> bool:
        """True where most of what was said is in Latin letters."""
        return len(_ENGLISH_WORD.findall(self.text)) > len(_HANGUL.findall(self.text))

    @cached_property
    def first_person(self) -> bool:
        """True for somebody's own account, false for a report about somebody; what is not English is an account."""
        words = len(_ENGLISH_WORD.findall(self.text))
        return not self.in_english or len(_FIRST_PERSON.findall(self.text)) > _OWN_ACCOUNT * words
