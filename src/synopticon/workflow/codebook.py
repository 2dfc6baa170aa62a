"""The codebook: begin it, change it, go back to an earlier version. Every change is a version; none is overwritten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from synopticon.coding import editing
from synopticon.coding.checking import check_codebook
from synopticon.coding.comparing import Difference, changed_and_gone, differences
from synopticon.coding.starting import starting_codes
from synopticon.coding.tree import Tree
from synopticon.errors import UsageError
from synopticon.model.coding import Code, Codebook, CodebookVersion, CodingAct
from synopticon.model.custody import Act
from synopticon.model.digests import digest_of

if TYPE_CHECKING:
    from synopticon.store.protocols import Writer
    from synopticon.workflow.study import Study

__all__ = [
    "Tree",
    "add_code",
    "change_code",
    "code_named",
    "codebook_of",
    "difference",
    "move_code",
    "new_id",
    "retire_code",
    "split_code",
    "start_codebook",
    "write_codebook",
]

Codes = tuple[Code, ...]


def new_id(study: Study) -> str:
    """A random id: 32 hexadecimal characters that say nothing of what they name."""
    return study.random(16).hex()


def codebook_of(study: Study, version: int | None = None, *, only: Sequence[str] | None = None) -> Codebook:
    """The codebook now, or at a version; with `only`, these codes of it alone. Raises UsageError where none was begun,
    NotFound for an unknown version.
    """
    found = study.reader.codebook(version, only=only)
    if found is None:
        raise UsageError(
            "this study has no codebook yet",
            remedy="Begin with the field's usual codes: synopticon codebook start; or with one of your own: "
            "synopticon codebook add NAME",
        )
    return found


def code_named(study: Study, said: str) -> tuple[Code, int]:
    """The code that a person means, or a page by its id, and the present version. Raises NotFound, UsageError."""
    book = codebook_of(study, only=[said])
    if not book.codes:
        book = codebook_of(study)
    return Tree(book.codes).find(said), book.version


def start_codebook(study: Study) -> Codebook:
    """Begin with the field's usual codes. Raises UsageError where the codebook holds codes already."""
    new = starting_codes(lambda: new_id(study))

    def begin(codes: Codes) -> Codes:
        if codes:
            raise UsageError(
                f"the codebook holds {len(codes)} codes already",
                remedy="Add to it: synopticon codebook add NAME",
            )
        return new

    return write_codebook(study, begin, "the field's usual codes")


def add_code(study: Study, code: Code) -> Code:
    """A new code, last among its siblings; its id is given here. Raises UsageError as the codebook's rules do."""
    named = replace(code, id=new_id(study))
    book = write_codebook(study, lambda codes: editing.add(codes, [named]), f"added “{code.name.strip()}”")
    return next(one for one in book.codes if one.id == named.id)


def change_code(study: Study, changed: Code, note: str = "") -> Code:
    """A code worded anew: its name, definition, rules, examples, colour or key. Its codings stand with it."""
    book = write_codebook(study, lambda codes: editing.change(codes, changed), note or f"changed “{changed.name}”")
    return next(one for one in book.codes if one.id == changed.id)


def move_code(study: Study, code: str, parent: str | None, place: int | None = None) -> Codebook:
    """A code, with all below it, below another parent or at the top. Raises UsageError for a circle."""
    return write_codebook(study, lambda codes: editing.move(codes, code, parent, place), f"moved {code[:12]}")


def split_code(study: Study, code: str, names: list[str]) -> tuple[Code, ...]:
    """New codes beside one that is retired. Its codings stay with it, to be sorted: synopticon code change."""
    parts = [Code(new_id(study), name) for name in names]
    book = write_codebook(study, lambda codes: editing.split(codes, code, parts), f"split {code[:12]}")
    wanted = {part.id for part in parts}
    return tuple(one for one in book.codes if one.id in wanted)


def retire_code(study: Study, code: str, *, retired: bool = True) -> Codebook:
    """A code, and all below it, no longer offered, or offered again; its codings stand."""
    note = f"{'retired' if retired else 'offered again'} {code[:12]}"
    return write_codebook(study, lambda codes: editing.retire(codes, code, retired=retired), note)


def difference(study: Study, older: int, newer: int | None = None) -> list[Difference]:
    """What differs between two versions; newer None is the present one."""
    return differences(codebook_of(study, older).codes, codebook_of(study, newer).codes)


def write_codebook(
    study: Study,
    edit: Callable[[Codes], Codes],
    note: str,
    beside: Callable[[Writer, Codebook], CodingAct | None] | None = None,
) -> Codebook:
    """Put an edit of the present codes in place as the next version, unless it changes nothing. Codes that keep their
    ids keep their codings.

    beside: what else happens in the same transaction, given the new version; answers the act that moved codings.
    Raises UsageError where the edit leaves no tree, or breaks another of the codebook's rules.
    """
    by = study.settings.text("study.collector")
    with study.writing() as writer:
        # Inside the transaction nobody else can take the same version.
        present = study.reader.codebook()
        before: Codes = present.codes if present else ()
        after = edit(before)
        changed, gone = changed_and_gone(before, after)
        if not changed and not gone and present is not None:
            return present
        check_codebook(after)
        book = Codebook((present.version if present else 0) + 1, after, study.clock(), by, note)
        act = beside(writer, book) if beside else None
        version = CodebookVersion(book.version, book.at, by, note, act.id if act else None)
        writer.add_codebook(version, changed, gone)
        details = {"changed": str(len(changed)), "gone": str(len(gone))}
        writer.record(Act("codebook", f"codebook:{book.version}", _digest(after), details))
    return book


def _digest(codes: Codes) -> str:
    def row(code: Code) -> list[object]:
        return [list(value) if isinstance(value, tuple) else value for value in map(code.__getattribute__, _PARTS)]

    return digest_of(["codebook", *(row(code) for code in sorted(codes, key=lambda code: code.id))])


_PARTS = tuple(Code.__slots__)
