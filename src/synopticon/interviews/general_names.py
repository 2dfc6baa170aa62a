"""Words that have a capital and name nobody: countries, peoples, languages, months, offices, makers of equipment."""

from __future__ import annotations

_WORDS = (
    "korea korean koreans china chinese russia russian russians japan japanese america american americans usa us "
    "uk soviet "
    "mongolia mongolian vietnam vietnamese laos thailand thai britain british england english germany german "
    "france french "
    "europe european asia asian africa african poland polish turkey turkish austria austrian norway norwegian "
    "sweden swedish "
    "denmark danish finland finnish italy italian spain spanish portugal greece greek cyprus cypriot ireland "
    "irish scotland "
    "scottish wales welsh northern southern eastern western ukraine ukrainian romania romanian bulgaria "
    "bulgarian hungary "
    "hungarian croatia croatian serbia serbian slovakia slovenia czech switzerland swiss belgium belgian "
    "netherlands dutch "
    "luxembourg malta iceland estonia latvia lithuania georgia armenia azerbaijan moldova albania macedonia "
    "bosnia kosovo "
    "israel iran iraq syria egypt cuba india pakistan indonesia malaysia singapore cambodia myanmar taiwan "
    "province provinces canada "
    "australia brazil mexico kingdom republic federal federation union united states nations dprk rok prc cis eu un "
    "pyongyang seoul beijing moscow north south east west hamgyong pyongan hwanghae kangwon ryanggang chagang jagang "
    "yanggang hamgyŏng p'yŏngan jilin liaoning heilongjiang yanbian yalu tumen amnok duman "
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday christmas easter chuseok juche songun god buddha christian jesus bible church "
    "party workers korean communist ministry state security people peoples safety bureau department committee defence "
    "army military police court government parliament congress assembly council commission convention article articles "
    "section sections act code constitution protocol rule rules law chamber registrar president minister prime judge "
    "prosecutor procedure facts circumstances case cases the a an and i ok cctv tv dvd usb sim gps ip id dna sms wifi "
    "huawei hikvision dahua samsung apple android koryolink kwangmyong kakao wechat telegram interviewer witness "
    "question "
    "answer q mr mrs ms dr sir madam internet bluetooth arirang red cross unhcr nis hanawon daehan minguk cold war new "
    "day year general hangul hanja cyrillic latin great leader dear marshal comrade kcna rodong sinmun"
)
_GENERAL = frozenset(_WORDS.split())


def is_general(words: str) -> bool:
    """True where each of the words is one that names nobody."""
    return all(
        word.removesuffix("'s") in _GENERAL or word.removesuffix("s") in _GENERAL
        for word in words.lower().replace("’", "'").replace("-", " ").split()
    )
