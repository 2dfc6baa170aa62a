"""Korean: "…에 따르면", "…은 … 보도했다", "…을 인용해"; a name is known by its ending, its title or its letters."""

from __future__ import annotations

import re

from synopticon.language.folding import fold
from synopticon.reuse.cues.row import Named, Tongue, cue
from synopticon.reuse.source_names import known_source

_WORDS = r"(?P<who>(?:[^\s,.()‘’“”\"'·]+(?:\([^()]{1,20}\))?\s){0,4}?[^\s,.()‘’“”\"']+?(?:\([^()]{1,20}\))?)"
_BEGIN = r"(?:(?<=[\s,.“”‘’\"'(])|^)"
_PAPER = (
    r"(?:보도|발표|보고서|자료|조사|설명|전언|말|성명|기사|증언|소식|집계|논평|사설|연구|통계|보도문|분석|공지|소식지)"
)
_SAID = (
    r"(?:보도|발표|주장|설명|지적|강조|언급|증언|공개|소개|확인|전망|분석|비판|경고|시인|진술|회고|논평|폭로|추정)"
    r"(?:했다|하였다|했습니다|했으며|했고|하고|하면서|하며|한다|해 왔다|했었다)|(?:전했|밝혔|말했|알렸|썼|털어놓았"
    r"|털어놨|덧붙였|내다봤|꼽았)(?:다|습니다|으며|고)|전하였다|밝히였다|말하였다"
)

CUES = (
    cue(
        "에 따르면",
        "먼바다신문에 따르면 울타리가 완성됐다.",
        rf"{_BEGIN}{_WORDS}(?:(?:이|가|의|은"
        rf"|는)?\s(?:(?:지난\s)?\d{{1,2}}일(?:자)?\s)?(?:[^\s,.]{{0,7}}[^\s,.가이의]\s)?{_PAPER}(?:한\s바)?)?"
        r"에\s?(?:따르면|의하면|따르며)",
    ),
    cue(
        "을 인용해",
        "먼바다신문을 인용해 울타리가 완성됐다고 썼다.",
        rf"{_BEGIN}{_WORDS}(?:의)?\s?(?:{_PAPER})?(?:을|를)\s인용(?:해|하여|한|하면서|했)",
    ),
    cue(
        "은 보도했다",
        "먼바다신문은 울타리가 완성됐다고 보도했다.",
        rf"^[“‘\"'\[]?(?P<who>(?:[^\s,.()‘’“”\"']+(?:\([^()]{{1,20}}\))?\s){{0,7}}?[^\s,.()‘’“”\"']+?(?:\([^()]{{1,20}}\))?)(?:은|는)\s"
        rf"(?=[^\n]*(?:{_SAID}))",
    ),
    cue(
        "이 보도했다",
        "울타리가 완성됐다고 먼바다신문이 10일 보도했다.",
        rf"{_BEGIN}{_WORDS}(?:이|가|은|는|도)\s(?:\S+\s){{0,3}}?(?:{_SAID})",
    ),
    cue(
        "이 보도한",
        "먼바다신문이 보도한 바와 같이 울타리가 완성됐다.",
        rf"{_BEGIN}{_WORDS}(?:이|가)\s(?:\S+\s){{0,2}}?(?:보도한|전한|밝힌|발표한|공개한)\s",
    ),
)

