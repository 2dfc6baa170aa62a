"""Short forms of schools and works: 김책공대 for 김책공업종합대학, 1고중 for 제1고급중학교, CMU for its English "
"name."""

from __future__ import annotations

import re

_NAMES_OF_UNITS = (
    "공업 종합 대학교 대학 단과 고급 고등 초급 중학교 소학교 인민학교 고등학교 초등학교 전문학교 학교 사범 교원 "
    "의학 약학 농업 수산 경제 "
    "외국어 상업 기계 건설 철도 운수 예술 음악 체육 리과 이과 이공 과학 기술 련합 연합 기업소 공장 제철소 제강소 "
    "제련소 화학 방직 탄광 광산 "
    "회사 무역 총회사 연구소 연구원 협동 농장 관리 위원회 사업소 병원 인민 군사 정치 국립 중앙 도립 시립 제"
)
_LONGEST_FIRST = sorted(_NAMES_OF_UNITS.split(), key=len, reverse=True)
_UNIT = re.compile("|".join(_LONGEST_FIRST))
_LEVEL = re.compile(r"(?<=[가-힣]{2})[시군구]$")
_CHARACTERS = 2
"""Syllables that a short form has beside a town's or founder's name, or letters of an acronym less one."""
_SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "at", "no", "number"})


def abbreviation_pattern(name: str) -> re.Pattern[str] | None:
    """Short forms of a body's name as they are said; None for a name that has none."""
    return _korean(name) if re.search(r"[가-힣]", name) else _acronym(name)


def _korean(name: str) -> re.Pattern[str] | None:
    """Each unit in full, by its first syllable or left out, behind what names it."""
    words = re.sub(r"\s+", "", name)
    first = _UNIT.search(words)
    number = re.search(r"제?\s?(\d{1,3})", words)
    ends = [found.start() for found in (first, number) if found]
    proper = words[: min(ends)] if ends else ""
    units = _UNIT.findall(words[len(proper) :])
    if not units or (len(proper) < _CHARACTERS and not number):
        return None
    tail = "".join(f"(?:{unit}|{unit[0]})?" for unit in units if unit != "제")
    named = rf"{re.escape(_LEVEL.sub('', proper))}[시군]?\s?" if proper else ""
    if not number:
        return re.compile(rf"(?<![가-힣]){named}{_least(units)}")
    by_number = rf"(?<![가-힣\d])(?:{named})?(?:제\s?)?{number[1]}\s?(?=[가-힣]{{2}}){tail}(?<=[교중대장업])"
    return re.compile(rf"{by_number}|(?<![가-힣]){named}{_least(units)}")


def _least(units: list[str]) -> str:
    """At least one unit, in full or its first syllable, the last one included."""
    rest = "".join(f"(?:{unit}|{unit[0]})?" for unit in units[:-1] if unit != "제")
    return rf"{rest}(?:{units[-1]}|{units[-1][0]})(?![가-힣]*[사람])"


def _acronym(name: str) -> re.Pattern[str] | None:
    """The first letters of an English name of three words or more, in small letters, with full stops or without."""
    letters = [word[0].lower() for word in re.findall(r"[A-Za-z]+", name) if word.lower() not in _SMALL_WORDS]
    if len(letters) <= _CHARACTERS:
        return None
    return re.compile(r"\b" + r"\.?".join(map(re.escape, letters)) + r"\b")
