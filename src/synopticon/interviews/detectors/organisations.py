"""Schools, works, units and offices by name or number, which few people can have belonged to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from synopticon.interviews.general_names import is_general
from synopticon.interviews.hearing import Hearing
from synopticon.interviews.span import Found, Kind, Severity
from synopticon.interviews.vocabulary import is_common, is_known, korean_beginnings

_BODY = (
    r"school|university|college|institute|academy|kindergarten|hospital|clinic|sanatorium|factory|mine|mill|"
    r"works|plant|complex|"
    r"enterprise|company|corporation|farm|cooperative|steelworks|ironworks|shipyard|smelter|brigade|regiment|"
    r"battalion|division|"
    r"corps|bank|hotel|restaurant|department store|market|orphanage|nursery|power station|laboratory|trading|"
    r"elementary(?!\s+school)|"
    r"bureau|canteen|squad|troupe|ensemble|choir|hostel|dormitory|warehouse|station|workshop|restaurant|church|"
    r"holding cent(?:re|er)|prison camp"
)
_SMALL = (
    r"(?!(?:there|then|i|he|she|we|they|at|was|were|is|had|who|when|where|but|so|"
    r"because|came|went|visited|saw|told|said|left)\b)"
)
_NAMED = re.compile(
    rf"\b((?:{_SMALL}[^\W\d_][\w.’'-]{{0,40}}[^\S\n]+(?:\d+\s+)?){{1,5}}?(?:(?:no\.?|"
    rf"number)\s*\w+\s+)?(?:[a-z]+\s+){{0,2}}?(?:{_BODY}))\b"
)
_OF = re.compile(r"\b(?:the\s+)?(?:university|institute|academy|college)\s+of\s+[a-z]+(?:\s+and\s+[a-z]+)?")
_FIGURES = (
    r"(?:\d+\b|(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b[ -]?){1,5}(?<![ -]))"
)
_NUMBERED = re.compile(
    rf"\b(?:the\s+)?(?:no\.?|number)\s*(?:\d+|one|two|three|four|five|six|seven|eight|nine|"
    rf"ten)\s+(?:[a-z]+\s+){{0,3}}?(?:{_BODY})\b|"
    rf"\b(?:{_BODY})\s+(?:no\.?|number)\s*(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\b|"
    rf"\b(?:the\s+)?\d+(?:st|nd|rd|th)\s+(?:[a-z]+\s+){{0,2}}?(?:{_BODY})\b|\b(?:military\s+|"
    rf"army\s+)?(?:unit|camp|boat|ship|shaft|pit|brigade|regiment|corps|company|team)\s+(?:no\.?\s*|"
    rf"number\s+)?{_FIGURES}"
)
_KOREAN_BODY = (
    r"공장|광산|탄광|제강소|제철소|제련소|련합기업소|연합기업소|기업소|사업소|건설사업소|대학교|대학|고급중학교|"
    r"고등중학교|초급중학교|중학교|소학교|인민학교|"
    r"고등학교|초등학교|제\s?\d{1,3}\s?학교|유치원|탁아소|병원|진료소|협동농장|농장|목장|무역회사|회사|은행|연구소|"
    r"설계연구소|려관|"
    r"백화점|식당|상점|관리소|교화소|수산사업소|"
    r"시장|직장|제염소|양어장|과수원|휴양소|정양원|초대소|극장|회관|세관|작업반|선전대|예술단|관리국|연구원|과학원|"
    r"교회|"
    r"발전소|조선소|기계공장|부대|려단|사단|군단|련대|대대|중대|경비대|분주소|철도국|탐사대|돌격대|합영회사"
)
_KOREAN = re.compile(
    rf"(?<![가-힣])(?:제?\s?\d{{1,5}}\s?[가-힣]{{0,6}}\s?|[가-힣]{{1,4}}\s제\s?\d{{1,3}}\s?[가-힣]{{0,3}}|"
    rf"[가-힣]{{2,10}}[^\S\n]?제?[^\S\n]?\d{{0,4}}\s?[가-힣]{{0,4}}?)(?:{_KOREAN_BODY})"
)
_KOREAN_SHORT = re.compile(
    r"(?<![가-힣])[가-힣]{2,4}(?:공대|의대|사대|교대|농대|상대|리과대|이과대|외대|경대|체대|음대|고중|"
    r"초중)(?![가-힣]*인)|"
    r"(?<![가-힣])[가-힣]{2,3}\s?제?\d{1,2}(?:고중|고등|초중|중|고)(?=[을를은는에이,.\s]|$)|"
    r"제\s?\d{1,3}\s?[가-힣]{1,4}(?:반|분조|조)(?=[에을를은이가장,.\s]|$)"
)
"""Schools and teams as they are said for short."""
_GENERAL_KOREAN = re.compile(
    r"(?:고급|고등|초급|인민|우리|그런|이런|어느|어떤|모든|여러|다른|같은|큰|작은|국영|지방|중앙|군수|농업|공업|"
    r"의학|사범|기술|종합|도|시|군|동|외국|국가|"
    r"협동|돼지|강냉이|구내|직장|아이들|학생|정치범|그|이|저|한|각|새|남의|제|저희|자기|근처|옆|앞|가까운|합숙|"
    r"농민|종합|도매|소매|야외|장마당|재래|전통|새벽|공동|전국|대형|"
    r"대학|중학|도당|시당|군당|국경|전문|야간|공장|개인|이름)+\s?"
)


_PLACED = re.compile(
    rf"\b((?:the\s+(?:[a-z][\w-]+\s+){{0,2}}?)?(?:{_BODY}|holding\s+cent(?:re|er)|prison|camp|brickworks|sawmill|"
    rf"quarry|depot|garage|chapel|kolkhoz)s?)\s+(?:in|at|near|of|by)\s+"
    r"((?:[^\W\d_][\w’'-]*)(?:\s+[^\W\d_][\w’'-]*)?)"
)
"""A body by the place where it is."""
_KOREAN_OF_KIND = re.compile(
    r"(?<![가-힣])([가-힣]{2,6})\s([가-힣]{1,4})\s?(공장|농장|병원|학교|대학|광산|탄광|사업소|기업소|회사|식당|상점|"
    r"직장|반)(?![가-힣]*장)"
)


def find_organisations(hearing: Hearing) -> Iterator[Found]:
    """Every body that is named by more than what it is."""
    for found in _NUMBERED.finditer(hearing.low):
        yield Found(*found.span(), Kind.ORGANISATION, Severity.QUASI, "organisations")
    if hearing.first_person:
        for found in _OF.finditer(hearing.low):
            yield Found(*found.span(), Kind.ORGANISATION, Severity.QUASI, "organisations")
        yield from _placed(hearing)
    for found in _NAMED.finditer(hearing.low):
        yield from _named(hearing, *found.span(1))
    for found in _KOREAN_SHORT.finditer(hearing.text):
        yield Found(*found.span(), Kind.ORGANISATION, Severity.QUASI, "organisations")
    for found in _korean(hearing.text):
        body = re.search(rf"(?:{_KOREAN_BODY})$", found[0])
        name = found[0][: body.start()] if body else found[0]
        if not _GENERAL_KOREAN.fullmatch(name) and len(name.strip()) > 1 and not re.search(r"[은는을를에]$", name):
            yield Found(*found.span(), Kind.ORGANISATION, Severity.QUASI, "organisations")


def _korean(text: str) -> Iterator[re.Match[str]]:
    """Each body with what may be its name; words before it that end in a particle or a verb's ending are left out."""
    at = 0
    while found := _KOREAN.search(text, at):
        ended = re.match(r".*[은는을를에의로서고요다면며지게도만이가]\s|.*\n", found[0], re.DOTALL)
        if ended is None:
            yield found
        at = found.start() + ended.end() if ended else found.end()


