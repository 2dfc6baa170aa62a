"""A process that looks for a regular expression: `python -m synopticon.coding.matching_process`.

It is handed a pattern and texts as JSON on its standard input, so that neither stands among its arguments, and answers
with the spans in each text.
"""

from __future__ import annotations

import json
import re
import sys

from synopticon.coding.matching import MOST


def spans(pattern: str, texts: list[str]) -> list[list[tuple[int, int]]]:
    """The spans of the pattern in each text; empty ones are no places to code."""
    compiled = re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    found: list[list[tuple[int, int]]] = []
    for text in texts:
        here: list[tuple[int, int]] = []
        for match in compiled.finditer(text):
            if match.end() > match.start():
                here.append(match.span())
            if len(here) == MOST:
                break
        found.append(here)
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(spans(*json.load(sys.stdin))))
