"""English: "according to X", "X reported", "citing X", "a spokesman for X said"; names begin with a capital."""

from __future__ import annotations

import re

from synopticon.reuse.cues.row import Named, Tongue, cue, words

_TITLES = "Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Sgt|Capt|Adm|Sen|Rep|Gov|Rev|St|Co|Corp|Inc|Jr|Sr"
_WORD = rf"(?:(?:{_TITLES})\.|(?:[A-Z]\.)+|(?:al-|el-)?[A-Z][\w&'’-]*)"
_ROLE = r"(?:news agency|spokes(?:man|woman|person)|correspondent|newspaper|daily|professor|director|president|editor)"
_LINK = rf"(?:(?:of|for|and|in)(?:\s+the)?|de|al|{_ROLE})"
_NAME = rf"(?:[Tt]he\s+)?{_WORD}(?:\s+(?:{_LINK}\s+)?{_WORD}){{0,7}}"
_PAPER = (
    r"(?:spokes(?:men|man|woman|person)|reports?|statement|study|survey|article|editorial|dispatch|documents?|data"
    r"|figures|research|analysis|investigation|announcement|witnesses|interviews?|remarks|head|director|manager"
    r"|president|chairman|chief|secretary|minister|commander|founder|editor|ambassador|lawyer|doctor)"
)
_OF = r"(?:for|of|by|from|in|with)"
_THROUGH = (
    rf"(?:(?:a|an|the|its|two|new|recent|annual|\w+ed)\s+){{0,3}}(?:[a-z-]+\s+){{0,2}}{_PAPER}\s+"
    rf"(?:[\w-]+\s+){{0,4}}?{_OF}\s+"
)
_UNNAMED = (
    r"(?:sources?|officials?|residents?|witness(?:es)?|eyewitnesses|diplomats?|experts?|analysts?|observers?"
    r"|defectors?|refugees?|traders?|insiders?|informants?|activists?|escapees|researchers|engineers?|soldiers?"
    r"|police|authorities|(?:state |local |foreign )?media|reports|newspapers|spokes(?:man|woman|person)|people"
    r"|speakers|participants|members|workers|visitors|delegates|scientists|students|teachers|farmers|villagers|locals"
    r"|fishermen|drivers|critics|supporters|prosecutors|lawmakers|investigators|survivors|inmates|guards|parents)"
)
_LOOSE = (
    rf"(?:(?:[Aa]n?|[Tt]he|[Oo]ne|[Tt]wo|[Ss]everal|[Ss]ome|[Mm]any|[Mm]ultiple)\s+)?(?:[A-Za-z-]+\s+){{0,3}}?"
    rf"{_UNNAMED}\b"
)
_BODY = (
    r"(?:\s+(?:government|military|army|navy|ministry|embassy|parliament|presidency|state television|news agency"
    r"|newspaper|website|magazine|radio|broadcaster|daily|foreign ministry|defen[cs]e ministry)\b)?"
)
_WHO = rf"(?:{_THROUGH})?(?P<who>{_NAME}{_BODY}(?:\s+{_UNNAMED}\b)?|{_LOOSE})"
_OUTLET = (
    rf"(?:[Tt]he\s+)?(?:{_WORD}\s+(?:(?:of|for|and)\s+)?){{0,5}}"
    rf"(?:News|Press|Times|Post|Monitor|Wire|Radio|Journal|Herald"
    r"|Tribune|Gazette|Review|Agency|Daily|Dispatch|Courier|Weekly|Magazine|Network|Television|Guardian|Telegraph"
    r"|Observer|Chronicle|Sinmun|Shimbun|Globe|Mail|Standard|Independent|Reuters|Yonhap|Xinhua|Kyodo|Interfax|Jiji"
    r"|Bloomberg|[A-Z]{2,})"
)
"""Names of outlets: who is told a thing by a source is not its source, unless it is one of these."""
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_BETWEEN = (
    rf"(?:\s+\([^()]{{1,30}}\))?(?:(?:,\s[^,;]{{1,90}}){{1,3}},)?"
    rf"(?:\s+(?:(?:on|last)\s+)?{_DAY}|\s+(?:also|later|earlier|today|yesterday|recently|has|had|have|then|first"
    rf"|separately))*"
)
_AFTER = (
    r"(?:that|how|why|what|in|on|at|about|of|by|during|after|last|this|it|he|she|they|the|his|her|their|there|no|by)"
)
_SAYS = (
    r"(?:said|says|reported(?!\s+to\b)|reports|announced|told|wrote|writes|claimed|claims|stated|confirmed|revealed"
    r"|disclosed|noted|warned|quoted|cited|testified|recalled|explained|quotes|cites|alleged|asserted|insisted)"
)

