"""The recovery kit as something to print: a page without network, or plain text."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path

from synopticon.errors import UsageError
from synopticon.vault.recovery import BEGINNING, Kit

ROW = 5
STEPS = (
    "Print this on paper, then destroy the file. Keep the sheet as you would keep a passport, apart from the laptop.",
    "Whoever reads the sheet has this identity: with it, what the vault holds can be opened (where it asks for two, "
    "together with another one).",
    "To use it: synopticon vault recover NEW-FILE. Type the groups line by line; small letters, blanks and the groups' "
    "numbers do no harm. The letters B, I and O and the digit 1 do not occur in a group.",
    "The last character of a group is its check sign. A group that was mistyped is named by its number.",
    "At the end the two check words must be those on this sheet.",
    f"Without Synopticon: drop each group's last character, write the rest in one line behind {BEGINNING}, and any "
    "program that reads age has the key.",
    "When a witness withdraws, their key in the vault is destroyed. This sheet does not bring it back; old copies of "
    "the vault's folder together with this sheet do. Destroy those copies.",
)
_STYLE = """
:root { --paper: #fbfaf7; --ink: #1c1e21; --muted: #5b6068; --line: #dedbd3; }
body { background: var(--paper); color: var(--ink); margin: 24px auto; max-width: 40rem; padding: 0 16px;
  font: 15px/1.5 system-ui, sans-serif; }
h1 { font: 600 24px/1.3 Charter, "Noto Serif", serif; }
div.groups { display: grid; gap: 4px; grid-template-columns: repeat(auto-fill, minmax(112px, 1fr)); margin: 24px 0; }
div.groups span { border: 1px solid var(--line); font: 18px/1.4 ui-monospace, monospace; padding: 8px; }
small { color: var(--muted); font: 13px system-ui, sans-serif; margin-right: 8px; }
u { text-underline-offset: 4px; }
code { font: 13px ui-monospace, monospace; overflow-wrap: anywhere; }
p.words { border: 1px solid var(--line); font: 600 18px/1.4 Charter, "Noto Serif", serif; padding: 8px; }
li { margin-bottom: 8px; }
@media print { body { background: #fff; margin: 0; } }
"""


def as_text(kit: Kit) -> str:
    """The sheet as plain text of at most 80 columns."""
    lines = ["RECOVERY KIT OF ONE IDENTITY", "", f"Recipient  {kit.recipient}", ""]
    for start in range(0, len(kit.groups), ROW):
        cells = (f"{start + number:>2}  {group:<7}" for number, group in enumerate(kit.groups[start : start + ROW], 1))
        lines.append("   ".join(cells).rstrip())
    lines += ["", f"Check words  {' '.join(kit.words)}", ""]
    for step in STEPS:
        lines += _folded(step)
    return "\n".join(lines) + "\n"


def _folded(step: str) -> list[str]:
    import textwrap

    return textwrap.wrap(step, 76, initial_indent="- ", subsequent_indent="  ")


def as_page(kit: Kit) -> str:
    """The sheet as a page of HTML that asks nothing of anybody."""
    groups = "".join(
        f"<span><small>{number}</small>{group[:-1]}<u>{group[-1]}</u></span>\n"
        for number, group in enumerate(kit.groups, 1)
    )
    steps = "".join(f"<li>{html.escape(step)}</li>" for step in STEPS)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>Recovery kit</title><style>{_STYLE}</style></head><body>\n"
        f"<h1>Recovery kit of one identity</h1>\n<p>Recipient <code>{kit.recipient}</code></p>\n"
        f'<div class="groups">{groups}</div>\n'
        f'<p class="words">Check words: {" ".join(kit.words)}</p>\n<ol>{steps}</ol>\n</body></html>\n'
    )


FORMS: tuple[tuple[str, str, Callable[[Kit], str]], ...] = (
    (".html", "a page to print from a browser", as_page),
    (".txt", "plain text for a printer without a browser", as_text),
)
"""Ending, description, how it is written."""


def form_for(path: Path) -> Callable[[Kit], str]:
    """How the sheet is written for a file of that name. Raises UsageError."""
    for ending, _, written in FORMS:
        if path.suffix.lower() == ending:
            return written
    raise UsageError(
        "a recovery kit is a page or a text",
        where=path.name,
        remedy=f"Name a file that ends in {' or '.join(ending for ending, _, _ in FORMS)}.",
    )
