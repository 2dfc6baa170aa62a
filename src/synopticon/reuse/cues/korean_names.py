"""What is a name in Korean: by its ending, its title or its letters, with the state to which a body belongs."""

from __future__ import annotations

import re

from synopticon.language.folding import fold
from synopticon.reuse.cues.row import Named
from synopticon.reuse.source_names import known_source

_STATE = (
    r"(?:미국?|중국|일본|러시아|영국|독일|프랑스|이란|이라크|이스라엘|인도|인도네시아|파키스탄|아프가니스탄|터키|튀르키예|시리아|레바논"
    r"|요르단|이집트|사우디(?:아라비아)?|쿠웨이트|카타르|태국|베트남|라오스|미얀마|필리핀|말레이시아|싱가포르|대만|몽골|네팔|방글라데시"
    r"|스리랑카|호주|뉴질랜드|캐나다|멕시코|브라질|아르헨티나|칠레|콜롬비아|베네수엘라|쿠바|스페인|이탈리아|포르투갈|네덜란드|벨기에"
    r"|스위스|오스트리아|스웨덴|노르웨이|핀란드|덴마크|폴란드|체코|헝가리|그리스|우크라이나|벨라루스|카자흐스탄|우즈베키스탄|남아공"
    r"|나이지리아|케냐|에티오피아|짐바브웨|잠비아|수단|리비아|알제리|모로코|북한|유럽연합|EU)"
)
"""A body of another state is another body: “이라크 내무부” is not “이란 내무부”."""
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
    r"|전원|임원|대원|요원|당원|구성|가능성|중요성|여성|남성|필요성|특성|완성|작성|감시망|지역|체제|기술|시스템|카메라|이것|정보|소식"
    r"|보도|발표|보고서)"
)
_DESCRIBES = re.compile(
    r"(?:북한|한국|남한|남조선|미국|중국|일본|러시아|영국|현지|국영|관영|대북|유력|대외|인터넷|온라인|지역|민영|외국)"
    r"|\S*매체|\S*(?:은|는|을|를|의|에|로|에서|이날|오전|오후)"
)
_GENERIC = re.compile(
    r"\S?(?:정부|당국|법원|대학교?|회사|단체|센터|위원회|협회|사령부|대사관|연구소)|\S*(?:승무원|행위|시위|요청|간청"
    r"|신청|초청|비디오|영화|드라마|축구|야구|대표팀|외상측|무장단체|범위|지위|순위|단위|부위)"
)
"""Bodies of no name, and words that only end like one."""
_NO_PERSON = re.compile(
    r"(?:북한|한국|남한|미국|중국|일본|러시아|영국|독일|프랑스|이라크|이란)|\S*(?:당|상원|하원|외교|환경|국방|내무"
    r"|정부|국|주|시)"
)
_MINISTRY = re.compile(r"[가-힣]*(?:외무|보위|안전|철도|체신|문화|국방|인민보안|사회안전|국가보위)성")


_GENERIC_OUTLET = re.compile(
    r"(?:국영|관영|민영|현지|지역|뉴스|주요|유력|일간|한\s)?(?:통신사?|신문|방송|뉴스|언론|매체|TV|텔레비전|라디오|일간지|잡지)"
)
"""A kind of outlet and no name: whose it is, its state says, or nobody."""
_OFFICE = re.compile(
    r"(?:국무|외무|외교|국방|내무|보건|재무|법무|교육|환경|통일|부|농림|노동|산업|공보|문화)(?:장관|차관|상)|대통령|총리"
)
"""Offices of a state: with a state or a person they are somebody, alone nobody."""
_COMMON = re.compile(
    r"\S*(?:승객|여성|남성|사람|관계자|주민|시민|국민|의사|교사|기자|경찰|정부|법원|회사|신문|방송|언론|단체|연구진|연구팀|팀|측|들"
    r"|학생|어머니|아버지|남편|아내|아들|부부|가족|친구|이웃|선수|감독|코치|배우|가수|작가|변호사|검찰|검사|판사|의원|후보|대변인"
    r"|회장|사장|대표|위원장|국장|소장|박사|군인|병사|직원|노동자|농민|어부|상인|운전사|조종사|목격자|생존자|피해자|용의자|환자"
    r"|전문가|분석가|평론가|관리|간부|외교관|대사|총재|의장|총장|시장|주지사|여왕|왕자|공주|교황|주교|목사|스님|그녀|자신|우리|저희"
    r"|성명|보고서|서한|편지|기사|사설|논평|발표|장관|차관|총리|대통령|당국|교수|학자|이날|당시|한편|이번|소식통|업체|기업|은행"
    r"|학교|병원|교회|정당|위원|대원|요원|승무원|임원|당원|회원|공무원|주인|손님|고객|소비자|유족|신자|신도|교민|동포)"
)
"""Nouns for persons and things: who bears no other name is nobody."""


