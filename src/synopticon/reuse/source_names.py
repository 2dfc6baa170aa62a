"""One identity for a source however it is written: “Yonhap News Agency”, “연합뉴스” and “韩联社” are one.

A change here is a row of OTHER_NAMES, or of credits.AGENCIES for an agency.
"""

from __future__ import annotations

import re
from functools import lru_cache

from synopticon.language.folding import fold
from synopticon.reuse.credits import AGENCIES

OTHER_NAMES: tuple[tuple[str, str], ...] = (
    ("AP", r"ассошиэйтед пресс|美联社|美聯社|ap通信|ap통신"),
    ("Reuters", r"рейтер(?:с)?|로이터통신|ロイター通信"),
    ("AFP", r"франс[ -]?пресс|afp통신|afp通信"),
    ("Yonhap", r"[её]нхап|рёнхап|연합통신|聯合通信|聯合新聞|韓聯社|연합"),
    ("Xinhua", r"синьхуа|신화사|新华网|新華網|新華通信|hsinhua"),
    (
        "KCNA",
        r"korean central news agency|조선중앙통신사|朝鮮中央通信社|朝中社|朝鲜中央通讯社|朝鮮中央通訊社|цтак кндр",
    ),
    ("Kyodo", r"киодо|교도통신사|共同通信社|共同社"),
    ("TASS", r"타스통신|塔斯通讯社|タス通信"),
    ("Interfax", r"интерфакс\w{0,2}|인테르팍스(?:통신)?|国际文传电讯社|インタファクス通信"),
    ("Rodong Sinmun", r"rodong s(?:h)?inmun|로동신문|노동신문|劳动新闻|勞動新聞|労働新聞|нодон синмун"),
    ("Daily NK", r"daily ?nk|데일리 ?nk|每日nk|デイリー ?nk"),
    (
        "Radio Free Asia",
        r"radio free asia|rfa|자유아시아방송|自由亚洲电台|自由亞洲電台|自由アジア放送|радио свободная азия",
    ),
    ("Voice of America", r"voice of america|voa|미국의 ?소리|美国之音|美國之音|ボイス・オブ・アメリカ|голос америки"),
    ("RIA Novosti", r"ria(?: novosti)?|риа(?: новости)?|리아 ?노보스티"),
    ("NHK", r"nhk|엔에이치케이"),
    ("CCTV", r"china central television|cctv|中央电视台|中央電視台|央视"),
)
"""Names by which texts speak of agencies and papers, beyond those of credit lines: patterns of folded text."""

