"""English words that stand where a person stands: the subject of what only people do, behind a title or "my friend"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from synopticon.interviews.general_names import is_general
from synopticon.interviews.hearing import Hearing
from synopticon.interviews.occupation_words import CLASSES
from synopticon.interviews.vocabulary import is_known

_PAST = (
    "said told asked answered shouted whispered laughed cried wept smiled promised begged agreed refused knew thought "
    "wanted hoped believed remembered forgot understood hated loved liked feared came went left ran walked rode drove "
    "arrived returned escaped fled crossed died fell waited slept ate drank sang danced worked lived taught studied "
    "married helped carried brought took gave paid sold bought stole lent kept hid found met saw heard watched wrote "
    "called warned reported informed confessed denied lied swore wore drilled climbed repaired fixed installed cooked "
    "sat stood lay got had did was has is says tells asks knows thinks wants comes goes lives works keeps takes gives "
    "calls sends writes never always used would could"
)
_ACTS = "|".join(_PAST.split())
_WORD = r"[^\W\d_][^\W\d_’'-]+"
_KIN = (
    r"friend|cousin|brother|sister|nephew|niece|uncle|aunt|auntie|son|daughter|wife|husband|neighbou?r|classmate|"
    r"colleague|roommate|boyfriend|girlfriend|partner|son-in-law|daughter-in-law|brother-in-law|sister-in-law"
)
_TRADE = "|".join(sorted({word for trades in CLASSES.values() for word in trades if " " not in word}))
_SUBJECT = re.compile(
    rf"(?:^|[.,;:!?\n]|\b(?:and|but|so|then|because|when|that|if|before|after|where|why|how|um|uh|okay|yeah|well|like|"
    rf"now|once|until|while|since))\s*({_WORD})\s+(?:(?:never|always|also|only|just|often|later|once|then|still)\s+)?"
    rf"(?:{_ACTS})\b",
    re.MULTILINE,
)
"""Whoever does something that only people do, without an article before."""
_AFTER_KIN = re.compile(
    rf"\b(?:my|our|his|her|their|your)\s+(?:(?:best|old|close|good|dear|older|younger|elder|little|big)\s+)*"
    rf"(?:{_KIN}),?\s+({_WORD})(?=\s+(?:{_ACTS})\b|\s*[.,;!?\n]|\s*$|\s+and\s+(?:i|me|his|her|my)\b)"
)
"""My friend stone rode."""
_AFTER_TITLE = re.compile(
    rf"\b(?:mr|mrs|ms|miss|mister|missus|comrade|uncle|aunt|auntie|granny|grandma|grandpa|captain|pastor|reverend|"
    rf"deacon|"
    rf"headmaster|headmistress|principal|sister|brother|father|madam|madame)\.?\s+({_WORD})"
)
_NAMED = re.compile(
    rf"\b(?:named|nicknamed|called|calls?|call|known\s+as|went\s+by)\s+(?:(?:me|him|her|himself|herself|us)\s+)?"
    rf"[\"'“‘]?((?:the\s+)?{_WORD})(?=[\"'”’]?\s*(?:[.,;:!?\n]|$)|\s+(?:because|since|as|and|but|who|for|so|after|he|his|her|my|we|i|they|you|"
    rf"she|from|was|is|in|at)\b)|"
    rf"\b(?:his|her|my|whose|their)\s+(?:real\s+|first\s+|given\s+|family\s+|last\s+|nick\s?|code\s?)?(?:name|"
    rf"surname)\s+"
    rf"(?:is|was|means|meant)\s+(?:just\s+)?[\"'“‘]?({_WORD})|"
    rf"\b({_WORD})\s+(?:is|was|that's|that was|isn't|wasn't)\s+(?:not\s+)?"
    rf"(?:my|his|her|their)\s+(?:real\s+|own\s+)?(?:nick)?name\b"
)
"""Known as the magpie; her name is grace; grace is her name."""
_OF_TRADE = re.compile(rf"\bthe\s+(?:{_TRADE})\s+({_WORD})(?=\s+(?:{_ACTS})\b|\s*[.,;!?\n]|\s*$)")
_TRADE_AND_WORD = re.compile(rf"\b(?:{_TRADE}|[a-z]{{3,}}(?:master|mistress|keeper|chief|boss|foreman))\s+({_WORD})")
"""Prosecutor yu, stationmaster om: a word that no list has."""
_SPOKE = (
    "said|told|asked|answered|shouted|whispered|laughed|cried|wept|smiled|promised|begged|agreed|refused|wrote|called|"
    "confessed|swore|warned|reported|kept|says|tells|asks"
)
"""What nothing but a person does."""
_SPEAKER = re.compile(rf"\b(\w+)\s+({_WORD})\s+(?:{_SPOKE})\b")
_APPOSED = re.compile(
    rf"(?:^|[.,;:\n]|\b(?:and|but|then|so|with|to|from|by|for))\s*({_WORD}),?\s+(?:my|his|her|our|"
    rf"their)\s+(?:{_KIN})\b",
    re.MULTILINE,
)
"""Sunny his wife."""
_NATURE_WORDS = (
    "winter summer spring autumn rain snow wind water ice fate luck death life time god river mountain road gate door "
    "street moon sun light power radio book market hope fear trust truth morning evening night day"
)
_NATURE = frozenset(_NATURE_WORDS.split())
_BEFORE_NOUN_WORDS = (
    "the a an my your his her its our their this that these those each every some any no another other old young new "
    "same first last next who which and or not never always also only just even still of in on at"
)
_BEFORE_NOUN = frozenset(_BEFORE_NOUN_WORDS.split())
"""Words behind which a word that speaks is a noun of its own."""
_OFFICIAL = re.compile(r".*(?:er|or|ist|ian|man|woman|men|women|people|ee|ant|ent|ary|al)$")
_WHAT_CALLED = re.compile(
    rf"\b((?:the\s+)?{_WORD}),?\s+(?:that\s+)?(?:is|was|['’]s)\s+(?:just|only|simply)?\s*(?:what|how)\b[^.\n]{{0,40}}?"
    r"\b(?:call|called|knew|named)\b"
)
_NOBODY = (
    "i you he she it we they who what which that this these those there here one ones someone somebody anyone anybody "
    "everyone everybody nobody no none all some any many most few both each every other others another such people "
    "person man woman men women boy girl boys girls child children kid kids baby family families mother father mom mum "
    "dad mama papa parents parent brother sister son daughter wife husband uncle aunt cousin grandmother grandfather "
    "grandma grandpa friend friends neighbour neighbor neighbours neighbors somewhere everything nothing something "
    "anything things thing god fate luck life death time times day days night nights morning evening winter summer "
    "spring autumn rain snow wind water ice food rice money police army state party government security soldiers "
    "guards officers officials workers students teachers doctors nurses traders smugglers brokers china korea russia "
    "and or but so then because when if before after where why how while since until once now again also just only "
    "even still never always ever already soon later suddenly finally actually really maybe perhaps probably usually "
    "sometimes often mostly mainly first second third last next not as at by for from in into of off on onto out over "
    "through to towards under up upon with without within about above across along around behind below beside between "
    "beyond down during near past the a an my your his her its our their mine yours hers ours theirs me him us them "
    "myself himself herself itself ourselves themselves is was are were be been being am has have had do did does "
    "can could will would shall should may might must um uh er yeah yes okay ok well like right sure than too very "
    "quite much more less least enough almost nearly came went said told asked knew thought wanted got took gave left "
    "ran walked home back away there together alone outside inside everywhere nowhere half whole part lots plenty "
    "hardly barely simply merely thus therefore however instead otherwise meanwhile afterwards afterward yesterday "
    "today tomorrow tonight january february march april june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday mr mrs ms miss dr interviewer interviewee witness question "
    "answer translator interpreter speaker nowadays whoever whatever whichever wherever whenever though although "
    "unless whether cameras camera phones phone radio television tv electricity power light lights sound noise word "
    "words news rumours rumors talk work school market factory house door gate road street river border mountain city "
    "town village country capital place names name years year months month weeks week hours hour minutes minute "
    "letters letter books book clothes shoes hands eyes tears nobody's half two three four five six seven eight nine "
    "ten eleven twelve dozens hundreds thousands hope hopes fear fears trust truth"
)
_NOBODYS = frozenset(_NOBODY.split()) - {"hope", "grace", "spring", "snow", "luck"}
"""Words that begin what somebody did and are no name; those that are names of people as well are left out."""
_NO_ENDING = re.compile(r".*(?:ly|ing|tion|ness|ment|ance|ence)$|.*[^s]s$")
"""Adverbs, plurals and abstract words, which nobody is called by."""


def english_positions(hearing: Hearing) -> Iterator[tuple[int, int]]:
    """[start, end) of each word that stands where only a person does; with capitals, of those that have one."""
    for pattern in (*_STRONG, _SUBJECT):
        at = 0
        while found := pattern.search(hearing.low, at):
            start, end = found.span(found.lastindex or 1)
            at = max(start + 1, found.start() + 1)
            if _may_be_somebody(hearing, start, end, strong=pattern in _STRONG):
                yield start, end
    for found in _TRADE_AND_WORD.finditer(hearing.low):
        if not is_known(found[1]) and not is_general(found[1]):
            yield found.span()
    yield from _speakers(hearing)


def _speakers(hearing: Hearing) -> Iterator[tuple[int, int]]:
    """Whoever says something and has no article, in small letters: winter asked me."""
    if hearing.has_case:
        return
    at = 0
    while found := _SPEAKER.search(hearing.low, at):
        at = found.start(2)
        word = found[2]
        if found[1] not in _BEFORE_NOUN and (word in _NATURE or not _says_who(word)):
            yield found.span(2)


def _says_who(word: str) -> bool:
    """Whether a word says what somebody is, or is none for anybody."""
    ended = _NO_ENDING.match(word) or _OFFICIAL.match(word)
    return word in _NOBODYS or is_general(word) or ended is not None or _is_of_trade(word)


def _may_be_somebody(hearing: Hearing, start: int, end: int, *, strong: bool) -> bool:
    word = hearing.low[start:end].removeprefix("the ")
    nobodys = _NOBODYS - _NATURE if strong else _NOBODYS
    if is_general(word) or word in nobodys or (not strong and _NO_ENDING.match(word)):
        return False
    if not strong and _is_of_trade(word):
        return False
    if hearing.has_case and not hearing.text[end - len(word)].isupper():
        return False
    return strong or not hearing.has_case or is_known(word)


_STRONG = (_AFTER_KIN, _AFTER_TITLE, _NAMED, _OF_TRADE, _WHAT_CALLED, _APPOSED)


def _is_of_trade(word: str) -> bool:
    return re.fullmatch(rf"(?:{_TRADE}|{_KIN})s?", word) is not None
