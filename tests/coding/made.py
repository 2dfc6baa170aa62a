"""Invented codes and spans for the tests of coding."""

from __future__ import annotations

from hypothesis import strategies as st

from synopticon.model.coding import Code, SpanRow

NAMES = st.sampled_from(["camera", "face", "plates", "saw", "was told by", "카메라", "1:N", "É"])


def tree_of(*paths: str) -> tuple[Code, ...]:
    """Codes by their paths, each path's parents before it; an id is the path itself."""
    return tuple(
        Code(path, path.rpartition("/")[2], path.rpartition("/")[0] or None, place=number)
        for number, path in enumerate(paths)
    )


def span(number: int, start: int, end: int, code: str, document: str = "d", coder: str = "ada") -> SpanRow:
    """A coding as counting sees it."""
    return SpanRow(f"c{number}", document, f"{document}-1", start, end, code, coder)


@st.composite
def spans(draw: st.DrawFn) -> list[SpanRow]:
    """Up to fourteen codings in three documents by two coders."""
    made = []
    for number in range(draw(st.integers(0, 14))):
        start = draw(st.integers(0, 12))
        end = start + draw(st.integers(1, 6))
        code, document = draw(st.sampled_from("abc")), draw(st.sampled_from("xyz"))
        made.append(span(number, start, end, code, document, draw(st.sampled_from(["ada", "ben"]))))
    return made
