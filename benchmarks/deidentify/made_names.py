"""Made names of 300 Koreans, 100 Chinese and 100 Russians, and how each system writes them, rule by rule.

The rules stand here apart from those of the program, which takes all systems together: each name is written by one
system as its rules say, with its marks, hyphens and assimilations. Names are put together at random from syllables that
are common in names; nobody is meant.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

SEED = 4
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = ["", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"]

KOREAN_FAMILY = "김 리 박 최 정 강 조 윤 장 림 한 오 서 신 권 황 안 송 류 홍 전 고 문 량 손 배 백 허 남 심 로 하 곽 성 차 주 우 구 민 라 진 엄 채 원 천 방 공 현 함 변 렴 석 선 설 마 길 표 명 기 남궁 황보".split()
KOREAN_GIVEN = "철수 영희 명일 은경 성범 혜숙 금룡 창호 순녀 광진 복순 옥란 진우 춘화 봉철 명철 영남 성희 학철 경애 정옥 남희 일남 국철 향미 련희 은별 해연 설미 도현 용덕 금석 분이 영호 진혁 수경 미향 정철 용남 광수 선희 영옥 인숙 혁철 태성 성국 은하 명희 춘실 복실 동철 현숙 원철 강철 옥분 금순 귀남 을남 필녀 창남 웅 준 별 솔 옥 철 건 향 민 진".split()
HANJA = dict(zip("김박최정강조윤장한오서신권황안송홍전고문손배백허남심하곽성차주우구민진엄채원천방공현함변석선설마길표명기",
                 "金朴崔鄭姜趙尹張韓吳徐申權黃安宋洪全高文孫裵白許南沈河郭成車朱禹具閔陳嚴蔡元千方孔玄咸卞石宣薛馬吉表明奇", strict=False)) | dict(
    zip("리림류량로라렴", "李林柳梁盧羅廉", strict=True)) | dict(zip(
    "철수영희명일은경범혜숙금룡창호순녀광복옥란우춘화봉학애국향미련별해연도용덕분혁인태동웅준건을필귀실",
    "哲洙英姬明日恩京範惠淑金龍昌浩順女光福玉蘭佑春花鳳學愛國香美蓮別海燕道勇德粉赫仁泰東雄俊建乙必貴實", strict=True))  # fmt: skip


def _parts(syllable: str) -> tuple[str, str, str]:
    code = ord(syllable) - 0xAC00
    return _INITIALS[code // 588], _VOWELS[code % 588 // 28], _FINALS[code % 28]


_REVISED = (
    dict(zip(_INITIALS, "g kk n d tt r m b pp s ss - j jj ch k t p h".split(), strict=True)),
    dict(zip(_VOWELS, "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(), strict=True)),
    {"": "", "ㄱ": "k", "ㄴ": "n", "ㄷ": "t", "ㄹ": "l", "ㅁ": "m", "ㅂ": "p", "ㅅ": "t", "ㅇ": "ng"},
)
_MCCUNE_VOWELS = dict(zip(_VOWELS, "a ae ya yae ŏ e yŏ ye o wa wae oe yo u wŏ we wi yu ŭ ŭi i".split(), strict=True))
_MCCUNE_INITIALS = dict(zip(_INITIALS, "k kk n t tt r m p pp s ss - ch tch ch’ k’ t’ p’ h".split(), strict=True))
_VOICED = {"k": "g", "t": "d", "p": "b", "ch": "j"}
_NORTH = (
    dict(zip(_INITIALS, "k kk n t tt r m p pp s ss - j jj ch kh th ph h".split(), strict=True)),
    dict(zip(_VOWELS, "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i".split(), strict=True)),
    _REVISED[2],
)
_YALE = (
    dict(zip(_INITIALS, "k kk n t tt l m p pp s ss - c cc ch kh th ph h".split(), strict=True)),
    dict(zip(_VOWELS, "a ay ya yay e ey ye yey o wa way oy yo wu we wey wi yu u uy i".split(), strict=True)),
    {"": "", "ㄱ": "k", "ㄴ": "n", "ㄷ": "t", "ㄹ": "l", "ㅁ": "m", "ㅂ": "p", "ㅅ": "s", "ㅇ": "ng"},
)
_KONTSEVICH = (
    dict(zip(_INITIALS, "к кк н т тт р м п пп с сс - ч чч чх кх тх пх х".split(), strict=True)),
    dict(zip(_VOWELS, "а э я йя о е ё йе о ва вэ ве ё у во ве ви ю ы ый и".split(), strict=True)),
    {"": "", "ㄱ": "к", "ㄴ": "н", "ㄷ": "т", "ㄹ": "ль", "ㅁ": "м", "ㅂ": "п", "ㅅ": "т", "ㅇ": "н"},
)


def _by_table(word: str, table: tuple[dict[str, str], dict[str, str], dict[str, str]]) -> str:
    initials, vowels, finals = table
    return "".join(
        initials[initial].replace("-", "") + vowels[vowel] + finals.get(final, "")
        for initial, vowel, final in map(_parts, word)
    )


def _mccune(word: str) -> str:
    """With voicing between vowels and after n, ng, m, l, and the nasal and liquid assimilations of neighbours."""
    out, before = "", ""
    for at, (initial, vowel, final) in enumerate(map(_parts, word)):
        head = _MCCUNE_INITIALS[initial].replace("-", "")
        voiced_before = at and before in ("", "ㄴ", "ㄹ", "ㅁ", "ㅇ")
        if voiced_before and head in _VOICED and not (before == "ㄹ" and head in ("t", "ch")):
            head = _VOICED[head]
        if initial == "ㄹ" and at and before in ("ㄱ", "ㅁ", "ㅂ", "ㅇ"):
            head = "n"
        if initial in ("ㄹ", "ㄴ") and before == "ㄹ":
            head = "l"
        if initial == "ㄹ" and before == "ㄴ":
            head, out = "l", out[:-1] + "l"
        if initial in ("ㄴ", "ㅁ", "ㄹ") and before in ("ㄱ", "ㅂ"):
            out = out[:-1] + {"ㄱ": "ng", "ㅂ": "m"}[before]
        if initial == "ㅇ" and before in ("ㄱ", "ㅂ", "ㄹ"):
            out = out[:-1] + {"ㄱ": "g", "ㅂ": "b", "ㄹ": "r"}[before]
        out += head + _MCCUNE_VOWELS[vowel] + _REVISED[2].get(final, "")
        before = final
    return out


def _kontsevich(word: str) -> str:
    """With voicing between vowels and after sonants, нъ before a vowel, and given names in one word."""
    out, before = "", ""
    voiced = {"к": "г", "т": "д", "п": "б", "ч": "дж"}
    for at, (initial, vowel, final) in enumerate(map(_parts, word)):
        head = _KONTSEVICH[0][initial].replace("-", "")
        if at and before in ("", "ㄴ", "ㄹ", "ㅁ", "ㅇ") and head in voiced:
            head = voiced[head]
        if initial == "ㅇ" and before == "ㅇ":
            out += "ъ"
        if initial == "ㄹ" and before == "ㄹ":
            head = "л"
        if initial == "ㄹ" and before in ("ㄱ", "ㅁ", "ㅂ", "ㅇ"):
            head = "н"
        if initial == "ㅇ" and before == "ㄹ":
            out = out[:-2] + "р"
        out += head + _KONTSEVICH[1][vowel] + _KONTSEVICH[2].get(final, "")
        before = final
    return out


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]


def _south(word: str) -> str:
    """The first syllable as the South spells it at the beginning of a word."""
    first = dict(zip("리림류량로라렴련", "이임유양노나염연", strict=True))
    return first.get(word[0], word[0]) + word[1:]


def _surname(name: str, write: Callable[[str], str], *, south: bool = False) -> str:
    return _cap(write(_south(name) if south else name))


KOREAN_FORMS: dict[str, Callable[[str, str], str]] = {
    "hangul": lambda f, g: f + g,
    "hangul, southern": lambda f, g: _south(f) + g,
    "hanja": lambda f, g: "".join(HANJA.get(one, "") for one in f + g) if all(one in HANJA for one in f + g) else "",
    "mccune-reischauer": lambda f, g: f"{_cap(_mccune(f))} {_cap('-'.join(_split(_mccune(g), g, _mccune)))}",
    "mccune, no marks": lambda f, g: _plain(f"{_cap(_mccune(f))} {_cap(_mccune(g))}"),
    "revised": lambda f, g: (
        f"{_surname(f, lambda w: _by_table(w, _REVISED), south=True)} {_cap(_by_table(g, _REVISED))}"
    ),
    "revised, hyphen": lambda f, g: (
        f"{_surname(f, lambda w: _by_table(w, _REVISED), south=True)} "
        + "-".join(_cap(_by_table(one, _REVISED)) if n == 0 else _by_table(one, _REVISED) for n, one in enumerate(g))
    ),
    "north korean": lambda f, g: " ".join(
        _cap(_by_table(one, _NORTH)) for one in ([f] if len(f) == 1 else [f]) + list(g)
    ),
    "yale": lambda f, g: f"{_cap(_by_table(f, _YALE))} {_cap(_by_table(g, _YALE))}",
    "kontsevich": lambda f, g: f"{_cap(_kontsevich(f))} {_cap(_kontsevich(g))}",
    "given first": lambda f, g: (
        f"{_cap(_by_table(g, _REVISED))} {_surname(f, lambda w: _by_table(w, _REVISED), south=True)}"
    ),
}


def _split(whole: str, given: str, write: Callable[[str], str]) -> list[str]:
    """A romanised given name at the border of its first syllable."""
    first = write(given[0])
    at = next(
        (n for n in (len(first), len(first) - 1, len(first) + 1) if whole.startswith(first[: max(1, n - 1)])),
        len(first),
    )
    return [whole] if len(given) == 1 else [whole[:at], whole[at:]]


def _plain(text: str) -> str:
    return text.replace("ŏ", "o").replace("ŭ", "u").replace("Ŏ", "O").replace("’", "")


CHINESE_FAMILY = {
    "王": "wang", "李": "li", "张": "zhang", "刘": "liu", "陈": "chen", "杨": "yang", "赵": "zhao", "黄": "huang", "周": "zhou",
    "吴": "wu", "徐": "xu", "孙": "sun", "胡": "hu", "朱": "zhu", "高": "gao", "林": "lin", "何": "he", "郭": "guo", "马": "ma",
    "罗": "luo", "谢": "xie", "韩": "han", "曹": "cao", "邓": "deng", "许": "xu", "冯": "feng", "程": "cheng", "蔡": "cai",
}  # fmt: skip
CHINESE_GIVEN = {
    "伟": "wei", "芳": "fang", "娜": "na", "敏": "min", "静": "jing", "丽": "li", "强": "qiang", "磊": "lei", "军": "jun", "洋": "yang",
    "勇": "yong", "艳": "yan", "杰": "jie", "娟": "juan", "涛": "tao", "明": "ming", "超": "chao", "霞": "xia", "平": "ping",
    "刚": "gang", "桂": "gui", "英": "ying", "建": "jian", "国": "guo", "华": "hua", "志": "zhi", "红": "hong", "玉": "yu", "春": "chun",
    "学": "xue", "文": "wen", "海": "hai", "东": "dong", "雪": "xue", "梅": "mei", "宝": "bao", "成": "cheng",
}  # fmt: skip
WADE = {
    "wang": "wang", "li": "li", "zhang": "chang", "liu": "liu", "chen": "ch’ên", "yang": "yang", "zhao": "chao", "huang": "huang",
    "zhou": "chou", "wu": "wu", "xu": "hsü", "sun": "sun", "hu": "hu", "zhu": "chu", "gao": "kao", "lin": "lin", "he": "ho",
    "guo": "kuo", "ma": "ma", "luo": "lo", "xie": "hsieh", "han": "han", "cao": "ts’ao", "deng": "têng", "feng": "fêng",
    "cheng": "ch’êng", "cai": "ts’ai", "wei": "wei", "fang": "fang", "na": "na", "min": "min", "jing": "ching", "qiang": "ch’iang",
    "lei": "lei", "jun": "chün", "yong": "yung", "yan": "yen", "jie": "chieh", "juan": "chüan", "tao": "t’ao", "ming": "ming",
    "chao": "ch’ao", "xia": "hsia", "ping": "p’ing", "gang": "kang", "gui": "kuei", "ying": "ying", "jian": "chien", "hua": "hua",
    "zhi": "chih", "hong": "hung", "yu": "yü", "chun": "ch’un", "xue": "hsüeh", "wen": "wên", "hai": "hai", "dong": "tung",
    "mei": "mei", "bao": "pao",
}  # fmt: skip
PALLADIUS = {
    "wang": "ван", "li": "ли", "zhang": "чжан", "liu": "лю", "chen": "чэнь", "yang": "ян", "zhao": "чжао", "huang": "хуан",
    "zhou": "чжоу", "wu": "у", "xu": "сюй", "sun": "сунь", "hu": "ху", "zhu": "чжу", "gao": "гао", "lin": "линь", "he": "хэ",
    "guo": "го", "ma": "ма", "luo": "ло", "xie": "се", "han": "хань", "cao": "цао", "deng": "дэн", "feng": "фэн", "cheng": "чэн",
    "cai": "цай", "wei": "вэй", "fang": "фан", "na": "на", "min": "минь", "jing": "цзин", "qiang": "цян", "lei": "лэй",
    "jun": "цзюнь", "yong": "юн", "yan": "янь", "jie": "цзе", "juan": "цзюань", "tao": "тао", "ming": "мин", "chao": "чао",
    "xia": "ся", "ping": "пин", "gang": "ган", "gui": "гуй", "ying": "ин", "jian": "цзянь", "hua": "хуа", "zhi": "чжи",
    "hong": "хун", "yu": "юй", "chun": "чунь", "xue": "сюэ", "wen": "вэнь", "hai": "хай", "dong": "дун", "mei": "мэй", "bao": "бао",
}  # fmt: skip


def _chinese(table: dict[str, str], join: str) -> Callable[[str, str], str]:
    def write(family: str, given: str) -> str:
        readings = [CHINESE_GIVEN[one] for one in given]
        parts = [table.get(one, one) for one in readings]
        return f"{_cap(table.get(CHINESE_FAMILY[family], CHINESE_FAMILY[family]))} {_cap(join.join(parts))}"

    return write


CHINESE_FORMS: dict[str, Callable[[str, str], str]] = {
    "characters": lambda f, g: f + g,
    "pinyin": _chinese({}, ""),
    "pinyin, given first": lambda f, g: " ".join(reversed(_chinese({}, "")(f, g).split(" "))),
    "wade-giles": _chinese(WADE, "-"),
    "wade-giles, no marks": lambda f, g: _chinese(WADE, "-")(f, g).replace("’", "").replace("ê", "e").replace("ü", "u"),
    "palladius": _chinese(PALLADIUS, ""),
}

RUSSIAN_FAMILY = "Иванов Смирнов Кузнецов Попов Васильев Петров Соколов Михайлов Новиков Фёдоров Морозов Волков Алексеев Лебедев Семёнов Егоров Павлов Козлов Степанов Николаев Орлов Андреев Макаров Никитин Захаров Зайцев Соловьёв Борисов Яковлев Григорьев Щербаков Чернышёв Цветков Жуков Хохлов".split()
RUSSIAN_MEN = (
    "Александр Сергей Дмитрий Алексей Андрей Михаил Евгений Юрий Виктор Николай Пётр Фёдор Игорь Илья Яков".split()
)
RUSSIAN_WOMEN = (
    "Анна Мария Елена Ольга Наталья Ирина Татьяна Светлана Юлия Людмила Галина Ксения Софья Жанна Раиса".split()
)
_SYSTEMS = {
    "bgn": dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya".split(), strict=True)),
    "iso 9": dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "a b v g d e ë ž z i j k l m n o p r s t u f h c č š ŝ - y ' è û â".split(), strict=True)),
    "passport": dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y - e iu ia".split(), strict=True)),
    "library": dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch - y ' e iu ia".split(), strict=True)),
}  # fmt: skip


def _latin(system: str) -> Callable[[str, str], str]:
    table = _SYSTEMS[system]

    def write(family: str, given: str) -> str:
        return " ".join(
            _cap("".join(table.get(one, one) for one in word.lower()).replace("-", "")) for word in (given, family)
        )

    return write


RUSSIAN_FORMS: dict[str, Callable[[str, str], str]] = {
    "cyrillic": lambda f, g: f"{g} {f}",
    "cyrillic, family first": lambda f, g: f"{f} {g}",
    "cyrillic, dative": lambda f, g: f"{_dative(g)} {f + 'у' if not f.endswith('а') else f[:-1] + 'ой'}",
    "bgn": _latin("bgn"),
    "iso 9": _latin("iso 9"),
    "passport": _latin("passport"),
    "library": _latin("library"),
}


def _dative(name: str) -> str:
    if name.endswith("ия"):
        return name[:-1] + "и"
    if name[-1] in "ая":
        return name[:-1] + "е"
    if name[-1] in "йь":
        return name[:-1] + "ю"
    return {"Пётр": "Петру"}.get(name, name + "у")


@dataclass(frozen=True)
class Made:
    """A made name: how it stands in a record, and how each system writes it."""

    people: str
    recorded: str
    forms: dict[str, str]


def made_names() -> Iterator[Made]:
    """300 Korean, 100 Chinese and 100 Russian names, the same in every run."""
    chance = random.Random(SEED)
    seen: set[str] = set()
    for people, count, families, givens, forms in (
        ("Korean", 300, KOREAN_FAMILY, KOREAN_GIVEN, KOREAN_FORMS),
        (
            "Chinese",
            100,
            list(CHINESE_FAMILY),
            [a + b for a in CHINESE_GIVEN for b in CHINESE_GIVEN if a != b] + list(CHINESE_GIVEN),
            CHINESE_FORMS,
        ),
        ("Russian", 100, RUSSIAN_FAMILY, RUSSIAN_MEN + RUSSIAN_WOMEN, RUSSIAN_FORMS),
    ):
        made = 0
        while made < count:
            family, given = chance.choice(families), chance.choice(givens)
            if people == "Russian" and given in RUSSIAN_WOMEN:
                family += "а"
            if f"{family} {given}" in seen:
                continue
            seen.add(f"{family} {given}")
            made += 1
            written = {system: form for system, write in forms.items() if (form := write(family, given))}
            recorded = f"{given} {family}" if people == "Russian" else family + given
            yield Made(people, recorded, written)
