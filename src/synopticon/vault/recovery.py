"""A recovery kit: one identity on paper, in groups that can be typed back, each with a sign that tells typing errors.

What is printed is the age identity itself: `AGE-SECRET-KEY-1` and its 58 characters, four to a group, and behind each
group one check sign. Drop those signs and any program that reads age has the key.

The check sign is a sum over GF(32), the field whose elements the 32 characters of Bech32 (BIP 173) stand for: with g
its generator, g^i times the i-th character of the group, counted from 1, and g^5 times the group's number. All weights
differ and none is zero, so one wrong character, two characters exchanged and a group in another's place are each told,
always. The two check words come from a digest of the recipient: they show that the sheet is of the identity meant.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from synopticon.errors import InputError
from synopticon.vault.identities import from_secret

BEGINNING = "AGE-SECRET-KEY-1"
SIGNS = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
CHARACTERS = 58
SIZE = 4
GROUPS = -(-CHARACTERS // SIZE)
WORDS = (
    "acorn amber anchor apple arrow autumn bamboo barley basil basket beacon birch blanket bottle bramble bread "
    "bridge bronze butter button cabin candle canyon carbon carpet cedar cherry chimney cinder clover cobalt copper "
    "coral cotton cradle cricket crystal daisy desert diamond dolphin dragon drum eagle ember engine falcon feather "
    "fennel ferry fiddle flint forest fossil fountain garden garlic ginger glacier granite gravel hammer hazel heron"
)
"""64 words, six bits each."""
_NUMBER = re.compile(r"\d{1,2}")
_LOOK_ALIKE = str.maketrans("OI1B", "0LL8")
"""Characters that Bech32 leaves out, and what was surely meant."""


@dataclass(frozen=True, slots=True)
class Kit:
    """What the sheet shows. groups: 15 of at most five characters; words: two; recipient: the public half."""

    groups: tuple[str, ...]
    words: tuple[str, str]
    recipient: str


def kit_of(secret: str) -> Kit:
    """The kit of an age identity `AGE-SECRET-KEY-1…`. Raises ValueError, never quoting it."""
    recipient = from_secret(secret).recipient or ""
    text = secret.removeprefix(BEGINNING)
    parts = [text[start : start + SIZE] for start in range(0, CHARACTERS, SIZE)]
    return Kit(tuple(part + _check(part, number) for number, part in enumerate(parts, 1)), _words(recipient), recipient)


def typed_secret(text: str) -> str:
    """The age identity that groups typed from paper stand for.

    text: the groups, with whatever blanks, line ends, numbers before them and case. Raises InputError that names the
    groups that are wrong; it quotes nothing of them.
    """
    parts = re.split(r"[\s\-.,;:]+", text)
    # A group has three characters at least; what is shorter and a number counts the groups.
    groups = [part.upper().translate(_LOOK_ALIKE) for part in parts if part and not _NUMBER.fullmatch(part)]
    if len(groups) != GROUPS:
        joined = "".join(groups)
        if len(joined) != CHARACTERS + GROUPS:
            raise _mistyped(f"a kit has {GROUPS} groups, and {len(groups)} were typed")
        groups = [joined[start : start + SIZE + 1] for start in range(0, len(joined), SIZE + 1)]
    wrong = [str(number) for number, group in enumerate(groups, 1) if not _holds(group, number)]
    if wrong:
        one = len(wrong) == 1
        raise _mistyped(f"group{'' if one else 's'} {', '.join(wrong)} {'does' if one else 'do'} not hold")
    secret = BEGINNING + "".join(group[:-1] for group in groups)
    try:
        from_secret(secret)
    except ValueError:
        raise _mistyped("each group holds and the whole does not: two sheets may have been mixed") from None
    return secret


def _mistyped(why: str) -> InputError:
    return InputError(
        "the recovery kit was not typed as it is printed",
        why=why,
        remedy="Compare with the sheet and type it again; the last character of each group is its check sign.",
    )


def _holds(group: str, number: int) -> bool:
    size = SIZE if number < GROUPS else CHARACTERS - SIZE * (GROUPS - 1)
    return len(group) == size + 1 and all(sign in SIGNS for sign in group) and _check(group[:-1], number) == group[-1]


def _check(part: str, number: int) -> str:
    total = _times(number, 5)
    for power, sign in enumerate(part, 1):
        total ^= _times(SIGNS.index(sign), power)
    return SIGNS[total]


def _times(element: int, power: int) -> int:
    """An element of GF(32) times g^power, g being x, modulo x^5 + x^2 + 1."""
    for _ in range(power):
        element <<= 1
        if element & 32:
            element ^= 0b100101
    return element


def _words(recipient: str) -> tuple[str, str]:
    digest = hashlib.blake2b(recipient.encode("ascii"), digest_size=2, person=b"synopticon-kit").digest()
    number = int.from_bytes(digest, "big")
    words = WORDS.split()
    return words[number & 63], words[number >> 6 & 63]
