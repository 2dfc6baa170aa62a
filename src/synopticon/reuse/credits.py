"""Which agency a text credits in its dateline or closing line, in the scripts that the agencies themselves use.

A change here is a row of AGENCIES: name, the words that credit it, the words by which an outlet is that agency.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

HEAD, TAIL = 240, 160
"""Code points at the beginning and the end of a text in which a credit may stand."""


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency: its name, how credits write it, how outlets and addresses write it (lower case)."""

    name: str
    credit: str
    outlets: tuple[str, ...]


AGENCIES: tuple[Agency, ...] = (
    Agency("AP", r"AP|Associated Press", ("associated press", "apnews.")),
    Agency("Reuters", r"Reuters|로이터|路透社?|ロイター", ("reuters",)),
    Agency("AFP", r"AFP|Agence France-Presse|法新社", ("afp", "agence france-presse")),
    Agency("Yonhap", r"Yonhap|연합뉴스|韩联社|聯合ニュース", ("yonhap", "연합뉴스", "yna.co.kr")),
    Agency("Xinhua", r"Xinhua|新华社|新華社|신화통신|신화", ("xinhua", "新华", "新華", "news.cn")),
    Agency("KCNA", r"KCNA|조선중앙통신|朝中社|朝鲜中央通讯社|朝鮮中央通信|ЦТАК", ("kcna", "조선중앙통신", "朝中社")),
    Agency("Kyodo", r"Kyodo(?: News)?|共同通信|共同社|共同|교도통신|교도", ("kyodo", "共同通信", "共同社")),
    Agency("TASS", r"(?:ITAR-)?TASS|(?:ИТАР-)?ТАСС|타스|塔斯社", ("tass", "тасс")),
    Agency("EFE", r"EFE", ("efe", "agencia efe")),
    Agency("DPA", r"dpa|DPA", ("dpa", "deutsche presse")),
    Agency("Interfax", r"Interfax|Интерфакс", ("interfax", "интерфакс")),
    Agency("Jiji", r"Jiji(?: Press)?|時事", ("jiji", "時事")),
)  # fmt: skip

_NAMES = "|".join(f"(?P<a{number}>{agency.credit})" for number, agency in enumerate(AGENCIES))
_PLACE = r"(?:[^()（）\[\]【】/\n]{0,40}[=,、\s]|[^\x00-\x7f]{0,12}?)?"
_BRACKET = re.compile(rf"[(（\[【/]{_PLACE}(?:{_NAMES})[)）\]】/]")
_CHINESE_WIRE = re.compile(r"(?P<who>新华社|新華社|朝中社|法新社|路透社|共同社|塔斯社|韩联社)[^\s，。,]{0,16}?[电電]")
_GENERIC = re.compile(r"^[^\n()（）]{0,60}[(（](?P<who>[A-Z][\w.&' -]{1,24})[)）]\s*(?:--|—|–|-)\s", re.M)


def credited(text: str) -> str | None:
    """The agency that the text credits: a name of AGENCIES, else the words in a dateline's brackets, else None."""
    head = text[:HEAD]
    for part in (head, text[-TAIL:] if len(text) > HEAD else ""):
        wire = None if part.isascii() else _CHINESE_WIRE.search(part)
        if wire:
            return _agency_called(wire["who"])
        bracket = _BRACKET.search(part)
        if bracket:
            return next(AGENCIES[int(group[1:])].name for group, found in bracket.groupdict().items() if found)
    bracketed = "(" in head or "（" in head
    generic = _GENERIC.search(head) if bracketed else None  # the dateline may stand below the title and the day
    who = generic["who"].strip(" .&'-") if generic else ""
    return who if len(who) > 1 else None  # what is left of a mangled bracket names nobody


def is_agency(name: str, outlet: str | None, url: str | None) -> bool:
    """True where the outlet or the address is the agency's own."""
    known = next((agency.outlets for agency in AGENCIES if agency.name == name), (name.lower(),))
    host = host_of(url) or ""
    written = (outlet or "").lower()
    if written == name.lower():
        return True
    return any(word in written or word in host for word in known if len(word) > 2)


def host_of(url: str | None) -> str | None:
    """The host of an address, in lower case; None where there is none."""
    found = re.match(r"\w+://([^/?#]+)", url or "")
    return found[1].lower() if found else None


def _agency_called(word: str) -> str:
    return next(agency.name for agency in AGENCIES if re.fullmatch(agency.credit, word))