def speaker_in(words: str) -> Named | None:
    """Who speaks a quotation: a name as elsewhere, else the bare name of a person, with the one before it."""
    found = name_in(words)
    if found is not None:
        return found
    parts = [(part.start(), part.end()) for part in re.finditer(r"\S+", words)]
    start, end = parts[-1]
    last = words[start:end]
    if not re.fullmatch("[가-힣]{2,7}", last) or _PRONOUN.fullmatch(last) or re.fullmatch(_STATE, last):
        return None
    if _COMMON.fullmatch(last) or _NOT.fullmatch(last):
        return Named(start, end, known=False) if _COMMON.fullmatch(last) else None
    before = words[slice(*parts[-2])] if len(parts) > 1 else ""
    given = re.fullmatch("[가-힣]{1,6}", before) and not (
        _COMMON.fullmatch(before)
        or _DESCRIBES.fullmatch(before)
        or re.fullmatch(rf"{_STATE}|\S*(?:인|한|된|던|는|은|{_TITLE})", before)
    )
    start = parts[-2][0] if given else start
    return Named(start, end, known=True) if len(words[start:end]) > 2 else None


def name_in(words: str) -> Named | None:
    """The name at the end of the words, with what precedes a title; None where the words are no source."""
    parts = [(found.start(), found.end()) for found in re.finditer(r"\S+", words)]
    if not parts:
        return None
    start, end = parts[-1]
    last = words[start:end]
    if _ENDS_NOBODY.fullmatch(last) or re.fullmatch(r"\S{1,6}당국", last):
        return Named(start, end, known=False)
    if _PRONOUN.fullmatch(last):
        return None
    if known_source(fold(last)):
        return Named(start, end, known=True)
    if _MINISTRY.fullmatch(last):
        return Named(_of_state(words, parts), end, known=True)
    if _GENERIC_OUTLET.fullmatch(last):
        begun = _of_state(words, parts)
        return Named(begun, end, known=begun < start)
    if _ENDS_TITLE.fullmatch(last) and not _IS_OUTLET.fullmatch(last):
        return _titled(words, parts)
    return _body(words, parts)


def _body(words: str, parts: list[tuple[int, int]]) -> Named | None:
    """An outlet, a name in Latin letters, or a body with its state."""
    start, end = parts[-1]
    last = words[start:end]
    if _IS_OUTLET.fullmatch(last):
        return Named(_begun(words, parts), end, known=True)
    if _IS_LATIN.fullmatch(last):
        return Named(_joined(words, parts), end, known=True)
    if _IS_BODY.fullmatch(last) and not _NOT.fullmatch(last) and not _GENERIC.fullmatch(last):
        return Named(_of_state(words, parts), end, known=True)
    return None


def _of_state(words: str, parts: list[tuple[int, int]]) -> int:
    """Where the name of a body begins with the state whose it is: “이란 국영 TV”, “일본 기상청”."""
    at = len(parts) - 1
    if at and re.fullmatch("국영|관영|민영|공영", words[slice(*parts[at - 1])]):
        at -= 1
    if at and re.fullmatch(_STATE, words[slice(*parts[at - 1])]):
        return parts[at - 1][0]
    return parts[-1][0]


def _titled(words: str, parts: list[tuple[int, int]]) -> Named | None:
    """A person or a body with a title: “김철수 교수”, “통일부 대변인”; a title alone names nobody."""
    start, end = parts[-1]
    if _OFFICE.fullmatch(words[start:end]):
        before = words[slice(*parts[-2])] if len(parts) > 1 else ""
        called = re.fullmatch(_STATE, before) or re.fullmatch("[가-힣]{2,5}", before)
        return Named(parts[-2][0] if called else start, end, known=bool(called))
    if not re.fullmatch(_TITLE, words[start:end]):
        rest = re.sub(rf"{_TITLE}$", "", words[start:end])
        return None if _NO_PERSON.fullmatch(rest) else Named(start, end, known=True)
    before = words[slice(*parts[-2])] if len(parts) > 1 else ""
    if not before or _GENERIC.fullmatch(before) or _NO_PERSON.fullmatch(before):
        return None
    if _IS_BODY.fullmatch(before):
        return Named(_of_state(words, parts[:-1]), end, known=True)
    if _PERSON.fullmatch(before) or _IS_LATIN.fullmatch(before):
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
