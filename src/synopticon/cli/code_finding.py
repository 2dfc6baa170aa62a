"""`synopticon code find|count|together|basis`: retrieval and counting over what is coded."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from synopticon.cli.output import (
    CsvOption,
    JsonOption,
    StudyOption,
    number_of,
    open_study,
    print_csv,
    print_json,
    print_table,
    shortened,
    wrapped,
)
from synopticon.errors import UsageError

if TYPE_CHECKING:
    from synopticon.workflow.coding_counts import Counted
    from synopticon.workflow.coding_retrieval import Quote, Wanted

CodesArgument = Annotated[list[str] | None, typer.Argument(help="Any of these codes; none means all.")]
DocumentsOption = Annotated[list[str] | None, typer.Option("--document", help="Only in it; may be given again.")]
CodersOption = Annotated[list[str] | None, typer.Option("--coder", help="Only this coder's; may be given again.")]
CaseOption = Annotated[str | None, typer.Option("--case", help="Only of this case: an outlet, a pseudonym.")]
AttributeOption = Annotated[
    list[str] | None, typer.Option("--attribute", help="NAME=VALUE of the document; may be given again.")
]
AloneOption = Annotated[bool, typer.Option("--alone", help="The codes themselves, without those below them.")]
ViewerOption = Annotated[str | None, typer.Option("--as", help="Who looks; else the study's usual name.")]


def find(
    codes: CodesArgument = None,
    overlaps: Annotated[list[str] | None, typer.Option("--overlaps", help="Sharing words with this code.")] = None,
    inside: Annotated[list[str] | None, typer.Option("--inside", help="Wholly within this code.")] = None,
    near: Annotated[list[str] | None, typer.Option("--near", help="Near this code; see --within.")] = None,
    within: Annotated[int, typer.Option("--within", min=0, help="How near, in characters.")] = 200,
    beside: Annotated[list[str] | None, typer.Option("--with", help="In the same document as this code.")] = None,
    no: Annotated[list[str] | None, typer.Option("--not", help="Not sharing words with this code.")] = None,
    without: Annotated[list[str] | None, typer.Option("--without", help="Not with this code in its document.")] = None,
    one_coder: Annotated[bool, typer.Option("--one-coder", help="Compare codings of one coder only.")] = False,
    documents: DocumentsOption = None,
    coders: CodersOption = None,
    case: CaseOption = None,
    attribute: AttributeOption = None,
    alone: AloneOption = False,
    viewer: ViewerOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Find passages by code, case, attribute and what they stand beside, with their words, as consent allows.

    Every condition must be met. A code includes those below it.

    Example: synopticon code find technology/face --overlaps "basis of knowledge/saw" --attribute language=ko
    """
    from synopticon.model.coding import Relation
    from synopticon.workflow.coding_retrieval import Beside, quotes, retrieve_codings

    conditions = [
        *(Beside(Relation.OVERLAPS, one) for one in overlaps or ()),
        *(Beside(Relation.INSIDE, one) for one in inside or ()),
        *(Beside(Relation.NEAR, one, within) for one in near or ()),
        *(Beside(Relation.WITH, one) for one in beside or ()),
        *(Beside(Relation.OVERLAPS, one, no=True) for one in no or ()),
        *(Beside(Relation.WITH, one, no=True) for one in without or ()),
    ]
    wanted = _wanted(codes, documents, coders, case, attribute, alone, viewer, conditions, one_coder)
    with open_study(study) as opened:
        found = quotes(opened, retrieve_codings(opened, wanted))
    if as_json:
        print_json([_quote_json(one) for one in found])
    elif as_csv:
        rows = [_quote_json(one) for one in found]
        print_csv(_QUOTE, [[row[name] for name in _QUOTE] for row in rows])
    else:
        for one in found:
            typer.echo(f"{one.coding[:8]}  {one.path}  ({one.coder})")
            words = f"…{one.before}[{one.words}]{one.after}…" if one.permission.verbatim else "[withheld]"
            for line in wrapped(words):
                typer.echo(line)
            place = f"{one.document.case or one.document.id[:8]}, {shortened(one.document.title, 40)}"
            typer.echo(f"   {place}; {one.permission.label}")
        typer.echo(number_of(len(found), "passage"))


