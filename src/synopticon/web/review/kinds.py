"""The letter of each kind: pressed to re-class a mark, and set beside each mark, so that colour alone says nothing."""

from __future__ import annotations

KINDS: tuple[tuple[str, str, str], ...] = (
    ("p", "person", "a name, a nickname, a title with a name"),
    ("c", "contact", "a number to call, an address to write to"),
    ("i", "identifier", "a number of a passport, a case, an account"),
    ("d", "date", "a day, a month, a season"),
    ("a", "age", "an age, or how long ago somebody was born"),
    ("l", "place", "a location finer than the protocol leaves readable"),
    ("o", "organisation", "an employer, a school, a unit"),
    ("j", "occupation", "a job or rank"),
    ("b", "origin", "descent, class, ethnicity, religion"),
    ("k", "kinship", "who is whose, how many"),
    ("n", "number", "a sum, a count, a measure"),
    ("t", "other", "anything else that tells who it was"),
)
"""Letter, kind, what it is."""
