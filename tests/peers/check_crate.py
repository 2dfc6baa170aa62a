"""Run by .venv-peers: validate an RO-Crate with roc-validator, its context from a file and every other address refused.

ro-crate-1.2-context.json holds the terms that our crates use, as the RO-Crate 1.2 context defines them; a term that is
not in it would not be understood, and the validator says so.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from rocrate_validator import models, services
from rocrate_validator.utils.http import HttpRequester

CONTEXT = "https://w3id.org/ro/crate/1.2/context"
HELD = json.loads(Path(__file__).with_name("ro-crate-1.2-context.json").read_text("utf-8"))


class Answer:
    """What a server would have answered, from the file."""

    status_code = 200
    headers = {"Content-Type": "application/ld+json"}
    text = json.dumps(HELD)
    content = text.encode()

    def json(self) -> Any:
        """The context."""
        return HELD

    def raise_for_status(self) -> None:
        """It always answers."""


def get(_: object, url: str, **__: object) -> Answer:
    """The context from the file; nothing else."""
    if url.rstrip("/") != CONTEXT:
        raise RuntimeError(f"the validator wanted {url}, and there is no network here")
    return Answer()


def main() -> None:
    """Print one JSON value: whether the crate passes, and every issue in words."""
    HttpRequester.get = get
    result = services.validate(
        services.ValidationSettings(
            rocrate_uri=sys.argv[1],
            profile_identifier="ro-crate-1.2",
            requirement_severity=models.Severity.REQUIRED,
        )
    )
    issues = [f"{issue.check.identifier}: {issue.message}" for issue in result.get_issues()]
    sys.stdout.write(json.dumps({"passed": result.passed(), "issues": issues}) + "\n")


if __name__ == "__main__":
    main()
