"""`synopticon family`: list the families, show one as a tree, confirm or overturn what a trace found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from synopticon.cli.output import JsonOption, StudyOption, open_study, print_json, print_table
from synopticon.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from synopticon.workflow.family import FamilyView
    from synopticon.workflow.family_member import FamilyMember
    from synopticon.workflow.study import Study


def family(
    ident: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="A family or an item, or the beginning of its id; none: a list."),
    ] = None,
    confirm: Annotated[str | None, typer.Option(metavar="ITEM", help="ID and ITEM do share an origin.")] = None,
    overturn: Annotated[str | None, typer.Option(metavar="ITEM", help="ID and ITEM do not share an origin.")] = None,
    origin: Annotated[str | None, typer.Option(metavar="ITEM", help="The family's others go back to ITEM.")] = None,
    clear: Annotated[
        str | None,
        typer.Option(metavar="ITEM", help="Take the judgement on ID and ITEM back; on one document, as its origin."),
    ] = None,
    reason: Annotated[str, typer.Option(help="Why you judge so; kept in the log.")] = "",
    least: Annotated[int, typer.Option(help="List families of at least so many members.")] = 2,
    limit: Annotated[int, typer.Option(help="How many families to list.")] = 20,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show families of echoes, largest first, or one of them as a tree over time; judge a relation.

    Example: synopticon family 3f2a91bc --overturn 77aa01ce --reason "another congratulation"
    """
    asked = [word for word in (confirm, overturn, origin, clear) if word]
    if asked and (len(asked) > 1 or not ident):
        raise UsageError(
            "one judgement at a time, on two items", remedy="Name the item: synopticon family ID --overturn ITEM"
        )
    with open_study(study) as opened:
        if asked and ident:
            given = {"confirm": confirm, "overturn": overturn, "origin": origin, "clear": clear}
            _judge(opened, ident, given, reason, as_json)
        elif ident:
            _show(opened, ident, as_json)
        else:
            _list(opened, least, limit, as_json)


def _list(study: Study, least: int, limit: int, as_json: bool) -> None:
    from dataclasses import asdict

    page = study.reader.families(least=least, limit=limit)
    if as_json:
        print_json({"total": page.total, "families": [asdict(row) for row in page.rows]})
        return
    if not page.total:
        typer.echo("No two documents share an origin here, as far as traced. Next: synopticon trace")
        return
    from rich.cells import set_cell_size

    rows = [
        (
            row.id[:12],
            row.size,
            len(row.outlets),
            row.first or "no date",
            set_cell_size(row.title or "Untitled", 40).rstrip(),
        )
        for row in page.rows
    ]
    print_table(("family", "documents", "outlets", "first", "title"), rows)
    typer.echo(f"{len(rows)} of {page.total} families. Next: synopticon family {rows[0][0]}")


def _show(study: Study, ident: str, as_json: bool) -> None:
    from dataclasses import asdict

    from synopticon.workflow.family import family_view
    from synopticon.workflow.family_history import history_of
    from synopticon.workflow.family_text import counterpart_lines, drift_lines, history_lines, render_tree_text

    view = family_view(study, study.reader.whole_id("item", ident))
    history = history_of(study.reader, view.id)
    if as_json:
        print_json(_as_json(view) | {"history": [asdict(past) for past in history]})
        return
    typer.echo(render_tree_text(view))
    for sentence in view.reasons:
        typer.echo(f"Origin: {sentence}." if sentence == view.reasons[0] else f"  {sentence}.")
    for line in (*drift_lines(view), *counterpart_lines(view), *history_lines(history)):
        typer.echo(line)
    ids = "  ".join(member.item.id[:8] for member in view.members[:6])
    typer.echo(f"Items: {ids}{'  …' if len(view.members) > 6 else ''}")
    if len(view.members) > 1:
        one, other = view.members[0].item.id[:8], view.members[1].item.id[:8]
        typer.echo(f"To judge: synopticon family {one} --overturn {other} --reason WHY")


def _as_json(view: FamilyView) -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "family": view.id,
        "title": view.title,
        "origin": view.origin,
        "origin_probability": view.origin_probability,
        "unseen": view.agency,
        "reasons": view.reasons,
        "drifted": [asdict(fact) for fact in view.drifted],
        "possibly_translated": [
            {"item": row.item.id, "of": row.of, "score": row.reuse.score, "reasons": row.reuse.reasons}
            for row in view.counterparts
        ],
        "members": [_member_json(member) for member in view.members],
    }


def _member_json(member: FamilyMember) -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "item": member.item.id,
        "outlet": member.item.outlet,
        "published": member.item.published,
        "published_at": member.item.published_at,
        "title": member.item.title,
        "role": member.role,
        "parent": member.parent,
        "kind": member.kind,
        "score": member.score,
        "credits": member.agency,
        "reasons": member.reasons,
        "spans": [asdict(span) for span in member.spans],
        "drift": [asdict(change) for change in member.drift],
    }


def _judge(study: Study, ident: str, asked: Mapping[str, str | None], reason: str, as_json: bool) -> None:
    from synopticon.workflow import judge

    verb, other = next((verb, other) for verb, other in asked.items() if other)
    if verb == "confirm":
        judgement = judge.confirm(study, ident, other, reason)
        done = "They are one origin from now on, whatever a trace finds."
    elif verb == "overturn":
        judgement = judge.overturn(study, ident, other, reason)
        done = "They are not one origin from now on, whatever a trace finds."
    elif verb == "origin":
        judgement = judge.set_origin(study, _in_family(study, ident, other), reason)
        done = f"The others of its family go back to {other} from now on, whatever a trace finds."
    else:
        judgement = judge.clear(study, _subject(study, ident, other), reason)
        done = "Your judgement is taken back; the next trace decides again."
    if as_json:
        print_json({"judgement": judgement.id, "subject": judgement.subject, "verdict": judgement.verdict})
        return
    typer.echo(done)
    typer.echo("Next: synopticon trace, which puts it into the families.")
    if verb != "clear":
        typer.echo(f"To undo: synopticon family {other if verb == 'origin' else ident} --clear {other} --reason WHY")


def _in_family(study: Study, ident: str, item: str) -> str:
    """The item's whole id. Raises NotFound where it is none of the family's."""
    from synopticon.workflow.family import family_view

    whole = study.reader.whole_id("item", item)
    return family_view(study, study.reader.whole_id("item", ident)).member(whole).item.id


def _subject(study: Study, ident: str, other: str) -> str:
    """What is judged: two documents' relation, or one document as the origin where both names mean it."""
    one, two = sorted((study.reader.whole_id("item", ident), study.reader.whole_id("item", other)))
    return f"origin:{one}" if one == two else f"reuse:{one}:{two}"
