"""Names as they may be met in another script: by the skeleton of their consonants, by pinyin, or letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources

from synopticon.reuse.translations import skeletons
from synopticon.reuse.translations.clue import Clue, Sort

LEAST = 2
"""Consonants of a skeleton below which it says nothing."""
LONGEST_RUN = 6
"""Characters of a Chinese transliteration looked at together."""

_KATAKANA = re.compile(r"[ァ-ヴー]{2,}")
_HANGUL = re.compile(r"[가-힣]{2,}")
_TRANSLITERATING = (
    "阿埃艾爱安昂奥澳巴拜班邦包鲍保贝本比彼毕别宾波博勃伯布查昌楚茨次达大戴代丹道德登邓迪底蒂丁东杜敦顿多额厄恩尔法凡范"
    "方菲费芬丰冯佛夫弗福富盖甘冈高哥戈格葛根贡古瓜圭哈海汉豪赫黑亨洪胡华怀惠霍基吉季加贾简江杰捷金津卡凯坎康考柯科可克肯"
    "孔库夸昆拉腊莱兰朗劳勒雷里李利立丽莉连廉列林琳留柳龙隆卢鲁路露伦罗洛马玛迈麦曼芒毛梅门蒙孟米密敏明缪摩莫墨默姆穆拿内"
    "那娜纳南瑙尼妮宁牛纽农努诺欧帕派潘庞培佩彭蓬皮匹平泼珀普奇齐恰乔切钦琴青丘屈热日荣茹儒瑞萨塞赛三桑瑟森沙莎山绍舍申什"
    "圣施石史士舒斯丝思松苏绥孙索塔泰坦汤唐陶特腾提汀廷图土托陀瓦万旺威韦维卫魏温文翁沃乌武伍西希锡夏香肖谢辛欣兴星休修许"
    "雅亚延扬杨耶叶伊依以易因英尤于约宰赞扎詹张哲珍芝治朱兹子宗祖佐蕾薇娅姬珂琼逊济坚赖赛珊迦佳茜黛妲诗宏骚撒喀咯噶宝堡"
    "達爾頓費馮蓋漢懷賈簡傑凱庫萊蘭勞裡麗連羅魯倫盧馬瑪邁麥門蒙穆內納寧紐農諾歐龐潑齊喬欽瑞薩賽紹聖絲蘇孫湯陶騰圖萬韋維衛"
    "溫烏錫蕭謝興許亞揚楊葉約讚詹張茲婭瓊遜堅賴"
)
_RUN = re.compile(f"[{_TRANSLITERATING}]{{2,}}")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")


def eastern_names(text: str, language: str) -> Iterator[Clue]:
    """Words of a Korean, Japanese or Chinese text that could be names, since these scripts know no capitals."""
    if language == "ko":
        for found in _HANGUL.finditer(text):
            yield from _named(skeletons.of_hangul(found[0]), *found.span())
    elif language == "ja":
        for found in _KATAKANA.finditer(text):
            yield from _named(skeletons.of_katakana(found[0]), *found.span())
    elif language == "zh":
        yield from _transliterated(text)
        yield from _spoken(text)


@lru_cache(maxsize=100_000)
def skeleton_keys(found: tuple[str, ...]) -> tuple[str, ...]:
    """Keys of the skeletons that are long enough to say something."""
    return tuple(f"s:{one}" for one in found if len(one) >= LEAST)


def _named(found: tuple[str, ...], start: int, end: int) -> Iterator[Clue]:
    if keys := skeleton_keys(found):
        yield Clue(start, end, Sort.NAME, keys)


def _transliterated(text: str) -> Iterator[Clue]:
    """Every stretch of a run of characters that are used for their sound."""
    readings = _readings()
    for run in _RUN.finditer(text):
        signs = run[0]
        for first in range(len(signs) - 1):
            for size in range(2, min(LONGEST_RUN, len(signs) - first) + 1):
                syllables = tuple(readings.get(sign, "") for sign in signs[first : first + size])
                start = run.start() + first
                yield from _named(_of_syllables(syllables), start, start + size)


@cache
def _of_syllables(syllables: tuple[str, ...]) -> tuple[str, ...]:
    return skeletons.of_syllables(syllables)


def _spoken(text: str) -> Iterator[Clue]:
    """Two characters as pinyin writes them together: 近平 is Jinping."""
    for run in _HAN.finditer(text):
        start, signs = run.start(), run[0]
        for place in range(len(signs) - 1):
            if keys := _pair(signs[place : place + 2]):
                yield Clue(start + place, start + place + 2, Sort.NAME, keys)


@lru_cache(maxsize=200_000)
def _pair(signs: str) -> tuple[str, ...]:
    readings = _readings()
    first, second = (readings.get(sign) for sign in signs)
    return (f"p:{first}{second}",) if first and second else ()


@lru_cache(maxsize=200_000)
def as_pinyin(word: str) -> tuple[str, ...]:
    """The key of a word that reads as two Mandarin syllables."""
    low = word.lower().replace("'", "").replace("’", "")
    if not 4 <= len(low) <= 12:
        return ()
    syllables = _syllables()
    if any(low[:cut] in syllables and low[cut:] in syllables for cut in range(1, len(low))):
        return (f"p:{low}",)
    return ()


@cache
def _readings() -> dict[str, str]:
    text = resources.files("synopticon.language.names").joinpath("tables", "pinyin.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {sign: sound for sound, signs in rows for sign in signs}


@cache
def _syllables() -> frozenset[str]:
    return frozenset(_readings().values())
