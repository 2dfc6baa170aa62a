"""What somebody did for a living, where it is said of somebody; trades in general ("the guards") are left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from synopticon.interviews.hearing import Hearing
from synopticon.interviews.occupation_words import CLASSES, KOREAN_CLASSES, SUBJECTS
from synopticon.interviews.span import Found, Kind, Severity


def _any_of(tables: dict[str, tuple[str, ...]]) -> str:
    return "|".join(sorted((word for words in tables.values() for word in words), key=len, reverse=True))


_TRADE = _any_of(CLASSES)
_SUBJECT = "|".join(SUBJECTS)
_ARTICLE = r"an?\s+"
_PLACED = r"(?:\s+(?:in|at|for|of)\s+(?:the|an?)\s+[a-z][\w-]+(?:\s+[a-z][\w-]+)?)?"
_NOUN = rf"(?:(?:an?|the)\s+)?(?:[a-z][\w'’-]+\s+){{0,3}}?(?:{_TRADE})s?{_PLACED}\b"
_NOUN_ALONE = rf"(?:[a-z]+\s+)?(?:{_TRADE})"
_SMALL = r"(?!(?:in|at|on|for|of|and|or|but|with|from|there|then|when|to|until|by|because|so|we|i|he|she|they|who)\b)"
_ANY_NOUN = rf"an?\s+(?:{_SMALL}[a-z][\w-]+\s+){{0,2}}{_SMALL}[a-z][\w-]{{2,}}\b"
_WORKED = (
    r"(?:work(?:ed|s|ing)?|employed|serv(?:ed|es|ing)|trained|jobs?(?:\s+(?:is|was))?|hired|posted|assigned|"
    r"retired)"
)
_IS = r"(?:was|am|is|were|are|became|become|had been|used to be|has been|being|['’]m|['’]s)"
_STILL = r"(?:also\s+|before\s+|earlier\s+|formerly\s+|originally\s+|only\s+|once\s+|just\s+|still\s+|now\s+)?"

_ENGLISH = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_WORKED}\s+(?:[\w,]+\s+){{0,4}}?as\s+({_NOUN})",
        rf"\b{_WORKED}\s+as\s+({_ANY_NOUN})",
        rf"\b{_WORKED}\s+(?:[\w,'’-]+\s+){{1,8}}?as\s+({_ARTICLE}[a-z-]{{4,}}(?:er|or|man|woman|ist|ian|ess|hand)\b)",
        rf"(?:,|\band)\s+(?:later|then|after\s+that|before\s+that|first|"
        rf"now)\s*,?\s*({_ARTICLE}(?:[a-z][\w-]+\s+){{0,2}}?(?:{_TRADE})\b)",
        rf"(?:^|\n|[:;\])]\s)\s*(?:(?:witness|interviewee|respondent|answer|speaker \d|[a-z])[:.)]?\s+)?"
        rf"((?:{_ARTICLE})?{_NOUN_ALONE})\s+(?:in|at|for|on|with)\b",
        r"\b(?:was|am|were|became)\s+((?:an?|the)\s+[a-z]{3,}(?:er|or|man|woman|ist|ian))\s+(?:with|at|for|of|"
        r"in)\s+(?:the\s+)?",
        r"\bwork(?:ed|s|ing)?\s+((?:in|at)\s+an?\s+[a-z]+(?:\s+(?:shop|salon|factory|kitchen|store|office|house|"
        r"school|home|mill|yard))?)",
        r"\b(?:have|has|had|run|runs|ran|own|owns|owned|opened)\s+(an?\s+(?:[a-z]+\s+){0,2}?(?:shop|restaurant|"
        r"stall|salon|cafe|store|bakery|"
        r"kitchen|laundry|farm|business|stand|garage))\b",
        rf"\bas\s+({_ARTICLE}(?:[a-z][\w-]+\s+){{0,2}}?(?:{_TRADE})\b)",
        rf",\s+({_ARTICLE}(?:[a-z][\w-]+\s+){{0,2}}?(?:{_TRADE})\b)(?=\s*[.,;)]|\s+(?:of|on|with|then|there|now|at|"
        rf"in|from|"
        rf"for)\b)",
        rf",\s+as\s+({_ANY_NOUN})(?=[.,;!?]|\s+(?:in|at|for|and)\b)",
        rf"\b\w*\s*{_IS}\s+{_STILL}((?:an?|the)\s+(?:[a-z][\w'’-]+\s+){{0,3}}?(?:{_TRADE})\b{_PLACED})",
        rf",\s+((?:an?|the)\s+(?:former|retired|one-time|young|old)\s+(?:[a-z][\w'’-]+\s+){{0,2}}?(?:{_TRADE})\b)",
        r"\b(?:mother|father|wife|husband|sister|brother|aunt|uncle|grandmother|grandma|she|he|i)\b[^.\n]{0,25}?\b"
        r"(?:sold|traded in)\s+((?!(?:my|the|it|them|out|his|her|our|me|him|us|everything|all|some|what|this|that|"
        r"their)\b)"
        r"[a-z]+(?:\s+(?!(?:at|in|on|to|from|and|for|with|by|so|there)\b)[a-z]+)?)(?=[.,;\n]|\s+(?:at|in|on|from|"
        r"by)\b)",
        rf"\b(?:job|profession|trade|occupation)\s+(?:was|is)\s+({_NOUN})",
        rf"\b(?:applicant|who),?\s+({_ARTICLE}(?:[a-z][\w-]+\s+){{0,3}}?(?:{_TRADE})\b)",
        rf"\b(?:taught|teach(?:es|ing)?|stud(?:y|ies|ied|ying)|learn(?:s|ed|ing)?|lectured(?:\s+in|"
        rf"\s+on)?)\s+((?:[a-z]+\s+)?(?:{_SUBJECT}))\b",
    )
)
_BEFORE = (
    r"(?:(?!(?:지금|그때|계속|다시|여기|거기|처음|나중|원래|그냥|같이|함께|주로|거의)\s)"
    r"[가-힣]{1,5}(?<![은는을를에의로서고도만가이요다께랑와과소면며니])\s){0,2}"
)
"""Words before a trade that say of what kind it is: none with a particle or a verb's ending."""
_SAID_OF = (
    r"(?=\s?(?:(?:으로|로)(?:서)?\s?(?:일|근무|있|배치|다니|다녔|갔|뽑|복무|나갔|살았)|이?(?:었|였)|입니다|이에요|예요|"
    r"이예요|인데|이라|라서|"
    r"(?:을|를|도)?\s?(?:[가-힣]{1,3}\s?년\s)?(?:했|하오|하우|하네|하다|하면|하셨|하던|하고|하는|하며|하지|하거든|"
    r"합니다|해요|해서|한다|해|배우|배워|맡|"
    r"지냈)|출신|질을|질하|이셨|이던|이고|이며|이오|이요|이구|이지|이래|이니))"
)
_KOREAN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![가-힣])({_BEFORE}[가-힣]{{0,4}}(?:{_any_of(KOREAN_CLASSES)})){_SAID_OF}",
        r"(?<![가-힣])(?:저는|제가|나는|내가|난|전|아버지는|어머니는|남편은|안해는|아내는|형은|오빠는|언니는|누나는|"
        r"삼촌은|아들은|딸은)\s"
        r"((?:[가-힣]{2,6}\s)?[가-힣]{1,6}(?:공|원|수|사|관|병|꾼|군|장|부|의|대리))(?=였|이었|이였|입니다|이에요|"
        r"예요|이오|이고|이라)",
        rf"(?<![가-힣])({_BEFORE}[가-힣]{{1,6}}(?:공|원|수|사|장|관|의|자))(?=(?:으로|로)(?:서)?\s?(?:일하|일했|"
        rf"일합|일해|일을|근무|"
        r"배치|복무))",
        r"(?<![가-힣])((?!공원|병원|회원|인원|직원|동원|지원|기원|구원|응원|소원|성공|제공|가공|"
        r"전공)[가-힣]{1,6}(?:공|원))(?=[을를]?\s?(?:했|하였|하다가|하면서|하셨|하고|하는|하던|합니다|해요|하오|"
        r"했소|지냈|맡))",
        r"(?<![가-힣])((?:[가-힣]{2,4}\s)?[가-힣]{0,4}(?:가게|장사|배달|경비|식당|청소|간병|농사|밀수|운전|택배|"
        r"미용|세차|과외|학원|약방|약국|알바|빵집|카페|세탁소|슈퍼|편의점|분식집|국밥집|술집|다방|노점|이발|용접|"
        r"목공))(?:일)?"
        r"(?=(?:을|를|도|만)?\s?(?:하[고며는던다였]|해[요서]|했|합니다|한다|할|배워|배우|다녀|다니))",
        r"(?<![가-힣])(국어|수학|산수|음악|미술|그림|체육|물리|화학|생물|력사|역사|지리|영어|로어|중국어|혁명력사|"
        r"컴퓨터|간호|용접|료리|요리|재봉|미용|"
        r"봉제|회계|기계|전기)(?:[와과]\s[가-힣]{1,3})?(?=(?:을|를)?\s?(?:가르[쳤치칩]|배[우워웠웁]|전공))",
        r"(?:^|[\n:.?!])\s?([가-힣]{2,6}(?:공|원|수|사|꾼|병|관))(?=(?:이)?(?:었|였)|입니다|이에요|예요|(?:으로|"
        r"로)\s(?:\d|[일이삼사오육칠팔구십]+\s?년|"
        r"[가-힣]{1,2}\s해))",
        rf"(?<![가-힣])({_BEFORE}(?!성공|제공|가공|허공)[가-힣]{{1,5}}공)(?=으로\s?(?:나가|나갔|갔|뽑|있었|들어))",
    )
)


def find_occupations(hearing: Hearing) -> Iterator[Found]:
    """Every occupation of somebody, with the class that may stand for it."""
    for patterns, text in ((_ENGLISH, hearing.low), (_KOREAN, hearing.text)):
        for pattern in patterns:
            for found in pattern.finditer(text):
                sense = class_of(found[1])
                yield Found(*found.span(1), Kind.OCCUPATION, Severity.QUASI, "occupations", None, sense)


def class_of(words: str) -> str | None:
    """The class of the trade that a phrase names, the last one it names; None for an unknown one."""
    found = [
        (match.end(), name)
        for table in (CLASSES, KOREAN_CLASSES)
        for name, trades in table.items()
        for trade in trades
        if (match := re.search(rf"{re.escape(trade)}(?:s?\b|$)", words.replace(" ", "") if trade > "가" else words))
    ]
    return max(found)[1] if found else None
