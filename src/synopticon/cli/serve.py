"""`synopticon serve`: the workbench in the browser, on this machine only."""

from __future__ import annotations

import sys
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from synopticon.cli.output import StudyOption, open_study
from synopticon.errors import UsageError

if TYPE_CHECKING:
    from uvicorn import Server


def serve(
    folder: Annotated[Path | None, typer.Argument(help="The study's folder; the same as --study.")] = None,
    study: StudyOption = None,
    port: Annotated[int | None, typer.Option(help="A port on 127.0.0.1, 0 for any; else the protocol's.")] = None,
    no_open: Annotated[bool, typer.Option("--no-open", help="Print the link, but open no browser.")] = False,
) -> None:
    """Show the study in the browser, on this machine only, until Ctrl-C.

    Example: synopticon serve demo-study
    """
    with open_study(folder or study) as opened:
        where, wanted = opened.folder, opened.settings.number("serve.port") if port is None else port
        title = opened.settings.text("study.title") or where.resolve().name
    _listen(where, wanted, title, open_browser=not no_open)
    typer.echo("The workbench is closed.")


def _listen(folder: Path, port: int, title: str, *, open_browser: bool) -> None:
    import uvicorn

    from synopticon.web.app import build_app

    config = uvicorn.Config(
        build_app, host="127.0.0.1", port=port, log_level="critical", access_log=False, server_header=False
    )
    try:
        listening = config.bind_socket()
    except SystemExit as error:
        raise UsageError(
            f"port {port} cannot be opened on this machine",
            why="another program, perhaps another workbench, listens there",
            remedy="Close that one, or take any free port: synopticon serve --port 0",
        ) from error
    # From now on the kernel keeps whoever comes until the server is up, so the link works as soon as it is printed.
    listening.listen()
    app = build_app(folder, port=listening.getsockname()[1])
    config.app = app
    link = app.state.workbench.link
    typer.echo(f"The workbench of “{title}”:\n  {link()}")
    typer.echo("The link works once. Enter prints another; Ctrl-C closes the workbench.")
    if open_browser:
        webbrowser.open(link())
    if sys.stdin.isatty():
        threading.Thread(target=_links, args=(link,), daemon=True).start()
    _run(uvicorn.Server(config), listening)


def _run(server: Server, listening: object) -> None:
    try:
        server.run(sockets=[listening])  # type: ignore[list-item]
    except KeyboardInterrupt:
        typer.echo("")


def _links(link: Callable[[], str]) -> None:
    for _ in sys.stdin:
        typer.echo(f"  {link()}")
