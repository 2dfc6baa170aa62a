"""Write docs/reference/ from the program itself: `python docs/generate.py [FOLDER]`.

commands.md from the command line's own tree, settings.md from the table of settings, exit-codes.md from the tree of
errors, json.md from what `--json` really prints over a small study. tests/docs/test_reference.py fails where the pages
in the tree are not what this makes.
"""

from __future__ import annotations

import inspect
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from json_shapes import APART, COMMANDS, shapes
from typer.main import get_command

from synopticon import errors
from synopticon.cli.app import app
from synopticon.settings import TABLE

HERE = Path(__file__).parent
MADE = "<!-- Made by docs/generate.py; do not edit. -->\n\n"


def commands() -> str:
    """Every command with its usage, arguments, options and example."""
    root = get_command(app)
    out = [
        f"# Commands\n\n{root.help}\n\nEvery command answers `--help`. Shell completion: "
        "`synopticon --install-completion`.\n"
    ]
    for path, command in _leaves(root, ()):
        out.append(_command(" ".join(("synopticon", *path)), command))
    return "\n".join(out)


def _leaves(command: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if not hasattr(command, "commands"):
        yield path, command
        return
    for name, child in command.commands.items():
        yield from _leaves(child, (*path, name))


def _command(name: str, command: Any) -> str:
    text = inspect.cleandoc(command.help or "")
    if not text:
        raise SystemExit(f"{name} has no help; every command is documented or the build fails")
    body, found, example = text.partition("Example:")
    if not found:
        raise SystemExit(f"{name} has no example; every command shows one or the build fails")
    rows = [
        _row(parameter)
        for parameter in command.params
        if parameter.name != "help" and not getattr(parameter, "hidden", False)
    ]
    lines = [f"## {name}\n", _joined(body), f"\n```sh\n{_joined(example)}\n```\n"]
    if rows:
        lines += ["| argument or option | meaning |", "|---|---|", *rows, ""]
    return "\n".join(lines)


def _joined(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.strip().split("\n\n"))


def _row(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        name = f"`{(parameter.metavar or parameter.name).upper()}`"
    else:
        name = ", ".join(f"`{spelling}`" for spelling in (*parameter.opts, *parameter.secondary_opts))
    meaning = parameter.help or ""
    if not meaning:
        raise SystemExit(f"{name} has no help; every option is documented or the build fails")
    notes = []
    if parameter.envvar:
        notes.append(f"from `{parameter.envvar}`")
    default = parameter.default
    if default not in (None, False, "", ()) and not callable(default) and not getattr(parameter, "multiple", False):
        notes.append(f"default `{default}`")
    return f"| {name} | {meaning}{' (' + '; '.join(notes) + ')' if notes else ''} |".replace("\n", " ")


def settings() -> str:
    """The table of settings."""
    rows = [f"| `{row.name}` | {_value(row.default)} | {row.help} |" for row in TABLE]
    return (
        "# Settings\n\nA study's protocol is its file `study.toml`. A name's first part is the table, its second the "
        "key:\n\n"
        '```toml\n[collect]\ndelay_milliseconds = 2000\nrobots = "record"\n```\n\n'
        "A name that is not in this table is refused, with its place.\n\n"
        "| setting | default | meaning |\n|---|---|---|\n" + "\n".join(rows) + "\n"
    )


def _value(value: object) -> str:
    shown = json.dumps(list(value) if isinstance(value, tuple) else value)
    return f"`{shown}`"


def exit_codes() -> str:
    """The tree of errors with its exit codes, and the one shape in which programs get them."""
    tree = inspect.getdoc(errors) or ""
    body = tree.partition("\n\n")[2].partition("\n\nExit code")[0]
    rows = [
        f"| `{kind.code}` | {kind.exit_code} | {(inspect.getdoc(kind) or '').splitlines()[0]} |"
        for kind in _kinds(errors.SynopticonError)
    ]
    return (
        "# Exit codes and errors\n\n0 is success; 1 says that a check was made and its answer is no; 130 is an "
        "interruption by the user.\nEvery message says what failed, where, why, and what to do next.\n\n```text\n"
        + inspect.cleandoc("    " + body.strip("\n"))
        + "\n```\n\nWith `--json` an error is one value of this shape on standard output:\n\n```json\n"
        + json.dumps(
            errors.NotFound("what failed", where="where", why="why", remedy="what to do next").as_json(), indent=2
        )
        + "\n```\n\n| code | exit code | meaning |\n|---|---|---|\n"
        + "\n".join(rows)
        + "\n"
    )


def _kinds(kind: type[errors.SynopticonError]) -> Iterator[type[errors.SynopticonError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from _kinds(child)


def json_shapes_page() -> str:
    """What each `--json` command printed over a small study, reduced to names and types."""
    _refuse_forgotten()
    out = [
        "# JSON shapes\n\nEvery command with `--json` prints exactly one JSON value; `extract` over files prints one a "
        "document. `…` after the first element says that a list goes on in the same shape; a name in angle brackets "
        "stands for any key. Words in capitals stand for ids and files.\n"
    ]
    with tempfile.TemporaryDirectory() as folder:
        for command, shape in shapes(Path(folder)):
            out.append(f"## {command}\n\n```json\n{shape}\n```\n")
    return "\n".join(out)


def _refuse_forgotten() -> None:
    """Every command with `--json` is run for this page or stands among those apart."""
    offering = {path for path, leaf in _leaves(get_command(app), ()) if any("--json" in p.opts for p in leaf.params)}
    run = {path for path in offering if any(command[: len(path)] == path for command in COMMANDS)}
    if forgotten := offering - run - APART:
        raise SystemExit(f"no shape is shown for: {', '.join(' '.join(path) for path in sorted(forgotten))}")


PAGES = {
    "commands.md": commands,
    "settings.md": settings,
    "exit-codes.md": exit_codes,
    "json.md": json_shapes_page,
}


def main() -> None:
    """Write the pages into the folder named on the command line, else into docs/reference."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "reference"
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in PAGES.items():
        text = MADE + re.sub(r"\n{3,}", "\n\n", make()).rstrip("\n") + "\n"
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
