"""The forms in which a coded project is exchanged: the one list of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormRow:
    """A form of file. written, read: whether it is written here and read here; holds: what of a project it can say."""

    name: str
    suffix: str
    description: str
    example: str
    written: bool
    read: bool
    holds: str


FORMS = (
    FormRow("qdpx", ".qdpx", "REFI-QDA 1.5 project", "project.qdpx", True, True, "texts, codings, memos, cases"),
    FormRow("qdc", ".qdc", "REFI-QDA 1.0 codebook", "codebook.qdc", True, True, "codes alone"),
    FormRow("csv", ".csv", "one coding a row", "codings.csv", True, True, "codings with names of codes"),
    FormRow("taguette", ".sqlite3", "Taguette project", "project.sqlite3", True, True, "tags, texts, highlights"),
    FormRow("qualcoder", ".qda", "QualCoder project", "project.qda", False, True, "texts, codings, memos, cases"),
)
