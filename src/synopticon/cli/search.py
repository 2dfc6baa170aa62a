"""`synopticon search`: every document that holds the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from synopticon.cli.output import JsonOption, StudyOption, open_study, print_json, progress, shortened, wrapped
from synopticon.errors import UsageError

if TYPE_CHECKING:
    from synopticon.language.snippets import Snippet
    from synopticon.workflow.search import IndexSummary, Results, Row
    from synopticon.workflow.testimony_search import TestimonyRow

_WIDTH = 78


def search(
    words: Annotated[list[str] | None, typer.Argument(help="Words; see below for phrases, OR, NOT and fields.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Only this outlet.")] = None,
    language: Annotated[str | None, typer.Option(help="Only this language, e.g. ko.")] = None,
    since: Annotated[str | None, typer.Option(help="Only documents that may date from then or later (EDTF).")] = None,
    until: Annotated[str | None, typer.Option(help="Only documents that may date from then or earlier (EDTF).")] = None,
    channel: Annotated[str | None, typer.Option(help="Only what came this way, e.g. web, file, warc.")] = None,
    family: Annotated[str | None, typer.Option(help="Only members of this family.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Rows to show; copies stand under their row.")] = 20,
    offset: Annotated[int, typer.Option(min=0, help="Rows to pass over.")] = 0,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make the index anew first; alone, only do that.")] = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find documents; copies of one text stand behind their origin, none is dropped.

    Words must all be there. "In quotation marks" they follow one another; OR (or |) means either, -word without it,
    word* any word that begins so. title:, outlet:, language:, channel:, since:, until: and family: restrict. Korean,
    Chinese and Japanese are found by any one, two or more characters.

    Example: synopticon search --study cameras '감시 OR surveillance -drill since:2021'
    """
    from synopticon.workflow.search import refresh_index
    from synopticon.workflow.search import search as run

    query = query_of(words or [])
    if not query and not rebuild and not any((outlet, language, since, until, channel, family)):
        raise UsageError("nothing was asked", remedy='Name a word, for example: synopticon search "camera"')
    with open_study(study) as opened:
        if rebuild:
            with progress(quiet=as_json) as shown:
                summary = refresh_index(opened, progress=shown, rebuild=True)
            if not query:
                _say_rebuilt(summary, as_json)
                return
        results = run(
            opened, query, outlet=outlet, language=language, since=since, until=until, channel=channel,
            family=opened.reader.whole_id("family", family) if family else None, limit=limit, offset=offset,
        )  # fmt: skip
    if as_json:
        print_json(as_values(results))
        return
    for line in lines_of(results, offset):
        typer.echo(line)
    for sentence in (*results.notes, results.stale):
        if sentence:
            typer.echo(f"Note: {sentence}", err=True)


def query_of(words: Sequence[str]) -> str:
    """The query that was meant: where the shell has taken quotation marks away, blanks inside a word show it."""
    if len(words) == 1:
        return words[0]
    return " ".join(_requoted(word) if " " in word else word for word in words)


def _requoted(word: str) -> str:
    name, colon, value = word.partition(":")
    return f'{name}:"{value}"' if colon and name.isalpha() else f'"{word}"'


def _say_rebuilt(summary: IndexSummary, as_json: bool) -> None:
    if as_json:
        print_json(asdict(summary))
        return
    typer.echo(f"Made the search index anew: {summary.documents:,} documents, {summary.size:,} bytes.")
    typer.echo("To undo: nothing is lost; the index is derived and can be made at any time.")


def as_values(results: Results) -> dict[str, Any]:
    """Results as plain values for programs: offsets count code points."""
    return {
        "query": results.query,
        "documents": results.total,
        "more": results.more,
        "stale": results.stale,
        "notes": list(results.notes),
        "testimony": [
            {
                "witness": row.pseudonym,
                "text": row.text,
                "language": row.language,
                "snippet": row.snippet.text,
                "highlights": [list(span) for span in row.snippet.highlights],
            }
            for row in results.testimony
        ],
        "rows": [
            {
                "item": row.item.id,
                "title": row.item.title,
                "outlet": row.item.outlet,
                "published": row.item.published,
                "language": row.item.language,
                "url": row.item.url,
                "snippet": asdict(row.snippet),
                "family": row.family,
                "family_size": row.family_size,
                "copies": [copy.id for copy in row.copies],
            }
            for row in results.rows
        ],
    }


def lines_of(results: Results, offset: int = 0) -> list[str]:
    """Results for people, at most 80 columns wide."""
    told = _told_lines(results.testimony)
    if not results.rows:
        return ["No document was found." if results.total == 0 else "There are no more rows.", *told]
    documents = "1 document" if results.total == 1 else f"{results.total:,} documents"
    lines = [f"{documents} found. Copies stand under their origin."]
    for number, row in enumerate(results.rows, start=offset + 1):
        lines += ["", *_row_lines(number, row)]
    if results.more:
        lines += ["", f"More rows: --offset {offset + len(results.rows)}"]
    return lines + told


def _told_lines(rows: Sequence[TestimonyRow]) -> list[str]:
    """Witnesses whose signed texts were found, marked as testimony."""
    lines = ["", f"Testimony: {len(rows)} signed {'text' if len(rows) == 1 else 'texts'} found."] if rows else []
    for row in rows:
        lines += [
            "",
            f"   witness {row.pseudonym} · {row.language or 'language unknown'}",
            *wrapped(marked(row.snippet)),
        ]
    return lines


def _row_lines(number: int, row: Row) -> list[str]:
    item = row.item
    facts = [item.published or "undated", item.outlet, item.language, item.id[:12]]
    lines = [
        shortened(f"{number}. {item.title or item.asked}", _WIDTH),
        shortened("   " + " · ".join(fact for fact in facts if fact), _WIDTH),
        *wrapped(marked(row.snippet)),
    ]
    if row.copies:
        several = "copy" if len(row.copies) == 1 else "copies"
        lines.append(f"   + {len(row.copies)} {several} found, of a family of {row.family_size}:")
        lines += [shortened(f"     {copy.id[:12]}  {copy.published or 'undated'}  {copy.outlet or ''}", _WIDTH)
                  for copy in row.copies]  # fmt: skip
    return lines


def marked(cut: Snippet) -> str:
    """The snippet with the found words between asterisks, on one line."""
    parts, at = [], 0
    for start, end in cut.highlights:
        parts += [cut.text[at:start], "*", cut.text[start:end], "*"]
        at = end
    text = " ".join("".join([*parts, cut.text[at:]]).split())
    return f"{'…' if cut.cut_before else ''}{text}{'…' if cut.cut_after else ''}"