def _placed(hearing: Hearing) -> Iterator[Found]:
    """Bodies that are told by where they stand, "the brickworks at Sollen", and by a name before their kind."""
    for found in _PLACED.finditer(hearing.low):
        words = hearing.text[found.start(2) : found.end(2)].split()
        names = [word for word in words if _names(hearing, word)]
        if names and names[0] == words[0]:
            end = found.end(2) if len(names) == len(words) else found.start(2) + len(words[0])
            yield Found(found.start(1), end, Kind.ORGANISATION, Severity.QUASI, "organisations")
    for found in _KOREAN_OF_KIND.finditer(hearing.text):
        ended = any(re.search(r"[은는을를에의로이가도만게고서면니며지다요]$", word) for word in (found[1], found[2]))
        if not ended and not {found[1][:2], found[1][:3]} & korean_beginnings():
            yield Found(*found.span(), Kind.ORGANISATION, Severity.QUASI, "organisations")


def _names(hearing: Hearing, word: str) -> bool:
    if is_general(word):
        return False
    return word[0].isupper() if hearing.has_case else not is_known(word)


def _named(hearing: Hearing, start: int, end: int) -> Iterator[Found]:
    """From the first word that names on: one with a capital, or one that is not in common use."""
    run: int | None = None
    for word in re.finditer(r"[\w’'.-]+", hearing.text[start:end]):
        if hearing.has_case and word[0][0].isupper() and run is None:
            run = word.start()
        run = run if word[0][0].isupper() else None
        names = word[0][0].isupper() if hearing.has_case else not is_common(word[0])
        if hearing.first_person and is_known(word[0]):
            names = hearing.has_case and names and not hearing.opens_sentence(start + word.start())
        if names and not is_general(word[0]) and word.end() < end - start:
            named = word.start() if run is None or hearing.opens_sentence(start + run) else run
            article = re.search(r"\bthe\s+$", hearing.low[max(0, start + named - 6) : start + named])
            first = start + named - (len(article[0]) if article else 0)
            yield Found(first, end, Kind.ORGANISATION, Severity.QUASI, "organisations")
            return
