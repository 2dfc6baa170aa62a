"""What a person typed into a search box becomes a tree, and what was not understood is said, never raised.

camera airport          both, anywhere in a document          "face recognition"   these words, in order
camera OR fence  |      either                                -drill  NOT drill    without it
( … )                   grouping                              surveil*             words that begin so
outlet:"Veld Courier" language:ko channel:web since:2019 until:2021-06 title:camera
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

FIELDS = ("outlet", "language", "channel", "since", "until", "family", "title")
"""Names that may stand before a colon; `lang` and `source` are understood as language and outlet."""

MOST = 100
"""Words, brackets and signs of a query; a bound on depth as well, so that no query exhausts the machine."""

_ALIASES = {"lang": "language", "source": "outlet"}
_OPENING = '"“„«「『'
_CLOSING = '"”»」』'
_TOKEN = re.compile(
    rf"(?P<space>\s+)|(?P<bracket>[()（）|])"
    rf"|(?P<minus>(?<!\S)-(?=\S)|(?<=[(（])-(?=\S))"
    rf"|(?:(?P<field>[A-Za-z]+):(?=\S))?"
    rf"(?:[{_OPENING}](?P<phrase>[^{_CLOSING}]*)(?P<close>[{_CLOSING}]?)|(?P<word>[^\s()（）|{_OPENING}{_CLOSING}]+))"
    rf"|(?P<stray>.)",
    re.S,
)


@dataclass(frozen=True, slots=True)
class Words:
    """Words to be found in this order; prefix where the last one may go on; exact where they stood in quotation marks
    (a lone word without them is found in singular and plural).
    """

    text: str
    prefix: bool = False
    title: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A restriction by a fact of the document: one of FIELDS but title, and the value as typed."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Not:
    """Documents without the part."""

    part: Node


@dataclass(frozen=True, slots=True)
class All:
    """Documents with every part; of no parts: every document."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Documents with at least one part."""

    parts: tuple[Node, ...]


Node = Words | Filter | Not | All | Either


@dataclass(frozen=True, slots=True)
class Asked:
    """A parsed query and the sentences about what was not understood."""

    tree: Node
    notes: tuple[str, ...] = ()


def parse(query: str) -> Asked:
    """Read a query. Never raises; what has no meaning is left out and named in the notes."""
    tokens = _tokens(query)
    reader = _Reader(tokens[:MOST])
    if len(tokens) > MOST:
        reader.notes.append(f"The query is very long: its first {MOST} parts were used, the rest was left out.")
    tree = reader.either()
    while reader.left():
        reader.notes.append("A closing bracket had no opening one; it was left out.")
        reader.take()
        tree = _all([tree, reader.either()])
    return Asked(tree, tuple(dict.fromkeys(reader.notes)))


def wanted(tree: Node) -> tuple[Words, ...]:
    """The words that a found document shows: all but those under a Not, in their order, each once."""
    match tree:
        case Words():
            return (tree,)
        case All(parts) | Either(parts):
            return tuple(dict.fromkeys(word for part in parts for word in wanted(part)))
        case Filter() | Not():
            return ()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    field: str | None = None
    closed: bool = True


def _tokens(query: str) -> list[_Token]:
    found: list[_Token] = []
    for match in _TOKEN.finditer(query):
        name = (match["field"] or "").lower() or None
        if match["bracket"]:
            found.append(_Token({"（": "(", "）": ")"}.get(match[0], match[0]), match[0]))
        elif match["minus"]:
            found.append(_Token("not", "-"))
        elif match["phrase"] is not None:
            found.append(_Token("phrase", match["phrase"], name, bool(match["close"])))
        elif match["word"]:
            found.append(_word_token(match["word"], name))
    return found


def _word_token(word: str, name: str | None) -> _Token:
    keyword = {"AND": "and", "OR": "|", "NOT": "not"}.get(word) if name is None else None
    return _Token(keyword or "word", word, name)


@dataclass
class _Reader:
    """Walks the tokens; `either` binds weaker than a row of parts, a minus binds strongest."""

    tokens: list[_Token]
    at: int = 0
    notes: list[str] = field(default_factory=list)

    def left(self) -> bool:
        return self.at < len(self.tokens)

    def next_is(self, *kinds: str) -> bool:
        return self.left() and self.tokens[self.at].kind in kinds

    def take(self) -> _Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def either(self) -> Node:
        choices = [self.row()]
        while self.next_is("|"):
            self.take()
            choices.append(self.row())
        meant = [choice for choice in choices if choice != All(())]
        if len(meant) < len(choices) and len(choices) > 1:
            self.notes.append("An OR had nothing on one of its sides; it was left out.")
        return meant[0] if len(meant) == 1 else Either(tuple(meant)) if meant else All(())

    def row(self) -> Node:
        parts: list[Node] = []
        while self.left() and not self.next_is("|", ")"):
            if self.next_is("and"):
                self.take()
                continue
            part = self.part()
            if part is not None:
                parts.append(part)
        return _all(parts)

    def part(self) -> Node | None:
        token = self.take()
        if token.kind == "not":
            return self.without()
        if token.kind == "(":
            return self.bracket()
        if token.field is None:
            return self.words(token)
        name = _ALIASES.get(token.field, token.field)
        if name == "title":
            return self.words(token, title=True)
        if name in FIELDS:
            return Filter(name, token.text.strip())
        self.notes.append(
            f"“{token.field}:” is no field here ({', '.join(FIELDS)} are); it was read as words of the text."
        )
        return self.words(_Token(token.kind, f"{token.field} {token.text}", None, token.closed))

    def without(self) -> Node | None:
        if not self.left() or self.next_is("|", ")", "and"):
            self.notes.append("A NOT had nothing after it; it was left out.")
            return None
        part = self.part()
        return None if part is None else Not(part)

    def bracket(self) -> Node | None:
        inner = self.either()
        if self.next_is(")"):
            self.take()
        else:
            self.notes.append("A bracket was never closed; it was read as closing at the end.")
        return None if inner == All(()) else inner

    def words(self, token: _Token, *, title: bool = False) -> Node | None:
        if not token.closed:
            self.notes.append("A quotation mark was never closed; it was read as closing at the end.")
        text = token.text.strip()
        prefix = text.endswith("*")
        text = text.rstrip("*")
        if not any(character.isalnum() for character in text):
            self.notes.append(f"“{token.text}” holds no letter and no digit; it was left out.")
            return None
        return Words(text, prefix, title, token.kind == "phrase")


def _all(parts: list[Node]) -> Node:
    meant = [part for part in parts if part != All(())]
    return meant[0] if len(meant) == 1 else All(tuple(meant))
