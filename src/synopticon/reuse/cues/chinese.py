"""Chinese, simplified and traditional: “据…报道”, “…报道称”, “援引…”; a name is known by its ending or its letters."""

from __future__ import annotations

import re

from synopticon.language.folding import fold
from synopticon.reuse.cues.foreign_names import SOUNDED
from synopticon.reuse.cues.row import Named, Tongue, cue
from synopticon.reuse.source_names import known_source

_RUN = (
    r"(?P<who>[A-Z][A-Za-z&.-]+(?:\s[A-Z][A-Za-z&.-]+){1,4}|《[^《》]{1,20}》"
    r"|[^\s，。、；：！？“”‘’「」『』（）()《》,.;:]{2,24}?(?:[（(][A-Za-z. ]{2,30}[）)])?)"
)
_BEGIN = r"(?:(?<=[\s，。；：！？“”」』、,.;:）)])|^)"
_DAY = (
    r"(?:\d{1,4}年)?(?:\d{1,2}月)?\d{1,2}[日号號]|日前|近日|今天|昨天|周[一二三四五六日]|星期[一二三四五六日]|当天"
    r"|當天|稍早"
)
_WHEN = rf"(?:{_DAY})?"
_PAPER = (
    r"(?:报道|报导|報道|報導|消息|透露|介绍|介紹|披露|统计|統計|发布|發布|公布|说法|說法|发表|發表|调查|調查|报告"
    r"|報告|估计|估計|资料|資料|数据|數據|证实|證實|电|電|援引|引述|转述)(?=[，：,:；。]|显示|顯示|指出|称|稱|说|說"
    r"|的|$)|(?:称|稱|说|說)(?=，)"
)
_SAYS = (
    r"(?:报道|报导|報道|報導|表示|宣布|指出|透露|披露|声称|聲稱|证实|證實|强调|強調|写道|寫道|称|稱|说|說|回忆|回憶"
    r"|解释|解釋|介绍|介紹|警告|认为|認為|发表声明|发布消息"
    r"|(?:报告|報告|声明|聲明)(?=称|稱|说|說|指出))"
)

CUES = (
    cue(
        "据…报道",
        "据北岭观察报道，围栏已经完工。",
        rf"{_BEGIN}(?:而|另|又|但)?[据據](?!说|說|悉|了解|此|称|稱|传|傳|点|點|守|有|理|为|為){_RUN}(?:的)?{_WHEN}"
        rf"(?:{_PAPER})",
    ),
    cue(
        "根据",
        "根据北岭观察的报道，围栏已经完工。",
        rf"(?:根据|根據|依据|依據|按照){_RUN}(?:的{_WHEN}[^，。；\s]{{0,6}}?|{_WHEN})(?:{_PAPER})",
    ),
    cue(
        "援引",
        "该报援引北岭观察的消息称，围栏已经完工。",
        rf"(?:援引|引述|引用|转引|轉引){_RUN}(?:的)?{_WHEN}(?:{_PAPER}|话|話|言论|言論|，)",
    ),
    cue(
        "报道称",
        "北岭观察报道称，围栏已经完工。",
        rf"{_BEGIN}(?:但|而|不过|不過)?(?:{_DAY}|\d{{4}}年，?)?{_RUN}(?:曾|还|還|也)?{_WHEN}(?:在[^，。]{{1,12}}[中上时時])?"
        rf"(?:{_SAYS}){{1,2}}"
        rf"(?=[，：,:“「]|[^\s，。了的])",
    ),
    cue(
        "告诉",
        "一名司机告诉北岭观察，围栏已经完工。",
        rf"(?:告诉|告訴){_RUN}(?:记者|記者)?[，：,:]",
        lambda words: None if SOUNDED.fullmatch(words) else name_in(words),
    ),
)

