"""What an edition says, in public values only: nobody's name who collected, no path of a machine, no private id."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from synopticon.model.digests import digest_of


@dataclass(frozen=True, slots=True)
class Source:
    """A captured document as the public may know it.

    id: keyed name, the same in every edition. address: a URL, or `file:` and a base name. collected: a day.
    payload_sha1 is of the same bytes, for FollowTheMoney; only of what is cited.
    """

    id: str
    outlet: str | None
    title: str | None
    address: str
    published: str | None
    collected: str
    language: str | None
    media_type: str | None
    channel: str
    authors: tuple[str, ...]
    payload_sha256: str
    payload_sha1: str | None
    payload_size: int
    salt: str
    commitment: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Exactly the quoted characters, and whence. reading: commitment to the text in which they stand."""

    id: str
    exact: str
    source: str
    reading: str


@dataclass(frozen=True, slots=True)
class Ground:
    """A quotation brought to a finding: which way it points and how the speaker knows. Working notes stay at home."""

    quotation: str
    stance: str
    basis: str


@dataclass(frozen=True, slots=True)
class Testimony:
    """What a witness said, as the public may know it: no name, no pseudonym, nothing that two of them share.

    use: verbatim, in paraphrase, or counted only; words: empty where it is counted only.
    """

    stance: str
    basis: str
    use: str
    words: str


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent origin behind a finding. source is None where the origin itself was not collected."""

    stance: str
    label: str
    channel: str
    first: str | None
    family: str
    source: str | None
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicFinding:
    """A finding as it is published.

    sentences: likelihood, confidence and count, each a sentence of its own (ICD 203).
    """

    key: str
    revision: int
    proposition: str
    occurred: str | None
    likelihood: str | None
    confidence: str
    sentences: tuple[str, ...]
    gaps: str
    reasons: tuple[str, ...]
    fragility: str
    independent_origins: int
    documents: int
    echoes: int
    by_channel: tuple[tuple[str, int], ...]
    grounds: tuple[Ground, ...]
    origins: tuple[Origin, ...]
    testimony: tuple[Testimony, ...] = ()
    witnesses: int = 0


@dataclass(frozen=True, slots=True)
class Relation:
    """A document's place in its family. score: share of the shorter text, in thousandths."""

    family: str
    source: str
    role: str
    parent: str | None
    kind: str | None
    score: int | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished SVG and the words that say the same."""

    svg: str
    words: str


@dataclass(frozen=True, slots=True)
class Edition:
    """All that one release says. pictures: the origin tree of a finding by its key."""

    study: str
    question: str
    notice: str
    publisher: str
    licence: str
    number: int
    day: str
    program: str
    findings: tuple[PublicFinding, ...]
    quotations: tuple[Quotation, ...]
    sources: tuple[Source, ...]
    relations: tuple[Relation, ...]
    pictures: dict[str, Picture] = field(default_factory=dict)

    @property
    def content(self) -> str:
        """Digest of what is said, without number, day and program: two editions with the same one say the same."""
        value = asdict(self)
        for name in ("number", "day", "program", "pictures"):
            del value[name]
        return digest_of(value)

    def source(self, source: str) -> Source:
        """The source of that name."""
        return next(row for row in self.sources if row.id == source)

    def quotation(self, quotation: str) -> Quotation:
        """The quotation of that name."""
        return next(row for row in self.quotations if row.id == quotation)
