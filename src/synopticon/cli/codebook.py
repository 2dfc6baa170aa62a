"""`synopticon codebook`: the tree of codes, how it was changed, and how to take a change back."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from synopticon.cli.output import (
    JsonOption,
    StudyOption,
    number_of,
    open_study,
    print_json,
    print_table,
    shortened,
    wrapped,
)

if TYPE_CHECKING:
    from synopticon.model.coding import Code, Codebook
    from synopticon.workflow.codebook import Tree
    from synopticon.workflow.codebook_history import Moved

app = typer.Typer(no_args_is_help=True, help="Build the tree of codes. Every change is a version of its own.")

CodeArgument = Annotated[str, typer.Argument(help="The code's path, the end of it, or its id.")]
VersionOption = Annotated[int | None, typer.Option("--version", min=1, help="As it stood at that version.")]
DefinitionOption = Annotated[str | None, typer.Option("--definition", help="What the code means.")]
IncludeOption = Annotated[str | None, typer.Option("--include", help="When to give it.")]
ExcludeOption = Annotated[str | None, typer.Option("--exclude", help="When not to give it.")]
ExampleOption = Annotated[list[str] | None, typer.Option("--example", help="An example; may be given again.")]
ColourOption = Annotated[str | None, typer.Option("--colour", help="As #1f5f5b.")]
KeyOption = Annotated[str | None, typer.Option("--key", help="One character that gives it on the coding page.")]


@app.command("start")
def start(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Begin with the field's usual codes: technologies, rungs, sites, actors, relations, constraints, bases.

    Example: synopticon codebook start
    """
    from synopticon.workflow.codebook import start_codebook

    with open_study(study) as opened:
        book = start_codebook(opened)
    _say(book, f"The codebook begins with {len(book.codes)} codes.", as_json)


