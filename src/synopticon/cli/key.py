"""`synopticon key`: the public key under which a study signs its releases."""

from __future__ import annotations

import typer

from synopticon.cli.output import JsonOption, StudyOption, open_study, print_json

app = typer.Typer(no_args_is_help=True, help="The key under which this study signs its releases.")


@app.command("show")
def show(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Print the public key and its fingerprint; publish them where readers will find them, outside any release.

    Example: synopticon key show --study cameras > our-key.pem
    """
    from synopticon.workflow.keys import public_key

    with open_study(study) as opened:
        key = public_key(opened)
    if as_json:
        print_json({"fingerprint": key.fingerprint, "pem": key.pem.decode("ascii")})
        return
    typer.echo(key.pem.decode("ascii"), nl=False)
    typer.echo(f"Fingerprint (SHA-256 of the key in DER): {key.fingerprint}", err=True)
    typer.echo("Put both on your own site and in your mails: a key inside a release proves nothing.", err=True)
