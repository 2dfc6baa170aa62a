"""Names that must stay readable: rulers, states and the bodies between them, which identify no witness."""

from __future__ import annotations

import re

_ENGLISH = (
    r"kim il[ -]?s[uoŏ]ng|(?:kim )?(?:jong|jŏng|chong|chŏng)[ -]?(?:il|un|ŭn|eun|nam|suk)|kim yo[ -]?j[oŏ]ng|"
    r"kim (?:yŏ|ch[oŏ])[ -]?ch[oŏ]ng|ri sol[ -]?ju|kim ju[ -]?ae|jang s[oŏ]ng[ -]?(?:thaek|taek|t'aek)|"
    r"kim jong[ -]?suk|park geun[ -]?hye|moon jae[ -]?in|yoon suk[ -]?yeol|lee myung[ -]?bak|roh moo[ -]?hyun|"
    r"(?:xi|hu) jin(?:ping|tao)|mao zedong|(?:vladimir )?putin|(?:donald )?trump|(?:barack )?obama|(?:joe )?biden|"
    r"(?:the )?day of the (?:sun|shining star)|stalin|lenin|(?:the )?(?:great|dear|supreme|respected) (?:leader|"
    r"general|marshal)(?: comrade)?"
)
_KOREAN = (
    r"김일성|김정일|김정은|김정숙|김여정|김주애|리설주|이설주|김정남|장성택|박근혜|문재인|윤석열|이명박|노무현|"
    r"압록강|두만강|대동강|백두산|시진핑|습근평|"
    r"후진타오|모택동|마오쩌둥|푸틴|트럼프|오바마|바이든|쓰딸린|스탈린|레닌|위대한 수령|경애하는 (?:장군|원수)"
)
_OTHERS = (
    r"金日成|金正日|金正恩|习近平|習近平|毛泽东|胡锦涛|"
    r"ким(?:а|у|ом|е)? (?:ир сен|чен (?:ир|ын))\w{0,2}|путин\w{0,2}|сталин\w{0,2}"
)

_STATES = (
    r"(?:(?:federal|former|socialist|united|democratic|people['’]s)\s+)*(?:republic|kingdom)\s+of\s+"
    r"(?:great britain and northern ireland|the philippines|[^\W\d_]+)|united kingdom|united states(?: of america)?|"
    r"hong kong|[^\W\d_]+\s+government|european\s+(?:court|commission|convention)(?:\s+(?:of|on|"
    r"for)\s+human\s+rights)?|"
    r"council of europe|united nations|european union|ministry of (?:state|people['’]s) security"
)
"""Governments and the bodies between them: parties to everybody's case."""
_KEPT = re.compile(rf"\b(?:{_ENGLISH}|{_OTHERS}|{_STATES})(?:['’]s)?\b|{_KOREAN}", re.IGNORECASE)


def kept_places(text: str) -> list[tuple[int, int]]:
    """Where such names stand, in the text's order."""
    return [found.span() for found in _KEPT.finditer(text)]
