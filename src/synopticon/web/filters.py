"""What a list of items can be restricted to, as the address of the page says it."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlencode

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from synopticon.model.item import ItemQuery

Order = Literal["published", "-published", "collected", "-collected", "outlet", "-outlet", "title", "-title"]
PER_PAGE = 50


def _none_if_blank(value: str | None) -> str | None:
    return value.strip() or None if value else None


Restriction = Annotated[str | None, AfterValidator(_none_if_blank)]
"""A word that restricts a list. A form sends its empty fields too: they restrict nothing."""


class ItemFilter(BaseModel):
    """The query part of a list's address. Empty means no restriction."""

    model_config = ConfigDict(extra="ignore")

    text: Restriction = Field(None, max_length=500, description="A substring of title, outlet or address.")
    outlet: Restriction = None
    language: Restriction = None
    channel: Restriction = None
    family: Restriction = None
    since: Restriction = Field(None, description="Published on or after this EDTF date.")
    until: Restriction = Field(None, description="Published on or before this EDTF date.")
    state: Literal["", "read", "failed", "withdrawn", "all"] = ""
    order: Order = "-published"
    page: int = Field(1, ge=1, le=1_000_000)

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
            offset=(self.page - 1) * PER_PAGE if offset is None else offset,
        )

    @property
    def restricted(self) -> bool:
        """True where the list is not the whole list."""
        return bool(self.model_dump(exclude_defaults=True, exclude={"order", "page"}))

    def address(self, path: str = "/items", **changes: object) -> str:
        """The address of this list with some restrictions changed; a change other than the page begins at page one."""
        if "page" not in changes:
            changes["page"] = 1
        wanted = {**self.model_dump(), **changes}
        defaults = {name: row.default for name, row in type(self).model_fields.items()}
        kept = {name: value for name, value in wanted.items() if value != defaults[name] and value is not None}
        return f"{path}?{urlencode(kept)}" if kept else path

    def sorted_by(self, column: str) -> str:
        """The order that a click on a column's head asks for."""
        return f"-{column}" if self.order == column else column