@app.command("show")
def show(
    code: Annotated[str | None, typer.Argument(help="One code; else the whole tree.")] = None,
    version: VersionOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the tree of codes, or one code with its definition and rules.

    Example: synopticon codebook show technology/face
    """
    from synopticon.workflow.codebook import Tree, codebook_of

    with open_study(study) as opened:
        book = codebook_of(opened, version)
        tree = Tree(book.codes)
        chosen = tree.find(code) if code else None
    if as_json:
        print_json(_code_json(chosen, tree) if chosen else _book_json(book, tree))
    elif chosen:
        _show_code(chosen, tree)
    else:
        typer.echo(f"version {book.version}, {len(book.codes)} codes")
        for depth, one in tree.ordered():
            key = f" [{one.key}]" if one.key else ""
            typer.echo(f"{'  ' * depth}{one.name}{key}{' (retired)' if one.retired else ''}")


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(help="The code's name.")],
    under: Annotated[str | None, typer.Option("--under", help="The code above it; else it stands at the top.")] = None,
    definition: DefinitionOption = None,
    include: IncludeOption = None,
    exclude: ExcludeOption = None,
    example: ExampleOption = None,
    colour: ColourOption = None,
    key: KeyOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add a code.

    Example: synopticon codebook add "night vision" --under technology/video --key n
    """
    from synopticon.model.coding import Code
    from synopticon.workflow.codebook import Tree, add_code, codebook_of

    with open_study(study) as opened:
        parent = Tree(codebook_of(opened).codes).find(under).id if under else None
        texts = (definition or "", tuple(example or ()), include or "", exclude or "")
        code = add_code(opened, Code("", name, parent, *texts, colour, key))
        book = codebook_of(opened)
    tree = Tree(book.codes)
    if as_json:
        print_json(_code_json(code, tree))
        return
    typer.echo(f"Added {tree.path(code.id)} ({code.id[:12]}).")
    _undoing(book)


@app.command("change")
def change(
    code: CodeArgument,
    name: Annotated[str | None, typer.Option("--name", help="Another name; its codings stay with it.")] = None,
    definition: DefinitionOption = None,
    include: IncludeOption = None,
    exclude: ExcludeOption = None,
    example: ExampleOption = None,
    colour: ColourOption = None,
    key: KeyOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Word a code anew: its name, definition, rules, examples, colour or key. An empty text takes a part away.

    Example: synopticon codebook change technology/video --definition "Cameras that show or record places."
    """
    from synopticon.workflow.codebook import Tree, change_code, codebook_of

    given: dict[str, Any] = {"name": name, "definition": definition, "include": include, "exclude": exclude,
                             "colour": colour, "key": key, "examples": tuple(example) if example else None}  # fmt: skip
    with open_study(study) as opened:
        before = Tree(codebook_of(opened).codes).find(code)
        after = change_code(opened, replace(before, **{part: to for part, to in given.items() if to is not None}))
        book = codebook_of(opened)
    tree = Tree(book.codes)
    if as_json:
        print_json(_code_json(after, tree))
        return
    typer.echo(f"{tree.path(after.id)} is worded anew. Its codings stand.")
    _undoing(book)


@app.command("move")
def move(
    code: CodeArgument,
    under: Annotated[str | None, typer.Option("--under", help="The code above it from now on; else the top.")] = None,
    place: Annotated[int | None, typer.Option("--place", min=1, help="Its place among its siblings, from 1.")] = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Move a code, with all below it, to another place of the tree.

    Example: synopticon codebook move "night vision" --under technology/border
    """
    from synopticon.workflow.codebook import Tree, codebook_of, move_code

    with open_study(study) as opened:
        tree = Tree(codebook_of(opened).codes)
        chosen, parent = tree.find(code), tree.find(under).id if under else None
        book = move_code(opened, chosen.id, parent, None if place is None else place - 1)
    _say(book, f"{chosen.name} stands at {Tree(book.codes).path(chosen.id)}. Its codings stand.", as_json)


@app.command("merge")
def merge(
    codes: Annotated[list[str], typer.Argument(help="The codes that go into another one.")],
    into: Annotated[str, typer.Option("--into", help="The code that takes them in.")],
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Put codes into another one, with their codings and whatever stands below them.

    Example: synopticon codebook merge fence thermal --into technology/border/sensor
    """
    from synopticon.workflow.codebook_history import merge_codes

    with open_study(study) as opened:
        moved = merge_codes(opened, codes, into)
    _moved(moved, f"Moved into {into}: {number_of(moved.codings, 'coding')}.", as_json)


@app.command("split")
def split(
    code: CodeArgument,
    into: Annotated[list[str], typer.Option("--into", help="A new code's name; at least two.")],
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Split a code: new ones stand beside it, it is retired, and its codings wait with it to be sorted.

    Example: synopticon codebook split technology/video --into "video: streets" --into "video: buildings"
    """
    from synopticon.model.coding import CodingQuery
    from synopticon.workflow.codebook import Tree, codebook_of, split_code

    with open_study(study) as opened:
        chosen = Tree(codebook_of(opened).codes).find(code)
        split_code(opened, chosen.id, into)
        book = codebook_of(opened)
        waiting = opened.reader.code_counts(CodingQuery(codes=(chosen.id,))).get(chosen.id, 0)
    done = f"{chosen.name} is retired. To be sorted: {number_of(waiting, 'coding')}."
    if waiting and not as_json:
        typer.echo(f"See them: synopticon code list --code {chosen.id[:12]}")
    _say(book, done, as_json)


@app.command("retire")
def retire(
    code: CodeArgument,
    back: Annotated[bool, typer.Option("--back", help="Offer it again.")] = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Offer a code, and all below it, no longer. Its codings stand and are counted.

    Example: synopticon codebook retire technology/location
    """
    from synopticon.workflow.codebook import Tree, codebook_of, retire_code

    with open_study(study) as opened:
        chosen = Tree(codebook_of(opened).codes).find(code)
        book = retire_code(opened, chosen.id, retired=not back)
    _say(book, f"{chosen.name} is {'offered again' if back else 'retired'}. Its codings stand.", as_json)


@app.command("restore")
def restore(
    version: Annotated[int, typer.Argument(min=1, help="The version that shall stand again.")],
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Put an earlier version in place again, as a new one. Codings that were moved since go back with it.

    Example: synopticon codebook restore 3
    """
    from synopticon.workflow.codebook_history import restore_codebook

    with open_study(study) as opened:
        moved = restore_codebook(opened, version)
    if moved.book.version == version and not as_json:
        typer.echo(f"Version {version} is the present one; nothing changed.")
        return
    kept = f" Later codes that stay, retired, for their codings: {len(moved.kept)}." if moved.kept else ""
    went = number_of(moved.codings, "coding")
    _moved(moved, f"Version {version} stands again; {went} went back with it.{kept}", as_json)


@app.command("versions")
def versions(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """List every version of the codebook.

    Example: synopticon codebook versions
    """
    with open_study(study) as opened:
        found = opened.reader.codebook_versions()
    if as_json:
        print_json([asdict(one) for one in found])
        return
    print_table(
        ("VERSION", "WHEN", "BY", "WHAT"),
        [(one.version, f"{one.at:%Y-%m-%d %H:%M}", shortened(one.by, 14), shortened(one.note, 36)) for one in found],
    )


@app.command("diff")
def diff(
    older: Annotated[int, typer.Argument(min=1, help="One version.")],
    newer: Annotated[int | None, typer.Argument(min=1, help="Another; else the present one.")] = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell what differs between two versions of the codebook.

    Example: synopticon codebook diff 1 4
    """
    from synopticon.workflow.codebook import difference

    with open_study(study) as opened:
        found = difference(opened, older, newer)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    for one in found:
        typer.echo(f"{one.path}: {one.what}")
        for sign, text in (("-", one.before), ("+", one.after)):
            if text and one.what not in ("added", "gone"):
                typer.echo(f"  {sign} {shortened(text, 74)}")
    if not found:
        typer.echo("Nothing differs.")


def _moved(moved: Moved, done: str, as_json: bool) -> None:
    if as_json:
        from synopticon.workflow.codebook import Tree

        more = {"codings": moved.codings, "kept": [asdict(one) for one in moved.kept]}
        print_json({**_book_json(moved.book, Tree(moved.book.codes)), **more})
        return
    _say(moved.book, done, as_json)


def _say(book: Codebook, done: str, as_json: bool) -> None:
    if as_json:
        from synopticon.workflow.codebook import Tree

        print_json(_book_json(book, Tree(book.codes)))
        return
    typer.echo(f"{done} It is version {book.version} now.")
    _undoing(book)


def _undoing(book: Codebook) -> None:
    if book.version > 1:
        typer.echo(f"To undo: synopticon codebook restore {book.version - 1}")
    else:
        typer.echo("To undo: retire the codes, synopticon codebook retire CODE")


def _code_json(code: Code, tree: Tree) -> dict[str, Any]:
    return {"path": tree.path(code.id), **asdict(code)}


def _book_json(book: Codebook, tree: Tree) -> dict[str, Any]:
    codes = [_code_json(code, tree) for _, code in tree.ordered()]
    return {"version": book.version, "at": book.at, "by": book.by, "note": book.note, "codes": codes}


def _show_code(code: Code, tree: Tree) -> None:
    typer.echo(f"{tree.path(code.id)}{' (retired)' if code.retired else ''}")
    typer.echo(f"id  {code.id}")
    parts = [("means", code.definition), ("give it", code.include), ("do not", code.exclude)]
    parts += [("example", one) for one in code.examples]
    parts += [("colour", code.colour or ""), ("key", code.key or "")]
    for label, text in parts:
        if text:
            typer.echo(label)
            for line in wrapped(text):
                typer.echo(line)
