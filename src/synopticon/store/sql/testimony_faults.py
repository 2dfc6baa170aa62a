"""What cannot be of testimony: passages that stand nowhere, texts of one reader, withdrawn witnesses who are here."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from synopticon.store.sql.testimony_tables import testimony_passages, texts, withdrawals, witnesses


def testimony_faults(connection: Connection) -> Iterator[str | None]:
    """A sentence for each fault, None for each text without one; a sentence quotes nothing."""
    for text in connection.execute(select(texts)).all():
        if text.first_reader.casefold() == text.second_reader.casefold():
            yield f"signed text {text.id} was signed by one reader only"
        cut = select(testimony_passages).where(testimony_passages.c.text == text.id, testimony_passages.c.exact != "")
        for row in connection.execute(cut):
            if text.text[row.start : row.end] != row.exact:
                yield f"passage {row.id} does not stand at its place in signed text {text.id}"
        yield None
    both = select(witnesses.c.pseudonym).join(withdrawals, withdrawals.c.witness == witnesses.c.id)
    for pseudonym in connection.execute(both).scalars():
        yield f"{pseudonym} withdrew and is still here (the next opening of the study purges it)"
