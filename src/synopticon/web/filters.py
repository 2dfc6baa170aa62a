"""What a list can be restricted to and how it is sorted, as the address of its page says it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, ClassVar, Literal
from urllib.parse import urlencode

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from synopticon.model.finding import Finding
from synopticon.model.item import ItemQuery, Page
from synopticon.model.reuse import FamilySummary
from synopticon.model.source import SourceQuery

PER_PAGE = 50


def _none_if_blank(value: str | None) -> str | None:
    return value.strip() or None if value else None


Restriction = Annotated[str | None, AfterValidator(_none_if_blank)]
"""A word that restricts a list. A form sends its empty fields too: they restrict nothing."""


class ListFilter(BaseModel):
    """The query part of a list's address. Empty means no restriction."""

    model_config = ConfigDict(extra="ignore")
    PATH: ClassVar[str]

    order: str = ""
    page: int = Field(1, ge=1, le=1_000_000)

    @property
    def offset(self) -> int:
        """Rows before this page."""
        return (self.page - 1) * PER_PAGE

    @property
    def restricted(self) -> bool:
        """True where the list is not the whole list."""
        return bool(self.model_dump(exclude_defaults=True, exclude={"order", "page"}))

    def address(self, ending: str = "", **changes: object) -> str:
        """The address of this list with some restrictions changed; a change other than the page begins at page one.

        ending: ".csv" or ".json" for the list as a file.
        """
        if "page" not in changes:
            changes["page"] = 1
        wanted = {**self.model_dump(), **changes}
        defaults = {name: row.default for name, row in type(self).model_fields.items()}
        kept = {name: value for name, value in wanted.items() if value != defaults[name] and value is not None}
        path = self.PATH + ending
        return f"{path}?{urlencode(kept)}" if kept else path

    def sorted_by(self, column: str, *, down: bool = False) -> str:
        """The order that a click on a column's head asks for; down: numbers begin with the largest."""
        first, second = (f"-{column}", column) if down else (column, f"-{column}")
        return second if self.order == first else first


class ItemFilter(ListFilter):
    """A list of items."""

    PATH: ClassVar[str] = "/items"

    text: Restriction = Field(None, max_length=500, description="A substring of title, outlet or address.")
    outlet: Restriction = None
    language: Restriction = None
    channel: Restriction = None
    family: Restriction = None
    since: Restriction = Field(None, description="Published on or after this EDTF date.")
    until: Restriction = Field(None, description="Published on or before this EDTF date.")
    state: Literal["", "read", "failed", "withdrawn", "all"] = ""
    order: Literal[
        "published", "-published", "collected", "-collected", "outlet", "-outlet", "title", "-title"
    ] = "-published"  # fmt: skip

    def query(self, limit: int = PER_PAGE, offset: int | None = None) -> ItemQuery:
        """The same as the store understands it."""
        failed = {"failed": True, "read": False}.get(self.state)
        withdrawn = {"withdrawn": True, "all": None}.get(self.state, False)
        return ItemQuery(
            text=self.text,
            outlet=self.outlet,
            language=self.language,
            channel=self.channel,
            family=self.family,
            since=self.since,
            until=self.until,
            failed=failed,
            withdrawn=withdrawn,
            order=self.order,
            limit=limit,
            offset=self.offset if offset is None else offset,
        )


class FamilyFilter(ListFilter):
    """A list of families: those with a document that meets all of this."""

    PATH: ClassVar[str] = "/families"

    text: Restriction = Field(None, max_length=500)
    outlet: Restriction = None
    language: Restriction = None
    since: Restriction = None
    until: Restriction = None
    least: int = Field(2, ge=2, le=1_000_000)
    unseen: bool = False
    order: Literal["size", "-size", "outlets", "-outlets", "first", "-first", "last", "-last"] = "-size"

    def read(
        self, families: Callable[..., Page[FamilySummary]], limit: int = PER_PAGE, offset: int | None = None
    ) -> Page[FamilySummary]:
        """Ask a reader's `families` for this list."""
        meets = ItemQuery(
            text=self.text, outlet=self.outlet, language=self.language, since=self.since, until=self.until
        )
        return families(
            least=self.least,
            limit=limit,
            offset=self.offset if offset is None else offset,
            holding=None if meets == ItemQuery() else meets,
            unseen=self.unseen,
            order=self.order,
        )


class SourceFilter(ListFilter):
    """A list of sources."""

    PATH: ClassVar[str] = "/sources"

    text: Restriction = Field(None, max_length=500)
    channel: Restriction = None
    failed: bool = False
    order: Literal["documents", "-documents", "failed", "-failed", "outlet", "-outlet"] = "-documents"

    def query(self, limit: int = PER_PAGE, offset: int | None = None) -> SourceQuery:
        """The same as the store understands it."""
        begin = self.offset if offset is None else offset
        return SourceQuery(self.text, self.channel, self.failed, self.order, limit, begin)


class FindingFilter(ListFilter):
    """A list of findings."""

    PATH: ClassVar[str] = "/findings"

    text: Restriction = Field(None, max_length=500)
    state: Literal["", "standing", "bare", "withdrawn"] = ""
    likelihood: Restriction = Field(None, description="A term of ICD 203, or 'none'.")
    order: Literal["stated", "-stated", "changed", "-changed", "passages", "-passages"] = "stated"

    def chosen(self, findings: Sequence[Finding]) -> list[Finding]:
        """The findings that meet this, in its order; withdrawn ones stand last."""
        key = {
            "stated": lambda one: (one.created, len(one.key), one.key),
            "changed": lambda one: one.changed,
            "passages": lambda one: len(one.evidence),
        }[self.order.removeprefix("-")]
        met = sorted(filter(self._meets, findings), key=key, reverse=self.order.startswith("-"))
        return sorted(met, key=lambda one: one.withdrawn is not None)

    def _meets(self, one: Finding) -> bool:
        said = f"{one.key} {one.proposition}\n{one.gaps}".casefold()
        states = {
            "standing": not one.withdrawn,
            "bare": not one.withdrawn and not one.evidence,
            "withdrawn": bool(one.withdrawn),
        }
        likelihood = one.likelihood or "none"
        return (
            states.get(self.state, True)
            and (self.likelihood is None or self.likelihood == likelihood)
            and (self.text is None or self.text.casefold() in said)
        )