CUES = (
    cue(
        "according to",
        "According to Corvane Wire, the fence was finished.",
        rf"\b[Aa]ccording to\s+{_WHO}",
    ),
    cue(
        "as reported by",
        "As reported by Corvane Wire, the fence was finished.",
        rf"\b(?:(?:[Aa]s|was|were|been|is|are)\s+(?:first\s+|\w+ly\s+)?)?(?:reported|quoted|cited|announced)\s+"
        rf"(?:\w+\s+){{0,3}}?by\s+{_WHO}",
    ),
    cue(
        "citing",
        "The paper wrote, citing Corvane Wire, that the fence was finished.",
        rf"\b(?:[Cc]iting|[Qq]uoting|[Cc]ited|[Qq]uoted|[Cc]ites|[Qq]uotes)\s+{_WHO}",
    ),
    cue(
        "told",
        "A driver told Corvane Wire that the fence was finished.",
        rf"\b(?:told|tells)\s+(?P<who>{_OUTLET})(?=\s+{_AFTER}\b|[,.:;”\"]|$)",
    ),
    cue(
        "said",
        "Corvane Wire reported on Monday that the fence was finished.",
        # Names behind a preposition are stepped over: of "Ilse Varn, head of the Road Office, said" only she speaks.
        rf"\b(?:of|in|at|from|by|with|to|for|on)\s+{_NAME}|(?<![\w-])(?:{_THROUGH})?"
        rf"(?P<who>{_NAME}(?<!['’]s){_BODY}(?:\s+{_ROLE}\b)?(?:\s+{_UNNAMED}\b)?|{_LOOSE}"
        rf"|(?:[Aa]n?|[Oo]ne)\s(?:[a-z-]+\s){{0,3}}?[a-z-]+){_BETWEEN}\s+{_SAYS}\b(?!\s+to\s+be\b)",
    ),
    cue(
        "said, name after",
        "“The fence was finished,” said Anna Brandt.",
        rf"(?:^|[,”\"’'])\s*(?:said|says|reported|reports|wrote|writes)\s+{_WHO}"
        rf"(?=[,.:;”\"]|$|\s+(?:in|on|at|who|of|to|{_DAY})\b)",
    ),
)

_LEADING = words(
    "when while as but and if after before in on at since although though then yesterday meanwhile however today "
    "moreover so for by with under last earlier later also only even both because where until once to from or nor "
    "yet that which monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december"
)
_TRAILING = words("monday tuesday wednesday thursday friday saturday sunday of for and de al in the")
_PRONOUNS = words(
    "he she it they we i you this that these those there who what one nobody somebody everybody no some all another "
    "others many most few neither none"
)
_NO_SOURCE = words(
    "article resolution law act treaty constitution chapter section plan schedule tradition custom calendar time "
    "agreement protocol paragraph table figure annex gmt utc idea policy rule regulation january february march "
    "april may june july august september october november december god bible"
)
_COUNTRIES = words(
    "u.s us usa america japan china korea russia dprk iran israel britain germany france italy vietnam taiwan "
    "ukraine washington beijing seoul tokyo moscow pyongyang europe"
)
"""Bare names of states and of the capitals that stand for them: who speaks there is not said."""
_OFFICES = words(
    "president minister secretary chairman director premier ambassador general professor mayor governor king queen"
)
_HEAD_UNNAMED = re.compile(rf"(?:^|\s){_UNNAMED}$", re.IGNORECASE)


def name_in(found: str) -> Named | None:
    """The name without days, conjunctions and what is no part of it; None for pronouns, laws, months and the like."""
    start, end = 0, len(found)
    while (first := re.match(r"\S+\s*", found[start:end])) and first[0].strip(" ,").lower() in _LEADING:
        start += len(first[0])
    while (last := re.search(r"\s*\S+$", found[start:end])) and last[0].strip().lower() in _TRAILING:
        end = start + last.start()
    inside = re.search(r"\s+in\s", found[start:end])
    if inside and not re.search(r"\s(?:of|for)\s", found[start : start + inside.start()]):
        end = start + inside.start()
    if found[start:end].endswith(("'s", "’s")):
        end -= 2
    start += len(found[start:end]) - len(found[start:end].lstrip())
    name = found[start:end].rstrip(" .'’")
    bare = re.sub(r"^(?:[Tt]he|[Aa]n?|[Oo]ne)\s+", "", name)
    if (
        (
            not bare
            or bare.split()[0].lower() in _PRONOUNS
            or not _NO_SOURCE.isdisjoint((bare.split()[0].lower(), bare.split()[-1].lower()))
        )
        or all(one in _COUNTRIES for one in bare.lower().replace(" the ", " ").split(" and "))
        or bare.split()[-1].lower() in _OFFICES
    ):
        return None
    unnamed = bool(_HEAD_UNNAMED.search(bare)) or not re.search("[A-Z]", bare)
    return Named(start, start + len(name), known=not unnamed)


ENGLISH = Tongue("en", CUES, name_in)