_OUTLET = (
    r"(?:통신사?|신문|일보|방송|뉴스|매체|라디오|타임스|저널|데일리|잡지|텔레비전|TV|포스트|헤럴드|로이터|교도|신화)"
)
_BODY = (
    r"(?:부|원|청|처|국|위원회|위|연구소|연구원|연구실|대학교?|협회|단체|센터|기구|재단|은행|공사|회사|연합|연맹|총국"
    r"|사령부|대사관|총리실|청와대|대통령실|합참|합동참모본부|당국|노동당|외무성|인민무력부|적십자사|보위성|안전성|성"
    r"|코리아|포럼|앰네스티|워치|인터내셔널|프로그램|계획\([A-Z]+\))"
)
_TITLE = (
    r"(?:대변인|장관|차관|총리|대통령|위원장|국무위원장|총비서|의원|교수|박사|소장|연구위원|연구원|국장|과장|실장"
    r"|원장|대표|사장|회장|총장|대사|목사|기자|단장|부장|위원|씨|사무총장|비서|부위원장|원수|장군|감독|팀장"
    r"|선임연구원|센터장|이사장)"
)
_NOBODY = (
    r"(?:소식통들?|관계자들?|당국자들?|주민들?|전문가들?|목격자들?|탈북민들?|탈북자들?|사람들?|외교관들?|상인들?"
    r"|간부들?|분석가들?|활동가들?|외신들?|언론들?|언론|매체들|군인들?|학생들?|인사들?|제보자|증언자들?|노동자들?"
    r"|기술자|측)"
)
_PRONOUN = re.compile(r"(?:그|그녀|나|저|우리|이|그들|이들|본지|본보|자신|누구|여기|이것|그것|모두|기자)(?:들)?")
_IS_OUTLET = re.compile(rf"\S*[가-힣A-Za-z]{_OUTLET}(?:\([^()]+\))?")
_IS_BODY = re.compile(rf"[가-힣A-Za-z]+{_BODY}(?:\([^()]+\))?")
_IS_LATIN = re.compile(r"[A-Z][A-Za-z]+(?:\([^()]+\))?|[가-힣]{3,}\([A-Z]{2,}\)|[가-힣]+[A-Z]{2,}")
_ENDS_TITLE = re.compile(rf"[가-힣]{{2,}}{_TITLE}|{_TITLE}")
_PERSON = re.compile(r"[가-힣]{2,4}|[A-Z][A-Za-z]+")
_ENDS_NOBODY = re.compile(rf"\S*{_NOBODY}")
_NOT = re.compile(
    r"\S*(?:결과|원칙|법률?|규정|계획|방침|조항|일정|때문|경우|합의|결정|지시|명령|제\d+조|헌법|기준|필요|정도|수준"
    r"|추세|내부|회의부|일부|대부분|전부|외부|간부|하부|상부|본부|북부|남부|동부|서부|중부|세부|신부|농부|여부|기부"
    r"|공부|부부|결국|한국|미국|중국|북한국|각국|전국|외국|양국|자국|강대국|지원|직원|인원|병원|공원|학원|회원|공급원"
    r"|전원|구성|가능성|중요성|여성|남성|필요성|특성|완성|작성|감시망|지역|체제|기술|시스템|카메라|이것|정보|소식"
    r"|보도|발표|보고서)"
)
_DESCRIBES = re.compile(
    r"(?:북한|한국|남한|남조선|미국|중국|일본|러시아|영국|현지|국영|관영|대북|유력|대외|인터넷|온라인|지역|민영|외국)"
    r"|\S*매체|\S*(?:은|는|을|를|의|에|로|에서|이날|오전|오후)"
)
_GENERIC = re.compile(
    r"\S?(?:정부|당국|법원|대학교?|회사|단체|센터|위원회|협회|사령부|대사관|연구소)|\S*(?:승무원|행위|시위|요청|간청"
    r"|신청|초청|무장단체|범위|지위|순위|단위|부위)"
)
"""Bodies of no name, and words that only end like one."""
_NO_PERSON = re.compile(
    r"(?:북한|한국|남한|미국|중국|일본|러시아|영국|독일|프랑스|이라크|이란)|\S*(?:당|상원|하원|외교|환경|국방|내무"
    r"|정부|국|주|시)"
)
_MINISTRY = re.compile(r"[가-힣]*(?:외무|보위|안전|철도|체신|문화|국방|인민보안|사회안전|국가보위)성")


def name_in(words: str) -> Named | None:
    """The name at the end of the words, with what precedes a title; None where the words are no source."""
    parts = [(found.start(), found.end()) for found in re.finditer(r"\S+", words)]
    if not parts:
        return None
    start, end = parts[-1]
    last = words[start:end]
    if _ENDS_NOBODY.fullmatch(last):
        return Named(start, end, known=False)
    if _PRONOUN.fullmatch(last):
        return None
    if known_source(fold(last)) or _MINISTRY.fullmatch(last):
        return Named(start, end, known=True)
    if _IS_OUTLET.fullmatch(last):
        return Named(_begun(words, parts), end, known=True)
    if _ENDS_TITLE.fullmatch(last):
        return _titled(words, parts)
    if _IS_LATIN.fullmatch(last) or (
        _IS_BODY.fullmatch(last) and not _NOT.fullmatch(last) and not _GENERIC.fullmatch(last)
    ):
        return Named(_joined(words, parts), end, known=True)
    return None


def _titled(words: str, parts: list[tuple[int, int]]) -> Named | None:
    """A person or a body with a title: “김철수 교수”, “통일부 대변인”; a title alone names nobody."""
    start, end = parts[-1]
    if not re.fullmatch(_TITLE, words[start:end]):
        rest = re.sub(rf"{_TITLE}$", "", words[start:end])
        return None if _NO_PERSON.fullmatch(rest) else Named(start, end, known=True)
    before = words[slice(*parts[-2])] if len(parts) > 1 else ""
    if not before or _GENERIC.fullmatch(before) or _NO_PERSON.fullmatch(before):
        return None
    if _IS_BODY.fullmatch(before) or _PERSON.fullmatch(before) or _IS_LATIN.fullmatch(before):
        return Named(parts[-2][0], end, known=True)
    return None


def _begun(words: str, parts: list[tuple[int, int]]) -> int:
    """Where an outlet's name begins: a word before it belongs to it unless it says of which country or kind it is."""
    before = words[slice(*parts[-2])] if len(parts) == 2 else ""
    return parts[-2][0] if re.fullmatch("[가-힣]{2,}", before) and not _DESCRIBES.fullmatch(before) else parts[-1][0]


def _joined(words: str, parts: list[tuple[int, int]]) -> int:
    """Where a name of several Latin words begins."""
    at = len(parts) - 1
    while at and re.fullmatch(r"[A-Z][A-Za-z]+", words[slice(*parts[at - 1])]):
        at -= 1
    return parts[at][0]


KOREAN = Tongue("ko", CUES, name_in)
