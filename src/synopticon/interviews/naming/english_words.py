"""When a name that is a common word as well (Hope, Spring, Bear) is meant as that word."""

from __future__ import annotations

import re

_BEFORE = re.compile(
    r"(?:^|[^\w'])(?:in|the|a|an|this|that|these|those|last|next|every|each|i|we|you|they|he|she|it|early|late|no|"
    r"some|any|"
    r"lost|had|have|has|would|could|can|not|don't|all|more|much|such|very|too|during|since|until|hot|cold|wild|little|"
    r"big|dont|didnt|never|always)[\s,]+$"
)
"""Words behind which a name hardly stands; where it is not sure, a name is taken for one."""
_NAMED = re.compile(
    r"(?:(?:name|nickname|nicknamed|named|called|call|calls|known as|name is|name was|names|as|mr|mrs|miss|ms|comrade|"
    r"uncle|aunt|auntie|brother|sister|friend|cousin|son|daughter|wife|husband|mother|father|neighbour|neighbor|me|"
    r"him|her|us)(?:\s+(?:is|was|the|me|him|her|us|it|just|always|only))*[\s,:]+[\"'“‘]?)$"
)
_AFTER = re.compile(r"\s+(?:said|told|says|asked|was called|is my|was my|and i\b|and me\b|knew|went|came|lives|works)")


def is_ordinary_english(text: str, start: int, end: int) -> bool:
    """True where the words before and behind [start, end) of a text in small letters make an everyday word of it."""
    before = text[max(0, start - 40) : start]
    if _NAMED.search(before) or _AFTER.match(text, end):
        return False
    return _BEFORE.search(before) is not None
