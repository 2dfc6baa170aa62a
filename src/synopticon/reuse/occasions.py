"""What agency notes report: arrivals, talks, gifts, concerts; in the words of the languages in which they are written.

Two notes on one guest share nearly all their words and are two events all the same: he came, and he went. A change here
is a row of OCCASIONS: a name, and the words that tell of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Occasion:
    """One kind of occasion. words: a pattern of word beginnings for scripts with blanks; signs: for those without. No
    pattern has a group of its own.
    """

    name: str
    words: str
    signs: str


OCCASIONS: tuple[Occasion, ...] = (
    Occasion("an arrival", r"arriv\w+|lleg(?:o|ó|a|aron|ada)\b|прибы\w+", "도착|抵达|抵達|到着"),
    Occasion(
        "a departure",
        r"left\b|leaves?\b|leaving|flew|flies|depart(?:s|ed|ure)?\b|return(?:s|ed)?\b|goes back|went back|seen off|"
        r"parti(?:o|ó|eron)\b|sali(?:o|ó|eron)\b|regres\w+|retorn\w+|отбы\w+|верну\w+|покину\w+",
        "출발|떠났|떠나|귀국|离开|離開|回国|帰国|启程|出発",
    ),
    Occasion(
        "a meeting",
        r"talks?\b|met\b|meets?\b|meeting|conversation|interview\w*|departi\w+|convers\w+|reun(?:e|io|ió|ieron|ion|ión)\b|"
        r"entrevist\w+|встре\w+|бесед\w+|переговор\w*",
        "담화|회담|만났|만나|접견|会谈|會談|会見|會見|会见|会談|接见|接見",
    ),
    Occasion(
        "a gift", r"gifts?\b|donat\w+|regalo\w*|obsequi\w+|donativ\w+|donaci\w+|подар\w+", "선물|礼物|禮物|贈り物|기증"
    ),
    Occasion(
        "a banquet",
        r"banquets?\b|receptions?\b|banquete\w*|recepci\w+|agasaj\w+|банкет\w*|при[её]м\w*",
        "연회|宴会|宴會",
    ),
    Occasion(
        "flowers",
        r"baskets?\b|bouquets?\b|wreaths?\b|flowers\b|ofrendas?\b|cestas?\b|корзин\w+|вен(?:ок|ки)\b",
        "화환|꽃바구니|꽃다발|花篮|花籃|花圈|花籠|花輪",
    ),
    Occasion(
        "a performance",
        r"performances?\b|concerts?\b|extravaganza|recitals?\b|funci(?:o|ó)n\w*|conciertos?\b|концерт\w*|представлени\w+",
        "공연|음악회|演出|公演|音乐会|音楽会",
    ),
    Occasion(
        "a signing",
        r"sign(?:ed|ing|s)\b|inked|firm(?:o|ó|ado|ada|aron|a)\b|suscri\w+|rubric\w+|подписа\w+",
        "조인|체결|签署|簽署|签订|調印|调印",
    ),
    Occasion(
        "an opening",
        r"open(?:s|ed|ing)\b|inaugur\w+|abri(?:o|ó|eron)\b|begins?\b|began\b|откры\w+|нача\w+",
        "개막|개관|开幕|開幕",
    ),
    Occasion("a closing", r"clos(?:es|ed|ing)\b|ended\b|conclud\w+|clausur\w+|закры\w+|заверши\w+", "폐막|闭幕|閉幕"),
    Occasion(
        "a visit",
        r"visit(?:s|ed)?\b|tour(?:s|ed)?\b|looked round|visit(?:a|o|ó|aron)\b|recorri\w+|посети\w+|осмотр\w+",
        "참관|방문|参观|參觀|访问|訪問",
    ),
    Occasion(
        "a message",
        r"messages?\b|letters?\b|greetings?\b|congratulat\w+|condolen\w+|mensajes?\b|cartas?\b|felicit\w+|послани\w+|"
        r"телеграмм\w+|поздрав\w+|соболезнов\w+",
        "축전|전문|서한|편지|电报|贺电|賀電|函电|祝電|電報",
    ),
)

_INITIALS = "".join(sorted({part[0] for one in OCCASIONS for part in one.words.split("|")}))
_FIRST_SIGNS = "".join(sorted({part[0] for one in OCCASIONS for part in one.signs.split("|")}))
"""With what words and signs may begin that tell of an occasion, and a few more: asked first, since it is quick."""
_EACH = {one.name: re.compile(rf"\b(?=[{_INITIALS}])(?:{one.words})|{one.signs}") for one in OCCASIONS}
_SPELLED = re.compile(rf"\b(?=[{_INITIALS}])(?:{'|'.join(one.words for one in OCCASIONS)})", re.ASCII)
_ANY = re.compile(rf"{_SPELLED.pattern}|(?=[{_FIRST_SIGNS}])(?:{'|'.join(one.signs for one in OCCASIONS)})")


def occasions_in(text: str) -> list[str]:
    """The names of the occasions that the text speaks of, in its order, each once."""
    found = (_SPELLED if text.isascii() else _ANY).findall(text.lower())
    return list(dict.fromkeys(map(_occasion_of, found)))


@lru_cache(maxsize=1 << 12)
def _occasion_of(found: str) -> str:
    """The name of the first occasion of which such words tell."""
    return next(name for name, pattern in _EACH.items() if pattern.match(found))


def tells_of(text: str, occasion: str) -> bool:
    """True where the text speaks of the occasion of this name, anywhere."""
    return _EACH[occasion].search(text.lower()) is not None
