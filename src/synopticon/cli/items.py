"""`synopticon items`: the study's documents, as a list or one by one."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from synopticon.cli.output import JsonOption, StudyOption, open_study, print_json, print_table, shortened

if TYPE_CHECKING:
    from synopticon.model.item import Item
    from synopticon.workflow.study import Study


def items(
    item: Annotated[str | None, typer.Argument(help="An item's id or its beginning; without it, a list.")] = None,
    containing: Annotated[str | None, typer.Option(help="Part of a title, outlet or address.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Only this outlet.")] = None,
    language: Annotated[str | None, typer.Option(help="Only this language.")] = None,
    channel: Annotated[str | None, typer.Option(help="Only what came this way, e.g. web, file, warc.")] = None,
    family: Annotated[str | None, typer.Option(help="Only members of this family.")] = None,
    since: Annotated[str | None, typer.Option(help="Only documents that may date from then or later (EDTF).")] = None,
    until: Annotated[str | None, typer.Option(help="Only documents that may date from then or earlier (EDTF).")] = None,
    failed: Annotated[bool, typer.Option("--failed", help="Only captures that failed.")] = False,
    withdrawn: Annotated[bool, typer.Option("--withdrawn", help="Only withdrawn documents.")] = False,
    order: Annotated[str, typer.Option(help="published, collected, outlet or title; - before it reverses.")] = (
        "-published"
    ),
    limit: Annotated[int, typer.Option(min=1, help="Rows to show.")] = 50,
    offset: Annotated[int, typer.Option(min=0, help="Rows to pass over.")] = 0,
    text: Annotated[bool, typer.Option("--text", help="With an item: print its text and nothing else.")] = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """List documents, or show one with what is known of it and from where.

    Example: synopticon items --study cameras --outlet "Veld Courier" --since 2021
    """
    from synopticon.model.item import ItemQuery

    with open_study(study) as opened:
        reader = opened.reader
        if item is not None:
            _show(opened, reader.whole_id("item", item), text, as_json)
            return
        query = ItemQuery(
            text=containing, outlet=outlet, language=language, channel=channel,
            family=reader.whole_id("family", family) if family else None, since=since, until=until,
            failed=True if failed else None, withdrawn=withdrawn, order=order, limit=limit, offset=offset,
        )  # fmt: skip
        page = reader.items(query)
    if as_json:
        print_json({"total": page.total, "rows": [asdict(row) for row in page.rows]})
        return
    if not page.rows:
        typer.echo("No document meets this. Collect some: synopticon collect FILE|FOLDER|URL")
        return
    print_table(("ITEM", "PUBLISHED", "OUTLET", "TITLE"), [_row(row) for row in page.rows])
    if offset + len(page.rows) < page.total:
        typer.echo(f"{page.total:,} in all. More: --offset {offset + len(page.rows)}")


def _row(item: Item) -> tuple[str, str, str, str]:
    said = item.failure or item.title or item.asked
    return item.id[:12], shortened(item.published or "undated", 12), shortened(item.outlet, 18), shortened(said, 30)


def _show(study: Study, item: str, text: bool, as_json: bool) -> None:
    reader = study.reader
    found = reader.item(item)
    extraction = reader.current_extraction(item)
    if text:
        typer.echo(extraction.reading.text if extraction else "")
        return
    judgements = reader.judgements(f"item:{item}")
    passages = reader.passages_of(item)
    if as_json:
        print_json(
            {
                **asdict(found),
                "passages": [passage.id for passage in passages],
                "findings": reader.findings_citing(item),
                "judgements": [asdict(judgement) for judgement in judgements],
            }
        )
        return
    for label, value in _facts(found):
        if value:
            typer.echo(f"{label:<11} {value}")
    for warning in found.warnings:
        typer.echo(f"warning     {warning}")
    typer.echo(f"passages    {len(passages)} cited; findings: {', '.join(reader.findings_citing(item)) or 'none'}")
    for judgement in judgements:
        facts = ", ".join(f"{name} = {fact}" for name, fact in judgement.value.items())
        typer.echo(f"judgement   {judgement.verdict} {facts}".rstrip() + f": {judgement.reason}")
    typer.echo(f"Its text: synopticon items {item[:12]} --text")


def _facts(item: Item) -> list[tuple[str, str | None]]:
    from synopticon.workflow.in_time import date_told

    outlet_from, published_from, language_from = item.facts_from
    return [
        ("item", item.id),
        ("title", item.title),
        ("outlet", _sourced(item.outlet, outlet_from)),
        ("published", _sourced(date_told(item) if item.published else None, published_from)),
        ("language", _sourced(item.language, language_from)),
        ("authors", ", ".join(item.authors)),
        ("asked", item.asked),
        ("address", item.url),
        ("collected", f"{item.collected.isoformat(timespec='seconds')}, channel {item.channel}"),
        ("format", f"{item.format}, {item.length:,} characters" if item.format else None),
        ("family", item.family),
        ("failed", item.failure),
        ("withdrawn", item.withdrawn),
    ]


def _sourced(value: str | None, source: str | None) -> str | None:
    said = {"correction": "corrected", "claim": "said by its channel", "document": "said by the document"}
    return f"{value} ({said.get(source or '', 'unknown from where')})" if value else None
