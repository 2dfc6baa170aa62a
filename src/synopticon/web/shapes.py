"""The shapes of the JSON routes, as /api/openapi.json describes them."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """Filled from the model's values by their names."""

    model_config = ConfigDict(from_attributes=True)


class Counts(Shape):
    """How many of each thing the study holds."""

    captures: int
    failures: int
    items: int
    extractions: int
    outlets: int
    families: int
    echoes: int
    findings: int
    passages: int
    judgements: int
    custody: int
    last_custody: str | None


class Item(Shape):
    """One document."""

    id: str
    title: str | None
    outlet: str | None
    authors: list[str]
    published: str | None = Field(description="EDTF")
    published_at: str | None = Field(description="The moment on that day, where it was told; ISO 8601")
    collected: datetime
    language: str | None = Field(description="BCP 47")
    channel: str
    asked: str
    url: str | None
    format: str | None
    length: int = Field(description="Code points of the text")
    family: str | None
    failure: str | None
    withdrawn: str | None
    warnings: list[str]


class Passage(Shape):
    """A cited span; offsets count Unicode code points, end exclusive."""

    id: str
    item: str
    extraction: str
    start: int
    end: int
    exact: str


class ItemWithText(Item):
    """One document with its text and what was cited of it."""

    extraction: str | None
    text: str
    passages: list[Passage]


class Items(Shape):
    """A slice of a list of documents."""

    total: int
    rows: list[Item]


class Family(Shape):
    """A family as a list shows it."""

    id: str
    size: int
    origin: str | None
    title: str | None
    outlets: list[str]
    first: str | None
    last: str | None
    languages: list[str]


class Families(Shape):
    """A slice of the list of families."""

    total: int
    rows: list[Family]


class Member(Shape):
    """A document's part in its family; probabilities and scores in thousandths."""

    item: str
    family: str
    role: str
    parent: str | None
    origin: str | None
    origin_probability: int | None
    kind: str | None
    score: int | None
    reasons: list[str]


class Evidence(Shape):
    """A passage brought to a finding."""

    passage: Passage
    stance: str
    basis: str
    note: str


class Finding(Shape):
    """A proposition as it stands now."""

    key: str
    revision: int
    proposition: str
    likelihood: str | None
    gaps: str
    occurred: str | None = Field(description="EDTF")
    evidence: list[Evidence]
    created: datetime
    changed: datetime
    withdrawn: str | None


class Snippet(Shape):
    """Where and why a document was found; highlights are spans within text."""

    text: str
    start: int
    highlights: list[tuple[int, int]]


class Found(Shape):
    """One family among the results: its best document and its copies."""

    item: Item
    snippet: Snippet
    copies: list[Item]
    family: str | None
    family_size: int


class Results(Shape):
    """The answer to a search; total counts documents, rows are grouped by family."""

    query: str
    total: int
    more: bool
    stale: str | None
    notes: list[str]
    rows: list[Found]


class Act(Shape):
    """What was done."""

    act: str
    subject: str
    digest: str | None
    details: dict[str, str]


class CustodyEntry(Shape):
    """One link of the custody chain."""

    sequence: int
    previous: str
    who: str
    at: datetime
    act: Act
    entry: str


class Fault(BaseModel):
    """What failed, where, why, and what to do next."""

    code: str
    what: str
    where: str | None
    why: str | None
    next: str | None


class Error(BaseModel):
    """The one error shape."""

    error: Fault
