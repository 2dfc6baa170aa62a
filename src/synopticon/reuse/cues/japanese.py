"""Japanese: 「…によると」「…が報じた」「…を引用し」; a name is known by its ending, its title or its letters."""

from __future__ import annotations

import re

from synopticon.language.folding import fold
from synopticon.reuse.cues.foreign_names import KATAKANA, NO_NAME
from synopticon.reuse.cues.row import Named, Tongue, cue
from synopticon.reuse.source_names import known_source

_RUN = r"(?P<who>[^\s、。「」『』，．]{2,30}?(?:[（(][^（）()]{2,20}[）)])?)"
_BEGIN = r"(?:(?<=[\s、。「」『』，．])|^)"
_WHEN = r"(?:(?:\d{1,2}月)?\d{1,2}日)?"
_PAPER = r"(?:報道|発表|調査|話|説明|証言|報告書?|統計|声明|記事|情報|推計|分析|まとめ|資料|論評|社説|データ|速報|話し)"
_SAID = (
    r"(?:報じ|伝え|報道し|発表し|明らかにし|述べ|語っ|指摘し|主張し|説明し|話し|証言し|言っ|強調し|公表し|書い|警告し"
    r"|認め|(?<=と)批判し|打ち明け)(?:た|ている|ていた|だ|た上|ました|ています)"
)
_OPEN = r"(?:[^「」\n]|「[^「」\n]*」)*"
"""What may stand between a name and its verb: who speaks within a quotation is not who is said to have spoken."""
_GOES_ON = r"」と(?:も)?(?:述べ|主張し|語り|指摘し|説明し|強調し|報じ|伝え|書き|批判し)(?:、|て|た)"
"""A quotation after which the sentence goes on."""

CUES = (
    cue(
        "によると",
        "北嶺新聞によると、柵は完成した。",
        rf"{_BEGIN}{_RUN}(?:(?:が|の){_WHEN}[^\s、。「」]{{0,6}}?{_PAPER})?(?:に(?:よると|よれば|よりますと)|よると)",
    ),
    cue(
        "が報じた",
        "北嶺新聞は柵が完成したと報じた。",
        rf"{_BEGIN}{_RUN}(?:[はも](?={_OPEN}{_SAID}[。．」』）)\s]*$|[^「」\n]*「[^「」\n]*{_GOES_ON})|が(?=[^、。「」]{{0,20}}{_SAID}(?!書簡|本|手紙|文章|論文|作品|曲)))",
    ),
    cue(
        "を引用",
        "同紙は北嶺新聞を引用し、柵が完成したとした。",
        rf"{_BEGIN}{_RUN}(?:の{_PAPER})?(?:として|を)(?:引用|引い)(?:し|て|した)",
    ),
    cue(
        "に語った",
        "運転手は北嶺新聞に、柵が完成したと語った。",
        rf"{_BEGIN}(?P<who>[^\s、。「」『』，．]{{0,28}}?(?:通信社?|新聞|放送|テレビ|ニュース|ラジオ|日報|紙|誌|[A-Z]{{2,6}}))"
        rf"(?:の取材)?に(?:対し)?(?=[^\n]*?(?:語っ|話し|述べ|証言し|明らかにし)(?:た|ている))",
    ),
)

_OUTLET = (
    r"(?:通信社?|新聞|放送|テレビ|ニュース|ラジオ|時報|タイムズ|タイムス|ポスト|日報|紙|誌|電子版|NK|聯合ニュース"
    r"|新華社|ロイター|共同|[A-Z]{2,6})"
)
_BODY = (
    r"(?:省|庁|党|委員会|研究所|研究院|大学|院|局|協会|団体|社|機関|会社|軍|政府|国連|本部|センター|財団|大使館|機構"
    r"|裁判所|連盟|銀行|警察|当局|ウォッチ|インターナショナル)"
)
_TITLE = (
    r"(?:氏|さん|教授|長官|大統領|首相|総書記|委員長|報道官|大臣|外相|国防相|博士|所長|代表|議員|大使|記者|部長|会長"
    r"|社長|研究員|書記|局長|総長|理事長|上級研究員|センター長)"
)
_NOBODY = re.compile(
    r".*(?:関係者|消息筋|情報筋|専門家|住民|筋|当局者|幹部|高官|目撃者|外交官|脱北者|アナリスト|男性|女性|人々|商人"
    r"|運転手|技師|メディア|各紙|者|人|たち|ら)"
)
_PRONOUN = re.compile(
    r"(?:彼|彼女|私|我々|われわれ|これ|それ|あれ|誰|本紙|弊社|同紙|同社|同氏|同省|同党|同局|同通信|自分|ここ|そこ)"
    r"(?:ら|たち)?"
)
_IS_NAME = re.compile(rf"[\w・ー=＝.&（）()-]+?(?:{_OUTLET}|{_BODY})(?:[（(][^（）()]+[）)])?|{_OUTLET}|国連")
_IS_LATIN = re.compile(r"[A-Z][A-Za-z. &-]+")
_PERSON = re.compile(rf"[\w・ー=＝]{{2,20}}{_TITLE}")
_NOT = re.compile(
    r".*(?:法律|計画|規定|憲法|条約|方針|予定|場合|結果|慣例|伝統|必要|こと|もの|一部|全部|内部|大部|結局|入院|病院"
    r"|社会|会社員|国際社)|.*法|.*(?:の|は|が|を|に|で)"
)
_HIRAGANA = re.compile(r"[ぁ-ん]+(?=[^ぁ-ん])")
_LEAD = re.compile(
    r"(?:と|また|一方|さらに|しかし|なお|ただ|その後|これについて|(?:\d{1,2}月)?\d{1,2}日(?:の|付の|付)?|(?:韓国"
    r"|米国?|日本|中国|北朝鮮|ロシア)の)+"
)


def name_in(words: str) -> Named | None:
    """The name after the last clause's particle; None where the words are no source."""
    start, end = 0, len(words)
    lead = _LEAD.match(words)
    if lead and lead.end() < end:
        start = lead.end()
    cut = max(words.rfind(particle, start, end - 1) for particle in ("は", "を", "で、", "が"))
    if cut >= 0:
        start = cut + 1
    for found in _HIRAGANA.finditer(words, start, end):  # a clause before the name, or its country: “…の外務省”
        if found.end() < end - 1 and not words[found.end() : end].startswith("ん"):
            start = found.end()
    name = words[start:end]
    if known_source(fold(name)):
        return Named(start, end, known=True)
    if len(name) < 2 or _PRONOUN.fullmatch(name):
        return None
    if _NOBODY.fullmatch(name):
        return Named(start, end, known=False)
    return Named(start, end, known=True) if _is_name(name, words[:start]) else None


def _is_name(name: str, before: str) -> bool:
    """True for what ends like a name, bears a title before or behind it, or stands in the letters of foreign names."""
    if _NOT.fullmatch(name) or re.search("[一-鿿ァ-ヴ][ぁ-ん]{2,}[一-鿿]", name):
        return False
    if KATAKANA.fullmatch(name):
        return not NO_NAME.fullmatch(name)
    if re.search(rf"{_TITLE}の$", before) and re.fullmatch("[一-鿿]{2,5}", name):
        return True
    return any(form.fullmatch(name) for form in (_PERSON, _IS_LATIN, _IS_NAME))


JAPANESE = Tongue("ja", CUES, name_in)
