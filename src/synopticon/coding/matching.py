"""Where words or a regular expression stand in texts. A pattern that would take for ever is stopped: it runs in a
process of its own, to which the texts are piped, and which is ended when its time is up.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence

from synopticon.errors import UsageError
from synopticon.language.query import All, Either, Filter, Node, Not, Words, parse, wanted
from synopticon.language.snippets import places

SECONDS = 10.0
"""How long a regular expression may take over the texts that it is given at a time."""

LONGEST_PATTERN = 2_000
MOST = 5_000
"""Places in one text that are answered at most."""

Span = tuple[int, int]


def words_in(query: str, texts: Sequence[str]) -> list[list[Span]]:
    """For each text the spans of the query's words, where the text meets the whole query.

    Letter case, accents and, for a lone word, singular and plural do not matter. Raises UsageError for a query without
    words, and for filters: what to search in is chosen otherwise.
    """
    tree = parse(query).tree
    words = wanted(tree)
    if not words or _filters(tree):
        raise UsageError(
            "the query names no words" if not words else "a query for coding names words alone",
            where=query[:80],
            remedy="Write the words; say where to look with --document.",
        )
    found: list[list[Span]] = []
    for text in texts:
        here = places(text, words)
        seen = {words[number] for _, _, number in here}
        meets = _meets(tree, seen, text)
        found.append(sorted({(start, end) for start, end, _ in here if start < end})[:MOST] if meets else [])
    return found


def expression_in(pattern: str, texts: Sequence[str], *, seconds: float = SECONDS) -> list[list[Span]]:
    """For each text the spans of a regular expression (Python's `re`; letter case does not matter).

    Raises UsageError where it is no regular expression, matches nothing but emptiness, or takes too long.
    """
    check_expression(pattern)
    asked = json.dumps([pattern, list(texts)]).encode("ascii")
    command = [sys.executable, "-m", "synopticon.coding.matching_process"]
    try:
        answer = subprocess.run(command, input=asked, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise UsageError(
            "the regular expression takes too long",
            where=pattern[:80],
            why=f"it was stopped after {seconds:g} seconds; nested repetitions such as (a+)+ grow without end",
            remedy="Write it without a repetition inside a repetition, or search for words.",
        ) from error
    if answer.returncode:
        raise UsageError("the regular expression could not be run", where=pattern[:80], remedy="Write a simpler one.")
    return [[(start, end) for start, end in spans] for spans in json.loads(answer.stdout)]


def check_expression(pattern: str) -> None:
    """Raises UsageError for what is no regular expression, or is too long for one."""
    if not pattern or len(pattern) > LONGEST_PATTERN:
        why = f"it has {len(pattern):,} characters; {LONGEST_PATTERN:,} are room enough" if pattern else "it is empty"
        raise UsageError("that is no regular expression", why=why)
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise UsageError(
            "that is no regular expression",
            where=pattern[:80],
            why=str(error),
            remedy="Mend it, or search for the words themselves without --regex.",
        ) from error


def _meets(tree: Node, seen: set[Words], text: str) -> bool:
    match tree:
        case Words():
            # What stands under a Not is not among the words that were looked for.
            return tree in seen or bool(places(text, (tree,)))
        case Not(part):
            return not _meets(part, seen, text)
        case All(parts):
            return all(_meets(part, seen, text) for part in parts)
        case Either(parts):
            return any(_meets(part, seen, text) for part in parts)
        case Filter():
            return True


def _filters(tree: Node) -> bool:
    match tree:
        case Filter():
            return True
        case Not(part):
            return _filters(part)
        case All(parts) | Either(parts):
            return any(map(_filters, parts))
        case Words():
            return tree.title
