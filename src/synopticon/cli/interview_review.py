"""`synopticon interview review`: the page on which a transcript is reviewed, in a process of its own."""

from __future__ import annotations

import sys
import threading
import webbrowser
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from synopticon.cli.output import StudyOption, open_study
from synopticon.cli.passphrase import IdentityOption, PassphraseOption, asking, needed
from synopticon.errors import UsageError

if TYPE_CHECKING:
    from synopticon.web.review.desk import ReviewDesk
    from synopticon.workflow.review import Review


def review(
    pseudonym: Annotated[str, typer.Argument(metavar="PSEUDONYM", help="As synopticon interview list shows it.")],
    reader: Annotated[str, typer.Option("--reader", help="Who decides, by a local name; it is never published.")],
    identity: IdentityOption = None,
    passphrase_file: PassphraseOption = None,
    port: Annotated[int, typer.Option(help="A port on 127.0.0.1; 0 takes any that is free.")] = 0,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Print the address, but open no browser.")] = False,
    study: StudyOption = None,
) -> None:
    """Review what was proposed for de-identification: accept, widen, drop or re-class by keyboard, then sign.

    The page is shown on this machine only. Each decision is sealed at once; the page closes by itself after a rest
    (review.rest_minutes). A second reader gives the same command and signs the same text.

    Example: synopticon interview review tavo-46 --reader ada -i ada.identity
    """
    from synopticon.workflow.memory_image import leave_no_image
    from synopticon.workflow.review_opening import open_review

    leave_no_image()
    files = needed(identity)
    with open_study(study) as opened:
        minutes = opened.settings.number("review.rest_minutes")
        kept = open_review(opened, pseudonym, files, asking(files, passphrase_file), reader)
        desk = _listen(kept, port, 60 * minutes, open_browser=not no_browser)
    _tell(pseudonym, desk)


def _listen(kept: Review, port: int, rest: float, *, open_browser: bool) -> ReviewDesk:
    import uvicorn

    from synopticon.web.review.app import build_review_app

    # Neither addresses nor failures are logged: both may hold what is read here.
    config = uvicorn.Config(
        build_review_app, host="127.0.0.1", port=port, log_level="critical", access_log=False, server_header=False
    )
    try:
        listening = config.bind_socket()
    except SystemExit as error:
        raise UsageError(
            f"port {port} cannot be opened on this machine",
            why="another program listens there",
            remedy="Leave --port away: any free one is taken.",
        ) from error
    listening.listen()
    server = uvicorn.Server(config)

    def ended() -> None:
        server.should_exit = True

    app = build_review_app(kept, port=listening.getsockname()[1], rest=rest, ended=ended)
    config.app = app
    desk: ReviewDesk = app.state.desk
    typer.echo(f"The review, on this machine only:\n  {desk.address}\nThe code that opens it once:\n  {desk.code()}")
    typer.echo("Enter prints another code; Ctrl-C closes the review.")
    if open_browser:
        # Without the code: other programs can read what a browser is started with.
        webbrowser.open(desk.address)
    if sys.stdin.isatty():
        threading.Thread(target=_codes, args=(desk.code,), daemon=True).start()
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:
        typer.echo("")
    desk.close()
    return desk


def _codes(code: Callable[[], str]) -> None:
    for _ in sys.stdin:
        typer.echo(f"  {code()}")


def _tell(pseudonym: str, desk: ReviewDesk) -> None:
    left = desk.left
    assert left is not None
    signed = f"signed by {' and '.join(left.signed)}" if left.signed else "not signed"
    typer.echo(f"The review of {pseudonym} is closed: {left.decided:,} of {left.total:,} places decided, {signed}.")
    if len(left.signed) > 1:
        typer.echo("Two readers have signed: the working text is in the study.")
    elif left.signed:
        typer.echo(f"Next, by another person: synopticon interview review {pseudonym} --reader NAME")
    typer.echo("To undo a decision: open the review again and press u.")
