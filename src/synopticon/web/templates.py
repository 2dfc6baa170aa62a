"""The one Jinja environment: escaping always on, undefined names are errors, words and numbers through filters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from synopticon.web import words

FOLDER = Path(__file__).parent / "templates"
FILTERS = (
    ("number", words.number),
    ("plural", words.plural),
    ("edtf", words.edtf),
    ("moment", words.moment),
    ("clock", words.clock),
    ("duration", words.duration),
    ("short", words.short),
    ("named", words.named),
    ("share", words.share),
    ("size", words.size),
    ("tongue", words.tongue),
    ("carried", words.carried),
    ("sentence", words.sentence),
    ("shorten", words.shorten),
)


@cache
def environment() -> Environment:
    """The environment over web/templates; compiled templates are kept for the life of the process."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(FILTERS)
    return made


def compile_all(names: Sequence[str] = ()) -> None:
    """Compile these templates now, else all of them, so that no visitor waits for it."""
    for name in names or environment().list_templates(extensions=["html"]):
        environment().get_template(name)


def render(template: str, **context: Any) -> str:
    """A template filled in. Characters that UTF-8 cannot carry (lone surrogates) come out as U+FFFD."""
    return words.visible(environment().get_template(template).render(context))