_OUTLET = (
    r"(?:社|报|報|日报|日報|新闻|新聞|电视台|電視台|电台|電台|广播|廣播|网|網|周刊|週刊|杂志|雜誌|时报|時報|晚报|晚報"
    r"|通讯社|通訊社|新闻网|NK|网站|網站|观察|觀察|邮报|郵報)"
)
_BODY = (
    r"(?:部|委员会|委員會|研究所|研究院|大学|大學|中心|组织|組織|局|厅|廳|院|协会|協會|公司|署|联合国|聯合國|白宫"
    r"|白宮|基金会|基金會|青瓦台|总统府|總統府|国防部|外交部|统一部|統一部|海关|海關|国会|國會|检察厅|联盟|聯盟"
    r"|参谋本部|司令部|集团|集團|大使馆|大使館|委)"
)
_TITLE = (
    r"(?:发言人|發言人|部长|部長|总统|總統|主席|总理|總理|教授|博士|所长|所長|委员长|委員長|议员|議員|大使|记者|記者"
    r"|主任|局长|局長|先生|女士|院长|院長|秘书长|秘書長|研究员|研究員|司令|会长|會長|委员|首相)"
)
_OFFICE = (
    r"(?:发言人|發言人|部长|部長|总统|總統|主席|总理|總理|所长|所長|委员长|委員長|议员|議員|大使|记者|記者|主任|局长"
    r"|局長|院长|院長|秘书长|秘書長|司令|会长|會長|首相)"
)
"""Titles that may stand before a name."""
_NOBODY = re.compile(
    r".*(?:消息人士|知情人士|官员|官員|专家|專家|居民|目击者|目擊者|有关方面|外媒|媒体|媒體|人士|分析人士|分析家|民众"
    r"|民眾|学者|學者|工程师|工程師|司机|司機|商人|脱北者|脫北者|学生|學生|员工|員工|警方|当局|當局|负责人|負責人"
    r"|有的人|人员|人員)"
)
_PRONOUN = re.compile(
    r"(?:[这這那该該此其某各一两兩三几幾数].*|他|她|它|我|你|您|他们|她们|他們|她們|我们|我們|这|這|那|该|該|此|其"
    r"|自己|有人|人们|人們|大家|谁|誰|本报|本報|本台|记者|記者).{0,3}"
)
_IS_NAME = re.compile(rf"[\w·•《》（）() .&-]*(?:{_OUTLET}|{_BODY})(?:[（(][A-Za-z. ]+[）)])?|《[^《》]+》")
_AGENCY = re.compile(r"[美法路韩韓朝中新塔共埃德俄][^\s]{0,6}?社")
_IS_LATIN = re.compile(r"[A-Z][A-Za-z. &-]+")
_PERSON = re.compile(
    rf"(?!第)[\w·•]*?{_OFFICE}(?:[\u4e00-\u9fff]{{2,4}}|[\u4e00-\u9fff]+(?:[·•][\u4e00-\u9fff]+)+)|(?!第)"
    rf"[\w·•]{{2,10}}{_TITLE}"
)
_GENERIC = re.compile(
    r".{0,1}(?:法院|公司|大学|大學|政府|中心|组织|組織|委员会|委員會|医院|学院|学会|协会|報|报|网|網|社|部|局|院|会)"
)
_NOT = re.compile(
    r".*(?:内部|內部|全部|(?<!统)(?<!統)一部|大部|干部|幹部|北部|南部|东部|東部|西部|中部|外部|结局|結局|当局者"
    r"|法院院|计划|計劃|规定|規定|法律|宪法|憲法|情况|情況|需要|要求|结果|結果|协议|協議|传统|傳統|日程|安排|社会"
    r"|社會|汇报|彙報|回报|情报|情報|预报|上报|公报|通报|报道|消息|资料|有权|的话)"
)
_LEAD = re.compile(rf"(?:据|據|而|但|另|又|由|被|从|從|在|对|對|向|与|與|和|不过|不過|同时|同時|此外|{_DAY})+")
_CALLING = re.compile(r"[\u4e00-\u9fff]{1,8}(?:家|学者|學者|教授|博士|医生|醫生|作家|律师|律師)\s?(?=[\u4e00-\u9fff])")
"""What a person is, before the name."""
_TAIL = re.compile(
    rf"(?:的|{_DAY}|[在于於][^，]{{0,10}}|通过.*|援引.*|引述.*|引用.*|随后|隨後|曾|还|還|也|则|則|均|都|共同|公开"
    rf"|公開|正式|再次|明确|进一步)+$"
)


def name_in(words: str) -> Named | None:
    """The name without days and particles; None where the words are no source."""
    start, end = 0, len(words)
    lead = _LEAD.match(words)
    if lead and lead.end() < end:
        start = lead.end()
    tail = _TAIL.search(words, start + 1)
    if tail:
        end = tail.start()
    agency = _AGENCY.match(words, start, end)
    if agency and known_source(fold(agency[0])):  # “新华社平壤5月3日电”: the place is no part of the name
        return Named(start, agency.end(), known=True)
    name = words[start:end]
    if len(name) < 2 or _PRONOUN.fullmatch(name) or _NOT.fullmatch(name):
        return None
    if _NOBODY.fullmatch(name):
        return Named(start, end, known=False)
    if known_source(fold(name)):
        return Named(start, end, known=True)
    if _GENERIC.fullmatch(name):
        return None
    called = _CALLING.match(name)
    if SOUNDED.fullmatch(name) or (called and SOUNDED.fullmatch(name, called.end())):
        return Named(start + (called.end() if called and not SOUNDED.fullmatch(name) else 0), end, known=True)
    if any(form.fullmatch(name) for form in (_AGENCY, _IS_LATIN, _IS_NAME, _PERSON)) and not re.fullmatch(_TITLE, name):
        return Named(start, end, known=True)
    return None


CHINESE = Tongue("zh", CUES, name_in)
