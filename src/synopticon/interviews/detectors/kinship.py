"""Families that few people have: twins, an only child, how many brothers, sisters and children somebody has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from synopticon.interviews.hearing import Hearing
from synopticon.interviews.span import Found, Kind, Severity

_COUNT = r"(?:\d|two|three|four|five|six|seven|eight|nine|ten)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\btwin (?:brother|sister)s?\b|\b(?:a|my|his|her|identical) twins?\b|\bonly (?:child|son|daughter)\b",
        rf"\b(?:the )?(?:youngest|eldest|oldest|second|third|fourth|fifth|last)(?: (?:child|son|daughter|one))? "
        rf"of {_COUNT}\b",
        rf"\b{_COUNT} (?:older |younger |elder |small |little )?(?:brothers?|sisters?|children|sons?|daughters?|"
        rf"siblings|kids)"
        rf"(?:,? and (?:{_COUNT}|a|one) (?:older |younger |elder )?(?:brothers?|sisters?|sons?|daughters?))?\b",
        r"\bboth (?:of )?my (?:boys|girls|sons|daughters|children|brothers|sisters)\b|\bthe only (?:woman|girl|man|"
        r"boy)\b|"
        rf"\b{_COUNT} months pregnant\b",
        r"[오육륙칠팔]촌(?:\s?(?:형님|형|동생|언니|누나|누이|오빠|조카|아저씨|숙부|고모|이모))?|홀(?:어머니|아버지|"
        r"어미|아비)|"
        r"(?<![가-힣])(?:아들|딸|자식|애)\s?(?:하나|둘|셋|넷|다섯)(?=[을를은이과,.\s]|하고|$)|"
        r"임신\s?(?:\d{1,2}|[일이삼사오육칠팔구]|한|두|석|넉|다섯|여섯|일곱|여덟|아홉)\s?(?:개월|달)",
        r"(?:소학교|초등학교|중학교|고중|고등학교|대학교|대학)\s?(?:\d|[일이삼사오육])\s?학년",
        r"쌍둥이(?:\s?(?:형|동생|언니|누나|자매|형제))?|외동(?:아들|딸)|무남독녀|\d+남\s?\d*녀?|"
        r"[일이삼사오육칠]남\s?[일이삼사오육칠]녀|(?:두|세|네|다섯|여섯|일곱)\s?(?:남매|형제|자매)|(?:셋|넷|"
        r"다섯)째\s?(?:아들|딸)?",
    )
)


def find_kinship(hearing: Hearing) -> Iterator[Found]:
    """Every such family."""
    for pattern in _PATTERNS:
        for found in pattern.finditer(hearing.low):
            yield Found(*found.span(), Kind.KINSHIP, Severity.QUASI, "kinship")