def count(
    codes: CodesArgument = None,
    by: Annotated[str, typer.Option("--by", help="coder, document, case, or an attribute such as language.")] = "all",
    documents: DocumentsOption = None,
    coders: CodersOption = None,
    case: CaseOption = None,
    attribute: AttributeOption = None,
    alone: AloneOption = False,
    viewer: ViewerOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Count how often each code was given. Above a code, those below it are added up, save for bases of knowledge.

    Example: synopticon code count technology --by language
    """
    from synopticon.workflow.coding_counts import count_codes

    wanted = _wanted(codes, documents, coders, case, attribute, alone, viewer)
    with open_study(study) as opened:
        counted = count_codes(opened, wanted, by)
    _counted(counted, as_json, as_csv)


def basis(
    codes: CodesArgument = None,
    top: Annotated[str, typer.Option("--basis", help="The code below which the bases stand.")] = "basis of knowledge",
    documents: DocumentsOption = None,
    coders: CodersOption = None,
    case: CaseOption = None,
    attribute: AttributeOption = None,
    alone: AloneOption = False,
    viewer: ViewerOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Count codes by how the speakers knew: first-hand and hearsay apart, and never added up.

    Example: synopticon code basis technology
    """
    from synopticon.workflow.coding_counts import count_bases

    wanted = _wanted(codes, documents, coders, case, attribute, alone, viewer)
    with open_study(study) as opened:
        counted = count_bases(opened, wanted, basis=top)
    _counted(counted, as_json, as_csv)


def together(
    codes: CodesArgument = None,
    depth: Annotated[int | None, typer.Option("--depth", min=1, help="Count deeper codes at this level.")] = None,
    documents: DocumentsOption = None,
    coders: CodersOption = None,
    case: CaseOption = None,
    attribute: AttributeOption = None,
    alone: AloneOption = False,
    viewer: ViewerOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Count which codes were given together: overlapping words of one coder, and documents that hold both.

    Example: synopticon code together --depth 2
    """
    from synopticon.workflow.coding_counts import count_together

    wanted = _wanted(codes, documents, coders, case, attribute, alone, viewer)
    with open_study(study) as opened:
        found, tree = count_together(opened, wanted, depth=depth)
    rows = [(tree.path(one.a), tree.path(one.b), one.spans, one.overlapping, one.documents) for one in found]
    if as_json:
        print_json([{**asdict(one), "path_a": row[0], "path_b": row[1]} for one, row in zip(found, rows, strict=True)])
    elif as_csv:
        print_csv(("code", "other", "overlaps", "documents_overlapping", "documents_both"), rows)
    elif not rows:
        typer.echo("No two codes were given in one document yet.")
    else:
        rows.sort(key=lambda row: (-row[2], -row[4]))
        shown = [(shortened(row[0], 26), shortened(row[1], 24), *row[2:]) for row in rows]
        print_table(("CODE", "AND", "OVERLAP", "IN", "BOTH IN"), shown)
        typer.echo("OVERLAP: pairs that share words; IN: documents with such a pair;")
        typer.echo("BOTH IN: documents that hold both, wherever.")


def _wanted(
    codes: list[str] | None,
    documents: list[str] | None,
    coders: list[str] | None,
    case: str | None,
    attribute: list[str] | None,
    alone: bool,
    viewer: str | None,
    beside: Any = (),
    one_coder: bool = False,
) -> Wanted:
    from synopticon.workflow.coding_retrieval import Wanted

    attributes: dict[str, str] = {}
    for one in attribute or ():
        name, sign, value = one.partition("=")
        if not sign or not name:
            raise UsageError(f"“{one}” names no attribute", remedy="Write NAME=VALUE: --attribute language=ko")
        attributes[name] = value
    return Wanted(
        tuple(codes or ()), tuple(beside), not alone, tuple(documents or ()), tuple(coders or ()), case, attributes,
        one_coder, viewer,
    )  # fmt: skip


_QUOTE = ("coding", "code", "coder", "document", "case", "title", "start", "end", "before", "words", "after",
          "verbatim", "consent")  # fmt: skip


def _quote_json(one: Quote) -> dict[str, Any]:
    values = (
        one.coding, one.path, one.coder, one.document.id, one.document.case, one.document.title, one.start, one.end,
        one.before, one.words, one.after, one.permission.verbatim, one.permission.label,
    )  # fmt: skip
    return dict(zip(_QUOTE, values, strict=True))


def _counted(counted: Counted, as_json: bool, as_csv: bool) -> None:
    tree = counted.tree
    if as_json:
        print_json([{"path": tree.path(cell.code), **asdict(cell)} for cell in counted.cells])
        return
    if as_csv:
        rows = [(tree.path(cell.code), cell.column, cell.codings, cell.below, cell.documents) for cell in counted.cells]
        print_csv(("code", "column", "codings", "with_those_below", "documents"), rows)
        return
    table: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for cell in counted.cells:
        below = "" if cell.below is None or cell.below == cell.codings else f" ({cell.below})"
        table[tree.path(cell.code)][cell.column] = f"{cell.codings}{below}"
    width = max(5, (78 - 24) // max(1, len(counted.columns)) - 2)
    head = ("CODE", *(shortened(column, width) for column in counted.columns))
    print_table(head, [(shortened(path, 24), *(row.get(one, "") for one in counted.columns))
                       for path, row in table.items()])  # fmt: skip
    typer.echo("In brackets: with the codes below. No sum is made over bases of knowledge.")