_KNOWN = (
    *((name, re.compile(names)) for name, names in OTHER_NAMES),
    *((agency.name, re.compile(agency.credit, re.IGNORECASE)) for agency in AGENCIES),
)
NO_NAMES = frozenset(
    {"post", "times", "news", "journal", "herald", "ministry", "committee", "government", "agency", "group", "party"}
    | {"tv", "television", "radio", "institute", "center", "centre", "commission", "council", "bureau", "foundation"}
    | {"association", "office", "department", "court", "paper", "newspaper", "daily", "union", "company", "university"}
)
"""What is left of a name that the text gives in full elsewhere ("the Post"): alone it is nobody."""
_ARTICLE = re.compile(r"^(?:the|a|an)\s+")
_NAMED_AN = re.compile(r"An [A-Z][a-z]+(?:[ -][A-Z]?[a-z]+)?")
"""An as a family's name: “An Tong Chun”."""
_AGENCY_WORDS = re.compile(
    r"(?:^(?:news agency|agency|(?:информ)?агентств\w*|газет\w*|телеканал\w*|портал\w*|издани\w*)\s+|\s*(?:news "
    r"agency|news|agency|wire service|newspaper|daily|통신사?|通信社?|通讯社|通訊社)$)"
)
_QUOTED = re.compile("[«“„《]([^«»“”„《》]{2,})[»”《》]")
_BRACKETS = re.compile(r"[«»\"“”„‘’《》「」『』]|[（(][^（）()]*[）)]")
_SHORT = re.compile(r"[가-힣一-鿿ァ-ヴー][（(]([A-Z][A-Z.&-]{1,9})[)）]")
"""The letters by which a body goes: “식품의약국(FDA)” and “FDA” are one."""
_TITLE_BEFORE = re.compile(
    r"^(?:[\w.&'’-]+\s+){0,6}?(?:mr|mrs|ms|dr|prof|professor|president|gen|col|colonel|comrade|chairman|chairwoman"
    r"|secretary|minister|ambassador|senator|director|ceo|commissioner|teacher|spokes(?:man|woman|person)|(?:газет"
    r"|компани|издани|телеканал|портал|журнал|агентств|сайт|археолог|экономист|историк|юрист|философ|писател|журналист|социолог|политолог)\w*|министр\w*|президент\w*|представител\w*"
    r"|директор\w*|профессор\w*|глав[аыеу])\.?\s+(?!(?:of|for|and|to|in|general)\b)"
)
_KIND_BEFORE = re.compile(
    r"^(?:(?:state|official|private|local|online|news)\s+)*(?:news agency|agency|newspaper|paper|broadcaster|website"
    r"|magazine)\s+(?=\w)"
)
_SPOKESMAN = re.compile(r"\s+spokes(?:man|woman|person)\b.*$")
_TITLE_AFTER = re.compile(
    r"\s*(?:대변인|장관|차관|총리|대통령|국무위원장|위원장|총비서|의원|교수|박사|소장|연구위원|선임연구원|국장|과장"
    r"|실장|원장|대표|사장|회장|총장|대사|단장|부장|비서|원수|사무총장|센터장|씨|发言人|發言人|部长|部長|总统|總統"
    r"|主席|总理|總理|教授|博士|所长|所長|委员长|委員長|大使|先生|女士|氏|さん|長官|大統領|首相|総書記|報道官|大臣"
    r"|外相|代表|研究員)$"
)
_CASE = re.compile(
    r"(?<=[а-я]{3})(?:ого|ому|его|ему|ыми|ими|ами|ями|ов|ев|ом|ем|ой|ей|ою|ах|ях|ам|ям|ым|им|ых|их|ия|ии|ию|ие"
    r"|[аеёиоуыэюяйь])$"
)


@lru_cache(maxsize=4096)
def source_key(name: str) -> str | None:
    """The identity behind a name; equal keys are one source. None where nothing of the name is left.

    Folded are case, width and accents, articles, titles, brackets, "News Agency" and Russian endings. Two sources
    in one breath ("Yonhap and Reuters") are a source of their own: who rests on both does not rest on either alone.
    """
    inside = _QUOTED.search(name)
    short = _SHORT.search(name)
    if short and not inside:
        return _slug(known_source(fold(short[1])) or short[1])
    text = " ".join(_BRACKETS.sub(" ", fold(inside[1] if inside else name)).split()).strip(" .,;:·-'")
    known = known_source(text)
    if known:
        return _slug(known)
    if _NAMED_AN.fullmatch(name.strip()):
        return _slug(text)
    both = re.split(r"\s+(?:and|и|및)\s+|[和与與と]", text)
    if len(both) == 2 and any(known_source(one) for one in both):
        return "+".join(sorted(filter(None, (source_key(one) for one in both))))
    return _slug(_bare(text)) or None


def key_from(written: str) -> str | None:
    """The identity that a person writes, as a key or as any of the source's names. A key stays itself."""
    text = fold(written).strip()
    if known_source(text) is None and text == written and re.fullmatch(r"[\w+-]+", text):
        return text
    return source_key(written)


def known_source(name: str) -> str | None:
    """The name under which a folded name of an agency or a paper is known; None for all others."""
    for text in dict.fromkeys((name, _ARTICLE.sub("", name), _AGENCY_WORDS.sub("", _ARTICLE.sub("", name)).strip())):
        for known, pattern in _KNOWN:
            if pattern.fullmatch(text):
                return known
    return None


def _bare(text: str) -> str:
    text = _SPOKESMAN.sub("", _KIND_BEFORE.sub("", _ARTICLE.sub("", text)))
    text = _TITLE_AFTER.sub("", _TITLE_BEFORE.sub("", text)) or text
    return " ".join(_CASE.sub("", word) for word in text.split())


def _slug(text: str) -> str:
    return re.sub(r"[\W_]+", "-", fold(text)).strip("-")
