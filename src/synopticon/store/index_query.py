"""A query's tree as the index asks it: every word becomes terms and phrases over pairs of characters."""

from __future__ import annotations

from collections.abc import Callable

import tantivy

from synopticon.language.bigrams import Piece, pieces
from synopticon.language.folding import fold
from synopticon.language.number import forms
from synopticon.language.query import All, Either, Filter, Node, Not, Words

BODY, TITLE, CHARACTERS = "body", "title", "characters"

_MUST, _SHOULD, _NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot


def compiled(tree: Node, schema: tantivy.Schema, filtered: Callable[[Filter], tantivy.Query]) -> tantivy.Query:
    """The tree as one query. filtered answers for the restrictions by facts, which add nothing to the rank."""
    match tree:
        case Words():
            return words_query(tree, schema)
        case Filter():
            return tantivy.Query.const_score_query(filtered(tree), 0.0)
        case Not():
            return compiled(All((tree,)), schema, filtered)
        case Either(parts):
            return tantivy.Query.boolean_query([(_SHOULD, compiled(part, schema, filtered)) for part in parts])
        case All(parts):
            without = [(_NOT, compiled(part.part, schema, filtered)) for part in parts if isinstance(part, Not)]
            wanted = [(_MUST, compiled(part, schema, filtered)) for part in parts if not isinstance(part, Not)]
            return tantivy.Query.boolean_query((wanted or [(_MUST, tantivy.Query.all_query())]) + without)


def words_query(words: Words, schema: tantivy.Schema) -> tantivy.Query:
    """Documents that hold these words in this order, in their title or text."""
    found = pieces(fold(words.text))
    if not found:
        return tantivy.Query.empty_query()
    if len(found) == 1 and _is_lone(found[0]) and not words.title:
        return tantivy.Query.term_query(schema, CHARACTERS, found[0].token)
    field = TITLE if words.title else BODY
    if len(found) == 1 and found[0].word and not (words.prefix or words.exact):
        either = [tantivy.Query.term_query(schema, field, form) for form in forms(found[0].token)]
        return either[0].or_should_match(*either[1:]) if len(either) > 1 else either[0]
    return _phrase(found, words.prefix, schema, field)


def _phrase(found: tuple[Piece, ...], prefix: bool, schema: tantivy.Schema, field: str) -> tantivy.Query:
    expressions = [_expression(piece, prefix and piece is found[-1]) for piece in found]
    plain = expressions == [piece.token for piece in found]
    if len(found) == 1:
        one = tantivy.Query.term_query if plain else tantivy.Query.regex_query
        return one(schema, field, expressions[0])
    row = tantivy.Query.phrase_query if plain else tantivy.Query.regex_phrase_query
    return row(schema, field, [(piece.position, text) for piece, text in zip(found, expressions, strict=True)])


def _expression(piece: Piece, prefix: bool) -> str:
    """The token as a regular expression over the terms; tokens hold letters, digits and their marks only."""
    if piece.word:
        return f"{piece.token}.*" if prefix else piece.token
    return f"{piece.token}.?" if _is_lone(piece) else piece.token


def _is_lone(piece: Piece) -> bool:
    return not piece.word and len(piece.token) == 1
